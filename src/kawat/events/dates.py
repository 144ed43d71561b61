"""Calendar dates in a sentence.

How a language writes dates is in its ``dates.toml``. ``When.value`` is always ``YYYY-MM-DD``:
the first day of the period where the precision is a week (weeks begin on Monday), a month or a
year. Nothing is guessed: a year that is not written is taken from the page's own date or not at
all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from kawat.events.date_patterns import DatePatterns, Found, date_patterns
from kawat.events.date_tense import is_ahead
from kawat.model import Reason, Span, When
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
    for found in _found(text, language):
        try:
            reading = _read(found.fields, patterns, anchor)
            told_without_year = (
                reading is not None
                and reading.value is not None
                and reading.rule in ("weekday", "month")
                and "year" not in found.fields
            )
            if told_without_year and is_ahead(text, found.start, found.end, language):
                reading = _next(reading, anchor)
        except (ValueError, OverflowError):  # a date no calendar has, or before the year 1
            reading = _IMPOSSIBLE
        if reading is not None:
            yield found, reading


@lru_cache(maxsize=512)
def _found(text: str, language: str) -> tuple[Found, ...]:
    """Return what looks like a date; a sentence is asked several times while a page is coded."""
    return tuple(date_patterns(language).find(text))


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
    if not got.keys() & {"month", "a", "dd"}:
        return _day_alone(got, patterns, anchor)
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


def _day_alone(got: Fields, patterns: DatePatterns, anchor: date | None) -> _Reading:
    """Read a day without its month, as in Chinese "3日": the nearest, or that of "this month"."""
    if anchor is None:
        return _UNANCHORED
    of_month = patterns.units.get(got.get("unit", "")) == "month"
    steps = (patterns.which[got["which"]],) if of_month else (-1, 0, 1)
    months = (anchor.year * 12 + anchor.month - 1 + step for step in steps)
    days = [calendar_day(n // 12, n % 12 + 1, int(got["day"])) for n in months]
    found = min((d for d in days if d), key=lambda d: abs(d - anchor), default=None)
    if found is None:
        return _IMPOSSIBLE
    range_ = ", first of range" if "day2" in got else ""
    return _Reading(found, rule=("day-of-month" if of_month else "nearest-month") + range_)


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
        return calendar_day(year, month, day)
    near = [
        found
        for years in (-1, 0, 1)
        if (found := calendar_day(anchor.year + years, month, day))
        and (direction == 0 or (found - anchor).days * direction >= 0)
        and (direction or abs(found - anchor) <= _FAR)
    ]
    return min(
        near,
        key=lambda d: (weekday is not None and d.isoweekday() != weekday, abs(d - anchor)),
        default=None,
    )


def calendar_day(year: int | None, month: int, day: int) -> date | None:
    """Return the day, or None where no calendar has it: the 29th of February of most years."""
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
