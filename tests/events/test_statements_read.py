"""What is said in ways that one language or few have; quotes in quotes; how sure it is."""

from __future__ import annotations

import json

import pytest
from benchmarks import statements as benchmark

from kawat.actors import find_mentions
from kawat.events.quotes import find_quotes
from kawat.language import LANGUAGES
from kawat.language.sentences import split
from kawat.model import Article, Quote


def read(text: str, language: str) -> tuple[Quote, ...]:
    article = Article.of_paragraph(text, language)
    sentences = split(article)
    return find_quotes(article, sentences, find_mentions(article, sentences))


def said(quotes: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker.text if quote.speaker else None) for quote in quotes]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "« La Pologne ment, a déclaré le ministre russe de la Défense. Elle le paiera. »",
            ["La Pologne ment", "Elle le paiera."],
        ),
        (
            "« Nous irons, a affirmé le président français, et nous reviendrons. »",
            ["Nous irons", "et nous reviendrons."],
        ),
    ],
)
def test_who_speaks_may_be_told_amid_french_quotes(text: str, parts: list[str]) -> None:
    quotes = read(text, "fr")
    assert [quote.text for quote in quotes][:1] == parts[:1]
    assert all("a déclaré" not in quote.text for quote in quotes)
    assert quotes[0].speaker is not None


def test_a_comma_in_a_french_quote_does_not_part_it() -> None:
    words = "Nous voulons la paix, la justice et la liberté"
    (quote,) = read(f"« {words} », a déclaré le président français.", "fr")
    assert quote.text == words


def test_whom_a_quote_quotes() -> None:
    outer, inner = read(
        "“The Greek minister told the envoy: ‘We do not ask for permission.’” Turkey’s president"
        " said.",
        "en",
    )
    assert inner.text == "We do not ask for permission."
    assert inner.speaker is not None
    assert inner.speaker.text == "Greek minister"
    assert outer.start <= inner.start < inner.end <= outer.end
    assert outer.speaker is not None
    assert outer.speaker.text == "Turkey’s president"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Der russische Minister wies das zurück. Die Lage sei ernst, man habe nichts gewusst.",
            "Die Lage sei ernst, man habe nichts gewusst",
        ),
        ("In Moskau hieß es, die Ukraine habe angegriffen.", "die Ukraine habe angegriffen"),
    ],
)
def test_the_german_subjunctive_reports_by_itself(text: str, words: str) -> None:
    assert words in [quote.text for quote in read(text, "de") if quote.kind == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Ukraine hat angegriffen. Die Lage ist am Ende ernst.",
        "Ich habe das gesehen, und die Sache hat ein Ende.",
        "Unklar ist, ob Russland angreifen werde.",
    ],
)
def test_what_is_no_german_subjunctive_of_report(text: str) -> None:
    assert read(text, "de") == ()


def test_a_speaker_whom_only_words_describe() -> None:
    ((words, speaker),) = said(read("“They took the flour,” said a baker from the north.", "en"))
    assert words == "They took the flour"
    assert speaker is not None
    assert "baker" in speaker


def test_how_sure_a_statement_is_is_a_share() -> None:
    (quote,) = read("“We will not yield,” Turkey’s president said.", "en")
    assert quote.confidence is not None
    assert 0.5 < quote.confidence < 1


# the measure


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_statements_are_read_no_worse_than_the_floors(language: str) -> None:
    floors = json.loads(benchmark.FLOORS.read_text("utf-8"))[language]
    found = benchmark.shares(benchmark.counts(benchmark.read(language, "held")))
    assert {name: (found[name], low) for name, low in floors.items() if found[name] < low} == {}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_set_is_large_and_half_of_it_held_out(language: str) -> None:
    held, dev = (
        sum(len(page.gold) for page in benchmark.samples(language, part))
        for part in ("held", "dev")
    )
    assert held > 60
    assert dev > 60


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_statements_stand_where_they_say(language: str) -> None:
    for page in benchmark.read(language, "dev"):
        text = page.sample.article.text
        for quote in page.quotes:
            assert text[quote.start : quote.end] == quote.text
            for about in quote.about:
                assert text[about.mention.start : about.mention.end] == about.mention.text
