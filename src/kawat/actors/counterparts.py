"""Of which country somebody's counterpart, host or neighbour is."""

from __future__ import annotations

from kawat.actors.context import Context
from kawat.actors.found import Found
from kawat.actors.records import BODIES


def other_country(context: Context, found: Found) -> str | None:
    """Return the only country named near a counterpart that is not its owner's."""
    own = {actor.country for actor in found.owner.actors} if found.owner else {None}
    if None in own:
        return None
    for where in (found.sentence, found.sentence - 1):
        near = [
            one
            for one in context.of(where)
            if where < found.sentence or one.phrase.start < found.phrase.start
        ]
        countries = {actor.country for one in near for actor in one.actors if actor.country}
        others = countries - own - BODIES
        if others:
            return others.pop() if len(others) == 1 else None
    return None
