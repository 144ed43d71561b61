"""Part an article into windows: what the network reads at once to find who says what.

A window is a sentence, or several that quoted words run across; quoted words that stand by
themselves go with the sentence before them, which often names who speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kawat.events.quote_marks import Mark, Marked, Marks, pair_marks, trim
from kawat.language import load
from kawat.language.script import is_unspaced
from kawat.language.sentences import boundaries
from kawat.model import CODED_KINDS, Article, Reason, Sentence
from kawat.reasons import reason

Stretch = tuple[int, int]
"""Characters of the article's text, half open."""

GAP = " … "
"""What stands for words that are left out."""
LONGEST = 480
"""Letters of a window, about as many as the network reads at once; in scripts without blanks
between words ``UNSPACED`` of them."""
UNSPACED = 0.4
HEAD, TAIL = 0.35, 0.15
"""Shares of ``LONGEST`` that are read of the beginning and the end of long quoted words."""


class Passage(NamedTuple):
    """A coded block: the stretches of its sentences, and what its marks enclose.

    ``continues`` is true where its first marked words carry on those that the passage before
    left open: paragraphs of one speech each open with a mark, and only the last one closes.
    """

    sentences: list[Stretch]
    marked: tuple[Marked, ...]
    continues: bool


class Window(NamedTuple):
    """What is read at once: ``pieces`` of the article's text, and the runs of marked words in it.

    ``within`` is the run of marked words of which the window is a part, None in the narration.
    """

    pieces: tuple[Stretch, ...]
    text: str
    marked: tuple[Marked, ...]
    within: Marked | None = None

    @property
    def start(self) -> int:
        """Return where the window begins in the article."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Return where the window ends in the article."""
        return self.pieces[-1][1]

    def text_of(self, run: Marked) -> str:
        """Return marked words, as far as the window has them."""
        first, last = self.inner(run.start), self.inner(run.end - 1)
        return "" if first is None else self.text[first : None if last is None else last + 1]

    def inner(self, place: int) -> int | None:
        """Return where a character of the article stands in ``text``; None where it is left out."""
        at = 0
        for start, end in self.pieces:
            if start <= place < end:
                return at + place - start
            at += end - start + len(GAP)
        return None

    def outer(self, at: int) -> int:
        """Return where a character of ``text`` stands in the article; gaps are where they begin."""
        for start, end in self.pieces:
            if at < end - start + len(GAP):
                return min(start + at, end)
            at -= end - start + len(GAP)
        return self.end


@cache
def _possessive(language: str) -> str:
    """Return the letters after which an apostrophe may be no mark: "the ministers' meeting"."""
    letters: str = load(language, "grammar").get("possessive_letters", "")
    return letters


def passages(article: Article, sentences: Sequence[Sentence]) -> tuple[list[Passage], list[Reason]]:
    """Return the passages of an article, and a reason for each mark that is never closed.

    Raises:
        KeyError: Kawat does not read the article's language.
    """
    assert article.language is not None
    possessive = _possessive(article.language)
    grouped: dict[int, list[Stretch]] = {}
    for sentence in sentences:
        if article.blocks[sentence.block].kind in CODED_KINDS:
            grouped.setdefault(sentence.block, []).append((sentence.start, sentence.end))
    text = article.text
    blocks = [grouped[number] for number in sorted(grouped)]
    spans = [(block[0][0], block[-1][1]) for block in blocks]
    marks = [pair_marks(text, *span, possessive) for span in spans]
    found: list[Passage] = []
    reasons: list[Reason] = []
    carried = False
    for place, (start, end) in enumerate(spans):
        marked = _carried_on(text, start, marks[place]) if carried else marks[place].marked
        continues, carried = carried, False
        for mark in marks[place].opened:
            inner = trim(text, mark.end, end)
            goes_on = place + 1 < len(spans) and _carries(
                mark, marked, marks[place + 1], spans[place + 1]
            )
            if inner[0] < inner[1] and goes_on:
                carried = True
                marked = (*marked, Marked(mark.start, *inner, end))
                break
            reasons.append(reason("quote-unbalanced", "", mark.start, mark.end))
        found.append(Passage(blocks[place], marked, continues))
    return found, reasons


def _carried_on(text: str, start: int, marks: Marks) -> tuple[Marked, ...]:
    """Return the marked words of a passage that goes on with a quote opened before it."""
    if not marks.closed or any(m.outer_start == start for m in marks.marked):
        return marks.marked
    close = marks.closed[0]
    head = trim(text, start, close.start)
    rest = tuple(m for m in marks.marked if m.outer_start > close.start)
    return (Marked(start, *head, close.end), *rest) if head[0] < head[1] else rest


def _carries(mark: Mark, marked: Sequence[Marked], after: Marks, span: Stretch) -> bool:
    """Tell whether the next passage goes on with what ``mark`` opens."""
    if marked and marked[-1].outer_start > mark.start:
        return False
    opens = [m.outer_start for m in after.marked[:1]] + [m.start for m in after.opened[:1]]
    if span[0] in opens:
        return True
    return bool(after.closed) and not any(at < after.closed[0].start for at in opens)


def windows(text: str, passage: Passage, language: str) -> Iterator[Window]:
    """Yield the windows of a passage, in order; those within long quoted words behind theirs."""
    possessive = _possessive(language)
    longest = _longest(text[passage.sentences[0][0] : passage.sentences[-1][1]])
    outer = [m.outer_start for m in passage.marked]
    for start, end in _joined(text, passage, longest):
        own = passage.marked[bisect_left(outer, start) : bisect_left(outer, end)]
        cut = end - start > longest
        window = _window(text, (start, end), own, longest if cut else None, possessive)
        if len(window.text) > 2 * longest:
            for first, last in _chunks(text, start, end, longest):
                own = passage.marked[bisect_left(outer, first) : bisect_left(outer, last)]
                yield _window(text, (first, last), own, None, possessive)
            continue
        yield window
        for run in own if cut else ():
            if run.end - run.start > (HEAD + TAIL) * longest:
                yield from _inside(text, run, longest, language)


def _chunks(text: str, start: int, end: int, longest: int) -> Iterator[Stretch]:
    """Yield the parts of what is no sentence any more, none longer than can be read at once."""
    while start < end:
        last = end
        if end - start > 2 * longest:
            last = _word_end(text, start + longest, start + 2 * longest)
        yield start, last
        start = last


def wider(text: str, before: Window | None, window: Window) -> Window | None:
    """Return a window with the one before it, where both can be read at once."""
    if before is None or window.within or before.within:
        return None
    span = before.start, window.end
    if span[1] - span[0] > 2 * _longest(text[slice(*span)]):
        return None
    return Window((span,), text[slice(*span)], (*before.marked, *window.marked))


def _longest(text: str) -> int:
    """Return how many letters of a passage are read at once."""
    return int(LONGEST * UNSPACED) if any(map(is_unspaced, text[:LONGEST])) else LONGEST


def _joined(text: str, passage: Passage, longest: int) -> Iterator[Stretch]:
    """Yield the sentences, those joined that quoted words run across or stand alone behind."""
    outer = [m.outer_start for m in passage.marked]
    closes = {m.outer_end for m in passage.marked}
    spans: list[Stretch] = []
    for start, end in passage.sentences:
        around = bisect_left(outer, start) - 1
        inside = around >= 0 and start < passage.marked[around].outer_end
        # a sentence in lower case after a closing mark: "Why?" he asked
        goes_on = spans and spans[-1][1] in closes and text[start].islower()
        if spans and (inside or goes_on):
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    last: Stretch | None = None
    for start, end in spans:
        at = bisect_left(outer, start)
        alone = at < len(outer) and outer[at] == start and passage.marked[at].outer_end >= end - 1
        if last and alone and end - last[0] <= longest:
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _window(
    text: str, span: Stretch, marked: Sequence[Marked], longest: int | None, possessive: str
) -> Window:
    """Return a window; with ``longest`` the middle of its long quoted words is left out."""
    pieces: list[Stretch] = []
    start, end = span
    for run in marked if longest else ():
        assert longest
        head, tail = run.start + int(HEAD * longest), run.end - int(TAIL * longest)
        if head < tail:
            pieces.append((start, _word_end(text, head, tail)))
            start = max(pieces[-1][1], _word_end(text, tail, run.end))
    pieces.append((start, end))
    nested = [
        inner for run in marked for inner in pair_marks(text, run.start, run.end, possessive).marked
    ]
    return Window(
        tuple(pieces),
        GAP.join(text[first:last] for first, last in pieces),
        tuple(sorted((*marked, *nested))),
    )


def _word_end(text: str, at: int, last: int) -> int:
    """Return where the word at a place ends."""
    while at < last and text[at].isalnum() and not is_unspaced(text[at]):
        at += 1
    return at


def _inside(text: str, run: Marked, longest: int, language: str) -> Iterator[Window]:
    """Yield the sentences within long quoted words, as windows."""
    inner = pair_marks(text, run.start, run.end, _possessive(language)).marked
    sentences = [
        (run.start + start, run.start + end)
        for start, end in boundaries(text[run.start : run.end], language)
    ]
    outer = [m.outer_start for m in inner]
    for start, end in _joined(text, Passage(sentences, inner, continues=False), longest):
        for first, last in _chunks(text, start, end, longest):
            own = inner[bisect_left(outer, first) : bisect_left(outer, last)]
            yield Window(((first, last),), text[first:last], own, run)
