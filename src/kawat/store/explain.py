"""How a record came about: which words, which rule, which entry, and what was passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kawat.events.codebook import CODEBOOK
from kawat.formats.result import span_json, to_json
from kawat.model import Mention, Reason, Report, Result
from kawat.reasons import table


def explain_event(result: Result, id: str) -> dict[str, Any]:
    """Return how the record of an event came about.

    Raises:
        KeyError: the result has no event with this id.
    """
    for n, report in enumerate(result.reports):
        if report.id == id:
            return _event(result, report, to_json(result)["events"][n])
    raise KeyError(id)


def explain_page(result: Result) -> dict[str, Any]:
    """Return what decided each field and block of a page, and what was passed over."""
    shape = to_json(result)
    article = {key: value for key, value in shape["article"].items() if key != "text"}
    used = {n for report in result.reports for n in _roles(report)}
    return {
        "coder": result.coder,
        "page": shape["page"],
        "article": article
        | {
            "blocks": [
                {**block, "text": result.article.text[block["start"] : block["end"]]}
                for block in article["blocks"]
            ]
        },
        "events": [
            {key: event[key] for key in ("id", "type", "mode", "status", "trigger", "rule")}
            for event in shape["events"]
        ],
        "mentions": [
            _mention(result, mention) | {"in_an_event": mention in used}
            for mention in result.mentions
        ],
        "reasons": [_reason(result, reason) for reason in result.reasons],
    }


def _event(result: Result, report: Report, shape: dict[str, Any]) -> dict[str, Any]:
    article, sentence = result.article, report.sentence
    block = next((b for b in article.blocks if b.start <= report.trigger.start < b.end), None)
    roles = _roles(report)
    return {
        "event": shape,
        "codebook": _meaning(report),
        "coder": result.coder,
        "page": {
            "sha256": article.page.sha256,
            "url": article.url or article.page.url,
            "language": article.language,
            "published": article.published,
            "published_by": dict(article.provenance).get("published"),
            "headline": article.headline.text if article.headline else None,
        },
        "block": {"kind": block.kind, "rule": block.rule} if block else None,
        "parties": [
            _mention(result, mention) | {"roles": names} for mention, names in roles.items()
        ],
        "without_a_role": [
            _mention(result, mention)
            for mention in result.mentions
            if sentence.start <= mention.start < sentence.end and mention not in roles
        ],
        "left_empty": [_reason(result, reason) for reason in report.reasons],
        "passed_over": [
            _reason(result, reason)
            for reason in result.reasons
            if reason.start is not None
            and reason.end is not None
            and reason.start < sentence.end
            and sentence.start < reason.end
        ],
    }


def _meaning(report: Report) -> dict[str, str]:
    """Return what the codebook says of the event's type and mode."""
    found = CODEBOOK.types.get(report.type)
    meaning = {"type": found.definition} if found else {}
    if found and report.mode and report.mode in found.modes:
        meaning["mode"] = found.modes[report.mode].definition
    return meaning


def _roles(report: Report) -> dict[Mention, list[str]]:
    """Return every mention that has a role in the event, with its roles."""
    roles: dict[Mention, list[str]] = {}
    claimants: Iterable[Mention] = (report.claimed_by,) if report.claimed_by else ()
    for name, mentions in (
        ("actor", report.actors),
        ("recipient", report.recipients),
        ("claimant", claimants),
    ):
        for mention in mentions:
            roles.setdefault(mention, []).append(name)
    return roles


def _mention(result: Result, mention: Mention) -> dict[str, Any]:
    return span_json(result.article, mention) | {
        "kind": mention.kind,
        "rule": mention.rule,
        "locative": mention.locative,
        "confidence": mention.confidence,
        "reason": mention.reason,
        "register": [asdict(actor) for actor in mention.referents],
    }


def _reason(result: Result, reason: Reason) -> dict[str, Any]:
    meaning = table().get(reason.code)
    found: dict[str, Any] = {"code": reason.code, "why": reason.why}
    if meaning:
        found |= {"means": meaning["means"], "remedy": meaning["remedy"]}
    if reason.start is not None and reason.end is not None:
        text = result.article.text[reason.start : reason.end]
        found |= {"start": reason.start, "end": reason.end, "text": text}
    return found
