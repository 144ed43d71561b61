"""Find who says what: direct quotes, and what is reported as said.

Rules read the marks (``quote_marks``), the verbs of saying and their subjects (``quote_cues``);
what they know of a language is in its ``speech.toml``. A quote is never longer than its
paragraph: one that runs over several paragraphs is recorded as one quote in each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kawat.events.quote_confidence import confidence
from kawat.events.quote_governing import governing, is_name, titled
from kawat.events.quote_hearers import behind, hearer
from kawat.events.quote_lexicon import speech
from kawat.events.quote_marks import Marked, pair_marks, trim
from kawat.events.quote_mood import reported
from kawat.events.quote_passages import Passage, passages, units
from kawat.events.quote_speakers import Speaker, Speakers, speaker_of
from kawat.events.quote_subjects import NAMED, main_subject
from kawat.events.quote_tokens import ENDS, Saying, Unit
from kawat.language import LANGUAGES
from kawat.language.script import count_words
from kawat.model import Article, Mention, Quote, Reason, Sentence, Span
from kawat.reasons import reason

_SPEECH = 5
"""Words from which on quoted words without a cue are speech rather than a name or a title."""


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
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> Reading:
    """Return the quotes as ``find_quotes`` does, with reasons for marked words passed over."""
    if article.language not in LANGUAGES:
        return Reading((), ())
    return _Reader(article, sentences, mentions).read()


class _Reader:
    """Reads one article from its first passage to its last, and keeps who spoke last."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> None:
        assert article.language is not None
        self.text, self.mentions, self.language = article.text, mentions, article.language
        self.speech = speech(article.language)
        self.passages, self.reasons = passages(article, sentences, self.speech)
        self.speakers = Speakers(self.speech, mentions)
        self.quotes: list[Quote] = []
        self.chains: list[list[int]] = []

    def read(self) -> Reading:
        parts = [list(units(self.text, p, self.speech, self.mentions)) for p in self.passages]
        openings = [_opening(units_of[0]) for units_of in parts]
        turns = Counter(mention.text for mention in openings if mention)
        for place, passage in enumerate(self.passages):
            opening = openings[place]
            if opening and turns[opening.text] > 1:
                self._turn(passage, parts[place][0])
                continue
            if opening and opening.rule == NAMED:
                # a heading or a label, unless it comes back as the name of a speaker would
                parts[place][0].sayings.pop(0)
            self.speakers.begin(place)
            following: list[Unit | None] = [*parts[place][1:], None]
            for unit, after in zip(parts[place], following, strict=True):
                self._unit(place, unit, after)
        self._join()
        sure = (replace(q, confidence=confidence(q, self.language)) for q in self.quotes)
        return Reading(tuple(sorted(sure, key=_order)), tuple(self.reasons))

    def _turn(self, passage: Passage, unit: Unit) -> None:
        """Record a turn of an interview: all that follows the speaker's name and a colon."""
        saying = unit.sayings[0]
        start, end = trim(self.text, unit.tokens[saying.group[1]].start, passage.end)
        mention, cue = saying.subject.mention, _cue(unit, saying)
        text = self.text[start:end]
        self.quotes.append(Quote(start, end, text, "direct", mention, cue, "turn"))

    def _join(self) -> None:
        """Give the parts of a quote that runs over paragraphs one speaker: who has a cue."""
        for chain in self.chains:
            told = next((self.quotes[i] for i in chain if self.quotes[i].cue), None)
            told = told or next((self.quotes[i] for i in chain if self.quotes[i].speaker), None)
            for index in chain:
                if told and not self.quotes[index].cue:
                    self.quotes[index] = replace(
                        self.quotes[index],
                        speaker=told.speaker,
                        cue=told.cue,
                        rule="continued",
                        reason=told.reason,
                    )

    # one sentence

    def _unit(self, place: int, unit: Unit, following: Unit | None) -> None:
        speakers = self.speakers.of(unit)
        mixed: set[tuple[int, int]] = set()
        passage = self.passages[place]
        marked = {m.outer_start: m for m in passage.marked}
        for index, token in enumerate(unit.tokens):
            if token.kind != "quote":
                continue
            run = marked[token.start]
            resumes = passage.continues and run == passage.marked[0]
            open_ended = run == passage.marked[-1] and self._continued(place)
            begun = len(self.quotes)
            self._marked(index, run, unit, following, speakers, mixed, resumes or open_ended)
            if len(self.quotes) > begun:
                self._inside(place, run)
                if resumes and self.chains:
                    self.chains[-1].append(begun)
                elif open_ended:
                    self.chains.append([begun])
        for saying, speaker in zip(unit.sayings, speakers, strict=True):
            if saying.said:
                self._indirect(unit, saying, speaker, mixed)
        if not unit.sayings and (said := reported(unit)):
            self._in_mood(unit, said)
        self.speakers.remember(place, unit, speakers)

    def _in_mood(self, unit: Unit, around: tuple[int, int]) -> None:
        """Record what the verb's mood alone reports: German "Er habe davon nichts gewusst"."""
        told = self.speakers.topic
        if around[0]:
            named = [t.mention for t in unit.tokens[: around[0]] if t.mention]
            told = main_subject(unit) or (named[0] if len(named) == 1 else None)
        mention, code = speaker_of(told)
        said = _span(unit, around)
        self.quotes.append(
            Quote(said.start, said.end, said.text, "indirect", mention, None, "mood", code)
        )

    def _continued(self, place: int) -> bool:
        return place + 1 < len(self.passages) and self.passages[place + 1].continues

    def _marked(
        self,
        index: int,
        marked: Marked,
        unit: Unit,
        following: Unit | None,
        speakers: list[Speaker],
        mixed: set[tuple[int, int]],
        chained: bool,
    ) -> None:
        """Record the quoted words at a token, or say why they are passed over."""
        number = governing(unit, index)
        if number is not None and not is_name(unit, index, unit.sayings[number]):
            saying = unit.sayings[number]
            around = next((r for r in saying.ranges if r[0] <= index < r[1]), None)
            clause = None
            if around:
                mixed.add(around)
                clause = _span(unit, around) if unit.words(*around) else None
            told = _mention(unit, hearer(unit, saying))
            self._direct(marked, speakers[number], _cue(unit, saying), saying.rule, clause, told)
        elif number is None and following and index == unit.last and _is_bare(following):
            speaker, cue = self.speakers.of(following)[0], _cue(following, following.sayings[0])
            self._direct(marked, speaker, cue, "cue", None)
        elif chained or (number is None and self._speaks(index, marked, unit)):
            alone = chained or unit.alone
            speaker = speaker_of(self.speakers.topic if alone else self._introduced(unit, index))
            self._direct(marked, speaker, None, "carried" if speaker.mention else "uncued", None)
        else:
            self.reasons.append(reason("quote-no-cue", "", marked.start, marked.end))

    def _introduced(self, unit: Unit, index: int) -> Mention | None:
        """Return whom a clause that ends in a colon is about: "The chancellor was blunt: ..."."""
        if not unit.is_mark(index - 1, ":："):
            return None
        return self.speakers.topic if unit.has(0, "pronouns") else main_subject(unit)

    def _speaks(self, index: int, marked: Marked, unit: Unit) -> bool:
        """Tell whether quoted words without a cue are speech and no name, title or term."""
        text = self.text[marked.start : marked.end]
        words = count_words(text)
        ends = text[-1] in ENDS
        return not titled(unit, index) and (
            (words >= _SPEECH and (ends or unit.alone)) or (words > 2 and ends)
        )

    def _direct(
        self,
        marked: Marked,
        speaker: Speaker,
        cue: Span | None,
        rule: str,
        clause: Span | None,
        told: Mention | None = None,
    ) -> None:
        start, end = marked.start, marked.end
        mention, code = speaker
        text = self.text[start:end]
        self.quotes.append(
            Quote(start, end, text, "direct", mention, cue, rule, code, clause, told)
        )

    def _inside(self, place: int, marked: Marked) -> None:
        """Record whom a quote itself quotes: "He told the envoy: ‘We do not ask.’"."""
        inner = pair_marks(self.text, marked.start, marked.end, self.speech.possessive).marked
        sentences = [
            (max(start, marked.start), min(end, marked.end))
            for start, end in self.passages[place].sentences
            if start < marked.end and marked.start < end
        ]
        passage = Passage(self.passages[place].block, sentences, inner, continues=False)
        own = [m for m in self.mentions if marked.start <= m.start < marked.end]
        for unit in units(self.text, passage, self.speech, own):
            self._quoted_within(unit, inner)

    def _quoted_within(self, unit: Unit, inner: Sequence[Marked]) -> None:
        """Record what somebody named within a quote is told to have said."""
        named = [saying.subject.kind in ("mention", "role") for saying in unit.sayings]
        speakers = [speaker_of(self.speakers.known(s.subject.mention)) for s in unit.sayings]
        mixed: set[tuple[int, int]] = set()
        runs = {run.outer_start: run for run in inner}
        for index, token in enumerate(unit.tokens):
            number = governing(unit, index) if token.kind == "quote" else None
            if number is not None and named[number]:
                saying = unit.sayings[number]
                cue, told = _cue(unit, saying), _mention(unit, hearer(unit, saying))
                run = runs[token.start]
                self._direct(run, speakers[number], cue, "nested", None, told)
        for saying, speaker, known in zip(unit.sayings, speakers, named, strict=True):
            if saying.said and known:
                self._indirect(unit, saying, speaker, mixed)

    def _indirect(
        self, unit: Unit, saying: Saying, speaker: Speaker, mixed: set[tuple[int, int]]
    ) -> None:
        """Record what is reported as said in the reporter's own words."""
        mention, code = speaker
        cue, told = _cue(unit, saying), hearer(unit, saying)
        listener = _mention(unit, told)
        for around in saying.ranges:
            resumed = len(saying.ranges) > 1  # "Pencarian, lanjutnya, dihentikan"
            if (
                around not in mixed
                and unit.words(*around) > (not resumed)
                and not unit.broken(*around)
            ):
                said = _span(unit, behind(unit, told, around))
                start, end, text, rule = said.start, said.end, said.text, saying.rule
                self.quotes.append(
                    Quote(start, end, text, "indirect", mention, cue, rule, code, None, listener)
                )


def _order(quote: Quote) -> tuple[int, int]:
    return quote.start, -quote.end


def _cue(unit: Unit, saying: Saying) -> Span:
    token = unit.tokens[saying.cue]
    return Span(token.start, token.end, unit.text[token.start : token.end])


def _mention(unit: Unit, at: int | None) -> Mention | None:
    """Return the actor that a token names."""
    return None if at is None else unit.tokens[at].mention


def _span(unit: Unit, around: tuple[int, int]) -> Span:
    start, end = unit.tokens[around[0]].start, unit.tokens[around[1] - 1].end
    return Span(start, end, unit.text[start:end])


def _opening(unit: Unit) -> Mention | None:
    """Return who is named before a colon at the beginning of the unit."""
    saying = unit.sayings[0] if unit.sayings else None
    return saying.subject.mention if saying and saying.rule == "colon" else None


def _is_bare(unit: Unit) -> bool:
    """Tell whether the unit only says who spoke, as in "Wang said"."""
    saying = unit.sayings[0] if unit.sayings else None
    return (
        saying is not None
        and saying.said
        and saying.group[0] == 0
        and not saying.ranges
        and bool(saying.frames & {"clause", "loose", "that", "inverted"})
        and not any(token.kind == "quote" for token in unit.tokens)
    )
