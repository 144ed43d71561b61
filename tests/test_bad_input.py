"""Pages that cannot be read say why, and hard ones give what can be had, end to end.

What each refusal looks like on the command line is in ``cli/test_reading.py``; how an encoding
is told in ``page/test_capture.py``.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kawat
from kawat.errors import PageError
from kawat.model import Result

SENTENCE = "French Foreign Minister Catherine Colonna met Iranian diplomats in Geneva."
REST = "The talks on prisoners lasted three hours, officials of both sides said afterwards."
HTML = (
    f"<html lang=en><head><title>Talks in Geneva</title></head><body><article><h1>Talks in Geneva"
    f"</h1><p>{SENTENCE}</p><p>{REST}</p></article></body></html>"
)
ARABIC = "التقى وزير الخارجية الفرنسي نظيره الإيراني في جنيف يوم الثلاثاء، وفق بيان للوزارة.\n"
SWAHILI = "Rais alikutana na waziri wa mambo ya nje mjini Nairobi siku ya Jumanne asubuhi.\n"

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "page-empty"),
    "picture.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)), "page-binary"),
    "archive.html": (b"PK\x03\x04" + HTML.encode(), "page-binary"),
    "line.txt": (b"word " * (50 * 2**20 // 5), "page-too-large"),
}


def result(page: bytes | str) -> Result:
    found = kawat.code(kawat.read(page))
    text = found.article.text
    for report in found.reports:
        assert text[report.trigger.start : report.trigger.end] == report.trigger.text
    return found


def meetings(found: Result) -> list[str]:
    return [report.trigger.text for report in found.reports if report.type == "CONSULT"]


def codes(found: Result) -> set[str]:
    return {reason.code for reason in (*found.article.reasons, *found.reasons)}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_page_is_refused_however_it_comes(name: str, tmp_path: Path) -> None:
    content, code = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    for source in (path, content, io.BytesIO(content)):
        with pytest.raises(PageError) as error:
            kawat.read(source)
        assert error.value.code == code


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"\[page-missing\].*gone\.html"):
        kawat.read(tmp_path / "gone.html")


def test_the_whole_page_gives_the_event() -> None:
    assert meetings(result(HTML)) == ["met"]


@pytest.mark.parametrize("cut", [" lasted", "</article>", "both s", "</p><p>The"])
def test_a_page_cut_off_gives_what_came_before(cut: str) -> None:
    assert meetings(result(HTML[: HTML.index(cut) + len(cut)].encode()))[:1] == ["met"]


def test_a_page_cut_off_in_a_tag() -> None:
    assert meetings(result(HTML.replace("</p><p>", '</p><p class="intro').encode()[:-120])) == [
        "met"
    ]


@pytest.mark.parametrize("declared", ["shift_jis", "utf-16", "iso-8859-5", "no-such-charset"])
def test_a_wrong_charset_is_seen_and_told(declared: str) -> None:
    page = HTML.replace("<head>", f"<head><meta charset={declared}>").replace("talks", "“talks”")
    found = result(page.encode())
    assert meetings(found) == ["met"]
    assert "“talks”" in found.article.text
    assert found.article.page.encoding == "utf-8"
    assert "encoding-declared-wrong" in codes(found)


def test_bytes_that_are_no_text_are_told() -> None:
    found = result(
        HTML.replace("officials", "offic\udcffials “”‘’").encode(errors="surrogateescape")
    )
    assert meetings(found) == ["met"]
    assert "encoding-invalid-bytes" in codes(found)


@pytest.mark.parametrize("tag", ["div", "b", "table", "blockquote", "ul><li"])
def test_ten_thousand_tags_in_one_another(tag: str) -> None:
    found = result(f"<{tag}>" * 10_000 + f"<p>{SENTENCE}</p><p>{REST}</p>")
    assert SENTENCE in found.article.text


def test_a_single_long_line() -> None:
    line = f"{SENTENCE} {REST} " * 200
    found = result(f"{line}\n")
    assert len(meetings(found)) == 200
    assert len(kawat.read(b"x" * 4_000_000).blocks) == 1


@pytest.mark.parametrize("shape", ["{}", "<html dir=rtl lang=ar><body><p>{}</p></body></html>"])
def test_a_page_from_right_to_left_keeps_its_order(shape: str) -> None:
    found = result(shape.format(ARABIC * 3).encode())
    assert ARABIC.strip() in found.article.text
    assert found.article.language == "ar"
    text = found.article.text
    assert found.reports
    for report in found.reports:
        assert text[report.trigger.start : report.trigger.end] == report.trigger.text


def test_a_language_that_is_not_read_is_told() -> None:
    found = result(SWAHILI * 4)
    assert found.article.language == "sw"
    assert not found.reports
    assert "language-unread" in codes(found)


@pytest.mark.parametrize("page", ["?\n", "12.05\n", "<html></html>", "<p>\u200e</p>"])
def test_a_page_that_says_nothing(page: str) -> None:
    found = result(page)
    assert not found.reports
    assert codes(found) & {"language-unknown", "page-empty"}


def test_a_folder_with_bad_files_among_good_ones(tmp_path: Path) -> None:
    """In a process of its own: the good are coded, each bad one has its line, the status is 1."""
    for name, (content, _) in REFUSED.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "z.txt").write_text(f"{SENTENCE}\n\n{REST}\n")
    ran = subprocess.run(
        [sys.executable, "-m", "kawat", "code", "--format", "jsonl", tmp_path],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    assert ran.returncode == 1
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [Path(line["page"]["origin"]).name for line in lines] == ["a.html", "z.txt"]
    assert all(line["events"] for line in lines)
    told = {line.split("]")[0].lstrip("[") for line in ran.stderr.splitlines()}
    assert told == {code for _, code in REFUSED.values()}
    assert len(ran.stderr.splitlines()) == len(REFUSED)
