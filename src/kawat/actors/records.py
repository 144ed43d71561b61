"""Entries of the register: entities, and the offices persons held."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

GRACE = timedelta(days=90)
"""How long after its last check a spell without an end is still taken to run.

Of the spells in ``offices.tsv`` that run on a given day, fewer than one in ten end within as
many days (a test counts them), so that a claim made in that time is right nine times in ten.
"""

STATE_KINDS = frozenset({"state", "territory"})
"""Kinds of entity that are countries."""

BODIES = frozenset({"UNO", "EUR", "NAT", "IGO", "NGO", "WST", "IMG", "ISM", "MNC"})
"""PLOVER's codes of actors that are not states, and ours."""

OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors of those who act for a state."""

LEADING_ROLES = frozenset(
    {
        "head-of-state",
        "head-of-government",
        "foreign-minister",
        "foreign-affairs-chief",
        "high-representative",
        "un-secretary-general",
    }
)
"""Roles whose holders news pages call by their surname alone."""


class Entity(NamedTuple):
    """A state, body, group or person; ``country`` and ``sector`` as in ``model.Actor``."""

    id: str
    kind: str
    name: str
    country: str | None
    sector: str | None


class Office(NamedTuple):
    """A spell in an office. ``start`` or ``end`` is None where it is not known or open."""

    person: str
    office: str
    role: str
    country: str | None
    sector: str | None
    start: date | None
    end: date | None
    checked: date | None

    def held_on(self, on: date) -> bool:
        """Tell whether the spell is known to cover the day."""
        if self.start is None or on < self.start:
            return False
        if self.end is not None:
            return on <= self.end
        return self.checked is not None and on <= self.checked + GRACE


def _day(text: str) -> date | None:
    """Read an ISO date of any precision as the first day it may mean; None where there is none."""
    parts = [int(part) for part in text.split("-")] if text[:1].isdigit() else []
    return date(*[*parts, 1, 1][:3]) if parts else None


def _last_day(text: str) -> date | None:
    """Read an ISO date of any precision as the last day it may mean; None where empty."""
    first = _day(text)
    if first is None:
        return None
    precision = text.count("-")
    if precision == 0:
        return date(first.year, 12, 31)
    if precision == 1:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def read_office(line: str) -> Office:
    """Read a row of ``offices.tsv``."""
    person, office, role, country, sector, start, end, _, checked = line.split("\t")
    spell = (person, office, role, country or None, sector or None)
    return Office(*spell, _day(start), _last_day(end), _day(checked))
