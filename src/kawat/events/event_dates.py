"""Which of the dates that a sentence names is an event's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kawat.events.date_tense import is_bound, orders, shares
from kawat.events.dates import Precision, calendar_day
from kawat.events.nearness import between, breaks, gap, heard
from kawat.events.reader import Clue
from kawat.model import Span, Status, When

_HEAD = 20
"""A date this near the head of a sentence (code points) may set the time for all of it."""

_PREPOSITION = 12
"""A date this near the head has but a preposition before it: "In 2020, after the war ..."."""

_TO_COME: frozenset[Status] = frozenset({"future", "hypothetical"})
_HAPPENED: frozenset[Status] = frozenset({"asserted", "claimed", "negated"})


def event_date(
    dates: Sequence[When],
    trigger: Span,
    status: Status,
    published: str | None,
    clue: Clue | None = None,
    adrift: Sequence[Span] = (),
) -> When | None:
    """Return the date of an event, out of those its sentence names.

    The nearest one with fewest clause boundaries between is taken. Dates in a quote that the
    trigger is not in, months and years of another clause, and days after publication for what
    has happened are passed over; for what is still to come a bare weekday, month or day is the
    next one. Where none is left, an event reported as news takes the page's own date, as
    PLOVER's coders do, marked by the rule ``page-date`` and no span.

    Args:
        dates: what ``find_dates`` found in the sentence, at its offset.
        trigger: the event's trigger.
        status: how the page presents the event.
        published: the day the page was published (``YYYY-MM-DD``).
        clue: the sentence and its quotes, to see where its clauses end.
        adrift: words that count days from one that is not told: who stands by them has no date.

    Returns:
        None where neither text nor page dates the event: nothing published, or an event of the
        past, the future or a mere possibility whose date is not told.
    """
    page = date.fromisoformat(published) if published else None
    own = [
        when
        for when in dates
        if when.span and heard(when.span, trigger, clue) and not _bounds_only(when.span, clue)
    ]
    fitting = [
        (_distance(when.span, trigger, clue), fitted)
        for when in own
        if when.span
        and _reaches(when, trigger, clue)
        and not (status in _TO_COME and _told_then(when, trigger, page, clue))
        and (fitted := _fit(when, status, page))
    ]
    if fitting:
        return min(fitting, key=lambda pair: pair[0])[1]
    if any(heard(span, trigger, clue) and not breaks(span, trigger, clue) for span in adrift):
        return None
    if page and status in _HAPPENED and not any(_elsewhen(when, trigger, clue) for when in own):
        return When(page.isoformat(), "day", None, "page-date")
    return None


def _told_then(when: When, trigger: Span, page: date | None, clue: Clue | None) -> bool:
    """Tell whether a day gone by is that of telling: "said on Tuesday it would come"."""
    assert when.span is not None
    return (
        clue is not None
        and page is not None
        and when.span.end <= trigger.start
        and when.span.start - clue.sentence.start > _PREPOSITION
        and date.fromisoformat(when.value) < page
    )


def _bounds_only(span: Span, clue: Clue | None) -> bool:
    """Tell whether a date only begins or ends a time: "since March"."""
    if clue is None:
        return False
    return is_bound(clue.sentence.text[: span.start - clue.sentence.start], clue.language)


def _reaches(when: When, trigger: Span, clue: Clue | None) -> bool:
    """Tell whether a month or year reaches the trigger: in its clause, or in one that shares it."""
    assert when.span is not None
    if when.precision in ("day", "week"):
        return True
    if _elsewhen(when, trigger, clue):
        return False
    if _distance(when.span, trigger, clue)[0] == 0:
        return True
    words = between(when.span, trigger, clue)
    joined = clue is not None and shares(words, clue.language)
    # a relative clause between is one boundary more than a comma and what joins
    return joined and when.span.end <= trigger.start and breaks(when.span, trigger, clue) <= 2


def _elsewhen(when: When, trigger: Span, clue: Clue | None) -> bool:
    """Tell whether a month or year dates the clause that the trigger comes before or after."""
    return (
        clue is not None
        and when.span is not None
        and when.precision in ("month", "year")
        and when.span.end <= trigger.start
        and when.span.start - clue.sentence.start > _PREPOSITION
        and orders(between(when.span, trigger, clue), clue.language)
    )


def _distance(span: Span, trigger: Span, clue: Clue | None) -> tuple[int, bool, int, int]:
    """Return what orders dates by how near they belong to the trigger.

    A date at the head of the sentence, before a comma, belongs to all of it.
    """
    fronted = (
        clue is not None
        and span.start < trigger.start
        and span.start - clue.sentence.start <= _HEAD
        and between(span, trigger, clue)[:1] in (",", "،", "，", "、")
    )
    apart = 0 if fronted else breaks(span, trigger, clue)
    return apart, fronted, gap(span, trigger), span.start


def _fit(when: When, status: Status, page: date | None) -> When | None:
    """Return the date as the event's status lets it be, or None where it does not."""
    if page is None:
        return when
    value = date.fromisoformat(when.value)
    if status in _HAPPENED or status == "historical":
        return when if value <= page else None
    if status == "future" and _last_day(value, when.precision) < page:
        if when.rule == "weekday":
            later: date | None = value + timedelta(7)
        elif when.rule in ("month", "nearest-year"):
            later = calendar_day(value.year + 1, value.month, value.day)
        else:
            return None
        if later is None:  # the 29th of February
            return None
        return replace(when, value=later.isoformat(), rule=f"{when.rule}, to come")
    return when


def _last_day(first: date, precision: Precision) -> date:
    match precision:
        case "day":
            return first
        case "week":
            return first + timedelta(6)
        case "month":
            return (first + timedelta(31)).replace(day=1) - timedelta(1)
        case _:
            return first.replace(month=12, day=31)
