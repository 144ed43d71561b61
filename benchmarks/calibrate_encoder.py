"""Measure how far the network's confidence can be trusted, and set its threshold.

    python benchmarks/calibrate_encoder.py

writes to ``src/kawat/model_files/labels.json``, from the annotated sentences and stories that the
network was not trained on (``benchmarks/sentences.py``); a frame is right where type, roles and
status are:

- ``calibration``: the isotonic regression of being right on the raw confidence, as points to go
  straight between;
- ``threshold``: the lowest from which seven in ten frames of the stories are right (sentences of
  no story were written to be hard, and are none to set it by);
- ``agreed``: the share right of what the rules read alike, in the languages that have rules;
- ``alone``: how sure the network must be of what the rules do not read so, and how likely it must
  hold what only they read: of the values tried, those by which most is found in the stories of
  these languages with seven in ten frames right.
"""

from __future__ import annotations

import json
import sys
from itertools import product
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.coding import agreement, match
from benchmarks.sentences import parted

from kawat.events.both import alike, opinions, weighed
from kawat.events.learned import LearnedReader, Reading, labels
from kawat.events.rules import RuleReader
from kawat.language import LANGUAGES, languages_with

FILE = Path(__file__).resolve().parent.parent / "src/kawat/model_files/labels.json"
RIGHT = 0.7
"""The share of frames that shall be right: precision before recall."""
SURE = tuple(round(0.35 + 0.05 * step, 2) for step in range(9))
LIKELY = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7)
"""Values tried for ``alone``; in other languages the network counts from about the lowest."""
POINTS = 12
"""How many points the calibration is written with, at equal shares of the frames."""


class Seen(NamedTuple):
    """A frame that was read: how sure, whether it is right, of a story, and read by rules too."""

    raw: float
    right: bool
    told: bool
    agreed: bool


def measured() -> tuple[list[Seen], int]:
    """Return what was read, by rising confidence, and how many events of stories there are."""
    reader = LearnedReader(0.0, calibrated=False)
    found, total = [], 0
    for language in LANGUAGES:
        _, data = parted(language)
        clues = [example.clue for example in data]
        ruled = RuleReader().read(clues) if language in languages_with("events") else None
        for number, (example, frames) in enumerate(zip(data, reader.read(clues), strict=True)):
            total += 0 if example.alone else len(example.gold)
            pairs = match(example.gold, frames)
            right = {id(frame) for gold, frame in pairs if agreement(gold, frame) == 3}
            others = ruled[number] if ruled else ()
            found += [
                Seen(
                    frame.confidence,
                    id(frame) in right,
                    not example.alone,
                    any(alike(frame, other) for other in others),
                )
                for frame in frames
            ]
    return sorted(found), total


def isotonic(found: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return points of raw confidence and share right, both rising."""
    size = max(1, len(found) // POINTS)
    pools: list[list[float]] = []
    for at in range(0, len(found), size):
        part = found[at : at + size]
        pools.append([sum(raw for raw, _ in part), sum(right for _, right in part), len(part)])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return [(round(raw / n, 4), round(right / n, 4)) for raw, right, n in pools]


def lowest(found: list[tuple[float, bool]]) -> float:
    """Return the lowest raw confidence from which so many frames are right (``RIGHT``)."""
    right, least = 0, 1.0
    for kept, (raw, good) in enumerate(reversed(found), 1):
        right += good
        if right >= RIGHT * kept:
            least = raw
    return least


def alone() -> tuple[float, float]:
    """Return how sure the network, and how likely what only the rules read, must be."""
    read = []
    for language in languages_with("events"):
        told = [example for example in parted(language)[1] if not example.alone]
        clues = [example.clue for example in told]
        network = LearnedReader(0.0)
        for example, ruled in zip(told, RuleReader(0.0).read(clues), strict=True):
            reading = Reading(example.clue)
            learned = network.frames(reading)
            read.append((example.gold, learned, ruled, opinions(reading, learned, ruled)))

    def worth(values: tuple[float, float]) -> float:
        kept = [(gold, weighed(one, other, odds, *values)) for gold, one, other, odds in read]
        right = sum(agreement(*pair) == 3 for case in kept for pair in match(*case))
        said = sum(len(frames) for _, frames in kept)
        return float(right) if right >= RIGHT * said else 0.0

    return max(product(SURE, LIKELY), key=worth)


def main() -> None:
    """Measure and write."""
    seen, total = measured()
    table = json.loads(FILE.read_text(encoding="utf-8"))
    table["calibration"] = isotonic([(one.raw, one.right) for one in seen])
    told = [(one.raw, one.right) for one in seen if one.told]
    threshold = lowest(told)
    table["threshold"] = round(LearnedReader.trust(threshold, table["calibration"]), 3)
    agreed = [one.right for one in seen if one.agreed]
    table["agreed"] = round(sum(agreed) / len(agreed), 3)
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    labels.cache_clear()
    table["alone"] = alone()
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    kept = [right for raw, right in told if raw >= threshold]
    print(f"{len(seen)} frames; threshold {table['threshold']}: in stories precision"
          f" {sum(kept) / len(kept):.3f}, recall {sum(kept) / total:.3f};"
          f" {len(agreed)} agreed, {table['agreed']} right; alone {table['alone']}")  # fmt: skip


if __name__ == "__main__":
    main()
