"""Where the article stands among the lines of a page: its first line and its last."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from kawat.page.bylines import read_signoff, split_dateline, trailing_signoff
from kawat.page.labels import Labels, limits, long_words
from kawat.page.lines import BULLET, Line
from kawat.page.phrases import (
    caption_label,
    fold,
    is_owner,
    leading_credit,
    neutral,
    rule_kinds,
    split_credit,
    words,
)

_CLOSING = frozenset({"byline-label", "reported-from", "contributed", "source-line"})
"""Lines that, like a sign-off, close a body where little comes after them."""


def find_body(labels: Labels) -> None:
    """Find the first and last line of running text where it is densest."""
    running = _running(labels)
    if not running:
        return
    first, last = _densest(labels, set(running))
    within = [i for i in running if first <= i <= last]
    if len(within) > 1 and _asks(labels, first):
        first = within[1]
    labels.body = (first, last)
    for index in range(last):
        # Above the end of the body such a line names the owner of a picture, not of the site.
        if labels.rules[index] == "footer" and is_owner(labels.lines[index].text, labels.language):
            labels.rules[index] = "credit-line"


def _running(labels: Labels) -> list[int]:
    found = [i for i in labels.open(0, len(labels.lines)) if labels.lines[i].is_running]
    return [i for i in found if not is_caption(labels, i)]


def _densest(labels: Labels, running: set[int]) -> tuple[int, int]:
    """Return the stretch of lines that holds most running text and least of all else."""
    costs: dict[str, Any] = neutral("heuristics")["body"]
    best, found = 0.0, (min(running), max(running))
    total, start = 0.0, min(running)
    for index, line in enumerate(labels.lines):
        if index in running:
            if total <= 0:
                total, start = 0.0, index
            total += max(costs["least"], min(line.length, costs["most"]))
            if split_dateline(line.text, labels.language, first=False):
                total += costs["dateline"]
            if total > best:
                best, found = total, (start, index)
        else:
            body = may_be_body(line) or is_caption(labels, index)
            kind = labels.kind(index) or ("rest" if body else "open")
            total += costs.get(kind, costs["rest"])
    return found


def may_be_body(line: Line) -> bool:
    """Whether a short line may well stand in a body: a short sentence, an entry of a list."""
    numbered = line.text[0].isdigit() and bool(BULLET.match(line.text)) and line.words >= 4
    return line.ends_sentence or line.text.endswith((":", "：")) or numbered


def is_caption(labels: Labels, index: int) -> bool:
    """Whether a line is a caption: a label or credit at its edge, and no sign-off."""
    text = labels.lines[index].text
    if len(text) > limits()["caption_chars"]:
        return False
    if index and labels.rules[index - 1] == "caption-label":
        return True
    if caption_label(text, labels.language) or leading_credit(text):
        return True
    between = 0 < index < len(labels.lines) - 1 and labels.rules[index + 1] == "credit-line"
    if between and labels.even and labels.kind(index - 1) in ("date", "byline", "share"):
        return True  # a lead stands right under the headline, a paragraph has no credit
    if split_credit(text, labels.language) is None:
        return False
    return trailing_signoff(text, labels.language) is None


def _asks(labels: Labels, index: int) -> bool:
    """Whether a sentence may be a headline all the same: a short question or exclamation."""
    line = labels.lines[index]
    short = line.words <= limits()["question_words"]
    tail = line.text.rstrip("\"'”’»)」』）")[-1:]
    return short and tail in ("?", "!", "؟", "？")


def zones(labels: Labels) -> None:
    """Give the lines under a heading of furniture its kind, from the body on.

    Above the body such headings stand in menus, with the headline somewhere below them.
    """
    index = labels.body[0] + 1 if labels.body else 0
    while index < len(labels.lines):
        rule = labels.rules[index]
        index += 1
        if rule == "comments" and _is_behind_body(labels, index - 1):
            index = _fill(labels, index, len(labels.lines), rule, running=True)
        elif rule in ("related-heading", "related-label"):
            heading = rule == "related-heading"
            if heading and _resumes(labels, index) is None:
                _fill(labels, index, len(labels.lines), "related-heading", running=True)
            elif heading or _is_empty_label(labels, index - 1):
                index = _fill(labels, index, _next_running(labels, index), "related-heading")
        elif rule in ("newsletter", "tags", "cookie", "note") and labels.spaced:
            index = _fill(labels, index, _group_end(labels, index), rule)


def _fill(labels: Labels, start: int, stop: int, rule: str, *, running: bool = False) -> int:
    """Give the open lines of a range a rule, up to another heading; return where it ended."""
    for index in range(start, stop):
        if labels.rules[index] in ("footer", "comments", "sign-off"):
            return index
        told = labels.rules[index]
        if told is not None and told != rule and told in rule_kinds() and not running:
            return index
        told_by_place = told is None or (running and told in ("timestamp", "date-line"))
        if told_by_place and (running or not labels.lines[index].is_running):
            labels.rules[index] = rule
            labels.dates.pop(index, None)
            labels.credits.pop(index, None)
    return stop


def _is_behind_body(labels: Labels, index: int) -> bool:
    """Whether more running text stands before a line than behind it."""
    before = labels.running_before
    return 2 * before[index] > before[-1]


def _is_empty_label(labels: Labels, index: int) -> bool:
    return fold(labels.lines[index].text) in words(labels.language, "related-label", "starts")


def _resumes(labels: Labels, start: int) -> int | None:
    """Return where the article goes on: two paragraphs, or one and a closing line, together."""
    least = limits()["paragraph_chars"]
    for index in range(start, min(start + limits()["window"], len(labels.lines) - 1)):
        if labels.rules[index] == "comments" and _is_behind_body(labels, index):
            return None
        if _is_paragraph(labels, index, least) and (
            _is_paragraph(labels, index + 1, least) or _closes(labels, index + 1)
        ):
            return index
    return None


def _is_paragraph(labels: Labels, index: int, least: int) -> bool:
    line = labels.lines[index]
    return line.is_running and line.length >= least and labels.rules[index] is None


def _closes(labels: Labels, index: int) -> bool:
    """Whether a line is one that closes an article."""
    rule = labels.rules[index]
    if rule is None:
        return bool(read_signoff(labels.lines[index].text, labels.language))
    return rule == "sign-off" or rule in _CLOSING


def _next_running(labels: Labels, start: int) -> int:
    stops = (i for i in range(start, len(labels.lines)) if labels.lines[i].is_running)
    return next(stops, len(labels.lines))


def _group_end(labels: Labels, start: int) -> int:
    stops = (i for i in range(start, len(labels.lines)) if labels.lines[i].gap)
    return next(stops, len(labels.lines))


def close_body(labels: Labels) -> None:
    """Find where the body ends: at its sign-off, or with its last line of running text."""
    if labels.body is None:
        return
    first, last = labels.body
    running = _running(labels)
    within = [i for i in running if first <= i <= last]
    last = max(within, default=first)
    for index in range(first + 1, len(labels.lines)):
        if labels.rules[index] is not None and labels.rules[index] not in _CLOSING:
            continue
        text = labels.lines[index].text
        signed = () if labels.rules[index] else read_signoff(text, labels.language)
        if signed:
            labels.credits[index] = signed
            labels.rules[index] = "sign-off"
        closing = signed or labels.rules[index] in _CLOSING
        if closing and index > first + 2 and _resumes(labels, index + 1) is None:
            last = within[bisect_left(within, index) - 1] if within[0] < index else first
            if _is_paragraph(labels, index - 1, limits()["paragraph_chars"]):
                last = index - 1  # behind a list of teasers, perhaps
            break
    labels.body = (first, _short_ending(labels, last))
    _pass_over(labels, running)


def _short_ending(labels: Labels, last: int) -> int:
    """Return the last line of the body, short sentences behind it taken in.

    They stand right behind it or, furniture between, right before the sign-off.
    """
    gap, end, apart = labels.lines[last].gap, last, False
    for index in range(last + 1, len(labels.lines)):
        line = labels.lines[index]
        if labels.rules[index] is None and line.ends_sentence and line.words >= 2:
            if line.gap > gap or line.text.endswith(("...", "…")):
                break
            end = index
            last = last if apart else index
        elif labels.kind(index) in ("advert", "share") or labels.rules[index] in _BETWEEN:
            apart = True
        else:
            return end if _closes(labels, index) else last
    return last


_BETWEEN = frozenset({"embed", "related-label"})
"""Furniture that, like an advert, stands between paragraphs."""


def _pass_over(labels: Labels, running: list[int]) -> None:
    """Tell the running text that is none of the article's."""
    assert labels.body is not None
    first, last = labels.body
    authors = {n for found in labels.credits.values() for c in found for n in c.names if " " in n}
    seen: set[str] = set()
    for index in running:
        text = labels.lines[index].text
        inside = first <= index <= last
        if index > first and any(text.startswith(name) for name in authors):
            labels.rules[index] = "author-note"
        elif text in seen:
            labels.rules[index] = "repeated"
        elif not inside and not (index < first and _asks(labels, index)):
            labels.rules[index] = "outside-body"
        seen.add(text)


def reclaim_lead(labels: Labels) -> None:
    """Let the body begin with the first running text under the headline that fits it.

    A lead stands apart from the body, sometimes behind a row of furniture.
    """
    if labels.headline is None or labels.body is None:
        return
    first, last = labels.body
    own = {w for x in labels.lines[first : last + 1] for w in long_words(x.text[:2_000])}
    for index in range(labels.headline + 1, first):
        if labels.rules[index] != "outside-body":
            continue
        near = index - labels.headline <= limits()["lead_reach"]
        if near or len(own & set(long_words(labels.lines[index].text))) >= 4:
            labels.rules[index] = None
            labels.body = (index, last)
            return
