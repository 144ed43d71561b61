"""PLOVER 2.0 as typed, read-only data: ``CODEBOOK``.

Everything comes from ``data/plover.toml`` and ``data/cameo.tsv``, which are read when first
asked for. Where the upstream documents contradict each other, ``docs/codebook.md`` tells what
was chosen and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, Protocol

Quad = Literal[1, 2, 3, 4]
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
_MATERIAL = frozenset({2, 4})
"""The quad codes of material cooperation and material conflict."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type was done.

    ``score`` is None where PLOVER gives none; ``cameo`` is the nearest CAMEO code;
    ``context`` is one that PLOVER adds to every event of this mode.
    """

    name: str
    definition: str
    score: float | None
    cameo: str
    context: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type with its modes by name; ``score`` is between -10 and +10."""

    name: str
    definition: str
    counts: tuple[str, ...]
    excludes: tuple[str, ...]
    quad: Quad
    score: float
    recipient: bool
    cameo: str
    modes: Mapping[str, Mode] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector; ``frequent`` as PLOVER's own table divides them."""

    code: str
    name: str
    definition: str
    frequent: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A code that stands where a country's would; ``plover`` is None where PLOVER has none."""

    code: str
    name: str
    definition: str
    plover: str | None


@dataclass(frozen=True, slots=True)
class Cameo:
    """What a CAMEO code is in PLOVER."""

    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]


class TypeTable(Protocol):
    """What the coder asks of event types: PLOVER's, or a user's own (``kawat.events.custom``)."""

    def quad(self, type_: str) -> Quad | None:
        """Return the quad code of a type, None where it has none."""
        ...

    def score(self, type_: str, mode: str | None = None) -> float | None:
        """Return the score of a type and mode, None where it has none."""
        ...

    def is_material(self, type_: str) -> bool:
        """Say whether a type is of deeds, not words."""
        ...

    def context_of(self, type_: str, mode: str | None) -> str | None:
        """Return the context that every event of a mode has, if any."""
        ...


class Codebook:
    """PLOVER 2.0. There is one, ``CODEBOOK``; it cannot be changed."""

    __slots__ = ()

    @property
    def version(self) -> str:
        """The ontology and its version, as PLOVER's ``cite_info.codebook`` has it."""
        return f"{_data()['name']}-{_data()['version']}".lower()

    @property
    def license(self) -> str:
        """The licence of the PLOVER manual (SPDX)."""
        return str(_data()["license"])

    @property
    def types(self) -> Mapping[str, EventType]:
        """The 16 event types by name, in the manual's order."""
        return _types()

    @property
    def contexts(self) -> Mapping[str, str]:
        """The 37 contexts, in the manual's order, with their definitions."""
        return _contexts()

    @property
    def sectors(self) -> Mapping[str, Sector]:
        """The sectors by code."""
        return _sectors()

    @property
    def bodies(self) -> Mapping[str, Body]:
        """Codes of actors that are no country's, by code."""
        return _bodies()

    @property
    def auxiliary(self) -> Mapping[str, str]:
        """PLOVER's auxiliary modes, and the status that Kawat gives for each."""
        return MappingProxyType(_data()["auxiliary"])

    @property
    def cameo(self) -> Mapping[str, Cameo]:
        """What each CAMEO code is in PLOVER."""
        return _cameo()

    def modes(self, type_: str) -> Mapping[str, Mode]:
        """Return the modes of a type by name; KeyError where there is no such type."""
        return self.types[type_].modes

    def quad(self, type_: str) -> Quad:
        """Return the quad code of a type; KeyError where there is no such type."""
        return self.types[type_].quad

    def is_material(self, type_: str) -> bool:
        """Say whether a type is of deeds, not words; KeyError where there is no such type."""
        return self.quad(type_) in _MATERIAL

    def context_of(self, type_: str, mode: str | None) -> str | None:
        """Return the context that PLOVER gives every event of a mode, if any."""
        return self.types[type_].modes[mode].context if mode else None

    def requires_recipient(self, type_: str) -> bool:
        """Say whether PLOVER requires a recipient; KeyError where there is no such type."""
        return self.types[type_].recipient

    def score(self, type_: str, mode: str | None = None) -> float:
        """Return the conflict-cooperation score, -10 to +10.

        A mode to which PLOVER gives no score (PROTEST vandalize) takes its type's.

        Raises:
            KeyError: there is no such type, or the type has no such mode.
        """
        found = self.types[type_]
        score = found.modes[mode].score if mode is not None else None
        return found.score if score is None else score

    def to_cameo(self, type_: str, mode: str | None = None) -> str:
        """Return the CAMEO code that says the same, or the nearest that says no more.

        Raises:
            KeyError: there is no such type, or the type has no such mode.
        """
        found = self.types[type_]
        return found.cameo if mode is None else found.modes[mode].cameo


CODEBOOK = Codebook()


def _read(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_read("plover.toml"))


@cache
def _types() -> Mapping[str, EventType]:
    types = {}
    for row in _data()["types"]:
        modes = {
            m["name"]: Mode(
                m["name"], m["definition"], m.get("score"), m["cameo"], m.get("context")
            )
            for m in row.get("modes", ())
        }
        types[row["name"]] = EventType(
            name=row["name"],
            definition=row["definition"],
            counts=tuple(row["counts"]),
            excludes=tuple(row["excludes"]),
            quad=row["quad"],
            score=row["score"],
            recipient=row["recipient"],
            cameo=row["cameo"],
            modes=MappingProxyType(modes),
        )
    return MappingProxyType(types)


@cache
def _contexts() -> Mapping[str, str]:
    return MappingProxyType(_data()["contexts"])


@cache
def _sectors() -> Mapping[str, Sector]:
    return MappingProxyType({code: Sector(code, **row) for code, row in _data()["sectors"].items()})


@cache
def _bodies() -> Mapping[str, Body]:
    return MappingProxyType(
        {
            code: Body(code, row["name"], row["definition"], row["plover"] or None)
            for code, row in _data()["bodies"].items()
        }
    )


@cache
def _cameo() -> Mapping[str, Cameo]:
    """Read upstream's table and settle what the manual does not have (docs/codebook.md)."""
    settled = _data()["cameo"]
    rows = {}
    for line in _read("cameo.tsv").splitlines()[1:]:
        code, type_, mode, upstream = line.split("\t")
        contexts = upstream.split()
        if change := settled["modes"].get(f"{type_}:{mode}"):
            mode = change["mode"]
            contexts = [*([change["context"]] if "context" in change else []), *contexts]
        contexts = [settled["contexts"].get(c, {"context": c})["context"] for c in contexts]
        rows[code] = Cameo(code, type_, mode or None, tuple(contexts))
    return MappingProxyType(rows)
