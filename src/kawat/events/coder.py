"""From an article to its reports: the one way through, whichever reader fills the middle.

The steps are pure functions and run once, in this order: sentences, mentions of actors, quotes
and their speakers, frames (a reader of sentences: rules or the learned network), then for
each frame its date, place, contexts, quad code and score.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from kawat.actors import Cast, Register
from kawat.events.attitudes import with_shown
from kawat.events.both import BothReaders
from kawat.events.codebook import CODEBOOK, TypeTable
from kawat.events.contexts import find_contexts
from kawat.events.custom import CustomCodebook
from kawat.events.custom.reader import CustomReader
from kawat.events.dates import find_dates, unread_dates
from kawat.events.event_dates import event_date
from kawat.events.first_person import with_first_person
from kawat.events.learned import LearnedReader
from kawat.events.occasions import Occasions
from kawat.events.places import event_place, find_places
from kawat.events.quotes import read_quotes
from kawat.events.reader import Clue, SentenceReader
from kawat.events.topics import is_elsewhere
from kawat.language import LANGUAGES, languages_with
from kawat.language.sentences import split
from kawat.model import (
    CODED_KINDS,
    Article,
    Frame,
    Mention,
    Quote,
    Reason,
    Report,
    Result,
    Sentence,
    Span,
    When,
    Where,
)
from kawat.reasons import reason
from kawat.version import __version__

CODER = f"kawat/{__version__}"
"""Name and version of this coder, kept with every record it makes."""


class _Shipped:
    """The learned network, and rules beside it where Kawat has them for a language."""

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence; all are in one language."""
        if not items:
            return []
        ruled = items[0].language in languages_with("events")
        return _both().read(items) if ruled else _learned().read(items)


@cache
def _both() -> SentenceReader:
    return BothReaders()


@cache
def _learned() -> SentenceReader:
    return LearnedReader()


@cache
def default_reader() -> SentenceReader:
    """Return the reader of sentences that ships with Kawat."""
    return _Shipped()


def coder_of(register: Register | None, codebook: CustomCodebook | None = None) -> str:
    """Return the name and version of the coder, with the marks of what is the user's own."""
    marks = [register.mark] if register is not None and register.mark else []
    marks += [codebook.mark] if codebook is not None else []
    return "+".join([CODER, *marks])


def code(
    article: Article,
    reader: SentenceReader | None = None,
    register: Register | None = None,
    codebook: CustomCodebook | None = None,
) -> Result:
    """Read events and quotes from an article.

    Args:
        article: what `kawat.read` returned.
        reader: who finds triggers and roles in a sentence; the shipped one where None.
        register: the register of actors; the shipped one where None.
        codebook: event types of the user's own, read instead of PLOVER's.

    Returns:
        The result. An article in a language Kawat does not read has no events, and a reason.
    """
    coder = coder_of(register, codebook)
    if article.language not in LANGUAGES:
        return Result(article, (), (), (), (*article.reasons, _unread(article)), coder)
    sentences = split(article)
    cast = Cast(article, sentences, register)
    spoken = read_quotes(article, sentences, cast.mentions, cast)
    quotes = spoken.quotes
    mentions = with_first_person(article.text, article.language, cast.mentions, quotes)
    reports: list[Report] = []
    reasons: list[Reason] = [*article.reasons, *_furniture(article)]
    reasons += [*spoken.reasons, *_unattributed(quotes)]
    told = " ".join(span.text for span in (article.headline, article.lead) if span)
    if codebook is None and is_elsewhere(article.language, told):
        reasons.append(reason("topic-elsewhere"))
        return Result(article, mentions, quotes, (), tuple(reasons), coder)
    clues = clues_of(article, sentences, mentions, quotes)
    anchor = date.fromisoformat(article.published) if article.published else None
    occasions = Occasions()
    tagged: list[Mention] = []
    if reader is None:
        reader = default_reader() if codebook is None else CustomReader(codebook)
    for number, (clue, frames) in enumerate(zip(clues, reader.read(clues), strict=True)):
        clue, frames = with_tagged(clue, frames, number, cast)
        tagged += clue.mentions[len(clues[number].mentions) :]
        earlier, there = occasions.carried(clue)
        if not frames:
            reasons.append(_no_event(clue))
            continue
        place_in_time = (clue.sentence.text, clue.language, anchor, clue.sentence.start)
        reasons += unread_dates(*place_in_time)
        named = find_dates(*place_in_time)
        counted, adrift = occasions.counted(clue, named)
        dates = [*named, *earlier, *counted]
        found = tuple(_reports(article, clue, frames, dates, adrift, there, codebook or CODEBOOK))
        occasions.remember(clue, found)
        reports += found
    mentions = tuple(sorted((*mentions, *tagged), key=lambda mention: mention.start))
    quotes = with_shown(quotes, reports)
    return Result(article, mentions, quotes, tuple(reports), tuple(reasons), coder)


def _unread(article: Article) -> Reason:
    if article.language is None:
        return reason("language-unknown")
    return reason(
        "language-unread",
        f"the page is in {article.language!r}; Kawat reads {', '.join(LANGUAGES)}",
    )


def _furniture(article: Article) -> Iterator[Reason]:
    for block in article.blocks:
        if block.kind not in CODED_KINDS:
            yield reason("furniture", f"{block.kind}, by {block.rule}", block.start, block.end)


def _unattributed(quotes: Sequence[Quote]) -> Iterator[Reason]:
    for quote in quotes:
        if quote.reason:
            yield reason(quote.reason, "", quote.start, quote.end)


def _no_event(clue: Clue) -> Reason:
    code = "no-trigger" if clue.mentions else "no-actor"
    return reason(code, "", clue.sentence.start, clue.sentence.end)


def clues_of(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
) -> list[Clue]:
    """Return what a reader is given of each sentence; mentions and quotes are sorted by start."""
    assert article.language is not None
    starts = [mention.start for mention in mentions]
    context = article.headline.text if article.headline else ""
    clues = []
    for sentence in sentences:
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end)
        clues.append(
            Clue(
                language=article.language,
                sentence=sentence,
                kind=article.blocks[sentence.block].kind,
                mentions=tuple(mentions[first:last]),
                quotes=tuple(
                    q for q in quotes if q.start < sentence.end and sentence.start < q.end
                ),
                context=context,
                published=article.published,
            )
        )
        context = sentence.text
    return clues


def with_tagged(
    clue: Clue, frames: list[Frame], number: int, cast: Cast
) -> tuple[Clue, list[Frame]]:
    """Add to a sentence's mentions the words that its reader took for such, and gave a role."""
    words = dict(pair for frame in frames for pair in frame.tagged)
    members = {m for f in frames for m in (*f.actors, *f.recipients, f.claimant) if m in words}
    used = sorted(m for m in members if m is not None)
    if not used:
        return clue, frames
    found = [cast.tagged(number, words[m].start, words[m].end) for m in used]
    place = {m: at for at, m in enumerate(used, len(clue.mentions))}
    moved = [
        replace(
            frame,
            actors=tuple(place.get(m, m) for m in frame.actors),
            recipients=tuple(place.get(m, m) for m in frame.recipients),
            claimant=None if frame.claimant is None else place.get(frame.claimant, frame.claimant),
        )
        for frame in frames
    ]
    return replace(clue, mentions=(*clue.mentions, *found)), moved


def _reports(
    article: Article,
    clue: Clue,
    frames: Sequence[Frame],
    dates: list[When],
    adrift: list[Span],
    there: Where | None,
    types: TypeTable,
) -> Iterator[Report]:
    """Complete a sentence's frames to reports: when, where, contexts, quad code and score.

    ``adrift`` are words that count days from one not told, ``there`` is the place of an
    occasion that the sentence goes on from.
    """
    sentence = clue.sentence
    places = find_places(article, sentence)
    contexts = find_contexts(sentence.text, clue.language)
    for frame in frames:
        verbal = not types.is_material(frame.type)
        when = event_date(dates, frame.trigger, frame.status, article.published, clue, adrift)
        where = event_place(places, frame.trigger, clue, verbal=verbal) or there
        actors = tuple(clue.mentions[i] for i in frame.actors)
        recipients = tuple(clue.mentions[i] for i in frame.recipients)
        missing = [
            reason(code, "", frame.trigger.start, frame.trigger.end)
            for code, empty in (
                ("actor-not-named", not actors),
                ("recipient-not-named", not recipients),
                ("date-not-given", when is None),
                ("place-not-given", where is None),
                ("type-not-plover", types.quad(frame.type) is None),
            )
            if empty
        ]
        yield Report(
            id=_report_id(article, frame, actors, recipients),
            type=frame.type,
            mode=frame.mode,
            contexts=_with_mode(contexts, types.context_of(frame.type, frame.mode)),
            status=frame.status,
            claimed_by=None if frame.claimant is None else clue.mentions[frame.claimant],
            actors=actors,
            recipients=recipients,
            trigger=frame.trigger,
            sentence=Span(sentence.start, sentence.end, sentence.text),
            date=when,
            place=where,
            quad=types.quad(frame.type),
            score=types.score(frame.type, frame.mode),
            confidence=frame.confidence,
            rule=frame.rule,
            reasons=tuple(missing),
        )


def _with_mode(contexts: tuple[str, ...], added: str | None) -> tuple[str, ...]:
    """Add the context that PLOVER gives every event of some modes, in the codebook's order."""
    found = {*contexts, added}
    return tuple(context for context in CODEBOOK.contexts if context in found)


def _report_id(
    article: Article, frame: Frame, actors: Sequence[Mention], recipients: Sequence[Mention]
) -> str:
    """Return an id that the same reading of the same page always has: 16 hexadecimal digits."""
    parts = (
        article.page.sha256,
        frame.type,
        frame.mode,
        frame.trigger.start,
        frame.trigger.end,
        [(m.start, m.end) for m in actors],
        [(m.start, m.end) for m in recipients],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
