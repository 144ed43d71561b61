"""For whom a person of the register acts, where the words beside the name tell it."""

from __future__ import annotations

from kawat.actors.records import BODIES
from kawat.actors.register import Entity, Register


def body_served(
    register: Register,
    served: dict[str, str | None],
    entity: Entity,
    country: str | None,
    sector: str | None,
) -> str | None:
    """Return the body that is no state for which the words say a person serves.

    It is so throughout the article: ``served`` keeps it, by the person's id.
    """
    if country in BODIES:
        ever = any(office.country == country for office in register.offices_ever(entity.id))
        if ever or sector == "GOV":
            served[entity.id] = country
    body = served.get(entity.id)
    return body if body in BODIES else None
