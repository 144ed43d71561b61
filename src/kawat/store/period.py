"""The days a date covers, so that a ledger can be asked for a span of time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def days(value: str, precision: str) -> tuple[date, date]:
    """Return the first and the last day a date of ``kawat.model.When`` covers.

    ``value`` is ISO 8601: ``2023-02-21``, ``2023-W08``, ``2023-02`` or ``2023``. A longer
    value than its precision asks for names a day in the period.

    Raises:
        ValueError: ``value`` is not a date of that precision.
    """
    if precision == "year":
        year = int(value[:4])
        return date(year, 1, 1), date(year, 12, 31)
    if precision == "month":
        first = date(int(value[:4]), int(value[5:7]), 1)
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if precision == "week":
        day = date.fromisoformat(value)  # "2023-W08" is its Monday
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    day = date.fromisoformat(value)
    return day, day
