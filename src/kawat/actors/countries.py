"""Which country a role is of, where its own words do not say: by signs that are weighed."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import exp

from kawat.actors.context import MOST, Context
from kawat.actors.found import Found, is_many, is_person
from kawat.actors.items import Item
from kawat.actors.lexicon import HEADS, Word
from kawat.actors.records import BODIES, OF_STATE

_OF_PLACE = frozenset({"CVL", "REF", "MED", "EDU", "AGR", "LAB"})
"""Sectors of those who are mostly of the place a sentence is about."""
_PRIVATE = frozenset({"NGO", "JRN", "BUS", "MED", "REL", "PTY"})
"""Sectors of those who often act for none."""
_FEW = frozenset({"REB", "OPP"})
"""Sectors of what only some countries have."""
_FEW_NAMED = 3
"""What is added to the count of all countries named: where few are, little is said by shares."""
_MANY = frozenset({"GOV", "CVL", "MIL", "COP", "JUD", None})
"""Sectors that an article names several of."""
_RECENT = 40
"""How many mentions back somebody is taken up."""
_BACK = 2
"""How many sentences back "the country" still is one."""
_NEAR = 60
"""Within how many characters a place says where a crowd is."""
_OPEN, _CLOSE, _BOTH = frozenset("\u201c\u201e\u00ab"), frozenset("\u201d\u00bb"), '"'

Signs = dict[str, float]
"""What speaks for a country, by name; between 0 and 1 each."""


class Countries:
    """The countries an article names, once all its mentions are found."""

    def __init__(self, context: Context, dateline: str | None) -> None:
        self.context = context
        self.dateline = dateline
        self._places: dict[int, list[tuple[int, str]]] = {}
        self._quotes: dict[int, list[bool]] = {}
        self._before_places: dict[int, dict[int, str]] = {}
        self._all: Counter[str] | None = None
        self._nouns: dict[str, set[str]] | None = None

    def around(self, here: Found) -> tuple[str | None, str]:
        """Return the country the context gives a role, and the rule that did.

        Who is of a place (a governor, civilians) is of the only country a place is named of,
        for civilians one close by. Else each country that the article names is weighed by the
        signs for it, and so is that none of them is meant; the likeliest is taken if it is
        likely enough, else, in a sentence that names none, the dateline's. The weights were
        fitted to the annotated stories of all languages (``benchmarks/countries.py``). On a
        page that names no country it is that of which its language is the language, where there
        is one such.
        """
        word = here.phrase.head.word if here.phrase.head else None
        if word is not None and word.among:
            return self.most_named(word.among), "page-country"
        near = self._near(here, word)
        if len(near) == 1:
            return near.pop(), "place-country"
        if (country := self._taken_up(here)) is not None:
            return country, "noun-country"
        offers = self.signs(here)
        if not offers:
            home = self._home(here)
            return home, "home" if home else ""
        weights = _weights()
        against = self.none(here)
        none = sum(weights["none"][sign] * value for sign, value in against.items())
        worth = {
            country: sum(weights["country"][sign] * value for sign, value in signs.items())
            for country, signs in offers.items()
        }
        best = max(worth, key=lambda country: (worth[country], country))
        highest = max(none, worth[best])
        total = exp(none - highest) + sum(exp(value - highest) for value in worth.values())
        if exp(worth[best] - highest) / total >= weights["threshold"]["likely"]:
            return best, _rule(offers[best])
        silent = not any("in" in signs for signs in offers.values())
        silent &= "a body beside" not in against
        return (self.dateline, "dateline") if silent and self.dateline else (None, "")

    def home(self) -> str | None:
        """Return the state a page calls its own: that of its dateline, where it may be so."""
        return self.dateline if self.dateline in self.context.lexicon.homes else None

    def told(self, item: Item) -> str | None:
        """Return the country a noun tells itself, or a sign of a state it begins with."""
        word = item.word
        if word is not None and word.detail == "home":
            return self.home()
        if word is None or word.form not in self.context.lexicon.of_sign:
            return word.country if word is not None else None
        return self.context.of_sign(item, word.country)

    def signs(self, here: Found) -> dict[str, Signs]:
        """Return what speaks for each country, none of it for those nobody names.

        How large its share of all countries named is, whether the headline or what is first
        named is of it, the sentence before, the dateline; whether the same noun is of it
        elsewhere, or one that few have; whether the sentence names it (what stands outside a
        quotation does not count for who stands within), as the only one, before the role, as
        what opens the sentence; and whether a place of it is named there.
        """
        heard, sentence = self._heard(here), here.sentence
        counted = self._counted() - self._outside(here, heard)
        placed = {country for _, country in self._placed(sentence)}
        within = {country for _, country in heard}
        headline = {country for _, country in self._named(0)} if sentence else set()
        last = {country for _, country in self._named(sentence - 1)}
        first = self._first() if sentence else None
        noun, few = self._elsewhere(here), self._elsewhere(here, distinct=True)
        signs: dict[str, Signs] = {}
        for country in sorted(counted):
            starts = [start for start, other in heard if other == country]
            before = bool(starts) and starts[0] < here.phrase.start
            told = {
                "headline": country in headline,
                "first": country == first,
                "last": country in last,
                "dateline": country == self.dateline,
                "noun": country == noun,
                "few": country == few,
                "in": country in within,
                "only": within == {country},
                "before": before,
                "opens": before and heard[0][1] == country,
                "placed": country in placed,
            }
            signs[country] = {"share": counted[country] / (_FEW_NAMED + counted.total())}
            signs[country] |= {sign: 1.0 for sign, holds in told.items() if holds}
        return signs

    def none(self, here: Found) -> Signs:
        """Return what speaks for none of the countries that are named."""
        sector = here.actors[0].sector
        beside = [actor for found in self.context.of(here.sentence) for actor in found.actors]
        told = {
            "always": True,
            "no sector": sector is None,
            "governs": sector in OF_STATE,
            "private": sector in _PRIVATE,
            "several": is_many(here),
            "a body beside": any(actor.country in BODIES for actor in beside),
            "two named": len({country for _, country in self._heard(here)}) > 1,
        }
        return {sign: 1.0 for sign, holds in told.items() if holds}

    def _outside(self, here: Found, heard: list[tuple[int, str]]) -> Counter[str]:
        """Return the countries the sentence names outside the quotation a role stands in."""
        unheard = set(self._named(here.sentence)) - set(heard)
        return Counter(country for _, country in unheard)

    def _first(self) -> str | None:
        """Return the country of the first mention of the article that tells one."""
        told = (_country(found) for found in self.context.found)
        return next(filter(None, told), None)

    def _home(self, here: Found) -> str | None:
        """Return the home of the language, on a page that names no country and no medium."""
        word = here.phrase.head.word if here.phrase.head else None
        foreign = word is not None and word.form in self.context.lexicon.of_place
        if foreign or any(map(_is_medium, self.context.found)):
            return None
        return self.context.lexicon.home or None

    def _near(self, here: Found, word: Word | None) -> set[str]:
        """Return the countries of the places where those are who are of a place."""
        if word is None:
            return set()
        placed = list(self._placed(here.sentence))
        if word.form in self.context.lexicon.of_place:
            return {country for _, country in placed}
        if word.sector not in _OF_PLACE:
            return set()
        cut = self.context.cuts[here.sentence]
        if here.sentence not in self._before_places:
            self._before_places[here.sentence] = {
                after.start: token.key for token, after in pairwise(cut.tokens)
            }
        before = self._before_places[here.sentence]
        where = self.context.lexicon.where
        return {
            country
            for start, country in placed
            if before.get(start) in where and _is_near(cut.text, here, start)
        }

    def _heard(self, here: Found) -> list[tuple[int, str]]:
        """Return the countries a sentence names, to a role in a quotation those within it."""
        named = sorted(self._named(here.sentence))
        if here.sentence not in self._quotes:
            self._quotes[here.sentence] = _quoted(self.context.cuts[here.sentence].text)
        within = self._quotes[here.sentence]
        if named and within[here.phrase.start]:
            return [(start, country) for start, country in named if within[start]]
        return named

    def _named(self, sentence: int) -> Iterator[tuple[int, str]]:
        """Yield where in a sentence a country, or an actor or place of one, is named."""
        for found in self.context.of(sentence) if sentence >= 0 else ():
            country = _country(found)
            if country is not None:
                yield found.phrase.start, country
        yield from self._gazetteer(sentence)

    def _placed(self, sentence: int) -> Iterator[tuple[int, str]]:
        """Yield where in a sentence a place is named, and its country."""
        for found in self.context.of(sentence):
            country = _country(found) if found.locative else None
            if country is not None:
                yield found.phrase.start, country
        yield from self._gazetteer(sentence)

    def _gazetteer(self, sentence: int) -> list[tuple[int, str]]:
        if sentence < 0:
            return []
        if sentence not in self._places:
            cut = self.context.cuts[sentence]
            places = [(item, self.of_place(item)) for item in cut.items]
            starts = [(cut.tokens[item.first].start, place) for item, place in places if place]
            self._places[sentence] = starts[:MOST]
        return self._places[sentence]

    def of_place(self, item: Item) -> str | None:
        """Return the country of a place, None where it is as likely one in another."""
        if item.letter not in "KRM":
            return None
        places = [name.id for name in item.names if name.use == "place"]
        return self.context.register.likely_country(places)

    def _counted(self) -> Counter[str]:
        """Return how often the article names each country, the dateline's once more."""
        if self._all is None:
            sentences = range(len(self.context.cuts))
            self._all = Counter(c for number in sentences for _, c in self._named(number))
            self._all.update([self.dateline] if self.dateline else [])
        return self._all

    def most_named(self, countries: Sequence[str]) -> str:
        """Return which of some countries the article names most, the first where none."""
        counted = self._counted()
        dated = Counter([self.dateline] if self.dateline else [])
        return max(countries, key=lambda country: (counted[country], dated[country]))

    def _elsewhere(self, here: Found, *, distinct: bool = False) -> str | None:
        """Return the only country that words beside the same noun give it in the article.

        Not for single persons: "the minister" is of any country that has one. With
        ``distinct`` only for what few countries have (rebels, a junta).
        """
        if self._nouns is None:
            self._nouns = {}
            for found in self.context.found:
                noun, country = _noun(found), _country(found)
                named = [noun] if noun is not None and found.kind == "role" else []
                if found.kind == "organisation":
                    named = self._words(found)
                for word in named if country is not None else ():
                    self._nouns.setdefault(word.lower(), set()).add(country or "")
        nouns = self._distinct(here) if distinct else [_noun(here) or ""]
        countries = {country for noun in nouns for country in self._nouns.get(noun.lower(), ())}
        return countries.pop() if len(countries) == 1 else None

    def _taken_up(self, here: Found) -> str | None:
        """Return the country of whom a definite noun takes up ("the party"), None if nobody.

        It is who was last named by the same noun, or is of a sector that few are of; a
        person is the first of the last sentence that names one.
        """
        word = here.phrase.head.word if here.phrase.head else None
        bare = word is not None and len(here.phrase.items) == 1
        if word is None or not bare or word.form not in self.context.lexicon.anaphors:
            return None
        place = (here.sentence, here.phrase.start)
        row = [f for f in self.context.found if (f.sentence, f.phrase.start) < place]
        before = [f for f in row[-_RECENT:] if _told(f) and not f.locative and not f.open]
        for found in reversed(before):
            if word.form.lower() in self._words(found) or _noun(found) == word.form:
                return _told(found)
        if word.sector is None and here.phrase.head and here.phrase.head.letter in "Bb":
            return self._land(here, before)
        if is_person(here):
            last = [f for f in before if is_person(f) and f.sentence < here.sentence]
            return _told(next(f for f in last if f.sentence == last[-1].sentence)) if last else None
        few = [f for f in before if f.actors[0].sector == word.sector not in _MANY]
        return _told(few[-1]) if few else None

    def _land(self, here: Found, before: Sequence[Found]) -> str | None:
        """Return the state, or body, that a noun for any state or body takes up ("the country").

        It is none that the same sentence names, which acts on it.
        """
        beside = {_told(f) for f in before if f.sentence == here.sentence}
        kinds = ("organisation", "group") if _is_yielding(here) else ("state", "metonym")
        last = [f for f in before if f.kind in kinds and _told(f) not in beside]
        near = [f for f in last if f.sentence == last[-1].sentence >= here.sentence - _BACK]
        return _told(near[0]) if near else None

    def _words(self, found: Found) -> list[str]:
        """Return the words of a mention."""
        cut, phrase = self.context.cuts[found.sentence], found.phrase
        return [t.key for t in cut.tokens if phrase.start <= t.start < phrase.end]

    def _distinct(self, here: Found) -> list[str]:
        """Return the nouns of a role that few countries have."""
        words = [item.word for item in here.phrase.items if item.word and item.letter in HEADS]
        distinct = self.context.lexicon.distinct
        return [w.base for w in words if w.form in distinct or w.sector in _FEW]


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """Return what each sign weighs, for a country and for none, and how likely is enough."""
    path = files("kawat.actors").joinpath("data", "signs.toml")
    found: Mapping[str, Mapping[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def _rule(signs: Signs) -> str:
    """Return the name of what most tells of the country chosen."""
    return next((rule for sign, rule in _RULES if sign in signs), "page-country")


_RULES = (
    ("noun", "noun-country"),
    ("in", "sentence-country"),
    ("headline", "page-country"),
    ("last", "last-country"),
    ("dateline", "dateline"),
)


def _is_near(text: str, here: Found, start: int) -> bool:
    """Tell whether a place of the sentence stands close to a mention, without a comma between."""
    between = text[start : here.phrase.start] or text[here.phrase.end : start]
    return "," not in between and len(between) <= _NEAR


def _noun(found: Found) -> str | None:
    """Return the noun a mention of several or of a body is built on."""
    head = found.phrase.head
    many = (
        head is not None and head.word is not None and (head.letter in "GgBb" or head.word.plural)
    )
    return head.word.base if head is not None and head.word is not None and many else None


def _country(found: Found) -> str | None:
    """Return the country a mention tells by itself; media tell none."""
    if found.open or found.kind == "pronoun" or len(found.actors) != 1:
        return None
    actor = found.actors[0]
    return None if actor.country in BODIES or _is_medium(found) else actor.country


def _told(found: Found) -> str | None:
    """Return whose a mention is, as far as was read, also of a body that is no state."""
    return found.actors[0].country if len(found.actors) == 1 else None


def _is_yielding(found: Found) -> bool:
    """Tell whether a mention is built on a noun for any body ("organisation")."""
    head = found.phrase.head
    return head is not None and head.word is not None and head.word.yielding


def _is_medium(found: Found) -> bool:
    """Tell whether a mention names a news medium, which mostly is no more than a source."""
    return found.kind == "organisation" and any(actor.sector == "JRN" for actor in found.actors)


def _quoted(text: str) -> list[bool]:
    """Tell of each character whether it stands within quotation marks."""
    marks = [sign for sign in text if sign in _OPEN or sign in _CLOSE]
    if not marks and _BOTH not in text:
        return [False] * (len(text) + 1)
    inside = bool(marks) and marks[0] in _CLOSE

    def step(state: bool, sign: str) -> bool:
        if sign in _BOTH:
            return not state
        return sign in _OPEN or (state and sign not in _CLOSE)

    return list(accumulate(text, step, initial=inside))
