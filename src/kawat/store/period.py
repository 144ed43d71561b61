"""The days a date covers, so that a ledger can be asked for a span of time."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import Literal


def days(value: str, precision: Literal["day", "week", "month", "year"]) -> tuple[date, date]:
    """Return the first and the last day that a date of ``kawat.model.When`` covers.

    ``value`` is the first day, ISO 8601.

    Raises:
        ValueError: ``value`` is not a date.
    """
    first = date.fromisoformat(value)
    lasts = {
        "day": 1,
        "week": 7,
        "month": monthrange(first.year, first.month)[1],
        "year": 365 + isleap(first.year),
    }
    return first, first + timedelta(days=lasts[precision] - 1)
