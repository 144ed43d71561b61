"""Fitting a codebook on its examples, and telling by cross-validation how well it does.

What the head learns from: the trigger of each example is of its type; the other words of the
examples that the network asks about, those of the examples of none, and those of ordinary
sentences of news that ship with Kawat are none. An ordinary sentence may tell of just what the
user looks for; leaving out those that a first head takes for one of the types was tried, and let
a third more false finds through (70 instead of 52 in 300 sentences) for nothing in return.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kawat.events.custom.evaluate import Evaluation, Judged, evaluation, folds
from kawat.events.custom.features import Asked, ask, encoder_mark
from kawat.events.custom.fitted import CustomCodebook
from kawat.events.custom.head import Array, Head, fit
from kawat.events.custom.roles import mentions_in, roles_right
from kawat.events.custom.source import Source
from kawat.events.reader import Clue
from kawat.model import Mention, Sentence

THRESHOLD = 0.5
"""Likelihood of being of some type from which a word is taken for a trigger."""


@dataclass(frozen=True)
class Training:
    """A fitted codebook, and how well one fitted so tells sentences it did not see."""

    codebook: CustomCodebook
    evaluation: Evaluation


def train(source: Source, watch: Callable[[float], None] | None = None) -> Training:
    """Fit a codebook and evaluate it; the same source always gives the same.

    Args:
        source: the user's examples.
        watch: told the share of the sentences that are read, as it goes.
    """
    total = len(source.samples) + len(_ordinary())
    read: list[Asked] = []
    parties: list[tuple[int, int]] = []
    for sample in source.samples:
        mentions = mentions_in(sample)
        asked = ask(_alone(sample.text, mentions), sample.trigger)
        read.append(asked)
        parties.append(roles_right(sample, mentions, asked))
        if watch:
            watch(len(read) / total)
    background = []
    for text in _ordinary():
        background.append(ask(_alone(text)).features)
        if watch:
            watch((len(read) + len(background)) / total)
    material = _Material(source, read, np.vstack([rows for rows in background if len(rows)]))
    everything = range(len(source.samples))
    head = _as_kept(material.fit(everything))
    codebook = CustomCodebook(source.name, source.description, source.types, head, encoder_mark())
    return Training(codebook, evaluation(source, _cross(source, material), parties))


def _alone(text: str, mentions: tuple[Mention, ...] = ()) -> Clue:
    """Return a sentence that stands in no page; the network is not told its language."""
    return Clue("", Sentence(0, len(text), text, 0), "paragraph", mentions)


def _as_kept(head: Head) -> Head:
    """Return a head as its file will give it back: in 32 bits."""
    kept = {
        name: np.asarray(getattr(head, name), np.float32).astype(np.float64)
        for name in ("centre", "scale", "weights", "bias")
    }
    return replace(head, **kept)


@cache
def _ordinary() -> tuple[str, ...]:
    path = files("kawat.events").joinpath("data", "ordinary.txt")
    return tuple(path.read_text(encoding="utf-8").splitlines())


class _Material:
    """The rows of features of the examples and of the ordinary sentences."""

    def __init__(self, source: Source, read: Sequence[Asked], background: Array) -> None:
        names = [kind.name for kind in source.types]
        self.count = len(names) + 1
        self.background = background
        self.rows: list[Array] = [asked.features for asked in read]
        self.classes: list[NDArray[np.int64]] = []
        for sample, asked in zip(source.samples, read, strict=True):
            classes = np.zeros(len(asked.spans), np.int64)
            if sample.type and len(classes):
                classes[0] = names.index(sample.type) + 1
            self.classes.append(classes)

    def fit(self, samples: Iterable[int]) -> Head:
        """Return the head of some of the examples, with all ordinary sentences."""
        chosen = [n for n in samples if len(self.rows[n])]
        rows = np.vstack([self.rows[n] for n in chosen])
        classes = np.concatenate([self.classes[n] for n in chosen])
        none = np.zeros(len(self.background), np.int64)
        rows, classes = np.vstack([rows, self.background]), np.concatenate([classes, none])
        return fit(rows, classes, self.count)

    def judge(self, head: Head, sample: int) -> tuple[int, bool]:
        """Return the class a sentence is taken for, and whether it is read in its trigger."""
        if not len(self.rows[sample]):
            return 0, False
        likely = head.likelihoods(self.rows[sample])
        best = int(likely[:, 0].argmin())
        if 1 - likely[best, 0] < THRESHOLD:
            return 0, False
        return int(likely[best, 1:].argmax()) + 1, bool(self.classes[sample][best])


def _cross(source: Source, material: _Material) -> list[Judged]:
    """Return what each example is taken for by a head that was fitted without its fold."""
    names = [None, *(kind.name for kind in source.types)]
    found: dict[int, Judged] = {}
    everything = set(range(len(source.samples)))
    for fold in folds([sample.type for sample in source.samples]):
        head = material.fit(sorted(everything - set(fold)))
        for number in fold:
            kind, there = material.judge(head, number)
            found[number] = Judged(names[kind], there)
    return [found[number] for number in sorted(found)]
