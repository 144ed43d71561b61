"""Whether a page is of politics at all."""

from __future__ import annotations

from functools import cache

from kawat.events.word_tables import WordTable, words_of
from kawat.language import load


@cache
def _table(language: str) -> WordTable:
    return WordTable(load(language, "topics"))


def is_elsewhere(language: str, text: str) -> bool:
    """Whether a headline and lead tell of sport, business, culture, an accident or weather.

    One of a language's ``blocks`` shows it, or two different ``hints`` (``topics.toml``).

    Raises:
        KeyError: Kawat does not read the language.
    """
    hints = set()
    for label, phrase in _table(language).find(words_of(text)):
        if label == "blocks":
            return True
        hints.add(phrase)
    return len(hints) > 1
