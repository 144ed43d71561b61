"""Batches: samples of like length together, padded, with what the losses need."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor
from training.encoder.examples import IGNORED, Deed, Pair, Sample
from training.encoder.statements import Said
from training.encoder.treebanks import Parse

PAD, MASK = 1, 250_001
INSIDE, BEGIN = 1, 2
"""Tags of a trigger's tokens; 0 is no trigger."""
HIDDEN_SHARE = 0.12
"""Share of mentions whose kind is hidden in training."""
MASKED = 0.05
"""Share of tokens, triggers apart, that are hidden: sentences are not to be learnt by heart."""

T = TypeVar("T", bound=Sample | Pair | Parse | Said)


def shuffled(items: Sequence[T], size: int, draw: random.Random) -> list[list[T]]:
    """Return the items in batches of like length, in an order of chance."""
    order = sorted(items, key=lambda item: len(item.ids) + 6 * draw.random())
    batches = [list(order[at : at + size]) for at in range(0, len(order), size)]
    draw.shuffle(batches)
    return batches


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Return rows of one length, the short ones filled up."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


@dataclass(slots=True)
class Sentences:
    """A batch of sentences: tokens, mention kinds, what is real, tags of triggers, of mentions."""

    samples: list[Sample]
    ids: Tensor
    kinds: Tensor
    real: Tensor
    tags: Tensor
    named: Tensor

    @classmethod
    def of(cls, samples: list[Sample], draw: random.Random | None = None) -> Sentences:
        """Pad samples to a batch; with ``draw``, hide some tokens, and the kind of some mentions.

        A kind that is hidden teaches the model to find mentions that the register does not know.
        """
        ids = padded([_ids(sample, draw) for sample in samples], PAD)
        kinds = padded([_kinds(sample, draw) for sample in samples], 0)
        tags, named = torch.full(ids.shape, IGNORED), torch.full(ids.shape, IGNORED)
        for row, sample in enumerate(samples):
            for table, spans in (
                (tags, [deed.span for deed in sample.deeds]),
                (named, sample.named),
            ):
                table[row, : len(sample.ids)] = 0
                for start, end in spans:
                    table[row, start:end] = INSIDE
                    table[row, start] = BEGIN
        return cls(samples, ids, kinds, ids != PAD, tags, named)


def _ids(sample: Sample, draw: random.Random | None) -> list[int]:
    if draw is None:
        return sample.ids
    told = {at for deed in sample.deeds for at in range(*deed.span)} | {0, len(sample.ids) - 1}
    return [
        MASK if at not in told and draw.random() < MASKED else token
        for at, token in enumerate(sample.ids)
    ]


def _kinds(sample: Sample, draw: random.Random | None) -> list[int]:
    kinds = list(sample.kinds)
    for start, end in sample.mentions if draw else ():
        if draw and draw.random() < HIDDEN_SHARE:
            kinds[start:end] = [0] * (end - start)
    return kinds


def asked(
    batch: Sentences, draw: random.Random, proposed: Sequence[Sequence[tuple[int, int]]]
) -> Iterator[tuple[int, Deed | tuple[int, int]]]:
    """Yield the triggers the upper layers are asked of, by row: the true ones, then false ones.

    False ones are what the tagger proposed and is none, and, now and then, a span of chance:
    they teach the upper layers to refuse.
    """
    for row, sample in enumerate(batch.samples):
        true = {deed.span for deed in sample.deeds}
        taken = {at for span in true for at in range(*span)}
        for deed in sample.deeds:
            yield row, deed
        false = [s for s in proposed[row] if s not in true and not taken & set(range(*s))]
        if not false and draw.random() < 0.3 and len(sample.ids) > 4:
            at = draw.randrange(1, len(sample.ids) - 1)
            false = [(at, at + 1)] if at not in taken else []
        for span in false[:2]:
            yield row, span
