"""Names with several meanings, settled by the article; names of clubs; confidence and reasons."""

from __future__ import annotations

import pytest

from kawat.actors import find_mentions
from kawat.actors.confidence import estimate
from kawat.model import Mention
from kawat.reasons import table
from one_page import article, sentences


def read(text: str, language: str = "en", on: str = "2023-02-21") -> dict[str, Mention]:
    page = article(text, language, on)
    return {mention.text: mention for mention in find_mentions(page, sentences(page))}


def countries(text: str) -> dict[str, set[str | None]]:
    return {
        words: {actor.country for actor in mention.referents}
        for words, mention in read(text).items()
    }


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Congo accused Rwanda of backing rebels near Goma.", "Congo", "COD"),
        ("Congo signed a deal in Brazzaville.", "Congo", "COG"),
        ("Korean officials met in Pyongyang.", "Korean officials", "PRK"),
        ("Georgia said Tbilisi would not yield.", "Georgia", "GEO"),
        ("Georgia condemned the attack.", "Georgia", "GEO"),
        ("Jordan and Egypt protested.", "Jordan", "JOR"),
        ("Turkey protested. In Turkey turkey farmers did too.", "Turkey", "TUR"),
        ("Kyiv protested.", "Kyiv", "UKR"),
        ("The president of Georgia signed the bill.", "president of Georgia", "GEO"),
        ("The governor of Georgia signed the bill.", "governor of Georgia", "USA"),
        ("Congressman Jim Jordan left. Jordan praised the vote.", "Jordan", "USA"),
        ("Joe Biden spoke with Rishi Sunak and thanked him.", "him", "GBR"),
        ("IRAQ AND IRAN AGREE", "IRAN", "IRN"),
    ],
)
def test_the_article_tells_which_is_meant(text: str, words: str, country: str) -> None:
    assert countries(text)[words] == {country}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Georgia rejected the bill, officials in Atlanta said.", "Georgia"),
        ("Michael Jordan retired. Jordan won six titles.", "Jordan"),
        ("Turkey is served with sauce. The turkey must rest.", "Turkey"),
        ("Paris Hilton arrived in Rome.", "Paris"),
        ("Chad Smith played the drums.", "Chad"),
        ("Dinamo Kyiv beat Benfica.", "Kyiv"),
        ("On Sunday Real Madrid beat Benfica.", "Madrid"),
    ],
)
def test_the_article_tells_that_no_state_is_meant(text: str, words: str) -> None:
    assert words not in read(text)


def test_a_governor_is_of_the_place_not_of_the_state_of_its_name() -> None:
    found = countries("Georgia Governor Brian Kemp signed the bill.")
    assert found["Georgia Governor Brian Kemp"] == {"USA"}


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("Congo signed a deal.", "Congo", "actor-ambiguous"),
        ("Joe Biden met Emmanuel Macron. He left early.", "He", "referent-unclear"),
        ("The two countries signed a deal.", "two countries", "referent-unclear"),
        ("The minister resigned.", "minister", "actor-country-unknown"),
    ],
)
def test_what_is_not_told_stays_open_with_a_reason(text: str, words: str, reason: str) -> None:
    mention = read(text)[words]
    assert not any(actor.country or actor.id for actor in mention.referents)
    assert mention.reason == reason
    assert reason in table()


def test_what_is_told_has_no_reason() -> None:
    assert read("Russia left.")["Russia"].reason is None


@pytest.mark.parametrize(
    ("pronoun", "country"), [("He", {"USA"}), ("She", {"RUS"})], ids=["he", "she"]
)
def test_a_pronoun_goes_with_the_noun_of_its_gender(pronoun: str, country: set[str]) -> None:
    text = (
        "Russian spokeswoman Maria Zakharova met US congressman Adam Schiff. "
        f"{pronoun} left in the evening."
    )
    assert countries(text)[pronoun] == country


def test_one_person_leaves_a_pronoun_one_reading() -> None:
    assert countries("Joe Biden left for Kyiv. He will return.")["He"] == {"USA"}


def confidence(mention: Mention) -> float:
    assert mention.confidence is not None
    return mention.confidence


def test_an_open_reading_is_trusted_less_than_a_state_named() -> None:
    found = read("Germany said the rebels had left.")
    assert 0 < confidence(found["rebels"]) < confidence(found["Germany"]) <= 1


def test_a_class_never_seen_has_the_precision_of_the_wider_one() -> None:
    counts = {"": (9, 10), "register": (90, 100)}
    assert estimate(counts, ("unseen", "never")) == pytest.approx(0.9)
    assert estimate({"": (5, 10), "x": (100, 100)}, ("x",)) == pytest.approx(104 / 108)


def test_both_countries_are_those_named_before() -> None:
    found = countries("Iran and Oman agreed. Both countries thanked China.")
    assert found["Both countries"] == {"IRN", "OMN"}


def test_a_surname_behind_an_unknown_first_word_is_trusted_less() -> None:
    found = read("Fictivus Jordan received a prize.")["Jordan"]
    assert (found.rule, confidence(found) < 0.9) == ("behind-capital", True)
    assert read("On Monday Jordan received a letter.")["Jordan"].rule == "register"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ar", "وزار الوزير مصر ولبنان.", "لبنان"),
        ("ru", "Власти Ирана осудили удар.", "Власти Ирана"),
        ("zh", "美国务卿布林肯访问北京。", "美国务卿布林肯"),
        ("ja", "茂木外相は会談した。", "茂木外相"),
        ("hi", "विदेश मंत्री एस जयशंकर ने कहा।", "विदेश मंत्री एस जयशंकर"),
    ],
)
def test_spans_in_scripts_without_capitals_or_blanks(language: str, text: str, words: str) -> None:
    assert words in read(text, language)


def test_the_office_of_the_own_state_comes_first() -> None:
    (actor,) = read("French President Emmanuel Macron spoke.")[
        "French President Emmanuel Macron"
    ].referents
    assert (actor.country, actor.office) == ("FRA", "President")
