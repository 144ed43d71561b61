"""The rows of the register's tables as they stand, with the source of each fact.

``register`` reads the same tables for look-up; this is for those who ask where a fact comes
from, check the tables, or correct them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from kawat.actors.records import BODIES, STATE_KINDS
from kawat.actors.tables import read_table

if TYPE_CHECKING:
    from kawat.actors.overlay import Overlay

Row = dict[str, str]


def script_of(text: str) -> str:
    """Return the script of the first letter of a text ("LATIN", "CJK")."""
    return _script(next((sign for sign in text if sign.isalpha()), "a"))


@cache
def _script(letter: str) -> str:
    script = unicodedata.name(letter, "LATIN").split()[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA") else script


class Facts:
    """The tables of a register, with the corrections of overlays."""

    def __init__(self, folder: Traversable, overlays: Sequence[Overlay] = ()) -> None:
        self._folder = folder
        self._overlays = overlays

    @classmethod
    @cache
    def shipped(cls) -> Facts:
        """Return the tables that ship with Kawat, read once."""
        return cls(files("kawat.actors").joinpath("data"))

    def with_overlay(self, overlay: Overlay) -> Facts:
        """Return the tables with one more overlay laid over them."""
        return Facts(self._folder, (*self._overlays, overlay))

    @cached_property
    def entities(self) -> dict[str, Row]:
        """Every actor, by id."""
        rows = read_table(self._folder, "entities.tsv").rows()
        for overlay in self._overlays:
            rows = overlay.entities_over(rows)
        return {row["id"]: row for row in rows}

    @cached_property
    def offices(self) -> dict[str, list[Row]]:
        """Every spell in an office, by person, in order of the day it began."""
        rows = read_table(self._folder, "offices.tsv").rows()
        for overlay in self._overlays:
            rows = overlay.offices_over(rows)
        spells = defaultdict(list)
        for row in rows:
            spells[row["person"]].append(row)
        for held in spells.values():
            held.sort(key=lambda row: row["start"])
        return dict(spells)

    @cached_property
    def names(self) -> list[Row]:
        """Every name in every language, with the column ``language``."""
        rows: Iterable[Row] = self._shipped_names()
        for overlay in self._overlays:
            rows = overlay.names_over(rows)
        return list(rows)

    @cached_property
    def names_of(self) -> dict[str, list[Row]]:
        """Every name in every language, by the id of whose it is."""
        named = defaultdict(list)
        for row in self.names:
            named[row["id"]].append(row)
        return dict(named)

    @cached_property
    def forms(self) -> dict[str, list[Row]]:
        """Every name, by its form without regard to case."""
        forms = defaultdict(list)
        for row in self.names:
            forms[row["form"].casefold()].append(row)
        return dict(forms)

    @cached_property
    def _scripts(self) -> dict[str, frozenset[str]]:
        languages: dict[str, set[str]] = defaultdict(set)
        for row in self.names:
            if row["language"] != "*":
                languages[script_of(row["form"])].add(row["language"])
        return {script: frozenset(codes) for script, codes in languages.items()}

    def languages_in(self, script: str) -> frozenset[str]:
        """Return the languages that have names in a script."""
        return self._scripts.get(script, frozenset())

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of states and territories, and of what is no state."""
        codes = {row["country"] for row in self.entities.values() if row["kind"] in STATE_KINDS}
        return frozenset(codes - {""}) | BODIES

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that offices have."""
        return frozenset(row["role"] for spells in self.offices.values() for row in spells)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages names are in, and ``*`` for every language."""
        return ("*", *sorted({language for language, _ in self._tables()} - {"*"}))

    def _tables(self) -> Iterator[tuple[str, str]]:
        folder = self._folder.joinpath("names")
        for path in sorted(folder.iterdir(), key=str) if folder.is_dir() else ():
            if path.name.endswith(".tsv"):
                language = path.name.removesuffix(".tsv")
                yield "*" if language == "any" else language, f"names/{path.name}"

    def _shipped_names(self) -> Iterator[Row]:
        for language, table in self._tables():
            for row in read_table(self._folder, table).rows():
                row["language"] = language
                yield row
