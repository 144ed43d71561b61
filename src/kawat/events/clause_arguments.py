"""What stands to the right of a trigger: the mentions of its clause and their prepositions."""

from __future__ import annotations

from kawat.events.clause import HARD, REACH, Group, Line
from kawat.events.clause_subjects import Subjects, Trigger, fits
from kawat.events.lexicon import Entry

BARE = frozenset({"base", "active"})
MOVING = frozenset({"MOBILIZE", "RETREAT", "CONSULT", "PROTEST"})
"""Types whose place is where they happen, however it is introduced: "sent troops to X"."""
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


class Arguments(Subjects):
    """Reads the mentions to the right of a trigger, and fills in its roles."""

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

    def fits(self, entry: Entry, preposition: str, group: Group) -> bool:
        """Whether a mention may receive: a mere place only where a deed is aimed at it."""
        if fits(self.line, group.first, entry.roles == "visit"):
            return True
        preposition = preposition or self.line.preposition(group.first)[0]
        aimed = preposition in self.line.grammar["directions"].members_text
        return aimed and entry.roles == "direct" and entry.type not in MOVING

    def _accepts(self, entry: Entry, preposition: str) -> bool:
        """Whether a preposition (or none) may introduce the recipient of an entry."""
        if entry.prepositions:
            return (
                preposition in entry.prepositions
                or (entry.type != "PROTEST" and preposition in self.line.grammar["of"].members_text)
                or (not preposition and "-" in entry.prepositions)
            )
        if not preposition:
            return True
        grammar = self.line.grammar
        return preposition in grammar["recipients"].members_text or (
            preposition in grammar["of"].members_text
        )

    def _modifies(self, group: Group) -> bool:
        """Whether a mention is but the adjective of a deed's noun ("military aid")."""
        after = self.by_item.get(group.last + 1)
        text = self.line.mentions[group.mentions[-1]].text.lower()
        return (
            after is not None and after.voice == "noun" and text in self.line.grammar["modifiers"]
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


def _merged(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*first, *second}))
