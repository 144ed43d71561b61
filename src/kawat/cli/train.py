"""``kawat train``: make a codebook of one's own from example sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kawat.cli import options

if TYPE_CHECKING:
    from kawat.events.custom import Source, Training
    from kawat.events.custom.evaluate import Evaluation


def train(
    codebook: Annotated[
        Path, typer.Argument(metavar="CODEBOOK", help="Your TOML file of types and examples.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write there; CODEBOOK with the ending .json by default."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Learn event types of your own from example sentences, and tell how well.

    The network that ships with Kawat stays as it is; what is learnt goes into one small file, for
    kawat code --codebook. The figures come from cross-validation: each example is judged by what
    was learnt from the others. docs/codebooks.md tells how to write the examples.
    """
    from kawat.events.custom import read_source
    from kawat.formats.result import dumps

    source = read_source(codebook)
    training = _watched(source)
    path = out or codebook.with_suffix(".json")
    training.codebook.save(path)
    if json:
        head = {"name": source.name, "file": str(path), "encoder": training.codebook.encoder}
        typer.echo(dumps(head | training.evaluation.to_json()))
        return
    _print(training.evaluation)
    typer.echo(f"Written to {path}. Use it: kawat code --codebook {path} PAGE")


def _watched(source: Source) -> Training:
    """Train, with a bar that shows how far it is where a person looks."""
    from kawat.events.custom import train as fit

    if not options.interactive():
        return fit(source)
    from rich.progress import Progress

    with Progress(console=options.console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading the examples", total=1.0)
        return fit(source, lambda done: progress.update(task, completed=done))


def _print(found: Evaluation) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    names = [row.type for row in found.types]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("type", overflow="fold")
    for column in ("examples", "precision", "recall", "F1", *(f"→ {n}" for n in names), "→ none"):
        table.add_column(column, justify="right", overflow="fold")
    for row in found.types:
        figures = (f"{value:.2f}" for value in (row.precision, row.recall, row.f1))
        told = (str(count or "") for count in row.taken_for.values())
        table.add_row(row.type, str(row.examples), *figures, *told)
    told = (str(count or "") for count in found.none.values())
    table.add_row("none", str(sum(found.none.values())), "", "", "", *told)
    console = options.console()
    console.print(table)
    whole = f"precision {found.precision:.2f}, recall {found.recall:.2f}, F1 {found.f1:.2f}"
    typer.echo(f"All types: {whole}, by cross-validation in {found.folds} folds.")
    if found.parties[1]:
        right, marked = found.parties
        typer.echo(f"Actors and recipients marked: {right} of {marked} are read in their role.")
    for row in found.types:
        if row.warning:
            typer.echo(f"{row.type} {row.warning}.")
