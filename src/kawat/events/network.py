"""The learned network, run by onnxruntime: a sentence's tokens, and what its two halves say.

The files lie in ``kawat/model_files`` (``docs/model-card.md``); ``training/`` makes them. One
sentence is read at a time, without padding, so that nothing depends on what is read beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Span = tuple[int, int]

HIDDEN = 384
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
"""``Q4_0``: 32 weights as a scale and 32 half bytes."""
BEGINS, ENDS = 0, 2
"""The pieces around a sentence."""
LONGEST = 160
"""Tokens of a sentence that are read; the rest of a longer one is not."""
SLOWER = ["SkipLayerNormFusion"]
"""What onnxruntime (1.20 to 1.32) would join on loading: as one, sum and norm take four times as
long, a fifth of all its time."""
REMEMBERED = 256
"""Sentences whose states are kept: who says what is read first, then what is done."""
TRIGGER, MENTION, IN_MENTION, SOURCE, TARGET, CUE = 1, 2, 3, 4, 5, 6
"""What the upper half is told of a token."""


class Tokens(NamedTuple):
    """The pieces of a sentence and the characters each covers, its blanks apart."""

    ids: list[int]
    spans: list[Span]


class Said(NamedTuple):
    """What the upper half says of each trigger; all but modes are probabilities."""

    types: Floats
    modes: Floats
    statuses: Floats
    roles: Floats
    """[triggers, mentions, none / actor / recipient]"""
    claims: Floats
    trigger: Floats
    """Its state and the sentence's, side by side."""


class Tagged(NamedTuple):
    """What the lower half says of each token: its state, and the odds of what it is of.

    Each but the states: [tokens, none / inside / first].
    """

    states: Floats
    triggers: Floats
    mentions: Floats
    cues: Floats


class Told(NamedTuple):
    """What the upper half says of each cue, all probabilities."""

    told: Floats
    """[cues, none / a statement]"""
    parts: Floats
    """[cues, tokens, none / direct / indirect / speaker / addressee]"""
    stances: Floats
    """[cues, mentions, not about it / neutral / supports / opposes]"""


class Network:
    """The pieces, their vectors, and the two halves of the encoder.

    ``threads`` is how many processors one sentence is read with; the result is the same.
    """

    def __init__(self, threads: int = 1) -> None:
        """Load the files; about half a second.

        Raises:
            FileNotFoundError: the package was installed without its model.
        """
        import onnxruntime  # type: ignore[import-untyped]
        import sentencepiece

        folder = files("kawat").joinpath("model_files")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._pieces = sentencepiece.SentencePieceProcessor(
            model_proto=folder.joinpath("pieces.model").read_bytes()
        )
        vectors = np.frombuffer(folder.joinpath("vectors.q4").read_bytes(), BLOCK)
        self._vectors = vectors.reshape(-1, HIDDEN // 32)
        self._read: dict[tuple[int, ...], Tagged] = {}
        self._lower, self._upper = (
            onnxruntime.InferenceSession(
                folder.joinpath(name).read_bytes(),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOWER,
            )
            for name in ("lower.onnx", "upper.onnx")
        )

    def cut(self, text: str) -> Tokens:
        """Return the pieces of a text, with one before and one behind them."""
        text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no bytes
        found = self._pieces.encode(text, return_type="proto").pieces[: LONGEST - 2]
        # positions come in bytes of UTF-8
        places = np.zeros(len(text.encode()) + 1, dtype=int)
        at = 0
        for number, letter in enumerate(text):
            places[at] = number
            at += len(letter.encode())
        places[at] = len(text)
        ids, spans = [BEGINS], [(0, 0)]
        for piece in found:
            start, end = int(places[piece.begin]), int(places[piece.end])
            while start < end and text[start].isspace():
                start += 1
            ids.append(piece.id)
            spans.append((start, end))
        last = spans[-1][1]
        return Tokens([*ids, ENDS], [*spans, (last, last)])

    def words(self, ids: Sequence[int]) -> Floats:
        """Return the vectors of pieces: ``[1, pieces, 384]``."""
        blocks = self._vectors[list(ids)]
        low, high = blocks["halves"] & 15, blocks["halves"] >> 4
        values = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
        values *= blocks["scale"].astype(np.float32)[..., None]
        return values.reshape(1, len(ids), HIDDEN)

    def lower(self, ids: Sequence[int], kinds: Sequence[int]) -> Tagged:
        """Return what the lower half says of a sentence; the last few read are remembered."""
        key = (*ids, *kinds)
        if key not in self._read:
            inputs = {"words": self.words(ids), "kinds": np.array([kinds], dtype=np.int64)}
            states, *tags = self._lower.run(None, inputs)
            self._read[key] = Tagged(states, *(tag[0] for tag in tags))
            if len(self._read) > REMEMBERED:
                self._read.pop(next(iter(self._read)))
        return self._read[key]

    def upper(self, states: Floats, triggers: Sequence[Span], mentions: Sequence[Span]) -> Said:
        """Return what is said of each trigger and mention, given as tokens, half open."""
        said = Said(*self._ask(list(Said._fields), states, triggers, mentions, TRIGGER))
        if mentions:
            return said
        return said._replace(roles=said.roles[:, :0], claims=said.claims[:, :0])

    def told(self, states: Floats, cues: Sequence[Span], mentions: Sequence[Span]) -> Told:
        """Return what is said of each cue and mention, given as tokens, half open."""
        told = Told(*self._ask(list(Told._fields), states, cues, mentions, CUE))
        return told if mentions else told._replace(stances=told.stances[:, :0])

    def _ask(
        self,
        outputs: list[str],
        states: Floats,
        spans: Sequence[Span],
        mentions: Sequence[Span],
        mark: int,
    ) -> list[Floats]:
        length = states.shape[1]
        marks = np.zeros((len(spans), length), dtype=np.int64)
        for start, end in mentions:
            marks[:, start:end] = IN_MENTION
            marks[:, start] = MENTION
        for row, (start, end) in enumerate(spans):
            marks[row, start:end] = mark
        inputs: dict[str, Any] = {
            "states": states,
            "marks": marks,
            "triggers": _weights(spans, length),
            "mentions": _weights(mentions or [(0, 1)], length),
        }
        found: list[Floats] = self._upper.run(outputs, inputs)
        return found

    def link(self, states: Floats, source: Span, target: Span) -> Floats:
        """Return how likely each type is the deed that links two mentions, given as tokens."""
        length = states.shape[1]
        marks = np.zeros((1, length), dtype=np.int64)
        marks[0, slice(*source)] = SOURCE
        marks[0, slice(*target)] = TARGET
        everything = _weights([(0, length)], length)
        inputs = {"states": states, "marks": marks, "triggers": everything, "mentions": everything}
        types: Floats = self._upper.run(["types"], inputs)[0][0]
        return types


def _weights(spans: Sequence[Span], length: int) -> Floats:
    made = np.zeros((len(spans), length), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        made[row, start:end] = 1 / max(1, end - start)
    return made


@cache
def network() -> Network:
    """Return the shipped network, loaded once."""
    return Network()
