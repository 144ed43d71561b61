"""Who is who: one id for a person that several sources name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
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
        if person not in self._all:
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
