"""Cuts text into the tokens that names and phrases are matched by.

A token is a word (letters, digits and marks, with the apostrophes inside it), an
abbreviation with stops ("U.S."), a possessive ending ("'s"), or one other sign. In scripts
written without blanks between words every character is a token, so that a name is found
wherever it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Han, kana, Thai, Lao, Khmer, Myanmar: written without blanks between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A letter or digit, or a mark that combines with one (Latin, Arabic and Hebrew, Devanagari).
_LETTER = rf"[^\W_{_UNSPACED}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u093a-\u094d])*"
_APOSTROPHE = "'\u2019\u02bc\u2018"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"
    rf"|[{_APOSTROPHE}][sS]\b"
    rf"|{_WORD}(?:[{_APOSTROPHE}](?![sS]\b){_WORD})*"
    rf"|[{_UNSPACED}]"
    rf"|\S"
)
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHE, "'"))


class Token(NamedTuple):
    """A token: where it stands in the text it was cut from, and its key for look-up.

    The key is the word in lower case with straight apostrophes.
    """

    start: int
    end: int
    word: str
    key: str


def tokenize(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order; blanks belong to none."""
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        key = word.lower()
        if not word.isalnum():
            key = key.translate(_STRAIGHT)
        tokens.append(Token(*match.span(), word, key))
    return tokens
