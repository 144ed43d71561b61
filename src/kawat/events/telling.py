"""Ask the network who says what in a window: the cue, what it introduces, who speaks to whom.

The lower half tags the words that tell that somebody speaks; the upper half is asked of each, and
of the mark that opens quoted words which none of them introduces, and tells for every token
whether it is said in quoted words or in the reporter's, or names the speaker or who is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import numpy as np

from kawat.events.learned import (
    kind_of,
    labels,
    proposals,
    tokens_of,
    whole_words,
    word_span,
)
from kawat.events.network import Floats, network
from kawat.events.network import Span as Tokens
from kawat.events.quote_marks import Marked
from kawat.events.windows import Stretch, Window
from kawat.language.script import count_words
from kawat.model import Mention, Stance

PARTS = ("", "direct", "indirect", "speaker", "addressee")
"""What a token is of a statement, as the network numbers it."""
NONE, DIRECT, INDIRECT, SPEAKER, ADDRESSEE = range(len(PARTS))
SURE = 0.5
"""How likely a cue must introduce a statement, and a mark open one."""
CHANGES = (0.0, 0.5, 1.5, 0.0, 0.0)
"""What it costs, as a natural logarithm of odds, that a part begins or ends: by part."""
COSTS = np.add.outer(CHANGES, CHANGES) * (1 - np.eye(len(CHANGES)))
FEW = 3
"""Quoted words without a stop that no cue introduces are names and terms where they are fewer."""
_STOP = re.compile(r"[.!?…]\s+")
STOPS = frozenset(".!?…。！？؟")
MOST = 0.5
"""The share of quoted words that must be said for all of them to be."""


@dataclass(slots=True)
class Telling:
    """A cue or opening mark, and what it introduces, in characters of the article.

    ``runs`` are marked words said as a whole, ``pieces`` parts of such, or speech without marks;
    ``clauses`` what is said in the reporter's words, quoted ones among them. ``sure`` is how
    likely it is a statement, ``named`` how likely the speaker is who it is taken for.
    """

    cue: Stretch | None
    sure: float
    runs: list[Marked] = field(default_factory=list)
    pieces: list[Stretch] = field(default_factory=list)
    clauses: list[Stretch] = field(default_factory=list)
    speaker: Stretch | None = None
    named: float = 1.0
    addressee: Stretch | None = None
    stances: list[tuple[Mention, Stance]] = field(default_factory=list)


class Hearing:
    """A window as the network reads it."""

    def __init__(self, window: Window, mentions: Sequence[Mention]) -> None:
        """Read the window by the lower half; ``mentions`` are its own."""
        self.window, self._encoder = window, network()
        self._ids, self.spans = self._encoder.cut(window.text)
        kinds = [0] * len(self._ids)
        self.mentions: list[Mention] = []
        self._places: list[Tokens] = []
        for mention in mentions:
            if place := self.tokens(mention.start, mention.end):
                kinds[slice(*place)] = [kind_of(mention)] * (place[1] - place[0])
                self.mentions.append(mention)
                self._places.append(place)
        self._read = self._encoder.lower(self._ids, kinds)

    def tokens(self, start: int, end: int) -> Tokens | None:
        """Return the tokens of characters of the article, as far as the window has them."""
        first, last = self.window.inner(start), self.window.inner(end - 1)
        return None if first is None or last is None else tokens_of(self.spans, first, last + 1)

    @cached_property
    def _inside(self) -> dict[Marked, Tokens]:
        """The tokens within the marks of each run, as far as the window has them."""
        places = ((run, self.tokens(run.start, run.end)) for run in self.window.marked)
        return {run: place for run, place in places if place}

    def told(self) -> list[Telling]:
        """Return what is told by cues, then what by marks alone, in order of the text each."""
        proposed = whole_words(self.window.text, self.spans, proposals(self._read.cues))
        found = [t for t in self._asked(proposed) if t.sure >= SURE]
        cues = [t.cue for t in found if t.cue]
        for telling in found:
            if telling.speaker and any(_overlap(telling.speaker, cue) for cue in cues):
                telling.speaker = None  # a pronoun in the verb: Indonesian "katanya"
        taken = {run for telling in found for run in telling.runs}
        parted = [piece for telling in found for piece in telling.pieces]
        marks = {
            place: run
            for run in self.window.marked
            if run not in taken
            and self._may_speak(run)
            and not any(run.start <= start < run.end for start, _ in parted)
            and (place := self.tokens(run.outer_start, run.start + 1))
        }
        openings = [(first, first + 1) for first, _ in marks]
        bare = []
        for telling, run in zip(self._asked(openings), marks.values(), strict=True):
            if telling.sure >= SURE:
                telling.cue, telling.runs, telling.pieces, telling.clauses = None, [run], [], []
                bare.append(telling)
        return [*found, *bare]

    def _may_speak(self, run: Marked) -> bool:
        """Tell whether quoted words that no cue introduces are enough to be speech."""
        words = self.window.text_of(run)
        return (words != "" and words[-1] in STOPS) or count_words(words) >= FEW

    def _asked(self, cues: Sequence[Tokens]) -> Iterator[Telling]:
        if not cues:
            return
        said = self._encoder.told(self._read.states, cues, self._places)
        for row, cue in enumerate(cues):
            telling = Telling(self._words(cue), float(said.told[row, 1]))
            self._fill(telling, said.parts[row])
            kinds = said.stances[row].argmax(-1).tolist()
            names = labels()["stances"]
            telling.stances = [
                (m, names[kind]) for m, kind in zip(self.mentions, kinds, strict=True) if kind
            ]
            yield telling

    def _fill(self, telling: Telling, parts: Floats) -> None:
        """Read off a cue's parts what it introduces and who speaks."""
        kinds = [NONE, *_smooth(parts[1:-1]), NONE]
        telling.speaker, telling.named = self._party(parts, kinds, SPEAKER)
        telling.addressee, _ = self._party(parts, kinds, ADDRESSEE)
        said = [run for run in self.window.marked if self._is_said(run, kinds, telling)]
        telling.runs = [
            run for run in said
            if not any(o.start <= run.outer_start and run.outer_end <= o.end for o in said)
        ]  # fmt: skip
        for first, last in _runs(self._bridged(kinds)):
            self._segment(first, last, kinds, telling)
        if telling.cue and telling.pieces:
            self._resume(telling, telling.cue)

    def _resume(self, telling: Telling, cue: Stretch) -> None:
        """Add what goes on behind the sentence that tells, amid quoted words, who speaks.

        "« Nous irons, a dit le ministre. Nous reviendrons. »"
        """
        around = [run for run in self.window.marked if run.start <= cue[0] < run.end]
        for run in around[-1:]:
            last = max([cue[1], *(end for _, end in telling.pieces)])
            behind = self._at(max(last, telling.speaker[1] if telling.speaker else last))
            ends = _STOP.search(self.window.text, behind, self._at(run.end))
            if ends and last < run.end:
                start, end = self.window.outer(ends.end()), run.end
                if any(map(str.isalnum, self.window.text[ends.end() : self._at(end)])):
                    telling.pieces.append((start, end))

    def _segment(self, first: int, last: int, kinds: list[int], telling: Telling) -> None:
        """Add what is said in tokens that follow each other, quoted words said as a whole apart."""
        whole = {at for run in telling.runs for at in range(*self._inside[run])}
        words = [at for at in range(first, last) if at not in whole and self._is_word(at)]
        if not words:
            return
        if run := self._run_of(words, telling):
            telling.runs.append(run)
            return
        stretch = self._words((first, last))
        direct = sum(kinds[at] == DIRECT for at in words) > len(words) / 2
        if direct and not any(first <= at < last for at in whole):
            around = [run for run in self.window.marked if run.start <= stretch[0] < run.end]
            for run in around[-1:]:
                stretch = self._snapped(stretch, run)
            telling.pieces.append(self._trimmed(stretch))
        else:
            telling.clauses.append(self._trimmed(self._with_marks(stretch, telling.runs)))

    def _run_of(self, words: Sequence[int], telling: Telling) -> Marked | None:
        """Return the marked words that tokens are most of, the cue being outside them."""
        for run, place in self._inside.items():
            amid = telling.cue and run.start <= telling.cue[0] < run.end
            if amid or words[0] < place[0] or words[-1] >= place[1]:
                continue
            if len(words) > MOST * (place[1] - place[0]):
                return run
        return None

    def _bridged(self, kinds: list[int]) -> list[bool]:
        """Tell which tokens are said; marks and commas between such are too."""
        said = [kind in (DIRECT, INDIRECT) for kind in kinds]
        for at in range(1, len(said) - 1):
            if not said[at] and said[at - 1] and not self._is_word(at):
                behind = at + 1
                while behind < len(said) and not said[behind] and not self._is_word(behind):
                    behind += 1
                if behind < len(said) and said[behind]:
                    said[at:behind] = [True] * (behind - at)
        return said

    def _party(self, parts: Floats, kinds: list[int], part: int) -> tuple[Stretch | None, float]:
        """Return the words that most likely are a part, and how likely; None where none are."""
        best: tuple[float, Tokens] | None = None
        for first, last in _runs([kind == part for kind in kinds]):
            weight = float(parts[first:last, part].sum())
            if best is None or weight > best[0]:
                best = weight, (first, last)
        if best is None:
            return None, 1.0
        first, last = best[1]
        return self._words(best[1]), float(parts[first:last, part].mean())

    def _is_said(self, run: Marked, kinds: list[int], telling: Telling) -> bool:
        """Tell whether marked words are said as a whole: most of them, and the cue is outside."""
        place = self._inside.get(run)
        if not place or (telling.cue and run.start <= telling.cue[0] < run.end):
            return False
        said = sum(kinds[at] == DIRECT for at in range(*place))
        return said > MOST * (place[1] - place[0])

    def _snapped(self, stretch: Stretch, run: Marked) -> Stretch:
        """Return words within marks, to the mark where only signs are between."""
        text = self.window.text
        start, end = stretch[0], min(stretch[1], run.end)
        before = text[self._at(run.start) : self._at(start)]
        behind = text[self._at(end) : self._at(run.end)]
        return (
            start if any(map(str.isalnum, before)) else run.start,
            end if any(map(str.isalnum, behind)) else run.end,
        )

    def _at(self, place: int) -> int:
        """Return where a place of the article stands in the window's text, or what ends it."""
        found = self.window.inner(place)
        if found is None and place:
            before = self.window.inner(place - 1)
            return len(self.window.text) if before is None else before + 1
        return found or 0

    def _with_marks(self, stretch: Stretch, runs: Iterable[Marked]) -> Stretch:
        """Return a clause with the marks of the quoted words at its ends."""
        start, end = stretch
        for run in runs:
            if run.outer_start <= start < run.outer_end:
                start = run.outer_start
            if run.outer_start < end <= run.outer_end:
                end = run.outer_end
        return start, end

    def _trimmed(self, stretch: Stretch) -> Stretch:
        """Return words without blanks, commas and stops around them; marks of their own stay."""
        start, end = stretch
        opens = {run.outer_start for run in self.window.marked}
        closes = {run.outer_end for run in self.window.marked}
        text, base = self.window.text, self.window
        while start < end and start not in opens and not _bears(text, base.inner(start), "'’"):
            start += 1
        while start < end and end not in closes and not _bears(text, base.inner(end - 1)):
            end -= 1
        return start, end

    def _words(self, place: Tokens) -> Stretch:
        """Return the whole words that tokens are of, in characters of the article."""
        start, end = word_span(self.window.text, self.spans, place)
        return self.window.outer(start), self.window.outer(end - 1) + 1

    def _is_word(self, at: int) -> bool:
        return any(map(str.isalnum, self.window.text[slice(*self.spans[at])]))


def _smooth(parts: Floats) -> list[int]:
    """Return the likeliest part of each token, where changes have a cost (Viterbi)."""
    scores = np.log(np.maximum(parts, 1e-6))
    best, came = np.zeros(len(COSTS)), []
    for row in scores:
        through = best[:, None] - COSTS
        came.append(through.argmax(0))
        best = through.max(0) + row
    at, found = int(best.argmax()), []
    for back in reversed(came):
        found.append(at)
        at = int(back[at])
    return found[::-1]


def _bears(text: str, at: int | None, others: str = "") -> bool:
    """Tell whether a sign is more than a blank, a comma or a stop at an end of words."""
    return at is None or not (text[at].isspace() or text[at] in ".,;:،。，：；؛—–-" + others)


def _runs(flags: Sequence[bool]) -> Iterator[Tokens]:
    """Yield where flags are set, half open."""
    at = 0
    for flag, group in groupby(flags):
        length = len(list(group))
        if flag:
            yield at, at + length
        at += length


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]
