"""What a name's neighbours tell of it: whether it goes on, or is part of something else."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from kawat.actors.items import Item, Sentence, in_title_case
from kawat.actors.lexicon import Lexicon
from kawat.actors.register import Register
from kawat.actors.tokens import Token, is_unspaced, key_of

Parts = Callable[[str], frozenset[str]]
"""Gives the words of the names a person goes by."""
_QUOTES = frozenset("\"'\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d")
_LONGEST = 8
"""Signs of the longest such word in scripts without blanks."""
_MONEY = frozenset("$\u20ac\u00a3\u00a5")


def heed(sentence: Sentence, lexicon: Lexicon, register: Register, language: str) -> Sentence:
    """Return the sentence with names that are others' parts, or go on, read as such."""
    items, tokens = list(sentence.items), sentence.tokens
    titled = in_title_case(tokens, lexicon)

    def known(id: str) -> frozenset[str]:
        return register.name_parts(id, language)

    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if item.letter == "p" and _goes_on(items, at, tokens, known):
            items[at : at + 2] = [item._replace(letter="P", last=items[at + 1].last)]
        elif item.letter == "p" and not titled and _is_part_of_a_name(items, at, tokens, known):
            items[at] = item._replace(letter="K", names=())
        elif item.letter in "SC" and not titled and _is_first_name(items, at, tokens, register):
            items[at] = Item("K", item.first, item.last)
        elif item.letter in "SC" and _is_beside_club(item, sentence):
            items[at] = item._replace(letter="R")
        elif item.letter in "SA" and _is_of_a_thing(items, at, tokens, lexicon):
            items[at] = item._replace(letter="w")
    letters = "".join([item.letter for item in items])
    return sentence._replace(items=items, letters=letters)


def _goes_on(items: list[Item], at: int, tokens: list[Token], known: Parts) -> bool:
    """Tell whether a surname goes on into the same person's given name ("Kishida Fumio")."""
    item, after = items[at], items[at + 1] if at + 1 < len(items) else None
    if after is None or after.letter not in "Kk" or after.first != item.last:
        return False
    word = tokens[after.first].word
    return all(word in known(name.id) for name in item.names)


def _is_part_of_a_name(items: list[Item], at: int, tokens: list[Token], known: Parts) -> bool:
    """Tell whether a short name belongs to the full name of somebody nobody knows.

    "Gabriel Escobar" is not Sigmar Gabriel, "Melania Trump" not Donald Trump.
    """
    item = items[at]
    after = items[at + 1] if at + 1 < len(items) else None
    if after and after.letter == "K" and after.first == item.last and not after.names:
        return not tokens[after.first].word.isupper()
    before = items[at - 1] if at > 1 else None
    if not before or before.letter != "K" or before.last != item.first or before.names:
        return False
    word = tokens[before.first].word
    parts = {part for name in item.names for part in known(name.id)}
    return not word.isupper() and word not in parts


def _is_first_name(items: list[Item], at: int, tokens: list[Token], register: Register) -> bool:
    """Tell whether a state's name is rather the first name of who goes by the next word too."""
    item, after = items[at], items[at + 1] if at + 1 < len(items) else None
    if after is None or after.letter != "K" or item.last > item.first + 1:
        return False
    beside = tokens[after.first].start - tokens[item.first].end == 1
    return beside and register.is_first_name(tokens[item.first].word)


@cache
def _beside() -> dict[str, frozenset[str]]:
    """Return the words that make a city's name part of another, by the side they stand on."""
    path = files("kawat.actors").joinpath("beside.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        side: frozenset(map(key_of, data["beside"] + data[side])) for side in ("before", "behind")
    }


def _is_beside_club(item: Item, sentence: Sentence) -> bool:
    """Tell whether a state's or city's name is part of a club's ("Dinamo Kyiv")."""
    tokens = sentence.tokens
    before, behind = item.first - 1, item.last
    while before >= 0 and tokens[before].word in _QUOTES:
        before -= 1
    while behind < len(tokens) and tokens[behind].word in _QUOTES:
        behind += 1
    words, text = _beside(), sentence.text
    if before >= 0:
        end = tokens[before].end
        parts = [text[at:end] for at in range(max(0, end - _LONGEST), end)]
        if _is_one_of(words["before"], tokens[before], parts):
            return True
    if behind < len(tokens):
        start = tokens[behind].start
        parts = [text[start:at] for at in range(start + 1, start + _LONGEST)]
        return _is_one_of(words["behind"], tokens[behind], parts)
    return False


def _is_one_of(words: frozenset[str], token: Token, parts: list[str]) -> bool:
    """Tell whether a token, or in a script without blanks a part of the text, is such a word."""
    if is_unspaced(token.word):
        return not words.isdisjoint(parts)
    return token.key in words and token.word[0] == token.word[0].upper()


def _is_of_a_thing(items: list[Item], at: int, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a state's name only says which currency, language or time is meant."""
    other = items[at].last if lexicon.head_last else items[at].first - 1
    if 0 <= other < len(tokens) and tokens[other].key in lexicon.things:
        return True
    after = items[at].last
    return after < len(tokens) and tokens[after].word in _MONEY
