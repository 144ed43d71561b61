"""How a sentence presents a deed: asserted, claimed, future, hypothetical, negated, historical."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kawat.events.clause import HARD, Line
from kawat.events.clause_subjects import Trigger
from kawat.events.statements import claimant_at, reach
from kawat.events.status_background import Background, clause_around
from kawat.events.status_claims import (
    Report,
    charged_until,
    find_reports,
    grounded,
    speaks_of_itself,
)
from kawat.events.status_denials import Denied, find_denied
from kawat.model import Mention, Quote, Status, When

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
        dates: list[When],
        published: date | None,
    ) -> None:
        """Take ``reports``, the items with verbs of saying, and the day of the page, if known."""
        self.line = line
        self.triggers = triggers
        self.quotes = quotes
        taken = frozenset(i for t in triggers for i in range(t.first, t.last + 1))
        finite = frozenset(t.head for t in triggers if t.voice != "noun")
        self.told = find_reports(line, reports, taken, finite)
        self.denied = find_denied(line, triggers, reports)
        self.background = Background(line, triggers, dates, published)

    def judge(self, trigger: Trigger) -> tuple[Status, int | None]:
        """Return the status, and the claimant (a mention's index) of a claim."""
        denial = self.denier(trigger)
        if denial:
            accuser = denial.accuser
            return ("negated", None) if accuser is None else ("claimed", accuser)
        self._conjunct(trigger)
        told = self._claim(trigger)
        status = self._manner(trigger, told is not None or self._reported(trigger))
        if told and status in ("asserted", "historical"):
            return told
        if "hearsay" in trigger.cues and status == "asserted":
            return "claimed", None
        return status, None

    def denier(self, trigger: Trigger) -> Denied | None:
        """Return the denial whose content a trigger is: an event of its own, unlike a refusal's."""
        return next((d for d in self.denied if d.start <= trigger.first < d.end), None)

    def _reported(self, trigger: Trigger) -> bool:
        return any(report.start <= trigger.first < report.end for report in self.told)

    def _claim(self, trigger: Trigger) -> tuple[Status, int | None] | None:
        """Return ``claimed`` and the claimant, or None where nobody is said to tell of the deed."""
        mentions = self.line.mentions
        actors = [mentions[m] for m in trigger.actors]
        quote = claimant_at(self.quotes, self.line.start[trigger.first])
        direct = quote is not None and quote.kind == "direct"
        if quote and (direct or trigger.entry.type not in SPEECH) and not self._ground(quote):
            who = quote.speaker
            if who is None or not speaks_of_itself(who, actors, direct):
                return "claimed", self._index(who)
        charge = self._charge(trigger) if trigger.entry.type not in SPEECH else None
        if charge:
            return charge
        for report in self.told:
            if not report.start <= trigger.first < report.end:
                continue
            if trigger.entry.type in SPEECH and not report.own:
                continue
            if report.speaker is None:
                return "claimed", None
            if report.own or not speaks_of_itself(mentions[report.speaker], actors):
                return "claimed", report.speaker
        return None

    def _ground(self, quote: Quote) -> bool:
        """Whether a quote without a speaker only names a ground ("according to the deal")."""
        if quote.speaker or not quote.cue:
            return False
        starts = self.line.start
        cue = next((i for i, at in enumerate(starts) if at >= quote.cue.start), len(starts))
        return grounded(self.line, cue, cue + 5)

    def _conjunct(self, trigger: Trigger) -> None:
        """Give a second deed that is told the subject of the first, not the speaker's.

        "X said Y had looted a hospital and abducted doctors": Y abducted them.
        """
        line = self.line
        n = line.ends("coordinators", trigger.group_start)
        at = trigger.group_start - n
        if not n or trigger.entry.type in SPEECH - {"THREATEN"} or line.low[at - 1] == ",":
            return
        for report in (*self.told, *self._indirect()):
            if not report.start <= trigger.first < report.end:
                continue
            if report.verb > report.start or report.speaker not in trigger.actors:
                continue
            start = report.start
            for i in range(start, at):
                start = i if line.begins("complementizers", i) else start
            subject = self._subject(start, at)
            if subject and report.speaker not in subject:
                trigger.actors = subject
                trigger.recipients = tuple(m for m in trigger.recipients if m not in subject)

    def _indirect(self) -> Iterator[Report]:
        """Yield the indirect quotes as reports."""
        for quote in self.quotes:
            if quote.kind == "indirect":
                said = reach(quote)
                within = [i for i, at in enumerate(self.line.start) if said.start <= at < said.end]
                if within:
                    speaker = self._index(quote.speaker)
                    yield Report(within[0], within[-1] + 1, speaker, -1, False)

    def _subject(self, start: int, end: int) -> tuple[int, ...]:
        """Return the mentions of the subject of the words told from ``start`` to ``end``."""
        line = self.line
        for i in range(start, end):
            if line.is_mention(i):
                return line.groups[i].mentions
            if i in self.background.verbs or line.begins("auxiliaries", i):
                break
        return ()

    def _index(self, speaker: Mention | None) -> int | None:
        if speaker is None:
            return None
        for i, mention in enumerate(self.line.mentions):
            if mention.start == speaker.start:
                return i
        return None

    def _charge(self, trigger: Trigger) -> tuple[Status, int | None] | None:
        """Judge the content of an accusation earlier in the clause."""
        for other in reversed([t for t in self.triggers if t.first < trigger.first]):
            if any(self.line.low[j] in HARD for j in range(other.last, trigger.first)):
                return None
            if other.entry.type != "ACCUSE" or other.entry.mode not in CHARGES:
                continue
            if trigger.first >= charged_until(self.line, other, self.triggers):
                continue
            if other.passive and not other.actors:
                return "claimed", None
            if other.actors:
                if other.actors == trigger.actors:
                    trigger.actors = other.recipients
                return "claimed", other.actors[0]
        return None

    # -- future, hypothetical, negated, historical ---------------------------------------

    def _manner(self, trigger: Trigger, told: bool) -> Status:
        cues = trigger.cues | self._purpose(trigger)
        a, b = clause_around(self.line, trigger, self.background.verbs)
        if self._conditional(trigger, a) or self._wanted(trigger, a):
            return "hypothetical"
        if "negated" in cues and self._refused(trigger):
            return "asserted"
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
        return "historical" if self.background(trigger) else "asserted"

    def _purpose(self, trigger: Trigger) -> frozenset[str]:
        """Return how the verb is meant whose purpose this one tells: "will fly there to meet"."""
        line, k = self.line, trigger.group_start
        inside = trigger.group_start < trigger.head and line.begins("infinitive", k)
        before = line.ends("infinitive", k)
        if trigger.voice == "noun" or not (inside or before):
            return frozenset()
        names = ("future", "hypothetical", "negated")
        j = k - before - 1
        while j >= 0 and line.low[j] not in HARD and not line.begins("relatives", j):
            for name in names:
                if line.grammar.group[name].starting(line.low, j):
                    return frozenset({name})
            if any(t.head == j and not t.cues & set(names) for t in self.triggers):
                break
            if line.low[j] == "," and line.begins("coordinators", j + 1):
                break
            j -= 1
        return frozenset()

    def _wanted(self, trigger: Trigger, a: int) -> bool:
        """Whether a clause tells what somebody wants: "a call that X be freed"."""
        line = self.line
        if trigger.voice == "noun" or a >= trigger.head:
            return False
        verb = line.low[trigger.group_start : trigger.head]
        subjunctive = line.grammar.status["subjunctive"].starting(verb, 0)
        subject = line.is_mention(trigger.group_start - 1)
        return bool(
            line.grammar.status["irrealis"].starting(line.low, a) or (subjunctive and subject)
        )

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
        if "infinitive" in trigger.cues and self._headline(a, trigger.group_start):
            return True
        future = self.line.grammar.status["future"]
        return any(future.starting(self.line.low, i) for i in range(a, b))

    def _refused(self, trigger: Trigger) -> bool:
        """Whether a speech act is what another rejects, and so was made: "rejected X's demand"."""
        return (
            trigger.voice == "noun"
            and trigger.entry.type in SPEECH
            and any(
                other.entry.type == "REJECT" and trigger.group_start <= other.head < trigger.head
                for other in self.triggers
            )
        )

    def _headline(self, a: int, b: int) -> bool:
        """Whether a subject alone stands before an infinitive: "Norland to expel envoys"."""
        line = self.line
        names = ("determiners", "of", "possessor", "list_conjunctions", "subordinators")
        while a < b:
            n = max(line.begins(name, a) for name in names)
            if not n and not line.is_mention(a) and line.low[a] not in (",", ":"):
                return False
            a += n or 1
        return True

    def _near(self, trigger: Trigger, what: str) -> bool:
        """Whether a noun has "no" or "planned" among the two words before it."""
        grammar = self.line.grammar
        phrases = grammar["nominal_negators"] if what == "no" else grammar.status["planned_nouns"]
        first = trigger.head
        return any(phrases.ending(self.line.low, k) for k in range(first, max(first - 3, 0), -1))


__all__ = ["PROMISED", "Judge", "Report", "verb_group"]
