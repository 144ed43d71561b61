"""Who acts and who receives: the participants of every trigger of a sentence."""

from __future__ import annotations

from kawat.events.clause import HARD, REACH, Group
from kawat.events.clause_nouns import Nouns
from kawat.events.clause_subjects import REACTIONS, Trigger

OWN = frozenset({"MOBILIZE", "RETREAT", "AID", "AGREE"})
"""Types that act with one's own people: "sent troops", "recalled its soldiers"."""
AT_HOME = frozenset({"expel", "convict"})
"""Modes whose recipient may be of the actor's own people."""


class Roles(Nouns):
    """Finds the participants of the triggers of one sentence, left to right."""

    def assign(self) -> None:
        """Fill in actors and recipients of every trigger."""
        for trigger in self.triggers:
            if trigger.voice == "noun":
                self._noun(trigger)
            else:
                self._verb(trigger)
            self._address(trigger)
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
        teller = self._teller(trigger) if trigger.entry.type == "REJECT" else None
        if teller and not set(teller.mentions) & set(trigger.actors):
            trigger.recipients = teller.mentions
            trigger.reaction = True
            return
        for other in reversed(self.triggers[: self.triggers.index(trigger)]):
            if other.reaction or not self._apart(other, trigger):
                continue
            others = tuple(m for m in other.actors if not self._sides(m, trigger.actors))
            if others:
                trigger.recipients = others
                trigger.reaction = True
                return

    def _address(self, trigger: Trigger) -> None:
        """Give a speech act that is the purpose of a meeting the others who met.

        "spoke with X to offer condolences": the condolences are offered to X.
        """
        if trigger.recipients or trigger.how != "control" or trigger.entry.roles != "direct":
            return
        before = self.triggers[: self.triggers.index(trigger)]
        if before and before[-1].entry.roles == "mutual" and before[-1].subject:
            met = before[-1]
            if set(trigger.actors) < set(met.actors) and trigger.entry.type in REACTIONS:
                trigger.recipients = tuple(m for m in met.actors if m not in trigger.actors)

    def _teller(self, trigger: Trigger) -> Group | None:
        """Return who told what a denial answers: "X, the ministry said; Moscow denied it"."""
        line = self.line
        if line.is_mention(0) and trigger.head > 2 and line.low[1] == ":":
            return line.groups[0]
        told = [i for i in self.reports if i < trigger.head and i not in self.by_item]
        clause = [i for i in range(trigger.head) if line.low[i] in HARD | {","}]
        if not told or not clause or max(told) > clause[-1]:
            return None
        return self.nearest(max(told))

    def _sides(self, mention: int, actors: tuple[int, ...]) -> bool:
        """Whether a mention is one of the actors, or speaks for the same state."""
        acting = {state for m in actors for state in self._states(m)}
        return mention in actors or bool(acting & self._states(mention))

    def _states(self, mention: int) -> set[str]:
        """Return the countries that a mention speaks for: states and governments."""
        referents = self.line.mentions[mention].referents
        return {r.country for r in referents if r.country and r.sector in (None, "GOV")}

    def _apart(self, first: Trigger, second: Trigger) -> bool:
        """Whether a clause of its own lies between: a mark or a conjunction, and a subject."""
        line = self.line
        if not any(line.mention[j] in second.actors for j in range(first.last + 1, len(line))):
            return False
        return any(
            line.low[j] in HARD
            or line.low[j] == ","
            or line.begins("subordinators", j)
            or line.begins("coordinators", j)
            for j in range(first.last + 1, second.head)
        )

    def _share(self, first: Trigger, second: Trigger) -> None:
        """Let coordinated verbs share their object: "arrest and deport X"."""
        joined = self.line.begins("coordinators", first.last + 1)
        if joined and first.entry.roles == second.entry.roles == "mutual":
            first.actors = second.actors = tuple(sorted({*first.actors, *second.actors}))
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
        after = max(trigger.last, trigger.past)
        right = self.right(trigger, after + 1)
        trigger.subject = subject
        agent, objects, partners = self._arguments(trigger, right)
        objects = [group for group in objects if not self._own(trigger, subject, group)]
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
        own = trigger.absorbed and (entry.type in OWN or entry.roles == "mutual")
        if trigger.gap_item is not None and not own:
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
            elif self._accepts(entry, preposition) and self.fits(entry, preposition, group):
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

    def _own(self, trigger: Trigger, subject: Group | None, group: Group) -> bool:
        """Whether an object is the actor's own ("closed its consulate", "lifted its blockade")."""
        if subject is None or trigger.passive:
            return False
        mention = self.line.mentions[group.mentions[0]]
        possessive, _, owned = mention.text.lower().partition(" ")
        clitics = self.line.grammar.clitics[:1]
        if clitics and " " not in mention.text and mention.text.endswith(clitics):
            owned = mention.text
        elif possessive not in self.line.grammar["possessives"]:
            return False
        if owned and (
            trigger.entry.type not in OWN | {"SANCTION"} or trigger.entry.mode in AT_HOME
        ):
            return False
        acting = {r.country for m in subject.mentions for r in self.line.mentions[m].referents}
        return {r.country for r in mention.referents} <= acting

    def _owner(self, trigger: Trigger, right: list[tuple[str, Group]]) -> Group | None:
        """Return whose deed the noun of a phrase is: "menegaskan dukungan Cina bagi Rusia"."""
        if not self.line.grammar.agent_adjacent or trigger.first == trigger.last or not right:
            return None
        if self.line.ends("prepositions", trigger.last + 1):
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
            asked = line.ends("infinitive", j) and trigger.entry.type == "REQUEST"
            if line.low[j] in HARD or (j in self.verbs - self.reports and not asked):
                return None
            n = line.begins("agent", j)
            if n:
                k = j + n
                while k < len(line) and line.begins("determiners", k):
                    k += line.begins("determiners", k)
                return line.groups[k] if line.is_mention(k) else None
        return None
