"""For whom somebody acts, where the words beside the name or noun tell it."""

from __future__ import annotations

from kawat.actors.phrases import Phrase
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


def is_owned(phrase: Phrase) -> bool:
    """Tell whether "its", "his" or a clitic in the phrase points back to an owner."""
    head = phrase.head
    return (
        phrase.own
        or any(item.letter == "y" for item in phrase.items if not phrase.is_of_home)
        or bool(head and head.word and head.word.clitic)
    )
