"""How sure a statement is: its words and its speaker, as measured on annotated paragraphs.

The counts in ``data/statements.confidence.json`` are made by ``benchmarks/calibrate_statements.py``
from the pages of ``training/statements`` that are put aside.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from kawat.actors.confidence import estimate
from kawat.model import Quote

STEPS = (0.6, 0.8, 0.9, 0.96, 0.99)
"""What parts the classes of how sure the network is."""


def classes(quote: Quote, raw: float) -> tuple[str, ...]:
    """Return the classes of a statement, from the widest to the narrowest.

    Args:
        quote: the statement.
        raw: how likely the network holds it, and its speaker, for right.
    """
    sure = sum(raw >= step for step in STEPS)
    speaker = quote.speaker
    named = f"{speaker.kind} {speaker.rule}" if speaker else f"nobody {quote.reason}"
    made = f"{quote.kind} {quote.rule}"
    return made, f"{made} {sure}", f"{made} {sure} {named}"


def confidence(quote: Quote, raw: float) -> float | None:
    """Return the share of statements like it that are right; None where nothing was measured."""
    counts = _counts()
    return round(estimate(counts, classes(quote, raw)), 3) if counts else None


@cache
def _counts() -> dict[str, list[int]]:
    path = files("kawat.events").joinpath("data", "statements.confidence.json")
    try:
        counts: dict[str, list[int]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return counts
