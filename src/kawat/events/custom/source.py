"""The file in which a user tells their event types: read, and held to its form.

Its form is told in ``docs/codebooks.md``; ``examples/codebooks/maritime.toml`` is one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

from kawat.errors import KawatError
from kawat.events.codebook import CODEBOOK

CODE = "codebook-invalid"
LEAST = 3
"""Examples a type must have: with fewer, nothing could be put aside to test on."""
ENOUGH = 12
"""Examples a type should have (``docs/codebooks.md``: what fewer cost)."""
_NAME = re.compile(r"\w[\w-]{0,39}")
_MARK = re.compile(r"\{([^{}\[\]|]+)\}|\[([^{}\[\]|]+)\|(actor|recipient)\]")
_KEYS = {"name", "description", "types", "none"}
_TYPE_KEYS = {"description", "parent", "examples"}


@dataclass(frozen=True, slots=True)
class Party:
    """Marked words of an example (code points) and what they are of its event."""

    start: int
    end: int
    role: Literal["actor", "recipient"]


@dataclass(frozen=True, slots=True)
class Sample:
    """An example sentence without its marks; ``type`` is None where it is an example of none."""

    text: str
    type: str | None
    trigger: tuple[int, int] | None = None
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomType:
    """A user's event type; ``parent`` is the PLOVER type it belongs to, where they name one."""

    name: str
    description: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a user's file says: its types in order, and all examples."""

    name: str
    description: str
    types: tuple[CustomType, ...]
    samples: tuple[Sample, ...]


def read_source(path: Path) -> Source:
    """Read a file of example sentences.

    Raises:
        KawatError: ``codebook-missing`` or ``codebook-invalid``, with what is wrong and where.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KawatError(
            "codebook-missing", f"{path} cannot be opened: {error.strerror}", "Check the path."
        ) from None
    except UnicodeDecodeError as error:
        raise KawatError(
            CODE, f"{path} is not UTF-8 (byte {error.start})", "Save it in UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        remedy = "Mend the TOML there; quotes within a sentence need a backslash or ''' around it."
        raise KawatError(CODE, f"{path} is not TOML: {error}", remedy) from None
    return _Reading(path).source(table)


class _Reading:
    """One file being read; every refusal names it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def refuse(self, what: str, remedy: str) -> NoReturn:
        raise KawatError(CODE, f"{self.path}: {what}", remedy)

    def source(self, table: dict[str, Any]) -> Source:
        if unknown := sorted(table.keys() - _KEYS):
            self.refuse(f"unknown key {unknown[0]!r}", f"Use {', '.join(sorted(_KEYS))}.")
        name = self.text(table, "name", "the file")
        if not _NAME.fullmatch(name):
            self.refuse(f"name {name!r}", "Use up to 40 letters, digits, - and _.")
        rows = table.get("types")
        if not isinstance(rows, dict) or not rows:
            self.refuse("it has no types", "Add a table [types.NAME] for each event type.")
        types = tuple(self.type(name, row) for name, row in rows.items())
        samples = [s for kind in types for s in self.samples(kind.name, rows[kind.name])]
        none = table.get("none", {})
        if not isinstance(none, dict) or none.keys() - {"examples"}:
            self.refuse("[none] is wrong", "Give it the key examples and nothing else.")
        samples += self.samples(None, none)
        self.once(samples)
        description = self.text(table, "description", "the file") if "description" in table else ""
        return Source(name, description, types, tuple(samples))

    def type(self, name: str, row: Any) -> CustomType:
        where = f"[types.{name}]"
        if not _NAME.fullmatch(name):
            self.refuse(f"{where}: the name", "Use up to 40 letters, digits, - and _.")
        if name.upper() in CODEBOOK.types or name.lower() == "none":
            self.refuse(f"{where}: {name} has a meaning already", "Choose another name.")
        if not isinstance(row, dict):
            self.refuse(f"types.{name} is no table", f"Write {where} on a line of its own.")
        if unknown := sorted(row.keys() - _TYPE_KEYS):
            self.refuse(f"{where}: unknown key {unknown[0]!r}", f"Use {', '.join(_TYPE_KEYS)}.")
        parent = row.get("parent")
        if parent is not None and parent not in CODEBOOK.types:
            known = ", ".join(CODEBOOK.types)
            self.refuse(f"{where}: {parent!r} is no PLOVER type", f"Use one of {known}, or none.")
        return CustomType(name, self.text(row, "description", where), parent)

    def text(self, row: dict[str, Any], key: str, where: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"{where} has no {key}", f'Add {key} = "…".')
        return value.strip()

    def samples(self, kind: str | None, row: dict[str, Any]) -> Iterator[Sample]:
        where = f"[types.{kind}]" if kind else "[none]"
        lines = row.get("examples", [] if kind is None else None)
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            self.refuse(f"{where} has no list of examples", 'Add examples = ["…", "…"].')
        if kind and len(lines) < LEAST:
            self.refuse(
                f"{where} has {len(lines)} examples", f"Write {LEAST} at least, better {ENOUGH}."
            )
        for number, line in enumerate(lines, 1):
            yield self.sample(line, kind, f"{where}, example {number}, {line[:50]!r}")

    def sample(self, line: str, kind: str | None, where: str) -> Sample:
        text, last = "", 0
        triggers: list[tuple[int, int]] = []
        parties: list[Party] = []
        for match in _MARK.finditer(line):
            text += line[last : match.start()]
            start, last = len(text), match.end()
            text += match[1] or match[2]
            if match[1]:
                triggers.append((start, len(text)))
            else:
                role: Literal["actor", "recipient"] = (
                    "actor" if match[3] == "actor" else "recipient"
                )
                parties.append(Party(start, len(text), role))
        text += line[last:]
        if stray := re.search(r"[{}\[\]|]", text):
            remedy = "Write {trigger}, [words|actor], [words|recipient]; marks do not nest."
            self.refuse(f"{where}: a stray {stray[0]!r}", remedy)
        if kind is None and (triggers or parties):
            self.refuse(f"{where}: an example of none has marks", "Take the marks out.")
        if kind and len(triggers) != 1:
            remedy = "Put {…} around the words that tell the deed, once in a sentence."
            self.refuse(f"{where} has {len(triggers)} triggers", remedy)
        if kind and not any(sign.isalnum() for sign in text[slice(*triggers[0])]):
            self.refuse(f"{where}: its trigger has no letters", "Mark the words of the deed.")
        if not text.strip():
            self.refuse(f"{where}: an empty example", "Take it out.")
        return Sample(text, kind, triggers[0] if kind else None, tuple(parties))

    def once(self, samples: list[Sample]) -> None:
        """Refuse a sentence that stands there twice: it would be tested on what it was told."""
        seen: dict[str, str | None] = {}
        for sample in samples:
            if sample.text in seen:
                self.refuse(f"{sample.text[:50]!r} stands there twice", "Take one out.")
            seen[sample.text] = sample.type
