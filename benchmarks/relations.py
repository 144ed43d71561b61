"""How well the shipped network types marked pairs: which type links a source and a target.

    python benchmarks/relations.py FILE.tsv [--json]

``FILE`` has the columns ``marked_sentence`` (``<s>`` and ``<t>`` around the two sides) and
``gold_root`` (a PLOVER type; YIELD is CONCEDE and RETREAT together), as in Hu et al. 2024
(arXiv 2308.07876). A side that is not marked is unknown. Accuracy, macro-F1 over the types of the
gold, and F1 by type. Of pairs that the network was trained on (``docs/model-card.md``) the figure
says nothing; ``training/encoder/relations.py`` cross-validates those.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TypeVar

from kawat.events.learned import link

K = TypeVar("K", bound=Hashable)
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return a sentence without its marks, and where each marked side stands in it."""
    text, begun, sides = "", {}, {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", part):
            begun[part[1]] = len(text)
        elif re.fullmatch(r"</[st]>", part):
            sides[part[2]] = (begun[part[2]], len(text))
        else:
            text += part
    return text, sides


def typed(marked: str) -> str:
    """Return the type said of a marked sentence."""
    text, sides = unmarked(marked)
    scores: Counter[str] = Counter()
    for kind, share in link(text, sides.get("s", (0, 0)), sides.get("t", (0, 0))).items():
        if kind != "none":
            scores[MERGED.get(kind, kind)] += share  # type: ignore[assignment]
    return max(scores, key=scores.__getitem__)


def measure(path: Path) -> dict[str, object]:
    """Return the figures of a file."""
    gold: list[str] = []
    said: list[str] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            gold.append(MERGED.get(row["gold_root"], row["gold_root"]))
            said.append(typed(row["marked_sentence"]))
    accuracy, macro, by_type = score(gold, said)
    return {"pairs": len(gold), "accuracy": accuracy, "macro-F1": macro, "F1 by type": by_type}


def score(gold: Sequence[K], said: Sequence[K]) -> tuple[float, float, dict[K, float]]:
    """Return accuracy, macro-F1 over the types of the gold, and F1 by type."""
    right = Counter(g for g, s in zip(gold, said, strict=True) if g == s)
    of, told = Counter(gold), Counter(said)
    f1 = {kind: 2 * right[kind] / (of[kind] + told[kind]) for kind in of}
    return right.total() / len(gold), sum(f1.values()) / len(f1), f1


def main() -> None:
    """Print the figures of a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.file)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{found['pairs']} pairs: accuracy {found['accuracy']:.3f},", end=" ")
    print(f"macro-F1 {found['macro-F1']:.3f}")
    for kind, share in found["F1 by type"].items():  # type: ignore[attr-defined]
        print(f"  {kind:10} {share:.2f}")


if __name__ == "__main__":
    main()
