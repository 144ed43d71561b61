"""When and where an event was that goes on from the one before: "at the meeting", "a day later".

The words that point back are in the ``carried`` of a language's ``dates.toml``. What they point
to is the last event told whose day or place the page gives, a few sentences back at most; what
counts days from it ("a day later") may also count from a day named before in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kawat.events.date_patterns import date_patterns
from kawat.events.nearness import heard
from kawat.events.reader import Clue
from kawat.language import load
from kawat.language.casing import fold
from kawat.language.script import BEGIN, END
from kawat.model import Report, Span, When, Where

_MEMORY = 5
"""Sentences over which an occasion is remembered."""

SAME_OCCASION = "same-occasion"
"""The rule of a date that words such as "at the meeting" take from an earlier sentence."""

COUNTED_DAYS = "counted-days"
"""The rule of a date that words such as "a day earlier" count from one told before."""

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
    return re.compile(rf"{BEGIN}(?:{'|'.join(groups)}){END}", re.IGNORECASE)


@cache
def _counts(language: str) -> tuple[tuple[int, int, re.Pattern[str]], ...]:
    """Return the sign, the number of days (0: the one in the text) and the pattern of each.

    The sign is 0 where the words count from what cannot be looked up.
    """
    data = load(language, "dates")
    numbers = "|".join(sorted(map(re.escape, data["numbers"]), key=len, reverse=True))
    carried = data["carried"]
    told = [(sign, *row) for key, sign in (("earlier", -1), ("later", 1)) for row in carried[key]]
    told += [(0, 0, words) for words in carried["elsewhere"]]
    return tuple(
        (
            sign,
            days,
            re.compile(
                rf"{BEGIN}(?:{words.replace('{n}', rf'(?P<n>[0-9]{{1,2}}|{numbers})')}){END}",
                re.IGNORECASE,
            ),
        )
        for sign, days, words in told
    )


class Occasions:
    """Remembers, sentence by sentence, when and where the last events were."""

    def __init__(self) -> None:
        """Begin an article: nothing was told yet."""
        self._meeting = self._event = _Told(None, None, -_MEMORY)
        self._days: list[When] = []
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

    def counted(self, clue: Clue, dates: Sequence[When]) -> tuple[list[When], list[Span]]:
        """Return the days a sentence counts from one told before, and words it cannot resolve.

        Args:
            clue: the sentence, already given to ``carried``.
            dates: the days it names itself; the last one before the words is counted from,
                else the day of the last event told.
        """
        found: list[When] = []
        adrift: list[Span] = []
        offset = clue.sentence.start
        for sign, days, pattern in _counts(clue.language):
            for match in pattern.finditer(clue.sentence.text):
                span = Span(offset + match.start(), offset + match.end(), match[0])
                day = self._day_before(span, dates) if sign else None
                if day is None or not heard(span, span, clue):
                    adrift.append(span)
                    continue
                shift = timedelta(sign * (days or _number(match["n"], clue.language)))
                found.append(When((day + shift).isoformat(), "day", span, COUNTED_DAYS))
        return found, adrift

    def _day_before(self, span: Span, dates: Sequence[When]) -> date | None:
        """Return the day that words at ``span`` count from, None where not told, or several."""
        told = [when for when in dates if when.span and when.span.end <= span.start][-1:]
        if not told and self._sentence - self._event.sentence <= _MEMORY:
            told = self._days
        days = {when.value for when in told}
        if len(days) != 1 or told[0].precision != "day":
            return None
        day = date.fromisoformat(days.pop())
        return day if date.min.year < day.year < date.max.year else None

    def remember(self, clue: Clue, reports: Iterable[Report]) -> None:
        """Keep the first day and place that the page gives for the events of a sentence."""
        told = [r for r in reports if clue.kind != "caption" and r.status != "hypothetical"]
        self._event = self._last(told, self._event)
        self._days = [r.date for r in told if r.date and r.date.span] or self._days
        self._meeting = self._last([r for r in told if r.type in _OCCASIONS], self._meeting)

    def _last(self, reports: Sequence[Report], before: _Told) -> _Told:
        when = next((r.date for r in reports if r.date and r.date.span), None)
        where = next((r.place for r in reports if r.place), None)
        if when is None and where is None:
            return before
        if when is not None and when.rule == SAME_OCCASION:
            where = where or before.where
        return _Told(when, where, self._sentence)


def _number(told: str, language: str) -> int:
    """Return a number written in figures or words."""
    return int(told) if told.isdigit() else date_patterns(language).numbers[fold(told)]
