"""Finds the noun phrases of a sentence that name political actors.

Each name and word is given a letter for its class; the grammar of a language is a regular
expression over these letters (``[phrase]`` in its ``actors.toml``), so that a new language
is new data. What a phrase refers to is settled afterwards, by ``resolve``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kawat.actors.lexicon import HEADS, Lexicon, Word
from kawat.actors.register import Name, Names, Register
from kawat.actors.tokens import Token, tokenize

_STATE_LETTERS = {"name": "S", "short": "S", "abbreviation": "S", "adjective": "A", "demonym": "D"}
_TITLE_CASE = 0.7
"""Share of long words with a capital from which a sentence is taken for a headline in title
case; there a capital tells nothing of a word."""


class Item(NamedTuple):
    """A name or word of a sentence: its letter, its tokens, and what it was found as."""

    letter: str
    first: int
    last: int
    names: tuple[Name, ...] = ()
    word: Word | None = None


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


class Sentence(NamedTuple):
    """A sentence cut into items: its tokens, the items, and the letters of the items."""

    text: str
    tokens: list[Token]
    items: list[Item]
    letters: str


def itemize(text: str, lexicon: Lexicon, names: Names, local: Names, register: Register) -> Sentence:
    """Cut a sentence into names and words, the longest at each place."""
    tokens = tokenize(text)
    titled = _in_title_case(tokens)
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item = (
            _compound(tokens, at, lexicon)
            or _known(tokens, at, lexicon, names, local, register)
            or _unknown(tokens, at, lexicon, titled)
        )
        if item.letter in "SA" and _set_against(items, tokens, lexicon):
            item = item._replace(letter="w")
        items.append(item)
        at = item.last
    return Sentence(text, tokens, items, "".join([item.letter for item in items]))


def _in_title_case(tokens: list[Token]) -> bool:
    words = [token.word for token in tokens if len(token.word) > 3 and token.word[0].isalpha()]
    if len(words) < 4:
        return False
    return sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words)


def _compound(tokens: list[Token], at: int, lexicon: Lexicon) -> Item | None:
    """Return a modifier written with a hyphen ("Russia-backed"), which names no actor."""
    if at + 2 >= len(tokens) or tokens[at + 1].word != "-":
        return None
    first, hyphen, second = tokens[at : at + 3]
    if first.end != hyphen.start or hyphen.end != second.start:
        return None
    if second.word[0].isupper() or not second.word[0].isalpha():
        return None
    if lexicon.modifier_pattern.fullmatch(f"{first.key}-{second.key}"):
        return Item("M", at, at + 3)
    return None


def _known(
    tokens: list[Token],
    at: int,
    lexicon: Lexicon,
    names: Names,
    local: Names,
    register: Register,
) -> Item | None:
    """Return the longest name or word known at ``at``; a name where both are as long."""
    name_count, found = names.longest(tokens, at)
    local_count, here = local.longest(tokens, at)
    word_count, word = lexicon.longest(tokens, at)
    if local_count and local_count >= max(name_count, word_count):
        full = any(name.use == "name" for name in here)
        return Item("P" if full else "p", at, at + local_count, here)
    if name_count and name_count >= word_count:
        item = _named(at, name_count, found, register)
        if item is not None:
            return item
    if word is not None:
        return Item("w" if word.letter == "#" else word.letter, at, at + word_count, word=word)
    return None


def _named(at: int, count: int, found: tuple[Name, ...], register: Register) -> Item | None:
    """Return the item of a name in the register: a state before a body before a person."""
    best: tuple[int, str] | None = None
    for name in found:
        entity = register.entity(name.id)
        if entity is None:
            continue
        if name.use == "metonym":
            choice = (1, "C")
        elif entity.kind in ("state", "country", "territory"):
            choice = (0, _STATE_LETTERS.get(name.use, "S"))
        elif entity.kind == "person":
            if name.use == "surname":
                choice = (4, "K")
            else:
                choice = (3, "P")
        else:
            choice = (2, "A" if name.use == "adjective" else "O")
        if best is None or choice < best:
            best = choice
    return Item(best[1], at, at + count, found) if best else None


def _unknown(tokens: list[Token], at: int, lexicon: Lexicon, titled: bool) -> Item:
    """Return the item of a word nobody knows, by how it is written."""
    token = tokens[at]
    first = token.word[0]
    if first.isalpha():
        if token.key in lexicon.plain:
            letter = "w"
        elif first.isupper() and not titled and (at > 0 or _opens_name(tokens)):
            letter = "w" if token.key in lexicon.stop and at == 0 else "K"
        elif token.key in lexicon.stop or lexicon.stop_pattern.fullmatch(token.key):
            letter = "w"
        else:
            letter = "k"
    elif token.key in lexicon.possessive and at and tokens[at - 1].end == token.start:
        letter = "'" if len(token.key) > 1 or tokens[at - 1].key.endswith("s") else "."
    elif token.word == "-" and at and tokens[at - 1].end == token.start:
        letter = "-"
    elif token.word == ",":
        letter = ","
    else:
        letter = "1" if first.isdigit() else "."
    return Item(letter, at, at + 1)


def _opens_name(tokens: list[Token]) -> bool:
    """Tell whether the first word of a sentence goes on into a name."""
    return len(tokens) > 1 and tokens[1].word[0].isupper()


def _set_against(items: list[Item], tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether what follows stands behind "anti-", "pro-" and the like."""
    if len(items) < 2 or items[-1].letter != "-":
        return False
    word = tokens[items[-1].first - 1]
    return f"{word.key}-" in lexicon.before


def find_phrases(sentence: Sentence, lexicon: Lexicon) -> list[Phrase]:
    """Return the phrases of a sentence that name actors, in order, none overlapping."""
    phrases: list[Phrase] = []
    letters = sentence.letters
    at = 0
    while at < len(letters):
        phrase, after = None, at + 1
        match = lexicon.full.match(letters, at)
        if match and match.end() > at:
            phrase = _from_match(sentence, match, lexicon)
        if phrase is None:
            match = lexicon.titled.match(letters, at)
            if match:
                phrase = _phrase(sentence, at, match.end(), None, match.span("name"))
        if phrase is None and letters[at] in lexicon.alone and not _inside_name(sentence, at):
            span = (at, at + 1) if letters[at] in "Pp" else (at, at)
            phrase = _phrase(sentence, at, at + 1, None, span)
            match = None
        if phrase is not None:
            phrases.append(phrase)
            after = match.end() if match else at + 1
        at = after
    return phrases


def _inside_name(sentence: Sentence, at: int) -> bool:
    """Tell whether a state's name is part of a longer name nobody knows ("India Gate")."""
    letters = sentence.letters
    if letters[at] not in "SC" or sentence.items[at].first == 0:
        return False
    before = letters[at - 1] if at else ""
    after = letters[at + 1] if at + 1 < len(letters) else ""
    return before == "K" or after == "K"


def _from_match(sentence: Sentence, match: re.Match[str], lexicon: Lexicon) -> Phrase | None:
    """Return the phrase of a match of the full pattern; None where its head stands bare."""
    first, last = match.span("main")
    heads = [i for i in range(first, last) if sentence.letters[i] in HEADS]
    if not heads:
        return None
    head = heads[-1] if lexicon.head_last else heads[0]
    item = sentence.items[head]
    alone = match.end() - match.start() == 1
    bare = sentence.letters[head].islower() and not any(
        sentence.letters[i] in "SACORDPpyKHGBXhgbx"
        for i in range(match.start(), match.end())
        if i != head
    )
    if bare and not (item.word and item.word.clitic):
        return None
    if alone and item.word is None:
        return None
    return _phrase(sentence, match.start(), match.end(), item, match.span("name"))


def _phrase(
    sentence: Sentence, first: int, last: int, head: Item | None, name: tuple[int, int]
) -> Phrase:
    items = sentence.items[first:last]
    named = sentence.items[name[0] : name[1]] if name[0] >= 0 else []
    tokens = sentence.tokens
    text = ""
    if named:
        text = sentence.text[tokens[named[0].first].start : tokens[named[-1].last - 1].end]
    before = first - 1
    if before >= 0 and sentence.letters[before] == "d":
        before -= 1
    return Phrase(
        tokens[items[0].first].start,
        tokens[items[-1].last - 1].end,
        tuple(items),
        head,
        tuple(named),
        text,
        before >= 0 and sentence.letters[before] in "Lf",
    )
