"""The same page as text and as HTML gives the same events.

What a text browser shows of a page is ``article.text`` of its HTML: the words, without mark-up.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.pages import SETS

import kawat
from kawat.model import Article, Result

HTML = [
    path for name in ("examples", "regression") for path in sorted(SETS[name][1].glob("*.html"))
]


def capture(article: Article) -> str:
    """Return a text browser's capture of a page.

    A date that stands in the mark-up alone is added as a line under the headline: without it
    no reader could tell the same.
    """
    shown = kawat.read(article.text)
    if article.published is None or shown.published or article.headline is None:
        return article.text
    at = article.headline.end
    return f"{article.text[:at]}\n\n{article.published}{article.text[at:]}"


def coded(article: Article) -> list[tuple[str, str]]:
    """Return the text that is coded; a lead and a paragraph are coded alike."""
    kinds = {
        "lead": "running",
        "paragraph": "running",
        "headline": "headline",
        "caption": "caption",
    }
    return [
        (kinds[block.kind], article.text[block.start : block.end])
        for block in article.blocks
        if block.kind in kinds
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
            report.claimed_by and report.claimed_by.text,
            report.date and report.date.value,
            report.place and report.place.name,
        )
        for report in result.reports
    ]


def quoted(result: Result) -> list[tuple[object, ...]]:
    return [(q.kind, q.text, q.speaker and q.speaker.referents) for q in result.quotes]


@pytest.mark.parametrize("path", HTML, ids=lambda path: path.name)
def test_a_text_browsers_capture_gives_the_events_of_the_html(path: Path) -> None:
    html = kawat.read(path)
    text = kawat.read(capture(html))
    assert text.published == html.published
    assert coded(text) == coded(html)
    from_text, from_html = kawat.code(text), kawat.code(html)
    assert told(from_text) == told(from_html)
    assert quoted(from_text) == quoted(from_html)


def test_the_pages_compared_hold_events() -> None:
    assert len(HTML) >= 12
    assert sum(len(kawat.code(kawat.read(path)).reports) for path in HTML) > 3 * len(HTML)
