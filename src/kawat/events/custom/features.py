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
from kawat.events.learned import kind_of, labels, tokens_of
from kawat.events.network import Floats, Said, Span, Tokens, network
from kawat.language.script import is_unspaced
from kawat.model import Mention

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
    """One row a span."""
    said: Said | None
    """None where there are no spans."""
    known: list[int]
    """The mentions that ``said`` speaks of, by their number."""


@cache
def encoder_mark() -> str:
    """Return what tells this network from any other: a head fits one network only."""
    folder = files("kawat").joinpath("model_files")
    mark = hashlib.sha256()
    for name in FILES:
        mark.update(hashlib.sha256(folder.joinpath(name).read_bytes()).digest())
    return mark.hexdigest()[:16]


def ask(
    text: str, mentions: Sequence[Mention] = (), trigger: Span | None = None, offset: int = 0
) -> Asked:
    """Ask the network about a sentence.

    Args:
        text: the sentence.
        mentions: its mentions of actors, whose roles are asked too.
        trigger: words to ask about first of all, code points of ``text``.
        offset: where the sentence begins in the text that the mentions are of.
    """
    encoder = network()
    tokens = encoder.cut(text)
    places = [tokens_of(tokens.spans, m.start - offset, m.end - offset) for m in mentions]
    kinds = [0] * len(tokens.ids)
    for mention, place in zip(mentions, places, strict=True):
        if place is not None:
            kinds[slice(*place)] = [kind_of(mention)] * (place[1] - place[0])
    states, tags, _ = encoder.lower(tokens.ids, kinds)
    asked = _candidates(text, tokens, tags)
    if trigger is not None:
        told = tokens_of(tokens.spans, *trigger)
        asked = [a for a in asked if told is None or a[1] <= told[0] or told[1] <= a[0]]
        asked = [told, *asked] if told is not None else asked
    known = [number for number, place in enumerate(places) if place is not None]
    if not asked:
        return Asked([], np.zeros((0, 0)), None, known)
    said = encoder.upper(states, asked, [place for place in places if place is not None])
    spans = [(tokens.spans[a][0], tokens.spans[b - 1][1]) for a, b in asked]
    return Asked(spans, _features(said), said, known)


def _features(said: Said) -> Array:
    """Return a row for each word asked about: its state, and the sentence's."""
    return said.trigger.astype(np.float64)


def _candidates(text: str, tokens: Tokens, tags: Floats) -> list[Span]:
    """Return the tokens of the words likeliest to be triggers, in the order of the text."""
    inside = labels()["inside"]
    found: list[Span] = []
    likely: list[float] = []
    for first, last in _words(text, tokens.spans):
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
