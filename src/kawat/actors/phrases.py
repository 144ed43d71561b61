"""Finds the noun phrases of a sentence that name political actors.

The grammar of a language is a regular expression over the letters of its names and words
(``[phrase]`` in its ``actors.toml``), so that a new language is new data. What a phrase
refers to is settled afterwards, by ``resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from kawat.actors.items import Item, Sentence, in_title_case
from kawat.actors.lexicon import HEADS, Lexicon, Word
from kawat.actors.morphology import WHERE
from kawat.actors.owning import (
    end_of_owned,
    end_of_owner,
    is_bare,
    is_of_subject,
    is_where,
    without_subject,
)

_SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
"""Sectors of nouns for who serves a state."""
_PRIVATE = frozenset({"CVL", "EDU", "LAB", "AGR", "MED", "JRN"})
"""Sectors of those who are no actors by themselves."""
_OF_NAMES = frozenset("SCOPpKR")
"""Letters of names that stand by themselves behind a preposition that also names an agent."""
_OF_PLACE = frozenset({"CVL", "REF", "MED", "EDU", "AGR", "LAB", "JRN", "REL", "BUS"})
"""Sectors of people who are of the place they are said to be from."""
_OWNERS = HEADS + "SOC"
"""Letters of what may stand behind a noun as its owner."""
_DESCRIBED = frozenset("kADHGhg,")
"""Letters of what a participle beside it tells of, or of the comma it stands behind."""
_FREE = frozenset(HEADS + "SACDOPpK")
"""Letters of those a pronoun behind them may take up."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names an actor, before it is resolved.

    ``items`` are its names and words; ``head`` is its head noun, if it has one; ``name`` the
    items of the personal name in it.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    head: Item | None
    name: tuple[Item, ...]
    name_text: str
    place: bool
    own: bool = False
    """Whether an ending says that it belongs to the subject."""
    where: bool = False
    """Whether an ending says that something is there."""

    @property
    def is_of_home(self) -> bool:
        """Tell whether it names the state the page is from ("my country")."""
        word = self.items[0].word
        return word is not None and word.detail == "home"

    @property
    def is_of_unknown(self) -> bool:
        """Tell whether it belongs to what nobody knows ("Ruritania's minister")."""
        return any(
            one.letter == "K" and not one.names and other.letter == "'" and one not in self.name
            for one, other in pairwise(self.items)
        )

    @property
    def serves(self) -> bool:
        """Whether its noun is of who serves a state: another's of that name is somebody else."""
        return (
            self.head is not None
            and self.head.word is not None
            and (self.head.word.sector in _SERVING)
        )

    @property
    def is_any_body(self) -> bool:
        """Tell whether it is only a capital noun that many bodies go by ("the Commission")."""
        word = self.head.word if self.head is not None else None
        bare = len(self.items) == 1 and self.items[0].letter == "b"
        return bare and word is not None and word.yielding

    @property
    def is_of_pair(self) -> bool:
        """Tell whether it names two states, or who belongs to them ("their two ministers")."""
        return "Z" in (self.items[0].letter, self.items[-1].letter)


def find_phrases(
    sentence: Sentence, lexicon: Lexicon, named: AbstractSet[str] = frozenset()
) -> list[Phrase]:
    """Return the phrases of a sentence that name actors, in order, none overlapping.

    A noun of ``named`` alone takes up a body that the article named before.
    """
    phrases: list[Phrase] = []
    letters = sentence.letters
    at = 0
    while at < len(letters):
        phrase, after = None, at + 1
        match = lexicon.full.match(letters, at)
        if match and match.end() > at:
            phrase = _from_match(sentence, match, lexicon, named)
            after = at + 1
        if phrase is None:
            match = lexicon.titled.match(letters, at)
            if match:
                phrase = _phrase(sentence, at, match.end(), None, match.span("name"), lexicon)
        if phrase is None and letters[at] in lexicon.alone and _stands_alone(sentence, at, lexicon):
            span = (at, at + 1) if letters[at] in "Pp" else (at, at)
            last = at + 2 if letters[at : at + 2] == "OO" else at + 1
            phrase = _phrase(sentence, at, last, None, span, lexicon)
            match = None
        if phrase is not None:
            phrases.append(phrase)
            while (
                after < len(letters)
                and sentence.tokens[sentence.items[after].first].start < phrase.end
            ):
                after += 1
        at = after
    return phrases


def _stands_alone(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a name or pronoun that no phrase takes in names an actor by itself."""
    if sentence.letters[at] == "n":
        if lexicon.nouns_in_capitals and _is_polite(sentence, at):
            return False
        if sentence.tokens[sentence.items[at].first].key in lexicon.subject_only:
            around = sentence.letters[at - 1 : at + 2] if at else ""
            return len(around) == 3 and around[0] != "." and around[2] == "w"
        return True
    word = sentence.items[at].word
    if sentence.letters[at] == "y" and word is not None and word.detail == "own":
        start = sentence.tokens[sentence.items[at].first].start
        return sentence.text.endswith(lexicon.objective_after, 0, start)
    if sentence.letters[at] == "y" and lexicon.before_verb:
        first = _FREE.isdisjoint(sentence.letters[:at])
        return first and sentence.letters[at + 1 : at + 2] in lexicon.before_verb
    if lexicon.nouns_in_capitals:
        return sentence.letters[at + 1 : at + 2] != "-"  # "Ukraine-Krieg"
    return lexicon.morphology.marks or not _inside_name(sentence, at)


def _is_polite(sentence: Sentence, at: int) -> bool:
    """Tell whether a pronoun has the capital of who is spoken to ("Bitte treten Sie zurück")."""
    capital = sentence.tokens[sentence.items[at].first].word[0].isupper()
    return capital and at > 0 and sentence.letters[at - 1] != "."


def _inside_name(sentence: Sentence, at: int) -> bool:
    """Tell whether a state's name is part of a longer name nobody knows ("India Gate")."""
    letters = sentence.letters
    if letters[at] not in "SC":
        return False
    after = sentence.items[at + 1] if at + 1 < len(letters) else None
    if after is not None and after.letter == "K":
        return not any(name.use == "place" for name in after.names)
    before = sentence.items[at - 1] if at else None
    return before is not None and before.letter == "K" and (at > 1 or not before.names)


def _from_match(
    sentence: Sentence, match: re.Match[str], lexicon: Lexicon, known: AbstractSet[str]
) -> Phrase | None:
    """Return the phrase of a match of the full pattern; None where its head stands bare."""
    first, last = match.span("main")
    letters, items = sentence.letters, sentence.items
    end_of_match, last = last, end_of_owner(sentence, first, last, lexicon)
    cut = _end_of_definite(sentence, first, last, lexicon)
    heads = [i for i in range(first, last) if letters[i] in HEADS]
    if not heads:
        return None
    head = heads[-1] if lexicon.head_last else heads[0]
    word = items[head].word
    if word is None:
        return None
    end, name = match.end(), match.span("name")
    whole = cut == end_of_match
    if not whole:
        end, name = cut, (-1, -1)
    start = match.start("tail") if whole else -1
    if start >= 0 and _is_another(sentence, start, match.end("tail"), word, lexicon):
        end, name = start, (-1, -1)
    start = match.start("tail2") if whole else -1
    if start >= 0 and name[0] < 0 and _is_origin(sentence, start, word, lexicon):
        end = start
    end, name = without_subject(sentence, end, name, head, lexicon)
    owned = end_of_owned(sentence, first, end if name[0] < 0 else name[0], lexicon)
    if owned is not None:
        end, name, whole = owned, (-1, -1), False
    if name[0] >= 0 and not is_bare(sentence, items[head], lexicon):
        end, name = name[0], (-1, -1)
    if end - first == 1 and _is_adjectival(sentence, first, word, lexicon):
        return None
    own = end - first == 1 and is_of_subject(sentence, first, lexicon)
    alone = end - first == 1 and _is_known(sentence, first, word, lexicon, known)
    if letters[head].islower() and not (word.clitic or own or alone):
        others = [i for i in range(first, end) if i != head]
        owned = any(letters[i] in "SACORDPpyK" + HEADS for i in others)
        bare_body = not others and _is_definite_body(sentence, head, lexicon)
        named = (others or bare_body) and _is_written_as_name(sentence, head, lexicon)
        taken_up = _is_taken_up(sentence, first, end, word, lexicon)
        crowd = _is_crowd(sentence, first, end, word, lexicon)
        if not owned and not named and not crowd and not taken_up:
            return None
    if name[0] < 0 and whole:
        name = _name_in_tail(sentence, match.span("tail"), head, lexicon)
    phrase = _phrase(sentence, first, end, items[head], name, lexicon)
    return replace(phrase, own=own, where=is_where(sentence, items[head], lexicon))


def _is_known(
    sentence: Sentence, at: int, word: Word, lexicon: Lexicon, known: AbstractSet[str]
) -> bool:
    """Tell whether a noun without an owner takes up somebody known."""
    return (word.form in known and not word.plural) or _is_topic(sentence, at, lexicon)


def _is_topic(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun opens a sentence before a comma: "Sözcü, ..." is the one known."""
    item = sentence.items[at]
    if at or not lexicon.topics or sentence.letters[1:2] != "," or item.word is None:
        return False
    return item.word.sector not in _PRIVATE and is_bare(sentence, item, lexicon)


def _end_of_definite(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> int:
    """Return where a phrase ends in a language with a written article: such a noun owns no other.

    "دعا الرئيس الحكومة" ("the president called on the government") names two.
    """
    letters = sentence.letters
    for at in range(first, last - 1):
        word = sentence.tokens[sentence.items[at].last - 1].word
        owns = letters[at] in HEADS and letters[at + 1] in _OWNERS
        if owns and lexicon.morphology.is_definite(word):
            return at + 1
    return last


def _is_crowd(sentence: Sentence, first: int, end: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether a noun names a crowd: "Thousands marched", "ribuan pendukung"."""
    letters = sentence.letters
    if head.form in lexicon.crowd:
        return end - first == 1 and letters[end : end + 1] in ("w", "k")
    if not first or head.letter not in "hg":
        return False
    if lexicon.counted is not None and end < len(sentence.items):
        before, after = (sentence.tokens[sentence.items[at].first] for at in (first - 1, end))
        number = before.key in lexicon.numbers or letters[first - 1] == "1"
        if number and lexicon.counted.fullmatch(after.key):
            return True
    last = sentence.items[first - 1]  # "milliers de"
    before = sentence.tokens[last.last - 1]
    if any(token.key in lexicon.crowd_before for token in sentence.tokens[last.first : last.last]):
        return True
    number = before.key in lexicon.quantified_before or before.word[0].isdecimal()
    return number and head.form in lexicon.quantified


def _is_taken_up(sentence: Sentence, first: int, end: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether a definite noun takes up somebody named before ("die Partei")."""
    modified = sentence.letters[first : end - 1].strip("M")
    if not first or modified or head.form not in lexicon.anaphors:
        return False
    if first > 1 and sentence.letters[first - 1] in "kM":
        first -= 1  # "die nationalkonservative Partei"
    beside = sentence.tokens[sentence.items[first - 1].first].key in lexicon.where
    if beside or sentence.letters[end : end + 1] in ("S", "C", "O"):
        return False
    return sentence.tokens[sentence.items[first - 1].last - 1].key in lexicon.anaphor_before


def _names_agent(sentence: Sentence, at: int, end: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether what follows the head is whom a passive is done by, not its owner.

    "ist der Fischer von der Polizei verhaftet worden": such a preposition joins no more than
    a name to the noun before it.
    """
    takes_in = head.yielding and head.letter.islower()  # "Gruppe von Exiltibetern"
    if takes_in or sentence.tokens[sentence.items[at].first].key not in lexicon.agent:
        return False
    owner = sentence.letters[at + 1 : end]
    if not owner or (head.letter in "Bb" and owner[0] in "HTPp"):
        return False
    if not set(owner) <= _OF_NAMES or len(set(owner)) > 1:
        return True
    passive = any(token.key in lexicon.passive for token in sentence.tokens)
    rules = head.form in lexicon.of_place or head.form in lexicon.from_heads
    return owner[0] not in "KS" and passive and not rules


def _is_another(sentence: Sentence, start: int, end: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether what follows the head belongs to something else.

    So do "lawyers for the journalist" and "accused the president of acting".
    """
    if sentence.letters[end - 1] == "M":
        item = sentence.items[end - 1]
        last = item.word
        if last is not None and lexicon.describes_first and item.last - item.first == 1:
            written = sentence.tokens[item.first].key
            return written != lexicon.morphology.key(last.form)  # of what stands behind it
        return last is not None and last.form in lexicon.verbal
    if _names_agent(sentence, start, end, head, lexicon):
        return True
    speaks = head.form in lexicon.speaks_for
    return sentence.letters[start] == "f" and sentence.letters[end - 1] in HEADS and not speaks


def _is_origin(sentence: Sentence, at: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether a "from" behind the head says whence, not whose, it is."""
    key = sentence.tokens[sentence.items[at].first].key
    if key in lexicon.origin and head.sector in _OF_PLACE:
        return False
    return bool(lexicon.from_heads) and key in lexicon.place and head.form not in lexicon.from_heads


def _is_adjectival(sentence: Sentence, at: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether a noun that stands alone only describes the noun beside it."""
    if _is_participle(sentence, at, head, lexicon):
        return True
    if head.form not in lexicon.adjectival:
        return False
    item, described = sentence.items[at], lexicon.described
    exact = lexicon.is_exact(sentence.tokens, item.first, item.last - item.first)
    if described is not None and not exact:
        return False  # it has the ending of a case of its own, not of the noun beside it
    beside = at + 1 if lexicon.head_last else at - 1
    letters = "k" if described is None else "kM"
    if not 0 <= beside < len(sentence.letters) or sentence.letters[beside] not in letters:
        return False
    if described is None or head.form in lexicon.indefinite:
        return True
    key = sentence.tokens[sentence.items[beside].first].key
    counted = lexicon.counted is not None and lexicon.counted.fullmatch(key)
    return not counted and described.fullmatch(key) is not None


def _is_participle(sentence: Sentence, at: int, head: Word, lexicon: Lexicon) -> bool:
    """Tell whether a noun that is also a participle is one: "foram presos", "padres presos"."""
    if head.form not in lexicon.participles or not at:
        return False
    before = sentence.tokens[sentence.items[at].first - 1].key
    beside = at + 1 if lexicon.head_last else at - 1
    letter = sentence.letters[beside : beside + 1]
    return before in lexicon.copulas or letter in _DESCRIBED


def _is_definite_body(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun for bodies stands behind an article ("a Câmara", "la Commission")."""
    if sentence.letters[at] != "b" or not at:
        return False
    return sentence.tokens[sentence.items[at].first - 1].key in lexicon.articles


def _is_written_as_name(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun is written with a capital inside a sentence that is not in them."""
    token = sentence.tokens[sentence.items[at].first]
    if lexicon.nouns_in_capitals or at == 0 or not token.word[0].isupper():
        return False
    return not in_title_case(sentence.tokens, lexicon)


def _name_in_tail(
    sentence: Sentence, tail: tuple[int, int], head: int, lexicon: Lexicon
) -> tuple[int, int]:
    """Return where a personal name stands that the grammar cannot tell from a place."""
    first, last = tail
    word = sentence.items[head].word
    if first < 0 or word is None or sentence.letters[head] not in "Hh" or word.plural:
        return (-1, -1)
    items = sentence.items[first:last]
    words = [sentence.tokens[item.first].word for item in items]
    capitals = [word.isupper() and len(word) > 1 for word in words]
    while capitals and capitals[0] and len(capitals) > 2:  # "Menko PMK" is a title
        first, items, capitals = first + 1, items[1:], capitals[1:]
    if set(sentence.letters[first:last]) != {"K"} or any(capitals):
        return (-1, -1)
    if word.form not in lexicon.of_place:
        return tail
    places = [any(name.use == "place" for name in item.names) for item in items]
    place = places.index(False) if False in places else last - first
    if place == 0 and len(items) > 2:
        place = 1  # a place nobody knows, and a name of two words at least
    return (first + place, last) if 0 < place < len(items) else (-1, -1)


def _phrase(
    sentence: Sentence,
    first: int,
    last: int,
    head: Item | None,
    name: tuple[int, int],
    lexicon: Lexicon,
) -> Phrase:
    items = sentence.items[first:last]
    named = sentence.items[name[0] : name[1]] if name[0] >= 0 else []
    tokens = sentence.tokens
    text = ""
    if named:
        text = sentence.text[tokens[named[0].first].start : tokens[named[-1].last - 1].end]
    end = tokens[sentence.asides.get(items[-1].last, items[-1].last) - 1].end
    return Phrase(
        tokens[items[0].first].start,
        end,
        tuple(items),
        head,
        tuple(named),
        text,
        _after_place_word(sentence, first, lexicon)
        or sentence.letters[last : last + 1] == WHERE
        or sentence.text.startswith(lexicon.place_after, end),
    )


def _after_place_word(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a preposition of place stands before, or "Place, " and its preposition."""
    letters = sentence.letters
    before = at - 1
    if before > 0 and letters[before] == "," and letters[before - 1] in "SCRK":
        return _after_place_word(sentence, before - 1, lexicon)
    if before >= 0 and letters[before] in "dK":
        before -= 1
    if before < 0 or letters[before] not in "Lf":
        return False
    item = sentence.items[before]
    if item.word is not None and item.word.form in lexicon.place:
        return True
    return sentence.tokens[item.first].key in lexicon.place
