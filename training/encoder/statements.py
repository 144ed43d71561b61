"""Annotated pages as material: who says what, by which word, in windows of their paragraphs.

The pages lie in ``training/statements``; their notation is that of ``benchmarks/quotes.py``. A
window (``kawat.events.windows``) is shown once for each word that tells that somebody speaks, its
cue, and once for each run of quoted words without one, by the mark that opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.quotes import Gold
from benchmarks.quotes import Sample as Page
from benchmarks.statements import PAGES, annotated, is_aside
from training.encoder.examples import IGNORED, Cutter, Span

from kawat.actors import find_mentions
from kawat.events.learned import kind_of, tokens_of
from kawat.events.telling import PARTS, SPEAKER
from kawat.events.windows import Window, passages, wider, windows
from kawat.language.sentences import split
from kawat.model import Mention

STANCES = ("", "neutral", "supports", "opposes")
"""How a statement stands towards a mention; the first: it is not about it."""
SIGNS = {"0": 1, "+": 2, "-": 3}


@dataclass(slots=True)
class Talk:
    """A cue, or the mark that opens quoted words, and what it introduces; ``Said.ids`` has tokens.

    ``told`` is 0 where the mark opens no statement; ``parts`` are then not counted.
    """

    span: Span
    told: int
    parts: list[int]
    stances: list[int]


@dataclass(slots=True)
class Said:
    """A window as tokens, with the mentions found in it, its cues and what they introduce."""

    ids: list[int]
    kinds: list[int]
    mentions: list[Span] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    language: str = ""
    text: str = ""


def read(languages: Sequence[str], cutter: Cutter, folder: Path = PAGES) -> list[Said]:
    """Return the windows of the pages of some languages that are not put aside."""
    return [
        said
        for language in languages
        for page in annotated(language, folder)
        if not is_aside(page)
        for said in of_page(page, language, cutter)
    ]


def of_page(page: Page, language: str, cutter: Cutter) -> Iterator[Said]:
    """Yield the windows of a page; where one does not name who speaks, with the one before too."""
    sentences = split(page.article)
    found = find_mentions(page.article, sentences)
    before: Window | None = None
    for passage in passages(page.article, sentences)[0]:
        for window in windows(page.article.text, passage, language):
            said = _Cut(window, page, found, cutter).said(language)
            yield said
            both = wider(page.article.text, before, window)
            if both and any(SPEAKER not in talk.parts for talk in said.talks if talk.told):
                yield _Cut(both, page, found, cutter).said(language)
            before = window


class _Cut:
    """A window in tokens."""

    def __init__(
        self, window: Window, page: Page, found: Sequence[Mention], cutter: Cutter
    ) -> None:
        self.window, self.page = window, page
        self.ids, self.spans = cutter.cut(window.text)
        places = [(mention, self.tokens(mention.start, mention.end)) for mention in found]
        self.found = [(mention, place) for mention, place in places if place]

    def tokens(self, start: int, end: int) -> Span | None:
        """Return the tokens of characters of the article, as far as the window has them."""
        inside = [at for place in range(start, end) if (at := self.window.inner(place)) is not None]
        return tokens_of(self.spans, inside[0], inside[-1] + 1) if inside else None

    def said(self, language: str) -> Said:
        """Return the window with all it is asked of."""
        made = Said(self.ids, [0] * len(self.ids), language=language, text=self.window.text)
        for mention, place in self.found:
            made.mentions.append(place)
            made.kinds[slice(*place)] = [kind_of(mention)] * (place[1] - place[0])
        cues = {gold.cue for gold in self.page.gold if gold.cue}
        for cue in sorted(cues, key=lambda c: c.start):
            words = self.tokens(cue.start, cue.end)
            told = [gold for gold in self.page.gold if gold.cue == cue]
            if words and any(self.tokens(gold.start, gold.end) for gold in told):
                made.cues.append(words)
                made.talks.append(self.talk(words, told))
        made.talks += self.quoted()
        return made

    def quoted(self) -> Iterator[Talk]:
        """Yield the runs of quoted words that no cue introduces, speech or not."""
        for run in self.window.marked:
            inside = self.tokens(run.outer_start, run.end)
            if not inside or self.window.inner(run.outer_start) is None:
                continue
            mark = inside[0], inside[0] + 1
            own = [
                gold
                for gold in self.page.gold
                if gold.kind == "direct" and abs(gold.start - run.start) < 2
                and abs(gold.end - run.end) < 3
            ]  # fmt: skip
            if not own:
                within = any(g.start < run.end and run.start < g.end for g in self.page.gold)
                if not within:
                    yield Talk(mark, 0, [], [])
            elif own[0].cue is None:
                yield self.talk(mark, own[:1])

    def talk(self, place: Span, told: Sequence[Gold]) -> Talk:
        """Return what a cue introduces, or a mark."""
        parts = [0] * len(self.ids)
        for gold in sorted(told, key=lambda g: g.start - g.end):
            if span := self.tokens(gold.start, gold.end):
                parts[slice(*span)] = [PARTS.index(gold.kind)] * (span[1] - span[0])
        near = self.window.outer(self.spans[place[0]][0])
        for part, key in (("speaker", told[0].speaker), ("addressee", told[0].addressee)):
            namings = self.page.namings(key) if key else []
            named = [m for m in namings if not any(g.start <= m.start < g.end for g in told)]
            for naming in sorted(named, key=lambda m: abs(m.start - near)):
                span = self.tokens(naming.start, naming.end)
                if span and not any(parts[slice(*span)]):
                    parts[slice(*span)] = [PARTS.index(part)] * (span[1] - span[0])
                    break
        return Talk(place, 1, parts, [self.stance(mention, told) for mention, _ in self.found])

    def stance(self, mention: Mention, told: Sequence[Gold]) -> int:
        """Return how statements stand towards a mention; a pronoun that is not marked is open."""
        about = {key: sign for gold in told for key, sign in gold.about}
        for naming, key in zip(self.page.mentions, self.page.keys, strict=True):
            if naming.start < mention.end and mention.start < naming.end:
                return SIGNS[about[key]] if key in about else 0
        return IGNORED if mention.kind == "pronoun" else 0
