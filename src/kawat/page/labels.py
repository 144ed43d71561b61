"""What each line of a text capture is: told by its words, form, place and neighbours.

Every decision is one of the heuristics named in ``heuristics.toml``; the kind a heuristic gives
stands there, not here.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from kawat.model import BlockKind
from kawat.page.bylines import (
    Credit,
    read_bare_byline,
    read_byline,
    read_signoff,
    split_dateline,
    trailing_signoff,
)
from kawat.page.dating import DateLine, Role, read_date_line
from kawat.page.lines import BULLET, Line
from kawat.page.phrases import (
    _neutral,
    agency,
    fold,
    furniture_kind,
    rule_kinds,
    split_credit,
    words,
)

_ADDRESS = re.compile(r"(?:[\w ]{1,20}:?\s)?\s*(?:https?://|www\.)\S+", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{.*\}\}|\[(?:hour|minute|monthFull|day)\]")
_PAGER = re.compile(r"(?:\w+\s)?\d{1,2}\s?(?:/|\w{2,4})\s?\d{1,2}(?:\s\w+)?")
_CLOSING = frozenset({"byline-label", "reported-from", "contributed", "source-line"})
"""Lines that, like a sign-off, close a body where little comes after them."""

_HASHTAGS = re.compile(r"(?:#[\w-]+[\s,|]*)+")
_CRUMB = re.compile(r"\s*[>»›→/|·•]\s*")
_SPEAKER = re.compile(r"([^\W\d_][\w .'’-]{0,38}):\s+\S")
_JOINED = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ])")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|co|net|org|id|news|tv|info)(?:\.\w{2})?", re.I)


@cache
def form_kinds() -> dict[str, BlockKind]:
    """Return the heuristics of form and place, with the kind each gives."""
    kinds: dict[str, BlockKind] = _neutral("heuristics")["form"]
    return kinds


def limits() -> dict[str, Any]:
    """Return the numbers the heuristics use."""
    found: dict[str, Any] = _neutral("heuristics")["limits"]
    return found


class Labels:
    """The lines of a page with the heuristic that told each, worked out step by step.

    ``rules[i]`` names the heuristic for ``lines[i]``, None as long as none has; ``dates`` and
    ``credits`` hold what the date lines, bylines and sign-offs said. ``headline`` is the index
    of the headline, ``body`` those of the first and last line of the body.
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
        said = Counter(m[1] for line in lines if (m := _SPEAKER.match(line.text[:60])))
        self.speakers = {name for name, times in said.items() if times > 1}

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
            self.rules[index] = self._form(index, line.text, role)
            role = self._label_for_next(line.text)

    def _label_for_next(self, text: str) -> Role | None:
        """Read a line that is nothing but the label of a date on the next ("Published")."""
        folded = fold(text)
        roles: tuple[Role, Role] = ("modified", "published")
        return next((r for r in roles if folded in words(self.language, "dates", r)), None)

    def _form(self, index: int, text: str, role: Role | None) -> str | None:
        if not any(char.isalnum() for char in text[:500]):
            return "separator"
        if len(text) > 400:
            return None
        if _TEMPLATE.search(text):
            return "template"
        if _ADDRESS.fullmatch(text):
            return "permalink"
        if _HASHTAGS.fullmatch(text):
            return "hashtags"
        date_rule = self._date_line(index, text, role)
        if date_rule:
            return date_rule
        furniture = furniture_kind(text, self.language)
        if furniture:
            return furniture[1]
        byline = read_byline(text, self.language)
        if byline:
            self.credits[index] = (byline,)
            return byline.rule
        if _PAGER.fullmatch(text):
            return "pager"
        if self._is_breadcrumb(text):
            return "breadcrumb"
        if split_credit(text, self.language) == 0 and len(text) <= 160:
            return "credit-line"
        if self._label_for_next(text):
            return "date-line"
        return None

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
        return None

    def _is_breadcrumb(self, text: str) -> bool:
        parts = [part for part in _CRUMB.split(text) if part]
        if len(parts) < 2 or len(text) > 120 or any(len(part.split()) > 4 for part in parts):
            return False
        if re.search(r"\s[>»›→]\s", text):
            return len(parts) > 2 or len(parts[0].split()) <= 2
        menu = [p for p in parts if (f := furniture_kind(p, self.language)) and f[1] == "menu"]
        return len(menu) >= len(parts) / 2 and bool(re.search(r"\s[/|·•]\s", text))

    def zones(self) -> None:
        """Give the lines under a heading of furniture its kind, from the body on.

        Above the body such headings stand in menus, with the headline somewhere below them.
        """
        index = self.body[0] + 1 if self.body else 0
        while index < len(self.lines):
            rule = self.rules[index]
            index += 1
            if rule == "comments" and self._is_behind_body(index - 1):
                index = self._fill(index, len(self.lines), rule, running=True)
            elif rule in ("related-heading", "related-label"):
                heading = rule == "related-heading"
                if heading and self._resumes(index) is None:
                    self._fill(index, len(self.lines), "related-heading", running=True)
                elif heading or self._is_empty_label(index - 1):
                    index = self._fill(index, self._next_running(index), "related-heading")
            elif rule in ("newsletter", "tags", "cookie", "note") and self.spaced:
                index = self._fill(index, self._group_end(index), rule)

    def _fill(self, start: int, stop: int, rule: str, *, running: bool = False) -> int:
        """Give the open lines of a range a rule, up to another heading; return where it ended."""
        for index in range(start, stop):
            if self.rules[index] in ("footer", "comments", "sign-off"):
                return index
            told = self.rules[index]
            if told is not None and told != rule and told in rule_kinds() and not running:
                return index
            told_by_place = told is None or (running and told in ("timestamp", "date-line"))
            if told_by_place and (running or not self.lines[index].is_running):
                self.rules[index] = rule
                self.dates.pop(index, None)
                self.credits.pop(index, None)
        return stop

    def _is_behind_body(self, index: int) -> bool:
        before = sum(len(x.text) for x in self.lines[:index] if x.is_running)
        after = sum(len(x.text) for x in self.lines[index:] if x.is_running)
        return before > after

    def _is_empty_label(self, index: int) -> bool:
        return fold(self.lines[index].text) in words(self.language, "related-label", "starts")

    def _resumes(self, start: int) -> int | None:
        """Return where the article goes on: two running paragraphs with nothing between."""
        for index in range(start, len(self.lines) - 1):
            if self.rules[index] == "comments" and self._is_behind_body(index):
                return None
            here, after = self.lines[index], self.lines[index + 1]
            if all(
                x.is_running and len(x.text) >= 80 and self.rules[i] is None
                for i, x in ((index, here), (index + 1, after))
            ):
                return index
        return None

    def _next_running(self, start: int) -> int:
        stops = (i for i in range(start, len(self.lines)) if self.lines[i].is_running)
        return next(stops, len(self.lines))

    def _group_end(self, start: int) -> int:
        stops = (i for i in range(start, len(self.lines)) if self.lines[i].gap)
        return next(stops, len(self.lines))

    def find_body(self) -> None:
        """Find the first and last line of running text where it is densest."""
        running = self._running()
        if not running:
            return
        first, last = self._densest(set(running))
        within = [i for i in running if first <= i <= last]
        if self._asks_above_body(first, within):
            first = within[1]
        self.body = (first, last)

    def _running(self) -> list[int]:
        found = [i for i in self.open(0, len(self.lines)) if self.lines[i].is_running]
        return [i for i in found if not self._is_caption(i)]

    def close_body(self) -> None:
        """Find where the body ends: at its sign-off, or with its last line of running text."""
        if self.body is None:
            return
        first, last = self.body
        running = self._running()
        within = [i for i in running if first <= i <= last]
        last = max(within, default=first)
        for index in range(first + 1, len(self.lines)):
            if self.rules[index] is not None and self.rules[index] not in _CLOSING:
                continue
            text = self.lines[index].text
            signed = () if self.rules[index] else read_signoff(text, self.language)
            if signed:
                self.credits[index] = signed
                self.rules[index] = "sign-off"
            closing = signed or self.rules[index] in _CLOSING
            if closing and index > first + 2 and self._resumes(index + 1) is None:
                last = max((i for i in within if i < index), default=first)
                break
        self.body = (first, last)
        authors = {n for found in self.credits.values() for c in found for n in c.names if " " in n}
        seen: set[str] = set()
        for index in running:
            text = self.lines[index].text
            inside = first <= index <= last
            if index > first and any(text.startswith(name) for name in authors):
                self.rules[index] = "author-note"
            elif text in seen:
                self.rules[index] = "repeated"
            elif not inside and not self._asks_above_body(index, [index, *within]):
                self.rules[index] = "outside-body"
            seen.add(text)

    def _densest(self, running: set[int]) -> tuple[int, int]:
        """Return the stretch of lines that holds most running text and least of all else."""
        costs: dict[str, Any] = _neutral("heuristics")["body"]
        best, found = 0.0, (min(running), max(running))
        total, start = 0.0, min(running)
        for index, line in enumerate(self.lines):
            if index in running:
                if total <= 0:
                    total, start = 0.0, index
                total += max(costs["least"], min(len(line.text), costs["most"]))
                if split_dateline(line.text, self.language, first=False):
                    total += costs["dateline"]
                if total > best:
                    best, found = total, (start, index)
            else:
                body = self._may_be_body(line) or self._is_caption(index)
                kind = self.kind(index) or ("rest" if body else "open")
                total += costs.get(kind, costs["rest"])
        return found

    def _may_be_body(self, line: Line) -> bool:
        """Whether a short line may well stand in a body: a short sentence, an entry of a list."""
        numbered = line.text[0].isdigit() and bool(BULLET.match(line.text)) and line.words >= 4
        return line.ends_sentence or line.text.endswith(":") or numbered

    def _is_caption(self, index: int) -> bool:
        """Whether a sentence is a caption: a credit, and no sign-off, stands at its end."""
        text = self.lines[index].text
        if len(text) > limits()["caption_chars"] or split_credit(text, self.language) is None:
            return False
        return trailing_signoff(text, self.language) is None

    def _asks_above_body(self, index: int, running: list[int]) -> bool:
        """Whether a line is a headline that ends in a mark: a question alone above the body."""
        line = self.lines[index]
        short = line.words <= 24 and len(line.text) <= 160
        tail = line.text.rstrip("\"'”’»)")[-1:]
        return index == running[0] and len(running) > 1 and short and tail in ("?", "!", "؟", "？")

    def reclaim_lead(self) -> None:
        """Let the body begin with the first running text under the headline that fits it.

        A lead stands apart from the body, sometimes behind a row of furniture.
        """
        if self.headline is None or self.body is None:
            return
        first, last = self.body
        own = {w for x in self.lines[first : last + 1] for w in long_words(x.text[:2_000])}
        for index in range(self.headline + 1, first):
            if self.rules[index] != "outside-body":
                continue
            near = index - self.headline <= limits()["lead_reach"]
            if near or len(own & set(long_words(self.lines[index].text))) >= 4:
                self.rules[index] = None
                self.body = (index, last)
                return

    def above_body(self) -> None:
        """Tell the lines above the body, the headline being known or not."""
        first = self.body[0] if self.body else len(self.lines)
        top = self.headline if self.headline is not None else -1
        if top >= 0:
            self.rules[top] = "headline"
            self._repeats_of_headline()
            self._kicker(top)
            for index in self.open(0, top):
                long = index > 0 and self.lines[index].words > limits()["teaser_words"]
                self.rules[index] = "teaser-before-headline" if long else "before-headline"
        self._bare_bylines(top + 1, first)
        self._captions(top + 1, first)
        self._deck(top + 1, first)
        after_deck = "lead-unfinished" in self.rules or "permalink" in self.rules[top + 1 : first]
        for index in self.open(top + 1, first):
            if top < 0:
                self.rules[index] = "before-headline"
            elif self.rules[index - 1] == "timestamp":
                self.rules[index] = "subheading"
            elif after_deck and self.lines[index].words > 3:
                self.rules[index] = "caption-before-body"
            else:
                self.rules[index] = "stray"

    def _repeats_of_headline(self) -> None:
        assert self.headline is not None
        text = fold(self.lines[self.headline].text)
        for index in self.open(0, len(self.lines)):
            if len(self.lines[index].text) > len(text) + 60:
                continue
            other = fold(self.lines[index].text)
            cut = other.rstrip(" .…")
            if len(cut) >= 15 and (text.startswith(cut) or text in other):
                self.rules[index] = "headline-repeated"

    def _kicker(self, top: int) -> None:
        index = top - 1
        while index >= 0 and self.rules[index] in ("separator", "headline-repeated"):
            index -= 1
        if index < 0 or self.rules[index] not in (None, "menu"):
            return
        line = self.lines[index]
        if line.words > limits()["kicker_words"] or len(line.text) > limits()["kicker_chars"]:
            return
        alone = index == 0 or line.gap > 0 or self.rules[index - 1] == "skip-link"
        near = self.lines[top].gap <= 2
        if self.rules[index] is None and len(split_kicker(line.text)) > 1:
            self.rules[index] = "kicker-run-together"
        elif self.rules[index] is None and line.text.isupper() and len(line.text) > 4:
            self.rules[index] = "kicker-capitals"
        elif alone and near and self.spaced and (index > 0 or self.rules[index] == "menu"):
            self.rules[index] = "kicker-alone"

    def _bare_bylines(self, start: int, stop: int) -> None:
        reach = limits()["byline_reach"]
        for index in self.open(start, stop):
            near = range(max(0, index - reach), min(len(self.lines), index + reach + 1))
            beside = any(self.kind(i) in ("date", "byline") for i in near)
            under = index == start and self.headline is not None
            bare = read_bare_byline(self.lines[index].text, self.language)
            lead_in = self.lines[index].text.split()[0].casefold()
            if lead_in in words(self.language, "byline", "place") and self.lines[index].words <= 5:
                if self.kind(index - 1) == "byline":
                    self.rules[index] = "byline-place"
            elif bare and (beside or (under and self.lines[index].words <= 4)):
                self.rules[index] = bare.rule
                self.credits[index] = (bare,)

    def _captions(self, start: int, stop: int) -> None:
        """Tell the captions in a range by their credit, their words or their repetition."""
        for index in self.open(start, stop):
            text = self.lines[index].text
            beside = any(
                0 <= i < len(self.lines)
                and self.rules[i] == "credit-line"
                and self.lines[max(i, index)].gap == 0
                for i in (index - 1, index + 1)
            )
            if self.lines[index].is_running and len(text) > limits()["caption_chars"]:
                continue
            if self._is_caption(index):
                self.rules[index] = "caption-credit"
            elif beside and not (self.lines[index].is_running and not self.spaced):
                self.rules[index] = "caption-beside-credit"
            elif not self.lines[index].is_running and self._has_caption_words(text):
                self.rules[index] = "caption-words"
        for index in self.open(start, stop):
            near = [i for i in (index - 1, index + 1) if 0 <= i < len(self.lines)]
            if self.lines[index].is_running:
                continue
            if any(self.kind(i) == "caption" and self._alike(i, index) for i in near):
                self.rules[index] = "caption-repeated"

    def _has_caption_words(self, text: str) -> bool:
        folded = text.casefold()
        if any(folded.startswith(w) for w in words(self.language, "caption", "starts")):
            return True
        return any(w in folded for w in words(self.language, "caption", "inside"))

    def _alike(self, one: int, other: int) -> bool:
        """Whether a line stands in one group with a caption, or repeats its words."""
        if self.lines[max(one, other)].gap:
            return False
        texts = (self.lines[i].text for i in (one, other))
        cut = (text[: split_credit(text, self.language)] for text in texts)
        a, b = (set(long_words(text)) for text in cut)
        grouped = self.spaced and len(self.lines[other].text) <= limits()["alt_chars"]
        return grouped or len(a & b) >= 0.5 * min(len(a), len(b)) > 0

    def _deck(self, start: int, stop: int) -> None:
        """Tell a lead without a full stop: the first long line under the headline."""
        if self.headline is None:
            return
        for index in self.open(start, stop):
            line = self.lines[index]
            if any(r in ("permalink", "credit-line") for r in self.rules[start:index]):
                return
            if line.words >= limits()["deck_words"] and len(line.text) >= limits()["deck_chars"]:
                self.rules[index] = "lead-unfinished"
                return

    def in_body(self) -> None:
        """Tell the lines of the body."""
        if self.body is None:
            return
        first, last = self.body
        self._bare_bylines(first + 1, min(last, first + limits()["head_lines"]))
        self._captions(first + 1, last + 1)
        for index in self.open(first, last + 1):
            line = self.lines[index]
            said = _SPEAKER.match(line.text[:60])
            if said and said[1] in self.speakers:
                self.rules[index] = "speaker"
            elif line.is_running or (line.ends_sentence and line.words >= 2):
                self.rules[index] = "running-text"
            elif line.text.endswith(":") and line.words >= 3:
                self.rules[index] = "introduces"
            elif BULLET.match(line.text):
                listed = self.rules[index - 1] in ("introduces", "list-item")
                listed = listed or self._may_be_body(line)
                self.rules[index] = "list-item" if listed else "list-label"
        for index in self.open(first, last + 1):
            self.rules[index] = self._between_paragraphs(index, last)
        self._lead(first, last)

    def _between_paragraphs(self, index: int, last: int) -> str:
        line = self.lines[index]
        short = (
            line.words <= limits()["subheading_words"]
            and len(line.text) <= limits()["subheading_chars"]
        )
        following = (self.kind(i) for i in range(index + 1, last + 1))
        leads_on = next((k for k in following if k in ("paragraph", "date")), None) == "paragraph"
        if line.text.isupper() and line.words >= limits()["teaser_capitals"]:
            return "capitals-teaser"
        if short and leads_on and any(c.isalpha() for c in line.text):
            return "subheading"
        tokens = line.text.split()
        if sum(1 for t in tokens if t[0].isupper()) >= 0.6 * len(tokens) and len(tokens) > 5:
            return "titled-teaser"
        return "unfinished" if line.words > 5 else "stray"

    def _lead(self, first: int, last: int) -> None:
        """Tell the lead: the first sentence under the headline, set apart from the body."""
        if self.headline is None or "lead-unfinished" in self.rules:
            return
        if "timestamp" in self.rules[self.headline : first]:
            return
        line = self.lines[first]
        if len(line.text) > limits()["lead_chars"] or self.rules[first] != "running-text":
            return
        if split_dateline(line.text, self.language, first=True):
            return
        index = first + 1
        while index <= last and self.kind(index) in ("share", "advert", "navigation", "other"):
            index += 1
        if index > last:
            return
        kind, after = self.kind(index), self.lines[index].text
        apart = kind in ("permalink", "date", "byline", "caption", "credit", "agency")
        body = self.rules[index] == "speaker" or (
            kind == "paragraph" and split_dateline(after, self.language, first=True)
        )
        if apart or body:
            self.rules[first] = "lead-set-apart"

    def below_body(self) -> None:
        """Tell the lines behind the body."""
        start = self.body[1] + 1 if self.body else 0
        for index in self.open(start, len(self.lines)):
            text = self.lines[index].text
            if agency(text) and text[0].isupper():
                bare = read_bare_byline(text, self.language)
                if bare:
                    self.rules[index], self.credits[index] = "agency-line", (bare,)
                    continue
            long = self.lines[index].words >= limits()["teaser_words"]
            self.rules[index] = "teaser-after-body" if long and self.body else "after-body"


def long_words(text: str) -> list[str]:
    """Return the words of a text that tell what it is about: those of four letters and more."""
    return [word for word in re.findall(r"\w{4,}", text.casefold()) if not word.isdigit()] or list(
        text.casefold()
    )


def split_kicker(text: str) -> tuple[str, ...]:
    """Split the topics of a kicker, run together or not ("PolitikRusia", "Politik | Rusia")."""
    parts = [p.strip() for part in re.split(r"[|/,>•·]", text) for p in _JOINED.split(part)]
    return tuple(part for part in parts if part)
