"""The learned coder's reader of sentences: a small multilingual network (``network.py``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from kawat.events.network import Floats, Said, Span, network
from kawat.events.reader import Clue
from kawat.language.script import is_unspaced
from kawat.model import Frame, Mention, Status
from kawat.model import Span as Words

RULE = "encoder"
"""The ``rule`` of frames made here."""
STATE, OTHER, PRONOUN = 1, 2, 3
"""What the network is told of a mention's kind; 0 where there is none."""


@cache
def labels() -> dict[str, Any]:
    """Return the names of what the network tells apart, and the thresholds it was set to.

    Raises:
        FileNotFoundError: the package was installed without its model.
    """
    path = files("kawat").joinpath("model_files", "labels.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


class LearnedReader:
    """A ``SentenceReader`` that asks the network.

    ``threshold`` is the confidence below which nothing is returned; the default favours
    precision (``labels.json``, measured on stories put aside).
    """

    def __init__(
        self, threshold: float | None = None, *, calibrated: bool = True, complete: bool = False
    ) -> None:
        """Use the shipped threshold unless one is given, and the measured confidence.

        With ``complete`` the mentions it is given are taken for all there are.
        """
        self._complete = complete
        self.threshold = labels()["threshold"] if threshold is None else threshold
        self._points = labels()["calibration"] if calibrated else [(0.0, 0.0), (1.0, 1.0)]

    @staticmethod
    def trust(raw: float, points: Sequence[Sequence[float]]) -> float:
        """Return the share of frames as sure as this that are right (``calibrate_encoder.py``)."""
        known, right = zip(*points, strict=True)
        return float(np.interp(raw, known, right))

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence, in the order of their triggers."""
        return [
            self.frames(Reading(clue, complete=self._complete)) if clue.mentions else []
            for clue in items
        ]

    def frames(self, reading: Reading) -> list[Frame]:
        """Return the frames of a sentence that was read once already."""
        triggers = reading.triggers() if reading.clue.mentions else []
        if not triggers:
            return []
        said = reading.asked(triggers)
        frames: list[Frame] = []
        for row, trigger in enumerate(triggers):
            frames += _frame(said, row, reading.words(trigger), reading)
        trusted = [replace(f, confidence=self._trusted(f.confidence)) for f in frames]
        return [frame for frame in trusted if frame.confidence >= self.threshold]

    def _trusted(self, raw: float) -> float:
        return round(self.trust(raw, self._points), 3)


class Reading:
    """A sentence read once: its tokens, its mentions, and what may be triggers in it.

    ``spans`` are the characters of each token, ``tags`` its odds of being of a trigger. ``known``
    says which mentions of the clue the network is told of, in its order; ``tagged`` are words
    that it takes for mentions and the register and the grammar do not: they count on behind
    the clue's.
    """

    def __init__(self, clue: Clue, *, complete: bool = False) -> None:
        """Read a sentence by the lower half; ``complete`` as of ``LearnedReader``."""
        self.clue, self._encoder = clue, network()
        ids, self.spans = self._encoder.cut(clue.sentence.text)
        offset = clue.sentence.start
        places = [self.tokens(m.start - offset, m.end - offset) for m in clue.mentions]
        kinds = [0] * len(ids)
        self.known: list[int] = []
        self._mentions: list[Span] = []
        for number, (mention, place) in enumerate(zip(clue.mentions, places, strict=True)):
            if place is not None:
                kinds[slice(*place)] = [kind_of(mention)] * (place[1] - place[0])
                self.known.append(number)
                self._mentions.append(place)
        self._states, self.tags, named, _ = self._encoder.lower(ids, kinds)
        self._proposed = proposals(self.tags)
        self.tagged: list[Words] = []
        found = spans_of(named.argmax(-1).tolist(), labels()["inside"])
        for place in () if complete else self._apart(found):
            self.known.append(len(clue.mentions) + len(self.tagged))
            self.tagged.append(self.words(place))
            self._mentions.append(place)

    def _apart(self, places: Sequence[Span]) -> Iterator[Span]:
        """Yield what is taken for mentions and is no part of one told of, nor a likely trigger.

        What nothing parts from a mention is of it ("the" before "United States").
        """
        triggers = {at for span in self._proposed for at in range(*span)}
        text, offset = self.clue.sentence.text, self.clue.sentence.start
        for first, last in places:
            words = self.words((first, last))
            beside = any(
                not text[
                    min(m.end, words.end) - offset : max(m.start, words.start) - offset
                ].strip()
                for m in self.clue.mentions
            )
            if words.text and not beside and triggers.isdisjoint(range(first, last)):
                yield first, last

    @property
    def numbered(self) -> tuple[tuple[int, Words], ...]:
        """The words tagged, with their numbers as mentions."""
        return tuple(enumerate(self.tagged, len(self.clue.mentions)))

    def tokens(self, start: int, end: int) -> Span | None:
        """Return the tokens that touch characters of the sentence."""
        return tokens_of(self.spans, start, end)

    def triggers(self) -> list[Span]:
        """Return the tokens of possible triggers; those of one word are one."""
        return whole_words(self.clue.sentence.text, self.spans, self._proposed)

    def asked(self, triggers: Sequence[Span]) -> Said:
        """Return what the upper half says of triggers."""
        return self._encoder.upper(self._states, triggers, self._mentions)

    def words(self, trigger: Span) -> Words:
        """Return a trigger's words, as a span of the page: whole ones, not pieces of them."""
        sentence = self.clue.sentence
        text, at = sentence.text, sentence.start
        start, end = word_span(text, self.spans, trigger)
        return Words(at + start, at + end, text[start:end])


def word_span(text: str, spans: Sequence[Span], place: Span) -> Span:
    """Return the characters of tokens in a text: whole words, not pieces of them."""
    start, end = spans[place[0]][0], spans[place[1] - 1][1]
    while start and _one_word(text[start - 1 : start + 1]):
        start -= 1
    while _one_word(text[end - 1 : end + 1]):
        end += 1
    return start, end


def whole_words(text: str, spans: Sequence[Span], places: Sequence[Span]) -> list[Span]:
    """Return runs of tokens that have letters; those that begin in a word of the last join it."""
    found: list[Span] = []
    for first, last in places:
        if spans[first][0] == spans[last - 1][1]:
            continue
        if found and spans[first][0] < word_span(text, spans, found[-1])[1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _one_word(signs: str) -> bool:
    """Say whether two signs stand in one word."""
    return len(signs) == 2 and signs.isalnum() and not any(map(is_unspaced, signs))


def held(reading: Reading, frames: Sequence[Frame]) -> list[float]:
    """Return how likely the network holds another reader's frames: type, status, every role."""
    if not frames:
        return []
    offset, names = reading.clue.sentence.start, labels()
    triggers = [
        reading.tokens(frame.trigger.start - offset, frame.trigger.end - offset) for frame in frames
    ]
    said = reading.asked([trigger or (0, 1) for trigger in triggers])
    odds = []
    for row, (frame, trigger) in enumerate(zip(frames, triggers, strict=True)):
        sides = [
            1 if m in frame.actors else 2 if m in frame.recipients else 0 for m in reading.known
        ]
        roles = [said.roles[row, m, side] for m, side in enumerate(sides)]
        kind = said.types[row, names["types"].index(frame.type)]
        status = said.statuses[row, names["statuses"].index(frame.status)]
        odds.append(float(kind * status * np.prod(roles)) if trigger else 0.0)
    return odds


def link(text: str, source: Span, target: Span) -> dict[str, float]:
    """Return how likely each type is the deed that links two marked mentions of a sentence.

    Args:
        text: the sentence.
        source: where the acting side stands in it, half open.
        target: where the other does.
    """
    encoder = network()
    ids, spans = encoder.cut(text)
    sides = [tokens_of(spans, *side) or (0, 0) for side in (source, target)]
    kinds = [0] * len(ids)
    for first, last in sides:
        kinds[first:last] = [OTHER] * (last - first)
    found = encoder.link(encoder.lower(ids, kinds).states, *sides)
    return dict(zip(labels()["types"], map(float, found), strict=True))


def kind_of(mention: Mention) -> int:
    """Return what the network is told of a mention: a state, a pronoun, or another actor."""
    if mention.kind in ("state", "metonym"):
        return STATE
    return PRONOUN if mention.kind == "pronoun" else OTHER


def tokens_of(spans: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the tokens that touch ``[start, end)``, half open; None where none does."""
    touched = [n for n, (a, b) in enumerate(spans) if a < end and start < b]
    return (touched[0], touched[-1] + 1) if touched else None


def proposals(tags: Floats) -> list[Span]:
    """Return the tokens of possible triggers: where "none" is not sure enough."""
    likely = tags[:, 1:].argmax(-1) + 1
    marked = np.where(tags[:, 0] <= labels()["unsure"], likely, 0)
    return spans_of(marked.tolist(), labels()["inside"])


def spans_of(tags: Sequence[int], inside: int) -> list[Span]:
    """Return the tokens that tags mark; ``inside`` goes on what is before it, if anything is."""
    found: list[Span] = []
    for at, tag in enumerate(tags):
        if tag == inside and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif tag:
            found.append((at, at + 1))
    return found


class Parties(NamedTuple):
    """Who takes part in a deed, as numbers of mentions, and whether it is told as a fact."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    status: Status
    claimant: int | None


def parties(said: Said, row: int, known: Sequence[int]) -> Parties:
    """Return what the network says of a trigger; ``known`` are the mentions it was told of."""
    roles = said.roles[row].argmax(-1)
    actors, recipients = (
        tuple(known[m] for m in np.flatnonzero(roles == role).tolist()) for role in (1, 2)
    )
    status: Status = labels()["statuses"][int(said.statuses[row].argmax())]
    claimant = None
    if status == "claimed" and known and float(said.claims[row].max()) > 0.5:
        claimant = known[int(said.claims[row].argmax())]
    return Parties(actors, recipients, status, claimant)


def _frame(said: Said, row: int, words: Words, reading: Reading) -> Iterator[Frame]:
    """Yield the frame of a trigger, unless the network takes it for none or names no party."""
    kind = int(said.types[row].argmax())
    if kind == 0:
        return
    told = parties(said, row, reading.known)
    if not told.actors and not told.recipients:
        return
    names = labels()
    name = names["types"][kind]
    allowed = names["type_modes"][name]
    mode = max(allowed, key=lambda m: float(said.modes[row, m])) if allowed else 0
    sure = float(said.types[row, kind]) * float(said.statuses[row].max())
    sure *= float(np.prod(said.roles[row].max(-1)))
    yield Frame(
        trigger=words,
        type=name,
        mode=names["modes"][mode] or None,
        confidence=round(sure, 4),
        rule=f"{reading.clue.language}:{RULE}",
        tagged=reading.numbered,
        **told._asdict(),
    )
