"""How far a mention can be trusted: how often its like was right on annotated sentences.

The counts in ``data/confidence.json`` are made by ``benchmarks/calibrate_mentions.py`` from the
two thirds of ``training/sentences`` that are developed on, and from the stories not put aside;
no figure is typed in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kawat.model import Mention

SMOOTHING = 8.0
"""How many mentions of the wider class the precision of the narrower one is mixed with."""
Counts = Mapping[str, Sequence[int]]


def classes(mention: Mention, language: str) -> tuple[str, ...]:
    """Return the classes of a mention, from the widest to the narrowest."""
    actor = mention.referents[0] if len(mention.referents) == 1 else None
    known = "" if actor is None else "-known" if actor.id else "-country" if actor.country else ""
    built = f"{mention.rule}-{mention.kind}{known}{'-place' if mention.locative else ''}"
    return mention.rule, built, f"{language}-{built}"


def estimate(counts: Counts, keys: Sequence[str]) -> float:
    """Return the precision of mentions of a class, mixed with that of each wider one."""
    right, seen = counts.get("", (1, 2))
    value = right / seen
    for key in keys:
        right, seen = counts.get(key, (0, 0))
        value = (right + SMOOTHING * value) / (seen + SMOOTHING)
    return value


@cache
def _counts() -> Counts:
    path = files("kawat.actors").joinpath("data", "confidence.json")
    if not path.is_file():
        return {}
    counts: Counts = json.loads(path.read_text(encoding="utf-8"))
    return counts


@cache
def _estimated(keys: tuple[str, ...]) -> float:
    return round(estimate(_counts(), keys), 3)


def confidence(mention: Mention, language: str) -> float:
    """Return the probability, as measured, that it is an actor and of the country it says."""
    return _estimated(classes(mention, language))
