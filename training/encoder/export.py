"""Write a trained network as two ONNX graphs in eight bits.

    python -m training.encoder.export --state RUN/state.pt --out FOLDER

``lower.onnx`` reads a sentence once, ``upper.onnx`` once for each trigger (``model.py``). Each runs
on one sentence at a time and without padding, so that what is read never depends on what stands
beside it in a batch. Words go in as vectors: the embeddings stay in the four bits they came in.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from benchmarks.sentences import parted
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.encoder.batches import INSIDE
from training.encoder.examples import MODES, STATUS, TYPES, Cutter, Sample, sample
from training.encoder.levelling import level
from training.encoder.losses import UNSURE
from training.encoder.model import LOWER, Coder
from training.encoder.pieces import write
from training.encoder.statements import STANCES
from training.encoder.weights import read_weights, tokenizer_file, weights_file

from kawat.events.codebook import CODEBOOK
from kawat.language import LANGUAGES

SEEN = 64
"""Sentences of each language by which the network is levelled."""


class Lower(nn.Module):
    """Words of one sentence to states, tags of triggers, of mentions, of cues."""

    def __init__(self, model: Coder) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: Tensor, kinds: Tensor) -> tuple[Tensor, ...]:
        """Take ``words`` [1, tokens, 384] and ``kinds`` [1, tokens]."""
        model = self.model
        places = model.position.weight[: words.shape[1]]
        x = model.norm(words + model.token_type + places + model.kind(kinds))
        mask = torch.zeros(1, 1, 1, 1)
        for layer in model.layers[:LOWER]:
            x = layer(x, mask)
        tagged = (head(x).softmax(-1) for head in (model.tags, model.named, model.cues))
        return x, *tagged


class Upper(nn.Module):
    """States of one sentence to what is said of each trigger or cue."""

    def __init__(self, model: Coder) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, states: Tensor, marks: Tensor, triggers: Tensor, mentions: Tensor
    ) -> tuple[Tensor, ...]:
        """Take the states, ``marks`` and the weights of each trigger's and mention's tokens."""
        model = self.model
        x = states + model.mark(marks)
        mask = torch.zeros(1, 1, 1, 1)
        for layer in model.layers[LOWER:]:
            x = layer(x, mask)
        trigger = torch.matmul(triggers.unsqueeze(1), x)
        weight = model.pool(x).softmax(1)
        whole = torch.cat([trigger.squeeze(1), (weight * x).sum(1)], -1)
        mention = torch.matmul(mentions, x)
        trigger = trigger.expand(-1, mentions.shape[0], -1)
        both = torch.cat([mention, trigger, mention * trigger], -1)
        return (
            model.types(whole).softmax(-1),
            model.modes(whole),
            model.statuses(whole).softmax(-1),
            model.roles(both).softmax(-1),
            model.claims(both).sigmoid().squeeze(-1),
            whole,
            model.told(whole).softmax(-1),
            model.parts(x).softmax(-1),
            model.stances(both).softmax(-1),
        )


def export(model: Coder, folder: Path) -> None:
    """Write ``lower.onnx`` and ``upper.onnx``; the graphs in 32 bits are not kept."""
    model.eval()
    states, ids = torch.randn(1, 9, 384), torch.ones(1, 9, dtype=torch.long)
    tokens, asked, named = (torch.export.Dim(name, min=2) for name in ("tokens", "asked", "named"))
    parts = (
        (
            "lower",
            Lower(model),
            (states, ids),
            {"words": {1: tokens}, "kinds": {1: tokens}},
            ["states", "tags", "named", "cues"],
        ),
        (
            "upper",
            Upper(model),
            (states, ids.expand(3, -1).clone(), torch.rand(3, 9), torch.rand(4, 9)),
            {
                "states": {1: tokens},
                "marks": {0: asked, 1: tokens},
                "triggers": {0: asked, 1: tokens},
                "mentions": {0: named, 1: tokens},
            },
            [
                "types",
                "modes",
                "statuses",
                "roles",
                "claims",
                "trigger",
                "told",
                "parts",
                "stances",
            ],
        ),
    )
    with TemporaryDirectory() as exact:
        for name, part, inputs, shapes, outputs in parts:
            wide, file = Path(exact, f"{name}.onnx"), folder / f"{name}.onnx"
            torch.onnx.export(
                part, inputs, wide, dynamo=True, external_data=False,
                input_names=list(shapes), output_names=outputs, dynamic_shapes=shapes,
            )  # fmt: skip
            quantize_dynamic(wide, file, weight_type=QuantType.QInt8, per_channel=True)


def labels(folder: Path) -> None:
    """Write ``labels.json``: what the outputs stand for. The threshold is set by measuring."""
    kept = folder / "labels.json"
    old = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    table = {
        "types": TYPES,
        "modes": MODES,
        "statuses": STATUS,
        "type_modes": {
            kind: [0, *(MODES.index(mode) for mode in CODEBOOK.modes(kind))]
            for kind in CODEBOOK.types
        },
        "unsure": UNSURE,
        "inside": INSIDE,
        "stances": STANCES,
        "threshold": old.get("threshold", 0.0),
        "calibration": old.get("calibration", [[0, 0], [1, 1]]),
        "agreed": old.get("agreed", 0.0),
        "alone": old.get("alone", [0.0, 0.0]),
    }
    kept.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def some() -> list[Sample]:
    """Return sentences that the network was trained on, of every language."""
    cutter = Cutter(tokenizer_file())
    trained = (parted(language)[0] for language in LANGUAGES)
    return [sample(e, cutter) for all_of in trained for e in all_of[:: len(all_of) // SEEN]]


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--state", type=Path, required=True, help="state.pt of a run")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args()
    model = Coder(read_weights(weights_file()))
    model.take(torch.load(options.state)["model"])
    options.out.mkdir(parents=True, exist_ok=True)
    level(model, some())
    export(model, options.out)
    labels(options.out)
    write(options.out)


if __name__ == "__main__":
    main()
