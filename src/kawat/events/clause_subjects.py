"""Who does what a verb says: walking left of a trigger."""

from __future__ import annotations

from dataclasses import dataclass

from kawat.events.clause import HARD, QUOTES, Group, Line
from kawat.events.lexicon import Entry, Voice

REACTIONS = frozenset({"SANCTION", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "REQUEST"})
"""Types that answer somebody, who may be named only in the clause before."""

RELATIVE_REACH = 5
"""How many items may stand from a relative pronoun to its verb."""


@dataclass(slots=True)
class Trigger:
    """A form found in a sentence: items ``first`` to ``last``, and what was made of it."""

    first: int
    last: int
    entry: Entry
    voice: Voice
    head: int = 0
    """The item the form starts at: before ``first`` where a mention stands in its gap."""
    gap_item: int | None = None
    """A mention inside the form ("took X hostage")."""
    past: int = -1
    """The last item of the form as a whole, where words stand apart ("handed X over")."""
    absorbed: bool = False
    """Whether that mention is a word of the form ("deployed troops")."""
    group_start: int = 0
    """Where the words that belong to the verb (auxiliaries, adverbs) begin."""
    cues: frozenset[str] = frozenset()
    light: str = ""
    """``do`` or ``get`` where a light verb lends its subject to a noun."""
    light_voice: str = ""
    passive: bool = False
    clitic: bool = False
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    subject: Group | None = None
    """The grammatical subject of a verb: one of the actors of a meeting."""
    how: str = ""
    content: bool = False
    """Whether it is only what another trigger asks, promises, threatens or refuses."""
    reaction: bool = False
    """Whether the recipient was taken from the clause before."""


def fits(line: Line, i: int, places: bool) -> bool:
    """Whether the mention at item ``i`` may be a participant, not a mere place."""
    return places or not line.mentions[line.mention[i]].locative


class Subjects:
    """Finds the subjects of the triggers of one sentence."""

    def __init__(self, line: Line, triggers: list[Trigger], reports: frozenset[int]) -> None:
        """Index the triggers; ``reports`` are the items that hold a verb of saying."""
        self.line = line
        self.triggers = triggers
        self.reports = reports
        self.verbs = frozenset(t.head for t in triggers if t.voice != "noun") | reports
        self.by_item = {i: t for t in triggers for i in range(t.first, t.last + 1)}

    def subject(self, trigger: Trigger) -> Group | None:
        """Return the subject of a verb, or None."""
        line, k = self.line, trigger.group_start
        inverted = self._inverted(trigger)
        if inverted:
            trigger.how = "inverted"
            return inverted
        relative = self._relative(k)
        if relative is not None:
            trigger.how = "relative"
            return self._antecedent(relative, trigger)
        if line.grammar.agent_adjacent and self._infinitive(trigger):
            trigger.how = "control"
            return self._controller(trigger) or self.nearest(k)
        reduced = trigger.passive and "be" not in trigger.cues
        if k > 0 and line.is_mention(k - 1) and (reduced or self._free(line.groups[k - 1])):
            trigger.how = "near"
            return line.groups[k - 1]
        n = line.ends("coordinators", k)
        if n or (k > 0 and line.low[k - 1] == "," and trigger.voice in ("gerund",)):
            trigger.how = "carry"
            return self._carried(k, trigger) or self.nearest(k - max(n, 1))
        if trigger.voice == "gerund" and line.ends("participial", k):
            trigger.how = "carry"
            return self._carried(k, trigger) or self.nearest(k)
        if line.ends("infinitive", k) or self._infinitive(trigger):
            trigger.how = "control"
            return self._controller(trigger) or self.nearest(k)
        trigger.how = "near"
        found = self.nearest(k)
        if found is None:
            trigger.how = "carry"
            found = self._carried(k, trigger) or self._following(trigger)
        return found

    def _inverted(self, trigger: Trigger) -> Group | None:
        """Return the subject after a verb of saying: "..., warned the minister"."""
        line, before = self.line, trigger.group_start - 1
        if trigger.entry.type not in REACTIONS or before < 1:
            return None
        if line.low[before] not in QUOTES:
            said = line.low[before] == "," and trigger.first in self.reports
            if not said or trigger.voice in ("gerund", "passive", "fixed"):
                return None
            if self._before_parenthesis(before):
                return None
        k = trigger.last + 1
        while k < len(line) and line.begins("determiners", k):
            k += line.begins("determiners", k)
        if not line.is_mention(k) or line.is_mention(before - 1):
            return None
        return line.groups[k]

    def _free(self, group: Group) -> bool:
        """Whether a group right before a verb can be its subject: no preposition governs it."""
        preposition, _ = self.line.preposition(group.first)
        return not preposition or preposition in self.line.grammar["subordinators"].members_text

    def _infinitive(self, trigger: Trigger) -> bool:
        line = self.line
        span = line.low[trigger.group_start : trigger.head]
        if not span:
            return False
        purpose = line.grammar["infinitive"]
        # "to" stands before the verb it governs; "untuk" before all that belongs to the verb.
        return (trigger.voice == "base" and span[-1] in purpose) or (
            line.grammar.agent_adjacent and span[0] in purpose
        )

    def _relative(self, k: int) -> int | None:
        """Return the relative pronoun whose clause begins with the verb group at ``k``.

        A few words of time or manner may stand between: "who on Monday met", "yang pada 2022".
        """
        line = self.line
        for j in range(k, max(k - RELATIVE_REACH, 0), -1):
            n = line.ends("relatives", j)
            if n and not line.is_mention(j - n):
                headed = j == k or line.is_mention(j - n - 1) or line.low[j - n - 1] == ","
                return j - n if headed else None
            if line.is_mention(j - 1) or (j - 1) in self.by_item or not line.low[j - 1].isalnum():
                return None
        return None

    def _antecedent(self, j: int, trigger: Trigger) -> Group | None:
        """Return what a relative pronoun at ``j`` refers to.

        That is the mention before it, or, where a common noun in apposition stands between
        ("..., a step that"), whoever took the step.
        """
        line, low = self.line, self.line.low
        j -= 1
        while j > 0 and (low[j] == "," or line.ends("adverbs", j + 1)):
            j -= 1
        if line.is_mention(j):
            return line.groups[j]
        for steps in range(1, 5):
            if j - steps < 0 or low[j - steps] in HARD:
                break
            if low[j - steps] == ",":
                return self._previous_actor(j - steps)
            if line.ends("coordinators", j - steps + 1):
                break
            if line.is_mention(j - steps):
                return line.groups[j - steps]
        return None

    def _previous_actor(self, j: int) -> Group | None:
        """Return the actors of the first trigger of the clause before item ``j``."""
        for other in self.triggers:
            if other.last < j and other.actors:
                return Group(-1, -1, other.actors)
        return None

    def nearest(self, k: int) -> Group | None:
        """Return the nearest mention to the left that is no object and has no preposition."""
        line = self.line
        j, fallback, inner, maker = k - 1, None, None, None
        if j >= 0 and line.low[j] == ",":
            parenthesis = self._before_parenthesis(j)
            if parenthesis:
                return parenthesis
        while j >= 0:
            if line.is_mention(j):
                group = line.groups[j]
                preposition, start = line.preposition(group.first)
                if preposition or not fits(line, j, False):
                    if preposition in line.grammar["of"].members_text:
                        inner = inner or group
                    elif preposition in line.grammar["agent"].members_text:
                        maker = maker or group
                    j = start - 1
                    continue
                if start - 1 in self.by_item and start - 1 not in self.reports:
                    fallback = fallback or group
                    j = start - 1
                    continue
                return group
            if line.low[j] in HARD or line.ends("subordinators", j + 1):
                break
            j -= 1
        return maker or inner or fallback

    def _before_parenthesis(self, comma: int) -> Group | None:
        """Return the mention before a parenthesis that ends at ``comma``."""
        line = self.line
        j = comma - 1
        while j > 0 and line.low[j] not in HARD:
            if line.low[j] == "," and line.is_mention(j - 1):
                group = line.groups[j - 1]
                said = any(i in self.reports for i in range(j, comma))
                apposed = not any(i in self.verbs for i in range(j + 1, comma))
                apposed = apposed or not self._noun_after(j + 1)
                if not line.preposition(group.first)[0] and (said or apposed):
                    return group
            j -= 1
        return None

    def _noun_after(self, i: int) -> bool:
        while self.line.begins("determiners", i):
            i += self.line.begins("determiners", i)
        return self.line.is_mention(i)

    def _carried(self, k: int, trigger: Trigger) -> Group | None:
        """Return the subject of the verb before, or the first mention of the clause."""
        line = self.line
        found = None
        for j in range(k - 1, -1, -1):
            if line.low[j] in HARD:
                break
            if line.is_mention(j):
                group = line.groups[j]
                if not line.preposition(group.first)[0] and fits(line, j, False):
                    found = group
        return found

    def _following(self, trigger: Trigger) -> Group | None:
        """Return the subject of the main clause after a clause without one of its own."""
        line = self.line
        for j in range(trigger.last + 1, len(line) - 1):
            if line.low[j] in HARD:
                return None
            if line.low[j] == ",":
                k = j + 1
                while k < len(line) and line.begins("determiners", k):
                    k += line.begins("determiners", k)
                if line.is_mention(k):
                    return line.groups[k]
        return None

    def _controller(self, trigger: Trigger) -> Group | None:
        """Return who would do what an infinitive says: the one asked, or the subject."""
        before = [t for t in self.triggers if t.last < trigger.group_start]
        if not before:
            return None
        matrix = before[-1]
        if matrix.entry.type in ("REQUEST", "COERCE", "ACCUSE") and matrix.recipients:
            return Group(0, 0, matrix.recipients)
        if matrix.subject and matrix.entry.roles == "mutual":
            return matrix.subject
        return Group(0, 0, matrix.actors) if matrix.actors else None
