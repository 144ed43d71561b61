"""What does not hold together in the tables of the register: overlaps, gaps, dates, names.

A finding is no proof of a mistake: a country may have two heads of state, and two persons one
name. It is what whoever corrects the register should look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Literal

from kawat.actors.facts import Facts, Row
from kawat.actors.lexicon import HEADS, Lexicon, lexicon
from kawat.actors.records import STATE_KINDS
from kawat.actors.tokens import tokenize
from kawat.language import languages_with

Kind = Literal["date", "unknown", "overlap", "twice", "gap", "name", "word"]

KINDS: dict[Kind, str] = {
    "date": "a date that no calendar has, an end before the start, a check before the start",
    "unknown": "an office or a name of somebody who is not in the register",
    "overlap": "two holders at once of an office that one person holds",
    "twice": "one person's same office twice at once",
    "gap": "an office of a state that nobody is known to have held for a time",
    "name": "one full name of two",
    "word": "a name that is an ordinary word of its language",
}
"""The kinds of findings, and what they mean."""

SINGLE = (
    "head-of-state",
    "head-of-government",
    "foreign-minister",
    "defence-minister",
    "interior-minister",
    "finance-minister",
)
"""Roles of which a state has one holder at a time."""

CONTINUOUS = ("head-of-state", "head-of-government", "foreign-minister")
"""Roles whose holders the register means to have without a gap ..."""
_SINCE = date(2015, 1, 1)
"""... from this day on."""
_HANDOVER = timedelta(days=45)
"""For how long two holders at once are taken for a source's slip about the day of handover."""
_VACANT = timedelta(days=120)
"""For how long an office may be vacant before that is a gap."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something to look at: its kind, whom it is about, and what it is.

    ``key`` names it for good: it does not change where other facts do.
    """

    kind: Kind
    key: str
    what: str
    sources: str = ""


def check(facts: Facts) -> list[Finding]:
    """Return everything that does not hold together, sorted by kind and key."""
    found = {*_dates(facts), *_strangers(facts), *_overlaps(facts), *_twice(facts)}
    found |= {*_gaps(facts), *_shared_names(facts), *_words(facts)}
    return sorted(found)


def only_of(findings: Sequence[Finding], ids: set[str]) -> list[Finding]:
    """Return the findings about some actors, by the ids in their keys."""
    return [finding for finding in findings if ids & set(finding.key.split())]


# -- spells -----------------------------------------------------------------------------


def first_day(text: str) -> date | None:
    """Return the first day a date of any precision may mean, None where it is none."""
    try:
        return date.fromisoformat(text + "-01-01"[: 10 - len(text)]) if text else None
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """Return the last day a date of any precision may mean, None where it is none."""
    first = first_day(text)
    if first is None or text.count("-") == 2:
        return first
    if text.count("-") == 0:
        return date(first.year, 12, 31)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _spells(facts: Facts) -> Iterator[Row]:
    for spells in facts.offices.values():
        yield from spells


def _by_office(facts: Facts, roles: Sequence[str]) -> dict[tuple[str, str], list[Row]]:
    """Return the spells of roles of states, by role and country, in order of their start."""
    states = {row["country"] for row in facts.entities.values() if row["kind"] in STATE_KINDS}
    spells = defaultdict(list)
    for row in _spells(facts):
        if row["role"] in roles and row["country"] in states and first_day(row["start"]):
            spells[row["role"], row["country"]].append(row)
    for held in spells.values():
        held.sort(key=lambda row: (row["start"], row["person"]))
    return dict(spells)


def _surely(row: Row) -> tuple[date, date]:
    """Return the first and last day a spell surely covers, by the precision of its dates."""
    start = last_day(row["start"]) or date.min
    end = first_day(row["end"]) if row["end"] else first_day(row["checked"])
    return start, end or start


def _overlap(one: Row, other: Row) -> timedelta:
    (start, end), (start2, end2) = _surely(one), _surely(other)
    return min(end, end2) - max(start, start2)


def _agree(one: Row, other: Row) -> bool:
    """Tell whether two rows say the same of a spell, be it with dates of other precision."""
    pairs = [(one[key], other[key]) for key in ("start", "end")]
    return all(a.startswith(b) or b.startswith(a) if a and b else True for a, b in pairs)


def _held(facts: Facts, row: Row) -> str:
    name = facts.entities[row["person"]]["name"] if row["person"] in facts.entities else "?"
    return f"{name} ({row['start'] or '?'} – {row['end'] or '…'})"


def _sources(*rows: Row) -> str:
    return "; ".join(row["source"] for row in rows)


def _dates(facts: Facts) -> Iterator[Finding]:
    for row in _spells(facts):
        key = f"{row['person']} {row['role']} {row['start']}"
        about = f"{_held(facts, row)}, {row['office']}"
        start, end = first_day(row["start"]), last_day(row["end"])
        checked = last_day(row["checked"])
        for column in ("start", "end", "checked"):
            if row[column] and first_day(row[column]) is None:
                yield Finding("date", key, f"{about}: {row[column]!r} is no date", row["source"])
        if start and end and end < start:
            yield Finding("date", key, f"{about}: ends before it begins", row["source"])
        if start and checked and checked < start and not end:
            yield Finding(
                "date", key, f"{about}: checked on {row['checked']}, before", row["source"]
            )


def _strangers(facts: Facts) -> Iterator[Finding]:
    for row in _spells(facts):
        if row["person"] not in facts.entities:
            what = f"{row['office']} of {row['person']}, who is not in the register"
            yield Finding("unknown", f"{row['person']} {row['role']}", what, row["source"])
    for row in facts.names:
        if row["id"] not in facts.entities:
            what = f"the name {row['form']!r} of {row['id']}, who is not in the register"
            yield Finding("unknown", f"{row['id']} {row['language']}", what, row["source"])


def _overlaps(facts: Facts) -> Iterator[Finding]:
    for (role, country), held in _by_office(facts, SINGLE).items():
        for one, other in combinations(held, 2):
            if one["person"] != other["person"] and _overlap(one, other) > _HANDOVER:
                key = f"{role} {country} {one['person']} {other['person']}"
                what = f"{role} of {country}: {_held(facts, one)} and {_held(facts, other)}"
                yield Finding("overlap", key, what, _sources(one, other))


def _twice(facts: Facts) -> Iterator[Finding]:
    for person, spells in facts.offices.items():
        for one, other in combinations(spells, 2):
            same = all(one[key] == other[key] for key in ("role", "country", "office"))
            if same and not _agree(one, other) and _overlap(one, other) > timedelta(0):
                key = f"{person} {one['role']} {one['start']} {other['start']}"
                what = f"{one['office']}: {_held(facts, one)} and {_held(facts, other)}"
                yield Finding("twice", key, what, _sources(one, other))


def _gaps(facts: Facts) -> Iterator[Finding]:
    for (role, country), held in _by_office(facts, CONTINUOUS).items():
        covered = _SINCE
        for one, other in pairwise(held):
            end = last_day(one["end"]) or last_day(one["checked"])
            covered = max(covered, end) if end else covered
            start = first_day(other["start"])
            if start and start - covered > _VACANT:
                key = f"{role} {country} {one['person']} {other['person']}"
                what = f"{role} of {country}: nobody from {covered} to {start}, between "
                what += f"{_held(facts, one)} and {_held(facts, other)}"
                yield Finding("gap", key, what, _sources(one, other))


# -- names ------------------------------------------------------------------------------


def _shared_names(facts: Facts) -> Iterator[Finding]:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in facts.names:
        if row["use"] in ("name", "abbreviation"):
            named[row["language"], row["form"]].add(row["id"])
    for (language, form), ids in named.items():
        known = sorted(id for id in ids if id in facts.entities)
        for one, other in pairwise(known):
            both = " and ".join(
                f"{facts.entities[id]['name']} ({facts.entities[id]['country']}, {id})"
                for id in (one, other)
            )
            yield Finding("name", f"{one} {other} {language}", f"{form}: {both}")


def _words(facts: Facts) -> Iterator[Finding]:
    lexicons = {language: lexicon(language) for language in languages_with("actors")}
    for row in facts.names:
        if row["use"] in ("adjective", "demonym", "metonym"):
            continue
        languages = lexicons if row["language"] == "*" else [row["language"]]
        for language in languages:
            if language in lexicons and _is_word(row, lexicons[language]):
                key = f"{row['id']} {row['language']} {row['form']}"
                what = f"{row['form']}, a {row['use']} of {row['id']}, is a word in {language!r}"
                yield Finding("word", key, what, row["source"])


def _is_word(row: Row, words: Lexicon) -> bool:
    """Tell whether a name of one word is one that sentences are made of."""
    tokens = tokenize(row["form"])
    if len(tokens) != 1 or row["use"] == "abbreviation":
        return False
    key = tokens[0].key
    count, word = words.longest(tokens, 0)
    known = count == 1 and word is not None and word.letter not in f"{HEADS}M"
    return known or key in words.stop or key in words.plain
