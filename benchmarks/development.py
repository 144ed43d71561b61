"""Events read from the development pages, held against their exhaustive gold.

    python benchmarks/development.py [--pin | LANGUAGE ...]

The pages and gold are in ``tests/gold/development``. An event is right where its type, its status,
and the states of its actors and recipients are as in the gold, and its trigger lies in the gold's
sentence (within 300 characters of its words). What fits a reading that the gold calls doubtful
counts neither for nor against. Each gold event counts once. ``--pin`` writes the test's floors.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Container
from pathlib import Path
from typing import Any, NamedTuple

import kawat
from kawat.model import Report

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold" / "development"
FLOORS = Path(__file__).with_suffix(".floors.json")
OPEN = "-"
"""Stands for a state that is not told."""
REACH = 300
"""Code points around the words that tell the sentence."""


def states(mentions: tuple[Any, ...]) -> set[str]:
    """Return the states of mentions; ``OPEN`` for one whose state is open."""
    return {r.country or OPEN for m in mentions for r in m.referents} | {
        OPEN for m in mentions if not m.referents
    }


def fits(report: Report, want: dict[str, Any], at: int) -> bool:
    """Tell whether a report is what the gold wants; fields that it leaves out are free."""
    return (
        abs(report.trigger.start - at) <= REACH
        and want.get("sentence", "") in report.sentence.text
        and report.type in want.get("type", [report.type])
        and report.status in want.get("status", [report.status])
        and states(report.actors) == set(want.get("actors", states(report.actors)))
        and states(report.recipients) == set(want.get("recipients", states(report.recipients)))
    )


def _allows(report: Report, doubtful: dict[str, Any], text: str) -> bool:
    at = text.find(doubtful["sentence"]) if "sentence" in doubtful else report.trigger.start
    return fits(report, doubtful, at)


def measure(path: Path) -> tuple[str, int, int, int]:
    """Return the language of a page, its events, what was read of them, and what is right."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    result = kawat.code(kawat.read(GOLD / "pages" / gold["page"]))
    text = result.article.text
    reports = list(result.reports)
    right = 0
    for want in gold["events"]:
        at = text.find(want["sentence"])
        hit = next((r for r in reports if fits(r, want, at)), None)
        if hit:
            right += 1
            reports.remove(hit)
    wrong = [r for r in reports if not any(_allows(r, d, text) for d in gold.get("doubtful", ()))]
    return gold["article"]["language"], len(gold["events"]), right + len(wrong), right


class Score(NamedTuple):
    """What was read of the pages of a language."""

    pages: int
    events: int
    precision: float
    recall: float


def scores(languages: Container[str] | None = None) -> dict[str, Score]:
    """Return the figures of languages, all where none are named, in the order of their codes."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for path in sorted(GOLD.glob("*.json")):
        if languages is None or path.name[:2] in languages:
            language, *found = measure(path)
            counts[language] = [a + b for a, b in zip(counts[language], (1, *found), strict=True)]
    return {
        language: Score(pages, total, right / max(1, read), right / max(1, total))
        for language, (pages, total, read, right) in counts.items()
    }


def main() -> None:
    """Print precision and recall by language; with ``--pin``, write them a little lower."""
    if sys.argv[1:] == ["--pin"]:
        floors = {
            language: {
                "precision": round(score.precision - 0.02, 3),
                "recall": round(score.recall - 0.02, 3),
            }
            for language, score in scores().items()
        }
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        return
    for language, score in scores(sys.argv[1:] or None).items():
        print(f"{language}: {score.pages} pages, {score.events} events, precision"
              f" {score.precision:.2f}, recall {score.recall:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
