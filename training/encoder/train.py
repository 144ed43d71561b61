"""Train the encoder: ``python -m training.encoder.train --out FOLDER`` (see ``--help``).

Seeds are fixed; the state is kept in the folder after every epoch, and a run that was broken
off goes on from there. One line of figures an epoch goes to ``log.jsonl`` in the folder.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn
from training.encoder import losses, statements
from training.encoder.annotated import Annotated
from training.encoder.average import Average
from training.encoder.batches import Sentences, shuffled
from training.encoder.examples import Cutter, Pair, Sample, pairs
from training.encoder.measure import measure
from training.encoder.model import Coder
from training.encoder.statements import Said
from training.encoder.treebanks import Parse, Verbs, parse, trees, verbs
from training.encoder.weights import read_weights, tokenizer_file, weights_file

LANGUAGES = "ar de en es fr id ja ms pt ru tr uk zh".split()  # noqa: SIM905
WEIGHT = {
    "tags": 1.0, "named": 0.3, "types": 1.0, "modes": 0.3, "statuses": 0.7, "roles": 2.0,
    "claims": 0.5, "verbs": 1.0, "marked": 1.0, "arcs": 0.4, "relations": 0.4,
    "cues": 1.0, "told": 0.5, "parts": 2.0, "stances": 0.5,
}  # fmt: skip
"""What each loss counts."""
FEW = 3
"""Of the sentences put aside, one in so many is measured after an epoch, and all at the end."""
PARSES, VERBS = 600, 2_500
"""Sentences of the treebanks in each epoch but the first, for either task."""
LINKS = 125
"""Pairs of who acts and who receives, from our own sentences: of each type, in an epoch."""


def optimizer(model: Coder, rate: float, heads: float, decay: float) -> torch.optim.AdamW:
    """Return AdamW with a rate for the heads, and lower ones for lower layers."""
    groups = []
    encoder = {id(p) for layer in model.layers for p in layer.parameters()}
    for number, layer in enumerate(model.layers):
        below = len(model.layers) - 1 - number
        groups.append({"params": list(layer.parameters()), "lr": rate * decay**below})
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in encoder]
    groups.append({"params": rest, "lr": heads})
    return torch.optim.AdamW(groups, weight_decay=0.01)


class Material:
    """All that is trained on, with what is put aside."""

    def __init__(self, options: argparse.Namespace) -> None:
        cutter = Cutter(tokenizer_file())
        self.annotated = Annotated(LANGUAGES, cutter)
        self.test = self.annotated.test(as_found=False)
        self.test_found = self.annotated.test(as_found=True)
        self.pairs = pairs(options.shared / "data/coding/marked_relations_train.tsv", cutter)
        self.said = statements.read(LANGUAGES, cutter, options.statements)
        self.trees = trees(options.shared / "data/treebanks", cutter, options.parses, options.seed)


T = TypeVar("T")
Batch = list[Sample] | list[Verbs] | list[Parse] | list[Pair] | list[Said]


def steps(material: Material, epoch: int, options: argparse.Namespace) -> list[Batch]:
    """Return the batches of an epoch, of all kinds, in an order of chance.

    The first epoch is of treebanks only: who is subject and object, before who did what.
    """
    draw = random.Random(options.seed * 1000 + epoch)

    def some(items: Sequence[T], most: float) -> list[T]:
        return draw.sample(items, min(len(items), int(most)))

    every, share = len(material.trees), options.share
    parsed = [parse(tree) for tree in some(material.trees, PARSES * share if epoch else every)]
    trees = some(material.trees, VERBS * share if epoch else every)
    acts = [made for tree in trees if (made := verbs(tree, draw))]
    batches: list[Batch] = [
        *shuffled(parsed, options.batch, draw),
        *shuffled(acts, options.batch, draw),
    ]
    if epoch:
        linked = [*material.pairs, *material.annotated.links(draw, LINKS)]
        shown = material.annotated.epoch(draw)
        batches += shuffled(some(linked, share * len(linked)), options.batch, draw)
        batches += shuffled(some(shown, share * len(shown)), options.batch, draw)
        batches += shuffled(material.said, options.batch, draw)
    draw.shuffle(batches)
    return batches


def loss_of(model: Coder, batch: Batch, draw: random.Random) -> dict[str, Tensor]:
    """Return the losses of a batch, by what its items are."""
    if isinstance(batch[0], Verbs):
        return losses.verbs(model, Sentences.of(batch, draw))  # type: ignore[arg-type]
    if isinstance(batch[0], Sample):
        return losses.events(model, Sentences.of(batch, draw), draw)  # type: ignore[arg-type]
    if isinstance(batch[0], Said):
        return losses.statements(model, batch)  # type: ignore[arg-type]
    if isinstance(batch[0], Pair):
        return losses.marked(model, batch)  # type: ignore[arg-type]
    return losses.syntax(model, batch)  # type: ignore[arg-type]


class Run:
    """A model being trained: its optimizer, its rates over the steps, the mean of its weights."""

    def __init__(self, steps: int, start: Path | None, options: argparse.Namespace) -> None:
        """Begin from a state, or from the pretrained encoder."""
        torch.manual_seed(options.seed)
        self.model = Coder(read_weights(weights_file()))
        if start:
            self.model.take(torch.load(start)["model"])
        self.optim = optimizer(self.model, options.rate, options.heads, options.decay)
        warm = max(1, steps // 15)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optim,
            lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm))),
        )
        self.mean = Average(self.model, steps)
        self._exact = options.exact

    def step(self, batch: Batch, draw: random.Random) -> dict[str, Tensor]:
        """Learn from a batch, and return its losses."""
        with torch.autocast("cpu", torch.bfloat16, enabled=not self._exact):
            found = loss_of(self.model, batch, draw)
        total = sum((WEIGHT[name] * loss for name, loss in found.items()), torch.zeros(()))
        self.optim.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optim.step()
        self.schedule.step()
        self.mean.update()
        return found

    def epoch(self, name: int, batches: list[Batch], draw: random.Random) -> dict[str, float]:
        """Learn from batches, and return their mean losses."""
        self.model.train()
        begun, sums, seen = time.time(), dict.fromkeys(WEIGHT, 0.0), dict.fromkeys(WEIGHT, 0)
        for number, batch in enumerate(batches, 1):
            for head, loss in self.step(batch, draw).items():
                sums[head] += float(loss.detach())
                seen[head] += 1
            if number % 100 == 0:
                said = " ".join(f"{n} {sums[n] / seen[n]:.3f}" for n in sums if seen[n])
                print(f"{name}: {number}/{len(batches)} {time.time() - begun:.0f}s {said}",
                      flush=True)  # fmt: skip
        return {head: sums[head] / max(1, seen[head]) for head in sums}

    def save(self, path: Path, epoch: int) -> None:
        """Keep the state after an epoch; ``model`` holds the mean, which is what ships."""
        with self.mean.used():
            torch.save(
                {"model": self.model.state_dict(), "weights": self.mean.state(), "epoch": epoch,
                 "optim": self.optim.state_dict(), "schedule": self.schedule.state_dict()}, path,
            )  # fmt: skip

    def resume(self, path: Path) -> int:
        """Go on from what ``save`` kept, and return the epoch behind it."""
        kept = torch.load(path)
        self.model.load_state_dict(kept["model"])
        self.mean.load(kept["weights"])
        self.mean.swap()
        self.optim.load_state_dict(kept["optim"])
        self.schedule.load_state_dict(kept["schedule"])
        return int(kept["epoch"]) + 1


def train(options: argparse.Namespace) -> None:
    """Run the epochs, from where a run in the same folder was broken off."""
    material = Material(options)
    first = 0 if options.start is None else 1
    epochs = range(first, options.epochs + 1)
    run = Run(sum(len(steps(material, e, options)) for e in epochs), options.start, options)
    state = options.out / "state.pt"
    if state.exists():
        first = run.resume(state)
    for epoch in range(first, options.epochs + 1):
        begun = time.time()
        draw = random.Random(options.seed * 1000 + epoch)
        torch.manual_seed(options.seed * 1000 + epoch)
        found = run.epoch(epoch, steps(material, epoch, options), draw)
        figures = {"epoch": epoch, "seconds": round(time.time() - begun), "loss": rounded(found)}
        run.save(state, epoch)
        with run.mean.used():
            if epoch == options.epochs:
                figures |= rounded(measure(run.model, material.test))
                figures["found"] = rounded(measure(run.model, material.test_found))
            elif epoch:
                figures |= rounded(measure(run.model, material.test[::FEW]))
        print(json.dumps(figures), flush=True)
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            said = {name: str(value) for name, value in vars(options).items()}
            log.write(json.dumps({"options": said, **figures}) + "\n")


def rounded(figures: dict[str, float]) -> dict[str, float]:
    """Return figures with four places."""
    return {name: round(value, 4) for name, value in figures.items()}


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, required=True, help="folder of the state and the log")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="outside material")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--heads", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--parses", type=int, default=1500, help="sentences of each treebank")
    parser.add_argument("--statements", type=Path, default=statements.PAGES, help="their pages")
    parser.add_argument(
        "--share", type=float, default=1.0, help="of all but statements that an epoch shows"
    )
    parser.add_argument("--start", type=Path, help="state to go on from, instead of epoch 0")
    parser.add_argument("--exact", action="store_true", help="in 32 bits throughout (slower)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    train(options)


if __name__ == "__main__":
    main()
