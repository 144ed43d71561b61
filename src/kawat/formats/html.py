"""A page with its evidence coloured, as one HTML file that needs nothing beside it.

Every word that comes from outside is escaped, and the file's own policy forbids it to load
anything or to run any script but its own.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import PurePath
from string import Template

from kawat.formats.evidence import Mark, Passage, Piece, date_words, passages
from kawat.model import Mention, Quote, Report, Result
from kawat.version import __version__

_LEGEND = (
    "trigger", "actor", "recipient", "claimant", "date", "place", "speaker", "cue", "quote",
)  # fmt: skip
_TAGS = {"headline": "h1", "subheading": "h3", "caption": "figcaption"}


def to_html(result: Result, pick: str | None = None) -> str:
    """Return the page as HTML.

    Args:
        result: what was read from the page.
        pick: id of the event to show picked out; none where None.
    """
    article = result.article
    headline = article.headline.text if article.headline else "A page without a headline"
    picked = next((f"e{n}" for n, r in enumerate(result.reports) if r.id == pick), "")
    script = _asset("page.js")
    return Template(_asset("page.html")).substitute(
        generator=f"Kawat {__version__}",
        title=escape(" ".join(headline.split())),
        about=_about(result),
        legend="".join(f'<li><i class="m {role}">{role}</i></li>' for role in _LEGEND),
        language=escape(article.language or ""),
        text="\n".join(map(_passage, passages(result))),
        records=_records(result),
        footer=_footer(result),
        pick=picked,
        script=script,
        # Only this script may run, whatever else a page should manage to smuggle in.
        script_hash=f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
    )


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _about(result: Result) -> str:
    article = result.article
    facts = (
        ("", article.url or article.page.url or PurePath(article.page.origin or "").name),
        ("published", article.published),
        ("modified", article.modified),
        ("language", article.language),
        ("captured", article.page.captured),
        ("by", ", ".join(article.byline)),
        ("agencies", ", ".join(article.agencies)),
    )
    return "".join(f"<span>{name} <b>{escape(value)}</b></span>" for name, value in facts if value)


def _passage(passage: Passage) -> str:
    tag = "p" if passage.furniture else _TAGS.get(passage.kind, "p")
    classes = f"{passage.kind} furniture" if passage.furniture else passage.kind
    words = "".join(map(_piece, passage.pieces)).strip("\n")
    return f'<{tag} class="{classes}" data-kind="{passage.kind}" dir="auto">{words}</{tag}>'


def _piece(piece: Piece) -> str:
    words = escape(piece.text)
    if not piece.marks:
        return words
    first: Mark = piece.marks[0]
    keys = " ".join(dict.fromkeys(f"{mark.key}:{mark.role}" for mark in piece.marks))
    titles = "; ".join(dict.fromkeys(f"{m.role} of {m.record} {m.n + 1}" for m in piece.marks))
    return (
        f'<i class="m {first.role}" data-role="{first.role}" data-keys="{keys}"'
        f' title="{titles}">{words}</i>'
    )


def _records(result: Result) -> str:
    events = [_event(n, report) for n, report in enumerate(result.reports)]
    quotes = [_quote(n, quote) for n, quote in enumerate(result.quotes)]
    return "\n".join(
        [
            f"<h2>Events · {len(events)}</h2>",
            *(events or ['<p class="none">Nothing on this page was recorded as an event.</p>']),
            f"<h2>Quotes · {len(quotes)}</h2>",
            *(quotes or ['<p class="none">None.</p>']),
        ]
    )


def _event(n: int, report: Report) -> str:
    status: str = report.status
    if report.claimed_by:
        status += f" by {_names([report.claimed_by])}"
    facts = []
    if report.date:
        facts.append(_fact("date", date_words(report.date.value, report.date.precision)))
    if report.place:
        facts.append(_fact("place", report.place.name))
    facts += [escape(context.replace("_", " ")) for context in report.contexts]
    small = [report.id[:8], f"confidence {report.confidence:.2f}"]
    small += dict.fromkeys(reason.code for reason in report.reasons)
    arrow = '<span class="arrow" style="--c:inherit">→</span>'
    who = _people("actor", report.actors)
    if report.recipients:
        who += arrow + _people("recipient", report.recipients)
    quad = f" q{report.quad}" if report.quad else ""
    return (
        f'<button type="button" class="card{quad}" data-key="e{n}" aria-pressed="false">'
        f'<div class="what"><span class="type">{escape(report.type)}</span>'
        f"<span>{escape(report.mode or '')}</span>"
        f'<span class="status {report.status}">{escape(status)}</span></div>'
        f'<div class="who" dir="auto">{who}</div>'
        f'<div class="words">“{_fact("trigger", report.trigger.text)}”</div>'
        f'<div class="facts">{" · ".join(facts)}</div>'
        f'<div class="small" title="{escape(report.rule)}">{escape(" · ".join(small))}</div>'
        "</button>"
    )


def _quote(n: int, quote: Quote) -> str:
    speaker = _people("speaker", [quote.speaker]) if quote.speaker else "Speaker not told"
    words = " ".join(quote.text.split())
    shown = f"“{words}”" if quote.kind == "direct" else words
    facts = [f"told {_people('recipient', [quote.addressee])}"] if quote.addressee else []
    for stance, said in (("opposes", "against"), ("supports", "for"), ("neutral", "about")):
        whom = [about.mention for about in quote.about if about.stance == stance]
        facts += [f"{said} {_people('recipient', whom)}"] if whom else []
    return (
        f'<button type="button" class="card" data-key="q{n}" aria-pressed="false">'
        f'<div class="who" dir="auto">{speaker}</div>'
        f'<div class="words" dir="auto">{escape(shown)}</div>'
        f'<div class="facts">{" · ".join(facts)}</div></button>'
    )


def _fact(role: str, words: str) -> str:
    return f'<span class="{role}">{escape(" ".join(words.split()))}</span>'


def _people(role: str, mentions: list[Mention] | tuple[Mention, ...]) -> str:
    people = []
    for mention in mentions:
        for actor in mention.referents or (None,):
            name = (actor and actor.name) or " ".join(mention.text.split())
            codes = [c for c in (actor and (actor.country, actor.sector)) or () if c]
            about = f" <small>{escape(' '.join(codes))}</small>" if codes else ""
            people.append(f'<span class="{role}">{escape(name)}</span>{about}')
    return ", ".join(dict.fromkeys(people))


def _names(mentions: list[Mention]) -> str:
    return ", ".join(
        dict.fromkeys(
            (actor and actor.name) or mention.text
            for mention in mentions
            for actor in mention.referents or (None,)
        )
    )


def _footer(result: Result) -> str:
    page = result.article.page
    size = f"{len(page.content):,} bytes".replace(",", " ")
    return (
        f"Read by {escape(result.coder)} from a capture of {size} ({escape(page.media)},"
        f" {escape(page.encoding)}), SHA-256 {escape(page.sha256)}."
    )
