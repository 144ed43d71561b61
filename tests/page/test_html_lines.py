"""Single elements of HTML pages: each was once told wrong."""

from __future__ import annotations

import pytest

from kawat.model import Article
from kawat.page import capture, read

PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "Envoys from Chile and Peru resumed talks on fishing rights on Wednesday, officials said.",
        "The ministers of the two countries will meet again in Vienna next month, they added.",
        "Norway offered to host a further round of talks if both sides agree to a date soon.",
    )
)


def page(*, above: str = "", under: str = "", below: str = "") -> Article:
    return read(
        capture(
            f"<html lang=en><body><main><article>{above}<h1>Chile and Peru resume talks</h1>{under}"
            f"<div class=story>{PARAGRAPHS}</div>{below}</article></main></body></html>"
        )
    )


def kinds(article: Article) -> dict[str, str]:
    return {article.text[b.start : b.end]: b.kind for b in article.blocks}


@pytest.mark.parametrize(
    "under",
    [
        "<div><span>Published On 3 May 2023</span><span>3 May 2023</span></div>",
        "<details><summary>Wed 3 May 2023 14.20 BST</summary>First seen at 11.00 BST</details>",
    ],
)
def test_dates_in_spans_and_folds(under: str) -> None:
    article = page(under=under)
    assert article.published == "2023-05-03"
    assert "date" in kinds(article).values()


@pytest.mark.parametrize(
    ("above", "topics"),
    [
        ("<div class=topics><a>News</a><span>|</span><a>Fishing</a></div>", ("News", "Fishing")),
        ("<a class=series href=/world/fishing>Fishing</a>", ("Fishing",)),
    ],
)
def test_topics_above_the_headline(above: str, topics: tuple[str, ...]) -> None:
    assert page(above=above).kicker == topics


def test_topics_below_the_body_are_no_kicker() -> None:
    article = page(below="<div class=topics><a href=/f>Fishing</a></div>")
    assert kinds(article)["Fishing"] != "kicker"


def test_authors_in_a_box_for_credits() -> None:
    article = page(below="<div class=story__credit><div>Reporter: Ana Ruiz</div></div>")
    assert article.byline == ("Ana Ruiz",)


def test_photographers_in_a_figure_are_no_authors() -> None:
    under = "<figure><img src=a.jpg><div class=credit>Photograph: Ana Ruiz/AP</div></figure>"
    article = page(under=under)
    assert article.byline == ()
    assert kinds(article)["Photograph: Ana Ruiz/AP"] == "credit"


def test_lists_under_a_related_heading_need_no_links() -> None:
    below = "<section class=x><h2>More on this story</h2><ul><li>Tuna is back</li></ul></section>"
    assert kinds(page(below=below))["Tuna is back"] == "related"


def test_a_standfirst_in_a_heading() -> None:
    deck = "Both capitals send their deputy ministers after a year of silence"
    head = f"<h1>Chile and Peru resume talks</h1><h2>{deck}</h2><p>3 May 2023</p>"
    article = read(capture(f"<html><body><article>{head}{PARAGRAPHS}</article></body></html>"))
    assert article.lead is not None
    assert article.lead.text == deck


def test_links_without_addresses_are_apart() -> None:
    got = kinds(page(above="<nav><a>News</a><a>Opinion</a><a>Sport</a></nav>"))
    assert {"News", "Opinion", "Sport"} <= got.keys()


def test_a_dateline_before_a_colon() -> None:
    first = "<p><b>Lima, Peru:</b> Chile and Peru resumed talks on fishing rights on Wednesday.</p>"
    article = read(capture(f"<html><body><h1>Talks</h1>{first}{PARAGRAPHS}</body></html>"))
    assert article.dateline is not None
    assert article.dateline.text.startswith("Lima, Peru")


def test_spans_side_by_side_are_apart() -> None:
    meta = "<span>By <a href=/ana>Ana Ruiz</a></span><span>3 May 2023</span>"
    article = page(under=f"<div class=m>{meta}<span>Updated 4 May 2023</span></div>")
    assert article.byline == ("Ana Ruiz",)
    assert (article.published, article.modified) == ("2023-05-03", "2023-05-04")


def test_spans_in_prose_are_not_apart() -> None:
    first = "<p><span>C</span><span>hile and Peru resumed talks on fishing rights today.</span></p>"
    article = page(below=first)
    assert "Chile and Peru resumed talks on fishing rights today." in article.text


def test_a_caption_told_by_its_credit_alone() -> None:
    words = "The envoy of Peru speaks to reporters in Lima."
    article = page(under=f"<div><img src=a.jpg><p>{words} (Photo: Andina)</p></div>")
    assert kinds(article)[words] == "caption"
    assert kinds(article)["(Photo: Andina)"] == "credit"


def test_a_credit_glued_behind_a_full_stop() -> None:
    figure = "<figure><img><figcaption>The port of Lima.Ana Ruiz/AFP</figcaption></figure>"
    assert kinds(page(under=figure))["Ana Ruiz/AFP"] == "credit"


def test_a_note_about_the_author() -> None:
    note = "Ana Ruiz covers the Pacific for the paper."
    article = page(under="<p class=byline>By Ana Ruiz</p>", below=f"<p>{note}</p>")
    assert kinds(article)[note] == "other"
