"""Events read from the stories put aside, each read as a page: what the ledger would say of them.

    python benchmarks/stories.py [--json] [LANGUAGE ...]

Nothing is given but the text. A record is right where its trigger overlaps that of an annotated
event, and its type, its status, and the states of its actors and of its recipients are those of
the annotation. Where that leaves the state of somebody open, which it does for several too ("both
countries"), any may be read. Each annotated event counts once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import countries, sentences
from benchmarks.development import OPEN, states

from kawat.actors import Cast
from kawat.events.coder import clues_of, default_reader, with_tagged
from kawat.events.reader import Clue, SentenceReader
from kawat.language import LANGUAGES
from kawat.language.sentences import split
from kawat.model import Frame


class Event(NamedTuple):
    """An event by what is compared: its trigger (code points of the story), and what it is."""

    start: int
    end: int
    type: str
    status: str
    actors: frozenset[str]
    recipients: frozenset[str]

    def is_read(self, gold: Event) -> bool:
        """Tell whether this record says what the annotation does."""
        return (
            self.start < gold.end
            and gold.start < self.end
            and (self.type, self.status) == (gold.type, gold.status)
            and _are(self.actors, gold.actors)
            and _are(self.recipients, gold.recipients)
        )


def _are(read: frozenset[str], gold: frozenset[str]) -> bool:
    """Tell whether states are those of an annotation, as far as it tells them."""
    return bool(read) and gold - {OPEN} <= read if OPEN in gold else read == gold


class Line(NamedTuple):
    """A sentence of a story: what a reader is given of it, who its story names, its events."""

    clue: Clue
    cast: Cast
    number: int
    gold: list[Event]


def lines(*languages: str) -> Iterator[list[Line]]:
    """Yield the stories of languages that are put aside."""
    for language, story in ((one, story) for one in languages for story in sentences.stories(one)):
        if not sentences.put_aside(story[0].clue.sentence.text):
            continue
        page, _ = countries.article(story, language)
        cut = split(page)
        cast = Cast(page, cut)
        gold = [
            Event(
                block.start + event.start,
                block.start + event.end,
                event.type,
                event.status,
                *(
                    frozenset(states(tuple(example.clue.mentions[m] for m in members)))
                    for members in (event.actors, event.recipients)
                ),
            )
            for example, block in zip(story, page.blocks, strict=True)
            for event in example.gold
        ]
        yield [
            Line(clue, cast, number, [
                event for event in gold if clue.sentence.start <= event.start < clue.sentence.end
            ])
            for number, clue in enumerate(clues_of(page, cut, cast.mentions, ()))
        ]  # fmt: skip


def right(line: Line, frames: Sequence[Frame]) -> list[bool]:
    """Tell of each reading of a sentence whether it is one of its events, each once."""
    left, told = list(line.gold), []
    for one in frames:
        clue, (frame,) = with_tagged(line.clue, [one], line.number, line.cast)
        parties = (
            frozenset(states(tuple(clue.mentions[m] for m in members)))
            for members in (frame.actors, frame.recipients)
        )
        read = Event(frame.trigger.start, frame.trigger.end, frame.type, frame.status, *parties)
        gold = next((event for event in left if read.is_read(event)), None)
        told.append(gold is not None)
        if gold is not None:
            left.remove(gold)
    return told


def readings(
    story: Sequence[Line], reader: SentenceReader
) -> Iterator[tuple[Line, list[Frame], list[bool]]]:
    """Yield the sentences of a story, what is read of each, and whether it is right."""
    for line, frames in zip(story, reader.read([line.clue for line in story]), strict=True):
        yield line, frames, right(line, frames)


def score(stories: Iterable[Sequence[Line]], reader: SentenceReader) -> dict[str, float]:
    """Return how many events stories tell, and how much of what is read of them is right."""
    gold = read = good = 0
    for line, frames, told in (one for story in stories for one in readings(story, reader)):
        gold += len(line.gold)
        read += len(frames)
        good += sum(told)
    return {"events": gold, "precision": good / max(1, read), "recall": good / max(1, gold)}


def reliability(reader: SentenceReader) -> list[tuple[str, int, float]]:
    """Return, by tenths of confidence, how many records there are and the share right."""
    seen: dict[int, list[bool]] = {}
    for story in lines(*LANGUAGES):
        for _, frames, told in readings(story, reader):
            for frame, good in zip(frames, told, strict=True):
                seen.setdefault(min(9, int(frame.confidence * 10)), []).append(good)
    return [
        (f".{tenth} to {(tenth + 1) / 10:.1f}", len(good), sum(good) / len(good))
        for tenth, good in sorted(seen.items())
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {
        language: score(lines(language), default_reader())
        for language in options.languages or LANGUAGES
    }
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for language, row in found.items():
        print(f"{language}:", ", ".join(f"{name} {value:.3g}" for name, value in row.items()))


if __name__ == "__main__":
    main()
