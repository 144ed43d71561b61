"""PLOVER contexts of a passage, by the words in it."""

from __future__ import annotations

from functools import cache

from kawat.events.codebook import CODEBOOK
from kawat.events.word_tables import WordTable, words_of
from kawat.language import load


@cache
def _table(language: str) -> WordTable:
    return WordTable(load(language, "contexts"))


def find_contexts(text: str, language: str) -> tuple[str, ...]:
    """Return the PLOVER contexts the words of a passage tell of, in the codebook's order.

    Raises:
        KeyError: Kawat does not read the language.
    """
    found = {label for label, _ in _table(language).find(words_of(text))}
    return tuple(context for context in CODEBOOK.contexts if context in found)
