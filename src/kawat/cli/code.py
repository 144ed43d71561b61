"""``kawat code``: what is in a page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kawat.cli import options
from kawat.cli.pages import find, reading
from kawat.errors import PageError

if TYPE_CHECKING:
    from kawat.actors import Register
    from kawat.events.custom import CustomCodebook
    from kawat.model import Result


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    jsonl = "jsonl"
    json = "json"


def code(
    pages: options.Pages,
    format: Annotated[
        Format,
        typer.Option(help="table for people; jsonl: a line a page; json: one list."),
    ] = Format.table,
    url: options.Url = None,
    encoding: options.Encoding = None,
    register: options.Register = None,
    codebook: options.Codebook = None,
) -> None:
    """Read pages and print their events and quotes.

    The JSON formats give the shape kawat/1, which docs/command-line.md describes. Nothing is kept;
    kawat add does that.
    """
    if url and len(pages) > 1:
        raise typer.BadParameter("--url is for one page")
    known = options.actors(register)
    types = options.fitted(codebook)
    done = failed = 0
    for source in find(pages):
        try:
            if isinstance(source, PageError):
                raise source
            result = _read(source, url, encoding, known, types)
        except PageError as error:
            options.complain(error)
            failed += 1
            continue
        _print(result, format, first=not done)
        done += 1
    if format is Format.json:
        typer.echo("]" if done else "[]")
    if failed:
        raise typer.Exit(1 if done else 2)


def _read(
    source: str | Path,
    url: str | None,
    encoding: str | None,
    register: Register | None,
    codebook: CustomCodebook | None,
) -> Result:
    import kawat
    from kawat.page import capture, read

    with reading(source):
        article = read(capture(source, url=url, encoding=encoding))
        return kawat.code(article, register=register, codebook=codebook)


def _print(result: Result, format: Format, *, first: bool) -> None:
    if format is Format.table:
        from kawat.cli.tables import print_result

        print_result(options.console(), result)
        return
    from kawat.formats.result import dumps, to_json

    lead = "" if format is Format.jsonl else "[" if first else ","
    typer.echo(lead + dumps(to_json(result)))
