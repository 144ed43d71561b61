"""Measure how far the network's confidence can be trusted, and set its threshold.

    python benchmarks/calibrate_encoder.py

writes to ``src/kawat/model_files/labels.json``, from the stories that the network was not trained
on, each read as a page (``benchmarks/stories.py``); a record is right where type, status, and the
states of actors and recipients are:

- ``calibration``: the isotonic regression of being right on the raw confidence, as points to go
  straight between;
- ``threshold``: the lowest from which half the records are right (annotated by many hands, one
  sentence at a time, the stories hold fewer right than pages, of which some seven in ten are);
- ``agreed``: the share right of what the rules read alike, in the languages that have rules;
- ``alone``: how sure the network must be of what the rules do not read so: of the values tried,
  the lowest by which half the records of these languages are right, rules and network together;
  and ``EXCLUDED``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.stories import Line, lines, readings, right

from kawat.events.both import alike, opinions, weighed
from kawat.events.learned import LearnedReader, Reading, labels
from kawat.events.rules import RuleReader
from kawat.language import LANGUAGES, languages_with
from kawat.model import Frame

FILE = Path(__file__).resolve().parent.parent / "src/kawat/model_files/labels.json"
RIGHT = 0.5
"""The share of records that shall be right."""
SURE = tuple(round(0.15 + 0.05 * step, 2) for step in range(13))
"""Values tried for how sure the network must be."""
EXCLUDED = 0.005
"""How likely the network must hold what only the rules read for it to count. In the stories little
of that is right, likely or not; on whole pages by authors who saw neither reader (``pages.py``,
``unseen``) a tenth of all events is found by the rules only, which a higher value would lose."""
POINTS = 12
"""How many points the calibration is written with, at equal shares of the records."""


class Seen(NamedTuple):
    """A record that was read: how sure, whether it is right, and read by rules too."""

    raw: float
    right: bool
    agreed: bool


def ruled(story: list[Line]) -> list[list[Frame]]:
    """Return what the rules read of a story, in the languages that have them."""
    clues = [line.clue for line in story]
    has = clues[0].language in languages_with("events")
    return RuleReader(0.0).read(clues) if has else [[] for _ in clues]


def measured() -> tuple[list[Seen], int]:
    """Return what was read, by rising confidence, and how many events the stories tell."""
    reader = LearnedReader(0.0, calibrated=False)
    found, total = [], 0
    for story in lines(*LANGUAGES):
        for (line, frames, told), others in zip(readings(story, reader), ruled(story), strict=True):
            total += len(line.gold)
            found += [
                Seen(frame.confidence, good, any(alike(frame, other) for other in others))
                for frame, good in zip(frames, told, strict=True)
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


def sure() -> float:
    """Return how sure the network must be of what the rules do not read so."""
    network, read = LearnedReader(0.0), []
    for story in lines(*languages_with("events")):
        for line, others in zip(story, ruled(story), strict=True):
            if line.clue.mentions or others:
                reading = Reading(line.clue)
                learned = network.frames(reading)
                read.append((line, learned, others, opinions(reading, learned, others)))

    def precision(value: float) -> float:
        kept = [
            (line, weighed(one, ruled, odds, value, EXCLUDED)) for line, one, ruled, odds in read
        ]
        said = sum(len(frames) for _, frames in kept)
        return sum(sum(right(line, frames)) for line, frames in kept) / said

    return next((value for value in SURE if precision(value) >= RIGHT), SURE[-1])


def main() -> None:
    """Measure and write."""
    seen, total = measured()
    told = [(one.raw, one.right) for one in seen]
    table = json.loads(FILE.read_text(encoding="utf-8"))
    table["calibration"] = isotonic(told)
    threshold = lowest(told)
    table["threshold"] = round(LearnedReader.trust(threshold, table["calibration"]), 3)
    agreed = [one.right for one in seen if one.agreed]
    table["agreed"] = round(sum(agreed) / len(agreed), 3)
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    labels.cache_clear()
    table["alone"] = [sure(), EXCLUDED]
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    kept = [right for raw, right in told if raw >= threshold]
    print(f"{len(seen)} records; threshold {table['threshold']} ({threshold} raw): precision"
          f" {sum(kept) / len(kept):.3f}, recall {sum(kept) / total:.3f};"
          f" {len(agreed)} agreed, {table['agreed']} right; alone {table['alone']}")  # fmt: skip


if __name__ == "__main__":
    main()
