"""Who acts and who receives: walking left and right of a trigger."""

from __future__ import annotations

from dataclasses import dataclass

from kawat.events.clause import HARD, QUOTES, REACH, Group, Line
from kawat.events.lexicon import Entry, Voice


REACTIONS = frozenset({"SANCTION", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "REQUEST"})
"""Types that answer somebody, who may be named only in the clause before."""


COMPLEMENT = frozenset({"AGREE", "THREATEN", "REJECT", "CONCEDE"})
"""Types whose recipient may stand in what is promised or refused: "agreed to arm X"."""


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
    how: str = ""
    content: bool = False
    """Whether it is only what another trigger asks, promises, threatens or refuses."""
    reaction: bool = False
    """Whether the recipient was taken from the clause before."""


def stops(line: Line, j: int, verbs: frozenset[int]) -> bool:
    """Whether item ``j`` ends the clause for a walk to the right."""
    if line.low[j] in HARD or line.begins("relatives", j):
        return True
    n = line.begins("subordinators", j)
    if not n:
        return False
    return not line.begins("prepositions", j) or line.clause_follows(j + n, verbs)


def fits(line: Line, i: int, places: bool) -> bool:
    """Whether the mention at item ``i`` may be a participant, not a mere place."""
    return places or not line.mentions[line.mention[i]].locative


class Roles:
    """Finds the participants of the triggers of one sentence, left to right."""

    def __init__(self, line: Line, triggers: list[Trigger], reports: frozenset[int]) -> None:
        """``reports`` are the items that hold a verb of saying."""
        self.line = line
        self.triggers = triggers
        self.reports = reports
        self.verbs = frozenset(t.head for t in triggers if t.voice != "noun") | reports
        self.by_item = {i: t for t in triggers for i in range(t.first, t.last + 1)}

    def assign(self) -> None:
        """Fill in actors and recipients of every trigger."""
        for trigger in self.triggers:
            if trigger.voice == "noun":
                self._noun(trigger)
            else:
                self._verb(trigger)
            self._react(trigger)
        for first, second in zip(self.triggers, self.triggers[1:], strict=False):
            self._share(first, second)

    def _react(self, trigger: Trigger) -> None:
        """Give a deed of reaction without recipient the actors of what it reacts to.

        "Moscow closed the consulate; Berlin protested": Berlin protests against Moscow.
        """
        if (
            trigger.recipients
            or not trigger.actors
            or trigger.entry.roles != "direct"
            or trigger.entry.type not in REACTIONS
            or trigger.passive
        ):
            return
        for other in reversed(self.triggers[: self.triggers.index(trigger)]):
            if other.reaction or not self._apart(other, trigger):
                continue
            others = tuple(m for m in other.actors if m not in trigger.actors)
            if others:
                trigger.recipients = others
                trigger.reaction = True
                return

    def _apart(self, first: Trigger, second: Trigger) -> bool:
        """Whether a clause of its own lies between: a mark or a conjunction, and a subject."""
        line = self.line
        return any(
            line.low[j] in HARD or line.low[j] == "," or line.begins("subordinators", j)
            or line.begins("coordinators", j)
            for j in range(first.last + 1, second.head)
        )

    def _share(self, first: Trigger, second: Trigger) -> None:
        """Let coordinated verbs share their object: "arrest and deport X"."""
        if first.actors != second.actors or not first.actors:
            return
        if not (first.entry.roles == second.entry.roles == "direct"):
            return
        if not self.line.begins("coordinators", first.last + 1) and second.how != "carry":
            return
        if first.recipients and not second.recipients and second.voice != "noun":
            second.recipients = first.recipients
        elif second.recipients and not first.recipients and first.last + 2 >= second.group_start:
            first.recipients = second.recipients

    def _verb(self, trigger: Trigger) -> None:
        entry = trigger.entry
        subject = self.subject(trigger)
        right = self.right(trigger, trigger.last + 1)
        places = entry.roles == "visit"
        line = self.line
        agent: Group | None = None
        objects: list[Group] = []
        if trigger.gap_item is not None:
            objects.append(line.groups[trigger.gap_item])
        partners: list[Group] = []
        for preposition, group in right:
            if preposition in line.grammar["agent"].members_text:
                agent = agent or group
            elif preposition in line.grammar["partner"].members_text:
                partners.append(group)
                if self._accepts(entry, preposition):
                    objects.append(group)
            elif entry.roles == "mutual":
                if not preposition:
                    objects.append(group)
            elif self._accepts(entry, preposition) and fits(line, group.first, places):
                objects.append(group)
        if trigger.how == "inverted":
            objects = [g for g in objects if g is not subject]
        if trigger.passive:
            agent = agent or self._agent(trigger)
            if (
                agent is None
                and line.grammar.agent_adjacent
                and right
                and right[0][0] == ""
                and line.before(right[0][1].first) == trigger.last + 1
            ):
                agent = right[0][1]
                objects = [g for g in objects if g is not agent]
            receives = subject or (objects[0] if objects else None)
            self._set(trigger, agent, receives, ())
            return
        receives = objects[0] if objects else self._complement(trigger)
        self._set(trigger, subject, receives, partners)

    def _complement(self, trigger: Trigger) -> Group | None:
        """Return the subject of the clause a speech act introduces: "urged that X leave"."""
        line, k = self.line, trigger.last + 1
        if trigger.entry.type not in ("REQUEST", "ACCUSE"):
            return None
        n = line.begins("complementizers", k)
        if not n:
            return None
        k += n
        while k < len(line) and line.begins("determiners", k):
            k += line.begins("determiners", k)
        return line.groups[k] if line.is_mention(k) else None

    def _agent(self, trigger: Trigger) -> Group | None:
        """Return the agent of a passive further on: "was shot at, on Monday, by X"."""
        line = self.line
        for j in range(trigger.last + 1, min(len(line), trigger.last + 1 + 2 * REACH)):
            if line.low[j] in HARD or (j in self.verbs and j not in self.reports):
                return None
            n = line.begins("agent", j)
            if n:
                k = j + n
                while k < len(line) and line.begins("determiners", k):
                    k += line.begins("determiners", k)
                return line.groups[k] if line.is_mention(k) else None
        return None

    def _accepts(self, entry: Entry, preposition: str) -> bool:
        """Whether a preposition (or none) may introduce the recipient of an entry."""
        if entry.prepositions:
            return (
                preposition in entry.prepositions
                or preposition in self.line.grammar["of"].members_text
                or (not preposition and "-" in entry.prepositions)
            )
        if not preposition:
            return True
        grammar = self.line.grammar
        return preposition in grammar["recipients"].members_text or (
            preposition in grammar["of"].members_text
        )

    def _set(
        self, trigger: Trigger, acts: Group | None, receives: Group | None, partners: list[Group] | tuple[()]
    ) -> None:
        roles = trigger.entry.roles
        a = acts.mentions if acts else ()
        r = receives.mentions if receives else ()
        if roles in ("host", "reverse"):
            a, r = r, a
        elif roles == "mutual":
            more = partners[0].mentions if partners else r
            a, r = _merged(a, more), ()
        elif roles == "alone":
            r = ()
            if trigger.passive:
                a, r = a, (receives.mentions if receives else ())
        trigger.actors = a
        trigger.recipients = tuple(m for m in r if m not in a)

    def _noun(self, trigger: Trigger) -> None:
        line, entry, grammar = self.line, trigger.entry, self.line.grammar
        right = self.right(trigger, trigger.last + 1)
        actor: Group | None = None
        receiver: Group | None = None
        between: Group | None = None
        partners: list[Group] = []
        possessor = self._possessor(trigger)
        for n, (preposition, group) in enumerate(right):
            adjacent = n == 0 and not preposition
            if preposition in grammar["agent"].members_text:
                actor = group
            elif preposition in grammar["between"].members_text:
                between = group
            elif preposition in grammar["of"].members_text or (adjacent and grammar.agent_adjacent):
                if entry.head == "recipient" or (possessor and entry.roles == "direct"):
                    receiver = receiver or group
                else:
                    actor = actor or group
            elif preposition in grammar["partner"].members_text:
                partners.append(group)
            if (
                preposition
                and preposition not in grammar["of"].members_text
                and preposition not in grammar["agent"].members_text
                and self._accepts(entry, preposition)
                and fits(line, group.first, entry.roles == "visit")
            ):
                receiver = receiver or group
        if possessor and (not actor or entry.head == "actor"):
            if entry.head == "recipient" and (actor or trigger.light):
                receiver = receiver or possessor
            else:
                actor = possessor
        trigger.how = "noun"
        if trigger.light and not actor:
            subject = self.subject(trigger)
            if trigger.light == "get":
                if receiver and not actor:
                    actor, receiver = receiver, subject
                else:
                    receiver = subject
            elif trigger.passive:
                receiver = receiver or (None if entry.head == "actor" else subject)
            else:
                actor = subject
            trigger.how = "light"
        elif trigger.clitic and not actor:
            owner = self._carried(trigger.first, trigger) or self._following(trigger)
            if entry.head == "recipient":
                receiver = receiver or owner
            else:
                actor = owner
            trigger.how = "clitic"
        if between:
            actor, partners = between, []
        if entry.roles == "mutual" and between:
            receiver = None
        if entry.roles in ("host", "reverse"):
            actor, receiver = receiver, actor
        self._set(trigger, actor, receiver, partners)

    def _possessor(self, trigger: Trigger) -> Group | None:
        """Return the mention before a noun: with a possessive mark, or as its adjective."""
        line, j = self.line, trigger.first
        steps = 0
        while j > 0 and steps < 4:
            n = line.ends("possessor", j)
            if n and line.is_mention(j - n - 1):
                return line.groups[j - n - 1]
            if line.is_mention(j - 1):
                if line.grammar.agent_adjacent:
                    return None
                return line.groups[j - 1] if steps < 3 else None
            low = line.low[j - 1]
            if not low[:1].isalnum() or line.ends("prepositions", j) or line.ends("coordinators", j):
                return None
            if line.ends("determiners", j) or line.ends("auxiliaries", j) or (j - 1) in self.by_item:
                return None
            j -= 1
            steps += 1
        return None

    # -- left of a verb ------------------------------------------------------------------

    def subject(self, trigger: Trigger) -> Group | None:
        """Return the subject of a verb, or None."""
        line, k = self.line, trigger.group_start
        inverted = self._inverted(trigger)
        if inverted:
            trigger.how = "inverted"
            return inverted
        n = line.ends("relatives", k)
        if n and not line.is_mention(k - n):
            trigger.how = "relative"
            return self._antecedent(k - n, trigger)
        reduced = trigger.passive and "be" not in trigger.cues
        if k > 0 and line.is_mention(k - 1) and (reduced or self._free(line.groups[k - 1])):
            trigger.how = "near"
            return line.groups[k - 1]
        n = line.ends("coordinators", k)
        if n or (k > 0 and line.low[k - 1] == "," and trigger.voice in ("gerund",)):
            trigger.how = "carry"
            return self._carried(k, trigger) or self._nearest(k - max(n, 1))
        if line.ends("infinitive", k) or self._infinitive(trigger):
            trigger.how = "control"
            return self._controller(trigger) or self._nearest(k)
        trigger.how = "near"
        found = self._nearest(k)
        if found is None:
            trigger.how = "carry"
            found = self._carried(k, trigger) or self._following(trigger)
        return found

    def _inverted(self, trigger: Trigger) -> Group | None:
        """Return the subject after a verb of saying: "..., warned the minister"."""
        line, before = self.line, trigger.group_start - 1
        if trigger.entry.type not in REACTIONS or before < 1:
            return None
        if line.low[before] not in QUOTES and not (
            line.low[before] == "," and line.low[before - 1] in QUOTES | {""} and False
        ):
            marks = line.low[before] == "," and (trigger.first in self.reports or before > 3)
            if not marks or trigger.voice in ("gerund", "passive", "fixed"):
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
        low = self.line.low
        span = low[trigger.group_start : trigger.first]
        return trigger.voice == "base" and bool(span) and span[-1] in self.line.grammar["infinitive"]

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
            if line.is_mention(j - steps):
                return line.groups[j - steps]
        return None

    def _previous_actor(self, j: int) -> Group | None:
        """Return the actors of the first trigger of the clause before item ``j``."""
        for other in self.triggers:
            if other.last < j and other.actors:
                return Group(-1, -1, other.actors)
        return None

    def demands(self, entry: Entry) -> list[Trigger]:
        """Return the demands made by telling what somebody must do: "X said Y must leave"."""
        line, found = self.line, []
        for j in range(2, len(line)):
            if not line.begins("obligations", j) or not line.is_mention(j - 1):
                continue
            group = line.groups[j - 1]
            k = line.before(group.first)
            k -= line.ends("complementizers", k)
            verb = k - 1
            if verb not in self.reports or verb in self.by_item:
                continue
            speaker = self._nearest(verb)
            if speaker and not set(speaker.mentions) & set(group.mentions):
                said = Trigger(j, j, entry, "active", head=j, group_start=j)
                said.actors, said.recipients = speaker.mentions, group.mentions
                said.how = "demand"
                found.append(said)
        return found

    def charges(self, hostile: frozenset[str], entry: Entry) -> list[Trigger]:
        """Return the accusations made by telling of hostile conduct: "X said Y had meddled".

        The verb of saying is the trigger, its subject accuses, the subject of the hostile verb
        is accused; neither may be missing, and nobody accuses himself.
        """
        line, found = self.line, []
        for j in range(1, len(line)):
            if line.low[j] not in hostile:
                continue
            for verb in sorted(self.reports, reverse=True):
                between = range(verb + 1, j)
                if verb >= j or verb in self.by_item or any(line.low[i] in HARD for i in between):
                    continue
                said = Trigger(verb, verb, entry, "active", head=verb, group_start=verb)
                speaker = self._nearest(verb)
                accused = self._nearest(j)
                if not speaker or not accused or accused.first < verb:
                    continue
                if set(accused.mentions) & set(speaker.mentions):
                    continue
                said.actors, said.recipients = speaker.mentions, accused.mentions
                said.how = "charge"
                found.append(said)
                break
        return found

    def _nearest(self, k: int) -> Group | None:
        """Return the nearest mention to the left that is no object and has no preposition."""
        line = self.line
        j, fallback, inner = k - 1, None, None
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
        return inner or fallback

    def _before_parenthesis(self, comma: int) -> Group | None:
        """Return the mention before a parenthesis that ends at ``comma``."""
        line = self.line
        j = comma - 1
        while j > 0 and line.low[j] not in HARD:
            if line.low[j] == "," and line.is_mention(j - 1):
                group = line.groups[j - 1]
                said = any(i in self.reports for i in range(j, comma))
                if not line.preposition(group.first)[0] and (said or not self._noun_after(j + 1)):
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
            if line.low[j] == "," :
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
        return Group(0, 0, matrix.actors) if matrix.actors else None

    # -- right of a trigger --------------------------------------------------------------

    def right(self, trigger: Trigger, start: int) -> list[tuple[str, Group]]:
        """Return the mentions to the right with their prepositions, in the trigger's clause.

        A mention without a preposition of its own has that of the phrase it stands in: "at a
        meeting of ministers ASEAN called" is no object.
        """
        line = self.line
        found: list[tuple[str, Group]] = []
        n = line.ends("prepositions", start) if trigger.voice == "noun" else 0
        passed = " ".join(line.low[start - n : start])
        j = start
        while j < len(line) and j < start + REACH:
            if line.is_mention(j):
                group = line.groups[j]
                own = line.preposition(group.first)
                found.append((own[0] if own[1] >= start and own[0] else passed, group))
                j = group.last + 1
                continue
            if stops(line, j, self.verbs) or line.low[j] == ",":
                break
            other = self.by_item.get(j)
            if other and other is not trigger and other.voice != "noun":
                if trigger.entry.type not in COMPLEMENT or other.voice not in ("base", "active"):
                    break
            if line.begins("coordinators", j) and line.clause_follows(j + 1, self.verbs):
                break
            n = line.begins("prepositions", j)
            if n:
                passed = " ".join(line.low[j : j + n])
            j += n or 1
        return found


def _merged(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*first, *second}))
