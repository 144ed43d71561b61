"""Settles whom a phrase refers to: in the register, on the page's date, within the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kawat.actors.context import Context
from kawat.actors.counterparts import other_country
from kawat.actors.countries import Countries
from kawat.actors.found import Found, has_actor, has_country
from kawat.actors.items import Item
from kawat.actors.lexicon import HEADS
from kawat.actors.phrases import Phrase
from kawat.actors.records import BODIES
from kawat.actors.register import LEADING_ROLES, STATE_KINDS, Entity
from kawat.actors.serving import body_served, is_owned
from kawat.actors.taken_up import TakenUp
from kawat.actors.titles import Titles
from kawat.model import Actor, MentionKind

_OVERRIDING = frozenset({"REB", "OPP", "CRM"})
"""Sectors that colour whoever belongs to them ("rebel envoys", "opposition deputies")."""


@dataclass
class Reading:
    """What an article has told so far, as its phrases are read in order.

    ``people`` are persons the register does not know, by the id they have in this article;
    ``sectors`` what a title told of those it does know; ``titles`` who was last named with a
    title; ``served``, on a page without a date, for whom those it knows were said to act.
    """

    context: Context
    countries: Countries
    on: date | None
    people: dict[str, Actor]
    taken_up: TakenUp
    sectors: dict[str, str | None] = field(default_factory=dict)
    served: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin without titles."""
        self.titles = Titles(self.context, self.taken_up)

    def read(self, phrase: Phrase, sentence: int) -> Found:
        """Return what a phrase says by itself and by what was read before it."""
        letter = "Z" if phrase.is_of_pair else phrase.items[0].letter
        if phrase.name:
            found = self._person(phrase, sentence)
            if found.open and is_owned(phrase):
                found.owner = self.context.subject(phrase, sentence, has_country)
                found.open = found.owner is None
        elif phrase.head is not None and letter != "Z":
            found = self._role(phrase, sentence)
        elif letter in "ny":
            found = self._pronoun(phrase, sentence)
        elif letter == "Z":
            found = Found(phrase, sentence, "pronoun", (), "pair-unclear")
        else:
            found = self.name(phrase, sentence)
        self.context.add(found)
        self.titles.note(found)
        return found

    # -- names --------------------------------------------------------------------------

    def name(self, phrase: Phrase, sentence: int) -> Found:
        """Read a state, its capital, a body, or a body of a body ("UN Security Council")."""
        item = phrase.items[-1 if self.context.lexicon.head_last else 0]
        entity = self._entity(item)
        if entity is None:
            return Found(phrase, sentence, "organisation", (), "ambiguous-name")
        actor = Actor(entity.id, entity.name, entity.country, entity.sector)
        rule = item.told or "register"
        if item.letter == "C" and entity.country != "WST":
            actor = replace(actor, sector="GOV")
            return Found(phrase, sentence, "metonym", (actor,), rule, phrase.place)
        if entity.kind in STATE_KINDS:
            if item.letter == "D":
                actor = replace(actor, sector="CVL")
            return Found(phrase, sentence, "state", (actor,), rule, phrase.place)
        kind: MentionKind = "group" if entity.country == "WST" else "organisation"
        return Found(phrase, sentence, kind, (actor,), "register")

    def _entity(self, item: Item) -> Entity | None:
        """Return the entity an item names; None where it names several of one kind."""
        known = [e for e in map(self.context.register.entity, {n.id: 0 for n in item.names}) if e]
        if item.letter in "SADC":
            known = [entity for entity in known if entity.kind in STATE_KINDS] or known
        elif item.letter == "O":
            known = [entity for entity in known if entity.kind != "person"]
        if len(known) != 1 or item.letter not in "SA":
            return known[0] if len(known) == 1 else None
        country = self.context.of_sign(item, known[0].country)
        other = self.context.register.state(country) if country else None
        return known[0] if country == known[0].country else other

    # -- roles --------------------------------------------------------------------------

    def _role(self, phrase: Phrase, sentence: int) -> Found:
        """Read a role: its country from its own words, its owner, or one named before."""
        actor = Actor(None, None, self.country(phrase), self.sector(phrase))
        found = Found(phrase, sentence, "role", (actor,), "role", phrase.where)
        if is_owned(phrase):
            own = self.context.bare_subject if phrase.own else self.context.subject
            found.owner = own(phrase, sentence, has_country)
        word = phrase.head.word if phrase.head else None
        mirror = self.context.lexicon.mirror
        if word is not None and word.form in mirror and (found.owner or not word.plural):
            found.rule = "counterpart"
            if found.owner is not None and found.owner.actors and word.sector is None:
                found.actors = (replace(actor, sector=found.owner.actors[0].sector),)
            return found
        if actor.country is not None:
            holder = self._holder(phrase, actor.country)
            if holder is not None:
                found.actors, found.rule = (
                    (self._known_person(holder, actor.sector, None),),
                    "holder",
                )
        elif found.owner is None:
            same = self.titles.bearer(phrase)
            if same is not None:
                found.actors, found.rule = same.actors, "epithet"
                found.local, found.open = same.local, same.open
            else:
                ambiguous = any(i.letter in "SAC" and not self._entity(i) for i in phrase.items)
                any_body = phrase.is_any_body and not self.context.lexicon.nouns_in_capitals
                found.open = not (ambiguous or phrase.is_of_unknown or any_body)
                words = [item.word.form for item in phrase.items if item.word]
                found.open &= self.context.lexicon.stateless.isdisjoint(words)
        return found

    def _holder(self, phrase: Phrase, country: str) -> Entity | None:
        """Return who alone is known to hold the office on the page's date."""
        letters = {item.letter for item in phrase.items if item != phrase.head}
        word = phrase.head.word if phrase.head is not None else None
        if self.on is None or word is None or not letters <= set("MSACO'odD-"):
            return None
        if word.plural:
            return None  # "the ministers of Norway and Denmark" are several
        keys = [
            item.word.form
            for item in phrase.items
            if item.word is not None and (item == phrase.head or item.letter == "M")
        ]
        role = self.context.lexicon.offices.get(" ".join(keys))
        ids = self.context.register.holders(role, country, self.on) if role else ()
        return self.context.register.entity(ids[0]) if len(ids) == 1 else None

    def country(self, phrase: Phrase) -> str | None:
        """Return the country the phrase itself names, a state before a body."""
        others = [item for item in phrase.items if item not in phrase.name]
        if phrase.items[0].letter == "f":
            others = others[2:]  # who serves in a state is not of it
        if self._sends(others):
            others = others[:1] + others[2:]  # "UNICEF Türkiye Temsilcisi" is not Türkiye's
        serves = [at for at, item in enumerate(others) if item.letter == "f"]
        if serves and any(item.letter == "O" for item in others[: serves[0]]):
            others = others[: serves[0]]  # the UN's envoy for Yemen is not Yemen's
        head = phrase.head.word if phrase.head else None
        if head is not None and head.country and head.form in self.context.lexicon.abroad:
            return head.country
        named = [actor for item in others if (actor := self.named(item))]
        countries = [actor.country for actor in named if actor.country]
        states = [country for country in countries if country not in BODIES]
        places = [c for i in others if i.letter != "M" and (c := self.countries.of_place(i))]
        words = [country for item in others if (country := self.countries.told(item))]
        seats = [country for item in others if (country := self._seat(item))]
        return next(iter((*states, *places, *words, *countries, *seats)), None)

    def _sends(self, items: Sequence[Item]) -> bool:
        """Tell whether the first item is a body, and the second a state it has somebody in."""
        told = self.context.lexicon.morphology.owned is not None
        return told and [item.letter for item in items[:2]] == ["O", "S"]

    def _seat(self, item: Item) -> str | None:
        """Return the country where a modifier says somebody is ("Geneva-based")."""
        if item.letter != "M" or not item.names:
            return None
        entity = self._entity(item)
        return self.countries.of_place(item) or (entity.country if entity else None)

    def named(self, item: Item) -> Actor | None:
        """Return the one whom a name within a phrase stands for."""
        if item.letter == "p" and item.names and item.names[0].id in self.people:
            return self.people[item.names[0].id]
        entity = self._entity(item) if item.letter in "SADCOPp" else None
        if entity is None:
            return None
        if entity.kind == "person":
            return self._known_person(entity, None, None)
        return Actor(entity.id, entity.name, entity.country, entity.sector)

    def sector(self, phrase: Phrase) -> str | None:
        """Return the sector of the head, or of what it belongs to where it yields."""
        head = phrase.head
        if head is None or head.word is None:
            return None
        belongs = [e for i in phrase.items if i.letter == "O" and (e := self._entity(i))]
        for sector in [entity.sector for entity in belongs] + self._sides(phrase):
            if sector in _OVERRIDING:
                return sector
        past = any(item.word and item.word.detail == "past" for item in phrase.items)
        if past and head.word.sector == "GOV":
            return "ELI"
        if head.word.yielding:
            at = phrase.items.index(head)
            before, after = phrase.items[:at][::-1], phrase.items[at + 1 :]
            for item in (*before, *after) if self.context.lexicon.head_last else (*after, *before):
                if item in phrase.name:
                    continue
                if item.word is not None and item.letter in HEADS and item.word.sector:
                    return item.word.sector
                entity = self._entity(item) if item.letter == "O" else None
                if entity is not None and entity.sector:
                    return entity.sector
                single = head.letter in "Hh" or head.word.plural
                if entity is not None and entity.country in BODIES and not single:
                    return None
        return head.word.sector

    def _sides(self, phrase: Phrase) -> list[str | None]:
        """Return the sectors of the nouns that qualify the head ("opposition deputy")."""
        return [i.word.sector for i in phrase.items if i.word and i != phrase.head]

    # -- persons ------------------------------------------------------------------------

    def introduce(self, phrases: Sequence[Phrase]) -> None:
        """Note what titles tell of persons the register does not know, wherever they stand."""
        for phrase in phrases:
            for id in {name.id for item in phrase.name for name in item.names}:
                known = self.people.get(id)
                if known is not None and phrase.head is not None:
                    country = known.country or self.country(phrase)
                    sector = known.sector or self.sector(phrase)
                    self.people[id] = replace(known, country=country, sector=sector)

    def _person(self, phrase: Phrase, sentence: int) -> Found:
        """Read a name: someone of the article, of the register, or only of the words."""
        country, sector = self.country(phrase), self.sector(phrase)
        ids = self._candidates(phrase, country)
        rule = "surname" if phrase.name[0].letter == "p" else "register"
        if len(ids) == 1 and ids[0] in self.people:
            known = self.people[ids[0]]
            rule = "surname" if rule == "surname" else "title"
            found = Found(phrase, sentence, "person", (known,), rule, local=ids[0])
            found.open = known.country is None
            return found
        entity = self.context.register.entity(ids[0]) if len(ids) == 1 else None
        if entity is not None:
            known = self._known_person(entity, sector, country)
            if known.sector is None:
                known = replace(known, sector=self.sectors.get(entity.id))
            self.sectors[entity.id] = known.sector
            return Found(phrase, sentence, "person", (known,), rule)
        if ids and phrase.head is None:
            return Found(phrase, sentence, "person", (), f"ambiguous-{rule}")
        actor = Actor(None, phrase.name_text, country, sector)
        open = country is None and not phrase.is_of_unknown
        return Found(phrase, sentence, "person", (actor,), "title", open=open)

    def _candidates(self, phrase: Phrase, country: str | None) -> list[str]:
        """Return the ids the name may stand for, narrowed by country and by office."""
        if len(phrase.name) > 1:
            return []
        register, people = self.context.register, self.people
        ids = list(dict.fromkeys(name.id for name in phrase.name[0].names))
        known = {id: entity for id in ids if (entity := register.entity(id))}
        persons = {id for id, entity in known.items() if entity.kind == "person"}
        ids = [id for id in ids if id in people or id in persons]
        if country is not None and len(ids) > 1:
            ids = [id for id in ids if id in people or known[id].country == country]
        elif country is not None and (phrase.name[0].letter in "Kp" or phrase.serves):
            ids = [id for id in ids if id in people or self.context.may_serve(known[id], country)]
        if len(ids) > 1:
            ids = [id for id in ids if register.leads(id, self.on)] or ids
        return ids

    def _known_person(self, entity: Entity, sector: str | None, country: str | None) -> Actor:
        """Return a person of the register, with the office held on the page's date.

        Without a date the country is the one the words give, where the person ever held an
        office there; or that of the body the latest office was in.
        """
        actor = Actor(entity.id, entity.name, entity.country, sector or entity.sector)
        register = self.context.register
        if self.on is None:
            offices = register.offices_ever(entity.id)
            if not offices and (
                body := body_served(register, self.served, entity, country, sector)
            ):
                return replace(actor, country=body)
            country = country or self.served.get(entity.id)
            served = [office for office in offices if office.country == country] or offices[:1]
            if served and served[0].country in {country, *BODIES}:
                country = self.served[entity.id] = served[0].country
                return replace(actor, country=country, sector=sector or served[0].sector)
            return actor
        held = register.offices(entity.id, self.on)
        if not held:
            if body := body_served(register, self.served, entity, country, sector):
                return replace(actor, country=body, sector=sector or "GOV")
            left = register.has_left(entity.id, self.on)
            return replace(actor, sector="ELI") if left and actor.sector == "GOV" else actor
        own = country if country is not None else entity.country
        office = max(held, key=lambda spell: (spell.country == own, spell.role in LEADING_ROLES))
        # Who serves a body that is no state is not of the sector of another office of theirs.
        other = sector if office.country in BODIES else actor.sector
        return replace(
            actor,
            country=office.country or actor.country,
            sector=office.sector or other,
            office=office.office,
        )

    # -- pronouns -----------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, sentence: int) -> Found:
        """Read a pronoun by the subject before it."""
        if phrase.is_of_home:
            country = self.countries.home()
            actors = (self.context.state(country),) if country else ()
            return Found(phrase, sentence, "pronoun", actors, "home-state")
        owner = self.context.subject(phrase, sentence, has_actor, only=True)
        rule = "pronoun" if owner else "pronoun-unclear"
        return Found(phrase, sentence, "pronoun", (), rule, owner=owner)

    # -- what only the whole article tells ----------------------------------------------

    def settle(self) -> None:
        """Give open roles, pronouns and pairs what stands around them."""
        context = self.context
        for at, found in enumerate(context.found):
            letter = found.phrase.items[0].letter
            if found.kind == "state" and letter in "AS":
                context.share_head(at)
            known = self.people.get(found.local or "")
            if known is not None and known.country is not None:
                found.actors = (known,)
            elif found.open:
                self.give_country(found, *self.countries.around(found))
            elif found.kind == "pronoun":
                self._settle_pronoun(at)
            elif found.rule == "counterpart" and found.actors[0].country is None:
                self.give_country(found, other_country(context, found), "counterpart")
            elif found.owner is not None and found.rule in ("role", "title"):
                self._take_after(found, found.owner)

    def _settle_pronoun(self, at: int) -> None:
        """Give a pronoun the actors of what it points back to."""
        found = self.context.found[at]
        item = found.phrase.items[0]
        if found.owner is not None:
            found.actors = found.owner.actors
        elif found.phrase.is_of_pair:
            sector = self.sector(found.phrase)
            found.actors = tuple(replace(a, sector=sector) for a in self.context.pair(at))
            found.rule = "pair" if found.actors else "pair-unclear"
        elif item.word is not None and item.word.detail == "they":
            found.actors = self.context.joined(at)
            found.rule = "pronoun" if found.actors else "pronoun-unclear"

    def _take_after(self, found: Found, owner: Found) -> None:
        """Give "its spokesman" the country, and where it yields the sector, of its owner."""
        actor, head = found.actors[0], found.phrase.head
        if actor.country is not None or len(owner.actors) != 1:
            return
        word = head.word if head is not None else None
        yields = word is not None and word.yielding and word.sector in (None, "GOV")
        if yields and owner.actors[0].sector and not any(self._sides(found.phrase)):
            found.actors = (replace(actor, sector=owner.actors[0].sector),)
        self.give_country(found, owner.actors[0].country, "possessor")

    def give_country(self, found: Found, country: str | None, rule: str) -> None:
        """Give a role the country that the context tells, and the rule that told it."""
        items = found.phrase.items
        posted = self.named(items[1]) if items[0].letter == "f" and items[1:] else None
        if country is None or (posted and posted.country == country):
            return
        found.actors = (replace(found.actors[0], country=country),)
        found.rule = rule
        if found.local is not None:
            self.people[found.local] = found.actors[0]
