"""Who is who: one id for a person that several sources name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tools.register.tables import fold, read_csv, slug


@dataclass(frozen=True, slots=True)
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


class Identities:
    """Wikidata ids of persons by country and name, as the sources give them.

    A name that two persons of a country share gives no id.
    """

    def __init__(self, sources: Path) -> None:
        self._ids: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._words: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for row in read_csv(sources / "office-holders" / "office_holders.csv"):
            self._know(row["country_iso3"], row["person_label"], row["person_qid"])
        for folder in sorted((sources / "every-politician-scrapers").iterdir()):
            path = folder / "legislators.csv"
            if path.is_file() and folder.name != "INT":
                for row in read_csv(path):
                    self._know(folder.name, row.get("person", ""), row.get("personID", ""))

    def _know(self, country: str, name: str, person: str) -> None:
        if name and person.startswith("Q"):
            self._ids[country, fold(name)].add(person)
            self._words[country][person] = frozenset(fold(name).split())

    def of(self, name: str, country: str) -> str:
        """Return the Wikidata id of a person of this exact name, else an id of our own."""
        found = self._ids.get((country, fold(name)), set())
        return next(iter(found)) if len(found) == 1 else slug(name)

    def words(self, country: str, person: str) -> frozenset[str]:
        """Return the parts of a known person's name."""
        return self._words[country].get(person, frozenset())
