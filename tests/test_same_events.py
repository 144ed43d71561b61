"""The same page as text and as HTML gives the same events."""

from __future__ import annotations

import pytest
from benchmarks.pages import SETS

import kawat
from kawat.model import CODED_KINDS, Article, Result

HTML = sorted(SETS["examples"][1].glob("*.html"))


def coded(article: Article) -> list[str]:
    return [
        f"{block.kind}: {article.text[block.start : block.end]}"
        for block in article.blocks
        if block.kind in CODED_KINDS
    ]


def told(result: Result) -> list[tuple[object, ...]]:
    return [
        (
            report.type,
            report.mode,
            report.status,
            report.trigger.text,
            [(m.text, m.referents) for m in report.actors],
            [(m.text, m.referents) for m in report.recipients],
            report.date and report.date.value,
            report.place and report.place.name,
        )
        for report in result.reports
    ]


@pytest.mark.parametrize("path", HTML, ids=lambda path: path.name)
def test_a_text_browsers_capture_gives_the_events_of_the_html(path: object) -> None:
    html = kawat.read(path)  # type: ignore[arg-type]
    text = kawat.read(html.text)
    assert coded(text) == coded(html)
    assert told(kawat.code(text)) == told(kawat.code(html))
