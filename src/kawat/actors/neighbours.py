"""What a name's neighbours tell of it: whether it goes on, or is part of something else."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from kawat.actors.items import Item, Sentence, in_title_case
from kawat.actors.lexicon import Lexicon
from kawat.actors.register import Register
from kawat.actors.tokens import Token, key_of
from kawat.language.script import is_unspaced

Parts = Callable[[str], frozenset[str]]
"""Gives the words of the names a person goes by."""
_QUOTES = frozenset("\"'\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d")
_LONGEST = 8
"""Signs of the longest such word in scripts without blanks."""
_OF = frozenset({"de", "da", "do", "del", "della", "di", "du", "d'"})
"""Words that join the parts of a person's name, and also say whence somebody is."""
_PARTICLES = _OF | frozenset(
    {"dos", "das", "von", "van", "der", "den", "ter", "la", "las", "los", "bin", "bint", "ben"}
)
"""All words that join the parts of a person's name."""
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
        elif (
            item.letter == "p" and not titled and _is_part_of_a_name(items, at, tokens, known)
        ) or (item.letter in "pK" and _is_joined_to_another(items, at, tokens, register, known)):
            items[at] = item._replace(letter="K", names=())
        elif item.letter in "SC" and (
            _is_town(items, at, tokens, register)
            or (not titled and _is_first_name(items, at, tokens, register))
        ):
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


def _is_joined_to_another(
    items: list[Item], at: int, tokens: list[Token], register: Register, known: Parts
) -> bool:
    """Tell whether a particle joins a short name to a name its bearer does not have.

    "Tarcísio de Freitas" is not Bendito Freitas, "Klaus von Trapp" not Václav Klaus. As "de" also
    tells whose something is, what stands before it must be a first name, or a lone name behind
    a title or a comma.
    """
    item = items[at]
    if not item.names or any(name.use != "surname" for name in item.names):
        return False
    parts = {part for name in item.names for part in known(name.id)}
    front, back = item.first, item.last
    while front and tokens[front - 1].word in _PARTICLES:
        front -= 1
    while back < len(tokens) and tokens[back].word in _PARTICLES:
        back += 1
    if item.last < back < len(tokens) and register.is_first_name(tokens[item.first].word):
        word = tokens[back].word
        last = next((other for other in items[at:] if other.first == back), None)
        if last is not None and last.letter in "Kp" and word not in parts:
            of = tokens[back - 1].word in _OF
            return not of or not any(name.use == "place" for name in last.names)
    if not 0 < front < item.first or not tokens[front - 1].word[0].isupper():
        return False
    number = next((i for i in range(at) if items[i].last == front), None)
    if number is None or items[number].letter not in "Kpk":
        return False
    word = tokens[front - 1].word
    if word in parts or any(name.use == "place" for name in items[number].names):
        return False
    if register.is_first_name(word):
        return True
    before = items[number - 1] if number else None
    return before is not None and before.letter in "HT," and items[number].letter == "K"


def _is_town(items: list[Item], at: int, tokens: list[Token], register: Register) -> bool:
    """Tell whether a state's or capital's name is a town's, as in "Lebanon, Pennsylvania"."""
    behind = items[at].last
    after = next((item for item in items[at + 1 : at + 3] if item.first == behind + 1), None)
    if after is None or tokens[behind].word != "," or not after.names:
        return False
    return all(register.is_division(name.id) for name in after.names)


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
