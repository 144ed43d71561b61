"""Rules and network together, in the languages that have rules.

Either misses much that the other reads, and what both read alike is mostly right. So a reading
counts where the network is sure of it, where both read it alike, or where the rules are sure of it
and the network reads nothing at that place that counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kawat.events.learned import LearnedReader, labels
from kawat.events.reader import Clue
from kawat.events.rules import RuleReader
from kawat.model import Frame


class BothReaders:
    """A ``SentenceReader`` that asks rules and network."""

    def __init__(self) -> None:
        """Use the shipped confidences."""
        self._network, self._rules = LearnedReader(0.0), RuleReader(0.0)

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence, in the order of their triggers."""
        read = zip(self._network.read(items), self._rules.read(items), strict=True)
        return [weighed(learned, ruled, *labels()["alone"]) for learned, ruled in read]


def weighed(
    learned: Sequence[Frame], ruled: Sequence[Frame], network: float, rules: float
) -> list[Frame]:
    """Return what counts of two readings of a sentence.

    ``network`` and ``rules`` are how sure either must be of what the other does not read so
    (``alone`` of ``labels.json``, chosen by ``benchmarks/calibrate_encoder.py``).
    """
    kept: list[Frame] = []
    for frame in learned:
        second = next((other for other in ruled if alike(frame, other)), None)
        if second is None:
            kept += [frame] if frame.confidence >= network else []
        elif not any(_overlap(second, other) for other in kept):
            sure = max(frame.confidence, second.confidence, labels()["agreed"])
            kept.append(replace(second, confidence=sure))  # whose triggers are whole phrases
    kept += [
        frame
        for frame in ruled
        if frame.confidence >= rules and not any(_overlap(frame, other) for other in kept)
    ]
    return sorted(kept, key=lambda frame: (frame.trigger.start, frame.trigger.end))


def alike(one: Frame, other: Frame) -> bool:
    """Tell whether two readings of a sentence say the same of the same words."""
    return (
        _overlap(one, other)
        and one.type == other.type
        and one.status == other.status
        and set(one.actors) == set(other.actors)
        and set(one.recipients) == set(other.recipients)
    )


def _overlap(one: Frame, other: Frame) -> bool:
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
