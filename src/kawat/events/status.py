"""How a sentence presents a deed: asserted, claimed, future, hypothetical, negated, historical."""

from __future__ import annotations

from kawat.events.clause import HARD, YEAR, Line
from kawat.events.clause_subjects import Trigger
from kawat.events.status_claims import (
    Report,
    find_reports,
    quoting,
    speaks_of_itself,
)
from kawat.model import Mention, Quote, Status

PROMISED = {"CONSULT": "AGREE", "AID": "AGREE", "COOPERATE": "AGREE"}
"""What a deed becomes when it is only announced (annotation rules of ``training/sentences``)."""
SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
"""Acts of speech, which a report of them does not turn into claims."""
CHARGES = frozenset({"allege", "investigate"})
"""Modes of ACCUSE whose content is a claim of the accuser."""


def verb_group(line: Line, trigger: Trigger) -> None:
    """Find the auxiliaries, negators and adverbs before a trigger, and what they tell."""
    cues: set[str] = set()
    k = trigger.head
    group = line.grammar.group
    while k > 0:
        best, name = 0, ""
        for kind in ("negated", "future", "hypothetical", "hearsay", "neutral"):
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
    if any(word in line.grammar.status["present"] for word in span):
        cues.add("present")
    headline = span and span[0] in line.grammar["infinitive"] and line.is_mention(k - 1)
    if headline and not line.grammar.agent_adjacent:
        cues.add("infinitive")
    if any(group["pluperfect"].starting(line.low, i) for i in range(k, trigger.head)):
        cues.add("pluperfect")
    if any(word in line.grammar["have"] for word in span):
        cues.add("have")
    trigger.group_start = k
    trigger.cues = frozenset(cues)


class Judge:
    """Decides the status of the triggers of one sentence."""

    def __init__(
        self,
        line: Line,
        triggers: list[Trigger],
        reports: frozenset[int],
        quotes: tuple[Quote, ...],
        year: int | None,
    ) -> None:
        """Take ``reports``, the items with verbs of saying, and the page's year, where known."""
        self.line = line
        self.triggers = triggers
        self.quotes = quotes
        self.year = year
        taken = frozenset(i for t in triggers for i in range(t.first, t.last + 1))
        self.told = find_reports(line, reports, taken)

    def judge(self, trigger: Trigger) -> tuple[Status, int | None]:
        """Return the status, and the claimant (a mention's index) of a claim."""
        told = self._claim(trigger)
        status = self._manner(trigger, told is not None or self._reported(trigger))
        if told and status in ("asserted", "historical"):
            return told
        if "hearsay" in trigger.cues and status == "asserted":
            return "claimed", None
        return status, None

    def _reported(self, trigger: Trigger) -> bool:
        return any(report.start <= trigger.first < report.end for report in self.told)

    def _claim(self, trigger: Trigger) -> tuple[Status, int | None] | None:
        """Return ``claimed`` and the claimant, or what a denial makes of the deed."""
        mentions = self.line.mentions
        actors = [mentions[m] for m in trigger.actors]
        quote = quoting(self.line.start[trigger.first], self.quotes)
        if quote and (quote.speaker is None or not speaks_of_itself(quote.speaker, actors)):
            return "claimed", self._index(quote.speaker)
        charge = self._charge(trigger) if trigger.entry.type not in SPEECH else None
        if charge:
            return charge
        for report in self.told:
            if not report.start <= trigger.first < report.end:
                continue
            if report.speaker is None:
                return "claimed", None
            if trigger.entry.type in SPEECH and not report.own:
                continue
            if report.own or not speaks_of_itself(mentions[report.speaker], actors):
                return "claimed", report.speaker
        return None

    def _index(self, speaker: Mention | None) -> int | None:
        if speaker is None:
            return None
        for i, mention in enumerate(self.line.mentions):
            if mention.start == speaker.start:
                return i
        return None

    def _charge(self, trigger: Trigger) -> tuple[Status, int | None] | None:
        """Judge the content of an accusation or denial earlier in the clause."""
        for other in reversed([t for t in self.triggers if t.first < trigger.first]):
            if any(self.line.low[j] in HARD for j in range(other.last, trigger.first)):
                return None
            accuses = other.entry.type == "ACCUSE" and other.entry.mode in CHARGES
            if accuses and other.passive and not other.actors:
                return "claimed", None
            if accuses and other.actors:
                if other.actors == trigger.actors:
                    trigger.actors = other.recipients
                return "claimed", other.actors[0]
            denial = self.line.grammar.status["denial"]
            if any(denial.starting(self.line.low, j) for j in range(other.first, other.last + 1)):
                if not trigger.actors or trigger.actors == other.actors:
                    return "negated", None
                return None
        return None

    # -- future, hypothetical, negated, historical ---------------------------------------

    def _manner(self, trigger: Trigger, told: bool) -> Status:
        cues = trigger.cues
        a, b = self._clause(trigger)
        if self._conditional(trigger, a):
            return "hypothetical"
        if "negated" in cues or (trigger.voice == "noun" and self._near(trigger, "no")):
            return "negated"
        if "hypothetical" in cues:
            return "hypothetical"
        if "future" in cues or (trigger.voice == "noun" and self._near(trigger, "planned")):
            return "future"
        if self._to_come(trigger, a, b):
            return "future"
        if "present" in cues or (told and "pluperfect" in cues):
            return "asserted"
        return "historical" if self._background(trigger, a, b) else "asserted"

    def _conditional(self, trigger: Trigger, a: int) -> bool:
        """Whether a condition opens the clause: its content and what would follow from it."""
        line = self.line
        opens = line.begins("conditionals", a)
        if not opens and (a == 0 or line.low[a - 1] in HARD):
            opens = line.begins("inversions", a)
        if not opens or a >= trigger.head:
            return False
        consequence = "," in line.low[a : trigger.head]
        return not consequence or bool(trigger.cues & {"future", "hypothetical"})

    def _to_come(self, trigger: Trigger, a: int, b: int) -> bool:
        """Whether a headline's infinitive or a date to come puts a deed in the future."""
        if trigger.voice not in ("base", "active") or trigger.cues & {"have", "be", "pluperfect"}:
            return False
        before = any(t.voice != "noun" and a <= t.first < trigger.head for t in self.triggers)
        if "infinitive" in trigger.cues and not before:
            return True
        future = self.line.grammar.status["future"]
        return any(future.starting(self.line.low, i) for i in range(a, b))

    def _clause(self, trigger: Trigger) -> tuple[int, int]:
        """Return the items of the clause around a trigger, half open."""
        line = self.line
        a = trigger.head
        while a > 0 and line.low[a - 1] not in HARD:
            n = line.ends("subordinators", a) or line.ends("conditionals", a)
            if n:
                a -= n
                break
            a -= 1
        b = trigger.last + 1
        while b < len(line) and line.low[b] not in HARD and not line.begins("subordinators", b):
            b += 1
        return a, b

    def _near(self, trigger: Trigger, what: str) -> bool:
        """Whether a noun has "no" or "planned" among the two words before it."""
        grammar = self.line.grammar
        phrases = grammar["nominal_negators"] if what == "no" else grammar.status["planned_nouns"]
        first = trigger.head
        return any(phrases.ending(self.line.low, k) for k in range(first, max(first - 3, 0), -1))

    def _background(self, trigger: Trigger, a: int, b: int) -> bool:
        line, status = self.line, self.line.grammar.status
        if "pluperfect" in trigger.cues:
            return True
        for i in range(a, b):
            named = i and YEAR.match(line.low[i])
            if named and status["year_prepositions"].ending(line.low, i):
                past = self.year is None or int(line.low[i][:4]) < self.year
                if past:
                    return True
            if status["historical"].starting(line.low, i):
                return True
        return False


__all__ = ["PROMISED", "Judge", "Report", "verb_group"]
