"""The published shape of a result: one JSON object a page, schema ``kawat/1``.

The schema is ``result.schema.json`` beside this module. Positions are code points of
``article.text``, half open; ``bytes`` are positions in the page as captured. Keys come in a
fixed order, so the same result always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from kawat.model import Actor, Article, Mention, Quote, Reason, Report, Result, Span, When, Where
from kawat.page.source import byte_range

SCHEMA = "kawat/1"
"""Version of the shape. A key that is added leaves it; one renamed or removed raises it."""

# Line ends to some readers, though not to JSON: a line must stay one line for all of them.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that ``to_json`` keeps to."""
    text = files(__package__).joinpath("result.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def dumps(value: object) -> str:
    """Return a value as JSON on one line, whatever its strings hold."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


def to_json(result: Result) -> dict[str, Any]:
    """Return a result in the published shape."""
    article = result.article
    return {
        "schema": SCHEMA,
        "coder": result.coder,
        "page": _page(article),
        "article": _article(article),
        "quotes": [_quote(article, quote) for quote in result.quotes],
        "events": [_event(article, report) for report in result.reports],
        "reasons": [_reason(reason) for reason in result.reasons],
    }


def span_json(article: Article, span: Span | Mention | Quote) -> dict[str, Any]:
    """Return a span's ``start``, ``end``, ``text`` and, where the page gives it, ``bytes``."""
    found = {"start": span.start, "end": span.end, "text": span.text}
    return found | _bytes(byte_range(article, span.start, span.end))


def _bytes(found: tuple[int, int] | None) -> dict[str, Any]:
    return {"bytes": list(found)} if found else {}


def _page(article: Article) -> dict[str, Any]:
    page = article.page
    return {
        "sha256": page.sha256,
        "url": page.url,
        "origin": page.origin,
        "captured": page.captured,
        "media": page.media,
        "encoding": page.encoding,
        "encoding_by": page.encoding_by,
        "encoding_declared": page.encoding_declared,
    }


def _article(article: Article) -> dict[str, Any]:
    def span(value: Span | None) -> dict[str, Any] | None:
        return span_json(article, value) if value else None

    return {
        "id": f"sha256:{article.page.sha256}",
        "url": article.url,
        "language": article.language,
        "published": article.published,
        "published_time": article.published_time,
        "modified": article.modified,
        "modified_time": article.modified_time,
        "headline": span(article.headline),
        "lead": span(article.lead),
        "kicker": list(article.kicker),
        "dateline": span(article.dateline),
        "byline": list(article.byline),
        "agencies": list(article.agencies),
        "provenance": dict(article.provenance),
        "text": article.text,
        "blocks": [
            {
                "kind": block.kind,
                "start": block.start,
                "end": block.end,
                "rule": block.rule,
                "bytes": list(block.bytes),
            }
            for block in article.blocks
        ],
    }


def _actors(article: Article, mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    """One entry a referent: "the two countries" gives two with the same span."""
    return [
        span_json(article, mention)
        | {
            "id": actor.id,
            "name": actor.name,
            "country": actor.country,
            "sector": actor.sector,
            "office": actor.office,
        }
        for mention in mentions
        for actor in mention.referents or (_UNRESOLVED,)
    ]


_UNRESOLVED = Actor(None, None, None, None)


def _voice(article: Article, mention: Mention | None) -> dict[str, Any] | None:
    """Who speaks: an actor; the further referents of its words, if any, in ``also``."""
    if mention is None:
        return None
    first, *others = _actors(article, [mention])
    keys = ("id", "name", "country", "sector", "office")
    also = [{key: other[key] for key in keys} for other in others]
    return first | ({"also": also} if also else {})


def _quote(article: Article, quote: Quote) -> dict[str, Any]:
    return span_json(article, quote) | {
        "kind": quote.kind,
        "speaker": _voice(article, quote.speaker),
        "cue": span_json(article, quote.cue) if quote.cue else None,
        "clause": span_json(article, quote.clause) if quote.clause else None,
        "addressee": _voice(article, quote.addressee),
        "about": [
            (_voice(article, about.mention) or {})
            | {
                "stance": about.stance,
                "shown_by": span_json(article, about.shown_by) if about.shown_by else None,
            }
            for about in quote.about
        ],
        "confidence": quote.confidence,
        "rule": quote.rule,
        "reason": quote.reason,
    }


def _event(article: Article, report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "type": report.type,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "status": report.status,
        "claimed_by": _voice(article, report.claimed_by),
        "actors": _actors(article, report.actors),
        "recipients": _actors(article, report.recipients),
        "trigger": span_json(article, report.trigger),
        "sentence": span_json(article, report.sentence),
        "date": _date(article, report.date),
        "place": _place(article, report.place),
        "quad": report.quad,
        "score": report.score,
        "confidence": report.confidence,
        "rule": report.rule,
        "reasons": [_reason(reason) for reason in report.reasons],
    }


def _date(article: Article, date: When | None) -> dict[str, Any] | None:
    if date is None:
        return None
    found = {"value": date.value, "precision": date.precision, "rule": date.rule}
    return found | (span_json(article, date.span) if date.span else {})


def _place(article: Article, place: Where | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return span_json(article, place.span) | {
        "name": place.name,
        "relation": place.relation,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    found: dict[str, Any] = {"code": reason.code, "why": reason.why}
    if reason.start is not None and reason.end is not None:
        found |= {"start": reason.start, "end": reason.end}
    return found
