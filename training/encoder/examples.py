"""What the model is trained on, as tokens: annotated sentences and marked pairs."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.relations import unmarked
from benchmarks.sentences import Example, Gold
from tokenizers import Tokenizer

from kawat.events.codebook import CODEBOOK
from kawat.events.learned import kind_of, tokens_of
from kawat.model import STATUSES, Mention

TYPES = ("none", *CODEBOOK.types)
"""What a span may be: no trigger at all, or one of the types."""
MODES = ("", *sorted({mode for kind in CODEBOOK.types for mode in CODEBOOK.modes(kind)}))
STATUS = tuple(STATUSES)
ROLES = ("none", "actor", "recipient")
KINDS = 4
"""Kinds of mention the model is told of: none, a state, a role or person, a pronoun."""
LONGEST = 160
"""Tokens of a sentence; the rest is cut off. One in a thousand is longer."""

IGNORED = -100
"""What no loss counts."""

Span = tuple[int, int]


@dataclass(slots=True)
class Deed:
    """A trigger: its tokens (half open), its labels, and the role of each mention."""

    span: Span
    type: int
    mode: int
    status: int
    roles: list[int]
    claimant: int
    lost: int = 0
    """Participants that are among no mentions the model is told of."""


@dataclass(slots=True)
class Sample:
    """A sentence as tokens, with the tokens of its mentions and its deeds.

    ``mentions`` are what the upper half is told of; ``named`` all that the annotation marks. The
    lower half is told of the former by ``kinds``, unless it is to find them itself.
    """

    ids: list[int]
    kinds: list[int]
    mentions: list[Span] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    language: str = ""
    text: str = ""


@dataclass(slots=True)
class Pair:
    """A sentence with a marked source and target, and the type that links them."""

    ids: list[int]
    source: Span
    target: Span
    type: int


class Cutter:
    """Cuts text into the encoder's tokens and finds the tokens of a span of characters."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def cut(self, text: str) -> tuple[list[int], list[Span]]:
        """Return the ids of the tokens and the characters each covers, blanks apart."""
        coded = self._tokenizer.encode(text)
        spans = []
        for start, end in coded.offsets:
            while start < end and text[start].isspace():
                start += 1
            spans.append((start, end))
        return coded.ids, spans


def sample(
    example: Example,
    cutter: Cutter,
    found: Sequence[Mention] | None = None,
    *,
    tagged: bool = False,
) -> Sample:
    """Return an annotated sentence as tokens; what is cut off is left out.

    With ``found``, the model is told of these mentions instead of the annotated ones, and each
    takes the role of the annotated one that it overlaps most. With ``tagged`` the upper half is
    told of the annotated ones that are not among them too: the lower is to find them.
    """
    clue = example.clue
    ids, spans = cutter.cut(clue.sentence.text)
    made = Sample(ids, [0] * len(ids), language=clue.language, text=clue.sentence.text)
    numbers = {n: n for n in range(len(clue.mentions))}
    if found is not None:
        numbers = _matched(clue.mentions, found)
    places: dict[int, int] = {}
    for number, mention in enumerate(clue.mentions if found is None else found):
        span = tokens_of(spans, mention.start, mention.end)
        if span is None:
            continue
        places[number] = len(made.mentions)
        made.mentions.append(span)
        for token in range(*span):
            made.kinds[token] = kind_of(mention)
    marked = [tokens_of(spans, m.start, m.end) for m in clue.mentions]
    made.named = [span for span in marked if span is not None]
    at = {gold: places[number] for gold, number in numbers.items() if number in places}
    if tagged and found is not None:
        for number, place in enumerate(marked):
            if number not in at and place is not None and not any(made.kinds[slice(*place)]):
                at[number] = len(made.mentions)
                made.mentions.append(place)
    for gold in example.gold:
        span = tokens_of(spans, gold.start, gold.end)
        if span is not None:
            made.deeds.append(_deed(gold, span, at, len(made.mentions)))
    return made


def _matched(gold: Sequence[Mention], found: Sequence[Mention]) -> dict[int, int]:
    """Return the found mention that each annotated one overlaps most, each once."""
    overlaps = sorted(
        (min(g.end, f.end) - max(g.start, f.start), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.start < f.end and f.start < g.end
    )
    pairs: dict[int, int] = {}
    for _, i, j in reversed(overlaps):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _deed(gold: Gold, span: Span, at: dict[int, int], mentions: int) -> Deed:
    roles = [0] * mentions
    for members, role in ((gold.actors, 1), (gold.recipients, 2)):
        for member in members:
            if member in at:
                roles[at[member]] = role
    claimant = at.get(gold.claimant, -1) if gold.claimant is not None else -1
    return Deed(
        span,
        TYPES.index(gold.type),
        MODES.index(gold.mode or ""),
        STATUS.index(gold.status),  # type: ignore[arg-type]
        roles,
        claimant,
        lost=sum(member not in at for member in gold.actors | gold.recipients),
    )


def pairs(path: Path, cutter: Cutter) -> list[Pair]:
    """Return the marked pairs of a file (``marked_relations_train.tsv``)."""
    made = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            pair = _pair(row["marked_sentence"], row["gold_root"], cutter)
            if pair is not None:
                made.append(pair)
    return made


def _pair(marked: str, kind: str, cutter: Cutter) -> Pair | None:
    """Return a marked sentence; a side that is not marked has no tokens."""
    text, marked_sides = unmarked(marked)
    ids, spans = cutter.cut(text)
    sides = [
        tokens_of(spans, *marked_sides[side]) if side in marked_sides else (0, 0) for side in "st"
    ]
    if sides[0] is None or sides[1] is None:
        return None
    return Pair(ids, sides[0], sides[1], YIELD.get(kind) or TYPES.index(kind))


def links(example: Example, cutter: Cutter) -> list[Pair]:
    """Return who acts and who receives in a sentence as marked pairs, unless in two deeds."""
    ids, spans = cutter.cut(example.clue.sentence.text)
    places = [tokens_of(spans, m.start, m.end) for m in example.clue.mentions]
    types: dict[tuple[Span, Span], set[str]] = defaultdict(set)
    for gold in example.gold:
        if gold.actors and gold.recipients:
            source, target = places[min(gold.actors)], places[min(gold.recipients)]
            if source and target:
                types[source, target].add(gold.type)
    return [
        Pair(ids, *sides, TYPES.index(kind))
        for sides, (kind, *others) in types.items()
        if not others
    ]


YIELD = {"YIELD": TYPES.index("CONCEDE")}
"""The marked pairs know one class for CONCEDE and RETREAT."""
