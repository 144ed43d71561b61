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
from pathlib import Path

from kawat.events.learned import link

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
    gold, said, right = Counter[str](), Counter[str](), Counter[str]()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind = MERGED.get(row["gold_root"], row["gold_root"])
            answer = typed(row["marked_sentence"])
            gold[kind] += 1
            said[answer] += 1
            right[kind] += kind == answer
    f1 = {kind: 2 * right[kind] / (gold[kind] + said[kind]) for kind in sorted(gold)}
    return {
        "pairs": gold.total(),
        "accuracy": right.total() / gold.total(),
        "macro-F1": sum(f1.values()) / len(f1),
        "F1 by type": f1,
    }


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
