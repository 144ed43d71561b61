"""What the shipped network says of the words of a sentence that may tell of a deed.

The lower half proposes words: those it takes for triggers with the least likelihood, since it
learnt the triggers of PLOVER and not a user's. Of 66 triggers of two codebooks it never saw, each
was among its first four words. The upper half is then asked of each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from kawat.events.custom.head import Array
from kawat.events.learned import Reading, labels
from kawat.events.network import Floats, Said, Span
from kawat.events.reader import Clue
from kawat.language.script import is_unspaced

CANDIDATES = 4
"""Words of a sentence that are asked about."""
LEAST = 0.02
"""Likelihood of being a trigger below which a word is not asked about."""
FILES = ("lower.onnx", "upper.onnx", "vectors.q4", "pieces.model", "labels.json")


class Asked(NamedTuple):
    """A sentence, and the words that were asked about."""

    spans: list[Span]
    """Code points of the text, half open."""
    features: Array
    """One row a span: its state, and the sentence's."""
    said: Said | None
    """None where there are no spans."""
    reading: Reading
    """The sentence as the network read it: it says which mentions ``said`` speaks of."""


@cache
def encoder_mark() -> str:
    """Return what tells this network from any other: a head fits one network only."""
    folder = files("kawat").joinpath("model_files")
    mark = hashlib.sha256()
    for name in FILES:
        mark.update(hashlib.sha256(folder.joinpath(name).read_bytes()).digest())
    return mark.hexdigest()[:16]


def ask(clue: Clue, trigger: Span | None = None) -> Asked:
    """Ask the network about a sentence, and about the roles of its mentions.

    Args:
        clue: the sentence.
        trigger: words to ask about first of all, code points of the sentence.
    """
    reading = Reading(clue)
    asked = _candidates(clue.sentence.text, reading.spans, reading.tags)
    if trigger is not None:
        told = reading.tokens(*trigger)
        asked = [a for a in asked if told is None or a[1] <= told[0] or told[1] <= a[0]]
        asked = [told, *asked] if told is not None else asked
    if not asked:
        return Asked([], np.zeros((0, 0)), None, reading)
    said = reading.asked(asked)
    spans = [(reading.spans[a][0], reading.spans[b - 1][1]) for a, b in asked]
    return Asked(spans, said.trigger.astype(np.float64), said, reading)


def _candidates(text: str, spans: Sequence[Span], tags: Floats) -> list[Span]:
    """Return the tokens of the words likeliest to be triggers, in the order of the text."""
    inside = labels()["inside"]
    found: list[Span] = []
    likely: list[float] = []
    for first, last in _words(text, spans):
        sure = 1 - float(tags[first:last, 0].min())
        if sure < LEAST:
            continue
        goes_on = found and found[-1][1] == first and tags[first, 1:].argmax() + 1 == inside
        if goes_on:
            found[-1] = (found[-1][0], last)
            likely[-1] = max(likely[-1], sure)
        else:
            found.append((first, last))
            likely.append(sure)
    best = sorted(range(len(found)), key=lambda n: -likely[n])[:CANDIDATES]
    return [found[n] for n in sorted(best)]


def _words(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the tokens of each word; in scripts without blanks each token is one."""
    found: list[Span] = []
    for number, (start, end) in enumerate(spans):
        if not any(sign.isalnum() for sign in text[start:end]):
            continue
        joins = (
            found
            and found[-1][1] == number
            and spans[number - 1][1] == start
            and not is_unspaced(text[start])
            and not is_unspaced(text[start - 1])
        )
        if joins:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found
