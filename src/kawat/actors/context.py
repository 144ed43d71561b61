"""What stands around a mention: subjects and pairs, as far as an article was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kawat.actors.found import (
    Found,
    are_same,
    has_actor,
    is_body,
    is_list,
    is_many,
    is_organisation,
    is_party,
    is_person,
)
from kawat.actors.items import Item, Sentence
from kawat.actors.lexicon import Lexicon
from kawat.actors.owning import is_bare
from kawat.actors.phrases import Phrase
from kawat.actors.pronouns import gender_of, number_of
from kawat.actors.records import BODIES
from kawat.actors.register import Entity, Register
from kawat.language.script import is_unspaced
from kawat.model import Actor

CLAUSE_END = frozenset(";؛；。")
"""Signs that end a clause."""
_CLAUSE_REACH = 1000
"""How many characters back the end of a clause is looked for."""
MOST = 100
"""How many mentions of a sentence are looked at for what others refer to. No sentence of news
has as many; it keeps a page without sentences from taking time in their square."""


@dataclass
class Context:
    """The sentences of an article and what was found in them so far, in order."""

    register: Register
    lexicon: Lexicon
    cuts: Sequence[Sentence]
    found: list[Found] = field(default_factory=list)
    _of: dict[int, list[Found]] = field(default_factory=dict)
    _signs: dict[str, set[str]] | None = None
    _genders: dict[tuple[Actor, ...] | str, str] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Take in what was read next."""
        self.found.append(found)
        for item in found.phrase.items:
            gender = gender_of(item, self.cuts[found.sentence].tokens, self.lexicon)
            if gender is not None and is_person(found):
                self._genders[_key(found)] = gender
        near = self._of.setdefault(found.sentence, [])
        if len(near) < MOST:
            near.append(found)

    def of(self, sentence: int) -> list[Found]:
        """Return what was found in a sentence so far, in order, its first ``MOST``."""
        return self._of.get(sentence, [])

    def subject(
        self, phrase: Phrase, sentence: int, fits: Callable[[Found], bool], *, only: bool = False
    ) -> Found | None:
        """Return the mention a pronoun in the phrase points back to.

        It is the first of its kind in the clause, else in the sentence, else in the
        sentence before: subjects stand first, and are what pronouns mostly take up. "Whose"
        takes up what stands last before it. With ``only`` it is none where a person is meant
        and two stand as near.
        """
        words = [item.word for item in phrase.items if item.word and item.letter in "ny"]
        tokens, start = self.cuts[sentence].tokens, phrase.start
        details = [number_of(word.detail, tokens, start, self.lexicon) for word in words]
        if "whose" in details:
            return next((found for found in self.of(sentence)[::-1] if fits(found)), None)
        kind = _KINDS.get(details[0], has_actor) if details else has_actor
        here = [found for found in self.of(sentence) if not found.locative]
        text, reach = self.cuts[sentence].text, max(0, phrase.start - _CLAUSE_REACH)
        clause = max(text.rfind(sign, reach, phrase.start) for sign in CLAUSE_END)
        if details and details[0] in _NEAREST:
            here.reverse()
        else:
            here.sort(key=lambda found: found.phrase.start < clause)
        before = [found for found in self.of(sentence - 1) if not found.locative]
        fitting = [found for found in (*here, *before) if kind(found) and fits(found)]
        if only and kind is is_person:
            after = text[reach : phrase.start].endswith(self.lexicon.objective_after)
            object_of = sentence if after or words[0].form in self.lexicon.objective else None
            person = self._only_person(details[0], (*here, *before), fitting, clause, object_of)
            if person is None and words[0].detail == "she-or-they":
                bodies = [f for f in here if is_body(f) and f.kind != "state" and fits(f)]
                person = bodies[0] if len(bodies) == 1 else None
            things = self.lexicon.things_have_gender and person is None
            return self._only_thing(here, before, fits) if things else person
        first = fitting[0] if fitting else None
        if words and words[0].detail == "she-or-they":
            return first if first and not _several(fitting, clause) else None
        if only and phrase.items[0].word and phrase.items[0].word.form in self.lexicon.objective:
            own = [found for found in fitting if found.sentence == sentence]
            first = next(iter(own[:0:-1] + fitting[len(own) :] + own[:1]), None)
        return first.owner if first and first.kind == "pronoun" and first.owner else first

    def bare_subject(
        self, phrase: Phrase, sentence: int, fits: Callable[[Found], bool]
    ) -> Found | None:
        """Return the first mention of the sentence before a phrase that has no case's ending."""
        before = [found for found in self.of(sentence) if found.phrase.start < phrase.start]
        bare = (
            found
            for found in before
            if fits(found)
            and not found.locative
            and is_bare(self.cuts[sentence], found.phrase.items[-1], self.lexicon)
        )
        return next(bare, None)

    def _only_person(
        self,
        pronoun: str,
        near: Sequence[Found],
        fitting: Sequence[Found],
        clause: int,
        object_of: int | None,
    ) -> Found | None:
        """Return the person a pronoun stands for, None where it may stand for several.

        One that is an object ("him") does not stand for the first person of its own sentence.
        """
        persons = [
            found
            for found in near
            if found in fitting
            or (found.kind == "pronoun" and found.owner is not None and is_person(found.owner))
        ]
        if object_of is not None:
            subject = next((found for found in persons if found.sentence == object_of), None)
            persons = [p for p in persons if subject is None or not are_same(p, subject)]
        persons = self._of_gender(pronoun, persons)
        if not persons or _several(persons, clause):
            return None
        unread = [item for item in self.cuts[persons[0].sentence].items if _is_someone(item)]
        return None if unread else persons[0].owner or persons[0]

    def _only_thing(
        self, here: Sequence[Found], before: Sequence[Found], fits: Callable[[Found], bool]
    ) -> Found | None:
        """Return the state or body "elle" stands for where no person is near who it may be.

        It is the only one of the sentence, else what the sentence before begins with.
        """
        near = [found.owner or found for found in (*here, *before)]
        if any(is_person(found) or found.kind == "pronoun" for found in near):
            return None
        things = [found for found in here if is_body(found) and fits(found)]
        if things:
            return None if any(not are_same(f, things[0]) for f in things) else things[0]
        first = before[0] if before else None
        return first if first is not None and is_body(first) and fits(first) else None

    def _of_gender(self, pronoun: str, fitting: list[Found]) -> list[Found]:
        """Return those of the persons a pronoun may mean that the article's nouns let be meant."""
        known = [(self._genders.get(_key(found)), found) for found in fitting]
        same = [found for gender, found in known if gender == pronoun]
        rest = [] if self.lexicon.shows_gender else fitting
        return same or [found for gender, found in known if gender is None] or rest

    def joined(self, at: int) -> tuple[Actor, ...]:
        """Return those joined by a conjunction that "they" may take up, if none stand single."""
        sentence = self.found[at].sentence
        for where in (sentence, sentence - 1):
            row = [
                found
                for found in self.of(where)
                if found.phrase.start < self.found[at].phrase.start or where < sentence
            ]
            for one, other in pairwise(row):
                if len(one.actors) != 1 or len(other.actors) != 1:
                    continue
                between = self._between(one, other)
                if between in self.lexicon.conjunctions:
                    return (*one.actors, *other.actors)
        return ()

    def _are_listed(self, one: Found, other: Found) -> bool:
        """Tell whether a comma or "and" joins two mentions, an "of the" behind it or not."""
        sign, *rest = self._between(one, other).split() or [""]
        if sign not in self.lexicon.conjunctions and sign not in _LISTED:
            return False
        return self.lexicon.linking.issuperset(rest)

    def _between(self, one: Found, other: Found) -> str:
        """Return what stands between two mentions of a sentence, without blanks around."""
        text = self.cuts[one.sentence].text
        return text[one.phrase.end : other.phrase.start].strip().lower()

    def pair(self, at: int) -> tuple[Actor, ...]:
        """Return the two states last spoken of before a place, empty where not two.

        Where more are named they are the two that the sentence before joins ("Chile and Peru met
        in Quito, and Brazil watched").
        """
        sentence = self.found[at].sentence
        for places_too in (False, True):
            states: dict[str, None] = {}
            for where in (sentence, sentence - 1, 0):
                for found in self.of(where):
                    if where == sentence and found.phrase.start > self.found[at].phrase.start:
                        continue
                    if not found.locative or places_too:
                        countries = [actor.country for actor in found.actors]
                        states.update((c, None) for c in countries if c and c not in BODIES)
                if len(states) >= 2:
                    break
            if len(states) == 2:
                return tuple(self.state(country) for country in states)
        return self._joined_states(sentence - 1)

    def _joined_states(self, sentence: int) -> tuple[Actor, ...]:
        """Return the only two states that a sentence joins, empty where there are none.

        Two at the end of a longer list are no pair.
        """
        row = self.of(sentence)
        signs = [self._between(one, other) for one, other in pairwise(row)]
        joins = [sign in self.lexicon.conjunctions for sign in signs]
        links = [join or sign in _LISTED for join, sign in zip(joins, signs, strict=True)]
        pairs = {
            tuple(actor.country or "" for actor in (*row[n].actors, *row[n + 1].actors))
            for n, join in enumerate(joins)
            if join
            and not any(links[max(n - 1, 0) : n] + links[n + 1 : n + 2])
            and len(row[n].actors) == len(row[n + 1].actors) == 1
        }
        pairs = {pair for pair in pairs if len(set(pair) - BODIES - {""}) == 2}
        return tuple(self.state(country) for country in pairs.pop()) if len(pairs) == 1 else ()

    def of_sign(self, item: Item, usual: str | None) -> str | None:
        """Return the state that a name of one sign is short for in the article.

        In a script without blanks that is a state the article names in full and whose name
        begins with the sign; where none does the usual one, where several others do, none.
        """
        if self._signs is None:
            self._signs = {}
            for cut in self.cuts:
                for name in cut.items:
                    if name.letter == "S" and name.last > name.first + 1:
                        ids = {one.id for one in name.names}
                        known = [e for e in map(self.register.entity, ids) if e and e.country]
                        key = cut.tokens[name.first].key
                        self._signs.setdefault(key, set()).update(e.country or "" for e in known)
        word = item.word.form if item.word else item.names[0].form
        if not is_unspaced(word[0]) or (item.word is None and len(word) > 1):
            return usual
        named = self._signs.get(self.lexicon.morphology.key(word[0]), set())
        if usual in named or not named:
            return usual
        return next(iter(named)) if len(named) == 1 else None

    def may_serve(self, entity: Entity, country: str) -> bool:
        """Tell whether one of a surname may be the one a title of a country goes before."""
        offices = self.register.offices_ever(entity.id)
        of = {entity.country, *(office.country for office in offices)}
        return country in BODIES or country in of or not BODIES.isdisjoint(of) or None in of

    def state(self, country: str) -> Actor:
        """Return a state as an actor."""
        entity = self.register.state(country)
        return Actor(entity.id if entity else None, entity.name if entity else None, country, None)

    def share_head(self, at: int) -> None:
        """Let "Thai" in "Thai and Cambodian commanders" be commanders too.

        Where adjectives stand behind their noun it is the one named before that has it. So do
        the states in a list behind a noun of several ("the ministers of Chile, Peru and Brazil").
        """
        found = self.found[at]
        listed = found.phrase.items[0].letter == "S"
        behind = self.lexicon.head_last and not listed
        before, after = (at, at + 1) if behind else (at - 1, at)
        if before < 0 or after == len(self.found):
            return
        one, other = self.found[before], self.found[after]
        role = other if behind else one
        if role.kind != "role" or role.sentence != found.sentence:
            return
        if not (is_list(role) if listed else _is_beside(role, behind)):
            return
        if self._are_listed(one, other):
            found.actors = (replace(found.actors[0], sector=role.actors[0].sector),)
            found.kind, found.rule = "role", "shared-head"


_LISTED = frozenset({",", "،", "，", "、"})
"""Signs between the members of a list."""


def _is_beside(role: Found, first: bool) -> bool:
    """Tell whether a role begins, or ends, in the adjective of a state."""
    return role.phrase.items[0 if first else -1].letter == "A"


def _is_someone(item: Item) -> bool:
    """Tell whether an item is a surname that may be several persons'."""
    return item.letter == "K" and any(name.use == "surname" for name in item.names)


def _key(found: Found) -> tuple[Actor, ...] | str:
    """Return what tells a person from others of the article."""
    if len(found.actors) == 1 and (found.actors[0].id or found.actors[0].name):
        return found.actors[0].id or found.actors[0].name or ""
    return found.actors


def _several(fitting: Sequence[Found], clause: int) -> bool:
    """Tell whether mentions in the same clause, or sentence, as the first are of others."""
    first = fitting[0]
    near = [found for found in fitting if found.sentence == first.sentence]
    if first.phrase.start >= clause:
        near = [found for found in near if found.phrase.start >= clause]
    return any(not are_same(found, first) for found in near)


_NEAREST = frozenset({"own", "body", "party", "whose"})
"""Pronouns that take up what was named last before them, not the subject."""

_KINDS: dict[str, Callable[[Found], bool]] = {
    "he": is_person,
    "she": is_person,
    "they": is_many,
    "it": is_body,
    "body": is_organisation,
    "party": is_party,
}
