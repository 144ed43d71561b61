"""``kawat verify``: read every word of evidence back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kawat.cli import options


def verify(
    ledger: options.Ledger,
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON a problem.")] = False,
) -> None:
    """Check that every record's words are where it says.

    Every span of every record is read back, from the article's text and from the bytes of the
    page as captured, and the pages themselves are checked against their SHA-256. Exit status 0
    where all holds, 1 where something does not.
    """
    from kawat.formats.result import dumps
    from kawat.store import open_ledger

    number = 0
    with open_ledger(ledger, read_only=True) as opened:
        for problem in opened.verify():
            number += 1
            if json:
                typer.echo(dumps(asdict(problem)))
            else:
                where = f"page {problem.page[:12]}, {problem.record}, {problem.field}"
                typer.echo(f"{where}: {problem.what}")
        sizes = opened.sizes()
    if not json:
        size = ", ".join(f"{count} {name}" for name, count in sizes.items())
        typer.echo(f"{number or 'No'} problem{'' if number == 1 else 's'} in {size}.")
    if number:
        raise typer.Exit(1)
