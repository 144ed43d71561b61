"""Rows of the register, gathered table by table and written as sorted TSV."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path

HEADERS: dict[str, tuple[str, ...]] = {
    "entities": ("id", "kind", "name", "country", "sector", "source", "checked"),
    "names": ("id", "language", "form", "use", "source"),
    "offices": (
        "person",
        "office",
        "role",
        "country",
        "sector",
        "start",
        "end",
        "source",
        "checked",
    ),
    "places": ("geonames", "name", "country", "lat", "lon", "population", "kind", "source"),
    "place_names": ("geonames", "language", "form"),
    "ambiguous": ("language", "form", "ids", "why"),
    "common_names": ("form",),
}
"""Columns of each table; the first ones are its sort key."""

BY_LANGUAGE = frozenset({"names", "place_names"})
"""Tables written a file a language; the language is their second column."""

_ACTOR = re.compile(r"Q[1-9]\d*|kawat:[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"[1-9]\d*|kawat:[a-z0-9]+(?:-[a-z0-9]+)*")
IDS = {
    "entities": _ACTOR,
    "names": _ACTOR,
    "offices": _ACTOR,
    "places": _PLACE,
    "place_names": _PLACE,
}
"""What the id that opens a row of each table looks like: a shifted column is an error."""

ABBREVIATION = re.compile(r"(?:[A-Z0-9]\.){2,}|[A-Z0-9][A-Z0-9&+/-]{0,7}|[A-Z]{2,}")


class Tables:
    """The register while it is built: a set of rows a table."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
            table: {} for table in HEADERS
        }
        self._keys = {"entities": 1, "names": 4, "places": 1}
        self._forms: list[tuple[str, ...]] = []
        self._of: dict[str, list[tuple[str, str]]] = {}

    def add(self, table: str, *row: str) -> None:
        """Add a row; the first of two rows that share a key stays."""
        row = tuple(unicodedata.normalize("NFC", cell.strip()) for cell in row)
        if len(row) != len(HEADERS[table]):
            raise ValueError(f"{table}: {row}")
        if table in IDS and not IDS[table].fullmatch(row[0]):
            raise ValueError(f"{table}: {row[0]!r} is no id in {row}")
        if any("\t" in cell or "\n" in cell for cell in row):
            raise ValueError(f"{table}: tab or line break in {row}")
        self._rows[table].setdefault(row[: self._keys.get(table, len(row))], row)

    def replace(self, table: str, *row: str) -> None:
        """Add a row in place of the one that shares its key."""
        self._rows[table].pop(row[: self._keys.get(table, len(row))], None)
        self.add(table, *row)

    def keys(self, table: str) -> set[str]:
        """Return the first cells of the rows of a table."""
        return {row[0] for row in self._rows[table].values()}

    def cells(self, table: str) -> Container[tuple[str, ...]]:
        """Return the keys of the rows of a table."""
        return self._rows[table].keys()

    def name(self, entity: str, language: str, form: str, use: str, source: str) -> None:
        """Add a form of a name; a form is either name, short or abbreviation."""
        form = re.sub(r"\s+", " ", form).strip()
        if not form:
            return
        same = ("name", "short", "abbreviation")
        if use in same and any(
            (entity, language, form, other) in self._rows["names"] for other in same
        ):
            return
        self.add("names", entity, language, form, use, source)

    def forms(self, entity: str) -> list[tuple[str, str]]:
        """Return language and form of every name of an entity so far."""
        if len(self._forms) < len(self._rows["names"]):
            for row in list(self._rows["names"].values())[len(self._forms) :]:
                self._forms.append(row)
                self._of.setdefault(row[0], []).append((row[1], row[2]))
        return self._of.get(entity, [])

    def called(self, name: str) -> list[str]:
        """Return the ids of those of whom a form written alike everywhere is ``name``."""
        rows = self._rows["names"].values()
        return sorted({row[0] for row in rows if row[1] == "*" and row[2] == name})

    def rows(self, table: str) -> list[tuple[str, ...]]:
        """Return the rows of a table, sorted by code point."""
        return sorted(self._rows[table].values())

    def write(self, folder: Path) -> None:
        """Write every table to ``folder`` as ``<table>.tsv`` (UTF-8, LF).

        Tables of names are written a file a language, ``names/ru.tsv``, without its column;
        forms of every language in ``names/any.tsv``.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for table, header in HEADERS.items():
            rows = self.rows(table)
            if table not in BY_LANGUAGE:
                _write(folder / f"{table}.tsv", header, rows)
                continue
            (folder / table).mkdir(exist_ok=True)
            for language in sorted({row[1] for row in rows}):
                _write(
                    folder / table / f"{'any' if language == '*' else language}.tsv",
                    (header[0], *header[2:]),
                    [(row[0], *row[2:]) for row in rows if row[1] == language],
                )


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    lines = ["\t".join(row) for row in (header, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_tsv(path: Path) -> Iterator[dict[str, str]]:
    """Read a TSV file with a header, cell by cell as it stands.

    Raises:
        ValueError: a line has not as many cells as the header.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    if len(set(header)) != len(header):
        raise ValueError(f"{path.name}: two columns of one name")
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{path.name}:{number}: {len(cells)} cells, not {len(header)}")
        yield dict(zip(header, (cell.strip() for cell in cells), strict=True))


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Read a comma-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def parts(cell: str) -> list[str]:
    """Split a cell of a hand-written table at its semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


MARKS = {"^": "metonym", "@": "adjective", "%": "demonym"}
"""What a sign before a form says of its use."""


def read_form(form: str) -> tuple[str, str]:
    """Return a form of a hand-written table without the sign before it, and its use."""
    if form[0] in MARKS:
        return form[1:], MARKS[form[0]]
    return form, use_of(form)


def use_of(form: str) -> str:
    """Say whether a further form of a name is an abbreviation or a short form."""
    return "abbreviation" if ABBREVIATION.fullmatch(form) else "short"


@cache
def fold(text: str) -> str:
    """Return ``text`` without diacritics, punctuation and case, for comparing names."""
    flat = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o"))
    flat = flat.replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("Đ", "D")
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", " ", flat.casefold()).strip()


def plain(text: str) -> str:
    """Return Latin ``text`` without its diacritics, as wire services print it."""
    swaps = str.maketrans("ıłŁđĐøØð", "ilLdDoOd")
    flat = unicodedata.normalize("NFKD", text.translate(swaps))
    return "".join(sign for sign in flat if not unicodedata.combining(sign))


def slug(text: str) -> str:
    """Return an id of Kawat's own for an entity whose Wikidata id the sources do not give."""
    return "kawat:" + re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def first_of(candidates: Iterable[str]) -> str:
    """Return the first non-empty string, or an empty one."""
    return next((text for text in candidates if text), "")
