"""First persons in quotations: "we" and "I" mean the speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kawat.events.lexicon import items
from kawat.language import load
from kawat.language.script import BEGIN, END
from kawat.model import Mention, Quote

FIRST_PERSON = "first-person"
"""The ``rule`` of mentions made here."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = items(load(language, "grammar")["first_person"])
    ended = (re.escape(word) + ("" if word[-1] in "'’" else END) for word in sorted(words))
    return re.compile(rf"{BEGIN}(?:{'|'.join(ended)})", re.IGNORECASE)


def with_first_person(
    text: str, language: str, mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> tuple[Mention, ...]:
    """Return the mentions, in order, with the first persons of direct quotes among them.

    They are pronouns with the referents of the quote's speaker; a quote whose speaker is not
    known adds none.

    Args:
        text: the article's.
        language: its code.
        mentions: its mentions, in order and not overlapping.
        quotes: its quotes.

    Raises:
        KeyError: Kawat does not read the language.
    """
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    found: dict[int, Mention] = {}
    for quote in quotes:
        if quote.kind != "direct" or quote.speaker is None or not quote.speaker.referents:
            continue
        for match in _pattern(language).finditer(text, quote.start, quote.end):
            start, end = match.span()
            if start not in taken:
                referents = quote.speaker.referents
                found[start] = Mention(start, end, match[0], "pronoun", referents, FIRST_PERSON)
    return tuple(sorted((*mentions, *found.values()), key=lambda mention: mention.start))
