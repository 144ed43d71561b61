"""What each kind of material teaches: the losses of a batch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as fn
from training.encoder.batches import BEGIN, INSIDE, PAD, Sentences, asked, padded
from training.encoder.examples import IGNORED, Deed, Pair, Sample
from training.encoder.model import MARKS, Coder, mask_of, means
from training.encoder.statements import STANCES, Said, Talk
from training.encoder.treebanks import Parse

from kawat.events.learned import OTHER, spans_of

TAG_WEIGHT = torch.tensor([1.0, 2.0, 2.0])
"""A trigger is rarer than what is none."""
UNSURE = 0.5
"""How likely a token must be no trigger for the upper layers not to be asked of it."""
STANCE_WEIGHT = torch.tensor([0.7, 1.5, 2.0, 1.5])
PART_WEIGHT = torch.tensor([1.0, 1.0, 1.0, 1.5, 2.5])
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


def proposals(tags: Tensor, batch: Sequence[Sample | Said]) -> list[list[tuple[int, int]]]:
    """Return the spans of each sentence that may be triggers: where "none" is not sure enough."""
    sure = tags.float().softmax(-1)
    found = (sure[..., 1:].argmax(-1) + 1).masked_fill(sure[..., 0] > UNSURE, 0).tolist()
    return [
        spans_of(row[: len(sample.ids)], INSIDE) for row, sample in zip(found, batch, strict=True)
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
    proposed = proposals(tags.detach(), batch.samples)
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


def statements(model: Coder, batch: list[Said]) -> dict[str, Tensor]:
    """Return the losses of telling who says what: cues, what they introduce, stances."""
    ids = padded([said.ids for said in batch], PAD)
    kinds = padded([said.kinds for said in batch], 0)
    real = ids != PAD
    low = model.lower(ids, kinds, mask_of(real))
    cues = model.cues(low)
    gold = torch.full(ids.shape, IGNORED)
    for row, said in enumerate(batch):
        gold[row, : len(said.ids)] = 0
        for start, end in said.cues:
            gold[row, start:end] = INSIDE
            gold[row, start] = BEGIN
    losses = {
        "cues": fn.cross_entropy(
            cues.flatten(0, 1).float(), gold.flatten(), TAG_WEIGHT, ignore_index=IGNORED
        )
    }
    asked_of = [(row, talk) for row, said in enumerate(batch) for talk in said.talks]
    for row, spans in enumerate(proposals(cues.detach(), batch)):
        known = {at for talk in batch[row].talks for at in range(*talk.span)}
        false = [span for span in spans if known.isdisjoint(range(*span))]
        asked_of += [(row, Talk(span, 0, [], [])) for span in false[:2]]
    return losses | (_told(model, batch, low, real, asked_of) if asked_of else {})


def _told(
    model: Coder, batch: list[Said], low: Tensor, real: Tensor, asked_of: list[tuple[int, Talk]]
) -> dict[str, Tensor]:
    """Return the losses of what is asked of cues and of the marks that open quoted words."""
    said = ask_cues(model, low, real, batch, [(row, talk.span) for row, talk in asked_of])
    losses = {
        "told": fn.cross_entropy(
            said.told.float(), torch.tensor([talk.told for _, talk in asked_of])
        )
    }
    parts = padded([talk.parts or [IGNORED] for _, talk in asked_of], IGNORED)
    parts = fn.pad(parts, (0, real.shape[1] - parts.shape[1]), value=IGNORED)
    if (parts != IGNORED).any():
        losses["parts"] = fn.cross_entropy(
            said.parts.flatten(0, 1).float(), parts.flatten(), PART_WEIGHT, ignore_index=IGNORED
        )
    stances = torch.tensor(
        [talk.stances[m] if talk.told else IGNORED for n, m in said.pairs
         for talk in (asked_of[n][1],)], dtype=torch.long,
    )  # fmt: skip
    if (stances != IGNORED).any():
        losses["stances"] = fn.cross_entropy(
            said.stances.float(), stances, STANCE_WEIGHT, ignore_index=IGNORED
        )
    return losses


class AskedCues(NamedTuple):
    """What the heads said of each cue asked of, or of the mark that opens quoted words."""

    told: Tensor
    parts: Tensor
    """[asked, tokens, parts]"""
    stances: Tensor
    """One row a cue and mention, in the order of ``pairs``."""
    pairs: list[tuple[int, int]]


def ask_cues(
    model: Coder,
    low: Tensor,
    real: Tensor,
    batch: Sequence[Said],
    asked_of: Sequence[tuple[int, tuple[int, int]]],
) -> AskedCues:
    """Read windows once for each cue, by row and tokens, and return what the heads say."""
    at = torch.tensor([row for row, _ in asked_of])
    marks = torch.zeros((len(asked_of), real.shape[1]), dtype=torch.long)
    for number, (row, (start, end)) in enumerate(asked_of):
        for first, last in batch[row].mentions:
            marks[number, first:last] = MARKS.index("in-mention")
            marks[number, first] = MARKS.index("mention")
        marks[number, start:end] = MARKS.index("cue")
    high = model.upper(low[at], mask_of(real[at]), marks)
    cue = means(high, range(len(asked_of)), [span for _, span in asked_of])
    told = model.told(torch.cat([cue, model.sentence(high, real[at])], -1))
    pairs = [(n, m) for n, (row, _) in enumerate(asked_of) for m in range(len(batch[row].mentions))]
    stances = torch.zeros(0, len(STANCES))
    if pairs:
        of = [number for number, _ in pairs]
        mention = means(high, of, [batch[asked_of[n][0]].mentions[m] for n, m in pairs])
        stances = model.stances(torch.cat([mention, cue[of], mention * cue[of]], -1))
    return AskedCues(told, model.parts(high), stances, pairs)


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
