"""Settles whom a phrase refers to: in the register, at the page's date, within the article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from kawat.actors.lexicon import HEADS, Lexicon
from kawat.actors.phrases import Item, Phrase
from kawat.actors.register import Entity, Office, Register
from kawat.model import Actor, Mention, MentionKind

_BODIES = frozenset({"UNO", "EUR", "NAT", "IGO", "NGO", "WST"})
"""PLOVER's codes of bodies and blocs that are not states."""
_STATE_KINDS = frozenset({"state", "country", "territory"})


@dataclass(slots=True)
class Found:
    """A phrase on its way to a mention: where it stands and what is known of it so far."""

    phrase: Phrase
    sentence: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    rule: str
    locative: bool = False
    settled: bool = True
    """False where the country must come from the context."""

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
        )


def state_actor(entity: Entity, sector: str | None = None) -> Actor:
    """Return a state, or the government its capital stands for, as an actor."""
    return Actor(entity.id, entity.name, entity.country, sector or entity.sector)


@dataclass
class Reading:
    """What the article has told so far, as its phrases are read in order."""

    register: Register
    lexicon: Lexicon
    on: date | None
    dateline: str | None = None
    found: list[Found] = field(default_factory=list)
    people: dict[str, Actor] = field(default_factory=dict)
    """Local names of the article, by the id they have in its own list of names."""

    # -- one phrase ---------------------------------------------------------------------

    def read(self, phrase: Phrase, sentence: int) -> Found:
        """Return what a phrase says by itself, and what the text before it adds."""
        letter = phrase.items[0].letter
        if phrase.name:
            found = self._person(phrase, sentence)
        elif phrase.head is not None:
            found = self._role(phrase, sentence)
        elif letter in "ny":
            found = self._pronoun(phrase, sentence)
        elif letter == "Z":
            found = self._several(phrase, sentence)
        else:
            found = self._name(phrase, sentence)
        self.found.append(found)
        return found

    def _name(self, phrase: Phrase, sentence: int) -> Found:
        """Read a state, its capital, or a body that stands alone."""
        item = phrase.items[0]
        entity = self._entity(item)
        if entity is None:
            return Found(phrase, sentence, "organisation", (), "ambiguous-name")
        if item.letter == "C":
            actor = state_actor(entity, "GOV")
            return Found(phrase, sentence, "metonym", (actor,), "register", phrase.place)
        if entity.kind in _STATE_KINDS:
            sector = "CVL" if item.letter == "D" else None
            actor = state_actor(entity, sector)
            return Found(phrase, sentence, "state", (actor,), "register", phrase.place)
        kind: MentionKind = "group" if entity.country == "WST" else "organisation"
        return Found(phrase, sentence, kind, (state_actor(entity),), "register")

    def _entity(self, item: Item) -> Entity | None:
        entities = [self.register.entity(name.id) for name in item.names]
        known = [entity for entity in entities if entity is not None]
        if item.letter in "SADC":
            known = [e for e in known if e.kind in _STATE_KINDS] or known
        return known[0] if known else None

    # -- roles --------------------------------------------------------------------------

    def _role(self, phrase: Phrase, sentence: int) -> Found:
        country = self._own_country(phrase)
        sector = self._sector(phrase)
        actor = Actor(None, None, country, sector)
        rule = "role"
        if country is None:
            owner = self._owner(phrase, sentence)
            if owner is not None:
                return Found(
                    phrase, sentence, "role", (replace(actor, country=owner.country),), "possessor"
                )
            same = self._epithet(phrase, sentence)
            if same is not None:
                return Found(phrase, sentence, "role", (same,), "epithet")
        return Found(phrase, sentence, "role", (actor,), rule, settled=country is not None)

    def _own_country(self, phrase: Phrase) -> str | None:
        """Return the country the phrase itself names: a state before a body."""
        named = {item.first for item in phrase.name}
        bodies = None
        for item in phrase.items:
            if item.first in named or not item.names or item.letter not in "SADCOP":
                continue
            entity = self._entity(item)
            if entity is None or entity.country is None:
                continue
            if entity.country not in _BODIES:
                return entity.country
            bodies = bodies or entity.country
        return bodies

    def _sector(self, phrase: Phrase) -> str | None:
        """Return the sector of the head, or of what it belongs to where it yields."""
        head = phrase.head
        if head is None or head.word is None:
            return None
        if any(item.word and item.word.detail == "past" for item in phrase.items):
            if head.word.sector == "GOV":
                return "ELI"
        if not head.word.yielding:
            return head.word.sector
        at = phrase.items.index(head)
        before, after = phrase.items[:at][::-1], phrase.items[at + 1 :]
        order = (*before, *after) if self.lexicon.head_last else (*after, *before)
        for item in order:
            if item in phrase.name:
                continue
            if item.word is not None and item.letter in HEADS and item.word.sector:
                return item.word.sector
            if item.letter == "O":
                entity = self._entity(item)
                if entity is not None and entity.sector:
                    return entity.sector
                if entity is not None and entity.country in _BODIES and head.letter not in "Hh":
                    return None
        return head.word.sector

    def _owner(self, phrase: Phrase, sentence: int) -> Actor | None:
        """Return whom "its", "his" or a clitic in the phrase points back to."""
        has_possessor = any(item.letter == "y" for item in phrase.items)
        has_clitic = phrase.head and phrase.head.word and phrase.head.word.clitic
        if not has_possessor and not has_clitic:
            return None
        return self._antecedent(sentence, lambda actor: actor.country is not None)

    def _antecedent(self, sentence: int, fits) -> Actor | None:  # type: ignore[no-untyped-def]
        """Return the subject: the first fitting actor of this sentence, else of the last."""
        for where in (sentence, sentence - 1):
            for found in self.found:
                if found.sentence != where or found.locative or len(found.actors) != 1:
                    continue
                if fits(found.actors[0]):
                    return found.actors[0]
        return None

    def _epithet(self, phrase: Phrase, sentence: int) -> Actor | None:
        """Return the person last called by the same title with a name ("the president")."""
        head = phrase.head
        if head is None or head.word is None or head.letter not in "Hh" or head.word.plural:
            return None
        for found in reversed(self.found):
            other = found.phrase.head
            if found.kind == "person" and other and other.word and len(found.actors) == 1:
                if other.word.form == head.word.form:
                    return found.actors[0]
        return None

    # -- persons ------------------------------------------------------------------------

    def _person(self, phrase: Phrase, sentence: int) -> Found:
        country, sector = self._own_country(phrase), self._sector(phrase)
        ids = self._candidates(phrase)
        local = [self.people[id] for id in ids if id in self.people]
        if len(local) == 1:
            return Found(phrase, sentence, "person", (local[0],), "name" if phrase.name[0].letter == "P" else "surname")
        if len(ids) > 1 and country:
            ids = [id for id in ids if self._country_of(id) == country] or ids
        if len(ids) > 1:
            return Found(phrase, sentence, "person", (), "ambiguous-name")
        if ids:
            actor = self._known_person(ids[0], sector)
            return Found(phrase, sentence, "person", (actor,), "register")
        actor = Actor(None, phrase.name_text, country, sector)
        return Found(phrase, sentence, "person", (actor,), "title", settled=country is not None)

    def _country_of(self, id: str) -> str | None:
        entity = self.register.entity(id)
        return entity.country if entity else None

    def _candidates(self, phrase: Phrase) -> list[str]:
        """Return the ids the name may stand for, without doubles."""
        ids: list[str] = []
        for item in phrase.name:
            for name in item.names:
                if name.id not in ids:
                    ids.append(name.id)
            if item.letter == "P":
                break
        if len(phrase.name) > 1 and phrase.name[0].letter == "K":
            return []
        return ids

    def _known_person(self, id: str, sector: str | None) -> Actor:
        """Return a person of the register with the office held on the page's date."""
        entity = self.register.entity(id)
        assert entity is not None
        if self.on is None:
            return Actor(id, entity.name, entity.country, sector or entity.sector)
        held = self.register.offices(id, self.on)
        if not held:
            return Actor(id, entity.name, entity.country, sector or entity.sector)
        office: Office = held[0]
        return Actor(
            id, entity.name, office.country or entity.country, office.sector, office.office
        )

    # -- pronouns -----------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, sentence: int) -> Found:
        return Found(phrase, sentence, "pronoun", (), "pronoun-unclear")

    def _several(self, phrase: Phrase, sentence: int) -> Found:
        return Found(phrase, sentence, "pronoun", (), "pair-unclear")
