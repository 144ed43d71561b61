"""The annotated sentences as they are trained on: as written, as Kawat sees them, and widened.

A sentence is shown with its annotated mentions, or with those that Kawat's own register and
grammar find in it, mistakes and all, since that is what the model is told of when it reads a
page. Widened, the names of states in it are swapped for names of others that stood in the same
place: behind the same word, with the same ending.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from benchmarks.mentions import mentions_of
from benchmarks.sentences import Example, Gold, examples, put_aside
from training.encoder.examples import Cutter, Sample, sample

from kawat.events.reader import Clue
from kawat.model import Mention, Sentence

WIDENED, AS_FOUND = 0.25, 0.5
"""Shares of the sentences of an epoch that are widened, and shown with the mentions found."""
INFLECTED = {"ru", "uk", "tr", "ar", "de"}
"""Languages in which a name must end alike to stand in the place of another."""
UNSPACED = {"zh", "ja"}


def _place(example: Example, mention: Mention) -> tuple[str, ...]:
    """Return what two names of states must share to stand for each other."""
    language, text = example.clue.language, example.clue.sentence.text
    before = text[: mention.start].split()[-1:] if language not in UNSPACED else []
    opens = mention.start == 0 or not text[mention.start - 1].isspace()
    end = mention.text[-2:] if language in INFLECTED else ""
    shape = str(mention.text[:1].isupper()), str(len(mention.text.split()) > 1)
    return (language, *before, str(opens), end, text[mention.end : mention.end + 1], *shape)


class Annotated:
    """All annotated sentences of some languages, a sixth of them put aside."""

    def __init__(self, languages: Sequence[str], cutter: Cutter) -> None:
        self.cutter = cutter
        everything = [example for language in languages for example in examples(language)]
        self.train = [e for e in everything if not put_aside(e.clue.sentence.text)]
        self.aside = [e for e in everything if put_aside(e.clue.sentence.text)]
        self._found = {
            id(e): mentions_of(e.clue.sentence.text, e.clue.language) for e in everything
        }
        self._names: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for example in self.train:
            for mention in example.clue.mentions:
                if mention.kind == "state" and mention.referents[0].country:
                    self._names[_place(example, mention)].append(mention)

    def epoch(self, draw: random.Random) -> list[Sample]:
        """Return the sentences to train on, each in a form of chance."""
        made = []
        for example in self.train:
            chance = draw.random()
            found = None
            if chance < WIDENED:
                example = self.widened(example, draw)
            elif chance < WIDENED + AS_FOUND:
                found = self._found[id(example)]
            made.append(sample(example, self.cutter, found))
        return made

    def test(self, as_found: bool) -> list[Sample]:
        """Return the sentences put aside, with their own mentions or with those found."""
        return [
            sample(example, self.cutter, self._found[id(example)] if as_found else None)
            for example in self.aside
        ]

    def widened(self, example: Example, draw: random.Random) -> Example:
        """Return a sentence with other states in it; the same name is swapped for the same."""
        clue = example.clue
        taken = {m.referents[0].country for m in clue.mentions}
        swaps: dict[str, str] = {}
        for mention in clue.mentions:
            if mention.kind != "state" or mention.text in swaps:
                continue
            offered = [
                other
                for other in self._names.get(_place(example, mention), ())
                if other.referents[0].country not in taken
            ]
            if offered:
                other = draw.choice(offered)
                taken.add(other.referents[0].country)
                swaps[mention.text] = other.text
        return swapped(example, swaps) if swaps else example


def swapped(example: Example, swaps: dict[str, str]) -> Example:
    """Return a sentence with the text of state mentions replaced, and all spans moved along."""
    clue = example.clue
    text, at, moves = "", 0, []
    for mention in clue.mentions:
        if mention.kind == "state" and mention.text in swaps:
            text += clue.sentence.text[at : mention.start] + swaps[mention.text]
            at = mention.end
            moves.append((mention.end, len(swaps[mention.text]) - len(mention.text)))
    text += clue.sentence.text[at:]

    def moved(position: int) -> int:
        return position + sum(by for end, by in moves if end <= position)

    mentions = tuple(
        Mention(
            start := moved(m.start),
            end := moved(m.end),
            text[start:end],
            m.kind,
            m.referents,
            m.rule,
        )
        for m in clue.mentions
    )
    gold = tuple(
        Gold(
            moved(g.start), moved(g.end), g.type, g.mode, g.status, g.actors, g.recipients,
            g.claimant,
        )
        for g in example.gold
    )  # fmt: skip
    sentence = Sentence(0, len(text), text, 0)
    return Example(Clue(clue.language, sentence, clue.kind, mentions), gold, example.held_out)
