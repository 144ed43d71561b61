"""Who is who: one id for a person that several sources name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from tools.register.tables import fold, read_csv, slug


@dataclass(frozen=True, slots=True, eq=False)
class Spell:
    """One person's time in one office; dates as precise as the source gives them."""

    person: str
    name: str
    office: str
    role: str
    country: str
    sector: str
    start: str
    end: str
    source: str
    checked: str
    family: str = ""
    """The family name, where the source marks it."""


def same_time(first: str, second: str) -> bool:
    """Tell whether two dates may be one: equal as far as both go, or within about a month."""
    shared = min(len(first), len(second))
    if first[:shared] == second[:shared]:
        return True
    return shared > 4 and abs(_days(first) - _days(second)) <= 31


def unify(spells: list[Spell]) -> list[Spell]:
    """Give one id to a person who has several: same office, same time, names alike.

    Wikidata's id before our own, the older before the newer.
    """
    posts: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        posts[spell.country, spell.role].append(spell)
    same: dict[str, str] = {}
    for post in posts.values():
        for one, other in combinations(post, 2):
            if one.person == other.person or not same_time(one.start, other.start):
                continue
            if alike(one.name, other.name):
                kept, dropped = sorted((one.person, other.person), key=_age)
                same[dropped] = kept
    return [
        replace(spell, person=same[spell.person]) if spell.person in same else spell
        for spell in spells
    ]


def _age(person: str) -> tuple[bool, int, str]:
    return not person.startswith("Q"), int(person[1:]) if person[1:].isdigit() else 0, person


def alike(name: str, other: str) -> bool:
    """Tell whether one name holds all the words of the other, two at least."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return (words <= others or others <= words) and min(len(words), len(others)) > 1


def doubtful(entities: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the ids of two persons of a country whose names are alike.

    Somebody has to look at them: ``hand/apart.tsv`` lists those that are two persons.
    """
    countries: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, kind, name, country, *_ in sorted(entities):
        if kind == "person":
            countries[country].append((id, name))
    for persons in countries.values():
        for (one, name), (other, second) in combinations(persons, 2):
            if alike(name, second):
                yield one, other


def _days(text: str) -> int:
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    return year * 365 + month * 30 + day


class Identities:
    """Wikidata ids of persons by country and name, as the sources give them.

    A name that two persons of a country share gives no id.
    """

    def __init__(self, sources: Path) -> None:
        self._ids: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in read_csv(sources / "office-holders" / "office_holders.csv"):
            self._know(row["country_iso3"], row["person_label"], row["person_qid"])
        for folder in sorted((sources / "every-politician-scrapers").iterdir()):
            path = folder / "legislators.csv"
            if path.is_file():
                for row in read_csv(path):
                    self._know(folder.name, row.get("person", ""), row.get("personID", ""))
        self._all = {person for found in self._ids.values() for person in found}
        for row in read_csv(sources / "office-holders" / "politician_names.csv"):
            self._all.add(row["qid"])
        self.given: dict[tuple[str, str], str] = {}
        """Ids given by hand (``hand/people.tsv``), by country and name."""

    def give(self, country: str, name: str, person: str) -> None:
        """Use an id given by hand for a name.

        Raises:
            ValueError: the id is not a person's in the sources: none is taken on trust.
        """
        if person not in self._all and not person.startswith("kawat:"):
            raise ValueError(f"people.tsv: {person} ({name}) is not in the sources")
        self.given[country, fold(name)] = person

    def _know(self, country: str, name: str, person: str) -> None:
        if name and person.startswith("Q"):
            self._ids[country, fold(name)].add(person)

    def of(self, name: str, country: str) -> str:
        """Return the Wikidata id of a person of this exact name, else an id of our own."""
        if given := self.given.get((country, fold(name))):
            return given
        found = self._ids.get((country, fold(name)), set())
        return next(iter(found)) if len(found) == 1 else slug(name)
