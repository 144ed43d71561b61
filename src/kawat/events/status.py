"""How a sentence presents a deed: asserted, claimed, future, hypothetical, negated, historical."""

from __future__ import annotations

from kawat.events.clause import HARD, QUOTES, YEAR, Line
from kawat.events.clause_roles import Roles, Trigger
from kawat.model import Mention, Quote

SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE"})
"""Types that are done by speaking: inside a report of their own speaker they are asserted."""
PROMISED = {"CONSULT": "AGREE", "AID": "AGREE", "COOPERATE": "AGREE"}
"""What a deed becomes when it is only announced (annotation rules of ``training/sentences``)."""


def verb_group(line: Line, trigger: Trigger) -> None:
    """Find the auxiliaries, negators and adverbs before a trigger, and what they tell."""
    cues: set[str] = set()
    k = trigger.head
    group = line.grammar.group
    while k > 0:
        best, name = 0, ""
        for kind in ("negated", "future", "hypothetical", "neutral"):
            n = group[kind].ending(line.low, k)
            if n > best:
                best, name = n, kind
        n = line.ends("adverbs", k)
        if n > best:
            best, name = n, "adverb"
        if not best and line.is_adverb(k - 1):
            best, name = 1, "adverb"
        if not best:
            break
        cues.add(name)
        k -= best
    span = line.low[k : trigger.head]
    if any(word in line.grammar["be"] for word in span):
        cues.add("be")
    if line.grammar.group["pluperfect"].ending(line.low, k + 1) or "had" in span:
        cues.add("pluperfect")
    if any(word in line.grammar["have"] for word in span):
        cues.add("have")
    trigger.group_start = k
    trigger.cues = frozenset(cues)


class Judge:
    """Decides the status of the triggers of one sentence."""

    def __init__(self, line: Line, roles: Roles, quotes: tuple[Quote, ...], year: int | None) -> None:
        """``year`` is the page's, where known."""
        self.line = line
        self.roles = roles
        self.quotes = quotes
        self.year = year

    def clause(self, trigger: Trigger) -> tuple[int, int]:
        """Return the items of the clause around a trigger, half open."""
        line = self.line
        a = trigger.head
        while a > 0 and line.low[a - 1] not in HARD:
            if line.ends("subordinators", a) and not line.is_mention(a - 1):
                a -= line.ends("subordinators", a)
                break
            a -= 1
        b = trigger.last + 1
        while b < len(line) and line.low[b] not in HARD and not line.begins("subordinators", b):
            b += 1
        return a, b

    def status(self, trigger: Trigger) -> str:
        """Return the status, ``claimed`` apart."""
        line, cues = self.line, trigger.cues
        a, b = self.clause(trigger)
        if "negated" in cues or (trigger.voice == "noun" and self._no(trigger)):
            return "negated"
        n = line.begins("conditionals", a)
        if n and a < trigger.head:
            return "hypothetical"
        if "hypothetical" in cues:
            return "hypothetical"
        if "future" in cues or (trigger.voice == "noun" and self._planned(trigger)):
            return "future"
        if self._background(trigger, a, b):
            return "historical"
        return "asserted"

    def _no(self, trigger: Trigger) -> bool:
        line = self.line
        for k in range(trigger.first, max(trigger.first - 3, 0), -1):
            if line.ends("nominal_negators", k):
                return True
        return False

    def _planned(self, trigger: Trigger) -> bool:
        line = self.line
        planned = line.grammar.status["planned_nouns"]
        return any(
            planned.ending(line.low, k) for k in range(trigger.first, max(trigger.first - 2, 0), -1)
        )

    def _background(self, trigger: Trigger, a: int, b: int) -> bool:
        line = self.line
        for i in range(a, b):
            if YEAR.match(line.low[i]) and i:
                year = int(line.low[i][:4])
                if self.year is not None and year >= self.year:
                    continue
                if line.grammar.status["year_prepositions"].ending(line.low, i):
                    return True
            if line.grammar.status["historical"].starting(line.low, i):
                return True
        return False


def report_speaker(line: Line, trigger: Trigger) -> Mention | None:
    """Placeholder."""
    return None
