"""The annotated sentences as they are trained on: as written, as Kawat sees them, and widened.

A sentence is shown with its annotated mentions, or with those that Kawat's own register and
grammar find in it, mistakes and all, since that is what the model is told of when it reads a
page. Widened, its actors are swapped for others that stood in the same place: behind the same
word, with the same ending; who they are may surprise, what they do to whom stays.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from benchmarks.mentions import mentions_of
from benchmarks.sentences import Example, Gold, parted
from training.encoder.examples import Cutter, Pair, Sample, links, sample

from kawat.events.reader import Clue
from kawat.model import Mention, Sentence

WIDENED, AS_FOUND = 0.3, 0.45
"""Shares of the sentences of an epoch that are widened, and shown with the mentions found."""
ALONE = 0.5
"""How likely an epoch shows a sentence that is of no story: those are harder than news is."""
INFLECTED = {"ru", "uk", "tr", "ar", "de"}
"""Languages in which a name must end alike to stand in the place of another."""
UNSPACED = {"zh", "ja"}


def _place(example: Example, mention: Mention) -> tuple[str, ...]:
    """Return what two mentions must share to stand for each other."""
    language, text = example.clue.language, example.clue.sentence.text
    before = text[: mention.start].split()[-1:] if language not in UNSPACED else []
    opens = mention.start == 0 or not text[mention.start - 1].isspace()
    end = mention.text[-2:] if language in INFLECTED else ""
    shape = str(mention.text[:1].isupper()), str(len(mention.text.split()) > 1)
    return (
        language,
        mention.kind,
        *before,
        str(opens),
        end,
        text[mention.end : mention.end + 1],
        *shape,
    )


class Annotated:
    """All annotated sentences of some languages, a sixth of them put aside."""

    def __init__(self, languages: Sequence[str], cutter: Cutter) -> None:
        self.cutter = cutter
        both = [parted(language) for language in languages]
        self.train = [example for trained, _ in both for example in trained]
        self.aside = [example for _, aside in both for example in aside]
        self._found = {
            id(e): mentions_of(e.clue.sentence.text, e.clue.language)
            for e in self.train + self.aside
        }
        self._names: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for example in self.train:
            for mention in example.clue.mentions:
                if mention.kind != "pronoun":
                    self._names[_place(example, mention)].append(mention)
        self._links: dict[int, list[Pair]] = defaultdict(list)
        for example in self.train:
            for pair in links(example, cutter):
                self._links[pair.type].append(pair)

    def links(self, draw: random.Random, each: int) -> list[Pair]:
        """Return pairs of who acts and who receives, at most so many of each type."""
        return [
            pair
            for kind in sorted(self._links)
            for pair in draw.sample(self._links[kind], min(each, len(self._links[kind])))
        ]

    def epoch(self, draw: random.Random) -> list[Sample]:
        """Return the sentences to train on, each in a form of chance."""
        made = []
        for example in self.train:
            if example.alone and draw.random() > ALONE:
                continue
            chance = draw.random()
            found = None
            if chance < WIDENED:
                example = self.widened(example, draw)
            elif chance < WIDENED + AS_FOUND:
                found = self._found[id(example)]
            made.append(sample(example, self.cutter, found, tagged=True))
        return made

    def test(self, as_found: bool) -> list[Sample]:
        """Return the sentences put aside, with their own mentions or with those found."""
        return [
            sample(example, self.cutter, self._found[id(example)] if as_found else None)
            for example in self.aside
        ]

    def widened(self, example: Example, draw: random.Random) -> Example:
        """Return a sentence with other actors in it; the same name is swapped for the same."""
        taken = {mention.text for mention in example.clue.mentions}
        swaps: dict[str, str] = {}
        for mention in example.clue.mentions:
            if mention.kind == "pronoun" or mention.text in swaps:
                continue
            offered = [
                other.text
                for other in self._names.get(_place(example, mention), ())
                if other.text not in taken
            ]
            if offered:
                swaps[mention.text] = draw.choice(offered)
                taken.add(swaps[mention.text])
        return swapped(example, swaps) if swaps else example


def swapped(example: Example, swaps: dict[str, str]) -> Example:
    """Return a sentence with the text of some mentions replaced, and all spans moved along."""
    clue = example.clue
    text, at, moves = "", 0, []
    for mention in clue.mentions:
        if mention.text in swaps:
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
    return Example(
        Clue(clue.language, sentence, clue.kind, mentions), gold, example.held_out, example.alone
    )
