"""Train the encoder: ``python -m training.encoder.train --out FOLDER`` (see ``--help``).

Seeds are fixed; the state is kept in the folder after every epoch, and a run that was broken
off goes on from there. One line of figures an epoch goes to ``log.jsonl`` in the folder.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn
from training.encoder import losses
from training.encoder.annotated import Annotated
from training.encoder.batches import Sentences, shuffled
from training.encoder.examples import Cutter, Sample
from training.encoder.measure import measure
from training.encoder.model import Coder
from training.encoder.treebanks import Parse, Verbs, parse, trees, verbs
from training.encoder.weights import read_weights, tokenizer_file, weights_file

LANGUAGES = "ar de en es fr id ja ms pt ru tr uk zh".split()  # noqa: SIM905
WEIGHT = {
    "tags": 1.0, "named": 0.3, "types": 1.0, "modes": 0.3, "statuses": 0.7, "roles": 2.0,
    "claims": 0.5, "verbs": 1.0, "marked": 1.0, "arcs": 0.4, "relations": 0.4,
}  # fmt: skip
"""What each loss counts."""
FEW = 3
"""Of the sentences put aside, one in so many is measured after an epoch, and all at the end."""
PARSES, VERBS = 600, 2_500
"""Sentences of the treebanks in each epoch but the first, for either task."""


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
        self.trees = trees(options.shared / "data/treebanks", cutter, options.parses, options.seed)


Batch = list[Sample] | list[Verbs] | list[Parse]


def steps(material: Material, epoch: int, options: argparse.Namespace) -> list[Batch]:
    """Return the batches of an epoch, of all kinds, in an order of chance.

    The first epoch is of treebanks only: who is subject and object, before who did what.
    """
    draw = random.Random(options.seed * 1000 + epoch)
    most = len(material.trees)
    parsed = [parse(tree) for tree in draw.sample(material.trees, PARSES if epoch else most)]
    some = draw.sample(material.trees, min(VERBS, most) if epoch else most)
    acts = [made for tree in some if (made := verbs(tree, draw))]
    batches: list[Batch] = [
        *shuffled(parsed, options.batch, draw),
        *shuffled(acts, options.batch, draw),
    ]
    if epoch:
        batches += shuffled(material.annotated.epoch(draw), options.batch, draw)
    draw.shuffle(batches)
    return batches


def loss_of(model: Coder, batch: Batch, draw: random.Random) -> dict[str, Tensor]:
    """Return the losses of a batch, by what its items are."""
    if isinstance(batch[0], Verbs):
        return losses.verbs(model, Sentences.of(batch, draw))  # type: ignore[arg-type]
    if isinstance(batch[0], Sample):
        return losses.events(model, Sentences.of(batch, draw), draw)  # type: ignore[arg-type]
    return losses.syntax(model, batch)  # type: ignore[arg-type]


def train(options: argparse.Namespace) -> None:
    """Run the epochs, from where a run in the same folder was broken off."""
    torch.manual_seed(options.seed)
    material = Material(options)
    model = Coder(read_weights(weights_file()))
    optim = optimizer(model, options.rate, options.heads, options.decay)
    first = 0 if options.start is None else 1
    count = sum(len(steps(material, epoch, options)) for epoch in range(first, options.epochs + 1))
    warm = count // 15

    def slope(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (count - step) / (count - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optim, slope)
    state = options.out / "state.pt"
    if options.start:
        model.load_state_dict(torch.load(options.start)["model"], strict=False)
    if state.exists():
        kept = torch.load(state)
        model.load_state_dict(kept["model"])
        optim.load_state_dict(kept["optim"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epoch"]
    for epoch in range(first, options.epochs + 1):
        draw = random.Random(options.seed * 1000 + epoch)
        torch.manual_seed(options.seed * 1000 + epoch)
        begun, sums, seen = time.time(), dict.fromkeys(WEIGHT, 0.0), dict.fromkeys(WEIGHT, 0)
        model.train()
        batches = steps(material, epoch, options)
        for number, batch in enumerate(batches):
            with torch.autocast("cpu", torch.bfloat16, enabled=not options.exact):
                found = loss_of(model, batch, draw)
            total = sum((WEIGHT[name] * loss for name, loss in found.items()), torch.zeros(()))
            optim.zero_grad()
            total.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            schedule.step()
            for name, loss in found.items():
                sums[name] += float(loss.detach())
                seen[name] += 1
            if number % 100 == 99:
                said = " ".join(f"{n} {sums[n] / seen[n]:.3f}" for n in sums if seen[n])
                print(f"{epoch}: {number + 1}/{len(batches)} {time.time() - begun:.0f}s {said}",
                      flush=True)  # fmt: skip
        figures = {
            "epoch": epoch,
            "seconds": round(time.time() - begun),
            "loss": {name: round(sums[name] / max(1, seen[name]), 4) for name in sums},
        }
        if epoch == options.epochs:
            figures |= rounded(measure(model, material.test))
            figures["found"] = rounded(measure(model, material.test_found))
        elif epoch:
            figures |= rounded(measure(model, material.test[::FEW]))
        print(json.dumps(figures), flush=True)
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            said = {name: str(value) for name, value in vars(options).items()}
            log.write(json.dumps({"options": said, **figures}) + "\n")
        torch.save(
            {"model": model.state_dict(), "optim": optim.state_dict(),
             "schedule": schedule.state_dict(), "epoch": epoch + 1}, state,
        )  # fmt: skip


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
    parser.add_argument("--start", type=Path, help="state to go on from, instead of epoch 0")
    parser.add_argument("--exact", action="store_true", help="in 32 bits throughout (slower)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    train(options)


if __name__ == "__main__":
    main()
