"""Measure how far the network's confidence can be trusted, and set its threshold.

    python benchmarks/calibrate_encoder.py

writes ``calibration`` and ``threshold`` to ``src/kawat/model_files/labels.json``, from the
annotated sentences that the network was not trained on (``training/encoder/annotated.py``).
A frame is right where type, roles and status are. The calibration is the isotonic regression of
being right on the raw confidence, as points to go straight between; the threshold is where the
F0.5 of frames is best, which weighs precision twice as high as recall.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.coding import agreement, match
from benchmarks.sentences import parted

from kawat.events.learned import LearnedReader

LANGUAGES = ("ar", "de", "en", "es", "fr", "id", "pt", "ru", "tr", "zh")
FILE = Path(__file__).resolve().parent.parent / "src/kawat/model_files/labels.json"
POINTS = 12
"""How many points the calibration is written with, at equal shares of the frames."""


def measured() -> tuple[list[tuple[float, bool]], int]:
    """Return every frame's raw confidence and whether it is right; and how many are true."""
    reader = LearnedReader(0.0, calibrated=False)
    found, total = [], 0
    for language in LANGUAGES:
        _, data = parted(language)
        read = reader.read([example.clue for example in data])
        for example, frames in zip(data, read, strict=True):
            total += len(example.gold)
            pairs = match(example.gold, frames)
            right = {id(frame) for gold, frame in pairs if agreement(gold, frame) == 3}
            found += [(frame.confidence, id(frame) in right) for frame in frames]
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


def best(found: list[tuple[float, bool]], total: int) -> float:
    """Return the raw confidence from which F0.5 is best."""
    right, scores = 0, []
    for kept, (raw, good) in enumerate(reversed(found), 1):
        right += good
        scores.append((1.25 * right / (0.25 * total + kept), raw))
    return max(scores)[1]


def main() -> None:
    """Measure and write."""
    found, total = measured()
    table = json.loads(FILE.read_text(encoding="utf-8"))
    table["calibration"] = isotonic(found)
    threshold = best(found, total)
    kept = [right for raw, right in found if raw >= threshold]
    table["threshold"] = round(LearnedReader.trust(threshold, table["calibration"]), 3)
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} frames of {total}; threshold {table['threshold']}: precision"
          f" {sum(kept) / len(kept):.3f}, recall {sum(kept) / total:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
