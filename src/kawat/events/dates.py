"""Calendar dates in a sentence, and which of them is an event's.

How a language writes dates is in its ``dates.toml``. ``When.value`` is always ``YYYY-MM-DD``:
the first day of the period where the precision is a week (weeks begin on Monday), a month or a
year. Nothing is guessed: a year that is not written is taken from the page's own date or not at
all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kawat.events.date_patterns import DatePatterns, Found, date_patterns
from kawat.events.date_tense import is_ahead, is_bound, orders, shares
from kawat.events.nearness import between, breaks, gap, heard
from kawat.events.reader import Clue
from kawat.model import Reason, Span, Status, When
from kawat.reasons import reason

Precision = Literal["day", "week", "month", "year"]
Fields = Mapping[str, str]

_FAR = timedelta(days=300)
"""How far from the page's date a date without a year is looked for."""

_PLURALS = ("days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A date that was read, or the reason code why it could not be."""

    value: date | None
    precision: Precision = "day"
    rule: str = ""
    code: str = ""


_AMBIGUOUS = _Reading(None, code="date-two-readings")
_IMPOSSIBLE = _Reading(None, code="date-impossible")
_UNANCHORED = _Reading(None, code="date-no-anchor")


def find_dates(text: str, language: str, anchor: date | None, offset: int = 0) -> list[When]:
    """Return the dates a sentence names, in order, with exact spans.

    Args:
        text: the sentence.
        language: its ISO 639-1 code.
        anchor: the day the page was published. Without it, expressions that depend on it
            ("Tuesday", "21 February", "last week") are left out; ``unread_dates`` lists them.
        offset: where ``text`` begins in ``article.text``.

    Raises:
        KeyError: Kawat does not read the language.
    """
    return [
        When(
            r.value.isoformat(),
            r.precision,
            Span(offset + f.start, offset + f.end, text[f.start : f.end]),
            r.rule,
        )
        for f, r in _readings(text, language, anchor)
        if r.value is not None
    ]


def unread_dates(text: str, language: str, anchor: date | None, offset: int = 0) -> list[Reason]:
    """Return a reason for each date that ``find_dates`` saw and left out."""
    return [
        reason(r.code, "", offset + f.start, offset + f.end)
        for f, r in _readings(text, language, anchor)
        if r.value is None
    ]


def _readings(text: str, language: str, anchor: date | None) -> Iterator[tuple[Found, _Reading]]:
    patterns = date_patterns(language)
    for found in patterns.find(text):
        try:
            reading = _read(found.fields, patterns, anchor)
            open_year = reading is not None and reading.rule in ("weekday", "month")
            if open_year and is_ahead(text, found.start, found.end, language):
                reading = _next(reading, anchor)
        except (ValueError, OverflowError):  # a date no calendar has, or before the year 1
            reading = _IMPOSSIBLE
        if reading is not None:
            yield found, reading


def _next(reading: _Reading | None, anchor: date | None) -> _Reading:
    """Return the weekday or month that was read as the next, today's and this month apart."""
    assert anchor is not None
    assert reading is not None
    assert reading.value is not None
    value = reading.value
    if reading.precision == "month" and (value.year, value.month) < (anchor.year, anchor.month):
        value = value.replace(year=value.year + 1)
    elif reading.precision == "day" and value < anchor:
        value += timedelta(7)
    return replace(reading, value=value, rule=f"{reading.rule}, to come")


def _read(got: Fields, patterns: DatePatterns, anchor: date | None) -> _Reading | None:
    """Return what was found as a date; None where it is none after all."""
    if "year" in got and got.keys() <= {"year"}:
        return _Reading(date(int(got["year"]), 1, 1), "year", "year")
    if got.keys() & {"day", "a", "dd"}:
        return _day(got, patterns, anchor)
    if "month" in got and "year" in got:
        return _Reading(date(int(got["year"]), patterns.months[got["month"]], 1), "month", "month")
    if anchor is None:
        return _UNANCHORED
    if "word" in got:
        return _Reading(anchor + timedelta(patterns.days[got["word"]]), rule="relative-day")
    if "month" in got:
        return _month(got, patterns, anchor)
    if "weekday" in got:
        return _weekday(got, patterns, anchor)
    return _period(got, patterns, anchor)


# --- days of the month ----------------------------------------------------------------------


def _day(got: Fields, patterns: DatePatterns, anchor: date | None) -> _Reading:
    """Read a day of a month; where a weekday beside it differs, the number wins."""
    weekday = patterns.weekdays[got["weekday"]] if "weekday" in got else None
    year = _year(got, patterns, anchor)
    if year is None and anchor is None:
        return _UNANCHORED
    found = {
        day
        for month, number in _day_numbers(got, patterns)
        if (day := _place(year, month, number, weekday, _direction(got, patterns), anchor))
    }
    if not found:
        return _IMPOSSIBLE
    agreeing = {day for day in found if day.isoweekday() == weekday}
    if len(found) > 1 and len(agreeing) != 1:
        return _AMBIGUOUS
    day = min(agreeing or found)
    rule = "absolute" if got.keys() & {"year", "yy"} else "nearest-year"
    if weekday is not None and not agreeing:
        rule += ", weekday differs"
    return _Reading(day, rule=rule + (", first of range" if "day2" in got else ""))


def _day_numbers(got: Fields, patterns: DatePatterns) -> Iterator[tuple[int, int]]:
    """Yield the readings (month, day) of the figures."""
    if "dd" in got:
        yield int(got["mm"]), int(got["dd"])
    elif "a" in got:
        a, b = int(got["a"]), int(got["b"])
        for order in patterns.orders:
            yield (a, b) if order == "mdy" else (b, a)
    else:
        yield patterns.months[got["month"]], int(got["day"])


def _year(got: Fields, patterns: DatePatterns, anchor: date | None) -> int | None:
    """Return the year that is written, in figures or as "last year"."""
    if "year" in got:
        return int(got["year"])
    if anchor is None:
        return None
    if "yy" in got:
        century = anchor.year // 100 * 100
        years = [century + step + int(got["yy"]) for step in (-100, 0, 100)]
        return min(years, key=lambda year: abs(year - anchor.year))
    if patterns.units.get(got.get("unit", "")) == "year":
        return anchor.year + patterns.which[got["which"]]
    return None


def _place(
    year: int | None,
    month: int,
    day: int,
    weekday: int | None,
    direction: int,
    anchor: date | None,
) -> date | None:
    """Return the day in that year, else the one nearest the anchor; None where there is none.

    Without a year, a day whose weekday agrees comes before a nearer one.
    """
    if year is not None or anchor is None:
        return _date(year, month, day)
    near = [
        found
        for years in (-1, 0, 1)
        if (found := _date(anchor.year + years, month, day))
        and (direction == 0 or (found - anchor).days * direction >= 0)
        and (direction or abs(found - anchor) <= _FAR)
    ]
    return min(
        near,
        key=lambda d: (weekday is not None and d.isoweekday() != weekday, abs(d - anchor)),
        default=None,
    )


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


def _direction(got: Fields, patterns: DatePatterns) -> int:
    return 0 if "unit" in got else patterns.which.get(got.get("which", ""), 0)


# --- months, weekdays, periods --------------------------------------------------------------


def _month(got: Fields, patterns: DatePatterns, anchor: date) -> _Reading | None:
    """Read a month without a year: the latest begun, unless the words point elsewhere."""
    month = patterns.months[got["month"]]
    year = _year(got, patterns, anchor)
    if year is not None:
        return _Reading(date(year, month, 1), "month", "month-of-year")
    if "unit" in got:
        return None
    which = patterns.which.get(got.get("which", ""))
    year = anchor.year
    if which == 1:
        year += month <= anchor.month
    elif which == -1:
        year -= month >= anchor.month
    elif which is None:
        year -= month > anchor.month
    return _Reading(date(year, month, 1), "month", "month" if which is None else "month-which")


def _weekday(got: Fields, patterns: DatePatterns, anchor: date) -> _Reading | None:
    """Read a weekday: the last one up to the page's own day, unless the words point elsewhere."""
    weekday = patterns.weekdays[got["weekday"]]
    which = patterns.which.get(got.get("which", ""))
    monday = anchor - timedelta(anchor.isoweekday() - 1)
    if "unit" in got or which == 0:
        if "unit" in got and patterns.units[got["unit"]] != "week":
            return None
        day = monday + timedelta(7 * (which or 0) + weekday - 1)
        return _Reading(day, rule="weekday-of-week")
    back = (anchor.isoweekday() - weekday) % 7
    if which is None:
        return _Reading(anchor - timedelta(back), rule="weekday")
    if which == -1:
        return _Reading(anchor - timedelta(back or 7), rule="weekday-last")
    return _Reading(anchor + timedelta(7 - back), rule="weekday-next")


def _period(got: Fields, patterns: DatePatterns, anchor: date) -> _Reading | None:
    """Read "last week", "three days ago" and their like."""
    unit = patterns.units[got["unit"]]
    counted = "number" in got or unit.startswith("a ")
    which = patterns.which.get(got.get("which", ""), -1)
    number = patterns.numbers.get(got["number"]) or int(got["number"]) if "number" in got else 1
    if which == 0 if counted else unit in ("day", *_PLURALS):
        return None
    steps = number * which
    rule = "ago" if counted else "period"
    match unit.removeprefix("a ").removesuffix("s"):
        case "day":
            return _Reading(anchor + timedelta(steps), "day", rule)
        case "week":
            monday = anchor - timedelta(anchor.isoweekday() - 1)
            return _Reading(monday + timedelta(7 * steps), "week", rule)
        case "month":
            months = anchor.year * 12 + anchor.month - 1 + steps
            return _Reading(date(months // 12, months % 12 + 1, 1), "month", rule)
        case _:
            return _Reading(date(anchor.year + steps, 1, 1), "year", rule)


# --- the date of an event -------------------------------------------------------------------

_HEAD = 20
"""A date this near the head of a sentence (code points) may set the time for all of it."""

_PREPOSITION = 12
"""A date this near the head has but a preposition before it: "In 2020, after the war ..."."""

_HAPPENED: frozenset[Status] = frozenset({"asserted", "claimed", "negated"})


def event_date(
    dates: Sequence[When],
    trigger: Span,
    status: Status,
    published: str | None,
    clue: Clue | None = None,
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
        if when.span and _reaches(when, trigger, clue) and (fitted := _fit(when, status, page))
    ]
    if fitting:
        return min(fitting, key=lambda pair: pair[0])[1]
    if page and status in _HAPPENED and not any(_elsewhen(when, trigger, clue) for when in own):
        return When(page.isoformat(), "day", None, "page-date")
    return None


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
            later = _date(value.year + 1, value.month, value.day)
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
