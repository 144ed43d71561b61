"""A user's own entries of the register, and corrections of it, in a file of theirs.

The file is TOML, as ``docs/register.md`` describes it: tables ``[[entity]]``, ``[[name]]`` and
``[[office]]`` add, ``[[correct]]`` changes what is known of an actor, ``[[remove]]`` takes a
name or an office away. An ``[[office]]`` that a person is known to have begun on the same day
takes the place of what the register says of it. The register that ships is never changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kawat.actors.facts import Facts, Row
from kawat.errors import KawatError

VARIABLE = "KAWAT_REGISTER"
"""Environment variable that names the overlay; empty for none."""

KINDS = ("person", "organisation", "agency", "group", "bloc", "court", "state", "territory")
USES = ("name", "short", "adjective", "demonym", "metonym", "abbreviation", "surname")
SECTORS = (
    *("AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED"),
    *("MIL", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK"),
)
KEYS: dict[str, dict[str, bool]] = {
    "entity": {
        "id": True,
        "kind": True,
        "name": True,
        "country": False,
        "sector": False,
        "source": False,
    },
    "correct": {"id": True, "name": False, "country": False, "sector": False, "source": False},
    "name": {"id": True, "forms": True, "language": False, "use": False, "source": False},
    "office": {
        "person": True,
        "office": True,
        "role": True,
        "country": False,
        "sector": False,
        "start": True,
        "end": False,
        "checked": False,
        "source": False,
    },
    "remove": {"id": True, "form": False, "language": False, "role": False, "start": False},
}
"""The tables an overlay may hold, their keys, and whether a table must have the key."""

DATED = ("start", "end", "checked")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ID = re.compile(r"Q[1-9]\d*|kawat:[a-z0-9][a-z0-9-]*")
_HEADER = re.compile(r"\s*\[\[\s*([A-Za-z_-]+)\s*\]\]")
_QUOTES = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True)
class Problem:
    """What is wrong in an overlay, in which line (None where it cannot be told), and what to do."""

    line: int | None
    what: str
    remedy: str


@dataclass
class Overlay:
    """Rows to add to the register's tables, and what of theirs gives way.

    ``entities``, ``names`` and ``offices`` are rows as in the tables (``names`` with a column
    ``language``). An entity whose id is in the register takes the place of that row.
    ``removed_names`` are (id, language, form), the language None for every one;
    ``removed_offices`` (person, role, start as in the table). ``mark`` tells this text of an
    overlay from any other.
    """

    path: Path | None = None
    mark: str = ""
    entities: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    offices: list[Row] = field(default_factory=list)
    removed_names: set[tuple[str, str | None, str]] = field(default_factory=set)
    removed_offices: set[tuple[str, str, str]] = field(default_factory=set)

    def entities_over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of a table of entities as corrected, then those added."""
        mine = {row["id"] for row in self.entities}
        yield from (row for row in rows if row["id"] not in mine)
        yield from self.entities

    def names_over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of names (with ``language``) as corrected, then those added."""
        yield from (r for r in rows if self.keeps_name(r["id"], r["language"], r["form"]))
        yield from self.names

    def offices_over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of a table of offices as corrected, then those added."""
        yield from (r for r in rows if self.keeps_office(r["person"], r["role"], r["start"]))
        yield from self.offices

    def keeps_name(self, id: str, language: str, form: str) -> bool:
        """Tell whether a name of the register stands."""
        removed = self.removed_names
        return (id, language, form) not in removed and (id, None, form) not in removed

    def keeps_office(self, person: str, role: str, start: str) -> bool:
        """Tell whether a spell of the register stands; ``start`` as written in the table."""
        return (person, role, start) not in self.removed_offices


def default_path() -> Path | None:
    """Return where the user's overlay is looked for; None where they want none.

    It is what ``KAWAT_REGISTER`` names, or ``kawat/register.toml`` where the platform keeps a
    user's settings.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "kawat" / "register.toml"


def user_overlays(path: Path | None = None, facts: Facts | None = None) -> tuple[Overlay, ...]:
    """Return the overlay in ``path``, or that in the default place where there is one.

    Raises:
        KawatError: the file named is not there, cannot be read, or something in it is wrong.
    """
    if path is None:
        path = default_path()
        if path is None or (VARIABLE not in os.environ and not path.is_file()):
            return ()
    return (load(path, facts),)


def load(path: Path, facts: Facts | None = None) -> Overlay:
    """Read an overlay and hold it against the register.

    Raises:
        KawatError: the file cannot be read (``overlay-unreadable``), or something in it is wrong
            (``overlay-invalid``): the first such thing, with its line.
    """
    overlay, problems = read(path, facts)
    if problems:
        raise refusal(path, problems[0], len(problems) - 1)
    return overlay


def refusal(path: Path, problem: Problem, more: int = 0) -> KawatError:
    """Return the error that a problem of an overlay is refused with."""
    where = f"{path}, line {problem.line}" if problem.line else str(path)
    others = f" (and {more} more: kawat register check {path})" if more else ""
    return KawatError("overlay-invalid", f"{where}: {problem.what}{others}", problem.remedy)


def read(path: Path, facts: Facts | None = None) -> tuple[Overlay, list[Problem]]:
    """Read an overlay, and return it with what is wrong in it, in order of the lines.

    Raises:
        KawatError: the file cannot be read (``overlay-unreadable``).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise KawatError(
            "overlay-unreadable",
            f"{path} cannot be read: {why}",
            "Check the path, its permissions and that it is a text file in UTF-8.",
        ) from None
    return parse(text, facts or Facts.shipped(), path)


def parse(text: str, facts: Facts, path: Path | None = None) -> tuple[Overlay, list[Problem]]:
    """Read the text of an overlay, and return it with what is wrong in it."""
    from kawat.actors.overlay_rules import Reader

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else text.count("\n") + 1
        why = str(error).split(" (at ")[0]
        what = "no calendar has this date" if "date" in why else f"this is not TOML: {why}"
        remedy = (
            'Write key = "value" below a header such as [[office]], a month in quotes: "2023-02".'
        )
        return Overlay(path), [Problem(number, what, remedy)]
    mark = f"register.{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    reader = Reader(facts, Lines(text), Overlay(path, mark))
    reader.read(data)
    return reader.overlay, sorted(reader.problems, key=lambda problem: problem.line or 0)


class Lines:
    """Where the tables and keys of a TOML text stand, which ``tomllib`` does not tell."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._headers: dict[str, list[int]] = {}
        self._starts: list[int] = []
        within = False
        for number, line in enumerate(self._lines):
            header = None if within else _HEADER.match(line)
            if header:
                self._headers.setdefault(header[1], []).append(number)
                self._starts.append(number)
            if len(_QUOTES.findall(line)) % 2:
                within = not within

    def of(self, table: str, at: int, count: int, key: str | None = None) -> int | None:
        """Return the line of the ``at``-th of ``count`` tables of a name, or of a key in it.

        None where the tables are not written under headers of their own.
        """
        headers = self._headers.get(table, [])
        if len(headers) != count:
            return self.top(table)
        start = headers[at]
        if key is not None:
            after = [other for other in self._starts if other > start]
            for number in range(start, after[0] if after else len(self._lines)):
                if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", self._lines[number]):
                    return number + 1
        return start + 1

    def top(self, key: str) -> int | None:
        """Return the line where a table or key is first written, None where it is not found."""
        pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        found = (number for number, line in enumerate(self._lines, 1) if pattern.match(line))
        return next(found, None)


def written_day(value: Any) -> str | None:
    """Return a date as the tables write it; None where it is none, or on no calendar."""
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value.isoformat()
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not DAY.fullmatch(text):
        return None
    try:
        date.fromisoformat(text + "-01-01"[: 10 - len(text)])
    except ValueError:
        return None
    return text


def agree(one: str, other: str) -> bool:
    """Tell whether two dates of any precision may be the same day."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
