"""Find who says what: direct quotes, and what is reported as said.

The article is parted into windows (``windows``), the network tells of each who says what in it
(``telling``), and here that becomes quotes with speakers (``quote_speakers``). A quote is never
longer than its paragraph: one that runs over several paragraphs is recorded as one quote in each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kawat.actors import Cast
from kawat.events.quote_confidence import confidence
from kawat.events.quote_marks import Marked
from kawat.events.quote_speakers import Speaker, Speakers
from kawat.events.telling import Hearing, Telling
from kawat.events.windows import Passage, Stretch, Window, passages, windows
from kawat.language import LANGUAGES
from kawat.model import About, Article, Mention, Quote, Reason, Sentence, Span
from kawat.reasons import reason

SPEAKING = (None, "GOV", "MIL")
"""Sectors that speak for their state, None the state as such."""
NEAR = 50
"""Quotes before one that may overlap it: more are never told of in one place."""


class Reading(NamedTuple):
    """The quotes of an article, in order of their start, and the marked words passed over."""

    quotes: tuple[Quote, ...]
    reasons: tuple[Reason, ...]


def find_quotes(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """Return the direct and indirect quotes of an article, in order of their start.

    Where a statement mixes quoted words and others, the quoted words are recorded and their
    ``clause`` is the whole statement. What others are quoted with inside a quote is recorded too
    and lies wholly within it; else direct quotes do not overlap each other, nor indirect ones of
    the same verb.

    Args:
        article: the article; in a language Kawat does not read it has no quotes.
        sentences: its sentences, in order.
        mentions: its mentions of actors, in order and not overlapping.
    """
    return read_quotes(article, sentences, mentions).quotes


def read_quotes(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    cast: Cast | None = None,
    *,
    calibrated: bool = True,
) -> Reading:
    """Return the quotes as ``find_quotes`` does, with reasons for marked words passed over.

    ``cast`` tells the state and sector of speakers whom no register knows; it is made where None.
    ``confidence`` is the share of statements like it that were found right; with ``calibrated``
    false it is how likely the network holds it, and its speaker, for right.
    """
    if article.language not in LANGUAGES:
        return Reading((), ())
    cast = cast or Cast(article, sentences)
    return _Reader(article, sentences, mentions, cast).read(calibrated=calibrated)


class _Reader:
    """Reads one article from its first passage to its last, and keeps who spoke last."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        cast: Cast,
    ) -> None:
        assert article.language is not None
        self.text, self.mentions, self.language = article.text, mentions, article.language
        self._starts = [mention.start for mention in mentions]
        self.passages, self.reasons = passages(article, sentences)
        self.speakers = Speakers(article, sentences, mentions, cast)
        self.quotes: dict[tuple[int, int, str], tuple[float, Quote]] = {}
        self.chains: list[list[tuple[int, int, str]]] = []

    def read(self, *, calibrated: bool) -> Reading:
        for place, passage in enumerate(self.passages):
            self.speakers.begin(place)
            for window in windows(self.text, passage, self.language):
                self._window(place, passage, window)
        self._join()
        found = [
            replace(quote, confidence=confidence(quote, raw) if calibrated else raw)
            for raw, quote in _laminar(self.quotes.values())
        ]
        return Reading(tuple(found), tuple(self.reasons))

    def _own(self, window: Window) -> Sequence[Mention]:
        """Return the mentions in a window."""
        first, last = (bisect_left(self._starts, at) for at in (window.start, window.end))
        return self.mentions[first:last]

    def _window(self, place: int, passage: Passage, window: Window) -> None:
        hearing = Hearing(window, self._own(window))
        tellings = hearing.told()
        if window.within:  # the quote itself is told of in the window around it
            tellings = [telling for telling in tellings if telling.cue]
        tellings.sort(key=lambda telling: telling.cue or (telling.runs[0].start, 0))
        said = {run for telling in tellings for run in telling.runs}
        spoke: list[Speaker] = []
        for telling in tellings:
            nested = window.within is not None or self._is_nested(telling, tellings)
            speaker = self.speakers.of(telling, spoke[-1:], nested=nested)
            if nested and speaker.mention is None:
                continue  # "we urge them", within what they are quoted with
            for quote in self._quotes(telling, speaker, nested=nested):
                self._keep(quote, telling.sure * telling.named)
            if not nested:
                spoke.append(speaker)
        if not window.within:
            self._chain(place, passage, window, said)
            self.speakers.remember(place, window, hearing.mentions, spoke)
            self._passed_over(window, said, tellings)

    def _is_nested(self, telling: Telling, tellings: Sequence[Telling]) -> bool:
        """Tell whether a cue stands in what somebody else is quoted with."""
        return telling.cue is not None and any(
            run.start <= telling.cue[0] < run.end
            for other in tellings
            if other is not telling
            for run in other.runs
        )

    def _quotes(self, telling: Telling, speaker: Speaker, *, nested: bool) -> Iterator[Quote]:
        cue = self._span(telling.cue) if telling.cue else None
        rule = "nested" if nested else "cue" if cue else "carried" if speaker.mention else "uncued"
        base = Quote(
            0, 0, "", "direct", speaker.mention, cue, rule, speaker.reason,
            addressee=self._addressee(telling.addressee), about=self._about(telling, speaker),
        )  # fmt: skip
        clauses = [self._span(clause) for clause in telling.clauses if clause[0] < clause[1]]
        for start, end in (*((r.start, r.end) for r in telling.runs), *telling.pieces):
            around = next((c for c in clauses if c.start <= start and end <= c.end), None)
            if start < end:
                text = self.text[start:end]
                yield replace(base, start=start, end=end, text=text, clause=around)
        for clause in clauses:
            quoted = any(clause.start <= r.start < clause.end for r in telling.runs)
            if not quoted:
                yield replace(
                    base, start=clause.start, end=clause.end, text=clause.text, kind="indirect"
                )

    def _about(self, telling: Telling, speaker: Speaker) -> tuple[About, ...]:
        """Return whom a statement is about, each actor once, and never its speaker.

        That somebody speaks for their own state is no stance worth telling.
        """
        own = speaker.mention.referents if speaker.mention else ()
        states = {who.country for who in own if who.sector in SPEAKING and who.country}
        known: set[frozenset[object]] = {frozenset(own)}
        found = []
        for mention, stance in telling.stances:
            actors = frozenset(mention.referents)
            home = all(who.sector is None and who.country in states for who in actors)
            if actors and actors not in known and not (home and stance == "supports"):
                known.add(actors)
                found.append(About(mention, stance, None))
        return tuple(found)

    def _keep(self, quote: Quote, sure: float) -> None:
        """Record a quote, unless the same words are recorded with a surer cue."""
        key = quote.start, quote.end, quote.kind
        if key not in self.quotes or sure > self.quotes[key][0]:
            self.quotes[key] = sure, quote

    def _chain(self, place: int, passage: Passage, window: Window, said: set[Marked]) -> None:
        """Link the parts of a quote that runs over paragraphs."""
        first, last = passage.marked[:1], passage.marked[-1:]
        for run in window.marked:
            key = run.start, run.end, "direct"
            resumes = passage.continues and run in first
            open_ended = run in last and self._continued(place)
            if not (resumes or open_ended):
                continue
            if run not in said:
                text = self.text[run.start : run.end]
                quote = Quote(run.start, run.end, text, "direct", None, None, "uncued",
                              "quote-speaker-unresolved")  # fmt: skip
                self._keep(quote, 0.0)
                said.add(run)
            if resumes and self.chains:
                self.chains[-1].append(key)
            elif open_ended:
                self.chains.append([key])

    def _continued(self, place: int) -> bool:
        return place + 1 < len(self.passages) and self.passages[place + 1].continues

    def _join(self) -> None:
        """Give the parts of a quote that runs over paragraphs one speaker: who has a cue."""
        for chain in self.chains:
            parts = [self.quotes[key][1] for key in chain if key in self.quotes]
            told = next((q for q in parts if q.cue), None)
            told = told or next((q for q in parts if q.speaker), None)
            for key in chain:
                sure, quote = self.quotes[key]
                if told and not quote.cue:
                    self.quotes[key] = (
                        sure,
                        replace(quote, speaker=told.speaker, cue=told.cue, rule="continued",
                                reason=told.reason),
                    )  # fmt: skip

    def _passed_over(self, window: Window, said: set[Marked], tellings: Sequence[Telling]) -> None:
        """Say why marked words are no statement."""
        parted = [piece for telling in tellings for piece in telling.pieces]
        for run in window.marked:
            within = any(o.start <= run.start and run.end <= o.end for o in said)
            cut = any(run.start <= start < run.end for start, _ in parted)
            if not within and not cut:
                self.reasons.append(reason("quote-no-cue", "", run.start, run.end))

    def _addressee(self, stretch: Stretch | None) -> Mention | None:
        """Return who is told, where that is a political actor: "reporters" are none."""
        told = self.speakers.named(stretch) if stretch else None
        known = told is not None and any(
            who.id or (who.country and who.sector != "JRN") for who in told.referents
        )
        return told if known else None

    def _span(self, stretch: Stretch) -> Span:
        return Span(*stretch, self.text[slice(*stretch)])


def _laminar(quotes: Iterable[tuple[float, Quote]]) -> list[tuple[float, Quote]]:
    """Return quotes in order, each within or apart from every other of its kind.

    Of two that overlap otherwise the surer stays.
    """
    kept: list[tuple[float, Quote]] = []
    for raw, quote in sorted(quotes, key=lambda pair: (pair[1].start, -pair[1].end)):
        crossed = [
            one
            for one in kept[-NEAR:]
            if one[1].kind == quote.kind and one[1].start < quote.start < one[1].end < quote.end
        ]
        if all(raw > sure for sure, _ in crossed):
            kept = [one for one in kept if one not in crossed] if crossed else kept
            kept.append((raw, quote))
    return kept
