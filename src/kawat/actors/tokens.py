"""Cuts text into the tokens that names and phrases are matched by.

A token is a word (letters, digits and marks, with the apostrophes inside it), an
abbreviation with stops ("U.S."), a possessive ending ("'s"), or one other sign. In scripts
written without blanks between words every character is a token, so that a name is found
wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kawat.language.script import UNSPACED

# A letter or digit, or a mark that combines with one (Latin, Arabic and Hebrew, Devanagari).
_LETTER = rf"[^\W_{UNSPACED}]"
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u200d"
)
"""The marks that combine with letters, for a class of a regular expression."""
_WORD = rf"{_LETTER}(?:{_LETTER}|[{MARKS}])*"
_APOSTROPHE = "'\u2019\u02bc\u2018"
TOKEN = (
    rf"(?:[^\W\d_]\.){{2,}}"
    rf"|[{_APOSTROPHE}][sS]\b"
    rf"|{_WORD}(?:[{_APOSTROPHE}](?![sS]\b){_WORD})*"
    rf"|[{UNSPACED}]"
    rf"|\S"
)
"""The regular expression of one token."""
_TOKEN = re.compile(TOKEN)
SIGNS: Mapping[str, str] = {**dict.fromkeys(_APOSTROPHE[1:], "'"), "\u0130": "i", "\u0131": "i"}
"""Signs that are alike in keys of every language: apostrophes, and Turkish i with and without
its dot, since "IRAK" does not tell which it was. Capital \u0130 is the only letter whose small
one is longer, so that keys are as long as what they are keys of."""


_FEW = 16
"""So many signs are each looked for in turn; more in one pass, which costs as much as they."""


class Fold:
    """Puts one sign for another throughout a text; as fast as that can be on long texts."""

    def __init__(self, signs: Mapping[str, str]) -> None:
        self.signs = dict(signs)
        self._any = re.compile(f"[{re.escape(''.join(signs))}]") if len(signs) > _FEW else None

    def __call__(self, text: str) -> str:
        """Return the text with the signs exchanged."""
        if self._any is not None:
            return self._any.sub(lambda match: self.signs[match[0]], text)
        for sign, other in self.signs.items():
            if sign in text:
                text = text.replace(sign, other)
        return text


ALIKE = Fold(SIGNS)


class Token(NamedTuple):
    """A token: where it stands in the text it was cut from, and its key for look-up.

    The key is the word in lower case with straight apostrophes.
    """

    start: int
    end: int
    word: str
    key: str


def key_of(text: str, fold: Fold = ALIKE) -> str:
    """Return the key of a text, sign for sign as long as it."""
    return (text if text.isascii() else fold(text)).lower()


def tokenize(text: str, fold: Fold = ALIKE) -> list[Token]:
    """Return the tokens of ``text`` in order; blanks belong to none."""
    keyed = key_of(text, fold)
    tokens = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        tokens.append(Token(start, end, match[0], keyed[start:end]))
    return tokens
