"""The register of actors: who is called what, and who held which office when.

The tables lie in ``actors/data`` (tab-separated, with a header line): ``entities.tsv``,
``offices.tsv``, ``common_names.tsv``, names a file a language in ``names``, and those of places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from kawat.actors.tokens import Token, tokenize

NameUse = Literal["name", "short", "adjective", "demonym", "metonym", "abbreviation", "surname"]

GRACE = timedelta(days=90)
"""How long after its last check a spell without an end is still taken to run.

Of the spells in ``offices.tsv`` that run on a given day, fewer than one in ten end within as
many days (a test counts them), so that a claim made in that time is right nine times in ten.
"""

ANY_LANGUAGE = "*"
"""The language of names written alike in every language of their script."""


STATE_KINDS = frozenset({"state", "territory"})
"""Kinds of entity that are countries."""

LEADING_ROLES = frozenset(
    {
        "head-of-state",
        "head-of-government",
        "foreign-minister",
        "foreign-affairs-chief",
        "high-representative",
        "un-secretary-general",
    }
)
"""Roles whose holders news pages call by their surname alone."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, body, group or person; ``country`` and ``sector`` as in ``model.Actor``."""

    id: str
    kind: str
    name: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """A spell in an office. ``start`` or ``end`` is None where it is not known or open."""

    person: str
    office: str
    role: str
    country: str | None
    sector: str | None
    start: date | None
    end: date | None
    checked: date | None

    def held_on(self, on: date) -> bool:
        """Tell whether the spell is known to cover the day."""
        if self.start is None or on < self.start:
            return False
        if self.end is not None:
            return on <= self.end
        return self.checked is not None and on <= self.checked + GRACE


@dataclass(frozen=True, slots=True)
class Name:
    """A form an entity goes by in a language, and how the form is used."""

    id: str
    form: str
    use: str


class Names:
    """The forms of one language, found by longest match over tokens.

    A form is looked up without regard to case, and then held to its own: a capital must be
    a capital in the text too ("turkey" is no state), an abbreviation must match exactly.
    """

    def __init__(self) -> None:
        self._forms: dict[str, tuple[tuple[Name, tuple[str, ...]], ...]] = {}
        self.begins: dict[str, int] = {}

    def add(self, name: Name) -> None:
        """Make a form known."""
        form = name.form
        if form.isascii() and form.replace(" ", "").isalpha():  # most; far faster than tokens
            words, keys = form.split(), form.lower().split()
        else:
            tokens = tokenize(form)
            words, keys = [token.word for token in tokens], [token.key for token in tokens]
        if not keys:
            return
        key = " ".join(keys)
        known = self._forms.get(key, ())
        if not known or not any(name == other for other, _ in known):
            self._forms[key] = (*known, (name, tuple(words)))
        if self.begins.get(keys[0], 0) < len(keys):
            self.begins[keys[0]] = len(keys)

    def occur_in(self, tokens: list[Token]) -> bool:
        """Tell whether a token begins one of the forms."""
        return not self.begins.keys().isdisjoint([token.key for token in tokens])

    def longest(self, tokens: list[Token], at: int) -> tuple[int, tuple[Name, ...]]:
        """Return the number of tokens of the longest form at ``at`` and its names.

        The number is 0 and the tuple empty where no form stands there.
        """
        most = self.begins.get(tokens[at].key)
        if most is None:
            return 0, ()
        for count in range(min(most, len(tokens) - at), 0, -1):
            window = tokens[at : at + count]
            names = self._forms.get(" ".join([token.key for token in window]))
            if names:
                words = tuple([token.word for token in window])
                fitting = tuple([name for name, form in names if _fits(name, form, words)])
                if fitting:
                    return count, fitting
        return 0, ()


def _fits(name: Name, form: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether the text is written as the form may be: exactly, or in more capitals."""
    if words == form:
        return True
    if name.use == "abbreviation" or (len(form) == 1 and len(form[0]) < 4):
        return False
    return all(
        word[0].isupper() or not like[0].isupper() for word, like in zip(words, form, strict=True)
    )


def _day(text: str) -> date | None:
    """Read an ISO date of any precision as the first day it may mean; None where there is none."""
    parts = [int(part) for part in text.split("-")] if text[:1].isdigit() else []
    return date(*[*parts, 1, 1][:3]) if parts else None


def _last_day(text: str) -> date | None:
    """Read an ISO date of any precision as the last day it may mean; None where empty."""
    first = _day(text)
    if first is None:
        return None
    precision = text.count("-")
    if precision == 0:
        return date(first.year, 12, 31)
    if precision == 1:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def _rows(folder: Traversable, table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table; nothing where the table is not there."""
    path = folder.joinpath(table)
    if not path.is_file():
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    for line in lines[1:]:
        if line:
            yield dict(zip(header, line.split("\t"), strict=True))


def _named_rows(folder: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the language and the rows of every table of names."""
    tables = folder.joinpath("names")
    for path in sorted(tables.iterdir(), key=str) if tables.is_dir() else ():
        language = path.name.removesuffix(".tsv")
        for row in _rows(tables, path.name):
            yield (ANY_LANGUAGE if language == "any" else language), row


class Register:
    """Look-up of actors by form, by id, and by office and day."""

    def __init__(self, folder: Traversable) -> None:
        """Read the tables in ``folder``.

        Raises:
            ValueError: a row has more or fewer fields than the header.
        """
        self._entities: dict[str, Entity] = {}
        self._names: dict[str, list[Name]] = {}
        self._offices: dict[str, list[Office]] = {}
        self._holders: dict[tuple[str, str | None], list[Office]] = {}
        self._surnames: dict[str, list[str]] = {}
        self._states: dict[str, Entity] = {}
        self._by_language: dict[str, Names] = {}
        self._places = {row["geonames"]: row["country"] for row in _rows(folder, "places.tsv")}
        self._common = frozenset(row["form"] for row in _rows(folder, "common_names.tsv"))
        self._known_by_surname: set[str] = set()
        self._parts: dict[str, set[str]] = {}
        self._folder = folder
        for row in _rows(folder, "entities.tsv"):
            self._entities[row["id"]] = Entity(
                row["id"], row["kind"], row["name"], row["country"] or None, row["sector"] or None
            )
        for language, row in _named_rows(folder):
            name = Name(row["id"], row["form"], row["use"])
            self._names.setdefault(language, []).append(name)
            self._parts.setdefault(name.id, set()).update(name.form.split())
            if name.use == "surname":
                self._surnames.setdefault(name.id, []).append(name.form)
                if row["source"] == "hand":
                    self._known_by_surname.add(name.id)
        for row in _rows(folder, "offices.tsv"):
            self._add_office(row)
        named = Counter(name.id for names in self._names.values() for name in names)
        for entity in self._entities.values():
            if entity.kind in STATE_KINDS and entity.country is not None:
                other = self._states.get(entity.country)
                if other is None or named[other.id] < named[entity.id]:
                    self._states[entity.country] = entity

    @classmethod
    @cache
    def default(cls) -> Register:
        """Return the register that ships with Kawat, read once."""
        return cls(files("kawat.actors").joinpath("data"))

    def _add_office(self, row: dict[str, str]) -> None:
        spell = Office(
            row["person"],
            row["office"],
            row["role"],
            row["country"] or None,
            row["sector"] or None,
            _day(row["start"]),
            _last_day(row["end"]),
            _day(row["checked"]),
        )
        self._offices.setdefault(spell.person, []).append(spell)
        self._holders.setdefault((spell.role, spell.country), []).append(spell)

    def entity(self, id: str) -> Entity | None:
        """Return the entity with this id, None where there is none."""
        return self._entities.get(id)

    def state(self, country: str) -> Entity | None:
        """Return the state or territory with a country code, None where there is none.

        Where a code has two (a state and one it has replaced) the one with more names.
        """
        return self._states.get(country)

    def names(self, language: str) -> Names:
        """Return the forms of a language, with those written alike in every language."""
        if language not in self._by_language:
            names = Names()
            for code in (language, ANY_LANGUAGE):
                for name in self._names.get(code, ()):
                    names.add(name)
            for table in (language, "any"):
                for row in _rows(self._folder, f"place_names/{table}.tsv"):
                    names.add(Name(row["geonames"], row["form"], "place"))
            self._by_language[language] = names
        return self._by_language[language]

    def place_country(self, geonames: str) -> str | None:
        """Return the country a place of the gazetteer lies in."""
        return self._places.get(geonames)

    def surnames(self, person: str) -> tuple[str, ...]:
        """Return the surnames a person goes by, in any language."""
        return tuple(self._surnames.get(person, ()))

    def name_parts(self, person: str) -> frozenset[str]:
        """Return the words of the names a person goes by, in any language."""
        return frozenset(self._parts.get(person, ()))

    def leads(self, person: str, on: date | None) -> bool:
        """Tell whether a person headed a state, a government or its diplomacy on a day.

        Without a day, whether the person ever did.
        """
        return any(
            spell.role in LEADING_ROLES and (on is None or spell.held_on(on))
            for spell in self._offices.get(person, ())
        )

    def named_alone(self, names: Sequence[Name], on: date | None) -> str | None:
        """Return the leader a bare surname stands for on a day, None where it names nobody.

        A surname that many have needs a title or an introduction. Otherwise it is the one
        leader of the day who goes by it, or else one whose surname alone the register's
        makers took down (``hand/people.tsv``) and who led at another time. Without a day it
        must be one that nobody and nothing else in the register goes by.
        """
        if not names or names[0].form in self._common:
            return None
        leaders = {name.id for name in names if self.leads(name.id, on)}
        alone = len({name.id for name in names}) == 1
        if on is None:
            leaders = leaders if alone and len(names[0].form) > 4 else set()
        elif not leaders and alone and names[0].id in self._known_by_surname:
            leaders = {names[0].id} if self.leads(names[0].id, None) else set()
        return leaders.pop() if len(leaders) == 1 else None

    def has_left(self, person: str, on: date) -> bool:
        """Tell whether a person is known to have held office, and no longer did on a day."""
        begun = [s for s in self._offices.get(person, ()) if s.start is not None and s.start <= on]
        return bool(begun) and all(spell.end is not None and spell.end < on for spell in begun)

    def offices(self, person: str, on: date) -> tuple[Office, ...]:
        """Return the offices a person is known to have held on a day, latest begun first."""
        held = [spell for spell in self._offices.get(person, ()) if spell.held_on(on)]
        return tuple(sorted(held, key=lambda spell: spell.start or on, reverse=True))

    def offices_ever(self, person: str) -> tuple[Office, ...]:
        """Return every office a person is known to have held, latest begun first."""
        begun = [spell for spell in self._offices.get(person, ()) if spell.start is not None]
        return tuple(sorted(begun, key=lambda spell: spell.start or date.min, reverse=True))

    def holders(self, role: str, country: str | None, on: date) -> tuple[str, ...]:
        """Return the ids of those known to have held a role in a country on a day."""
        spells = self._holders.get((role, country), ())
        return tuple(dict.fromkeys(spell.person for spell in spells if spell.held_on(on)))
