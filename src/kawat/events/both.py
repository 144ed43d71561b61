"""Rules and network together, in the languages that have rules.

Either misses much that the other reads, and what both read alike is mostly right. So a reading
counts where the network is sure of it, where both read it alike, or where the rules read it, the
network reads nothing at that place that counts, and, asked of it, does not hold it for unlikely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kawat.events.learned import LearnedReader, Reading, held, labels
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
        read = zip(items, self._rules.read(items), strict=True)
        return [self._read(clue, ruled) for clue, ruled in read]

    def _read(self, clue: Clue, ruled: Sequence[Frame]) -> list[Frame]:
        if not clue.mentions and not ruled:
            return []
        reading = Reading(clue)
        learned = self._network.frames(reading)
        return weighed(learned, ruled, opinions(reading, learned, ruled), *labels()["alone"])


def opinions(reading: Reading, learned: Sequence[Frame], ruled: Sequence[Frame]) -> list[float]:
    """Return how likely the network holds what the rules read; 1 where it reads it too."""
    told = [any(alike(frame, other) for other in learned) for frame in ruled]
    asked = held(reading, [frame for frame, known in zip(ruled, told, strict=True) if not known])
    odds = iter(asked)
    return [1.0 if known else next(odds) for known in told]


def weighed(
    learned: Sequence[Frame],
    ruled: Sequence[Frame],
    opinions: Sequence[float],
    sure: float,
    likely: float,
) -> list[Frame]:
    """Return what counts of two readings of a sentence.

    ``sure`` is how sure the network must be of what the rules do not read so, ``likely`` how
    likely it must hold what they read and it does not (``alone`` of ``labels.json``, chosen by
    ``benchmarks/calibrate_encoder.py``). Where both read the same but for a recipient that only
    the rules name, it counts: so read they are right more often than without it.
    """
    kept: list[Frame] = []
    for frame in learned:
        second = next((other for other in ruled if alike(frame, other)), None)
        if second is None:
            fuller = next((other for other in ruled if _names_more(other, frame)), frame)
            counts = frame.confidence >= sure
            kept += [replace(frame, recipients=fuller.recipients)] if counts else []
        elif not any(_overlap(second, other) for other in kept):
            trust = max(frame.confidence, second.confidence, labels()["agreed"])
            # the rules' triggers are whole phrases, the network finds more mentions
            kept.append(
                replace(
                    second,
                    actors=frame.actors,
                    recipients=frame.recipients,
                    tagged=frame.tagged,
                    confidence=trust,
                )
            )
    kept += [
        frame
        for frame, opinion in zip(ruled, opinions, strict=True)
        if opinion >= likely and not any(_overlap(frame, other) for other in kept)
    ]
    return sorted(kept, key=lambda frame: (frame.trigger.start, frame.trigger.end))


def _names_more(one: Frame, other: Frame) -> bool:
    """Tell whether a reading is like another but for recipients that the other lacks."""
    return not other.recipients and alike(replace(one, recipients=()), other)


def alike(one: Frame, other: Frame) -> bool:
    """Tell whether two readings of a sentence say the same of the same words.

    What only one of them took for a mention does not part them.
    """
    tagged = {number for number, _ in (*one.tagged, *other.tagged)}
    return (
        _overlap(one, other)
        and one.type == other.type
        and one.status == other.status
        and set(one.actors) - tagged == set(other.actors) - tagged
        and set(one.recipients) - tagged == set(other.recipients) - tagged
    )


def _overlap(one: Frame, other: Frame) -> bool:
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
