"""Fine-tune on marked pairs: ``python -m training.encoder.relations --start STATE``.

From a state that never saw the pairs, each fifth of them in turn is typed by a model fine-tuned
on the other four (with sentences of our own among them, so that it stays one model). The fifths
hold each type alike. CONCEDE and RETREAT are one type there. With ``--out``, all pairs are
learnt in the same way instead, and the state that ships is written.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from benchmarks.relations import score
from torch import nn
from training.encoder import losses
from training.encoder.annotated import Annotated
from training.encoder.batches import Sentences, shuffled
from training.encoder.examples import TYPES, Cutter, Pair, Sample, pairs
from training.encoder.model import Coder
from training.encoder.train import LANGUAGES, WEIGHT, optimizer
from training.encoder.weights import read_weights, tokenizer_file, weights_file

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


def tuned(start: Path, items: list[Pair], own: list[Sample], options: argparse.Namespace) -> Coder:
    """Return the model of a state, fine-tuned on pairs and sentences, and averaged with itself.

    The mean of the weights before and after types pairs nearly as well as those after, and reads
    sentences as well as those before (``training/README.md``).
    """
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    model = Coder(read_weights(weights_file()))
    kept = torch.load(start)["model"]
    model.load_state_dict(kept)
    model.train()
    optim = optimizer(model, options.rate, options.heads, 0.9)
    full = [group["lr"] for group in optim.param_groups]
    batches: list[list[Pair] | list[Sample]] = []
    for _ in range(options.epochs):
        epoch: list[list[Pair] | list[Sample]] = [*shuffled(items, 16, draw)]
        epoch += shuffled(draw.sample(own, min(options.own, len(own))), 16, draw)
        draw.shuffle(epoch)
        batches += epoch
    for step, batch in enumerate(batches):
        for group, rate in zip(optim.param_groups, full, strict=True):
            group["lr"] = rate * min((step + 1) / 20, 1 - step / len(batches))
        with torch.autocast("cpu", torch.bfloat16):
            if isinstance(batch[0], Pair):
                found = losses.marked(model, batch)  # type: ignore[arg-type]
            else:
                found = losses.events(model, Sentences.of(batch, draw), draw)  # type: ignore[arg-type]
        total = sum((WEIGHT[name] * loss for name, loss in found.items()), torch.zeros(()))
        optim.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optim.step()
    tuned = model.state_dict()
    model.load_state_dict({name: (kept[name] + tuned[name]) / 2 for name in kept})
    return model


def main() -> None:
    """Cross-validate and print accuracy, macro-F1 and F1 by type."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="learn all pairs and write the state here")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--own", type=int, default=500, help="own sentences in each epoch")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--heads", type=float, default=5e-4)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many fifths to try")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    cutter = Cutter(tokenizer_file())
    data = pairs(options.shared / "data/coding/marked_relations_train.tsv", cutter)
    annotated = Annotated(LANGUAGES, cutter)
    own = annotated.epoch(random.Random(options.seed)) if options.own else []
    if options.out:
        torch.save({"model": tuned(options.start, data, own, options).state_dict()}, options.out)
        return
    parts = folds(data, options.seed)
    said: list[int] = []
    gold: list[int] = []
    for number in range(options.folds):
        rest = [item for other, part in enumerate(parts) if other != number for item in part]
        model = tuned(options.start, rest, own, options)
        said += types_of(model, parts[number])
        gold += [item.type for item in parts[number]]
        print(f"fold {number + 1}: {score(gold, said)[0]:.3f} so far", flush=True)
    accuracy, macro, by_type = score(gold, said)
    print(f"{len(gold)} pairs: accuracy {accuracy:.3f}, macro-F1 {macro:.3f}")
    for kind, f1 in sorted(by_type.items(), key=lambda item: -item[1]):
        print(f"  {TYPES[kind]:10} {f1:.2f} of {gold.count(kind)}")


if __name__ == "__main__":
    main()
