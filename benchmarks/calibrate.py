"""Measure how often each class of frames is right, and write it for the reader of sentences.

    python benchmarks/calibrate.py

Uses the two thirds of ``training/sentences`` that are developed on; the held-out third is
never read. Run it after every change of the rules or the lexicon.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.coding import agreement, match
from benchmarks.sentences import examples

from kawat.events import rules, rules_confidence
from kawat.events.clause_subjects import Trigger
from kawat.model import Frame

TARGET = Path(rules.__file__).parent / "data" / "rules.confidence.json"
LANGUAGES = ("en", "id")


def main() -> None:
    """Count, choose the threshold with the best mean F1 of type and of roles, write."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    seen: list[tuple[tuple[str, ...], int]] = []
    gold_total = 0

    def spy(trigger: Trigger, status: str) -> float:
        last.append(rules_confidence.classes(trigger, status))
        return float(len(last) - 1)

    last: list[tuple[str, ...]] = []
    for language in LANGUAGES:
        for example in examples(language):
            if example.held_out:
                continue
            frames: list[Frame] = rules.read_sentence(example.clue, -1.0, spy)
            level = {id(f): agreement(g, f) for g, f in match(example.gold, frames)}
            gold_total += len(example.gold)
            for frame in frames:
                classes = last[int(frame.confidence)]
                found = level.get(id(frame), 0)
                hit = found >= 2
                seen.append((classes, found))
                for key in ("", *classes):
                    counts[key][0] += hit
                    counts[key][1] += 1
    scored = sorted(
        ((rules_confidence.estimate(counts, classes), found) for classes, found in seen),
        reverse=True,
    )
    best, threshold, typed, exact = 0.0, 0.0, 0, 0
    for n, (value, found) in enumerate(scored, 1):
        typed += found >= 1
        exact += found >= 2
        both = (typed + exact) / (n + gold_total)
        if both > best:
            best, threshold = both, value
    table = {
        "threshold": {"value": [int(threshold * 1000)]},
        "counts": {key: counts[key] for key in sorted(counts)},
    }
    TARGET.write_text(json.dumps(table, indent=0) + "\n", encoding="utf-8")
    print(f"{len(seen)} frames, {len(counts)} classes, threshold {threshold:.3f}, F1 {best:.3f}")


if __name__ == "__main__":
    main()
