"""Whom words mean that neither register nor grammar takes for an actor, but another reader does."""

from __future__ import annotations

from kawat.actors.found import Found
from kawat.actors.lexicon import HEADS
from kawat.actors.phrases import Phrase
from kawat.actors.resolve import Reading
from kawat.model import Actor

RULE = "tagged"
"""The ``rule`` of mentions made here."""


def unlisted(reading: Reading, sentence: int, start: int, end: int) -> Found:
    """Return who words of a sentence are, by the names and nouns in them, else by the context.

    Args:
        reading: what the article has told; all of it was read.
        sentence: the number of the sentence.
        start: where the words begin in it.
        end: where they end.
    """
    cut, lexicon = reading.context.cuts[sentence], reading.context.lexicon
    items = tuple(
        item
        for item in cut.items
        if cut.tokens[item.first].start < end and start < cut.tokens[item.last - 1].end
    )
    heads = [item for item in items if item.word is not None and item.letter in HEADS]
    head = heads[-1 if lexicon.head_last else 0] if heads else None
    phrase = Phrase(start, end, items, head, (), "", place=False)
    if not items:  # of an aside, which belongs to the words before it
        return Found(phrase, sentence, "role", (Actor(None, None, None, None),), RULE)
    if len(items) == 1 and items[0].letter in "ny":
        return Found(phrase, sentence, "pronoun", (), RULE)
    if len(items) == 1 and reading.named(items[0]) is not None:
        found = reading.name(phrase, sentence)
        found.rule = RULE
        return found
    actor = Actor(None, None, reading.country(phrase), reading.sector(phrase))
    found = Found(phrase, sentence, "role", (actor,), RULE)
    if actor.country is None:
        country, _ = reading.countries.around(found)
        reading.give_country(found, country, RULE)
    return found
