"""The register of actors: who is called what, and who held which office when.

The tables lie in ``actors/data`` (tab-separated, with a header line): ``entities.tsv``,
``offices.tsv``, ``common_names.tsv``, names a file a language in ``names``, and those of places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

from kawat.actors.morphology import PLAIN, Morphology, morphology
from kawat.actors.names import Name, Names, Source
from kawat.actors.records import (
    GRACE,
    LEADING_ROLES,
    STATE_KINDS,
    Entity,
    Office,
    read_office,
)
from kawat.actors.tables import Table, read_table
from kawat.language.script import is_unspaced

__all__ = [
    "ANY_LANGUAGE",
    "GRACE",
    "LEADING_ROLES",
    "STATE_KINDS",
    "Entity",
    "Office",
    "Overlay",
    "Register",
]

ANY_LANGUAGE = "*"
"""The language of names written alike in every language of their script."""
_ANY = "any"
"""What the tables of such names are called."""
_USES = {"names": None, "place_names": "place"}
_NAME_COLUMNS = {"names": ("id", "form", "use", "source"), "place_names": ("geonames", "form")}
_ENTITY_COLUMNS = ("id", "kind", "name", "country", "sector", "source", "checked")
_OFFICE_COLUMNS = (
    "person",
    "office",
    "role",
    "country",
    "sector",
    "start",
    "end",
    "source",
    "checked",
)

_DIVIDED = frozenset({"USA", "CAN", "AUS"})
"""Countries whose towns are written with the state or province behind them."""
_REGION = 5_000_000
"""How many people a region is taken to have whose people are not counted."""
_BY_FAR = 8
"""How many times as large as any other of its name a place is that is meant without more."""


class Overlay(Protocol):
    """Rows of a user's own, which are added or stand instead of those with the same key."""

    @property
    def mark(self) -> str:
        """Tells these rows from any others."""

    @property
    def entities(self) -> Sequence[Mapping[str, str]]:
        """Rows of ``entities.tsv``; the key is ``id``."""

    @property
    def names(self) -> Sequence[Mapping[str, str]]:
        """Rows of names with their ``language``; the key is language, ``id`` and ``form``."""

    @property
    def offices(self) -> Sequence[Mapping[str, str]]:
        """Rows of ``offices.tsv``; the key is ``person``, ``office`` and ``start``."""

    def keeps_name(self, id: str, language: str, form: str) -> bool:
        """Tell whether a name of the register stands."""

    def keeps_office(self, person: str, role: str, start: str) -> bool:
        """Tell whether a spell of the register stands; ``start`` as written in the table."""


class Register:
    """Look-up of actors by form, by id, and by office and day.

    Rows are read when they are asked for: what is read at once is where each begins.
    """

    def __init__(self, folder: Traversable, overlays: Sequence[Overlay] = ()) -> None:
        """Read the tables in ``folder``, with those of ``overlays`` laid over them in order.

        Raises:
            ValueError: a row has more or fewer fields than the header.
        """
        self._folder = folder
        self._overlays = tuple(overlays)
        entities = read_table(folder, "entities.tsv", _ENTITY_COLUMNS)
        offices = read_table(folder, "offices.tsv", _OFFICE_COLUMNS)
        for overlay in overlays:
            entities = entities.changed(overlay.entities, ("id",))
            offices = offices.without(
                lambda row, kept=overlay.keeps_office: kept(  # type: ignore[misc]
                    row["person"], row["role"], row["start"]
                )
            )
            offices = offices.changed(overlay.offices, ("person", "office", "start"))
        self._lines = {line[: line.index("\t")]: line for line in entities.lines}
        self._entities: dict[str, Entity] = {}
        self._spells: dict[str, list[str]] = {}
        for line in offices.lines:
            self._spells.setdefault(line[: line.index("\t")], []).append(line)
        self._offices: dict[str, tuple[Office, ...]] = {}
        self._common = frozenset(read_table(folder, "common_names.tsv").lines)
        self._by_language: dict[str, Names] = {}
        self._shared: dict[str, Source] = {}
        self._person_parts: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._names_of: dict[tuple[str, str], tuple[Name, ...]] = {}

    @property
    def mark(self) -> str:
        """Tell what lies over the tables that ship with Kawat; empty where nothing does."""
        return "+".join(overlay.mark for overlay in self._overlays)

    @classmethod
    def with_overlays(cls, overlays: Sequence[Overlay]) -> Register:
        """Return the register that ships with Kawat, with a user's own entries laid over it."""
        data = files("kawat.actors").joinpath("data")
        return cls(data, overlays) if overlays else cls.default()

    @classmethod
    @cache
    def default(cls) -> Register:
        """Return the register that ships with Kawat, read once."""
        return cls(files("kawat.actors").joinpath("data"))

    def entity(self, id: str) -> Entity | None:
        """Return the entity with this id, None where there is none."""
        entity = self._entities.get(id)
        if entity is None and id in self._lines:
            id, kind, name, country, sector = self._lines[id].split("\t")[:5]
            entity = self._entities[id] = Entity(id, kind, name, country or None, sector or None)
        return entity

    def state(self, country: str) -> Entity | None:
        """Return the state or territory with a country code, None where there is none.

        Where a code has two, a state and one it has replaced, it is the former: the latter have
        ids of Kawat's own, behind those of Wikidata.
        """
        return self._states.get(country)

    @cached_property
    def _states(self) -> dict[str, Entity]:
        states: dict[str, Entity] = {}
        for id in sorted(self._lines):
            if self._lines[id].split("\t", 2)[1] in STATE_KINDS:
                entity = self.entity(id)
                if entity is not None and entity.country is not None:
                    states.setdefault(entity.country, entity)
        return states

    def names(self, language: str) -> Names:
        """Return the forms of a language, with those written alike in every language."""
        if language not in self._by_language:
            forms = morphology(language)
            self._by_language[language] = Names(
                [
                    self._source(kind, table, forms)
                    for kind in ("names", "place_names")
                    for table in (language, _ANY)
                ],
                forms,
            )
        return self._by_language[language]

    def _source(self, kind: str, table: str, forms: Morphology) -> Source:
        """Return a table of names, that of all languages only once where it has the same keys."""
        name = f"{kind}/{table}"
        if table != _ANY:
            return Source(self._table(kind, table), forms, _USES[kind])
        if name not in self._shared:
            self._shared[name] = Source(self._table(kind, table), PLAIN, _USES[kind])
        return self._shared[name].folded(forms)

    def _table(self, kind: str, table: str) -> Table:
        rows = read_table(self._folder, f"{kind}/{table}.tsv", _NAME_COLUMNS[kind])
        language = ANY_LANGUAGE if table == _ANY else table
        for overlay in self._overlays if kind == "names" else ():
            rows = rows.without(
                lambda row, kept=overlay.keeps_name: kept(  # type: ignore[misc]
                    row["id"], language, row["form"]
                )
            )
            added = [row for row in overlay.names if row["language"] == language]
            rows = rows.changed(added, ("id", "form"))
        return rows

    @cached_property
    def _places(self) -> dict[str, str]:
        lines = read_table(self._folder, "places.tsv").lines
        return {line[: line.index("\t")]: line for line in lines}

    def place_country(self, geonames: str) -> str | None:
        """Return the country a place of the gazetteer lies in."""
        line = self._places.get(geonames)
        return line.split("\t", 3)[2] or None if line is not None else None

    def is_division(self, geonames: str) -> bool:
        """Tell whether a place is a state or province written behind a town's name ("Texas")."""
        fields = self._places.get(geonames, "").split("\t")
        return len(fields) > 6 and fields[6] == "region" and fields[2] in _DIVIDED

    def likely_country(self, places: Iterable[str]) -> str | None:
        """Return the country of places of one name; None where no country's is by far the largest.

        A region without a count of its people weighs as much as a large city.
        """
        sizes: dict[str, int] = {}
        for geonames in places:
            fields = self._places.get(geonames, "").split("\t")
            if len(fields) > 6:
                size = int(fields[5] or _REGION)
                sizes[fields[2]] = max(sizes.get(fields[2], 0), size)
        if len(sizes) < 2:
            return next(iter(sizes), "") or None
        (most, country), (second, _) = sorted(((n, c) for c, n in sizes.items()), reverse=True)[:2]
        return country or None if most >= _BY_FAR * second else None

    def coordinates(self, geonames: str) -> tuple[float, float] | None:
        """Return the latitude and longitude of a place, None where they are not known."""
        fields = self._places.get(geonames, "").split("\t", 5)
        if len(fields) < 5 or not fields[3] or not fields[4]:
            return None
        return float(fields[3]), float(fields[4])

    def is_surname(self, word: str) -> bool:
        """Tell whether a word is also the surname of somebody in the register."""
        return word in self._common or word in self._all_surnames

    @cached_property
    def _all_surnames(self) -> frozenset[str]:
        lines = self._table("names", _ANY).lines
        return frozenset(line.split("\t", 2)[1] for line in lines if "\tsurname\t" in line)

    def is_first_name(self, word: str) -> bool:
        """Tell whether the name of somebody in the register begins with a word."""
        return word in self._first_names

    @cached_property
    def _first_names(self) -> frozenset[str]:
        rows = (line.split("\t", 2) for line in self._table("names", _ANY).lines)
        return frozenset(
            form.split(" ", 1)[0]
            for id, form, _ in rows
            if " " in form and "\tperson\t" in self._lines.get(id, "")
        )

    def names_of(self, id: str, language: str) -> tuple[Name, ...]:
        """Return what an entity is called in a language."""
        key = (id, language)
        if key not in self._names_of:
            self._names_of[key] = self.names(language).of(id)
        return self._names_of[key]

    def person_parts(self, language: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the keys of the words that names of persons are made of, and begin with."""
        if language not in self._person_parts:
            forms = morphology(language)
            rows = (line.split("\t", 2) for line in self._table("names", language).lines)
            names = [
                [token.key for token in forms.tokenize(form) if len(token.key) > 1]
                for id, form, _ in rows
                if "\tperson\t" in self._lines.get(id, "")
            ]
            every = frozenset(key for keys in names for key in keys)
            first = frozenset(keys[0] for keys in names if len(keys) > 1)
            self._person_parts[language] = every, first
        return self._person_parts[language]

    def surnames(self, person: str, language: str) -> tuple[str, ...]:
        """Return the surnames a person goes by in a language."""
        return tuple(n.form for n in self.names_of(person, language) if n.use == "surname")

    def name_parts(self, person: str, language: str) -> frozenset[str]:
        """Return the words of the names a person goes by in a language."""
        return frozenset(w for n in self.names_of(person, language) for w in n.form.split())

    def spells(self, person: str) -> tuple[Office, ...]:
        """Return the spells a person is known to have held, as the table has them."""
        held = self._offices.get(person)
        if held is None:
            lines = self._spells.get(person, ())
            held = self._offices[person] = tuple([read_office(line) for line in lines])
        return held

    @cached_property
    def _holders(self) -> dict[tuple[str, str | None], list[str]]:
        holders: dict[tuple[str, str | None], list[str]] = {}
        for lines in self._spells.values():
            for line in lines:
                person, _, role, country, _ = line.split("\t", 4)
                holders.setdefault((role, country or None), []).append(person)
        return holders

    def leads(self, person: str, on: date | None) -> bool:
        """Tell whether a person headed a state, a government or its diplomacy on a day.

        Without a day, whether the person ever did.
        """
        return any(
            spell.role in LEADING_ROLES and (on is None or spell.held_on(on))
            for spell in self.spells(person)
        )

    def named_alone(self, names: Sequence[Name], on: date | None) -> str | None:
        """Return the leader a bare surname stands for on a day, None where it names nobody.

        A surname that many have needs a title or an introduction. Otherwise it is the one
        leader of the day who goes by it, or else one whose surname alone the register's
        makers took down (``hand/people.tsv``) and who alone led at another time. Without a
        day it must be one that no other holder of an office in the register goes by.
        """
        if not names or names[0].form in self._common:
            return None
        leaders = {name.id for name in names if self.leads(name.id, on)}
        if on is None:
            alone = len({name.id for name in names if name.id in self._spells}) == 1
            alone = alone and not any(name.use == "place" for name in names)
            long = len(names[0].form) > 4 or is_unspaced(names[0].form)
            leaders = leaders if alone and long else set()
        elif not leaders:
            leaders = {name.id for name in names if name.by_hand and self.leads(name.id, None)}
            if any(self.leads(name.id, None) for name in names if name.id not in leaders):
                return None
        return leaders.pop() if len(leaders) == 1 else None

    def has_left(self, person: str, on: date) -> bool:
        """Tell whether a person is known to have held office, and no longer did on a day."""
        begun = [s for s in self.spells(person) if s.start is not None and s.start <= on]
        return bool(begun) and all(spell.end is not None and spell.end < on for spell in begun)

    def offices(self, person: str, on: date) -> tuple[Office, ...]:
        """Return the offices a person is known to have held on a day, latest begun first."""
        held = [spell for spell in self.spells(person) if spell.held_on(on)]
        return tuple(sorted(held, key=lambda spell: spell.start or on, reverse=True))

    def offices_ever(self, person: str) -> tuple[Office, ...]:
        """Return every office a person is known to have held, latest begun first."""
        begun = [spell for spell in self.spells(person) if spell.start is not None]
        return tuple(sorted(begun, key=lambda spell: spell.start or date.min, reverse=True))

    def holders(self, role: str, country: str | None, on: date) -> tuple[str, ...]:
        """Return the ids of those known to have held a role in a country on a day."""
        persons = dict.fromkeys(self._holders.get((role, country), ()))
        return tuple(
            person
            for person in persons
            if any(
                spell.role == role and spell.country == country and spell.held_on(on)
                for spell in self.spells(person)
            )
        )
