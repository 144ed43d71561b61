"""Who says so: reported speech, sources and quotes, and the triggers they cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kawat.events.clause import HARD, QUOTES, Line
from kawat.events.clause_subjects import Trigger
from kawat.events.first_person import FIRST_PERSON
from kawat.model import Mention

STATE_SECTORS = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY"})
"""Sectors that speak for their state: what they tell of it is its own word."""


@dataclass(frozen=True, slots=True)
class Report:
    """Words ``start`` to ``end`` (items) told by ``speaker`` (a mention's index, None unknown).

    ``verb`` is the item of the verb of saying, or -1; ``own`` where the verb marks a mere claim
    even of the speaker's own deed ("claims to have").
    """

    start: int
    end: int
    speaker: int | None
    verb: int
    own: bool


def find_reports(
    line: Line, verbs: frozenset[int], taken: frozenset[int], finite: frozenset[int]
) -> list[Report]:
    """Return what is told by others in a sentence: verbs of saying and named sources.

    ``taken`` are items of triggers: "X warned that ..." is an event of its own, but what stands
    before "..., X warned" is told by X. ``finite`` are the items of the triggers that are verbs.
    """
    found = [
        report
        for verb in sorted(verbs)
        for report in _reported(line, verb)
        if (verb not in taken or report.end <= verb)
        and not (report.start > verb and _performs(line, verb, finite | verbs))
    ]
    found.extend(_sources(line))
    if line.is_mention(0) and len(line) > 2 and line.low[1] == ":":
        found.append(Report(2, _edge(line, 2, 1), line.mention[0], 1, False))
    found.extend(_rumours(line))
    return found


def _rumours(line: Line) -> Iterator[Report]:
    """Yield what nouns of hearsay introduce: "fuelled suspicions that X armed Y"."""
    for i, n in line.grammar.status["charges"].starts(line.low):
        if line.begins("complementizers", i + n):
            end = _told_until(line, i + n + 1)
            yield Report(
                i + n, next((j for j in range(i, end) if line.low[j] == ","), end), None, -1, False
            )


def _performs(line: Line, verb: int, finite: frozenset[int]) -> bool:
    """Whether a verb that may tell something here does it: "declared war", "declared a truce"."""
    if line.low[verb] not in line.grammar.status["performatives"]:
        return False
    i = verb + 1
    while i < len(line) and line.begins("determiners", i):
        i += line.begins("determiners", i)
    if line.begins("complementizers", i) or (i < len(line) and line.low[i] in QUOTES | HARD):
        return False
    return not (line.is_mention(i) and line.clause_follows(i, finite))


def charged_until(line: Line, charge: Trigger, triggers: list[Trigger]) -> int:
    """Return the item where the content of an accusation ends.

    "accused X of shelling Y, in a step agreed with Z": at the comma after the first deed, as
    does that of "W, who accused X of shelling Y, met Z".
    """
    deeds = [t.first for t in triggers if t.first > charge.last]
    i = charge.last + 1
    while i < len(line) and line.low[i] not in HARD:
        if line.low[i] == "," and deeds and deeds[0] < i:
            n = line.begins("prepositions", i + 1) or line.begins("subordinators", i + 1)
            if charge.how == "relative" or (n and not line.begins("complementizers", i + 1)):
                return i
        i += 1
    return i


def _told_until(line: Line, i: int) -> int:
    """Return where told words end: at a hard mark, or where the reporter goes on himself."""
    low = line.low
    while i < len(line) and low[i] not in HARD:
        if low[i] == ",":
            if line.begins("subordinators", i + 1) and not line.begins("complementizers", i + 1):
                break
            if any(line.begins("relatives", j) for j in range(i + 1, min(i + 5, len(line)))):
                break
        i += 1
    return i


def _edge(line: Line, i: int, step: int) -> int:
    """Return the item before (step -1) or after the run of words around ``i``."""
    while 0 <= i < len(line) and line.low[i] not in HARD:
        i += step
    return i


def _before_verb(line: Line, verb: int) -> int | None:
    """Return the item of the speaker before a verb of saying."""
    j = verb - 1
    while j >= 0 and line.low[j] not in HARD:
        if line.is_mention(j):
            group = line.groups[j]
            preposition, start = line.preposition(group.first)
            if not preposition or preposition in line.grammar["subordinators"].members_text:
                return j
            j = start
        elif line.low[j] == "," or line.begins("relatives", j):
            return None
        j -= 1
    return None


def _after_verb(line: Line, verb: int) -> int | None:
    """Return the item of the speaker right after a verb of saying ("kata X", "said X")."""
    j = verb + 1
    while j < len(line) and line.begins("determiners", j):
        j += line.begins("determiners", j)
    return j if line.is_mention(j) else None


def _reported(line: Line, verb: int) -> Iterator[Report]:
    low = line.low
    own = low[verb] in line.grammar.status["claim"]
    speaker = _before_verb(line, verb)
    after = verb + 1
    while after < len(line) and (line.begins("adverbs", after) or line.is_adverb(after)):
        after += line.begins("adverbs", after) or 1
    closes = after >= len(line) or low[after] in HARD or low[after] == ","
    begins = (speaker if speaker is not None else verb) - 1
    while begins >= 0 and (line.ends("determiners", begins + 1)):
        begins -= line.ends("determiners", begins + 1)
    set_off = begins >= 0 and (low[begins] == "," or low[begins] in QUOTES)
    inverted = _after_verb(line, verb)
    if inverted is not None and verb and (low[verb - 1] == "," or low[verb - 1] in QUOTES):
        yield Report(_edge(line, verb - 1, -1) + 1, verb, line.mention[inverted], verb, own)
    elif set_off and (closes or line.begins("prepositions", after)):
        told = line.mention[speaker] if speaker is not None else None
        yield Report(_edge(line, begins, -1) + 1, begins, told, verb, own)
        yield Report(after, _edge(line, after, 1), told, verb, own)
    elif speaker is not None and not closes:
        yield Report(after, _told_until(line, after), line.mention[speaker], verb, own)
    elif speaker is None and _after_comma(line, verb) and line.is_mention(after):
        # "..., a source told X": nobody we know
        comma = _after_comma(line, verb)
        yield Report(_edge(line, comma - 1, -1) + 1, comma, None, verb, own)
    elif closes and verb > 2 and speaker is None and line.low[verb - 1].isalpha():
        # "residents said.": nobody we know
        comma = verb - 1
        while comma > 0 and low[comma] != "," and low[comma] not in HARD:
            comma -= 1
        if low[comma] == ",":
            yield Report(_edge(line, comma, -1) + 1, comma, None, verb, own)


def _after_comma(line: Line, verb: int) -> int:
    """Return the comma that opens a short clause without a named subject, 0 for none."""
    for i in range(verb - 1, max(verb - 7, 1), -1):
        if line.low[i] == ",":
            return i if i < verb - 1 else 0
        if line.low[i] in HARD or line.begins("relatives", i) or line.begins("coordinators", i):
            return 0
    return 0


def _sources(line: Line) -> Iterator[Report]:
    for i, n in line.grammar.status["sources"].starts(line.low):
        for j in range(i + n, min(i + n + 7, len(line))):
            if line.is_mention(j):
                start, end = _edge(line, i, -1) + 1, _edge(line, i, 1)
                joins = i - (line.low[i - 1] == ",") if i > start else 0
                if line.ends("coordinators", joins) or line.ends("subordinators", joins):
                    start = i
                yield Report(start, end, line.mention[j], i, False)
                break
            if line.low[j] in HARD or line.low[j] == ",":
                if line.grammar.status["unnamed_sources"].starting(line.low, i):
                    yield from _unnamed(line, i, j)
                break


def grounded(line: Line, start: int, end: int) -> bool:
    """Whether a ground rather than a source is named: "according to the agreement"."""
    grounds = line.grammar.status["grounds"]
    return any(grounds.starting(line.low, j) for j in range(start, min(end, len(line))))


def _unnamed(line: Line, i: int, end: int) -> Iterator[Report]:
    """Yield what a source without a mention tells: "according to a leaked cable", not a law."""
    if not grounded(line, i, end):
        yield Report(_edge(line, i, -1) + 1, _edge(line, i, 1), None, i, False)


def speaks_of_itself(speaker: Mention, actors: list[Mention], direct: bool = False) -> bool:
    """Whether a speaker is one of the actors, or speaks for the same state.

    ``direct`` where the speaker's very words are quoted: "they" in them is somebody else.
    """
    for actor in actors:
        if actor.start == speaker.start or actor.rule == FIRST_PERSON:
            return True
        if actor.kind == "pronoun" and not actor.referents and not direct:
            return True
        for mine in speaker.referents:
            for theirs in actor.referents:
                if mine.id is not None and mine.id == theirs.id:
                    return True
                if (
                    mine.country is not None
                    and mine.country == theirs.country
                    and mine.sector in STATE_SECTORS
                    and theirs.sector in STATE_SECTORS
                ):
                    return True
    return False
