"""Who acts and who receives where a deed is told by a noun."""

from __future__ import annotations

from kawat.events.clause import Group
from kawat.events.clause_arguments import Arguments
from kawat.events.clause_subjects import Trigger


class Nouns(Arguments):
    """Finds the participants of nouns of deed."""

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
            place = self.fits(entry, preposition, group)
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
            if line.is_mention(j - 1) and not self._modifies(line.groups[j - 1]):
                if line.grammar.agent_adjacent:
                    return None
                return line.groups[j - 1] if steps < 3 else None
            low = line.low[j - 1]
            if (
                not (low[:1].isalnum() or line.is_mention(j - 1))
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
