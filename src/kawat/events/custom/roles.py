"""Who takes part: the mentions of an example, and whether the network gives them their roles."""

from __future__ import annotations

import numpy as np

from kawat.actors import find_mentions
from kawat.events.custom.features import Asked
from kawat.events.custom.source import Sample
from kawat.language import identify, languages_with
from kawat.language.sentences import split
from kawat.model import Article, Mention, Span

ROLES = ("none", "actor", "recipient")
"""What the network tells of a mention, in the order of its output."""


def mentions_in(sample: Sample) -> tuple[Mention, ...]:
    """Return the mentions that Kawat finds in an example, read as a page of one paragraph.

    None are found where the language of so short a text cannot be told.
    """
    language, _ = identify(sample.text)
    if language not in languages_with("actors"):
        return ()
    article = Article.of_paragraph(sample.text, language)
    return find_mentions(article, split(article))


def roles_right(sample: Sample, mentions: tuple[Mention, ...], asked: Asked) -> tuple[int, int]:
    """Return how many of the marked parties the network gives their role, and how many there are.

    A party is a mention that Kawat finds and whose words overlap those marked.
    """
    if asked.said is None:
        return 0, len(sample.parties)
    told = asked.said.roles[0].argmax(-1) if asked.reading.known else np.zeros(0, int)
    right = 0
    words: tuple[Mention | Span, ...] = (*mentions, *asked.reading.tagged)
    for party in sample.parties:
        right += any(
            words[number].start < party.end
            and party.start < words[number].end
            and ROLES[int(role)] == party.role
            for number, role in zip(asked.reading.known, told, strict=True)
        )
    return right, len(sample.parties)
