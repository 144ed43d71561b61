"""``kawat show``: a page with its evidence coloured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kawat.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from kawat.model import Result

Id = Annotated[
    str, typer.Argument(metavar="ID", help="Id of an event or a page, or how it begins.")
]


def show(
    ledger: options.Ledger,
    id: Id,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a page for the browser, in one file."),
    ] = None,
) -> None:
    """Show a page with its evidence coloured.

    With the id of an event, the evidence of that event alone. What is not the article (menus,
    captions' credits, teasers) is dimmed; nothing is read from it.
    """
    from kawat.store import open_ledger

    with open_ledger(ledger, read_only=True) as opened:
        kind, key = opened.find(id)
        result = opened.result(opened.page_of(key) if kind == "event" else key)
    event = key if kind == "event" else None
    if html is None:
        _print(options.console(), result, event)
        return
    from kawat.formats.html import to_html

    with options.written(html):
        html.write_text(to_html(result, event), encoding="utf-8")
    typer.echo(f"Written to {html}.", err=True)


def _print(to: Console, result: Result, event: str | None) -> None:
    from rich.text import Text

    from kawat.cli.tables import STYLES, print_result
    from kawat.formats.evidence import passages

    only = next((f"e{n}" for n, r in enumerate(result.reports) if r.id == event), None)
    roles = dict.fromkeys(STYLES)
    legend = Text("  ").join(Text(role, STYLES[role]) for role in roles)
    to.print(legend, soft_wrap=True)
    beside = False
    for passage in passages(result):
        if not (beside and passage.furniture):
            to.print()
        beside = passage.furniture
        line = Text(style="dim" if passage.furniture else "")
        for piece in passage.pieces:
            marks = [m for m in piece.marks if only is None or m.key == only]
            line.append(options.harmless(piece.text), STYLES[marks[0].role] if marks else None)
        if passage.kind == "headline":
            line.stylize("bold")
        to.print(line)
    to.print()
    print_result(to, result, event)
