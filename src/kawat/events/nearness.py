"""How near a date or a place stands to a trigger, clauses counted."""

from __future__ import annotations

import re
from functools import cache

from kawat.events.lexicon import items
from kawat.events.reader import Clue
from kawat.language import load
from kawat.language.script import BEGIN, END
from kawat.model import Span

_MARKS = r"[,;:–—،؛，、；：]|\s-\s"
"""What parts clauses, in any of the scripts news is written in."""

_PARTING = ("relatives", "subordinators", "coordinators")
"""The lists of ``grammar.toml`` whose words begin a new clause."""


@cache
def _breaks(language: str) -> re.Pattern[str]:
    grammar = load(language, "grammar")
    words = {word for name in _PARTING for word in items(grammar.get(name, ""))}
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    # A word straight before the date or place is a preposition there ("since 2014").
    followed = rf"(?:(?!\w)(?=\W+\w)|{END}(?=\w))"
    return re.compile(rf"{_MARKS}|{BEGIN}(?:{listed}){followed}", re.IGNORECASE)


def between(span: Span, trigger: Span, clue: Clue | None) -> str:
    """Return the words between the two; empty without a sentence to look them up in."""
    if clue is None:
        return ""
    start = min(span.end, trigger.end) - clue.sentence.start
    end = max(span.start, trigger.start) - clue.sentence.start
    return clue.sentence.text[max(0, start) : max(0, end)]


def breaks(span: Span, trigger: Span, clue: Clue | None) -> int:
    """Return how many clause boundaries stand between the two."""
    if clue is None:
        return 0
    return len(_breaks(clue.language).findall(between(span, trigger, clue)))


def gap(span: Span, trigger: Span) -> int:
    """Return how many code points apart the two are."""
    return max(span.start, trigger.start) - min(span.end, trigger.end)


def heard(span: Span, trigger: Span, clue: Clue | None) -> bool:
    """Say whether no quote holds the one without the other."""
    return clue is None or not any(
        q.start <= span.start < q.end and not q.start <= trigger.start < q.end for q in clue.quotes
    )
