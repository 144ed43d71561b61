"""Finds the political actors an article names, and settles whom each name refers to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kawat.actors.lexicon import lexicon
from kawat.actors.phrases import find_phrases, itemize
from kawat.actors.register import Names, Register
from kawat.actors.resolve import Reading
from kawat.language import LANGUAGES
from kawat.model import Article, Mention, Sentence


def find_mentions(
    article: Article, sentences: Sequence[Sentence], register: Register | None = None
) -> tuple[Mention, ...]:
    """Return the mentions of political actors in the sentences of an article.

    Args:
        article: the article; its date decides which office a person held.
        sentences: its sentences, in order.
        register: the register of actors; the one that ships with Kawat where None.

    Returns:
        The mentions, sorted, none overlapping, each within one sentence; empty where the
        article's language is not read.
    """
    if article.language not in LANGUAGES:
        return ()
    register = register or Register.default()
    words = lexicon(article.language)
    names, local = register.names(article.language), Names()
    on = date.fromisoformat(article.published) if article.published else None
    reading = Reading(register, words, on)
    mentions = []
    for number, sentence in enumerate(sentences):
        cut = itemize(sentence.text, words, names, local, register)
        for phrase in find_phrases(cut, words):
            mentions.append(reading.read(phrase, number).mention(sentence.text, sentence.start))
    return tuple(mentions)
