"""``kawat statements``: ask a ledger who said what, to whom and about whom."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from kawat.cli import options
from kawat.cli.events import join, print_jsonl
from kawat.cli.options import Limit, Output, Who, day, stream_to
from kawat.model import QuoteKind, Stance

if TYPE_CHECKING:
    from kawat.store import StatementRow


class Format(StrEnum):
    """How statements are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def statements(
    ledger: options.Ledger,
    speaker: Who = None,
    about: Who = None,
    stance: Annotated[
        Stance | None, typer.Option(help="Towards whom --about names, or towards anybody.")
    ] = None,
    addressee: Who = None,
    kind: Annotated[QuoteKind | None, typer.Option(help="Quoted words, or reported ones.")] = None,
    since: Annotated[datetime | None, day("On pages of this day or later: 2023-02-21.")] = None,
    until: Annotated[datetime | None, day("On pages of this day or earlier.")] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of the statement.")
    ] = None,
    limit: Limit = None,
    format: Annotated[
        Format, typer.Option(help="table for people; jsonl with all evidence; csv flat.")
    ] = Format.table,
    output: Output = None,
) -> None:
    """List who said what about whom, by the day of the page, those without a day last.

    Statements pass that meet every filter. Names are matched as `kawat events` matches them.
    """
    from kawat.store import open_ledger

    with open_ledger(ledger, read_only=True) as opened, stream_to(output) as stream:
        rows = opened.statements(
            limit=limit,
            speaker=speaker,
            about=about,
            stance=stance,
            addressee=addressee,
            kind=kind,
            since=since.date() if since else None,
            until=until.date() if until else None,
            text=text,
        )
        _PRINT[format](rows, stream)


def _print_table(rows: Iterable[StatementRow], stream: TextIO) -> None:
    from kawat.cli.tables import print_statements

    to = options.console()
    to.file = stream
    number = print_statements(to, rows)
    typer.echo(f"{number} statements" if number != 1 else "1 statement", err=True)


COLUMNS = (
    "published", "speakers", "speaker_countries", "speaker_sectors", "speaker_ids", "cue",
    "addressees", "about", "stances", "kind", "text", "start", "end", "language", "url", "page",
)  # fmt: skip
"""Columns of the CSV; lists are joined with ``; ``, an empty cell is no value."""


def _print_csv(rows: Iterable[StatementRow], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        who = (join(row.speakers, name) for name in ("label", "country", "sector", "id"))
        writer.writerow((
            row.published, *who, row.cue.text if row.cue else None,
            join(row.addressees, "label"),
            "; ".join(join(subject.who, "label") for subject in row.about),
            "; ".join(subject.stance for subject in row.about),
            row.kind, row.evidence.text, row.evidence.start, row.evidence.end,
            row.language, row.url, row.page,
        ))  # fmt: skip


_PRINT = {Format.table: _print_table, Format.jsonl: print_jsonl, Format.csv: _print_csv}
