"""``kawat explain``: how a record came about."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kawat.cli import options
from kawat.cli.show import Id

if TYPE_CHECKING:
    from rich.console import Console


class Format(StrEnum):
    """How an explanation is printed."""

    text = "text"
    json = "json"


def explain(
    ledger: options.Ledger,
    id: Id,
    format: Annotated[
        Format, typer.Option(help="text for people; json for programs.")
    ] = Format.text,
) -> None:
    """Explain how the record of an event, or the reading of a page, came about.

    Of an event: the words it stands on, the rule or score behind each, the entry of the register
    each actor was found in, what was left empty and what was passed over, with the reasons. Of a
    page: what decided each field and each block.
    """
    from kawat.store import open_ledger

    with open_ledger(ledger, read_only=True) as opened:
        found = opened.explain(id)
    if format is Format.json:
        from kawat.formats.result import dumps

        typer.echo(dumps(found))
        return
    _print(options.console(), _event(found) if "event" in found else _page(found))


Line = tuple[str, str, str] | tuple[str]
"""A label, the words it is about, and what is said of them; or running text."""


def _event(found: dict[str, Any]) -> Iterator[Line | str]:
    event, page = found["event"], found["page"]
    yield f"{event['type']} {event['mode'] or ''}".strip() + f"  {event['id']}"
    yield (options.one_line(event["sentence"]["text"]),)
    yield "page", page["headline"] or page["sha256"][:12], page["url"] or ""
    if block := found["block"]:
        yield "block", block["kind"], f"by {block['rule']}"
    yield "Why"
    yield "trigger", _words(event["trigger"]), f"by {event['rule']}"
    for name, meaning in found["codebook"].items():
        yield name, event[name], meaning
    for party in found["parties"]:
        yield ", ".join(party["roles"]), _words(party), _who(party)
    yield "status", event["status"], ""
    if date := event["date"]:
        words = _words(date) if "text" in date else "the page's own date"
        yield "date", words, f"{date['value']} ({date['precision']}), by {date['rule']}"
    if place := event["place"]:
        where = ", ".join(str(place[key]) for key in ("name", "country") if place[key])
        entry = f", GeoNames {place['geonames']}" if place["geonames"] else ""
        yield "place", _words(place), where + entry
    if event["contexts"]:
        yield "contexts", ", ".join(event["contexts"]), ""
    score = "no score" if event["score"] is None else f"score {event['score']:+g}"
    quad = "no quad code" if event["quad"] is None else f"quad {event['quad']}"
    yield "weight", f"confidence {event['confidence']:.2f}", f"{quad}, {score}"
    yield from _left(found)


def _left(found: dict[str, Any]) -> Iterator[Line | str]:
    if found["left_empty"]:
        yield "Left empty"
        yield from ((r["code"], "", r["why"]) for r in found["left_empty"])
    if found["without_a_role"] or found["passed_over"]:
        yield "Passed over in the sentence"
        for mention in found["without_a_role"]:
            yield "no role", _words(mention), _who(mention)
        yield from ((r["code"], _words(r), r["why"]) for r in found["passed_over"])


def _page(found: dict[str, Any]) -> Iterator[Line | str]:
    article, page = found["article"], found["page"]
    yield f"Page {page['sha256']}"
    yield "address", article["url"] or page["url"] or page["origin"] or "unknown", ""
    yield "encoding", page["encoding"], page["encoding_by"]
    for name in _FIELDS:
        if value := article[name]:
            words = value["text"] if isinstance(value, dict) else value
            words = ", ".join(words) if isinstance(words, list) else words
            decided = article["provenance"].get(name)
            yield name, options.one_line(words), f"by {decided}" if decided else ""
    yield "Blocks"
    for block in article["blocks"]:
        yield block["kind"], _short(block["text"]), f"by {block['rule']}"
    yield "Events"
    for event in found["events"]:
        kind = f"{event['type']} {event['mode'] or ''}".strip()
        yield event["id"][:8], f"{kind}: {_words(event['trigger'])}", f"by {event['rule']}"
    yield "Passed over"
    for reason in found["reasons"]:
        yield reason["code"], _short(reason.get("text", "")), reason["why"]


_FIELDS = (
    "language", "headline", "lead", "kicker", "published", "modified", "dateline", "byline",
    "agencies",
)  # fmt: skip


def _who(party: dict[str, Any]) -> str:
    if not party["register"]:
        return f"not resolved: {party['rule']}"
    entries = []
    for actor in party["register"]:
        keys = ("name", "office", "country", "sector", "id")
        entries.append(", ".join(actor[key] for key in keys if actor[key]))
    return f"{party['kind']}, by {party['rule']}: {'; '.join(entries)}"


def _words(span: dict[str, Any]) -> str:
    return f"“{_short(span['text'])}”" if "text" in span else ""


def _short(text: str) -> str:
    line = options.one_line(text)
    return line if len(line) <= 72 else f"{line[:71]}…"


def _print(to: Console, lines: Iterator[Line | str]) -> None:
    from rich.table import Table
    from rich.text import Text

    def table() -> Table:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True, min_width=10)
        grid.add_column(overflow="fold", ratio=2)
        grid.add_column(style="dim", overflow="fold", ratio=3)
        return grid

    rows = table()
    for line in lines:
        if isinstance(line, str) or len(line) == 1:
            if rows.row_count:
                to.print(rows)
                to.print()
                rows = table()
            to.print(Text(line, "bold") if isinstance(line, str) else Text(line[0]))
        else:
            rows.add_row(*(Text(options.harmless(cell)) for cell in line))
    to.print(rows)
