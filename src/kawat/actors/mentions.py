"""Finds the political actors an article names, and settles whom each name refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kawat.actors.asides import fold
from kawat.actors.confidence import confidence
from kawat.actors.context import Context
from kawat.actors.countries import Countries
from kawat.actors.found import Found
from kawat.actors.items import BODY, DATELINE, Item, itemize
from kawat.actors.items import Sentence as Cut
from kawat.actors.lexicon import Lexicon, lexicon
from kawat.actors.names import Name, Names
from kawat.actors.neighbours import heed
from kawat.actors.parting import part
from kawat.actors.phrases import Phrase, find_phrases
from kawat.actors.pronouns import is_left_out
from kawat.actors.register import Register
from kawat.actors.resolve import Reading
from kawat.actors.senses import Senses
from kawat.actors.taken_up import TakenUp
from kawat.actors.tokens import Token
from kawat.actors.uncased import Parts, name_parts, name_persons
from kawat.actors.unlisted import unlisted
from kawat.language import languages_with
from kawat.model import Actor, Article, Mention, Sentence

_KEPT = 5
"""Letters that a name in a case shares with its dictionary form at least."""
_LOCAL = "local:"
"""Begins the ids of persons only the article knows."""


def find_mentions(
    article: Article, sentences: Sequence[Sentence], register: Register | None = None
) -> tuple[Mention, ...]:
    """Return the mentions of political actors in the sentences of an article.

    Args:
        article: the article; its date decides which office a person held.
        sentences: its sentences, in order.
        register: the register of actors; the one that ships with Kawat where None.

    Returns:
        The mentions, sorted, none overlapping, each within one sentence; empty where the
        language has no data of actors.
    """
    return Cast(article, sentences, register).mentions


class Cast:
    """Who an article names: ``mentions`` are what ``find_mentions`` returns."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], register: Register | None = None
    ) -> None:
        """Find the mentions; arguments as of ``find_mentions``."""
        self._sentences, self._language = sentences, article.language
        self._reading: Reading | None = None
        self.mentions: tuple[Mention, ...] = ()
        if article.language not in languages_with("actors"):
            return
        people = _People(register or Register.default(), article.language)
        words = lexicon(article.language)
        on = date.fromisoformat(article.published) if article.published else None
        cuts, found = people.phrases([sentence.text for sentence in sentences], words, on)
        datelines = [cut.items[0] for cut in cuts if cut.letters.startswith(DATELINE)]
        if article.dateline is not None:
            datelines = people.items(article.dateline.text, words)
        context = Context(people.register, words, cuts)
        countries = Countries(context, people.country(datelines))
        reading = Reading(context, countries, on, people.actors, people.taken_up)
        reading.introduce([phrase for phrases in found for phrase in phrases])
        for number, phrases in enumerate(found):
            for phrase in phrases:
                reading.read(phrase, number)
        reading.settle()
        self._reading = reading
        self.mentions = tuple(
            self._mention(one)
            for one in context.found
            if not is_left_out(one.phrase, one.actors, one.rule, words)
        )

    def _mention(self, found: Found) -> Mention:
        sentence = self._sentences[found.sentence]
        mention = found.mention(sentence.text, sentence.start)
        return replace(mention, confidence=confidence(mention, self._language or ""))

    def tagged(self, sentence: int, start: int, end: int) -> Mention:
        """Return the mention that words are which another reader takes for an actor.

        Args:
            sentence: the number of the sentence.
            start: where the words begin in the article.
            end: where they end.

        Raises:
            ValueError: the language has no data of actors.
        """
        if self._reading is None:
            raise ValueError(f"nothing is known of actors in {self._language!r}")
        offset = self._sentences[sentence].start
        return self._mention(unlisted(self._reading, sentence, start - offset, end - offset))


class _People:
    """The persons an article names in full, and the short names it may then use for them."""

    def __init__(self, register: Register, language: str) -> None:
        self.register = register
        self.names = register.names(language)
        self.local = Names((), self.names.morphology)
        self.language = language
        self.tokenize = self.names.morphology.tokenize
        self.actors: dict[str, Actor] = {}

    def phrases(
        self, texts: Sequence[str], words: Lexicon, on: date | None
    ) -> tuple[list[Cut], list[list[Phrase]]]:
        """Return each sentence cut and its phrases, with short names known throughout."""
        self.senses = Senses(self.register, words)
        self.taken_up = TakenUp(self.register, words, self.names)
        cuts = [self._cut(text, self._tokens(text, words), words, on) for text in texts]
        self.senses.weigh(cuts)
        cuts = [self.senses.settle(cut) for cut in cuts]
        for cut in cuts:
            for item in cut.items:
                for name in item.names if item.letter == "P" else ():
                    self._introduce(name.id, name.form, words)
                if item.letter == "O" and words.capitals and not words.nouns_in_capitals:
                    self._shorten(item, cut, words)
        found = [find_phrases(cut, words) for cut in cuts]
        for phrases in found:
            for phrase in phrases:
                if phrase.name and phrase.name[0].letter == "K":
                    self._learn(phrase, words)
        named: set[str] = set()
        for at, text in enumerate(texts):
            again = self.local.occur_in(cuts[at].tokens)
            if again:
                cuts[at] = self.senses.settle(self._cut(text, cuts[at].tokens, words, on))
            if again or any(item.word and item.word.form in named for item in cuts[at].items):
                found[at] = find_phrases(cuts[at], words, named)
            for phrase in found[at]:
                named |= self.taken_up.nouns(phrase, cuts[at])
        return cuts, found

    def _tokens(self, text: str, words: Lexicon) -> list[Token]:
        return part(self.tokenize(text), (self.names, words))

    def _cut(self, text: str, tokens: list[Token], words: Lexicon, on: date | None) -> Cut:
        cut = itemize(text, tokens, words, self.names, self.local, self.register, on)
        if not words.capitals:
            known = self.register.person_parts(self.language) if words.names_by_parts else ()
            cut = name_persons(cut, words, Parts(*known))
        return fold(heed(cut, words, self.register, self.language), words)

    def _introduce(self, id: str, form: str, words: Lexicon) -> None:
        """Let a person named in full be called by surname or given name."""
        parts = name_parts(form)
        first = parts[:1] if words.capitals else []
        for short in (*self.register.surnames(id, self.language), *first, parts[-1]):
            self._add_short(id, short, words)

    def _shorten(self, item: Item, cut: Cut, words: Lexicon) -> None:
        """Let a body be called by its noun alone ("the Commission")."""
        tokens = cut.tokens[item.first : item.last]
        noun = tokens[-1 if words.head_last else 0]
        _, word = words.longest([noun], 0)
        if len(tokens) > 1 and noun.word[0].isupper() and word is not None and word.letter in "Bb":
            self.local.add(Name(item.names[0].id, noun.word, BODY))

    def _learn(self, phrase: Phrase, words: Lexicon) -> None:
        """Take in a person only the words name ("German Chancellor Olaf Scholz")."""
        parts = name_parts(phrase.name_text)
        if len(phrase.name) == 1 and len(parts) == 1 and words.capitals:
            return
        if not words.capitals and any(item.names for item in phrase.name):
            names = [name for item in phrase.name for name in item.names]
            bearers = {name.id for name in names if name.use == "surname"}
            if len(bearers) == 1:
                self.local.add(Name(bearers.pop(), phrase.name_text, "surname"))
            return
        id = _LOCAL + phrase.name_text
        if id in self.actors:
            return
        self.actors[id] = Actor(None, phrase.name_text, None, None)
        self.local.add(Name(id, phrase.name_text, "name"))
        if words.capitals:
            self._add_short(id, parts[0], words)
        self._add_short(id, parts[-1], words)
        for short in self._bases(parts[-1]):
            self._add_short(id, short, words)

    def _bases(self, name: str) -> list[str]:
        """Return what a name may be in its dictionary form, as long as that is much of it."""
        ways = self.names.morphology.ways(self.names.morphology.key(name))
        bare = [way for way in ways if not (way.plural or way.suffixed) and way.kept >= _KEPT]
        return [name[: way.kept] + way.base[way.kept :] for way in bare]

    def _add_short(self, id: str, short: str, words: Lexicon) -> None:
        """Make a short name known, unless it is a word, a state or a particle of names."""
        tokens = self.tokenize(short)
        if len(short) < 2 or not short[0].isalpha() or short[0].islower():
            return
        word = words.longest(tokens, 0)[1]
        if tokens[0].key in words.stop or (word is not None and word.letter != "M"):
            return
        _, names = self.names.longest(tokens, 0)
        if self.senses.is_person(short) or all(name.use == "surname" for name in names):
            self.local.add(Name(id, short, "guarded" if word else "surname"))

    def items(self, text: str, words: Lexicon) -> list[Item]:
        """Return the names and words of a text."""
        return self._cut(text, self._tokens(text, words), words, None).items

    def country(self, items: Sequence[Item]) -> str | None:
        """Return the country of the first state, capital or place among items."""
        for item in items:
            for name in item.names if item.letter in "SCK" + DATELINE else ():
                entity = self.register.entity(name.id)
                country = entity.country if entity else self.register.place_country(name.id)
                if country is not None:
                    return country
        return None
