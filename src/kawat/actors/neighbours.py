"""What a name's neighbours tell of it: whether it goes on, or is part of something else."""

from __future__ import annotations

from collections.abc import Callable

from kawat.actors.items import Item, Sentence, in_title_case
from kawat.actors.lexicon import Lexicon
from kawat.actors.register import Register
from kawat.actors.tokens import Token

Parts = Callable[[str], frozenset[str]]
"""Gives the words of the names a person goes by."""
_MONEY = frozenset("$\u20ac\u00a3\u00a5")


def heed(sentence: Sentence, lexicon: Lexicon, register: Register, language: str) -> Sentence:
    """Return the sentence with names that are others' parts, or go on, read as such."""
    items, tokens = list(sentence.items), sentence.tokens
    titled = in_title_case(tokens)

    def known(id: str) -> frozenset[str]:
        return register.name_parts(id, language)

    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if item.letter == "p" and _goes_on(items, at, tokens, known):
            items[at : at + 2] = [item._replace(letter="P", last=items[at + 1].last)]
        elif item.letter == "p" and not titled and _is_part_of_a_name(items, at, tokens, known):
            items[at] = item._replace(letter="K", names=())
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


def _is_of_a_thing(items: list[Item], at: int, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a state's name only says which currency, language or time is meant."""
    other = items[at].last if lexicon.head_last else items[at].first - 1
    if 0 <= other < len(tokens) and tokens[other].key in lexicon.things:
        return True
    after = items[at].last
    return after < len(tokens) and tokens[after].word in _MONEY
