"""Part an article into passages and units, so that no unit ends within quoted words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kawat.events.quote_cues import read_sayings
from kawat.events.quote_lexicon import Speech
from kawat.events.quote_marks import Mark, Marked, Marks, pair_marks, trim
from kawat.events.quote_tokens import ENDS, Unit
from kawat.model import CODED_KINDS, Article, Mention, Reason, Sentence
from kawat.reasons import reason

_LONGEST = 3000
"""Characters after which a sentence is parted: none is so long, and time must not grow with it."""


_INSERTED = re.compile(
    r"(?P<stop>[,!?…])\s+[—–]\s+(?P<words>[^\"«»“”„—–]{3,120}?)[,.]\s+[—–]\s+(?=\S)"
)
"""Who speaks, told amid the quoted words: «Yes, — said the minister, — we agreed»."""


_PAUSE = re.compile(r"[,!?…]\s+(?=\w)")
_ENDS_LONG = re.compile(r"[.!?…]\s+(?=[^\W\d_])")
_ENDS_SHORT = re.compile(r"[,.!?…]\s+(?=\w)")
"""Where the reporter's words amid quoted ones end."""


class Passage(NamedTuple):
    """A coded block: the spans of its sentences, and what its marks enclose.

    ``continues`` is true where its first marked words carry on those that the passage before
    left open: paragraphs of one speech each open with a mark, and only the last one closes.
    """

    block: int
    sentences: list[tuple[int, int]]
    marked: tuple[Marked, ...]
    continues: bool

    @property
    def end(self) -> int:
        """Return where the passage ends."""
        return self.sentences[-1][1]


def passages(
    article: Article, sentences: Sequence[Sentence], speech: Speech
) -> tuple[list[Passage], list[Reason]]:
    """Return the passages of an article, and a reason for each mark that is never closed."""
    grouped: dict[int, list[tuple[int, int]]] = {}
    for sentence in sentences:
        if article.blocks[sentence.block].kind in CODED_KINDS:
            grouped.setdefault(sentence.block, []).append((sentence.start, sentence.end))
    order = sorted(grouped)
    text = article.text
    spans = [(grouped[number][0][0], grouped[number][-1][1]) for number in order]
    marks = [pair_marks(text, *span, speech.possessive) for span in spans]
    found: list[Passage] = []
    reasons: list[Reason] = []
    carried = False
    for place, number in enumerate(order):
        start, end = spans[place]
        marked = _carried_on(text, start, marks[place]) if carried else marks[place].marked
        if speech.insertions:
            marked = tuple(piece for run in marked for piece in _pieces(text, run, speech))
        if speech.amid:
            marked = tuple(piece for run in marked for piece in _parted(text, run, speech))
        continues, carried = carried, False
        for mark in marks[place].opened:
            inner = trim(text, mark.end, end)
            following = marks[place + 1 : place + 2]
            if (
                inner[0] < inner[1]
                and following
                and _carries(mark, marked, following[0], spans[place + 1])
            ):
                carried = True
                marked = (*marked, Marked(mark.start, *inner, end))
                break
            reasons.append(reason("quote-unbalanced", "", mark.start, mark.end))
        found.append(Passage(number, grouped[number], marked, continues))
    return found, reasons


def _pieces(text: str, run: Marked, speech: Speech) -> Iterator[Marked]:
    """Yield the parts of marked words, the reporter's own words amid them left out."""
    start, outer = run.start, run.outer_start
    for inserted in _INSERTED.finditer(text, run.start, run.end):
        cue = speech.pattern.match(text, inserted.start("words"))
        if cue is None or "inverted" not in speech.frames(cue):
            continue
        stop = inserted.end("stop")
        yield Marked(outer, start, inserted.start() if text[stop - 1] == "," else stop, stop)
        start = outer = inserted.end()
    yield Marked(outer, start, run.end, run.outer_end)


def _parted(text: str, run: Marked, speech: Speech) -> Iterator[Marked]:
    """Yield the parts of marked words between which, as in French, who speaks is told.

    "« Ils jouent avec le feu, a déclaré le ministre. Ils le paieront. »": the reporter's words
    begin with a verb of saying behind a comma and end with the sentence; behind a pronoun that
    is part of the verb ("a-t-il dit,") with a comma too.
    """
    start, outer = run.start, run.outer_start
    for pause in _PAUSE.finditer(text, run.start, run.end):
        cue = speech.pattern.match(text, pause.end())
        if pause.start() < start or cue is None or "inverted" not in speech.frames(cue):
            continue
        short = bool(cue["enclitic"] or cue["inserted"])
        ends = _ENDS_SHORT if short else _ENDS_LONG
        last = ends.search(text, cue.end(), run.end)
        stop = last.end() if last else run.end
        end = pause.start() + (text[pause.start()] not in ",،")
        yield Marked(outer, start, end, end)
        start = outer = stop
    if start < run.end and text[start : run.end].strip(" .»”\u202f\xa0"):
        yield Marked(outer, *trim(text, start, run.end), run.outer_end)


def _carried_on(text: str, start: int, marks: Marks) -> tuple[Marked, ...]:
    """Return the marked words of a passage that goes on with a quote opened before it."""
    if not marks.closed or any(m.outer_start == start for m in marks.marked):
        return marks.marked
    close = marks.closed[0]
    head = trim(text, start, close.start)
    rest = tuple(m for m in marks.marked if m.outer_start > close.start)
    return (Marked(start, *head, close.end), *rest) if head[0] < head[1] else rest


def _carries(mark: Mark, marked: Sequence[Marked], after: Marks, span: tuple[int, int]) -> bool:
    """Tell whether the next passage goes on with what ``mark`` opens."""
    if marked and marked[-1].outer_start > mark.start:
        return False
    opens = [m.outer_start for m in after.marked[:1]] + [m.start for m in after.opened[:1]]
    if span[0] in opens:
        return True
    return bool(after.closed) and not any(at < after.closed[0].start for at in opens)


def units(
    text: str, passage: Passage, speech: Speech, mentions: Sequence[Mention]
) -> Iterator[Unit]:
    """Yield the sentences of a passage, those joined that quoted words run across."""
    outer = [m.outer_start for m in passage.marked]
    closes = {m.outer_end for m in passage.marked}
    spans: list[tuple[int, int]] = []
    for start, end in passage.sentences:
        around = bisect_left(outer, start) - 1
        inside = around >= 0 and start < passage.marked[around].outer_end
        # a sentence in lower case after a closing mark: "Why?" he asked
        goes_on = spans and spans[-1][1] in closes and text[start].islower()
        if spans and (inside or goes_on):
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    # a pronoun nobody could resolve is a word like others: it is resolved by who spoke last
    # and a possessive ("his") never speaks
    owning = speech.words["determiners"]
    mentions = [
        m
        for m in mentions
        if m.kind != "pronoun"
        or (
            m.referents
            and m.text.casefold() not in owning
            and text[m.start - 1 : m.start] != "-"  # part of its verb: French "a-t-il dit"
        )
    ]
    starts = [mention.start for mention in mentions]
    for start, end in _full_stops(text, passage.marked, spans):
        own = passage.marked[bisect_left(outer, start) : bisect_left(outer, end)]
        named = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        unit = Unit(text, (start, end), speech, named, own)
        unit.sayings = read_sayings(unit)
        yield unit


def _full_stops(
    text: str, marked: Sequence[Marked], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the spans, parted where a full stop stands before an opening mark."""
    outer = [m.outer_start for m in marked]
    for start, end in spans:
        for at in outer[bisect_left(outer, start + 1) : bisect_left(outer, end)]:
            stop = at
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            if start < stop and ((stop < at and text[stop - 1] in ENDS) or at - start > _LONGEST):
                yield start, stop
                start = at
        while end - start > _LONGEST:
            around = bisect_left(outer, start + _LONGEST) - 1
            stop = max(start + _LONGEST, marked[around].outer_end if around >= 0 else 0)
            if stop >= end:
                break
            yield start, stop
            start = stop
        yield start, end
