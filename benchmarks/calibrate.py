"""Measure how often each class of frames is right, and write it for the reader of sentences.

    python benchmarks/calibrate.py

Uses the two thirds of ``training/sentences`` that are developed on; the held-out third is
never read. Run it after every change of the rules or the lexicon.

The threshold is the highest that costs no F1 (mean of type, roles, status) where each sentence
is rated by the counts of other sentences (``FOLDS`` folds): at equal F1, less that is wrong.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.coding import agreement, match
from benchmarks.sentences import examples

from kawat.events import rules, rules_confidence
from kawat.events.clause_subjects import Trigger

TARGET = Path(rules.__file__).parent / "data" / "rules.confidence.json"
LANGUAGES = ("en", "id")
FOLDS = 10
Counts = dict[str, list[int]]


class Seen(NamedTuple):
    """A frame: its fold, its classes, and how many levels of it are right."""

    fold: int
    classes: tuple[str, ...]
    level: int


def observe() -> tuple[list[Seen], list[int]]:
    """Return every frame found in the sentences developed on, and gold events by fold."""
    seen: list[Seen] = []
    gold = [0] * FOLDS
    last: list[tuple[str, ...]] = []

    def spy(trigger: Trigger, status: str) -> float:
        last.append(rules_confidence.classes(trigger, status))
        return float(len(last) - 1)

    for language in LANGUAGES:
        for example in examples(language):
            if example.held_out:
                continue
            text = example.clue.sentence.text.encode()
            fold = int(hashlib.md5(text, usedforsecurity=False).hexdigest(), 16) % FOLDS
            frames = rules.read_sentence(example.clue, -1.0, spy)
            level = {id(f): agreement(g, f) for g, f in match(example.gold, frames)}
            gold[fold] += len(example.gold)
            seen += [Seen(fold, last[int(f.confidence)], level.get(id(f), 0)) for f in frames]
    return seen, gold


def count(seen: Sequence[Seen]) -> Counts:
    """Return, for each class, how many frames have type and roles right, and how many there are."""
    counts: Counts = defaultdict(lambda: [0, 0])
    for frame in seen:
        for key in ("", *frame.classes):
            counts[key][0] += frame.level >= 2
            counts[key][1] += 1
    return counts


def mean_f1(levels: Sequence[int], gold: int) -> float:
    """Return the mean F1 of type, of type with roles, and of type with roles and status."""
    return 2 * sum(levels) / 3 / max(len(levels) + gold, 1)


def highest(rated: Sequence[tuple[float, int]], gold: int) -> float:
    """Return the highest threshold, in thousandths, whose mean F1 is no worse than without one."""
    without = mean_f1([level for _, level in rated], gold)
    return max(
        t / 1000
        for t in range(1000)
        if mean_f1([level for value, level in rated if value >= t / 1000], gold) >= without
    )


def rate(seen: Sequence[Seen]) -> list[tuple[float, int]]:
    """Return each frame's confidence, by the counts of the other folds, and its levels."""
    rated = []
    for fold in range(FOLDS):
        counts = count([frame for frame in seen if frame.fold != fold])
        rated += [
            (rules_confidence.estimate(counts, frame.classes), frame.level)
            for frame in seen
            if frame.fold == fold
        ]
    return rated


def main() -> None:
    """Count, decide on a threshold, write."""
    seen, gold = observe()
    counts, total = count(seen), sum(gold)
    rated = rate(seen)
    value = highest(rated, total)
    table = {
        "threshold": {"value": [int(value * 1000)]},
        "counts": {key: counts[key] for key in sorted(counts)},
    }
    TARGET.write_text(json.dumps(table, indent=0) + "\n", encoding="utf-8")
    kept = [level for rating, level in rated if rating >= value]
    without = mean_f1([frame.level for frame in seen], total)
    print(f"{len(seen)} frames, {len(counts)} classes, threshold {value:.3f}")
    print(f"mean F1 {mean_f1(kept, total):.4f}, without a threshold {without:.4f}")


if __name__ == "__main__":
    main()
