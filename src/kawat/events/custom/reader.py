"""A reader of sentences that looks for the event types of a user's codebook."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kawat.events.custom.features import Asked, ask
from kawat.events.custom.fitted import CustomCodebook
from kawat.events.custom.training import THRESHOLD
from kawat.events.learned import parties
from kawat.events.reader import Clue
from kawat.model import Frame, Span


class CustomReader:
    """A ``SentenceReader``: the head says which type, the network who took part and the status.

    Of each type a sentence gives one event at most, in the word it is likeliest of. A sentence
    that names no actor is read too: a user's types need not be deeds of states.
    """

    def __init__(self, codebook: CustomCodebook) -> None:
        self.codebook = codebook

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence, in the order of their triggers."""
        return [self._read(clue) for clue in items]

    def _read(self, clue: Clue) -> list[Frame]:
        asked = ask(clue)
        if not asked.spans:
            return []
        likely = self.codebook.head.likelihoods(asked.features)
        best: dict[int, int] = {}
        for row in np.argsort(likely[:, 0], kind="stable").tolist():
            if 1 - likely[row, 0] >= THRESHOLD:
                best.setdefault(int(likely[row, 1:].argmax()) + 1, row)
        frames = [
            self._frame(clue, asked, row, kind, float(likely[row, kind]))
            for kind, row in best.items()
        ]
        return sorted(frames, key=lambda frame: frame.trigger.start)

    def _frame(self, clue: Clue, asked: Asked, row: int, kind: int, sure: float) -> Frame:
        said = asked.said
        assert said is not None
        start, end = asked.spans[row]
        offset = clue.sentence.start
        return Frame(
            trigger=Span(offset + start, offset + end, clue.sentence.text[start:end]),
            type=self.codebook.types[kind - 1].name,
            mode=None,
            confidence=round(sure, 3),
            rule=f"{clue.language}:codebook:{self.codebook.name}",
            tagged=asked.reading.numbered,
            **parties(said, row, asked.reading.known)._asdict(),
        )
