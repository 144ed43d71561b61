"""Words that another reader takes for an actor: whose they are, by themselves or by the page."""

import pytest

from kawat.actors import Cast
from kawat.model import Mention, Sentence
from one_page import article


def tagged(language: str, text: str, words: str) -> Mention:
    """Return the mention that words are of the last of the sentences, which bars part."""
    sentences, start = [], 0
    for part in text.split(" | "):
        sentences.append(Sentence(start, start + len(part), part, 0))
        start += len(part) + 1
    whole = text.replace(" | ", " ")
    cast = Cast(article(whole, language, "2024-06-05"), sentences)
    at = whole.rindex(words)
    return cast.tagged(len(sentences) - 1, at, at + len(words))


@pytest.mark.parametrize(
    ("language", "text", "words", "country"),
    [
        ("fr", "Washington a soutenu l'économie bolivienne.", "bolivienne", "BOL"),
        ("ru", "США обложили пошлиной индийские товары.", "индийские товары", "IND"),
        ("en", "Peru has new rules. | The bus crews walked out in Peru.", "bus crews", "PER"),
        ("es", "Perú vive otra jornada de paro en Perú. | Los convocantes no cedieron.",
         "convocantes", "PER"),
        ("en", "Norway met Sweden. | Brazil saw Chile. | The crews walked out.", "crews", None),
    ],
)  # fmt: skip
def test_the_country_is_that_of_the_words_or_of_the_page(
    language: str, text: str, words: str, country: str | None
) -> None:
    mention = tagged(language, text, words)
    assert (mention.text, mention.rule) == (words, "tagged")
    assert mention.referents[0].country == country
    assert mention.reason == (None if country else "actor-country-unknown")


def test_a_name_of_the_register_is_whose_it_is() -> None:
    (actor,) = tagged("en", "It was a Ghanaian affair, said Ghana.", "Ghana").referents
    assert (actor.id, actor.name) == ("Q117", "Ghana")


def test_a_pronoun_stays_open() -> None:
    mention = tagged("fr", "Paul parle. | Si il part, tout change.", "il")
    assert (mention.kind, mention.referents, mention.reason) == ("pronoun", (), "referent-unclear")


@pytest.mark.parametrize("words", ["for", "The", ",", "Sudan", "special envoy", "UN", "(UN)"])
def test_any_words_are_somebody_or_open(words: str) -> None:
    text = "The United Nations (UN) special envoy for Sudan, he said, is in Cairo."
    mention = tagged("en", text, words)
    assert mention.text == words


def test_where_nothing_is_known_of_actors_it_says_so() -> None:
    text = "Jón fór heim."
    cast = Cast(article(text, "is", None), [Sentence(0, len(text), text, 0)])
    assert cast.mentions == ()
    with pytest.raises(ValueError, match="'is'"):
        cast.tagged(0, 0, 3)
