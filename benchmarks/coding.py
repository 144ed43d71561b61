"""How well the reader of sentences codes the annotated sentences.

Development looks only at the default two thirds; ``--held-out`` is the third that is reported.

    python benchmarks/coding.py [--held-out | --all] [--json] [LANGUAGE ...]

Gold mentions are given; a trigger is right where it overlaps the gold trigger and has its type.
``false`` is the share of sentences without an event in which one was found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.sentences import Example, Gold, examples

from kawat.events.reader import SentenceReader
from kawat.events.rules import RuleReader
from kawat.model import Frame

LEVELS = ("trigger", "type", "mode", "roles", "status")


def match(gold: Sequence[Gold], frames: Sequence[Frame]) -> list[tuple[Gold, Frame]]:
    """Pair gold events with frames whose triggers overlap, same type and best roles first."""
    pairs = [
        (agreement(g, f), -abs(g.start - f.trigger.start), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(frames)
        if g.start < f.trigger.end and f.trigger.start < g.end
    ]
    taken_gold: set[int] = set()
    taken_frame: set[int] = set()
    matched = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken_frame:
            taken_gold.add(i)
            taken_frame.add(j)
            matched.append((gold[i], frames[j]))
    return matched


def agreement(gold: Gold, frame: Frame) -> int:
    """Return how many levels hold: type, then roles, then status (mode apart)."""
    if gold.type != frame.type:
        return 0
    if gold.actors != set(frame.actors) or gold.recipients != set(frame.recipients):
        return 1
    same = gold.status == frame.status and (
        gold.status != "claimed" or gold.claimant == frame.claimant
    )
    return 3 if same else 2


def score(data: Sequence[Example], reader: SentenceReader) -> dict[str, float]:
    """Return F1 at each level, roles by order of mention, and false events."""
    found = reader.read([example.clue for example in data])
    right: Counter[str] = Counter()
    order: Counter[str] = Counter()
    gold_total = frame_total = quiet = false = 0
    for example, frames in zip(data, found, strict=True):
        gold_total += len(example.gold)
        frame_total += len(frames)
        if not example.gold:
            quiet += 1
            false += bool(frames)
        matched = match(example.gold, frames)
        for gold, frame in matched:
            level = agreement(gold, frame)
            right["trigger"] += 1
            right["type"] += level >= 1
            right["mode"] += level >= 1 and gold.mode == frame.mode
            right["roles"] += level >= 2
            right["status"] += level >= 3
        by_gold = {id(g): agreement(g, f) for g, f in matched}
        for gold in example.gold:
            if gold.actors and gold.recipients:
                leads = min(gold.actors) < min(gold.recipients)
                first = "actor first" if leads else "recipient first"
                order[first] += 1
                order[first + " right"] += by_gold.get(id(gold), 0) >= 2
    result: dict[str, float] = {"sentences": len(data), "gold": gold_total, "found": frame_total}
    for name in LEVELS:
        result[f"{name} P"] = right[name] / max(frame_total, 1)
        result[f"{name} R"] = right[name] / max(gold_total, 1)
        result[f"{name} F1"] = 2 * right[name] / max(frame_total + gold_total, 1)
    for first in ("actor first", "recipient first"):
        result[f"{first}, roles R"] = order[first + " right"] / max(order[first], 1)
    result["false"] = false / max(quiet, 1)
    return {name: round(value, 4) for name, value in result.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=["id", "en"])
    parser.add_argument("--held-out", action="store_true", help="the third not developed on")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = {}
    for language in options.languages or ["id", "en"]:
        data = [e for e in examples(language) if options.all or e.held_out == options.held_out]
        result[language] = score(data, RuleReader())
    if options.json:
        print(json.dumps(result, indent=1))
        return
    for language, figures in result.items():
        print(language, *(f"{name} {value:g}" for name, value in figures.items()), sep="\n  ")


if __name__ == "__main__":
    main()
