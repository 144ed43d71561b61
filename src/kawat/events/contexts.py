"""PLOVER contexts of a passage, by the words in it."""

from __future__ import annotations

from kawat.events.codebook import CODEBOOK
from kawat.events.word_tables import folded_words, word_table


def find_contexts(text: str, language: str) -> tuple[str, ...]:
    """Return the PLOVER contexts the words of a passage tell of, in the codebook's order.

    Raises:
        KeyError: Kawat does not read the language.
    """
    table = word_table(language, "contexts")
    found = {label for label, _ in table.find(folded_words(text, language))}
    return tuple(context for context in CODEBOOK.contexts if context in found)
