"""Cutting and folding the text of a page's mark-up into passages, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kawat.page.tree import Piece

_FOLD = re.compile(r"[ \t\n\f\r]+")
_UNEVEN = re.compile(r"(?: *[\t\n\f\r][ \t\n\f\r]*|  +)")
"""White space that is not a single blank already."""
EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\0\u200b\u200c\u200d\u2060\ufeff"
"""White space of every kind, and characters that show nothing."""
_ENDED = re.compile(r"[.!?:;…。！？؟۔।]['\"”’»)\]]*$")
_SHORT_LINE = 60
"""A line broken off before this many characters was broken by the author, not to wrap it."""


@dataclass(slots=True)
class Passage:
    """A run of text that stands on lines of its own, white space folded.

    ``box`` is the box it stands in, ``linked`` and ``strong`` count its characters in links and
    in bold type.
    """

    pieces: list[Piece]
    text: str
    box: int
    linked: int
    strong: int


@dataclass(slots=True)
class Style:
    """What holds for the text inside an inline element."""

    box: int
    link: int = 0
    """Which link the text stands in, from 1; less than 0 where it leads nowhere, 0 for none."""
    strong: bool = False
    break_lines: bool = False


LINE = Piece("\n", -1, -1, False)
"""A forced line break, among the pieces of a passage not closed yet."""


def cut(pieces: list[tuple[Piece, Style]]) -> Iterator[list[tuple[Piece, Style]]]:
    """Cut a passage at empty lines, and at line breaks that do not merely wrap it."""
    if not pieces[0][1].break_lines and all(piece is not LINE for piece, _ in pieces):
        yield pieces
        return
    line: list[tuple[Piece, Style]] = []
    text, breaks = "", 0
    for piece, style in pieces:
        if piece is LINE:
            breaks += 1
            continue
        for part in _at_emptycut(piece) if style.break_lines else (piece,):
            blank = not part.text.strip(EDGE)
            if breaks and not blank:
                ended = text.rstrip(EDGE)
                if breaks > 1 or len(ended) < _SHORT_LINE or _ENDED.search(ended):
                    yield line
                    line, text = [], ""
                elif line:
                    end = line[-1][0].end
                    if end < part.start:
                        line.append((Piece(" ", end, part.start, False), style))
            if not blank:
                breaks = 0
            if style.break_lines and part.text.count("\n") > 1 and blank:
                breaks = 2
            line.append((part, style))
            text += part.text
    yield line


def _at_emptycut(piece: Piece) -> Iterator[Piece]:
    """Cut a verbatim piece of preformatted text around its empty lines."""
    if not piece.verbatim:
        yield piece
        return
    at = 0
    for gap in re.finditer(r"\n[ \t]*\n\s*", piece.text):
        for start, end in ((at, gap.start()), gap.span()):
            if start < end:
                yield Piece(piece.text[start:end], piece.start + start, piece.start + end, True)
        at = gap.end()
    if at < len(piece.text):
        yield Piece(piece.text[at:], piece.start + at, piece.end, True)


def fold(line: list[tuple[Piece, Style]]) -> Passage | None:
    """Return the passage of a line, its white space folded and its edges trimmed."""
    if len(line) == 1:
        piece, style = line[0]
        text = piece.text
        if text and text == text.strip(EDGE) and not _UNEVEN.search(text):
            # One piece that needs no change, as most passages are.
            size = len(text)
            return Passage(
                [piece], text, style.box, size if style.link > 0 else 0, size if style.strong else 0
            )
    pieces: list[Piece] = []
    linked = strong = 0
    blank = True  # so that blanks at the beginning go
    for piece, style in line:
        text = piece.text
        if _UNEVEN.search(text) or (blank and text[:1] == " "):
            parts = list(_folded(piece, blank))
        else:
            parts = [piece]
        if not parts:
            continue
        pieces.extend(parts)
        blank = parts[-1].text.endswith(" ")
        size = len(text.strip())
        linked += size if style.link > 0 else 0
        strong += size if style.strong else 0
    _trim(pieces)
    if not pieces:
        return None
    text = "".join(piece.text for piece in pieces)
    return Passage(pieces, text, line[0][1].box, min(linked, len(text)), min(strong, len(text)))


def _folded(piece: Piece, blank: bool) -> Iterator[Piece]:
    """Cut a piece at its white space, each run of which becomes one blank."""
    text, start = piece.text, piece.start
    if not piece.verbatim:
        if not blank or not text.isspace():
            yield Piece(" ", start, piece.end, False) if _FOLD.fullmatch(text) else piece
        return
    at = len(text) - len(text.lstrip(" \t\n\f\r"))
    if at and not blank:
        yield Piece(" ", start, start + at, text[:at] == " ")
    for gap in _UNEVEN.finditer(text, at):
        begin, end = gap.span()
        yield Piece(text[at:begin], start + at, start + begin, True)
        yield Piece(" ", start + begin, start + end, False)
        at = end
    if at < len(text):
        yield Piece(text[at:], start + at, piece.end, True)


def _trim(pieces: list[Piece]) -> None:
    """Take blanks off both ends."""
    while pieces and not pieces[-1].text.strip(EDGE):
        pieces.pop()
    while pieces and not pieces[0].text.strip(EDGE):
        pieces.pop(0)
    if not pieces:
        return
    last = pieces[-1]
    short = len(last.text) - len(last.text.rstrip(EDGE))
    if short and last.verbatim:
        pieces[-1] = Piece(last.text[:-short], last.start, last.end - short, True)
    first = pieces[0]
    short = len(first.text) - len(first.text.lstrip(EDGE))
    if short and first.verbatim:
        pieces[0] = Piece(first.text[short:], first.start + short, first.end, True)
