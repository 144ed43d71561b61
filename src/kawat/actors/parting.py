"""Parts words that are written together with a small word before them (Arabic ``و``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kawat.actors.lexicon import Lexicon
from kawat.actors.names import Names
from kawat.actors.tokens import Token

_MOST = 12
"""Tokens of the longest name looked for behind a clitic."""


def part(tokens: list[Token], known: tuple[Names, Lexicon]) -> list[Token]:
    """Return the tokens with clitics cut off, so that a name's span leaves them out.

    A word is left whole where it is known, alone or within a longer name ("Quai d'Orsay"). Else
    it is cut where what is left is known; a clitic that ends in an apostrophe ("d'") is cut off
    in any case.
    """
    forms = known[0].morphology
    if not forms.joins:
        return tokens
    parted: list[Token] = []
    parts = [forms.joined(token.key) for token in tokens]
    at = 0
    while at < len(tokens):
        token, ways = tokens[at], parts[at]
        count = _known(tokens[at : at + _MOST], known) if any(parts[at : at + _MOST]) else 1
        if count or token.key in known[1].stop or token.key in known[1].plain:
            parted += tokens[at : at + max(count, 1)]
            at += max(count, 1)
            continue
        front, count = _cut(token, ways, tokens[at + 1 : at + _MOST], known)
        parted += (*front, *tokens[at + 1 : at + count])
        at += count
    return parted


def _cut(
    token: Token,
    ways: Iterable[tuple[int, str]],
    after: Sequence[Token],
    known: tuple[Names, Lexicon],
) -> tuple[Sequence[Token], int]:
    """Return a token in two where it is written together with one before it.

    Also how many tokens the name or word takes that begins with what is left.
    """
    start, end, word, key = token
    for front, rest in ways:
        first = Token(start, start + front, word[:front], key[:front])
        second = Token(start + front, end, word[front:], rest)
        count = _known((second, *after), known)
        if count or first.key.endswith("'"):
            return (first, second), max(count, 1)
    return (token,), 1


def _known(tokens: Sequence[Token], known: tuple[Names, Lexicon]) -> int:
    """Return how many tokens the longest name or word has that stands at the first."""
    return max(table.longest(tokens, 0)[0] for table in known)
