"""What the lines of a text capture are: told first by the words and the form of each alone.

Every decision is one of the heuristics named in ``heuristics.toml``; the kind a heuristic gives
stands there, not here. ``body`` and ``places`` tell what only its place can tell of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from kawat.language.script import is_unspaced
from kawat.model import BlockKind
from kawat.page.bylines import Credit, read_bare_byline, read_byline, split_dateline
from kawat.page.dating import DateLine, Role, read_date_line
from kawat.page.lines import Line
from kawat.page.phrases import (
    caption_label,
    fold,
    furniture_kind,
    neutral,
    rule_kinds,
    split_credit,
    words,
)

_SHAPES = tuple(
    (rule, re.compile(pattern, re.IGNORECASE))
    for rule, pattern in (
        ("template", r".*(?:\{\{.*\}\}|\[(?:hour|minute|monthFull|day)\]).*"),
        ("permalink", r"(?:[\w ]{1,20}:?\s)?\s*(?:https?://|www\.)\S+"),
        ("embed", r"\[[^\[\]:]{2,30}:[^\[\]]{1,80}\]"),
        ("hashtags", r"(?:#[\w-]+[\s,|]*)+"),
        ("pager", r"(?:\w+\s)?\d{1,2}\s?(?:/|of|dari|von|de|di|sur|из)\s?\d{1,2}(?:\s\w+)?"),
    )
)
"""Lines that their shape alone tells."""

_WIDE = re.compile(r"[ \xa0]{2,}|\t+")
"""What stands between the entries of a menu that a capture put on one line."""
_CRUMB = re.compile(r"\s*[>»›→/|·•]\s*")
SPEAKER = re.compile(r"([^\W\d_][\w .'’-]{0,38})(?::\s+|：)\S")
_JOINED = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ])")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|co|net|org|id|news|tv|info)(?:\.\w{2})?", re.I)


@cache
def form_kinds() -> dict[str, BlockKind]:
    """Return the heuristics of form and place, with the kind each gives."""
    kinds: dict[str, BlockKind] = neutral("heuristics")["form"]
    return kinds


def limits() -> dict[str, Any]:
    """Return the numbers the heuristics use."""
    found: dict[str, Any] = neutral("heuristics")["limits"]
    return found


class Labels:
    """The lines of a page with the heuristic that told each, worked out step by step.

    ``rules[i]`` names the heuristic for ``lines[i]``, None as long as none has; ``dates`` and
    ``credits`` hold what the date lines, bylines and sign-offs said. ``headline`` is the index
    of the headline, ``body`` those of the first and last line of the body. ``spaced`` says that
    blank lines set groups of lines apart, ``even`` that they stand between nearly all lines.
    """

    def __init__(self, lines: list[Line], language: str | None) -> None:
        self.lines = lines
        self.language = language
        self.rules: list[str | None] = [None] * len(lines)
        self.dates: dict[int, DateLine] = {}
        self.credits: dict[int, tuple[Credit, ...]] = {}
        self.headline: int | None = None
        self.body: tuple[int, int] | None = None
        self.spaced = sum(1 for line in lines if line.gap) > len(lines) / 5
        self.even = sum(1 for line in lines if line.gap) >= 0.9 * (len(lines) - 1)
        said = Counter(m[1] for line in lines if (m := SPEAKER.match(line.text[:60])))
        self.speakers = {name for name, times in said.items() if times > 1}

    @cached_property
    def running_before(self) -> list[int]:
        """Characters of running text before each line, and of the whole page at the end."""
        lengths = (len(line.text) if line.is_running else 0 for line in self.lines)
        return list(accumulate(lengths, initial=0))

    def kind(self, index: int) -> BlockKind | None:
        """Return the kind of block a line is, None where no heuristic has told it yet."""
        rule = self.rules[index]
        return None if rule is None else rule_kinds().get(rule) or form_kinds()[rule]

    def open(self, start: int, stop: int) -> list[int]:
        """Return the lines in a range that no heuristic has told yet."""
        return [i for i in range(start, stop) if self.rules[i] is None]

    def by_words_and_form(self) -> None:
        """Tell what can be told of each line alone."""
        role: Role | None = None
        for index, line in enumerate(self.lines):
            if self.rules[index] is None:
                self.rules[index] = self._form(index, line.text, role)
            if self.rules[index] is None:
                self._label_alone(index, fold(line.text))
            role = self._label_for_next(line.text)

    def _label_alone(self, index: int, folded: str) -> None:
        """Tell a line that is nothing but the label of the next, and a dateline alone."""
        text = self.lines[index].text
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if following is None:
            return
        if caption_label(text, self.language) == len(text):
            self.rules[index] = "caption-label"
        elif role := self._author_label(folded.rstrip(" ,")):
            named = read_bare_byline(following.text, self.language)
            if named and named.kind == "byline":
                shown = named.names if role == "author" else ()
                self.rules[index] = self.rules[index + 1] = "byline-label"
                self.credits[index + 1] = (replace(named, names=shown, rule="byline-label"),)
        elif following.is_running and text[-1] in "-–—:)）":
            cut = split_dateline(text, self.language, first=True)
            if cut and not text[cut[1] :].strip():
                self.rules[index] = "dateline-alone"

    def _author_label(self, folded: str) -> str | None:
        """Say whether a line is a word for the author or editor and nothing else, and which."""
        roles = ("author", "editor")
        return next((r for r in roles if folded in words(self.language, "byline", r)), None)

    def _label_for_next(self, text: str) -> Role | None:
        """Read a line that is nothing but the label of a date on the next ("Published")."""
        folded = fold(text)
        roles: tuple[Role, Role] = ("modified", "published")
        return next((r for r in roles if folded in words(self.language, "dates", r)), None)

    def _form(self, index: int, text: str, role: Role | None) -> str | None:
        if not any(char.isalnum() for char in text[:500]):
            return "separator"
        if len(text) > limits()["line_chars"]:
            return None
        shaped = (rule for rule, pattern in _SHAPES if pattern.fullmatch(text))
        rule = next(shaped, None) or self._date_line(index, text, role)
        if rule:
            return rule
        furniture = furniture_kind(text, self.language)
        if furniture:
            return furniture[1]
        if len(_WIDE.split(text)) >= 3 and all(
            len(part.split()) <= 3 and not re.search(r"[.!?:,]$|\d", part)
            for part in _WIDE.split(text)
        ):
            parts = (furniture_kind(part, self.language) for part in _WIDE.split(text))
            return "share" if all(part and part[1] == "share" for part in parts) else "menu-row"
        byline = read_byline(text, self.language)
        if byline:
            self.credits[index] = (byline,)
            return byline.rule
        if self._is_breadcrumb(text):
            return "breadcrumb"
        if split_credit(text, self.language) == 0 and len(text) <= limits()["credit_chars"]:
            return "credit-line"
        return "date-line" if self._label_for_next(text) else None

    def _date_line(self, index: int, text: str, role: Role | None) -> str | None:
        read = read_date_line(text, self.language, role)
        if read is None:
            return None
        full = any(date.day or date.reason for date in read.found)
        spread = bool(re.search(r"[|•·]|\s[-–—]\s|\s{2,}", text))
        if not full and read.rest:
            return None
        credits: list[Credit] = []
        for start, end in read.rest:
            part = text[start:end]
            known = self._beside_date(part, spread or any(d.moment for d in read.found))
            if known is None:
                return None
            credits += [
                Credit(c.kind, start + c.start, start + c.end, c.names, c.agencies, c.rule)
                for c in known
            ]
        self.dates[index] = read
        if credits:
            self.credits[index] = tuple(credits)
        bare_time = all(d.day is None and d.reason is None and not d.labelled for d in read.found)
        return "timestamp" if bare_time else "date-line"

    def _beside_date(self, part: str, spread: bool) -> tuple[Credit, ...] | None:
        """Read what else stands in a date line; None where it makes it none."""
        byline = read_byline(part, self.language)
        if byline:
            return (byline,)
        if _SITE.fullmatch(part) or furniture_kind(part, self.language):
            return ()
        bare = read_bare_byline(part, self.language)
        if bare and (spread or bare.kind == "agency"):
            return (bare,)
        strangers = words(self.language, "byline", "not_names")
        tokens = part.split()
        if spread and len(tokens) <= 4 and any(t.casefold() in strangers for t in tokens):
            return ()
        if spread and len(tokens) <= 2 and all(t[0].isupper() for t in tokens):
            return ()
        return None

    def _is_breadcrumb(self, text: str) -> bool:
        parts = [part for part in _CRUMB.split(text) if part]
        if len(parts) < 2 or len(text) > 120 or any(len(part.split()) > 4 for part in parts):
            return False
        if re.search(r"\s[>»›→]\s", text):
            return len(parts) > 2 or len(parts[0].split()) <= 2
        menu = [p for p in parts if (f := furniture_kind(p, self.language)) and f[1] == "menu"]
        return len(menu) >= len(parts) / 2 and bool(re.search(r"\s[/|·•]\s", text))


def long_words(text: str) -> list[str]:
    """Return the words of a text that tell what it is about: those of four letters and more.

    In scripts without blanks between words every two signs that stand together are one.
    """
    found: list[str] = []
    for word in re.findall(r"\w{2,}", text.casefold()):
        if is_unspaced(word[0]) or is_unspaced(word[-1]):
            found += (word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 3 and not word.isdigit():
            found.append(word)
    return found or list(text.casefold())


def split_kicker(text: str) -> tuple[str, ...]:
    """Split the topics of a kicker, run together or not ("PolitikRusia", "Politik | Rusia")."""
    parts = [p.strip() for part in re.split(r"[|/,>•·]", text) for p in _JOINED.split(part)]
    return tuple(part for part in parts if part)
