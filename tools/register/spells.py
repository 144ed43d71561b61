"""Spells of one person in one office that a source gives several times over.

A query that asks for the start and the end of a statement pairs every start with every end
where a person's posts were merged into one statement, and lists a term and its parts.
"""

from __future__ import annotations

from collections import defaultdict

from tools.register.identities import Spell


def tidy(spells: list[Spell]) -> list[Spell]:
    """Drop the spells of the sources that pair a start with another term's end, or repeat.

    A spell is left out where it runs from the start of one shorter spell to the end of another
    that begins after the first has ended; and then where it lies within a longer one of the
    same person, role, country and title. What was written by hand stays.
    """
    same: dict[tuple[str, str, str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        same[spell.person, spell.role, spell.country, spell.office].append(spell)
    return [spell for spell in spells if _stays(spell, same)]


def _stays(spell: Spell, same: dict[tuple[str, str, str, str], list[Spell]]) -> bool:
    if spell.source.startswith("hand"):
        return True
    others = [
        other
        for other in same[spell.person, spell.role, spell.country, spell.office]
        if other is not spell
    ]
    if _paired(spell, others):
        return False
    others = [
        other
        for other in others
        if not _paired(other, [one for one in (*others, spell) if one is not other])
    ]
    return not any(_within(spell, other) for other in others)


def _paired(spell: Spell, others: list[Spell]) -> bool:
    """Tell whether a spell is the start of one and the end of another, later one."""
    firsts = [one for one in others if one.start == spell.start and one.end and one != spell]
    lasts = [one for one in others if one.end == spell.end and one.start > spell.start]
    return any(first.end <= last.start for first in firsts for last in lasts)


def _within(spell: Spell, other: Spell) -> bool:
    """Tell whether a spell lies in another; of two alike the one with more said stays."""
    begins = other.start[: len(spell.start)] <= spell.start
    ends = not other.end or (bool(spell.end) and spell.end <= other.end)
    if not (begins and ends):
        return False
    if (spell.start, spell.end) != (other.start, other.end):
        return True
    return (other.checked, other.source) > (spell.checked, spell.source)
