"""Writes an entry into a user's overlay, once it is sound."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kawat.actors.facts import Facts
from kawat.actors.overlay import DATED, ID, KEYS, parse, read
from kawat.errors import KawatError

HEAD = """# Your own entries of Kawat's register of actors, and corrections of it.
# docs/register.md describes the tables; `kawat register check` reads the file over.
"""


@dataclass
class Entry:
    """What is to be added: an actor, names of it, an office; empty where there is none."""

    id: str
    entity: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str, str, str]] = field(default_factory=list)
    office: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def tables(self) -> list[tuple[str, Mapping[str, str | Sequence[str]]]]:
        """Return the tables of the entry, in the order they are written."""
        tables: list[tuple[str, Mapping[str, str | Sequence[str]]]] = []
        if self.entity:
            tables.append(("entity", {"id": self.id, **self.entity}))
        for language, use, form in self.names:
            tables.append(
                ("name", {"id": self.id, "forms": [form], "language": language, "use": use})
            )
        if self.office:
            tables.append(("office", {"person": self.id, **self.office}))
        return tables

    def to_toml(self) -> str:
        """Return the entry as it is written, a table a paragraph."""
        return "\n".join(
            "\n".join([f"[[{table}]]", *_lines(table, values, self.source)]) + "\n"
            for table, values in self.tables()
        )


def _lines(table: str, values: Mapping[str, str | Sequence[str]], source: str) -> list[str]:
    filled = {**values, "source": source}
    lines = []
    for key in KEYS[table]:
        value = filled.get(key)
        if value:
            plain = key in DATED and isinstance(value, str) and _is_day(value)
            written = value if plain else json.dumps(value, ensure_ascii=False)
            lines.append(f"{key} = {written}")
    return lines


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def id_for(name: str) -> str:
    """Return an id of one's own for a name: ``kawat:`` and its letters in plain Latin.

    Empty where the name has none.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"kawat:{slug}" if slug and ID.fullmatch(f"kawat:{slug}") else ""


def add(path: Path, entry: Entry, facts: Facts | None = None) -> None:
    """Add an entry to an overlay, which is made where it is not there; all of it or nothing.

    Raises:
        KawatError: the overlay cannot be read or written, is not sound, or the entry is not.
    """
    facts = facts or Facts.shipped()
    before = ""
    if path.exists():
        _, problems = read(path, facts)
        if problems:
            raise _refusal(f"{path}, line {problems[0].line}", problems[0].what, problems[0].remedy)
        before = path.read_text(encoding="utf-8")
    text = (before.rstrip("\n") + "\n" if before else HEAD) + "\n" + entry.to_toml()
    _, problems = parse(text, facts, path)
    if problems:
        raise _refusal("nothing was added", problems[0].what, problems[0].remedy)
    _write(path, text)


def _refusal(where: str, what: str, remedy: str) -> KawatError:
    return KawatError("overlay-invalid", f"{where}: {what}", remedy)


def _write(path: Path, text: str) -> None:
    """Put the text in the file's place in one step, so that no half of it is ever there."""
    path = path.resolve()
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise KawatError(
            "output-unwritable",
            f"{path} cannot be written: {error.strerror}",
            "Give another path; check that its folder exists and may be written to.",
        ) from None
