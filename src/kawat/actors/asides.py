"""Parentheses behind a name that belong to it: short forms, where a person stands, an age.

"Korea Utara (Korut)", "Perdana Menteri (PM) Jepang", "Antony Blinken (left)": the items in
the parentheses are no names of their own, and the phrase goes on behind them.
"""

from __future__ import annotations

from kawat.actors.items import Item, Sentence
from kawat.actors.lexicon import HEADS, Lexicon
from kawat.actors.tokens import Token

_CLOSES = {"(": ")", "[": "]", "\uff08": "\uff09"}
_MOST = 12
"""How many signs and words an aside may hold."""
_NAMES = "SACDOPpKR"
_BEFORE = _NAMES + HEADS + "MkZ"
_REACH = 10
"""How many words back a short form is spelt out."""


def fold(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Return the sentence with the items of asides left out, and where asides stand."""
    tokens = sentence.tokens
    kept: list[Item] = []
    asides: dict[int, int] = {}
    end = 0
    for at, item in enumerate(sentence.items):
        if item.first < end:
            continue
        closing = _closing(tokens, item.first)
        if closing and kept and kept[-1].letter in _BEFORE:
            near = sentence.items[at + 1 : at + 1 + _MOST]
            inside = [other for other in near if other.last <= closing]
            if _is_aside(kept[-1], inside, tokens, item.first, closing, lexicon):
                end = asides[item.first] = closing + 1
                continue
        kept.append(item)
    if not asides:
        return sentence
    letters = "".join([item.letter for item in kept])
    return Sentence(sentence.text, tokens, kept, letters, asides)


def _closing(tokens: list[Token], at: int) -> int | None:
    """Return the token that closes the parenthesis opened at ``at``, if it is a short one."""
    sign = _CLOSES.get(tokens[at].word)
    if sign is None:
        return None
    near = range(at + 2, min(at + 2 + _MOST, len(tokens)))
    return next((i for i in near if tokens[i].word == sign), None)


def _is_aside(
    last: Item,
    inside: list[Item],
    tokens: list[Token],
    at: int,
    closing: int,
    lexicon: Lexicon,
) -> bool:
    """Tell whether what stands in parentheses only adds to the name before it."""
    words = tokens[at + 1 : closing]
    if all(token.key in lexicon.aside or token.word in ",-" for token in words):
        return True
    if len(words) == 1 and words[0].word.isdigit():
        return len(words[0].word) <= 2
    if len(inside) == 1 and {n.id for n in last.names} & {n.id for n in inside[0].names}:
        return True
    short = "".join(token.key for token in words if token.word[0].isalnum())
    if any(token.word in ",;:/" for token in words) or len(words) > 3:
        return False
    if not words[0].word[0].isupper() or (len(words) > 1 and not short.isalpha()):
        return False
    if len(inside) == 1 and inside[0].letter == "K" and last.letter in "O" + HEADS:
        return words[0].word.isupper() and not inside[0].names
    return _spells(short, [token.key for token in tokens[max(0, at - _REACH) : at]])


def _spells(short: str, words: list[str]) -> bool:
    """Tell whether the letters of a short form stand in order from where a word begins."""
    for first in range(len(words)):
        letters = iter("".join(words[first:]))
        if words[first][:1] == short[:1] and all(letter in letters for letter in short):
            return True
    return False
