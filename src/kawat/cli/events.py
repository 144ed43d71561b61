"""``kawat events``: ask a ledger who did what to whom, when and where."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kawat.cli import options
from kawat.cli.options import Limit, Output, Who, day, stream_to

if TYPE_CHECKING:
    from kawat.store import EventRow, Filters, Party, StatementRow
    from kawat.store import Ledger as LedgerFile


class Format(StrEnum):
    """How events are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def events(
    ledger: options.Ledger,
    actor: Who = None,
    recipient: Who = None,
    type: Annotated[
        str | None, typer.Option(metavar="TYPE", help="Type, or type/mode: CONSULT/visit.")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            help="asserted, claimed, future, hypothetical, negated or historical.",
        ),
    ] = None,
    since: Annotated[datetime | None, day("Events of this day or later: 2023-02-21.")] = None,
    until: Annotated[datetime | None, day("Events of this day or earlier.")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="WHERE", help="Name, country code or GeoNames id.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of the event's sentence.")
    ] = None,
    limit: Limit = None,
    format: Annotated[
        Format,
        typer.Option(help="table for people; jsonl and parquet with all evidence; csv flat."),
    ] = Format.table,
    output: Output = None,
) -> None:
    """List the events of a ledger, the earliest first.

    Events pass that meet every filter. Names are matched whatever their letter case; capitals
    such as CHN, USA or NATO are a country code or a whole word. docs/command-line.md describes
    the columns of each format.
    """
    filters = _filters(actor, recipient, type, status, since, until, place, text)
    if format is Format.parquet and (output is None or limit is not None):
        raise typer.BadParameter("parquet needs --output, and takes no --limit")
    from kawat.store import open_ledger

    with open_ledger(ledger, read_only=True) as opened:
        _check_type(filters["type"], opened)
        if format is Format.parquet:
            with options.written(output):
                opened.relation(**filters).write_parquet(str(output))
            return
        with stream_to(output) as stream:
            _PRINT[format](opened.events(limit=limit, **filters), stream)


def _check_type(name: str | None, ledger: LedgerFile) -> None:
    """Refuse what is no type of event: neither PLOVER's nor, of a user's own, in the ledger."""
    from kawat.events.codebook import CODEBOOK

    if not name or name in CODEBOOK.types:
        return
    rows = ledger.cursor().execute('SELECT DISTINCT "type" FROM reports ORDER BY 1').fetchall()
    own = [row[0] for row in rows if row[0] not in CODEBOOK.types]
    if name not in map(str.upper, own):
        raise typer.BadParameter(
            f"{name} is no type of event: {', '.join([*CODEBOOK.types, *own])}"
        )


def _filters(
    actor: str | None,
    recipient: str | None,
    type: str | None,
    status: str | None,
    since: datetime | None,
    until: datetime | None,
    place: str | None,
    text: str | None,
) -> Filters:
    from kawat.events.codebook import CODEBOOK
    from kawat.model import STATUSES

    name, _, mode = (type or "").partition("/")
    name, mode = name.upper(), mode.lower()
    modes = CODEBOOK.modes(name) if name in CODEBOOK.types else {}
    if mode and mode not in modes:
        known = ", ".join(modes) or "none"
        raise typer.BadParameter(f"{mode} is no mode of {name}, which has: {known}")
    if status and status.lower() not in STATUSES:
        raise typer.BadParameter(f"{status} is no status: {', '.join(STATUSES)}")
    return {
        "actor": actor,
        "recipient": recipient,
        "type": name or None,
        "mode": mode or None,
        "status": status,
        "since": since.date() if since else None,
        "until": until.date() if until else None,
        "place": place,
        "text": text,
    }


def _print_table(rows: Iterable[EventRow], stream: TextIO) -> None:
    from kawat.cli.tables import print_events

    to = options.console()
    to.file = stream
    number = print_events(to, rows)
    typer.echo(f"{number} events" if number != 1 else "1 event", err=True)


def print_jsonl(rows: Iterable[EventRow | StatementRow], stream: TextIO) -> None:
    """Print rows as JSON, one a line."""
    from kawat.formats.result import dumps
    from kawat.store.query import to_json

    for row in rows:
        stream.write(dumps(to_json(row)) + "\n")


def _print_csv(rows: Iterable[EventRow], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_flat(row))


_PRINT = {Format.table: _print_table, Format.jsonl: print_jsonl, Format.csv: _print_csv}

COLUMNS = (
    "id", "date", "precision", "type", "mode", "status", "claimed_by",
    "actors", "actor_countries", "actor_sectors", "actor_ids",
    "recipients", "recipient_countries", "recipient_sectors", "recipient_ids",
    "place", "place_country", "lat", "lon", "geonames", "contexts", "quad", "score", "confidence",
    "trigger", "trigger_start", "trigger_end", "sentence", "sentence_start", "sentence_end",
    "language", "published", "headline", "url", "page",
)  # fmt: skip
"""Columns of the CSV; lists are joined with ``; ``, an empty cell is no value."""


_NOWHERE = (None,) * 5


def _flat(row: EventRow) -> tuple[Any, ...]:
    place = row.place
    return (
        row.id, row.date, row.precision, row.type, row.mode, row.status,
        join(row.claimed_by, "label"),
        *_party(row.actors), *_party(row.recipients),
        *((place.name, place.country, place.lat, place.lon, place.geonames) if place else _NOWHERE),
        "; ".join(row.contexts), row.quad, row.score, row.confidence,
        row.trigger.text, row.trigger.start, row.trigger.end,
        row.sentence.text, row.sentence.start, row.sentence.end,
        row.language, row.published, row.headline, row.url, row.page,
    )  # fmt: skip


def _party(parties: tuple[Party, ...]) -> Iterator[str]:
    return (join(parties, name) for name in ("label", "country", "sector", "id"))


def join(parties: Iterable[Party], name: str) -> str:
    """Join a field of several parties; one without a value keeps its place, empty."""
    return "; ".join(getattr(party, name) or "" for party in parties)
