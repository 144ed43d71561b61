"""Which line above the body is the headline: the one with the highest score."""

from __future__ import annotations

from typing import Any

from kawat.page.labels import Labels, long_words
from kawat.page.lines import BULLET
from kawat.page.phrases import fold, neutral, split_credit

_BODY = 6_000
"""Characters of the body the headline's words are looked for in."""


_BETWEEN = frozenset({"date", "byline", "agency", "share", "advert"})
"""What stands between a headline and the line under it, and tells them apart no more."""


def find_headline(labels: Labels) -> int | None:
    """Return the index of the headline, None where no line is good enough to be one."""
    weights: dict[str, Any] = neutral("heuristics")["headline"]
    first = labels.body[0] if labels.body else len(labels.lines)
    candidates = labels.open(max(0, first - weights["reach"]), first)
    if not candidates:
        return None
    body = _body_words(labels, first)
    folded = [fold(labels.lines[i].text) for i in candidates]
    scores: dict[int, float] = {}
    for place, index in enumerate(candidates):
        others = folded[:place] + folded[place + 1 :]
        scores[index] = _score(labels, index, folded[place], others, body, weights)
    best = max(scores, key=lambda index: (scores[index], -index))
    if scores[best] < weights["enough"]:
        return None
    # Under a headline often stands a line as good as it, but seldom above it.
    for index in sorted(scores, reverse=True):
        between = [labels.kind(i) for i in range(index + 1, best)]
        steps = 1 + sum(1 for kind in between if kind not in _BETWEEN)
        near = index < best and steps <= weights["near"] and labels.lines[index].words >= 4
        near = near and "navigation" not in between
        if near and scores[index] >= max(weights["enough"], scores[best] - weights["as_good"]):
            best = index
    return best


def _body_words(labels: Labels, first: int) -> set[str]:
    found: set[str] = set()
    length = 0
    for line in labels.lines[first:]:
        if line.is_running:
            found.update(long_words(line.text[:_BODY]))
            length += len(line.text)
        if length > _BODY:
            break
    return found


def _score(
    labels: Labels,
    index: int,
    folded: str,
    others: list[str],
    body: set[str],
    weights: dict[str, Any],
) -> float:
    line = labels.lines[index]
    steps = {int(n): value for n, value in weights["words"].items()}
    score = max(((n, v) for n, v in steps.items() if n <= line.words), default=(1, None))[1]
    total = float(weights["one_word"] if score is None else score)
    own = set(long_words(line.text))
    common = len(own & body)
    total += weights["overlap"] * common / max(3, len(own))
    total += weights["bullet"] * bool(BULLET.match(line.text))
    first = labels.body[0] if labels.body else len(labels.lines)
    total += weights["far"] * max(0, first - index - weights["beyond"])
    after = labels.lines[index + 1] if index + 1 < len(labels.lines) else None
    total += weights["blank_before"] * (line.gap > 0)
    total += weights["blank_after"] * (after is not None and after.gap > 0)
    near = range(index + 1, min(index + 1 + weights["near"], len(labels.lines)))
    if any(labels.kind(i) in ("date", "byline") or labels.lines[i].is_running for i in near):
        total += weights["before_date"]
    if any(labels.kind(i) == "navigation" for i in near):
        total += weights["menu_below"]
    total += weights["repeated"] * (folded in others)
    total += weights["titled"] * any(
        len(other) >= 15 and folded != other and folded.startswith(other) for other in others
    )
    text = line.text.rstrip("\"'”’»」』 ")
    total += weights["full_stop"] * (
        text.endswith((".", "。")) and not text.endswith(("...", "U.S."))
    )
    total += weights["colon_end"] * text.endswith((":", "："))
    beside = (
        labels.rules[i] == "credit-line" and labels.lines[max(i, index)].gap == 0
        for i in (index - 1, index + 1)
        if 0 <= i < len(labels.lines)
    )
    if split_credit(line.text, labels.language) is not None or any(beside):
        total += weights["caption"]
    if index and labels.rules[index - 1] == "timestamp" and labels.rules.count("timestamp") > 2:
        total += weights["ticker_entry"]
    if "permalink" in labels.rules[:index]:
        total += weights["after_permalink"]
    return float(total)
