"""How well a model does on sentences it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from training.encoder.batches import Sentences
from training.encoder.examples import Sample
from training.encoder.losses import ask, proposals
from training.encoder.model import Coder, mask_of

Read = tuple[tuple[int, int], int, int, int, tuple[int, ...], int]
"""A deed as read: trigger, type, mode, status, roles of the mentions, claimant."""


@torch.no_grad()
def read(model: Coder, samples: list[Sample], gold_triggers: bool = False) -> list[list[Read]]:
    """Return the deeds the model reads in each sentence, or what it says of the true triggers."""
    batch = Sentences.of(samples)
    low = model.lower(batch.ids, batch.kinds, mask_of(batch.real))
    found: list[tuple[int, tuple[int, int]]] = []
    proposed = proposals(model.tags(low), samples)
    for row, sample in enumerate(samples):
        spans = [deed.span for deed in sample.deeds] if gold_triggers else proposed[row]
        found += [(row, span) for span in spans]
    deeds: list[list[Read]] = [[] for _ in samples]
    if not found:
        return deeds
    said = ask(model, low, batch, [row for row, _ in found], [span for _, span in found])
    types = said.types.clone()
    if gold_triggers:
        types[:, 0] = -1e4
    kinds, modes = types.argmax(-1).tolist(), said.modes.argmax(-1).tolist()
    statuses = said.statuses.argmax(-1).tolist()
    roles: list[list[int]] = [[] for _ in found]
    claims: list[list[float]] = [[] for _ in found]
    for (number, _), role, claim in zip(
        said.pairs, said.roles.argmax(-1).tolist(), said.claims.tolist(), strict=True
    ):
        roles[number].append(role)
        claims[number].append(claim)
    for number, (row, span) in enumerate(found):
        if kinds[number]:
            best = max(range(len(claims[number])), key=claims[number].__getitem__, default=-1)
            claimant = best if best >= 0 and claims[number][best] > 0 else -1
            deeds[row].append(
                (
                    span,
                    kinds[number],
                    modes[number],
                    statuses[number],
                    tuple(roles[number]),
                    claimant,
                )
            )
    return deeds


def order_of(roles: Sequence[int]) -> str:
    """Say whether the first who takes part acts or receives."""
    if 1 not in roles or 2 not in roles:
        return "one side"
    return "actor first" if roles.index(1) < roles.index(2) else "recipient first"


def measure(model: Coder, samples: Sequence[Sample], size: int = 32) -> dict[str, float]:
    """Return figures over sentences: triggers typed, roles, status; F1 and shares."""
    model.eval()
    counted: Counter[str] = Counter()
    order = sorted(samples, key=lambda sample: len(sample.ids))
    for at in range(0, len(order), size):
        batch = order[at : at + size]
        for sample, deeds, asked in zip(
            batch, read(model, batch), read(model, batch, gold_triggers=True), strict=True
        ):
            _count(counted, sample, deeds, asked)
    model.train()

    def f1(name: str) -> float:
        return 2 * counted[name] / max(1, counted["gold"] + counted["read"])

    figures = {name: f1(name) for name in ("typed", "roles", "status")}
    for name in (
        "role given",
        "status given",
        "type given",
        "actor first",
        "recipient first",
        "3+",
    ):
        figures[name] = counted[name] / max(1, counted[f"{name} of"])
    for key in sorted(key for key in counted if key.startswith("lang ") and key.endswith(" of")):
        name = key.removesuffix(" of")
        figures[name] = counted[name] / counted[key]
    return figures


def _count(counted: Counter[str], sample: Sample, deeds: list[Read], asked: list[Read]) -> None:
    counted["gold"] += len(sample.deeds)
    counted["read"] += len(deeds)
    for deed in sample.deeds:
        roles = tuple(deed.roles)
        near = [d for d in deeds if d[0][0] < deed.span[1] and deed.span[0] < d[0][1]]
        for one in near[:1]:
            if one[1] == deed.type:
                counted["typed"] += 1
                if one[4] == roles and not deed.lost:
                    counted["roles"] += 1
                    counted["status"] += one[3] == deed.status
        given = next(d for d in asked if d[0] == deed.span)
        exact = given[4] == roles and not deed.lost
        for name, right in (
            ("role given", exact),
            ("status given", given[3] == deed.status),
            ("type given", given[1] == deed.type),
            (order_of(roles), exact),
            (f"lang {sample.language}", exact),
            *([("3+", exact)] if len(roles) > 2 else []),
        ):
            counted[name] += right
            counted[f"{name} of"] += 1
