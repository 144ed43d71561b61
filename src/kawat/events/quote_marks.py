"""Find words between quotation marks, in any script, in time linear in the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Faces = Literal["open", "close", "either"]


class Mark(NamedTuple):
    """A quotation mark as it stands in the text."""

    start: int
    end: int
    family: str
    faces: Faces


class Marked(NamedTuple):
    """Words between marks: ``outer_*`` with the marks, ``start`` and ``end`` without."""

    outer_start: int
    start: int
    end: int
    outer_end: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of a run of text enclose.

    ``marked`` are the outermost pairs in order; ``opened`` the marks that open and are never
    closed, ``closed`` those that close what was never opened.
    """

    marked: tuple[Marked, ...]
    opened: tuple[Mark, ...]
    closed: tuple[Mark, ...]


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[str, Faces]], frozenset[str]]:
    path = files("kawat.events").joinpath("data/quote_marks.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    faces: tuple[Faces, ...] = ("open", "close", "either")
    marks = {
        mark: (family, facing)
        for family, entry in data.items()
        for facing in faces
        for mark in entry.get(facing, ())
    }
    longest_first = sorted(marks, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(mark) for mark in longest_first))
    apostrophes = frozenset(name for name, entry in data.items() if entry.get("apostrophe"))
    return pattern, marks, apostrophes


def pair_marks(text: str, start: int, end: int, possessive: str = "") -> Marks:
    """Return what the quotation marks of ``text[start:end]`` enclose.

    Args:
        text: the article's text; positions are code points of it.
        start: where to begin.
        end: where to stop.
        possessive: letters after which an apostrophe may stand for a possessive ("s" in
            English: "the ministers' meeting").
    """
    marks = _scan(text, start, end)
    sure = _sure_closers(text, marks, start, end)
    stack: list[Mark] = []
    depth: dict[str, int] = {}
    pairs: list[tuple[Mark, Mark]] = []
    opened: list[Mark] = []
    closed: list[Mark] = []
    for index, mark in enumerate(marks):
        is_open = depth.get(mark.family, 0) > 0
        role = _role(text, mark, is_open, start, end)
        if role == "close" and mark.family in _table()[2]:
            if not is_open:
                continue
            if possessive and _possessive(text, mark, possessive, end) and sure[index]:
                continue
        if role == "open":
            stack.append(mark)
            depth[mark.family] = depth.get(mark.family, 0) + 1
        elif role == "close" and not is_open:
            closed.append(mark)
        elif role == "close":
            while True:
                top = stack.pop()
                depth[top.family] -= 1
                if top.family == mark.family:
                    pairs.append((top, mark))
                    break
                opened.append(top)
    opened.extend(stack)
    return Marks(_outermost(text, pairs), _unclosed(opened), tuple(closed))


def _scan(text: str, start: int, end: int) -> list[Mark]:
    """Return every mark, apostrophes within words and marks of feet and inches apart."""
    pattern, table, apostrophes = _table()
    found = []
    for match in pattern.finditer(text, start, end):
        family, faces = table[match.group()]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if family in apostrophes and before.isalnum() and after.isalnum():
            continue
        if faces == "either" and before.isdigit() and (after.isdigit() or _inches(text, match)):
            continue
        found.append(Mark(match.start(), match.end(), family, faces))
    return found


def _inches(text: str, match: re.Match[str]) -> bool:
    """Tell whether the mark follows a number that itself follows a mark, as in 6'2"."""
    at = match.start() - 1
    while at > 0 and match.start() - at < 4 and text[at].isdigit():
        at -= 1
    return text[at] in "'’′" and at > 0 and text[at - 1].isdigit()


def _role(text: str, mark: Mark, is_open: bool, start: int, end: int) -> str | None:
    """Return whether the mark opens or closes here."""
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    free_before = before.isspace() or not (before.isalnum() or before in ".,!?;…)%")
    free_after = after.isspace() or not after.isalnum()
    if mark.family in _table()[2]:
        if before.isalnum() or (is_open and not before.isspace() and free_after):
            return "close" if free_after else None
        if after.isspace() or (mark.faces == "close" and not is_open):
            return None
        # an elided century or decade: '90s
        return None if after.isdigit() and text[mark.end + 1 : mark.end + 2].isdigit() else "open"
    if mark.faces == "open":
        closes = is_open and not before.isspace() and free_after and not free_before
        return "close" if closes else "open"
    if mark.faces == "close":
        opens = not is_open and before.isspace() and not after.isspace()
        return "open" if opens and (mark.start == start or after.isalnum()) else "close"
    if before.isspace() and not after.isspace():
        return "open"
    if not before.isspace() and after.isspace():
        return "close"
    if free_before and not free_after:
        return "open" if not is_open or before in "([{" else "close"
    return "close" if is_open else "open"


def _possessive(text: str, mark: Mark, letters: str, end: int) -> bool:
    """Tell whether the mark may be the apostrophe of a plural's possessive."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    return before in letters and mark.end < end and after[:1].isspace() and after[1:].isalnum()


def _sure_closers(text: str, marks: list[Mark], start: int, end: int) -> list[bool]:
    """Tell for each mark whether a better closing apostrophe follows before one opens."""
    better = [False] * len(marks)
    seen = False
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        better[index] = seen
        if mark.family not in _table()[2]:
            continue
        before = text[mark.start - 1] if mark.start > start else " "
        after = text[mark.end] if mark.end < end else " "
        if before.isspace() and not after.isspace():
            seen = False
        elif (
            not before.isspace() and (not before.isalnum() or not after.isspace())
        ) or mark.end >= end:
            seen = True
    return better


def _outermost(text: str, pairs: list[tuple[Mark, Mark]]) -> tuple[Marked, ...]:
    found: list[Marked] = []
    for first, last in sorted(pairs):
        if found and first.start < found[-1].outer_end:
            continue
        start, end = trim(text, first.end, last.start)
        if start < end:
            found.append(Marked(first.start, start, end, last.end))
    return tuple(found)


def _unclosed(opened: list[Mark]) -> tuple[Mark, ...]:
    """Keep the marks that matter: a stray apostrophe is none."""
    return tuple(sorted(m for m in opened if m.family not in _table()[2] or m.faces == "open"))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without blanks at its ends and the comma of the words that follow it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",，،、"):
        end -= 1
    return start, end


def opens(mark: str) -> bool:
    """Tell whether the character is a quotation mark that can open and is no apostrophe."""
    _, table, apostrophes = _table()
    family, faces = table.get(mark, ("", "close"))
    return faces != "close" and (family not in apostrophes or faces == "open")
