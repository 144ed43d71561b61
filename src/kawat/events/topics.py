"""Whether a page is of politics at all."""

from __future__ import annotations

from kawat.events.word_tables import folded_words, word_table


def is_elsewhere(language: str, text: str) -> bool:
    """Whether a headline and lead tell of sport, business, culture, an accident or weather.

    One of a language's ``blocks`` shows it, or two different ``hints`` (``topics.toml``).

    Raises:
        KeyError: Kawat does not read the language.
    """
    hints = set()
    for label, phrase in word_table(language, "topics").find(folded_words(text, language)):
        if label == "blocks":
            return True
        hints.add(phrase)
    return len(hints) > 1
