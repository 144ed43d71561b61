"""Whether the words around a date without a year tell of what is to come.

"Will meet on Wednesday" is the next one, "met on Wednesday" the last. The words that tell are
in the ``ahead`` and ``behind`` of a language's ``dates.toml``.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from functools import cache

from kawat.events.lexicon import items
from kawat.language import load
from kawat.language.script import BEGIN, END

_REACH = 120
"""Code points before a date, or after one at the head of a sentence, that are looked at."""

_HEAD = 12
"""Code points before a date at the head of its clause: a preposition, no more."""

_PARTING = ("relatives", "subordinators")
"""The lists of ``grammar.toml`` whose words begin a clause with a time of its own."""


@cache
def _words(language: str) -> re.Pattern[str]:
    """Return a pattern whose group ``ahead`` matches words of things to come."""
    tense, grammar = load(language, "dates")["tense"], load(language, "grammar")
    parting = {word for name in _PARTING for word in items(grammar.get(name, ""))}
    behind = [*tense["behind"], *map(re.escape, parting - set(tense["ahead"]))]
    return re.compile(
        rf"(?P<ahead>{_any(tense['ahead'])})|{BEGIN}(?:{'|'.join(behind)}){END}|[;.!?]\s|[；。！？]"
        r"|[\"“”„«»「」]",
    )


@cache
def _before(language: str, name: str) -> re.Pattern[str]:
    """Return a pattern of the words of a list that end a text."""
    words = load(language, "dates")["tense"][name]
    return re.compile(rf"{_any(words)}\W*$", flags=re.IGNORECASE)


@cache
def _within(language: str, name: str) -> re.Pattern[str]:
    return re.compile(_any(load(language, "dates")["tense"][name]), flags=re.IGNORECASE)


def _any(patterns: Iterable[str]) -> str:
    return rf"{BEGIN}(?:{'|'.join(patterns)}){END}"


def is_ahead(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the words around a date at ``text[start:end]`` put it after the page's day.

    The nearest word before it that tells decides; for a date at the head of its clause, and in a
    language whose verb stands last, the first after it.
    """
    before = text[max(0, start - _REACH) : start]
    if not load(language, "dates")["tense"].get("verb_last"):
        if _before(language, "deadlines").search(before):
            return True
        last = next(iter(deque(_words(language).finditer(before), maxlen=1)), None)
        if last is not None and (last["ahead"] or len(before) - last.end() > _HEAD):
            return last["ahead"] is not None
        if len(before.strip()) > _HEAD:
            return False
    first = _words(language).search(text, end, end + _REACH)
    return first is not None and first["ahead"] is not None


def is_bound(before: str, language: str) -> bool:
    """Tell whether the words before a date make it the beginning or end of a time: "since"."""
    return _before(language, "bounds").search(before[-_REACH:]) is not None


def shares(words: str, language: str) -> bool:
    """Tell whether a clause after these words has the time of the one before: "and", "when"."""
    found = _within(language, "sharing").search(words)
    return found is not None and not orders(words, language)


def orders(words: str, language: str) -> bool:
    """Tell whether a clause after these words has a time of its own: "before", "after"."""
    return _within(language, "ordering").search(words) is not None
