"""Labels, and the readers that tell a passage by itself, wherever it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass

from kawat.model import BlockKind
from kawat.page.bylines import Credit, read_bare_byline, read_byline, read_signoff
from kawat.page.dating import DateLine, read_date_line
from kawat.page.extract import SENTENCE_END, Shape, size
from kawat.page.folding import Passage
from kawat.page.phrases import furniture_kind, split_credit

_SMALL = 6
"""A box named for a part of an article that holds more passages than this holds more."""
_FIGURE = 12
"""Likewise for a figure, which may hold buttons and counters beside its caption."""
LEAD = 30
"""A standfirst says at least this much, in letters."""
LINKED = 0.8
"""A passage in the body of which this share is a link leads elsewhere."""
LABEL = 120
"""A line of names, dates or a heading says no more than this, in letters."""


@dataclass(frozen=True, slots=True)
class Label:
    """A kind for a part of a passage, ``start`` and ``end`` being positions in its text."""

    passage: int
    start: int
    end: int
    kind: BlockKind
    rule: str
    credit: Credit | None = None
    dates: DateLine | None = None


class LineReader:
    """Tells what a passage is by its words and the small boxes it stands in."""

    def __init__(self, shape: Shape, language: str | None) -> None:
        self.shape = shape
        self.passages = shape.outline.passages
        self.boxes = shape.outline.boxes
        self.language = language
        self.named = _inherited(shape)

    def pictured(self, index: int, passage: Passage) -> list[Label] | None:
        """Label what stands under a picture."""
        named = self.named[passage.box]
        if not named & {"caption", "figure", "credit"}:
            return None
        text = passage.text
        if "credit" in named:
            # The names of a page's authors stand in such boxes, too; those of pictures in figures.
            authors = "figure" not in named and read_byline(text, self.language)
            if authors and ":" in text and split_credit(text, self.language) is None:
                return [self.whole(index, authors.kind, authors.rule, authors)]
            return [self.whole(index, "credit", "mark-up credit")]
        if (found := self.phrase(index)) and found.kind != "related":
            return [found]
        if passage.linked > LINKED * len(text) and not SENTENCE_END.search(text):
            return [self.whole(index, "related", "link under a picture")]
        if "caption" not in named and not (size(text) >= LEAD or SENTENCE_END.search(text)):
            at = split_credit(text, self.language)
            return [self.whole(index, "credit" if at == 0 else "other", "short line at a picture")]
        return self.caption(index, "mark-up caption")

    def caption(self, index: int, rule: str) -> list[Label]:
        """Label a caption, the photo credit at its end apart."""
        text = self.passages[index].text
        at = split_credit(text, self.language)
        if at is None:
            return [self.whole(index, "caption", rule)]
        if at == 0:
            return [self.whole(index, "credit", "credit-label")]
        return self.cut(
            index, [(0, at, "caption", rule), (at, len(text), "credit", "credit-glued")]
        )

    def dated(self, index: int, certain: bool) -> Label | None:
        """Label a line that says when the page was published and little else."""
        passage = self.passages[index]
        line = read_date_line(passage.text, self.language)
        if line is None:
            return None
        rest = sum(end - start for start, end in line.rest)
        if rest == 0 or (certain and rest < len(passage.text) / 2 and size(passage.text) < LABEL):
            parts = [passage.text[start:end] for start, end in line.rest]
            named = [c for part in parts if (c := read_byline(part, self.language))]
            return self.whole(index, "date", "date-line", named[0] if named else None, line)
        return None

    def written(self, index: int, certain: bool) -> Label | None:
        """Label a line that names the author or the agency."""
        text = self.passages[index].text
        credit = read_byline(text, self.language)
        if credit is None and certain:
            credit = read_bare_byline(text, self.language)
        if credit is not None:
            return self.whole(index, credit.kind, credit.rule, credit)
        return None

    def phrase(self, index: int) -> Label | None:
        """Label a passage by the set phrases of its language."""
        found = furniture_kind(self.passages[index].text, self.language)
        return self.whole(index, found[0], found[1]) if found else None

    def signed(self, index: int) -> list[Label]:
        """Label a closing line of initials and agencies."""
        credits = read_signoff(self.passages[index].text, self.language)
        return [Label(index, c.start, c.end, c.kind, c.rule, c) for c in credits]

    def whole(
        self,
        index: int,
        kind: BlockKind,
        rule: str,
        credit: Credit | None = None,
        dates: DateLine | None = None,
    ) -> Label:
        """Label all of a passage."""
        return Label(index, 0, len(self.passages[index].text), kind, rule, credit, dates)

    def cut(self, index: int, parts: list[tuple[int, int, BlockKind, str]]) -> list[Label]:
        """Return labels for parts of a passage, their edges without blanks, none empty."""
        text = self.passages[index].text
        found = []
        for start, end, kind, rule in parts:
            bare = text[start:end]
            start += len(bare) - len(bare.lstrip())
            end -= len(bare) - len(bare.rstrip())
            if start < end:
                found.append(Label(index, start, end, kind, rule))
        return found


def _inherited(shape: Shape) -> list[frozenset[str]]:
    """Return for each box what parts of an article it, or a small box around it, is named for."""
    boxes = shape.outline.boxes
    found: list[frozenset[str]] = [frozenset()] * len(boxes)
    for index, box in enumerate(boxes):
        if index:
            held = shape.held[index]
            own = {m for m in box.marks if held <= (_FIGURE if m == "figure" else _SMALL)}
            found[index] = found[box.parent] | own if own else found[box.parent]
    return found
