"""How the body is told from what stands around it and in it."""

from __future__ import annotations

import pytest

from kawat.model import BlockKind
from kawat.page import capture, read

PROSE = [
    "The envoys of both states met in the old town hall on Monday to talk about the border.",
    "They agreed to meet again in a month, and to leave the soldiers where they are for now.",
    "A spokesman said that the talks were frank, which is what spokesmen say of such talks.",
]
BODY = "".join(f"<p>{text}</p>" for text in PROSE)


def kinds(source: str) -> dict[str, BlockKind]:
    article = read(capture(f"<html lang=en>{source}".encode(), media="html"))
    return {article.text[b.start : b.end]: b.kind for b in article.blocks}


@pytest.mark.parametrize(
    "around",
    [
        '<form id="aspnetForm">{}</form>',
        '<div class="content has-sidebar share-enabled">{}</div>',
        '<div class="paywall subscriber-only ad-free">{}</div>',
        "<body class='nav-open modal'>{}",
        '<section class="related"><article>{}</article></section>',
        "<table><tr><td>{}</td></tr></table>",
        "<center><font>{}</font></center>",
        "<custom-story>{}</custom-story>",
    ],
)
def test_a_name_that_covers_the_article_is_not_believed(around: str) -> None:
    found = kinds(around.format("<h1>Envoys meet</h1>" + BODY))
    assert found["Envoys meet"] == "headline"
    assert [found[text] for text in PROSE] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("inside", "text", "kind"),
    [
        ('<aside class="newsletter"><p>{}</p></aside>', "Our best stories by post.", "advert"),
        ('<div class="baca-juga"><p>{}</p></div>', "Harga beras turun lagi di pasar.", "related"),
        (
            "<p><a href=/x>{}</a></p>",
            "Five towns on the border worth a visit this summer",
            "related",
        ),
        ("<p>Lesen Sie: <a href=/x>{}</a></p>", "Die Grenze und ihre Wächter", "related"),
        ("<p hidden>{}</p>", "You have read all your articles.", "other"),
        ('<p style="display: none">{}</p>', "Please switch on your scripts.", "other"),
        ('<div class="socialShareBar"><span>{}</span></div>', "142 shares", "share"),
        ("<table><tr><td>{}</td><td>7</td></tr></table>", "Soldiers", "other"),
        ("<ul><li>{}</li></ul>", "The ceasefire line stays as it is", "paragraph"),
        ("<p><b>{}</b></p>", "What happens next", "subheading"),
        ("<h3>{}</h3>", "A long quarrel", "subheading"),
        ("<figure><img><figcaption>{}</figcaption></figure>", "The town hall on Monday", "caption"),
    ],
)
def test_what_stands_in_the_body(inside: str, text: str, kind: str) -> None:
    middle = inside.format(text)
    first, *rest = (f"<p>{one}</p>" for one in PROSE)
    found = kinds(f"<h1>Envoys meet</h1><article>{first}{middle}{''.join(rest)}</article>")
    assert next(k for t, k in found.items() if text in t) == kind
    assert [found[one] for one in PROSE] == ["paragraph"] * 3


def test_named_spans_are_cut_only_outside_prose() -> None:
    day = "<time datetime=2024-05-01>1 May 2024</time>"
    meta = f'<p><span class="byline">By Ada Quill</span> {day}</p>'
    prose = f'<p>On <span class="date">1 May 2024</span> the envoys met. {PROSE[0]}</p>'
    found = kinds(f"<h1>Envoys meet</h1>{meta}<article>{prose}{BODY}</article>")
    assert found["By Ada Quill"] == "byline"
    assert found["1 May 2024"] == "date"
    assert found[f"On 1 May 2024 the envoys met. {PROSE[0]}"] == "paragraph"


def test_time_that_dates_a_change() -> None:
    times = (
        '<time class="updated" datetime="2024-05-02">2</time><time datetime="2024-05-01">1</time>'
    )
    article = read(capture(f"<h1>Envoys meet</h1>{times}{BODY}".encode(), media="html"))
    assert (article.published, article.modified) == ("2024-05-01", "2024-05-02")


def test_running_text_may_hold_the_words_of_furniture() -> None:
    line = "The minister said that all cookies had been eaten, that his email address was public, "
    text = (
        line
        + "and that anybody who wished could subscribe to his views, free of charge, in his garden."
    )
    source = f"<h1>Envoys meet</h1><article><p>{PROSE[0]}</p><p>{text}</p>{BODY}</article>"
    assert kinds(source)[text] == "paragraph"


def test_day_in_the_address() -> None:
    head = '<link rel=canonical href="https://day.example/2024/05/01/envoys">'
    article = read(capture(f"{head}<h1>Envoys meet</h1>{BODY}".encode(), media="html"))
    assert article.published == "2024-05-01"
    assert dict(article.provenance)["published"] == "address"
