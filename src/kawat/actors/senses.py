"""Which of its meanings a name has in an article, told by what else the article names.

A name means the same throughout an article. Of several states ("Congo") it is the one that
something else in the article is of, of several bodies ("Bundesrat") that of the country most
else is of. A state's or capital's name that is also that of a place
elsewhere ("Georgia") is the place where a third place lies near by, or a governor or mayor is
named of it, and nothing else in the article is of the state. A state's name that is also a
surname ("Jordan") is a person's where the article gives it a first name, and again nothing
else is of the state; an ordinary word where the article also has it without its capital.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from kawat.actors.items import DATELINE, Item, Sentence
from kawat.actors.lexicon import Lexicon
from kawat.actors.names import Name
from kawat.actors.register import STATE_KINDS, Register

CONTEXT, USUAL, BEHIND = "context", "usual-sense", "behind-capital"
"""How a name with several meanings was settled: by the article, or by what it mostly means. A
name that is also a surname may be one where all that stands before it is a word with a capital
that the sentence gives it."""
_NAMED = "SADCOPpKR" + DATELINE
_NEAR_KM = 500
"""How near another place makes it likely that a place is meant."""
_EARTH_KM = 6371
_GOVERNING = "HhBb"

Ids = frozenset[str]


@dataclass
class Senses:
    """What the names of an article mean, once ``weigh`` has seen its sentences."""

    register: Register
    lexicon: Lexicon
    _told: dict[str, set[Ids]] = field(default_factory=dict)
    _places: dict[Ids, list[str]] = field(default_factory=dict)
    _decided: dict[Ids, tuple[str, Ids]] = field(default_factory=dict)
    _words: set[str] = field(default_factory=set)
    _persons: set[str] = field(default_factory=set)

    def weigh(self, cuts: Sequence[Sentence]) -> None:
        """Decide on every name of the article that has several meanings."""
        doubtful: dict[Ids, Item] = {}
        governed: set[Ids] = set()
        given: set[Ids] = set()
        surnames: set[str] = set()
        for cut in cuts:
            for at, item in enumerate(cut.items):
                if item.letter not in _NAMED or not item.names:
                    continue
                ids = frozenset([name.id for name in item.names])
                self._tell(item, ids)
                if item.letter == "P":
                    surnames |= {name.form.split()[-1] for name in item.names}
                if item.letter in "SADC":
                    doubtful[ids] = item
                    if self._is_governed(cut, at):
                        governed.add(ids)
                    if self._has_first_name(cut, at):
                        given.add(ids)
        for ids, item in doubtful.items():
            bare = ids in given or any(name.form in surnames for name in item.names)
            decision = self._decide(item.names, ids, ids in governed, bare)
            if decision is not None:
                self._decided[ids] = decision
                if not decision[1]:
                    self._persons.update(name.form for name in item.names)
        self._weigh_bodies([item for cut in cuts for item in cut.items if item.letter == "O"])
        if self.lexicon.capitals:
            self._words = _only_words(cuts)

    def settle(self, cut: Sentence) -> Sentence:
        """Return a sentence with its names as the article means them."""
        items = [
            self._settled(at, item, cut) if item.letter in "SADCO" else item
            for at, item in enumerate(cut.items)
        ]
        if items == cut.items:
            return cut
        return cut._replace(items=items, letters="".join([item.letter for item in items]))

    def is_person(self, word: str) -> bool:
        """Tell whether a state's name is somebody's surname in the article."""
        return word in self._persons

    def _settled(self, at: int, item: Item, cut: Sentence) -> Item:
        first = cut.tokens[item.first]
        if item.letter == "O":
            _, ids = self._decided.get(frozenset([n.id for n in item.names]), ("", frozenset()))
            names = tuple([name for name in item.names if name.id in ids])
            return item._replace(names=names, told=CONTEXT) if names else item
        if self._has_first_name(cut, at):
            return item._replace(letter="K", names=(), told=CONTEXT)
        if item.last == item.first + 1 and first.key in self._words:
            return Item("w", item.first, item.last)
        decision = self._decided.get(frozenset([name.id for name in item.names]))
        if decision is None:
            return item._replace(told=BEHIND) if self._is_behind_capital(cut, at) else item
        told, ids = decision
        names = tuple([name for name in item.names if name.id in ids])
        letter = item.letter
        if not names or all(name.use == "place" for name in names):
            letter = "K"
        return item._replace(letter=letter, names=names, told=told)

    def _is_behind_capital(self, cut: Sentence, at: int) -> bool:
        """Tell whether a name that is also a surname stands behind an unknown first word."""
        if at != 1 or cut.letters[:1] != "k" or not self.lexicon.capitals:
            return False
        first, second = cut.tokens[cut.items[0].first], cut.tokens[cut.items[1].first]
        beside = first.word[0].isupper() and second.start - first.end == 1
        return beside and self.register.is_surname(second.word)

    # -- what the article tells ---------------------------------------------------------

    def _tell(self, item: Item, ids: Ids) -> None:
        """Take in what a name tells of where the article is set."""
        names = item.names
        if item.letter == "K":
            names = tuple([name for name in names if name.use == "place"])
        countries = {country for name in names if (country := self._country(name))}
        if len(countries) == 1:
            self._told.setdefault(countries.pop(), set()).add(ids)
            places = [name.id for name in names if name.use == "place"]
            if places:
                self._places[ids] = places

    def _country(self, name: Name) -> str | None:
        if name.use == "place":
            return self.register.place_country(name.id)
        entity = self.register.entity(name.id)
        return entity.country if entity else None

    def _is_governed(self, cut: Sentence, at: int) -> bool:
        """Tell whether a noun of those who govern places stands beside a name."""
        before, behind = (at - 1, at - 2), (at + 1, at + 2)
        if self.lexicon.head_last and not cut.letters[:at].endswith(("o", "od")):
            return self._governs(cut, behind)
        return self._governs(cut, before)

    def _governs(self, cut: Sentence, beside: Sequence[int]) -> bool:
        """Tell whether one of the nearest items is a noun of those who govern places."""
        for near in beside:
            if not 0 <= near < len(cut.items) or cut.letters[near] not in "MFod'" + _GOVERNING:
                return False
            word = cut.items[near].word
            if word is not None and word.form in self.lexicon.of_place:
                return True
        return False

    def _has_first_name(self, cut: Sentence, at: int) -> bool:
        """Tell whether a name that is also a surname stands behind an unknown one."""
        before = cut.items[at - 1] if at else None
        if before is None or before.letter != "K" or before.names or cut.letters[at] not in "SC":
            return False
        token, other = cut.tokens[cut.items[at].first], cut.tokens[before.last - 1]
        if token.start - other.end != 1 or cut.items[at].last != cut.items[at].first + 1:
            return False
        titled = self.lexicon.head_last and at > 1 and cut.letters[at - 2] in "HT"
        known = self.register.is_surname(token.word) or self.register.is_first_name(other.word)
        return titled or known

    # -- what follows from it -----------------------------------------------------------

    def _decide(
        self, names: Sequence[Name], ids: Ids, governed: bool, given: bool
    ) -> tuple[str, Ids] | None:
        """Return how a name is settled, and by which of its ids; None where nothing is open."""
        states: dict[str, set[str]] = {}
        places: dict[str, str] = {}
        for name in names:
            country = self._country(name)
            entity = self.register.entity(name.id)
            if name.use == "place" and country is not None:
                places[name.id] = country
            elif entity is not None and country and (_is_state(entity.kind, name)):
                states.setdefault(country, set()).add(name.id)
        backed = [country for country in states if self._told.get(country, set()) - {ids}]
        if len(states) > 1:
            return (CONTEXT, frozenset(states[backed[0]])) if len(backed) == 1 else None
        if not states:
            return None
        (country,) = states
        own = frozenset(name.id for name in names if self._country(name) == country)
        elsewhere = {id: other for id, other in places.items() if other != country}
        if given and not backed:
            return CONTEXT, frozenset()
        if not elsewhere:
            return None
        if backed:
            return CONTEXT, own
        near = frozenset(id for id in elsewhere if self._is_near(id, ids))
        if near or governed:
            return CONTEXT, near or frozenset(elsewhere)
        return USUAL, own

    def _weigh_bodies(self, items: Sequence[Item]) -> None:
        """Decide on names of several bodies by what most else in the article is of."""
        doubtful = {frozenset([name.id for name in item.names]): item for item in items}
        for ids, item in doubtful.items():
            of = {country: name.id for name in item.names if (country := self._country(name))}
            backed = {country: len(self._told.get(country, set()) - {ids}) for country in of}
            most = [c for c, count in backed.items() if count and count == max(backed.values())]
            if len(of) > 1 and len(most) == 1:
                self._decided[ids] = CONTEXT, frozenset([of[most[0]]])

    def _is_near(self, place: str, ids: Ids) -> bool:
        """Tell whether the article names another place near this one, in the same country."""
        country = self.register.place_country(place)
        spot = self.register.coordinates(place)
        others = (
            self.register.coordinates(other)
            for named, several in self._places.items()
            if named != ids
            for other in several
            if self.register.place_country(other) == country
        )
        return spot is not None and any(
            other is not None and _kilometres(spot, other) < _NEAR_KM for other in others
        )


def _is_state(kind: str, name: Name) -> bool:
    return kind in STATE_KINDS or name.use == "metonym"


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points in degrees of latitude and longitude."""
    (a, b), (c, d) = (map(radians, point) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))


def _only_words(cuts: Iterable[Sentence]) -> set[str]:
    """Return the keys of states' names the article also has as words.

    They have a capital only where a sentence begins.
    """
    small: set[str] = set()
    first: set[str] = set()
    within: set[str] = set()
    for cut in cuts:
        small |= {token.key for token in cut.tokens if token.word.islower()}
        for item in cut.items:
            if item.letter in "SC" and item.last == item.first + 1:
                key = cut.tokens[item.first].key
                (within if item.first else first).add(key)
    return (first & small) - within
