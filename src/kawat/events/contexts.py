"""PLOVER contexts of a passage, by the words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kawat.events.codebook import CODEBOOK
from kawat.language import load

# Scripts written without blanks (Thai to Khmer, kana, Han): every character is a word.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_]+(?:[-‑'’][^\W_]+)*"
)
_STEM = 2
"""Fewest letters of a word that may stand for all that begin with it."""


class _Words:
    """The phrases of a language by their first word, in small letters, with their context."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self.whole: dict[str, list[tuple[list[str], str]]] = {}
        self.stems: dict[str, list[tuple[list[str], str]]] = {}
        for context, phrases in table.items():
            for phrase in phrases:
                words = re.findall(rf"(?:{_WORD.pattern})\*?", phrase)
                first = words[0]
                index = self.stems if first.endswith("*") else self.whole
                index.setdefault(first.rstrip("*").lower(), []).append((words, context))
        self._longest_stem = max(map(len, self.stems), default=0)
        # a stem is looked for only in words that begin as one does
        self._openings = {stem[:_STEM] for stem in self.stems}

    def find(self, words: list[str]) -> Iterable[str]:
        """Yield the contexts of every phrase that stands in the words."""
        for at, word in enumerate(words):
            low = word.lower()
            heads = [self.whole[low]] if low in self.whole else []
            if low[:_STEM] in self._openings:
                ends = range(_STEM, min(len(low), self._longest_stem) + 1)
                heads += [self.stems[low[:n]] for n in ends if low[:n] in self.stems]
            for phrases in heads:
                for phrase, context in phrases:
                    if _matches(phrase, words[at : at + len(phrase)]):
                        yield context


def _matches(phrase: list[str], words: list[str]) -> bool:
    """Say whether the words are the phrase's; one with capitals must have them."""
    return len(phrase) == len(words) and all(
        (written if want != want.lower() else written.lower()).startswith(want[:-1])
        if want.endswith("*")
        else (written if want != want.lower() else written.lower()) == want
        for want, written in zip(phrase, words, strict=True)
    )


@cache
def _words(language: str) -> _Words:
    return _Words(load(language, "contexts"))


def find_contexts(text: str, language: str) -> tuple[str, ...]:
    """Return the PLOVER contexts the words of a passage tell of, in the codebook's order.

    Raises:
        KeyError: Kawat does not read the language.
    """
    words = [word.replace("’", "'").replace("‑", "-") for word in _WORD.findall(text)]
    found = set(_words(language).find(words))
    return tuple(context for context in CODEBOOK.contexts if context in found)
