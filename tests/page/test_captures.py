"""Captures of many kinds of sites, told block by block."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kawat.model import Article
from kawat.page import capture, read
from kawat.page.source import byte_range, reads_back

CAPTURES = sorted(Path(__file__).with_name("captures").glob("*.txt"))


@dataclass
class Expected:
    text: str = ""
    blocks: list[tuple[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


def load(path: Path) -> Expected:
    """Read a capture with its marks: the page, its blocks, and what must be read from it."""
    expected = Expected()
    lines = path.read_text(encoding="utf-8").splitlines()
    page: list[str] = []
    for line in lines:
        if line.startswith("#"):
            name, _, value = line[1:].partition("=")
            expected.fields[name] = value
            continue
        bare = ""
        for part in line.split("¦") if line else ():
            kind, _, text = part.partition("|")
            if kind.endswith("+"):
                before = expected.blocks.pop()
                expected.blocks.append((before[0], f"{before[1]}\n{text}"))
            else:
                expected.blocks.append((kind, text.strip()))
            bare += text
        page.append(bare)
    expected.text = "\n".join(page) + "\n"
    return expected


def field_of(article: Article, name: str) -> str:
    value = getattr(article, name)
    if isinstance(value, tuple):
        return ",".join(value)
    return getattr(value, "text", value) or ""


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem)
def test_blocks(path: Path) -> None:
    expected = load(path)
    article = read(capture(expected.text))
    got = [(b.kind, article.text[b.start : b.end]) for b in article.blocks]
    assert got == expected.blocks


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem)
def test_fields(path: Path) -> None:
    expected = load(path)
    article = read(capture(expected.text))
    got = {name: field_of(article, name) for name in expected.fields}
    assert got == expected.fields


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_reads_back_in_any_encoding(path: Path, encoding: str) -> None:
    expected = load(path)
    article = read(capture(expected.text.encode(encoding)))
    assert article.text == expected.text
    for block in article.blocks:
        text = article.text[block.start : block.end]
        assert reads_back(article.page, block.bytes, text)
        assert byte_range(article, block.start, block.end) == block.bytes
