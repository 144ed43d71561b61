"""The command line: ``kawat code|add|events|statements|show|explain|verify|who|train|register``.

Only what a command needs is imported, when it runs, so that ``kawat --help`` is quick.
"""

from __future__ import annotations

import inspect
import sys
from typing import Annotated

import typer

from kawat.cli import register
from kawat.cli.add import add
from kawat.cli.code import code
from kawat.cli.events import events
from kawat.cli.explain import explain
from kawat.cli.options import complain
from kawat.cli.show import show
from kawat.cli.statements import statements
from kawat.cli.train import train
from kawat.cli.verify import verify
from kawat.cli.who import who
from kawat.errors import KawatError
from kawat.version import __version__

_ABOUT = """Read news pages and keep a ledger of diplomacy.

Kawat reads news pages in the language they were written in, and records who met, praised,
accused, urged, promised, refused, sanctioned, helped or attacked whom; when and where; in whose
words; and whether the page reports it or only somebody claims it. Every entry points at the words
it was read from, and can be checked against the page as captured.

A [bold]PAGE[/] is a file of text or HTML, a folder, a pattern such as [bold]'news/**/*.html'[/],
an address, or [bold]-[/] for standard input. A [bold]LEDGER[/] is one file; it keeps the pages
too.
"""

_EXAMPLES = """[bold]A first look[/]

  kawat code page.html                   what a page says
  kawat add news.kawat pages/            keep pages in a ledger
  kawat events news.kawat --actor CHN    who did what to whom, when and where
  kawat statements news.kawat --about RUS  who said what about Russia
  kawat show news.kawat 1f0c             the page, its evidence coloured
  kawat explain news.kawat 1f0c          how a record came about
  kawat verify news.kawat                read every word of evidence back
  kawat who "Wang Yi" --on 2023-02-21    who that was on that day, and how Kawat knows
  kawat train maritime.toml              learn event types of your own from examples

[bold]Exit status[/]

  0  all was done
  1  some pages failed, or some records do not hold
  2  nothing could be done
"""


def _flow(text: str) -> str:
    """Return paragraphs each on one line, for the terminal to break where it is wide."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


app = typer.Typer(
    help=_flow(_ABOUT),
    epilog=_EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (code, add, events, statements, show, explain, verify, who, train):
    app.command(help=_flow(inspect.getdoc(_command) or ""))(_command)
for _part in (register.add, register.check):
    register.app.command(help=_flow(inspect.getdoc(_part) or ""))(_part)
app.add_typer(register.app, name="register")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kawat {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; a mistake of the user's is one line, never a traceback."""
    try:
        app()
    except KawatError as error:
        complain(error)
        sys.exit(2)
