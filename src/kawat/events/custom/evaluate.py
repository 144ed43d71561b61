"""What cross-validation says of a codebook: per type how often it is found, and rightly.

Each example is judged once, by a head fitted on the other folds. A find is right where it is of
the right type and in the marked words. Folds are stratified and drawn with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from kawat.events.custom.source import ENOUGH, Source

FOLDS = 5
"""Or as many as the type with the fewest examples has."""
SEED = 20
TOLD_APART = 0.6
"""F1 below which a type is said not to be told apart."""


class Judged(NamedTuple):
    """What an example is taken for (None: no event), and whether in the words marked."""

    type: str | None
    there: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one type; ``taken_for`` counts its examples by what they are taken for.

    ``examples`` says how many there are; ``warning`` is empty where nothing is amiss.
    """

    type: str
    examples: int
    precision: float
    recall: float
    f1: float
    taken_for: dict[str, int]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of each type and of all; ``none`` are the examples of none.

    ``parties`` are the marked actors and recipients: how many the network gives that role, and
    how many there are.
    """

    types: tuple[Figures, ...]
    precision: float
    recall: float
    f1: float
    folds: int
    none: dict[str, int]
    parties: tuple[int, int]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as ``kawat train --json`` prints them."""
        return {
            "folds": self.folds,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "types": [
                {
                    "type": row.type,
                    "examples": row.examples,
                    "precision": row.precision,
                    "recall": row.recall,
                    "f1": row.f1,
                    "taken_for": row.taken_for,
                    "warning": row.warning or None,
                }
                for row in self.types
            ],
            "none": self.none,
            "parties": {"right": self.parties[0], "marked": self.parties[1]},
        }


def folds(types: Sequence[str | None]) -> list[list[int]]:
    """Divide examples, given by their types: each type evenly over the folds."""
    counts = [sum(t == kind for t in types) for kind in {*types} - {None}]
    number = min([FOLDS, *counts])
    made: list[list[int]] = [[] for _ in range(number)]
    chance = np.random.Generator(np.random.PCG64(SEED))
    dealt = 0
    for kind in dict.fromkeys(types):
        rows = [n for n, t in enumerate(types) if t == kind]
        for place, row in enumerate(chance.permutation(rows).tolist(), dealt):
            made[place % number].append(row)
        dealt += len(rows)
    return made


def evaluation(
    source: Source, judged: Sequence[Judged], parties: Sequence[tuple[int, int]]
) -> Evaluation:
    """Return the figures of judged examples, in the order of the source's."""
    told = [sample.type for sample in source.samples]
    pairs = list(zip(told, judged, strict=True))
    columns = [*(kind.name for kind in source.types), "none"]

    def taken_for(kind: str | None) -> dict[str, int]:
        found = [j.type or "none" for true, j in pairs if true == kind]
        return {name: found.count(name) for name in columns}

    rows = []
    right = {name: sum(t == name == j.type and j.there for t, j in pairs) for name in columns}
    for kind in source.types:
        found = sum(j.type == kind.name for j in judged)
        there = told.count(kind.name)
        figures = _figures(right[kind.name], found, there)
        rows.append(Figures(kind.name, there, *figures, taken_for(kind.name)))
    rows = [_warned(row, columns[:-1]) for row in rows]
    found = sum(j.type is not None for j in judged)
    whole = _figures(sum(right.values()), found, sum(t is not None for t in told))
    marked = (sum(p[0] for p in parties), sum(p[1] for p in parties))
    return Evaluation(tuple(rows), *whole, len(folds(told)), taken_for(None), marked)


def _figures(right: int, found: int, there: int) -> tuple[float, float, float]:
    """Return precision, recall and F1, to three digits; 0 where nothing was found."""
    precision, recall = right / max(1, found), right / max(1, there)
    f1 = 2 * right / max(1, found + there)
    return round(precision, 3), round(recall, 3), round(f1, 3)


def _warned(row: Figures, names: Sequence[str]) -> Figures:
    """Return the figures with what the user should know of them."""
    said = []
    if row.examples < ENOUGH:
        said.append(f"has {row.examples} examples; write {ENOUGH} or more")
    if row.f1 < TOLD_APART:
        rival = max((n for n in names if n != row.type), key=row.taken_for.__getitem__, default="")
        missed, mixed = row.taken_for["none"], row.taken_for.get(rival, 0)
        if rival and mixed > missed:
            said.append(f"is not told apart from {rival} ({mixed} of {row.examples})")
        elif missed:
            said.append(f"is often not found ({missed} of {row.examples})")
        else:
            said.append("is often found where it is not, or in other words than those marked")
    return Figures(
        row.type, row.examples, row.precision, row.recall, row.f1, row.taken_for, "; ".join(said)
    )
