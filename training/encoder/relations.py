"""Cross-validate on marked pairs: ``python -m training.encoder.relations --start STATE``.

From a state that never saw the pairs, each fifth of them in turn is typed by a model that learnt
the other four beside sentences and pairs of our own, as a run does (``train.py``), only shorter.
The fifths hold each type alike. CONCEDE and RETREAT are one type there.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from benchmarks.relations import score
from training.encoder import losses
from training.encoder.annotated import Annotated
from training.encoder.batches import shuffled
from training.encoder.examples import TYPES, Cutter, Pair, pairs
from training.encoder.model import Coder
from training.encoder.train import LANGUAGES, LINKS, Batch, Run
from training.encoder.weights import tokenizer_file

FOLDS = 5
CONCEDE, RETREAT = TYPES.index("CONCEDE"), TYPES.index("RETREAT")


def folds(items: Sequence[Pair], seed: int) -> list[list[Pair]]:
    """Return the pairs in parts that hold each type alike."""
    kinds: dict[int, list[Pair]] = defaultdict(list)
    for item in items:
        kinds[item.type].append(item)
    draw = random.Random(seed)
    parts: list[list[Pair]] = [[] for _ in range(FOLDS)]
    for kind in sorted(kinds):
        draw.shuffle(kinds[kind])
        for number, item in enumerate(kinds[kind]):
            parts[(number + kind) % FOLDS].append(item)
    return parts


@torch.no_grad()
def types_of(model: Coder, items: Sequence[Pair], size: int = 32) -> list[int]:
    """Return the type said of each pair."""
    model.eval()
    said: list[int] = []
    for at in range(0, len(items), size):
        scores = losses.typed(model, list(items[at : at + size])).float()
        scores[:, CONCEDE] = torch.logsumexp(scores[:, [CONCEDE, RETREAT]], -1)
        scores[:, [0, RETREAT]] = -1e4
        said += scores.argmax(-1).tolist()
    return said


def tuned(start: Path, items: list[Pair], own: Annotated, options: argparse.Namespace) -> Coder:
    """Return the model of a state that learnt pairs beside sentences of our own."""
    draw = random.Random(options.seed)
    batches: list[Batch] = []
    for _ in range(options.epochs):
        sentences = draw.sample(own.epoch(draw), options.own)
        epoch: list[Batch] = [*shuffled([*items, *own.links(draw, options.links)], 16, draw)]
        epoch += shuffled(sentences, 16, draw)
        draw.shuffle(epoch)
        batches += epoch
    run = Run(len(batches), start, options)
    run.epoch(0, batches, draw)
    run.mean.swap()
    return run.model


def main() -> None:
    """Cross-validate and print accuracy, macro-F1 and F1 by type."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--own", type=int, default=500, help="own sentences in each epoch")
    parser.add_argument("--links", type=int, default=LINKS // 4, help="own pairs of each type")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--heads", type=float, default=5e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many fifths to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--log", type=Path, help="file for the figures, in JSON")
    options = parser.parse_args()
    cutter = Cutter(tokenizer_file())
    data = pairs(options.shared / "data/coding/marked_relations_train.tsv", cutter)
    annotated = Annotated(LANGUAGES, cutter)
    parts = folds(data, options.seed)
    said: list[int] = []
    gold: list[int] = []
    for number in range(options.folds):
        rest = [item for other, part in enumerate(parts) if other != number for item in part]
        model = tuned(options.start, rest, annotated, options)
        said += types_of(model, parts[number])
        gold += [item.type for item in parts[number]]
        print(f"fold {number + 1}: {score(gold, said)[0]:.3f} so far", flush=True)
    accuracy, macro, by_type = score(gold, said)
    figures = {
        "pairs": len(gold),
        "accuracy": accuracy,
        "macro-F1": macro,
        "F1 by type": {TYPES[kind]: f1 for kind, f1 in by_type.items()},
    }
    print(json.dumps(figures, indent=1))
    if options.log:
        options.log.write_text(json.dumps(figures) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
