"""Which words show how a speaker stands towards whom a statement is about.

The network tells the stance (``telling``); what shows it is an event read in the statement or with
it: who accuses, rejects, threatens or punishes somebody opposes them, and so does who says that
they attacked; who praises, helps or agrees with somebody supports them. The sides are PLOVER's
quad codes: verbal and material cooperation, verbal and material conflict.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kawat.events.statements import reach
from kawat.model import About, Mention, Quote, Report, Span

COOPERATION, CONFLICT = (1, 2), (3, 4)
"""Quad codes, verbal and material each (PLOVER manual, "Quad codes")."""
UNREAL = ("negated", "hypothetical")
"""Statuses of deeds that the statement does not say were done."""


def with_shown(quotes: Sequence[Quote], reports: Sequence[Report]) -> tuple[Quote, ...]:
    """Return the quotes with the words that show their stances (``About.shown_by``).

    Args:
        quotes: the article's quotes.
        reports: its reports, in order of their sentences.
    """
    starts = [report.sentence.start for report in reports]
    ends = [report.sentence.end for report in reports]
    found = []
    for quote in quotes:
        said = reach(quote)
        near = reports[bisect_right(ends, said.start) : bisect_left(starts, said.end)]
        about = tuple(replace(one, shown_by=_shown(one, said, near)) for one in quote.about)
        found.append(replace(quote, about=about))
    return tuple(found)


def _shown(about: About, said: Span, reports: Sequence[Report]) -> Span | None:
    """Return the trigger of the event that shows a stance: first what is done by saying it."""
    sides = {"opposes": CONFLICT, "supports": COOPERATION}.get(about.stance, ())
    shown = [
        report.trigger
        for report in reports
        if report.quad in sides
        and report.status not in UNREAL
        and any(_is_same(m, about.mention) for m in (*report.recipients, *report.actors))
    ]
    outside = [span for span in shown if not said.start <= span.start < said.end]
    return next(iter([*outside, *shown]), None)


def _is_same(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions are of the same actors, or are the same words."""
    if (one.start, one.end) == (other.start, other.end):
        return True
    return bool(one.referents) and set(one.referents) == set(other.referents)
