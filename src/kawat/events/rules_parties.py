"""What the parties make of a deed: joint exercises, riots, and clear deeds of nobody named."""

from __future__ import annotations

from dataclasses import replace

from kawat.events.clause import HARD, Line
from kawat.events.clause_subjects import Trigger

MOB = frozenset({None, "destroy", "primitive"})
"""Modes of ASSAULT that a crowd turns into PROTEST.riot (annotation rules)."""
WEAPONS = frozenset({"aerial", "drone", "heavy-weapons", "explosives", "suicide-attack"})
"""Modes of ASSAULT that are political whoever did it: common crime has other means."""
NAMELESS = frozenset({"PROTEST", "ASSAULT"})
"""Types that may stand without an actor."""
MASSES_REACH = 8
"""How many items before a verb the words for a crowd are looked for."""


def by_parties(line: Line, triggers: list[Trigger]) -> None:
    """Correct types that depend on who takes part."""
    for trigger in triggers:
        if trigger.entry.type == "MOBILIZE":
            _exercise(line, trigger)
        elif trigger.entry.type in ("ASSAULT", "COERCE"):
            _riot(line, trigger)


def _exercise(line: Line, trigger: Trigger) -> None:
    """Make an exercise of several COOPERATE: "held joint drills", "X and Y hold drills"."""
    deeds = line.grammar.deeds
    end = min(max(trigger.last, trigger.past) + 4, len(line))
    around = range(trigger.head, end)
    named = [i for i in around if deeds["exercises"].starting(line.low, i)]
    if not named or any(line.low[i] in HARD for i in range(trigger.head, named[0])):
        return
    joint = any(deeds["joint"].starting(line.low, i) for i in around)
    partner = line.grammar["partner"].members_text
    others = tuple(
        line.mention[i]
        for i in range(len(line))
        if line.mention[i] in trigger.recipients and line.preposition(i)[0] in partner
    )
    if not joint and not others and len(trigger.actors) < 2:
        return
    trigger.entry = replace(trigger.entry, type="COOPERATE", mode=None)
    trigger.actors = tuple(sorted({*trigger.actors, *others}))
    trigger.recipients = ()
    if not any(line.is_mention(i) for i in range(trigger.last, named[-1])):
        trigger.last = max(trigger.last, named[-1])


def _riot(line: Line, trigger: Trigger) -> None:
    """Make what protesters do to buildings and police PROTEST."""
    entry, deeds = trigger.entry, line.grammar.deeds
    assault = entry.type == "ASSAULT"
    if not trigger.actors or entry.mode not in (MOB if assault else {"restrict", "seize"}):
        return
    if deeds["lethal"].starting(entry.name.split(), 0):
        return
    names = (line.mentions[m].text.lower().split() for m in trigger.actors)
    if all(any(deeds["crowds"].starting(n, i) for i in range(len(n))) for n in names):
        mode = "riot" if assault else "obstruct"
        trigger.entry = replace(entry, type="PROTEST", mode=mode)


def nameless(line: Line, trigger: Trigger) -> bool:
    """Whether a deed without an actor is told so clearly that it stands alone.

    That is a protest of an unnamed crowd ("thousands marched"), and an attack with weapons of
    war that did harm ("a drone strike killed three"). PLOVER requires no actor of either.
    """
    deeds = line.grammar.deeds
    if trigger.entry.type == "PROTEST":
        noun = trigger.voice == "noun" and not trigger.light
        if not noun and by_crowd(line, trigger):
            return True
        return _happens(line, trigger, ("happens",)) and not _festive(line)
    if trigger.entry.type != "ASSAULT" or trigger.voice != "noun":
        return False
    if deeds["accidental"].starting(trigger.entry.name.split(), 0):
        return False
    if trigger.entry.mode not in WEAPONS and not trigger.recipients:
        return False
    return _happens(line, trigger, ("happens", "harms"))


def by_crowd(line: Line, trigger: Trigger) -> bool:
    """Whether thousands do what a verb of protest says, and not for a feast or a match."""
    masses = line.grammar.deeds["masses"]
    names = (line.mentions[m].text.lower().split() for m in trigger.actors)
    named = any(masses.starting(name, 0) for name in names)
    return (named or _masses(line, trigger)) and not _festive(line)


def _festive(line: Line) -> bool:
    return any(line.grammar.deeds["festive"].starting(line.low, i) for i in range(len(line)))


def _masses(line: Line, trigger: Trigger) -> bool:
    """Whether words for a crowd are the subject of a verb."""
    masses = line.grammar.deeds["masses"]
    first = max(0, trigger.group_start - MASSES_REACH)
    for i in range(trigger.group_start - 1, first - 1, -1):
        if line.low[i] in HARD or i in line.verbs:
            return False
        if masses.starting(line.low, i) and not line.ends("prepositions", line.before(i)):
            return True
    return False


def _happens(line: Line, trigger: Trigger, lists: tuple[str, ...]) -> bool:
    """Whether a verb after a noun of deed says that it took place."""
    for i in range(trigger.last + 1, min(trigger.last + 8, len(line))):
        if line.low[i] in HARD | {","} or line.begins("relatives", i):
            return False
        if any(line.grammar.deeds[name].starting(line.low, i) for name in lists):
            return True
    return False
