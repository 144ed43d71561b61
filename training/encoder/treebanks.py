"""Treebanks as the model is trained on them: who hangs on what, and who does what to whom.

Two tasks. Told of nothing, the lower layers tell each word's head and relation (``Parse``). Told
of a verb and of the nouns around it, the upper ones tell which noun acts and which receives, as
they do for an event (``Verbs``): active and passive, subjects shared or carried over, relative
clauses. What syntax leaves open is not asked.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.encoder.examples import IGNORED, LONGEST, Cutter, Deed, Sample, Span, tokens_of

from kawat.events.learned import OTHER, PRONOUN, STATE

RELATIONS = [
    "other",
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "nmod:agent",
    "acl",
    "advcl",
    "ccomp",
    "xcomp",
    "conj",
    "amod",
    "compound",
    "flat",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "mark",
    "root",
]
"""The relations of Universal Dependencies that tell who does what to whom; others are one."""


NOMINAL = {"NOUN", "PROPN", "PRON"}
INNER = {"compound", "flat", "amod", "nummod", "fixed", "goeswith"}
"""What belongs to the words of a name or noun, and is none itself."""
OPEN = IGNORED
"""A role that syntax leaves open."""
ACTOR, RECIPIENT = 1, 2
MENTIONS = 7
"""Nouns of a sentence that the model is told of, at most, beside those that take part."""
VERBS = 3
"""Verbs of a sentence asked of, at most."""


@dataclass(slots=True)
class Parse:
    """A sentence of a treebank: the token each word begins with, its head word and relation."""

    ids: list[int]
    words: list[int]
    heads: list[int]
    relations: list[int]


class Verbs(Sample):
    """A sentence whose deeds are verbs; only the roles are known of them."""

    __slots__ = ()


@dataclass(slots=True)
class Word:
    """A word of a treebank: its place in the tree, and its tokens."""

    number: int
    kind: str
    features: str
    head: int
    relation: str
    tokens: Span

    @property
    def base(self) -> str:
        """The relation without its subtype."""
        return self.relation.split(":")[0]

    @property
    def relative(self) -> bool:
        """Whether it is a relative or interrogative pronoun."""
        return "PronType=Rel" in self.features or "PronType=Int" in self.features


@dataclass(slots=True)
class Tree:
    """A sentence of a treebank."""

    ids: list[int]
    words: dict[int, Word]
    below: dict[int, list[Word]]


def trees(folder: Path, cutter: Cutter, most: int, seed: int) -> list[Tree]:
    """Return sentences of every treebank under ``folder``, at most ``most`` of each."""
    made = []
    for bank in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = [tree for file in sorted(bank.glob("*.conllu")) for tree in _conllu(file, cutter)]
        random.Random(seed).shuffle(found)
        made += found[:most]
    return made


def _conllu(path: Path, cutter: Cutter) -> Iterator[Tree]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, rows = "", []
        for line in block.split("\n"):
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
        if text:
            yield from _tree(text, rows, cutter)


def _tree(text: str, rows: list[list[str]], cutter: Cutter) -> Iterator[Tree]:
    """Yield the sentence, unless it is too long or its words are not found in its text."""
    ids, spans = cutter.cut(text)
    at, joined = 0, 0
    places: dict[int, Span] = {}
    for row in rows:
        first, _, last = row[0].partition("-")
        if "." in first or (not last and int(first) <= joined):
            continue
        start = text.find(row[1], at)
        if start < 0:
            return
        at = start + len(row[1])
        for number in range(int(first), int(last or first) + 1):
            places[number] = (start, at)
        joined = int(last or first)
    words: dict[int, Word] = {}
    below: dict[int, list[Word]] = defaultdict(list)
    for row in rows:
        if row[0].isdigit():
            tokens = tokens_of(spans, *places[int(row[0])])
            if tokens is None:
                return
            word = Word(int(row[0]), row[3], row[5], int(row[6]), row[7], tokens)
            words[word.number] = word
            below[word.head].append(word)
    if len(words) > 2 and len(ids) < LONGEST:
        yield Tree(ids, words, below)


def parse(tree: Tree) -> Parse:
    """Return the heads and relations of a sentence."""
    words = tree.words.values()
    kept = [w.relation if w.relation in RELATIONS else w.base for w in words]
    return Parse(
        tree.ids,
        [word.tokens[0] for word in words],
        [tree.words[word.head].tokens[0] if word.head else 0 for word in words],
        [RELATIONS.index(name) if name in RELATIONS else 0 for name in kept],
    )


def verbs(tree: Tree, draw: random.Random) -> Verbs | None:
    """Return a sentence with some of its verbs asked of; None where none has a known party."""
    told = [
        (word, roles)
        for word in tree.words.values()
        if word.kind == "VERB" and set((roles := _roles(tree, word)).values()) - {OPEN}
    ]
    if not told:
        return None
    told = draw.sample(told, min(VERBS, len(told)))
    part = {number for _, roles in told for number in roles}
    others = [w.number for w in tree.words.values() if _names(w) and w.number not in part]
    named = sorted(part | set(draw.sample(others, min(len(others), draw.randint(0, MENTIONS)))))
    made = Verbs(tree.ids, [0] * len(tree.ids))
    for number in named:
        span = _noun(tree, tree.words[number])
        made.mentions.append(span)
        kind = PRONOUN if tree.words[number].kind == "PRON" else draw.choice((STATE, OTHER, OTHER))
        made.kinds[slice(*span)] = [kind] * (span[1] - span[0])
    for word, roles in told:
        known = [roles.get(number, 0) for number in named]
        made.deeds.append(Deed(word.tokens, OPEN, OPEN, OPEN, known, -1))
    return made


def _names(word: Word) -> bool:
    """Say whether a word may head a mention."""
    inner = word.base in INNER or "Reflex=Yes" in word.features
    return word.kind in NOMINAL and not word.relative and not inner


def _noun(tree: Tree, word: Word) -> Span:
    """Return the tokens of a noun with what belongs to its name."""
    first, last = word.tokens
    for other in tree.below[word.number]:
        if other.base in INNER and abs(other.number - word.number) < 5:
            first, last = min(first, other.tokens[0]), max(last, other.tokens[1])
    return first, last


def _roles(tree: Tree, verb: Word) -> dict[int, int]:
    """Return who acts and who receives by syntax, with those of whom it is not said."""
    passive = _passive(tree, verb)
    subject = RECIPIENT if passive else ACTOR
    objects = [w for w in tree.below[verb.number] if w.base in ("obj", "iobj")]
    given = any(w.base == "iobj" for w in objects)
    found: list[tuple[Word, int]] = []
    subjects = [w for w in tree.below[verb.number] if w.base == "nsubj"]
    for word in subjects:
        found.append((word, subject))
    if not subjects:
        found += _carried(tree, verb, subject)
    for word in objects:
        found.append((word, OPEN if given and word.base == "obj" else RECIPIENT))
    for word in tree.below[verb.number]:
        if word.relation == "obl:agent":
            found.append((word, ACTOR))
        elif word.base == "obl":
            found.append((word, OPEN))
    roles: dict[int, int] = {}
    for word, role in found:
        for one in _joined(tree, _meant(tree, verb, word)):
            if _names(one):
                roles.setdefault(one.number, role)
    if verb.base == "acl" and tree.words.get(verb.head):
        roles.setdefault(verb.head, _modified(verb, passive, bool(subjects)))
    return roles


def _passive(tree: Tree, verb: Word) -> bool:
    marked = ("nsubj:pass", "aux:pass", "obl:agent", "csubj:pass")
    return "Voice=Pass" in verb.features or any(
        word.relation in marked for word in tree.below[verb.number]
    )


def _carried(tree: Tree, verb: Word, subject: int) -> list[tuple[Word, int]]:
    """Return the subject that a verb without one shares with another, or all it may share."""
    above = tree.words.get(verb.head)
    if above is None or verb.base not in ("conj", "xcomp", "advcl"):
        return [(word, OPEN) for word in tree.words.values() if word.base == "nsubj"]
    around = tree.below[above.number]
    subjects = [word for word in around if word.base == "nsubj"]
    objects = [word for word in around if word.base in ("obj", "iobj")]
    if verb.base == "conj":
        return [(word, subject) for word in subjects]
    if verb.base == "xcomp" and not objects:
        return [(word, subject) for word in subjects]
    return [(word, OPEN) for word in subjects + objects]


def _meant(tree: Tree, verb: Word, word: Word) -> Word:
    """Return what a relative pronoun stands for, or the word itself."""
    head = tree.words.get(verb.head)
    return head if word.relative and head is not None and verb.base == "acl" else word


def _joined(tree: Tree, word: Word) -> list[Word]:
    """Return a word with those beside it, "and" or in apposition between them."""
    beside = [w for w in tree.below[word.number] if w.base in ("conj", "appos")]
    return [word, *beside]


def _modified(verb: Word, passive: bool, subject: bool) -> int:
    """Return the role of a noun in the deed of a participle or clause that hangs on it."""
    if subject or verb.relation == "acl:relcl":
        return OPEN
    if passive:
        return RECIPIENT
    return ACTOR if "VerbForm=Ger" in verb.features else OPEN
