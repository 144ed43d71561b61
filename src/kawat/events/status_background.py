"""What a sentence sets apart as background: deeds of earlier years, not news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kawat.events.clause import HARD, Line
from kawat.events.clause_subjects import Trigger
from kawat.model import When

RECENT = timedelta(weeks=6)
"""How long before the page a dated deed may lie and still be its news."""
_LENGTH = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days that a date of each precision may cover."""


def clause_around(line: Line, trigger: Trigger, verbs: frozenset[int]) -> tuple[int, int]:
    """Return the items of the clause around a trigger, half open, from its subordinator on.

    "since 1950" and "with X" open no clause: a subordinator before a date is a preposition, and
    so is one before a mention without a verb. ``verbs`` are the items of verbs.
    """
    a = trigger.head
    while a > 0 and line.low[a - 1] not in HARD:
        n = line.ends("subordinators", a) or line.ends("conditionals", a)
        a -= max(n, 1)
        if n and _opens(line, a, n, verbs):
            break
    b = trigger.last + 1
    while b < len(line) and line.low[b] not in HARD:
        n = line.begins("subordinators", b)
        if (n and _opens(line, b, n, verbs)) or line.begins("relatives", b):
            break
        b += max(n, 1)
    return a, b


def _opens(line: Line, i: int, n: int, verbs: frozenset[int]) -> bool:
    """Whether the ``n`` items of a subordinator at ``i`` open a clause."""
    if line.begins("conditionals", i) or not line.begins("prepositions", i):
        return not _dated(line, i + n)
    return not _dated(line, i + n) and line.clause_follows(i + n, verbs)


def _dated(line: Line, i: int) -> bool:
    """Whether a number or the name of a month or of a time stands at item ``i``."""
    if i >= len(line) or line.is_mention(i):
        return False
    return line.low[i][:1].isdigit() or bool(line.grammar.status["times"].starting(line.low, i))


class Background:
    """Tells which triggers of a sentence are background.

    ``dates`` are the sentence's, ``published`` the day of the page, None where it is not known.
    """

    def __init__(
        self,
        line: Line,
        triggers: list[Trigger],
        dates: list[When],
        published: date | None,
    ) -> None:
        self.line, self.triggers, self.published = line, triggers, published
        self.verbs = frozenset(t.head for t in triggers if t.voice != "noun")
        self.dates = list(self._items(dates))

    def _items(self, dates: list[When]) -> Iterator[tuple[int, When]]:
        """Yield the dates with the item each begins at."""
        for when in dates:
            for i, start in enumerate(self.line.start):
                if when.span and when.span.start <= start < when.span.end:
                    yield i, when
                    break

    def __call__(self, trigger: Trigger) -> bool:
        """Whether a trigger is background."""
        clause = clause_around(self.line, trigger, self.verbs)
        phrase = self._phrase(trigger, *clause)
        if phrase is not None:
            return phrase
        if "have" in trigger.cues and "pluperfect" not in trigger.cues:
            return False
        old = self._old(trigger, *clause)
        if old is not None:
            return old
        return "pluperfect" in trigger.cues or self._follows_old(trigger, clause[0])

    def _phrase(self, trigger: Trigger, i: int, b: int) -> bool | None:
        """Return what a phrase of time without a date tells ("earlier", "years after")."""
        low, status = self.line.low, self.line.grammar.status
        if status["background_before"].ending(low, i + self.line.begins("subordinators", i)):
            return True
        recent: bool | None = None
        while i < b:
            n = status["recent"].starting(low, i)
            if n:
                recent = False
            else:
                n = status["historical"].starting(low, i)
                own = n and i + n <= b and not self._connects(i, n)
                if own and not self._of_another(trigger, i):
                    return True
                n = 1
            i += n
        return recent

    def _connects(self, i: int, n: int) -> bool:
        """Whether a phrase only ties a sentence to the one before: "Previously, ..."."""
        low, status = self.line.low, self.line.grammar.status
        after = low[i + n] if i + n < len(low) else ""
        opens = i == 0 or low[i - 1] in HARD
        return opens and after == "," and bool(status["connectives"].starting(low, i))

    def _old(self, trigger: Trigger, a: int, b: int) -> bool | None:
        """Return whether the dates of the clause are long past; None where they do not tell."""
        verdicts = [
            verdict
            for i, when in self.dates
            if a <= i < b and not self._of_another(trigger, i)
            for verdict in [self._past(i, when)]
            if verdict is not None
        ]
        return None if not verdicts else all(verdicts)

    def _past(self, i: int, when: When) -> bool | None:
        """Return whether a date is long past, None where it is to come or only names a thing."""
        if when.rule == "year" and not self._adverbial(i):
            return None
        if self.published is None:
            return None if when.precision == "day" else True
        first = date.fromisoformat(when.value)
        if first > self.published:
            return None
        return first + timedelta(days=_LENGTH[when.precision]) < self.published - RECENT

    def _adverbial(self, i: int) -> bool:
        """Whether a bare year tells when, and is no part of a name ("the 2015 accord")."""
        line = self.line
        if line.grammar.status["year_prepositions"].ending(line.low, i):
            return True
        return line.low[i - 1 : i] == ["("] and line.low[i + 1 : i + 2] == [")"]

    def _of_another(self, trigger: Trigger, at: int) -> bool:
        """Whether a verb nearer to the date has it: "gave back a skull taken in 1897"."""
        line = self.line
        for other in self.triggers:
            if other is trigger or other.voice == "noun":
                continue
            if trigger.last < other.first < at:
                if not line.ends("coordinators", other.group_start):
                    return True
            elif other.first < at < trigger.first and other.how == "relative":
                return trigger.how != "relative"
        return False

    def _follows_old(self, trigger: Trigger, a: int) -> bool:
        """Whether the clause tells when, or after what, something long past happened."""
        line = self.line
        if not line.grammar.status["same_time"].starting(line.low, a):
            return False
        low = a
        while low > 0 and line.low[low - 1] not in HARD:
            low -= 1
        verdicts = [self._past(i, when) for i, when in self.dates if low <= i < a]
        return any(verdicts)
