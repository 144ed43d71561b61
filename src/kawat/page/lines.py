"""The lines of a text capture, put back together where the capture wrapped them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from kawat.language.script import count_words, is_unspaced

BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\0"
)
"""Characters that hold nothing: no block begins or ends with them."""

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_TERMINAL = ".!?…。！？؟۔।"
_CLOSERS = "\"'”’»)]』」*›“‘" + BLANKS
_WORD = re.compile(r"\w[\w'’.-]*")
_ASIDE = re.compile(r"(?<=[.!?…\"”’'])\s*[(\[][^()\[\]\n]{2,40}[)\]][.\s]*$")
BULLET = re.compile(r"(?:[•·▪●■◦*+o\-–—]|\d{1,2}[.)])\s")
"""How an entry of a list begins, in captures of text browsers too ("* ", "+ ", "o ")."""


_COLUMNS = range(40, 121)
"""Where captures wrap; a page with longer lines is not wrapped."""

_JOINTS = 3
"""Breaks that wrapping must explain before a page is taken to be wrapped."""

_LONG = 140
"""Characters from which on a line is running text however it ends."""


@dataclass
class Line:
    """A line, or several that belong together, without blanks at its ends.

    ``start`` and ``end`` are positions in the page's text, ``gap`` the number of blank lines
    before it and ``column`` where its last character stood in its line of the capture.
    """

    text: str
    start: int
    end: int
    gap: int
    column: int

    @cached_property
    def words(self) -> int:
        """Number of words, counted no further than 60."""
        runs = sum(1 for _ in islice(_WORD.finditer(self.text), 60))
        if not self.unspaced:
            return runs
        return min(60, max(runs, count_words(self.text)))

    @cached_property
    def unspaced(self) -> bool:
        """Whether it is mostly in a script without blanks between words."""
        head = self.text[:200]
        return not head.isascii() and 3 * sum(map(is_unspaced, head)) > len(head)

    @cached_property
    def length(self) -> int:
        """How much it says, in letters: a sign of a script without blanks says as much as two."""
        return len(self.text) * (2 if self.unspaced else 1)

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, but for quotation marks or a sign-off behind it."""
        tail = _ASIDE.sub("", self.text[-60:]).rstrip(_CLOSERS)
        return bool(tail) and tail[-1] in _TERMINAL

    @cached_property
    def is_running(self) -> bool:
        """Whether it is running text: a sentence, or too long to be anything else."""
        if not any(char.isalpha() for char in self.text[:200]):
            return False
        if self.length >= _LONG:
            return True
        return self.ends_sentence and self.words >= 5


def read_lines(text: str) -> list[Line]:
    """Return the lines that hold something, wrapped ones joined."""
    physical = _physical(text)
    width = _wrap_width(physical)
    lines: list[Line] = []
    for line in physical:
        if lines and width and _is_wrapped(lines[-1], line, width):
            start, gap = lines[-1].start, lines[-1].gap
            lines[-1] = Line(text[start : line.end], start, line.end, gap, line.column)
        else:
            lines.append(line)
    return lines


def _physical(text: str) -> list[Line]:
    found: list[Line] = []
    at = gap = 0
    for stop, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text),) * 2]:
        whole = text[at:stop]
        bare = whole.strip(BLANKS)
        if bare:
            start = at + len(whole) - len(whole.lstrip(BLANKS))
            end = start + len(bare)
            found.append(Line(bare, start, end, gap if found else 0, end - at))
            gap = 0
        else:
            gap += 1
        at = after
    return found


def _wrap_width(lines: list[Line]) -> int:
    """Return the column the capture wrapped its lines at, 0 where it did not.

    A break is explained by wrapping where the next line's first word did not fit.
    """
    width = max((line.column for line in lines if line.words >= 4), default=0)
    if width not in _COLUMNS:
        return 0
    near = joints = 0
    for before, line in pairwise(lines):
        if line.gap == 0 and before.column >= 0.7 * width:
            near += 1
            joints += _is_wrapped(before, line, width)
    return width if joints >= _JOINTS and joints >= 0.6 * near else 0


def _is_wrapped(before: Line, line: Line, width: int) -> bool:
    if line.gap or before.words < 2 or BULLET.match(line.text):
        return False
    return before.column + 1 + len(line.text.split(maxsplit=1)[0]) > width
