"""Settles whom a phrase refers to: in the register, on the page's date, within the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kawat.actors.lexicon import HEADS, Lexicon
from kawat.actors.phrases import Item, Phrase, Sentence
from kawat.actors.register import STATE_KINDS, Entity, Register
from kawat.model import Actor, Mention, MentionKind

_BODIES = frozenset({"UNO", "EUR", "NAT", "IGO", "NGO", "WST", "IMG", "ISM", "MNC"})
"""PLOVER's codes of actors that are not states."""


_OVERRIDING = frozenset({"REB", "OPP", "CRM"})
"""Sectors that colour whoever belongs to them ("rebel envoys", "opposition deputies")."""


_CLAUSE_END = frozenset(";؛；。")


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
        )


@dataclass
class Reading:
    """What an article has told so far, as its phrases are read in order.

    ``people`` are persons the register does not know, by the id they have in this article.
    """

    register: Register
    lexicon: Lexicon
    on: date | None
    dateline: str | None
    people: dict[str, Actor]
    cuts: Sequence[Sentence]
    found: list[Found] = field(default_factory=list)

    def read(self, phrase: Phrase, sentence: int) -> Found:
        """Return what a phrase says by itself and by what was read before it."""
        letter = phrase.items[0].letter
        if phrase.name:
            found = self._person(phrase, sentence)
        elif phrase.head is not None:
            found = self._role(phrase, sentence)
        elif letter in "ny":
            found = self._pronoun(phrase, sentence)
        elif letter == "Z":
            found = Found(phrase, sentence, "pronoun", (), "pair-unclear")
        else:
            found = self._name(phrase, sentence)
        self.found.append(found)
        return found

    # -- names --------------------------------------------------------------------------

    def _name(self, phrase: Phrase, sentence: int) -> Found:
        """Read a state, its capital or a body that stands alone."""
        item = phrase.items[0]
        entity = self._entity(item)
        if entity is None:
            return Found(phrase, sentence, "organisation", (), "ambiguous-name")
        actor = Actor(entity.id, entity.name, entity.country, entity.sector)
        if item.letter == "C":
            actor = replace(actor, sector="GOV")
            return Found(phrase, sentence, "metonym", (actor,), "register", phrase.place)
        if entity.kind in STATE_KINDS:
            if item.letter == "D":
                actor = replace(actor, sector="CVL")
            return Found(phrase, sentence, "state", (actor,), "register", phrase.place)
        kind: MentionKind = "group" if entity.kind == "bloc" else "organisation"
        return Found(phrase, sentence, kind, (actor,), "register")

    def _entity(self, item: Item) -> Entity | None:
        """Return the entity an item names; None where it names several of one kind."""
        known = [e for e in map(self.register.entity, {n.id: 0 for n in item.names}) if e]
        if item.letter in "SADC":
            known = [entity for entity in known if entity.kind in STATE_KINDS] or known
        elif item.letter == "O":
            known = [entity for entity in known if entity.kind != "person"]
        return known[0] if len(known) == 1 else None

    # -- roles --------------------------------------------------------------------------

    def _role(self, phrase: Phrase, sentence: int) -> Found:
        """Read a role: its country from its own words, its owner, or one named before."""
        actor = Actor(None, None, self._country(phrase), self._sector(phrase))
        found = Found(phrase, sentence, "role", (actor,), "role")
        if self._is_owned(phrase):
            found.owner = self._subject(phrase, sentence, _has_country)
        word = phrase.head.word if phrase.head else None
        if word is not None and word.form in self.lexicon.mirror:
            found.rule = "counterpart"
            if found.owner is not None and word.sector is None:
                found.actors = (replace(actor, sector=found.owner.actors[0].sector),)
            return found
        if actor.country is None and found.owner is None:
            same = self._epithet(phrase)
            if same is not None:
                found.actors, found.rule = (same,), "epithet"
            else:
                ambiguous = any(i.letter in "SAC" and not self._entity(i) for i in phrase.items)
                found.open = not ambiguous
        return found

    def _country(self, phrase: Phrase) -> str | None:
        """Return the country the phrase itself names, a state before a body."""
        others = [item for item in phrase.items if item not in phrase.name]
        named = [e for item in others if item.letter in "SADCOP" and (e := self._entity(item))]
        countries = [entity.country for entity in named if entity.country]
        states = [country for country in countries if country not in _BODIES]
        places = [c for item in others if (c := self._place_country(item))]
        words = [item.word.country for item in others if item.word and item.word.country]
        return next(iter((*states, *places, *words, *countries)), None)

    def _place_country(self, item: Item) -> str | None:
        """Return the country of a place, None where the name is of places in several."""
        if item.letter != "K":
            return None
        places = {self.register.place_country(n.id) for n in item.names if n.use == "place"}
        return places.pop() if len(places) == 1 else None

    def _sector(self, phrase: Phrase) -> str | None:
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
            for item in (*before, *after) if self.lexicon.head_last else (*after, *before):
                if item in phrase.name:
                    continue
                if item.word is not None and item.letter in HEADS and item.word.sector:
                    return item.word.sector
                entity = self._entity(item) if item.letter == "O" else None
                if entity is not None and entity.sector:
                    return entity.sector
                single = head.letter in "Hh" or head.word.plural
                if entity is not None and entity.country in _BODIES and not single:
                    return None
        return head.word.sector

    def _sides(self, phrase: Phrase) -> list[str | None]:
        """Return the sectors of the nouns that qualify the head ("opposition deputy")."""
        return [i.word.sector for i in phrase.items if i.word and i != phrase.head]

    def _is_owned(self, phrase: Phrase) -> bool:
        """Tell whether "its", "his" or a clitic in the phrase points back to an owner."""
        head = phrase.head
        return any(item.letter == "y" for item in phrase.items) or bool(
            head and head.word and head.word.clitic
        )

    def _epithet(self, phrase: Phrase) -> Actor | None:
        """Return the person last named with the same title ("the president")."""
        head = phrase.head
        if head is None or head.word is None or head.letter != "H" or head.word.plural:
            return None
        if len(phrase.items) > 1:
            return None
        for found in reversed(self.found):
            other = found.phrase.head
            if found.kind != "person" or len(found.actors) != 1:
                continue
            if other and other.word and other.word.form == head.word.form:
                return found.actors[0]
        return None

    # -- persons ------------------------------------------------------------------------

    def introduce(self, phrases: Sequence[Phrase]) -> None:
        """Note what titles tell of persons the register does not know, wherever they stand."""
        for phrase in phrases:
            for id in {name.id for item in phrase.name for name in item.names}:
                known = self.people.get(id)
                if known is not None and phrase.head is not None:
                    country = known.country or self._country(phrase)
                    sector = known.sector or self._sector(phrase)
                    self.people[id] = replace(known, country=country, sector=sector)

    def _person(self, phrase: Phrase, sentence: int) -> Found:
        """Read a name: someone of the article, of the register, or only of the words."""
        country, sector = self._country(phrase), self._sector(phrase)
        ids = self._candidates(phrase, country)
        rule = "surname" if phrase.name[0].letter == "p" else "register"
        if len(ids) == 1 and ids[0] in self.people:
            known = self.people[ids[0]]
            rule = "surname" if rule == "surname" else "title"
            found = Found(phrase, sentence, "person", (known,), rule, local=ids[0])
            found.open = known.country is None
            return found
        entity = self.register.entity(ids[0]) if len(ids) == 1 else None
        if entity is not None:
            known = self._known_person(entity, sector)
            return Found(phrase, sentence, "person", (known,), rule)
        if ids and phrase.head is None:
            return Found(phrase, sentence, "person", (), f"ambiguous-{rule}")
        actor = Actor(None, phrase.name_text, country, sector)
        return Found(phrase, sentence, "person", (actor,), "title", open=country is None)

    def _candidates(self, phrase: Phrase, country: str | None) -> list[str]:
        """Return the ids the name may stand for, narrowed by country and by office."""
        if len(phrase.name) > 1:
            return []
        ids = list(dict.fromkeys(name.id for name in phrase.name[0].names))
        known = {id: entity for id in ids if (entity := self.register.entity(id))}
        persons = {id for id, entity in known.items() if entity.kind == "person"}
        ids = [id for id in ids if id in self.people or id in persons]
        if country is not None and len(ids) > 1:
            ids = [id for id in ids if id in self.people or known[id].country == country]
        if len(ids) > 1:
            ids = [id for id in ids if self.register.leads(id, self.on)] or ids
        return ids

    def _known_person(self, entity: Entity, sector: str | None) -> Actor:
        """Return a person of the register, with the office held on the page's date."""
        actor = Actor(entity.id, entity.name, entity.country, sector or entity.sector)
        if self.on is None:
            return actor
        held = self.register.offices(entity.id, self.on)
        if not held:
            left = self.register.has_left(entity.id, self.on)
            return replace(actor, sector="ELI") if left and actor.sector == "GOV" else actor
        office = held[0]
        return replace(
            actor,
            country=office.country or actor.country,
            sector=office.sector or actor.sector,
            office=office.office,
        )

    # -- pronouns -----------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, sentence: int) -> Found:
        """Read a pronoun by the subject before it."""
        owner = self._subject(phrase, sentence, _has_actor)
        rule = "pronoun" if owner else "pronoun-unclear"
        return Found(phrase, sentence, "pronoun", (), rule, owner=owner)

    def _subject(
        self, phrase: Phrase, sentence: int, fits: Callable[[Found], bool]
    ) -> Found | None:
        """Return the mention a pronoun in the phrase points back to.

        It is the first of its kind in the clause, else in the sentence, else in the
        sentence before: subjects stand first, and are what pronouns mostly take up.
        """
        details = [item.word.detail for item in phrase.items if item.word and item.letter in "ny"]
        kind = _KINDS.get(details[0], _has_actor) if details else _has_actor
        here = [found for found in self._of(sentence) if not found.locative]
        ends = [at for at, sign in enumerate(self.cuts[sentence].text) if sign in _CLAUSE_END]
        clause = max((end for end in ends if end < phrase.start), default=0)
        here.sort(key=lambda found: found.phrase.start < clause)
        before = [found for found in self._of(sentence - 1) if not found.locative]
        return next((found for found in (*here, *before) if kind(found) and fits(found)), None)

    def _of(self, sentence: int) -> Iterator[Found]:
        """Yield what was found in a sentence so far, in order."""
        start = bisect_left(self.found, sentence, key=lambda found: found.sentence)
        for at in range(start, len(self.found)):
            if self.found[at].sentence != sentence:
                return
            yield self.found[at]

    # -- what only the whole article tells ----------------------------------------------

    def settle(self) -> None:
        """Give open roles, pronouns and pairs what stands around them."""
        for at, found in enumerate(self.found):
            if (
                found.kind == "state"
                and found.phrase.items[0].letter == "A"
                and at + 1 < len(self.found)
            ):
                self._share(at)
            known = self.people.get(found.local or "")
            if known is not None and known.country is not None:
                found.actors = (known,)
            elif found.open:
                self._give_country(found, *self._around(at))
            elif found.owner is not None and found.kind == "pronoun":
                found.actors = found.owner.actors
            elif found.owner is not None and found.rule == "role":
                self._take_after(found, found.owner)
            elif found.kind == "pronoun" and found.phrase.items[0].letter == "Z":
                pair = self._pair(at)
                if pair:
                    found.actors, found.rule = pair, "pair"

    def _take_after(self, found: Found, owner: Found) -> None:
        """Give "its spokesman" the country, and where it yields the sector, of its owner."""
        actor, head = found.actors[0], found.phrase.head
        if actor.country is not None or len(owner.actors) != 1:
            return
        word = head.word if head is not None else None
        yields = word is not None and word.yielding and word.sector in (None, "GOV")
        if yields and owner.actors[0].sector and not any(self._sides(found.phrase)):
            found.actors = (replace(actor, sector=owner.actors[0].sector),)
        self._give_country(found, owner.actors[0].country, "possessor")

    def _share(self, at: int) -> None:
        """Let "Thai" in "Thai and Cambodian commanders" be commanders too."""
        found, follower = self.found[at], self.found[at + 1]
        if follower.kind != "role" or follower.sentence != found.sentence:
            return
        cut = self.cuts[found.sentence]
        between = cut.text[found.phrase.end : follower.phrase.start].strip().lower()
        if follower.phrase.items[0].letter == "A" and between in self.lexicon.joins:
            found.actors = (replace(found.actors[0], sector=follower.actors[0].sector),)
            found.kind, found.rule = "role", "shared-head"

    def _give_country(self, found: Found, country: str | None, rule: str) -> None:
        if country is None:
            return
        found.actors = (replace(found.actors[0], country=country),)
        found.rule = rule
        if found.local is not None:
            self.people[found.local] = found.actors[0]

    def _around(self, at: int) -> tuple[str | None, str]:
        """Return the country the context gives a role, and the rule that did.

        The only country the sentence names; where it names several, that of its subject,
        if the role is one person or body and in the same clause (on the annotated
        sentences right in two cases of three, any nearer name in one of two, which is not
        clear enough); where it names none, the only one of the sentence before, then that
        of the dateline; and on a page that names no country at all the country its language
        is the language of, where there is one such.
        """
        here = self.found[at]
        named = sorted(self._countries(here.sentence))
        if len({country for _, country in named}) == 1:
            return named[0][1], "sentence-country"
        if named:
            start, country = named[0]
            clause = self.cuts[here.sentence].text[start : here.phrase.start]
            opens = next(self._of(here.sentence)).phrase.start == start < here.phrase.start
            clear = opens and not _is_many(here) and not _CLAUSE_END & set(clause)
            return (country, "subject-country") if clear else (None, "")
        last = {country for _, country in self._countries(here.sentence - 1)}
        if len(last) == 1:
            return last.pop(), "last-country"
        if self.dateline is not None:
            return self.dateline, "dateline"
        word = here.phrase.head.word if here.phrase.head else None
        foreign = word is not None and word.form in self.lexicon.of_place
        if self.lexicon.home and not foreign and not any(self._names_country()):
            return self.lexicon.home, "home"
        return None, ""

    def _countries(self, sentence: int) -> Iterator[tuple[int, str]]:
        """Yield where in a sentence a country, or an actor or place of one, is named."""
        if sentence < 0:
            return
        for found in self._of(sentence):
            if not found.open and found.kind != "pronoun" and len(found.actors) == 1:
                country = found.actors[0].country
                if country and country not in _BODIES:
                    yield found.phrase.start, country
        cut = self.cuts[sentence]
        for item in cut.items:
            place = self._place_country(item)
            if place is not None:
                yield cut.tokens[item.first].start, place

    def _names_country(self) -> Iterator[bool]:
        """Yield, for each sentence, whether it names a country."""
        for sentence in range(len(self.cuts)):
            yield any(True for _ in self._countries(sentence))

    def _pair(self, at: int) -> tuple[Actor, ...]:
        """Return the two states last spoken of before a place, empty where not two."""
        states: dict[str, Actor] = {}
        sentence = self.found[at].sentence
        for where in (sentence, sentence - 1, 0):
            for found in self._of(where):
                for actor in found.actors:
                    if actor.country and actor.country not in _BODIES:
                        states.setdefault(actor.country, actor)
            if len(states) >= 2:
                break
        if len(states) != 2:
            return ()
        return tuple(self._state(country) for country in states)

    def _state(self, country: str) -> Actor:
        """Return a state as an actor."""
        entity = self.register.state(country)
        return Actor(entity.id if entity else None, entity.name if entity else None, country, None)


def _has_actor(found: Found) -> bool:
    return bool(found.actors or found.owner)


def _has_country(found: Found) -> bool:
    return found.open or (len(found.actors) == 1 and found.actors[0].country is not None)


def _is_person(found: Found) -> bool:
    head = found.phrase.head
    if found.kind == "person":
        return True
    single = head is not None and head.letter in "Hh" and not (head.word and head.word.plural)
    return found.kind == "role" and single


def _is_many(found: Found) -> bool:
    head = found.phrase.head
    if head is None:
        return len(found.actors) > 1
    return head.letter in "Gg" or bool(head.word and head.word.plural)


def _is_body(found: Found) -> bool:
    return found.kind != "pronoun" and not _is_person(found) and not _is_many(found)


_KINDS: dict[str, Callable[[Found], bool]] = {
    "he": _is_person,
    "she": _is_person,
    "they": _is_many,
    "it": _is_body,
}
