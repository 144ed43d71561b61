"""The network: an encoder in two parts, and small heads on them.

The lower layers read a sentence, told where its mentions are, and tag triggers. The upper
layers then read it once for each trigger, with that trigger marked, and tell its type and mode,
its status, and the role of each mention: "who did this", asked of one deed at a time, as in
semantic role labelling with a predicate marked, and not of a pair of spans, which learns the
order of the two (``training/README.md``). A sentence without triggers costs the lower layers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as fn
from training.encoder.examples import KINDS, MODES, ROLES, STATUS, TYPES
from training.encoder.statements import STANCES
from training.encoder.treebanks import RELATIONS
from training.encoder.weights import Floats

from kawat.events.telling import PARTS

HIDDEN, LAYERS, HEADS, INNER, EPSILON = 384, 12, 12, 1536, 1e-12
LOWER = 6
"""Layers that read a sentence once; the others read it once a trigger."""
MARKS = ("", "trigger", "mention", "in-mention", "source", "target", "cue")
"""What the upper layers are told of a token: of the trigger asked of, the first or a later one
of a mention, of a side of a marked pair, or of the cue of a statement."""
NARROW = 128
"""Width of the head that is asked of every token."""
ARC = 128
"""Width of the vectors that the syntactic task compares."""


class Layer(nn.Module):
    """A layer of BERT, its norm behind each sum."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.fi, self.fo = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.aln, self.oln = (nn.LayerNorm(HIDDEN, EPSILON) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the next layer; ``mask`` is 0 or very small, by token.

        Attention is written out: for short sentences torch's own is twice as slow to learn by
        on a processor.
        """
        size, length, _ = x.shape
        wide = HIDDEN // HEADS
        q, k, v = (
            part(x).view(size, length, HEADS, wide).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        weights = (torch.matmul(q, k.transpose(-1, -2)) * wide**-0.5 + mask).softmax(-1)
        seen = torch.matmul(weights, v).transpose(1, 2).reshape(size, length, HIDDEN)
        x = self.aln(x + self.ao(seen))
        return cast(Tensor, self.oln(x + self.drop(self.fo(fn.gelu(self.fi(x))))))


def head(inputs: int, outputs: int, width: int = HIDDEN) -> nn.Sequential:
    """Return a head of one hidden layer."""
    return nn.Sequential(
        nn.Linear(inputs, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, outputs)
    )


class Coder(nn.Module):
    """The encoder with all heads."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(weights["emb.word"]))
        self.position = nn.Embedding.from_pretrained(torch.from_numpy(weights["emb.pos"]))
        self.token_type = nn.Parameter(torch.from_numpy(weights["emb.type"][0]).clone())
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.kind = nn.Embedding(KINDS, HIDDEN)
        self.mark = nn.Embedding(len(MARKS), HIDDEN)
        nn.init.normal_(self.kind.weight, std=0.02)
        nn.init.normal_(self.mark.weight, std=0.02)
        self._take(weights)
        self.tags = head(HIDDEN, 3)
        self.named = head(HIDDEN, 3)
        self.pool = nn.Linear(HIDDEN, 1)
        self.types = head(2 * HIDDEN, len(TYPES))
        self.modes = head(2 * HIDDEN, len(MODES))
        self.statuses = head(2 * HIDDEN, len(STATUS))
        self.roles = head(3 * HIDDEN, len(ROLES))
        self.claims = head(3 * HIDDEN, 1)
        self.verbs = head(3 * HIDDEN, len(ROLES))
        self.cues = head(HIDDEN, 3)
        self.told = head(2 * HIDDEN, 2)
        self.parts = head(HIDDEN, len(PARTS), NARROW)
        self.stances = head(3 * HIDDEN, len(STANCES))
        self.arc_word, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation = head(2 * HIDDEN, len(RELATIONS))

    def _take(self, weights: dict[str, Floats]) -> None:
        """Copy the pretrained weights in."""
        named = {"emb.ln.w": self.norm.weight, "emb.ln.b": self.norm.bias}
        for number, layer in enumerate(self.layers):
            for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                module = getattr(layer, part)
                named[f"l{number}.{part}.w"] = module.weight
                named[f"l{number}.{part}.b"] = module.bias
        with torch.no_grad():
            for name, parameter in named.items():
                parameter.copy_(torch.from_numpy(weights[name]).view_as(parameter))

    def lower(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the lower layers.

        Args:
            ids: tokens, ``[sentences, tokens]``, padded.
            kinds: the kind of the mention each token is of.
            mask: what ``mask_of`` gives.
        """
        x = (
            self.word(ids)
            + self.token_type
            + self.position.weight[: ids.shape[1]]
            + self.kind(kinds)
        )
        x = self.norm(x)
        for layer in self.layers[:LOWER]:
            x = layer(x, mask)
        return x

    def take(self, state: dict[str, Tensor]) -> None:
        """Go on from a state, also from one that did not know of cues: they begin as triggers."""
        marks = state["mark.weight"]
        if len(marks) < len(MARKS):
            state = state | {"mark.weight": torch.cat([marks, marks[1:2]])}
        self.load_state_dict(state, strict=False)

    def upper(self, x: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Return the states of the upper layers; ``marks`` says what each token is (``MARKS``)."""
        x = x + self.mark(marks)
        for layer in self.layers[LOWER:]:
            x = layer(x, mask)
        return x

    def sentence(self, x: Tensor, real: Tensor) -> Tensor:
        """Return one vector a sentence: its tokens weighed by how telling each is."""
        weight = self.pool(x).squeeze(-1).masked_fill(~real, -1e4).softmax(-1)
        return torch.einsum("bt,bth->bh", weight, x)

    def arcs(self, x: Tensor, real: Tensor) -> Tensor:
        """Return how likely each token is the head of each other: ``[sentence, word, head]``."""
        word = self.arc_word(x)
        word = torch.cat([word, torch.ones_like(word[..., :1])], -1)
        scores = torch.einsum("bwi,ij,bhj->bwh", word, self.arc, self.arc_head(x))
        return scores.masked_fill(~real.unsqueeze(1), -1e4)


def mask_of(real: Tensor, dtype: torch.dtype = torch.float32) -> Tensor:
    """Return what attention adds to keep padding out: ``[sentence, 1, 1, token]``."""
    return torch.zeros(real.shape, dtype=dtype).masked_fill(~real, -1e4)[:, None, None, :]


def means(x: Tensor, rows: Sequence[int], spans: Sequence[tuple[int, int]]) -> Tensor:
    """Return the mean state of each span, in the row of ``x`` given for it."""
    weights = torch.zeros(len(spans), x.shape[1], dtype=x.dtype)
    for number, (start, end) in enumerate(spans):
        if end > start:
            weights[number, start:end] = 1 / (end - start)
    return torch.einsum("st,sth->sh", weights, x[torch.tensor(rows, dtype=torch.long)])
