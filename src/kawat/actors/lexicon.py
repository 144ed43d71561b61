"""The nouns, small words and phrase grammar of a language, read from its ``actors.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kawat.actors.tokens import Token, tokenize
from kawat.language import load

HEADS = "HGBXhgbx"
"""Letters of head nouns; the small ones need something they belong to."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon.

    ``letter`` is its class in the phrase grammar, ``sector`` that of a head noun. A
    ``yielding`` head takes the sector of the word it belongs to ("army spokesman").
    ``country`` is set where the word itself tells it ("bupati"); ``clitic`` is true where
    the form carries a possessive clitic ("pemerintahnya").
    """

    letter: str
    form: str
    sector: str | None = None
    yielding: bool = False
    plural: bool = False
    clitic: bool = False
    country: str | None = None
    detail: str = ""


class Lexicon:
    """What a language's ``actors.toml`` says, ready for look-up."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Compile the tables.

        Raises:
            re.error: a pattern in the tables is not a regular expression.
        """
        words = data["words"]
        self.head_last: bool = data["order"] == "head-last"
        self.conjunctions = frozenset(words["conjunction"])
        self.place = frozenset(words["place"])
        self.home: str | None = data.get("home")
        self._words: dict[str, Word] = {}
        self.begins: dict[str, int] = {}
        for word in _words(data):
            self._add(word)
        self.things = frozenset(words["thing_of"])
        self.aside = frozenset(words["aside"])
        self.plain = frozenset(words["plain"])
        self.stop = frozenset(words["stop"])
        self.stop_pattern = re.compile("|".join(words["stop_patterns"]))
        self.modifier_pattern = re.compile("|".join(words["modifier_patterns"]))
        self.possessive = frozenset(words.get("possessive", ()))
        self.before = frozenset(data["blocked"]["before"])
        self.offices = {form: role for role, forms in data["offices"].items() for form in forms}
        self.speaks_for = frozenset(words.get("speaks_for", ()))
        self.verbal = frozenset(words.get("verbal", ()))
        self.where = frozenset(words["where"])
        self.crowd = frozenset(words.get("crowd", ()))
        self.crowd_before = frozenset(words.get("crowd_before", ()))
        self.distinct = frozenset(words.get("distinct", ()))
        self.abroad = frozenset(words.get("abroad", ()))
        self.of_place = frozenset(words.get("of_place", ()))
        self.from_heads = frozenset(words.get("from_heads", ()))
        self.mirror = frozenset(words.get("mirror", ()))
        self.adjectival = frozenset(words.get("adjectival", ()))
        self.articles = frozenset(words.get("article", ()))
        self.subject_only = frozenset(data["pronouns"].get("it", ()))
        shapes = dict(data["phrase"])
        for key in shapes:
            for name, shape in shapes.items():
                shapes[key] = shapes[key].replace("{" + name + "}", shape)
        self.full = re.compile(shapes["full"])
        self.titled = re.compile(shapes["titled"])
        self.alone = frozenset(shapes["alone"])

    def _add(self, word: Word) -> None:
        keys = [token.key for token in tokenize(word.form)]
        self._words.setdefault(" ".join(keys), word)
        self.begins[keys[0]] = max(self.begins.get(keys[0], 0), len(keys))

    def longest(self, tokens: list[Token], at: int) -> tuple[int, Word | None]:
        """Return the number of tokens of the longest word at ``at``, and the word."""
        most = self.begins.get(tokens[at].key)
        if most is None:
            return 0, None
        for count in range(min(most, len(tokens) - at), 0, -1):
            word = self._words.get(" ".join([token.key for token in tokens[at : at + count]]))
            if word is not None and (word.letter != "#" or tokens[at].word[0].isupper()):
                return count, word
        return 0, None


def _words(data: dict[str, Any]) -> Iterator[Word]:
    """Yield every word of the tables; where a form comes twice the first counts."""
    words = data["words"]
    for name in data["blocked"]["names"]:
        yield Word("#", name)
    for pronoun, forms in data["pronouns"].items():
        yield from (Word("n", form, detail=pronoun) for form in forms)
    for pronoun, forms in data.get("possessors", {}).items():
        yield from (Word("y", form, detail=pronoun) for form in forms)
    for kind, forms in data["several"].items():
        yield from (Word("Z", form, detail=kind) for form in forms)
    yield from _heads(data)
    letters = {
        "past": "F",
        "leading": "F",
        "title": "T",
        "of": "o",
        "belongs": "f",
        "place": "L",
        "conjunction": "&",
        "particle": "v",
        "modifier": "M",
        "determiner": "d",
    }
    for key, letter in letters.items():
        for form in words[key]:
            yield Word(letter, form, detail="past" if key == "past" else "")


def _heads(data: dict[str, Any]) -> Iterator[Word]:
    plurals = [(re.compile(old), new) for old, new in data["plurals"]]
    for default, kinds in data["heads"].items():
        for kind, letter in (("person", "H"), ("people", "G"), ("body", "B"), ("thing", "X")):
            for marked in kinds.get(kind, ()):
                marked, _, country = marked.partition("@")
                form, _, other = marked.partition("=")
                marks = form[len(form.rstrip("*~")) :]
                form = form.rstrip("*~")
                sector = other or default
                sector = None if sector in ("none", "-") else sector
                yielding = "~" in marks
                case = letter.lower() if "*" in marks else letter
                many = letter == "G"
                yield Word(case, form, sector, yielding, many, country=country or None)
                for clitic in data.get("clitics", ()):
                    yield Word(letter, form + clitic, sector, yielding, many, clitic=True)
                if letter in "HX":
                    people = "G" if letter == "H" else letter
                    people = people.lower() if "*" in marks else people
                    yield Word(people, _plural(form, plurals), sector, yielding, plural=True)


def _plural(form: str, plurals: list[tuple[re.Pattern[str], str]]) -> str:
    """Return the plural by the first rule that fits the whole form."""
    for pattern, new in plurals:
        match = pattern.fullmatch(form)
        if match:
            return match.expand(new)
    return form


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, compiled once.

    Raises:
        KeyError: Kawat does not read the language.
    """
    return Lexicon(load(language, "actors"))
