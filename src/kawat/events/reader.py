"""What a reader of sentences is given and what it gives back.

The rules of this version (``kawat.events.rules``) and a learned coder are interchangeable:
both are a ``SentenceReader``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kawat.model import BlockKind, Frame, Mention, Quote, Sentence


@dataclass(frozen=True, slots=True)
class Clue:
    """A sentence and what is already known of it.

    ``mentions`` are the sentence's own, in order; a ``Frame`` indexes them. ``quotes`` are
    those that overlap the sentence. ``context`` is the sentence before, or the headline.
    ``published`` is the date of the page (``YYYY-MM-DD``) where it is known: years before it
    are background.
    """

    language: str
    sentence: Sentence
    kind: BlockKind
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    context: str = ""
    published: str | None = None


class SentenceReader(Protocol):
    """Finds triggers, roles and status; holds no state between calls."""

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence, in the order given and of the triggers."""
        ...
