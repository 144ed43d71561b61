"""What each kind of material teaches: the losses of a batch."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as fn
from training.encoder.batches import INSIDE, PAD, Sentences, asked, padded
from training.encoder.examples import IGNORED, Deed, Pair
from training.encoder.model import MARKS, Coder, mask_of, means
from training.encoder.treebanks import Parse

from kawat.events.learned import OTHER, spans_of

TAG_WEIGHT = torch.tensor([1.0, 2.0, 2.0])
"""A trigger is rarer than what is none."""
UNSURE = 0.5
"""How likely a token must be no trigger for the upper layers not to be asked of it."""
ROLE_WEIGHT = torch.tensor([1.0, 1.3, 1.3])


class Asked(NamedTuple):
    """What the heads said of each trigger asked of."""

    rows: list[int]
    spans: list[tuple[int, int]]
    types: Tensor
    modes: Tensor
    statuses: Tensor
    roles: Tensor
    """One row a trigger and mention, in the order of ``pairs``."""
    claims: Tensor
    verbs: Tensor
    """As ``roles``, by syntax."""
    pairs: list[tuple[int, int]]
    """Trigger and mention of each row of ``roles``."""


def ask(
    model: Coder, low: Tensor, batch: Sentences, rows: list[int], spans: list[tuple[int, int]]
) -> Asked:
    """Read sentences once for each trigger, and return what the heads say."""
    at = torch.tensor(rows)
    real = batch.real[at]
    marks = torch.zeros(real.shape, dtype=torch.long)
    for number, (row, (start, end)) in enumerate(zip(rows, spans, strict=True)):
        for first, last in batch.samples[row].mentions:
            marks[number, first:last] = MARKS.index("in-mention")
            marks[number, first] = MARKS.index("mention")
        marks[number, start:end] = MARKS.index("trigger")
    high = model.upper(low[at], mask_of(real), marks)
    trigger = means(high, range(len(rows)), spans)
    whole = torch.cat([trigger, model.sentence(high, real)], -1)
    pairs = [
        (number, m)
        for number, row in enumerate(rows)
        for m in range(len(batch.samples[row].mentions))
    ]
    of = [number for number, _ in pairs]
    places = [batch.samples[rows[number]].mentions[m] for number, m in pairs]
    if pairs:
        mention = means(high, of, places)
        both = torch.cat([mention, trigger[of], mention * trigger[of]], -1)
        roles, claims, parts = model.roles(both), model.claims(both).squeeze(-1), model.verbs(both)
    else:
        roles, claims, parts = torch.zeros(0, 3), torch.zeros(0), torch.zeros(0, 3)
    heads = (model.types(whole), model.modes(whole), model.statuses(whole))
    return Asked(rows, spans, *heads, roles, claims, parts, pairs)


def proposals(tags: Tensor, batch: Sentences) -> list[list[tuple[int, int]]]:
    """Return the spans of each sentence that may be triggers: where "none" is not sure enough."""
    sure = tags.float().softmax(-1)
    found = (sure[..., 1:].argmax(-1) + 1).masked_fill(sure[..., 0] > UNSURE, 0).tolist()
    return [
        spans_of(row[: len(sample.ids)], INSIDE)
        for row, sample in zip(found, batch.samples, strict=True)
    ]


def with_tagged(batch: Sentences, named: Tensor) -> Sentences:
    """Return a batch with what its lower half takes for mentions and is none among them.

    It teaches the upper half to give such words no role, which it is told of when a page is read.
    """
    found = named.argmax(-1).tolist()
    samples = []
    for row, sample in zip(found, batch.samples, strict=True):
        true = {at for span in (*sample.mentions, *sample.named) for at in range(*span)}
        said = spans_of(row[: len(sample.ids)], INSIDE)
        false = [span for span in said if true.isdisjoint(range(*span))]
        deeds = [replace(deed, roles=[*deed.roles, *[0] * len(false)]) for deed in sample.deeds]
        samples.append(replace(sample, mentions=[*sample.mentions, *false], deeds=deeds))
    return replace(batch, samples=samples)


def events(model: Coder, batch: Sentences, draw: random.Random) -> dict[str, Tensor]:
    """Return the losses of annotated sentences, by head."""
    low = model.lower(batch.ids, batch.kinds, mask_of(batch.real))
    tags, named = model.tags(low), model.named(low)
    batch = with_tagged(batch, named.detach())
    losses = {
        name: fn.cross_entropy(
            said.flatten(0, 1).float(), gold.flatten(), TAG_WEIGHT, ignore_index=IGNORED
        )
        for name, said, gold in (
            ("tags", tags, batch.tags),
            ("named", named, batch.named),
        )
    }
    proposed = proposals(tags.detach(), batch)
    found = list(asked(batch, draw, proposed))
    if not found:
        return losses
    spans = [item.span if isinstance(item, Deed) else item for _, item in found]
    said = ask(model, low, batch, [row for row, _ in found], spans)
    deeds = [item if isinstance(item, Deed) else None for _, item in found]

    def labels(name: str) -> Tensor:
        return torch.tensor([getattr(deed, name) if deed else IGNORED for deed in deeds])

    kinds = torch.tensor([deed.type if deed else 0 for deed in deeds])
    losses["types"] = fn.cross_entropy(said.types.float(), kinds)
    if any(deeds):
        losses["modes"] = fn.cross_entropy(said.modes.float(), labels("mode"), ignore_index=IGNORED)
        losses["statuses"] = fn.cross_entropy(
            said.statuses.float(), labels("status"), ignore_index=IGNORED
        )
    told = [(n, m, deed) for n, m in said.pairs if (deed := deeds[n]) is not None]
    kept = torch.tensor([deeds[n] is not None for n, _ in said.pairs], dtype=torch.bool)
    if told:
        roles = torch.tensor([deed.roles[m] for _, m, deed in told])
        losses["roles"] = fn.cross_entropy(said.roles[kept].float(), roles, ROLE_WEIGHT)
        claims = torch.tensor([float(deed.claimant == m) for _, m, deed in told])
        losses["claims"] = fn.binary_cross_entropy_with_logits(
            said.claims[kept].float(), claims, pos_weight=torch.tensor(3.0)
        )
    return losses


def verbs(model: Coder, batch: Sentences) -> dict[str, Tensor]:
    """Return the loss of telling who acts and who receives by the verbs of treebanks."""
    low = model.lower(batch.ids, batch.kinds, mask_of(batch.real))
    asked_of = [(row, deed) for row, sample in enumerate(batch.samples) for deed in sample.deeds]
    said = ask(model, low, batch, [row for row, _ in asked_of], [d.span for _, d in asked_of])
    gold = torch.tensor([asked_of[n][1].roles[m] for n, m in said.pairs])
    return {"verbs": fn.cross_entropy(said.verbs.float(), gold, ignore_index=IGNORED)}


def marked(model: Coder, pairs: list[Pair]) -> dict[str, Tensor]:
    """Return the loss of typing marked pairs."""
    return {"marked": fn.cross_entropy(typed(model, pairs).float(), _types(pairs))}


def _types(pairs: list[Pair]) -> Tensor:
    return torch.tensor([pair.type for pair in pairs])


def typed(model: Coder, pairs: list[Pair]) -> Tensor:
    """Return the scores of each type for the link of each pair; all tokens are the trigger."""
    ids = padded([pair.ids for pair in pairs], PAD)
    real = ids != PAD
    marks, kinds = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, pair in enumerate(pairs):
        for side, (start, end) in (("source", pair.source), ("target", pair.target)):
            marks[row, start:end] = MARKS.index(side)
            kinds[row, start:end] = OTHER
    mask = mask_of(real)
    high = model.upper(model.lower(ids, kinds, mask), mask, marks)
    everything = means(high, range(len(pairs)), [(0, len(pair.ids)) for pair in pairs])
    return model.types(torch.cat([everything, model.sentence(high, real)], -1))


def syntax(model: Coder, parses: list[Parse]) -> dict[str, Tensor]:
    """Return the losses of telling each word's head, and how it hangs on it."""
    ids = padded([parse.ids for parse in parses], PAD)
    real = ids != PAD
    low = model.lower(ids, torch.zeros_like(ids), mask_of(real))
    rows = torch.tensor([row for row, parse in enumerate(parses) for _ in parse.words])
    words = torch.tensor([word for parse in parses for word in parse.words])
    heads = torch.tensor([head for parse in parses for head in parse.heads])
    relations = torch.tensor([relation for parse in parses for relation in parse.relations])
    arcs = model.arcs(low, real)[rows, words]
    kinds = model.relation(torch.cat([low[rows, words], low[rows, heads]], -1))
    return {
        "arcs": fn.cross_entropy(arcs.float(), heads),
        "relations": fn.cross_entropy(kinds.float(), relations),
    }
