"""How far a frame of the rules can be trusted: precision measured on annotated sentences.

The counts in ``data/rules.confidence.json`` are made by ``benchmarks/calibrate.py`` from the
two thirds of ``training/sentences`` that are developed on; no figure is typed in.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from kawat.events.clause_subjects import Trigger

SMOOTHING = 8.0
"""How many frames of the wider class the precision of the narrower one is mixed with."""


def classes(trigger: Trigger, status: str) -> tuple[str, ...]:
    """Return the classes of a frame, from the widest to the narrowest."""
    shape = ("A" if trigger.actors else "") + ("R" if trigger.recipients else "")
    built = f"{trigger.voice if trigger.voice in ('noun', 'fixed') else 'verb'}"
    built += f"-{trigger.how}-{'passive' if trigger.passive else 'active'}"
    built += "-reaction" if trigger.reaction else ""
    kind = f"{trigger.entry.type}-{built.split('-')[0]}-{shape}"
    return f"{built}-{shape}", kind, status, f"{trigger.entry.type} {trigger.entry.name}"


@cache
def _table() -> dict[str, dict[str, list[int]]]:
    path = files("kawat.events").joinpath("data", "rules.confidence.json")
    try:
        table: dict[str, dict[str, list[int]]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"threshold": {}, "counts": {}}
    return table


def default_threshold() -> float:
    """Return the confidence below which a frame costs more than it gives (``calibrate.py``)."""
    return float(_table()["threshold"].get("value", [0])[0]) / 1000


def estimate(counts: dict[str, list[int]], keys: tuple[str, ...]) -> float:
    """Return the smoothed precision of a frame of the given classes.

    Each class's own precision is mixed with the estimate of the class before it.
    """
    right, total = counts.get("", [1, 2])
    value = right / total
    factors = []
    for key in keys:
        hits, seen = counts.get(key, [0, 0])
        factors.append((hits + SMOOTHING * value) / (seen + SMOOTHING))
    odds = 1.0
    for factor in factors:
        odds *= (factor / (1 - factor)) / (value / (1 - value))
    odds *= value / (1 - value)
    return odds / (1 + odds)


def confidence(trigger: Trigger, status: str) -> float:
    """Return the probability, as measured, that type and roles are right."""
    return round(estimate(_table()["counts"], classes(trigger, status)), 3)
