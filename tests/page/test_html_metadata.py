"""What a page says of itself, in the ways publishers say it."""

from __future__ import annotations

import json

import pytest

from kawat.page import capture, read
from kawat.page.metadata import Metadata, read_metadata, read_moment
from kawat.page.passages import outline

BODY = "<h1>Accord signed</h1><p>Two ministers signed an accord on fishing in the strait.</p>"


def meta(head: str, body: str = BODY, base: str | None = None) -> Metadata:
    found = outline(f"<html><head>{head}</head><body>{body}</body></html>")
    return read_metadata(found.named, found.language, base)


def ld(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Accord signed",
    "datePublished": "2024-03-01T10:00:00Z",
    "dateModified": "2024-03-02",
    "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Bo Reed"}],
    "articleSection": "World",
    "inLanguage": "en-GB",
}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, ARTICLE]},
        {**ARTICLE, "@type": ["Article", "ReportageNewsArticle"]},
        {**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting"}]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        json.dumps(ARTICLE)[:-1] + ",}",
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE) + ";",
        json.dumps({**ARTICLE, "description": "a\nb"}).replace("\\n", "\n"),
        [
            {**ARTICLE, "headline": "Something else entirely", "datePublished": "2001-01-01"},
            ARTICLE,
        ],
    ],
)
def test_json_ld_in_its_shapes(value: object) -> None:
    found = meta("<title>Accord signed - Daybook</title>" + ld(value))
    assert found.published == ("2024-03-01", "2024-03-01T10:00:00+00:00", "json-ld")
    assert found.modified == ("2024-03-02", None, "json-ld")
    assert found.authors == ("Ada Quill", "Bo Reed")
    assert found.sections == ("World",)
    assert found.titles[0] == ("Accord signed", "json-ld")


@pytest.mark.parametrize(
    "broken",
    ["", "{", "null", "[1, 2]", '"x"', "{'a': 1}", "[" * 5000, '{"@type": 5, "author": [[]]}',
     '{"@type": "NewsArticle", "author": {"@id": "#a"}, "datePublished": 7, "headline": []}',
     '{"@type": "NewsArticle", "datePublished": "yesterday", "author": {"name": {"a": 1}}}'],
)  # fmt: skip
def test_broken_json_ld_tells_nothing(broken: str) -> None:
    found = meta(ld(broken))
    assert found.published is None
    assert found.authors == ()


def test_author_by_reference() -> None:
    graph = [{**ARTICLE, "author": {"@id": "#ada"}}, {"@id": "#ada", "name": "Ada Quill"}]
    assert meta(ld({"@graph": graph})).authors == ("Ada Quill",)


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="article:published_time" content="2024-03-01">', "open-graph"),
        ('<meta name="DC.date.issued" content="2024-03-01">', "meta dc.date.issued"),
        ('<meta name="pubdate" content="20240301">', "meta pubdate"),
        ('<meta name="date" content="Fri, 01 Mar 2024 08:00:00 +0700">', "meta date"),
        ('<meta itemprop="datePublished" content="2024-3-1">', "microdata"),
    ],
)
def test_published_from_the_head(head: str, source: str) -> None:
    found = meta(head)
    assert found.published
    assert (found.published.day, found.published.source) == ("2024-03-01", source)


def test_modified_is_not_published() -> None:
    found = meta('<meta property="article:modified_time" content="2024-03-01">')
    assert found.published is None
    assert found.modified
    article = read(
        capture(f'<meta property="og:updated_time" content="2024-03-01">{BODY}'.encode())
    )
    assert (article.published, article.modified) == (None, "2024-03-01")
    assert "date-missing" in {reason.code for reason in article.reasons}


@pytest.mark.parametrize(
    ("value", "day", "time"),
    [
        ("2024-02-28T23:30:00-05:00", "2024-02-28", "2024-02-28T23:30:00-05:00"),
        ("2024-02-28 23:30", "2024-02-28", "2024-02-28T23:30:00"),
        ("2024-02-28", "2024-02-28", None),
        ("2024/02/28 07:05:09", "2024-02-28", "2024-02-28T07:05:09"),
        ("20240228", "2024-02-28", None),
        ("Wed, 28 Feb 2024 10:00:00 GMT", "2024-02-28", "2024-02-28T10:00:00+00:00"),
    ],
)
def test_moments(value: str, day: str, time: str | None) -> None:
    assert read_moment(value, "x") == (day, time, "x")


@pytest.mark.parametrize(
    "value",
    ["", "soon", "2024-13-01", "0001-01-01", "1970-01-01T00:00:00Z", "28", "2024-02-30", "\0"],
)
def test_no_moment(value: str) -> None:
    assert read_moment(value, "x") is None


def test_address() -> None:
    link = '<link rel="canonical" href="{}">'
    base = "https://day.example/a?utm=1"
    assert meta(link.format("/a"), base=base).url == "https://day.example/a"
    front = meta(link.format("https://day.example/"), base=base)
    assert (front.url, front.url_from) == (base, "capture")
    assert meta('<meta property="og:url" content="https://day.example/b">').url_from == "open-graph"
    assert meta(link.format("http://[bad")).url is None


def test_addresses_and_the_site_are_no_authors() -> None:
    assert meta('<meta name="author" content="https://social.example/day">').authors == ()
    page = '<title>Accord signed | Daybook</title><meta name="author" content="Daybook">' + BODY
    assert read(capture(page.encode())).byline == ()
    wire = '<title>Accord signed | Reuters</title><meta name="author" content="Reuters">' + BODY
    assert read(capture(wire.encode())).agencies == ("Reuters",)


def test_article_body_tells_the_body() -> None:
    """What stands behind the last words of ``articleBody`` is no more of the article."""
    told = [
        f"Sentence number {n} of this article is long enough to count as prose." for n in range(6)
    ]
    strange = "The views in this column are those of its writer and of nobody else in the house."
    body = "".join(f"<p>{text}</p>" for text in [*told, strange])
    head = ld({**ARTICLE, "articleBody": " ".join(told)})
    article = read(capture(f"<head>{head}</head><h1>Accord signed</h1><div>{body}</div>".encode()))
    kinds = {article.text[b.start : b.end]: b.kind for b in article.blocks}
    assert kinds[told[-1]] == "paragraph"
    assert kinds[strange] == "other"
