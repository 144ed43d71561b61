"""Speech acts told by what is said: demands ("X said Y must leave") and charges."""

from __future__ import annotations

from kawat.events.clause import HARD
from kawat.events.clause_roles import Roles
from kawat.events.clause_subjects import Trigger
from kawat.events.lexicon import Entry


def demands(roles: Roles, entry: Entry) -> list[Trigger]:
    """Return the demands made by telling what somebody must do: "X said Y must leave"."""
    line, found = roles.line, []
    for j, _ in line.grammar["obligations"].starts(line.low):
        if j < 2 or not line.is_mention(j - 1):
            continue
        group = line.groups[j - 1]
        k = line.before(group.first)
        k -= line.ends("complementizers", k)
        verb = k - 1
        if verb not in roles.reports or verb in roles.by_item:
            continue
        speaker = roles.nearest(verb)
        if speaker and not set(speaker.mentions) & set(group.mentions):
            said = Trigger(j, j, entry, "active", head=j, group_start=j)
            said.actors, said.recipients = speaker.mentions, group.mentions
            said.how = "demand"
            found.append(said)
    return found


def charges(roles: Roles, hostile: frozenset[str], entry: Entry) -> list[Trigger]:
    """Return the accusations made by telling of hostile conduct: "X said Y had meddled".

    The verb of saying is the trigger, its subject accuses, the subject of the hostile verb
    is accused; neither may be missing, and nobody accuses himroles.
    """
    line, found = roles.line, []
    for j in range(1, len(line)):
        if line.low[j] not in hostile:
            continue
        for verb in sorted(roles.reports, reverse=True):
            between = range(verb + 1, j)
            if verb >= j or verb in roles.by_item or any(line.low[i] in HARD for i in between):
                continue
            said = Trigger(verb, verb, entry, "active", head=verb, group_start=verb)
            speaker = roles.nearest(verb)
            accused = roles.nearest(j)
            if not speaker or not accused or accused.first < verb:
                continue
            if set(accused.mentions) & set(speaker.mentions):
                continue
            said.actors, said.recipients = speaker.mentions, accused.mentions
            said.how = "charge"
            found.append(said)
            break
    return found
