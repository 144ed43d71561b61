"""The nouns, small words and phrase grammar of a language, read from its ``actors.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kawat.actors.forms import Forms
from kawat.actors.morphology import PLAIN, Morphology, morphology
from kawat.actors.tokens import Token, tokenize
from kawat.language import load

_PART = 4
"""Letters that each part of a compound has at least."""
_JOINTS = ("s", "n", "en", "es", "er", "-")
"""What may join the parts of a compound."""
_MEMORY = 100_000
"""How many words are kept with what they are compounds of."""
HEADS = "HGBXhgbx"
"""Letters of head nouns; the small ones need something they belong to."""
_ALONE = "HGBX"
"""Letters of those that need nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon.

    ``letter`` is its class in the phrase grammar, ``sector`` that of a head noun. A
    ``yielding`` head takes the sector of the word it belongs to ("army spokesman").
    ``country`` is set where the word itself tells it ("bupati"), ``among`` where it tells
    that it is one of several, the most usual first ("Bundesregierung"); ``clitic`` is true
    where the form carries a possessive clitic ("pemerintahnya"). ``owned`` is the noun of a
    form that belongs to another.
    """

    letter: str
    form: str
    sector: str | None = None
    yielding: bool = False
    plural: bool = False
    clitic: bool = False
    country: str | None = None
    detail: str = ""
    among: tuple[str, ...] = ()
    owned: str = ""

    @property
    def base(self) -> str:
        """The noun without the ending that says it belongs to another ("ordusu": "ordu")."""
        return self.owned or self.form


class Lexicon:
    """What a language's ``actors.toml`` says, ready for look-up."""

    def __init__(self, data: dict[str, Any], forms: Morphology = PLAIN) -> None:
        """Compile the tables.

        Raises:
            re.error: a pattern in the tables is not a regular expression.
        """
        words = data["words"]
        self.morphology = forms
        self.head_last: bool = data["order"] == "head-last"
        self.capitals: bool = data.get("capitals", True)
        self.title_case: bool = data.get("title_case", False)
        """Whether headlines write nearly every word with a capital."""
        self.nouns_in_capitals: bool = data.get("nouns") == "capital"
        self.people_in_capitals: bool = data.get("people") == "capital"
        """Whether a capital tells who is of a state from what is ("un Russe", "un avion russe")."""
        self.things_have_gender: bool = data.get("things_have_gender", False)
        """Whether "she" and "he" take up states and bodies too ("elle", "ella", "она")."""
        self.home: str | None = data.get("home")
        self.bare_modifiers: bool = data.get("modifiers") == "bare"
        """Whether what has an ending is no modifier."""
        self._bases = _bases(data)
        self._words: Forms[Word] = Forms(forms)
        self.opens = self._words.opens
        self._bodies: dict[str, set[str]] = {}
        for word in _words(data):
            owned = self._bases.get(word.form, "") if word.letter in HEADS else ""
            known = replace(word, owned=owned) if owned else word
            self._words.put(_keys(word.form, forms), known)
            if word.letter == "b" and word.sector is not None and " " not in word.form:
                self._bodies.setdefault(word.sector, set()).add(word.form)
        self._read_definite(data)
        self.conjunctions = self._set(words["conjunction"])
        self.linking = self._set((*words["of"], *words.get("article", ())))
        self.place = self._set(words["place"])
        self.place_after: tuple[str, ...] = tuple(words.get("place_after", ()))
        self.things = self._set(words["thing_of"])
        self.aside = self._set(words["aside"])
        self.plain = self._set(words["plain"])
        self.stop = self._set(words["stop"])
        self.stop_pattern = self._pattern(words["stop_patterns"])
        self.plain_pattern = self._pattern(words.get("plain_patterns", ()))
        self.modifier_pattern = self._pattern(words["modifier_patterns"])
        self.possessive = self._set(words.get("possessive", ()))
        self.before = self._set(data["blocked"]["before"])
        self.offices = {form: role for role, forms in data["offices"].items() for form in forms}
        self.speaks_for = self._set(words.get("speaks_for", ()))
        self.verbal = self._set(words.get("verbal", ()))
        self.where = self._set(words["where"])
        self.crowd = self._set(words.get("crowd", ()))
        self.crowd_before = self._set(words.get("crowd_before", ()))
        self.distinct = self._set(words.get("distinct", ()))
        self.anaphors = self._set(words.get("anaphor", ()))
        self.anaphor_before = self._set(words.get("anaphor_before", ()))
        self.quantified = self._set(words.get("quantified", ()))
        self.quantified_before = self._set(words.get("quantified_before", ()))
        self.same_plural = self._pattern(words.get("same_plural", ()))
        self.several_before = self._set(words.get("several_before", ()))
        self.agent = self._set(words.get("agent", ()))
        self.passive = self._set(words.get("passive", ()))
        self.second_parts = self._set(words.get("compound", ()))
        self._compounds: dict[str, Word | None] = {}
        self.any_body = frozenset(words.get("any_body", ()))
        self.describes_first: bool = data.get("describes_first", False)
        """Whether an adjective stands before its noun, though what owns it stands behind."""
        self.abroad = self._set(words.get("abroad", ()))
        self.of_place = self._set(words.get("of_place", ()))
        self.from_heads = self._set(words.get("from_heads", ()))
        self.origin = self._set(words.get("origin", ()))
        self.mirror = self._set(words.get("mirror", ()))
        self.based = frozenset(words.get("based", ()))
        self.adjectival = self._set(words.get("adjectival", ()))
        self.only_clear = self._set(words.get("only_clear", ()))
        self.participles = self._set(words.get("participle", ()))
        self.copulas = self._set(words.get("copula", ()))
        self.objective = self._set(words.get("objective", ()))
        self.objective_after: tuple[str, ...] = tuple(words.get("objective_after", ()))
        self.stateless = self._set(words.get("stateless", ()))
        self.of_sign = self._set(words.get("of_sign", ()))
        self.homes: frozenset[str] = frozenset(words.get("homes", ()))
        self.of_many = self._set(words.get("of_many", ()))
        genders = {"she": words.get("female", ()), "he": words.get("male", ())}
        self.shows_gender = "female_patterns" in words
        self.female_pattern = self._pattern(words.get("female_patterns", ()))
        self.male_pattern = self._pattern(words.get("male_patterns", ()))
        self.plural_verb = self._pattern(words.get("plural_verbs", ()))
        self.single_verb = self._pattern(words.get("single_verbs", ()))
        self.genders = {form: gender for gender, forms in genders.items() for form in forms}
        self.articles = self._set(words.get("article", ()))
        self.subject_only = self._set(data["pronouns"].get("it", ()))
        shapes = dict(data["phrase"])
        for key in shapes:
            for name, shape in shapes.items():
                shapes[key] = shapes[key].replace("{" + name + "}", shape)
        self.full = re.compile(shapes["full"])
        self.titled = re.compile(shapes["titled"])
        self.alone = frozenset(shapes["alone"])
        self.before_verb: str = shapes.get("before_verb", "")
        """Before these letters a possessor's form is the pronoun ("его задержали")."""
        names = data.get("names", {})
        self.names_by_parts: bool = names.get("known", False)
        self.name_closers = self._set(names.get("closed_by", ()))
        self.name_words = frozenset(names.get("written", ()))
        self.no_name_ends: tuple[str, ...] = tuple(names.get("no_ends", ()))
        self.name_after = self._shape(names.get("after", ()))
        self.name_before = self._shape([rf"(?:{p})\Z" for p in names.get("before", ())])
        self.name_anywhere = self._shape(names.get("anywhere", ()))
        self.paired = self._set(names.get("paired", ()))
        self.lone_before = self._set(names.get("lone_before", ()))
        self.lone_after = self._set(names.get("lone_after", ()))
        self.never_before = self._set(names.get("never_before", ""))

    def _read_definite(self, data: dict[str, Any]) -> None:
        """Read what tells that a noun without an owner names an actor, and how it is taken up."""
        words = data["words"]
        self.short_titles = frozenset(words.get("short_titles", ()))
        bodies = [word.form for word in _heads(data) if word.letter in "Bb" and not word.plural]
        self._lowered = {self.morphology.key(form): form for form in bodies if " " not in form}
        self.topics: bool = data.get("topics", False)
        """Whether a noun before a comma that opens a sentence is the one known."""
        self.of_subject = self._set(words.get("of_subject", ()))
        self.numbers = self._set(words.get("numbers", ()))
        counted = words.get("counted_patterns", ())
        self.counted = self._pattern(counted) if counted else None
        """What follows a counted noun that else needs an owner ("12 kişi gözaltına alındı")."""
        self.indefinite = self._set(words.get("indefinite", ()))
        described = words.get("described_patterns", ())
        self.described = self._pattern(described) if described else None
        """What a noun that a noun describes looks like, where a language marks it."""

    def bodies_of(self, sector: str) -> frozenset[str]:
        """Return the nouns for bodies of a sector that name none by themselves."""
        return frozenset(self._bodies.get(sector, ()))

    def _set(self, forms: Iterable[str]) -> frozenset[str]:
        """Return words as they are written and their keys."""
        return frozenset(key for form in forms for key in (form, self.morphology.key(form)))

    def _pattern(self, patterns: Sequence[str]) -> re.Pattern[str]:
        """Compile patterns over keys."""
        if not patterns:
            return re.compile("(?!)")
        return re.compile(self.morphology.fold("|".join(patterns)))

    def _shape(self, patterns: Sequence[str]) -> re.Pattern[str] | None:
        """Compile how names are written, None where the language does not say."""
        return re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Word | None]:
        """Return the number of tokens of the longest word at ``at``, and the word.

        A person noun in a form of several is the noun for several. A noun that names an actor by
        itself goes before one that does not, where the form may be either's.
        """
        bare: tuple[int, Word] | None = None
        for match in self._words.matches(tokens, at):
            if bare is not None and match.length < bare[0]:
                break
            for word in match.values:
                if word.letter == "#" and not self._is_name(tokens[at]):
                    continue
                if self.nouns_in_capitals and _is_no_noun(word, tokens[at]):
                    continue
                if self.bare_modifiers and word.letter == "M" and match.changed:
                    continue
                if match.changed and any(way and way.plural for way in match.ways):
                    word = _several(word)
                bare_form = match.changed > 0 and word.letter in HEADS and word.letter not in _ALONE
                if not bare_form and (bare is None or word.letter in _ALONE):
                    return match.length, word
                if bare_form and bare is None:
                    bare = match.length, word
        return bare or (0, None)

    def numbered(self, word: Word, before: Token, token: Token) -> Word:
        """Return a noun that may be one or several as what stands before it says."""
        several = before.key in self.several_before or before.word.isdecimal()
        if several and word.letter in "Hh" and self.same_plural.fullmatch(token.key):
            return _several(word)
        return word

    def compound(self, token: Token) -> Word | None:
        """Return the noun that a word nobody knows is a compound of ("Kantonspolizei").

        What yields takes the sector of the first part ("Gewerkschaftssprecher").
        """
        if token.key not in self._compounds:
            if len(self._compounds) >= _MEMORY:
                self._compounds.clear()
            self._compounds[token.key] = self._compound(token) if self.second_parts else None
        return self._compounds[token.key]

    def _compound(self, token: Token) -> Word | None:
        for at in range(_PART, len(token.key) - _PART + 1):
            second = self._noun(token, token.key[at:])
            if second is None or not {second.form, second.form.lower()} & self.second_parts:
                continue
            first = token.key[:at]
            cuts = [first, *(first[: -len(joint)] for joint in _JOINTS if first.endswith(joint))]
            owners = [noun.sector for cut in cuts if (noun := self._noun(token, cut))]
            sector = next(filter(None, owners), None) if second.yielding else None
            letter = second.letter.upper()
            return replace(second, letter=letter, sector=sector or second.sector)
        return None

    def _noun(self, token: Token, key: str) -> Word | None:
        """Return the head noun that a part of a word is, None where it is none."""
        if not self.opens[key]:
            return None
        part = token._replace(word=key.capitalize(), key=key)
        count, word = self.longest([part], 0)
        return word if count == 1 and word is not None and word.letter in HEADS else None

    def is_exact(self, tokens: Sequence[Token], at: int, count: int) -> bool:
        """Tell whether a word of so many tokens stands at ``at`` as the tables have it."""
        matches = self._words.matches(tokens, at) if count else []
        return any(match.length == count and not match.changed for match in matches)

    def base(self, form: str) -> str:
        """Return a noun without the ending that says it belongs to another ("ordusu": "ordu")."""
        return self._bases.get(form, form)

    def lower(self, word: str) -> str:
        """Return the form in the tables of a noun written with a capital, itself if none."""
        return self._lowered.get(self.morphology.key(word), word)

    def titles(self, form: str) -> tuple[str, ...]:
        """Return the nouns that take up who was named with a title ("the minister")."""
        base = self.base(form)
        words = form.split()
        short = self.base(words[-1 if self.head_last else 0])
        if self.second_parts:
            ends = (t for t in self.short_titles if short.lower().endswith(t.lower()))
            short = next(ends, short)
        vice = self.offices.get(form) in ("vice-president", "head-of-government")
        return (base, short) if short in self.short_titles and not vice else (base,)

    def _is_name(self, token: Token) -> bool:
        """Tell whether a token is written as a name is."""
        return not self.capitals or token.word[0].isupper()


def _keys(form: str, forms: Morphology) -> list[str]:
    """Return the keys of the tokens of a word; what ends in an apostrophe ("d'") is one."""
    words, _, last = form.rpartition(" ") if form.endswith("'") else (form, "", "")
    keys = [token.key for token in forms.tokenize(words)]
    return [*keys, forms.key(last)] if last else keys


def _is_no_noun(word: Word, token: Token) -> bool:
    """Tell whether a noun that has a capital stands without one, as another word of its form."""
    return word.letter in HEADS and word.form[0].isupper() and token.word[0].islower()


def _several(word: Word) -> Word:
    """Return the word for several of what a word is for one of."""
    if word.letter in "Hh":
        return replace(word, letter="G" if word.letter == "H" else "g", plural=True)
    return replace(word, plural=True) if word.letter in "Xx" else word


def _words(data: dict[str, Any]) -> Iterator[Word]:
    """Yield every word of the tables; where a form comes twice the first counts."""
    words = data["words"]
    for name in data["blocked"]["names"]:
        yield Word("#", name)
    for pronoun, forms in data["pronouns"].items():
        yield from (Word("n", form, detail=pronoun) for form in forms)
    for pronoun, forms in data.get("possessors", {}).items():
        yield from (Word("y", form, detail=pronoun) for form in forms)
    for kind, forms in data["several"].items():
        yield from (Word("Z", form, detail=kind) for form in forms)
    yield from _heads(data)
    letters = {
        "past": "F",
        "leading": "F",
        "title": "T",
        "of": "o",
        "belongs": "f",
        "place": "L",
        "conjunction": "&",
        "particle": "v",
        "modifier": "M",
        "determiner": "d",
    }
    for key, letter in letters.items():
        for marked in words[key]:
            form, _, country = marked.partition("@")
            detail = "past" if key == "past" else ""
            yield Word(letter, form, country=country or None, detail=detail)
    for form in (*words["plain"], *words["stop"]):
        if len(tokenize(form)) > 1:  # the others are told by their keys, whatever else they are
            yield Word("w", form)
    yield from (Word("w", form) for form in words.get("finite", ()))


def _heads(data: dict[str, Any]) -> Iterator[Word]:
    plurals = [(re.compile(old), new) for old, new in data["plurals"]]
    for default, kinds in data["heads"].items():
        for kind, letter in (("person", "H"), ("people", "G"), ("body", "B"), ("thing", "X")):
            for marked in kinds.get(kind, ()):
                marked, _, told = marked.partition("@")
                country, among = (None, told.split("/")) if "/" in told else (told or None, ())
                form, _, other = marked.partition("=")
                marks = form[len(form.rstrip("*~")) :]
                form = form.rstrip("*~")
                sector = other or default
                sector = None if sector in ("none", "-") else sector
                yielding = "~" in marks
                case = letter.lower() if "*" in marks else letter
                many = letter == "G"
                word = Word(case, form, sector, yielding, many, country=country)
                yield replace(word, among=tuple(among))
                for clitic in data.get("clitics", ()):
                    yield Word(letter, form + clitic, sector, yielding, many, clitic=True)
                if letter in "HX":
                    people = "G" if letter == "H" else letter
                    people = people.lower() if "*" in marks else people
                    plural = _plural(form, plurals)
                    yield Word(people, plural, sector, yielding, plural=True, among=tuple(among))


def _plural(form: str, plurals: list[tuple[re.Pattern[str], str]]) -> str:
    """Return the plural by the first rule that fits the whole form."""
    for pattern, new in plurals:
        match = pattern.fullmatch(form)
        if match:
            return match.expand(new)
    return form


def _bases(data: dict[str, Any]) -> dict[str, str]:
    """Return the nouns that also stand in the tables with an ending of what is owned, by that."""
    rules = [tuple(rule.split(">")) for rule in data.get("owned", ())]
    forms = {word.form for word in _heads(data)} if rules else ()
    found: dict[str, str] = {}
    for form in forms:
        for ending, instead in rules:
            base = form[: -len(ending)] + instead
            if form.endswith(ending) and base in forms:
                found.setdefault(form, base)
    return found


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, compiled once.

    Raises:
        KeyError: Kawat finds no actors in the language.
    """
    return Lexicon(load(language, "actors"), morphology(language))
