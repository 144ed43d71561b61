"""Whom a statement is about, and how its speaker stands towards them.

Both are told by the events read in and with it, so that every stance has its words: who accuses,
rejects, threatens or punishes somebody opposes them, and so does who says that they attacked; who
praises, helps or agrees with somebody supports them. The sides are PLOVER's quad codes: verbal
and material cooperation, verbal and material conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kawat.events.statements import reach
from kawat.model import About, Mention, Quote, Report, Span, Stance

COOPERATION, CONFLICT = (1, 2), (3, 4)
"""Quad codes, verbal and material each (PLOVER manual, "Quad codes")."""
MATERIAL_CONFLICT = 4
SPEAKING = (None, "GOV", "MIL")
"""Sectors that speak for their state, None the state as such."""
OPEN = ("REQUEST", "CONSULT")
"""Types that show no stance towards those they are directed at: who asks or meets somebody."""
UNREAL = ("negated", "hypothetical")
"""Statuses of deeds that the statement does not say were done."""


def with_about(
    quotes: Sequence[Quote], mentions: Sequence[Mention], reports: Sequence[Report]
) -> tuple[Quote, ...]:
    """Return the quotes with whom they are about (``Quote.about``).

    Args:
        quotes: the article's quotes.
        mentions: its mentions of actors, first persons too, in order.
        reports: its reports.
    """
    return tuple(replace(quote, about=tuple(_about(quote, mentions, reports))) for quote in quotes)


def _about(quote: Quote, mentions: Sequence[Mention], reports: Sequence[Report]) -> Iterator[About]:
    said = reach(quote)
    inside = [m for m in mentions if said.start <= m.start < said.end and not m.locative]
    within = [r for r in reports if said.start <= r.trigger.start < said.end]
    acts = [r for r in reports if r not in within and _is_speech_act(r, quote)]
    told = [m for r in acts for m in r.recipients if m not in inside]
    known: set[frozenset[object]] = set()
    for mention in sorted({*inside, *told}, key=lambda m: m.start):
        actors = frozenset(mention.referents)
        own = _is_same(mention, quote.speaker) or _speaks_for(quote.speaker, mention)
        if not actors or actors in known or own:
            continue
        known.add(actors)
        about = _stance(mention, quote, [*acts, *within])
        if about.stance != "neutral" or mention in inside:
            yield about


def _is_speech_act(report: Report, quote: Quote) -> bool:
    """Tell whether an event is what the speaker does by saying this: "condemned", "praised"."""
    beside = report.sentence.start <= quote.start < report.sentence.end
    by_cue = quote.cue is not None and _overlap(report.trigger, quote.cue)
    return (
        beside
        and report.status == "asserted"
        and any(_is_same(actor, quote.speaker) for actor in report.actors)
        and (by_cue or report.quad in (1, 3))
    )


def _stance(mention: Mention, quote: Quote, reports: Sequence[Report]) -> About:
    """Return the stance that the first telling event shows; conflict tells more than agreement."""
    shown: list[tuple[Stance, Span]] = []
    for report in reports:
        by_speaker = any(_is_same(actor, quote.speaker) for actor in report.actors)
        receives = any(_is_same(other, mention) for other in report.recipients)
        acts = any(_is_same(other, mention) for other in report.actors)
        towards = by_speaker and receives
        if report.status in UNREAL or report.type in OPEN:
            continue
        if report.quad in CONFLICT and (towards or (acts and report.quad == MATERIAL_CONFLICT)):
            shown.append(("opposes", report.trigger))
        elif report.quad in COOPERATION and towards:
            shown.append(("supports", report.trigger))
    if not shown:
        return About(mention, "neutral", None)
    stance, words = min(shown, key=lambda pair: pair[0] != "opposes")
    return About(mention, stance, words)


def _is_same(one: Mention, other: Mention | None) -> bool:
    """Tell whether two mentions are of the same actors, or are the same words."""
    if other is None:
        return False
    if (one.start, one.end) == (other.start, other.end):
        return True
    return bool(one.referents) and set(one.referents) == set(other.referents)


def _speaks_for(speaker: Mention | None, mention: Mention) -> bool:
    """Tell whether somebody speaks for the state that a mention is of: it is their own side."""
    theirs = {who.country for who in speaker.referents if who.sector in SPEAKING} if speaker else {}
    return all(who.sector is None and who.country in theirs for who in mention.referents)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
