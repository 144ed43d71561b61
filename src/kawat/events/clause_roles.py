"""Who acts and who receives: the participants of every trigger of a sentence."""

from __future__ import annotations

from kawat.events.clause import HARD, REACH, Group, Line
from kawat.events.clause_subjects import REACTIONS, Subjects, Trigger, fits
from kawat.events.lexicon import Entry

OWN = frozenset({"MOBILIZE", "RETREAT", "AID", "AGREE"})
"""Types that act with one's own people: "sent troops", "recalled its soldiers"."""
BARE = frozenset({"base", "active"})
COMPLEMENT = frozenset({"AGREE", "THREATEN", "REJECT", "CONCEDE"})
"""Types whose recipient may stand in what is promised or refused: "agreed to arm X"."""


def stops(line: Line, j: int, verbs: frozenset[int]) -> bool:
    """Whether item ``j`` ends the clause for a walk to the right."""
    if line.low[j] in HARD or line.begins("relatives", j):
        return True
    n = line.begins("subordinators", j)
    if not n:
        return False
    return not line.begins("prepositions", j) or line.clause_follows(j + n, verbs)


class Roles(Subjects):
    """Finds the participants of the triggers of one sentence, left to right."""

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
            line.low[j] in HARD
            or line.low[j] == ","
            or line.begins("subordinators", j)
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
        after = trigger.gap_item if trigger.absorbed and trigger.gap_item else trigger.last
        right = self.right(trigger, after + 1)
        agent, objects, partners = self._arguments(trigger, right)
        if trigger.how == "inverted":
            objects = [group for group in objects if group is not subject]
        if trigger.passive:
            agent = agent or self._agent(trigger)
            beside = self._beside_passive(trigger, right)
            if agent is None and beside is not None:
                agent = beside
                objects = [group for group in objects if group is not agent]
            self._set(trigger, agent, subject or (objects[0] if objects else None), ())
            return
        receives = objects[0] if objects else self._complement(trigger) or agent
        owner = self._owner(trigger, right)
        if owner is not None and entry.roles == "mutual" and trigger.how in ("carry", "control"):
            subject, receives = owner, None
        elif owner is not None and entry.roles == "direct" and len(objects) > 1:
            receives = objects[1]
        elif owner is receives and owner and self._kind(owner) == "pronoun":
            receives = None
        self._set(trigger, subject, receives, partners)

    def _arguments(
        self, trigger: Trigger, right: list[tuple[str, Group]]
    ) -> tuple[Group | None, list[Group], list[Group]]:
        """Return agent, objects and partners of a verb among the mentions to its right."""
        line, entry = self.line, trigger.entry
        agent: Group | None = None
        objects: list[Group] = []
        partners: list[Group] = []
        if trigger.gap_item is not None and not (trigger.absorbed and entry.type in OWN):
            objects.append(line.groups[trigger.gap_item])
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
            elif self._accepts(entry, preposition) and fits(
                line, group.first, entry.roles == "visit"
            ):
                objects.append(group)
        return agent, objects, partners

    def _beside_passive(self, trigger: Trigger, right: list[tuple[str, Group]]) -> Group | None:
        """Return the agent right after a passive, where the language needs no preposition."""
        if not self.line.grammar.agent_adjacent or not right:
            return None
        preposition, group = right[0]
        beside = self.line.before(group.first) == trigger.last + 1
        return group if beside and not preposition else None

    def _kind(self, group: Group) -> str:
        return self.line.mentions[group.mentions[0]].kind

    def _modifies(self, group: Group) -> bool:
        """Whether a mention is but the adjective of a deed's noun ("military aid")."""
        after = self.by_item.get(group.last + 1)
        text = self.line.mentions[group.mentions[-1]].text.lower()
        return (
            after is not None and after.voice == "noun" and text in self.line.grammar["modifiers"]
        )

    def _owner(self, trigger: Trigger, right: list[tuple[str, Group]]) -> Group | None:
        """Return whose deed the noun of a phrase is: "menegaskan dukungan Cina bagi Rusia"."""
        if not self.line.grammar.agent_adjacent or trigger.first == trigger.last or not right:
            return None
        preposition, group = right[0]
        beside = self.line.before(group.first) == trigger.last + 1
        return group if beside and not preposition else None

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
        self,
        trigger: Trigger,
        acts: Group | None,
        receives: Group | None,
        partners: list[Group] | tuple[()],
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
        entry = trigger.entry
        actor, receiver, between, partners = self._beside(trigger)
        possessor = self._possessor(trigger)
        if possessor and (not actor or entry.head == "actor"):
            if entry.head == "recipient" and (actor or trigger.light):
                receiver = receiver or possessor
            else:
                actor = possessor
        trigger.how = "noun"
        if trigger.light and not actor:
            actor, receiver = self._lent(trigger, receiver)
        elif trigger.clitic and not actor:
            owner = self._carried(trigger.first, trigger) or self._following(trigger)
            if entry.head == "recipient":
                receiver = receiver or owner
            else:
                actor = owner
            trigger.how = "clitic"
        if between:
            actor, partners = between, []
            receiver = None if entry.roles == "mutual" else receiver
        if entry.roles in ("host", "reverse"):
            actor, receiver = receiver, actor
        self._set(trigger, actor, receiver, partners)

    def _beside(
        self, trigger: Trigger
    ) -> tuple[Group | None, Group | None, Group | None, list[Group]]:
        """Return actor, recipient, parties and partners named to the right of a noun."""
        entry, grammar = trigger.entry, self.line.grammar
        actor: Group | None = None
        receiver: Group | None = None
        between: Group | None = None
        partners: list[Group] = []
        owned = entry.head == "recipient" or (
            entry.roles == "direct" and self._possessor(trigger) is not None
        )
        agent, of = grammar["agent"].members_text, grammar["of"].members_text
        for n, (preposition, group) in enumerate(self.right(trigger, trigger.last + 1)):
            adjacent = n == 0 and not preposition and grammar.agent_adjacent
            if preposition in agent:
                actor = group
            elif preposition in grammar["between"].members_text:
                between = group
            elif preposition in of or adjacent:
                if owned:
                    receiver = receiver or group
                else:
                    actor = actor or group
            elif preposition in grammar["partner"].members_text:
                partners.append(group)
            named = preposition and preposition not in of and preposition not in agent
            place = fits(self.line, group.first, entry.roles == "visit")
            if named and place and self._accepts(entry, preposition):
                receiver = receiver or group
        return actor, receiver, between, partners

    def _lent(self, trigger: Trigger, receiver: Group | None) -> tuple[Group | None, Group | None]:
        """Return actor and recipient of a noun that has its subject from a light verb."""
        trigger.how = "light"
        subject = self.subject(trigger)
        if trigger.light == "get":
            return (receiver, subject) if receiver else (None, subject)
        if trigger.passive:
            return None, receiver or (None if trigger.entry.head == "actor" else subject)
        return subject, receiver

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
            if (
                not low[:1].isalnum()
                or line.ends("prepositions", j)
                or line.ends("coordinators", j)
            ):
                return None
            if (
                line.ends("determiners", j)
                or line.ends("auxiliaries", j)
                or (j - 1) in self.by_item
            ):
                return None
            j -= 1
            steps += 1
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
                if self._modifies(group):
                    j = group.last + 1
                    continue
                own = line.preposition(group.first)
                found.append((own[0] if own[1] >= start and own[0] else passed, group))
                j = group.last + 1
                continue
            if stops(line, j, self.verbs) or line.low[j] == ",":
                break
            other = self.by_item.get(j)
            promised = trigger.entry.type in COMPLEMENT and other and other.voice in BARE
            if other and other is not trigger and other.voice != "noun" and not promised:
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
