"""What is denied: the words after "denied that ...", or before "... is untrue"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kawat.events.clause import HARD, Line
from kawat.events.clause_subjects import Trigger

_APART = 6
"""How many items may stand between a denial and the word for the charge it denies."""


class Denied(NamedTuple):
    """Items ``start`` to ``end`` are denied; ``accuser`` is the mention that had said so."""

    start: int
    end: int
    accuser: int | None = None


def find_denied(line: Line, triggers: list[Trigger], verbs: frozenset[int]) -> list[Denied]:
    """Return what a sentence denies.

    ``verbs`` are the items of verbs of saying.
    """
    heads = {t.head: t for t in triggers}
    found = []
    for i, n in line.grammar.status["denial"].starts(line.low):
        start = _content(line, i + n, heads)
        if start is not None:
            named = [m for m in line.mention[i + n : start] if m >= 0]
            end = _end(line, start, heads, verbs)
            found.append(Denied(start, end, named[0] if named else None))
    found.extend(_subjects(line))
    return found


def _skip(line: Line, i: int, *names: str) -> int:
    """Return the item after the words of the lists that begin at ``i``."""
    while i < len(line):
        n = max(line.begins(name, i) for name in names)
        if not n:
            break
        i += n
    return i


def _content(line: Line, i: int, heads: dict[int, Trigger]) -> int | None:
    """Return where what is denied begins, after a verb of denial that ends before ``i``."""
    k = _skip(line, i, "adverbs")
    if line.begins("complementizers", k) or _clause(line, k, heads):
        return k
    for j in range(k, min(k + _APART, len(line))):
        if line.grammar.status["charges"].starting(line.low, j):
            return _charged(line, j + 1, heads)
        if line.low[j] in HARD or line.low[j] == "," or line.begins("complementizers", j):
            return None
    return None


def _clause(line: Line, i: int, heads: dict[int, Trigger]) -> bool:
    """Whether a gerund, an infinitive or a subject with its verb begins at ``i``."""
    group = line.grammar.group["neutral"]
    verb = i + group.starting(line.low, i)
    trigger = heads.get(verb)
    if trigger is not None and trigger.voice != "noun":
        return trigger.voice == "gerund" or line.grammar.agent_adjacent
    k = _skip(line, i, "determiners")
    if not line.is_mention(k):
        return False
    after = _skip(line, line.groups[k].last + 1, "adverbs")
    told = heads.get(after)
    if told is not None and told.voice != "noun":
        return not told.passive or bool(told.cues & {"be", "have"})
    return bool(line.begins("auxiliaries", after))


def _charged(line: Line, i: int, heads: dict[int, Trigger]) -> int | None:
    """Return where the content of a charge begins: after its word, or after who made it."""
    if i < len(line) and line.low[i] in line.grammar["coordinators"].members_text:
        return None
    for j in range(i, min(i + _APART, len(line))):
        if line.begins("complementizers", j) or line.begins("relatives", j):
            return j
        if line.ends("of", j) and j in heads and heads[j].voice == "gerund":
            return j
        if j in heads and heads[j].voice != "noun" and line.grammar.agent_adjacent:
            return j
        if line.low[j] in HARD or line.low[j] == "," or line.begins("coordinators", j):
            return None
    return None


def _end(line: Line, i: int, heads: dict[int, Trigger], verbs: frozenset[int]) -> int:
    """Return where what is denied ends: at a mark, or where the sentence goes on with a new act."""
    gerund = any(j in heads and heads[j].voice == "gerund" for j in range(i, min(i + 2, len(line))))
    while i < len(line) and line.low[i] not in HARD:
        comma = line.low[i] == ","
        n = line.begins("coordinators", i + comma)
        opposes = comma and line.begins("subordinators", i + 1)
        if opposes and not line.begins("complementizers", i + 1):
            break
        if n:
            after = _skip(line, i + comma + n, "adverbs", "auxiliaries")
            trigger = heads.get(after)
            finite = trigger is not None and gerund and trigger.voice != "gerund"
            if comma or finite or after in verbs or _speaks(trigger):
                break
        i += 1
    return i


def _speaks(trigger: Trigger | None) -> bool:
    """Whether a trigger is the denier's next act of speech, and no part of what is denied."""
    return trigger is not None and trigger.entry.type in ("ACCUSE", "REJECT", "REQUEST", "THREATEN")


def _subjects(line: Line) -> Iterator[Denied]:
    """Yield the content of charges that are said to be untrue: "reports that ... are false"."""
    status = line.grammar.status
    for i, _ in status["charges"].starts(line.low):
        start = i + 1
        if not line.begins("complementizers", start):
            continue
        for j in range(start, len(line)):
            if line.low[j] in HARD:
                break
            if status["untrue"].starting(line.low, j):
                yield Denied(start, j)
                break
