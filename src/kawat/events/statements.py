"""Tell what of a text is somebody's claim: what lies within a quote or a reported statement."""

from __future__ import annotations

from collections.abc import Iterable

from kawat.model import Quote, Span


def reach(quote: Quote) -> Span:
    """Return all that the quote reports as said: its clause where it has one, else its words."""
    return quote.clause or Span(quote.start, quote.end, quote.text)


def claimant_at(quotes: Iterable[Quote], position: int) -> Quote | None:
    """Return the innermost quote within whose reach a position of the text lies, or None.

    "Kyiv said Moscow had claimed the town was taken": at "taken" it is the quote of Moscow.
    The quote's ``speaker`` is the claimant; it is None where the page does not tell.
    """
    around = [q for q in quotes if reach(q).start <= position < reach(q).end]
    return min(around, key=lambda q: reach(q).end - reach(q).start, default=None)
