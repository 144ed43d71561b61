"""An article cut where evidence begins and ends, so that it can be coloured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kawat.model import CODED_KINDS, Block, BlockKind, Mention, Quote, Result, Span

ROLES = ("trigger", "actor", "recipient", "claimant", "date", "place", "speaker", "cue", "quote")
"""What a passage is evidence of, what says most first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span is evidence of a role in a record: ``event`` 0, ``quote`` 2 ..."""

    start: int
    end: int
    record: str
    n: int
    role: str

    @property
    def key(self) -> str:
        """The record's short name: ``e0``, ``q2``."""
        return f"{self.record[0]}{self.n}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a block with the marks that cover it, the same for all of it."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its text in pieces."""

    kind: BlockKind
    pieces: tuple[Piece, ...]

    @property
    def furniture(self) -> bool:
        """Whether the block is beside the article: neither coded nor a subheading."""
        return self.kind not in CODED_KINDS and self.kind != "subheading"


def marks(result: Result) -> list[Mark]:
    """Return every span a record of the result stands on."""
    found: list[Mark] = []

    def mark(
        record: str, n: int, role: str, spans: Iterable[Span | Mention | Quote | None]
    ) -> None:
        found.extend(Mark(s.start, s.end, record, n, role) for s in spans if s is not None)

    for n, report in enumerate(result.reports):
        mark("event", n, "trigger", [report.trigger])
        mark("event", n, "actor", report.actors)
        mark("event", n, "recipient", report.recipients)
        mark("event", n, "claimant", [report.claimed_by])
        mark("event", n, "date", [report.date.span if report.date else None])
        mark("event", n, "place", [report.place.span if report.place else None])
    for n, quote in enumerate(result.quotes):
        mark("quote", n, "speaker", [quote.speaker])
        mark("quote", n, "cue", [quote.cue])
        mark("quote", n, "quote", [quote])
    return sorted(found, key=lambda m: (ROLES.index(m.role), m.n, m.start))


def passages(result: Result) -> Iterator[Passage]:
    """Yield the article block by block, cut where marks begin and end; nothing is left out."""
    found, text = marks(result), result.article.text
    at = 0
    for block in sorted(result.article.blocks, key=lambda b: b.start):
        yield from _between(text, at, block.start)
        start = max(at, block.start)
        if start < block.end:
            yield _passage(text, block, start, found)
        at = max(at, block.end)
    yield from _between(text, at, len(text))


def date_words(value: str, precision: str) -> str:
    """Return a date as people read it, no more precise than it is."""
    cut = {"year": value[:4], "month": value[:7], "week": f"week of {value}"}
    return cut.get(precision, value)


def _passage(text: str, block: Block, start: int, found: list[Mark]) -> Passage:
    near = [m for m in found if m.start < block.end and start < m.end]
    cuts = {start, block.end}
    cuts |= {at for m in near for at in (m.start, m.end) if start < at < block.end}
    return Passage(
        block.kind,
        tuple(
            Piece(text[a:b], tuple(m for m in near if m.start <= a and b <= m.end))
            for a, b in pairwise(sorted(cuts))
        ),
    )


def _between(text: str, start: int, end: int) -> Iterator[Passage]:
    """Yield text that stands in no block, where it is more than blanks."""
    if words := text[start:end].strip():
        yield Passage("other", (Piece(words, ()),))
