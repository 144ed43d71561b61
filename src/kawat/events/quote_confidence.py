"""How sure a statement is: its words and its speaker, as measured on annotated paragraphs.

The counts in ``data/statements.confidence.json`` are made by ``benchmarks/calibrate_statements.py``
from the half of the pages of ``benchmarks/statements.py`` that is not held out.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from kawat.events.rules_confidence import estimate
from kawat.model import Quote


def classes(quote: Quote, language: str) -> tuple[str, ...]:
    """Return the classes of a statement: what made it, its speaker's mention, its language."""
    speaker = quote.speaker
    named = f"{speaker.kind} {speaker.rule}" if speaker else f"nobody {quote.reason}"
    return f"{quote.kind} {quote.rule}", named, language


def confidence(quote: Quote, language: str) -> float | None:
    """Return the share of statements like it that are right; None where nothing was measured."""
    counts = _counts()
    return round(estimate(counts, classes(quote, language)), 3) if counts else None


@cache
def _counts() -> dict[str, list[int]]:
    path = files("kawat.events").joinpath("data", "statements.confidence.json")
    try:
        counts: dict[str, list[int]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return counts
