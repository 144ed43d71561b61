"""When and where an event was that goes on from the one before: "at the meeting", "that day".

The words that point back are in the ``carried`` of a language's ``dates.toml``. What they point
to is the last event told whose day or place the page gives, a few sentences back at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kawat.events.nearness import heard
from kawat.events.reader import Clue
from kawat.language import load
from kawat.model import Report, Span, When, Where

_MEMORY = 5
"""Sentences over which an occasion is remembered."""

SAME_OCCASION = "same-occasion"
"""The rule of a date that words such as "at the meeting" take from an earlier sentence."""


_OCCASIONS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""The types of event that "the meeting", "the ceremony" and their like name again."""


class _Told(NamedTuple):
    """What was last told of an event, and in which sentence, counted from one."""

    when: When | None
    where: Where | None
    sentence: int


@cache
def _pattern(language: str) -> re.Pattern[str]:
    carried = load(language, "dates")["carried"]
    groups = (f"(?P<{name}>{'|'.join(carried[name])})" for name in ("occasion", "day"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


class Occasions:
    """Remembers, sentence by sentence, when and where the last events were."""

    def __init__(self) -> None:
        """Begin an article: nothing was told yet."""
        self._meeting = self._event = _Told(None, None, -_MEMORY)
        self._sentence = 0

    def carried(self, clue: Clue) -> tuple[list[When], Where | None]:
        """Return the date, if any, and the place that a sentence takes from those before.

        The date's span is the words that point back, its value and precision those of the
        date they point to.
        """
        self._sentence += 1
        for match in _pattern(clue.language).finditer(clue.sentence.text):
            told = self._meeting if match["occasion"] else self._event
            start = clue.sentence.start + match.start()
            span = Span(start, start + len(match[0]), match[0])
            if self._sentence - told.sentence > _MEMORY or not heard(span, span, clue):
                continue
            when = told.when
            dates = [When(when.value, when.precision, span, SAME_OCCASION)] if when else []
            return dates, told.where if match["occasion"] else None
        return [], None

    def remember(self, clue: Clue, reports: Iterable[Report]) -> None:
        """Keep the first day and place that the page gives for the events of a sentence."""
        told = [r for r in reports if clue.kind != "caption" and r.status != "hypothetical"]
        self._event = self._last(told, self._event)
        self._meeting = self._last([r for r in told if r.type in _OCCASIONS], self._meeting)

    def _last(self, reports: Sequence[Report], before: _Told) -> _Told:
        when = next((r.date for r in reports if r.date and r.date.span), None)
        where = next((r.place for r in reports if r.place), None)
        if when is None and where is None:
            return before
        if when is not None and when.rule == SAME_OCCASION:
            where = where or before.where
        return _Told(when, where, self._sentence)
