"""A phrase on its way to a mention, and what kind of actor it is of."""

from __future__ import annotations

from dataclasses import dataclass

from kawat.actors.phrases import Phrase
from kawat.model import Actor, Mention, MentionKind


@dataclass(slots=True)
class Found:
    """A phrase on its way to a mention, with the sentence it stands in.

    ``open`` is true where the country must still come from the context, ``owner`` is what a
    pronoun or a possessive points back to, ``local`` the id of a person only the article
    knows.
    """

    phrase: Phrase
    sentence: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    rule: str
    locative: bool = False
    open: bool = False
    owner: Found | None = None
    local: str | None = None

    def mention(self, text: str, offset: int) -> Mention:
        """Return the mention, placed in the article."""
        start, end = self.phrase.start, self.phrase.end
        return Mention(
            offset + start,
            offset + end,
            text[start:end],
            self.kind,
            self.actors,
            self.rule,
            self.locative,
            reason=self._reason(),
        )

    def _reason(self) -> str | None:
        """Return the code of why nothing, or no country, is known of the mention."""
        if not self.actors:
            return "referent-unclear" if self.kind == "pronoun" else "actor-ambiguous"
        told = any(actor.country or actor.id for actor in self.actors)
        return None if told else "actor-country-unknown"


def are_same(one: Found, other: Found) -> bool:
    """Tell whether two mentions are of the same actors as far as is known."""
    return (one.owner or one).actors == (other.owner or other).actors


def has_actor(found: Found) -> bool:
    """Tell whether it is known whom a mention refers to, or to what it points back."""
    return bool(found.actors or found.owner)


def has_country(found: Found) -> bool:
    """Tell whether a mention is of one country, or will be."""
    if found.kind == "pronoun" and found.owner is not None:
        found = found.owner
    return found.open or (len(found.actors) == 1 and found.actors[0].country is not None)


def is_person(found: Found) -> bool:
    """Tell whether a mention is of one person."""
    head = found.phrase.head
    if found.kind == "person":
        return True
    single = head is not None and head.letter in "Hh" and not (head.word and head.word.plural)
    return found.kind == "role" and single


def is_many(found: Found) -> bool:
    """Tell whether a mention is of several, which "they" may take up."""
    head = found.phrase.head
    if head is None:
        return len(found.actors) > 1 or found.phrase.items[0].letter == "Z"
    return head.letter in "Gg" or bool(head.word and head.word.plural)


def is_body(found: Found) -> bool:
    """Tell whether a mention is of a state or a body, which "it" may take up."""
    return found.kind != "pronoun" and not is_person(found) and not is_many(found)


def is_organisation(found: Found) -> bool:
    """Tell whether a mention is of a body that "that organisation" may take up."""
    head = found.phrase.head
    body = found.kind == "role" and head is not None and head.letter in "Bb"
    return body or found.kind == "organisation"


def is_party(found: Found) -> bool:
    """Tell whether a mention is of a party, which "that party" may take up."""
    return any(actor.sector in ("PTY", "OPP") for actor in found.actors)


def is_list(found: Found) -> bool:
    """Tell whether a mention is of several that belong to the state it ends in, or shares them."""
    head, last = found.phrase.head, found.phrase.items[-1]
    if head is None:
        return found.rule == "shared-head" and last.letter == "S"
    return bool(head.word and head.word.plural) and last.letter == "S" and last is not head
