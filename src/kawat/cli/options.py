"""What several commands take, and how they speak."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kawat.errors import KawatError, PageError

if TYPE_CHECKING:
    from rich.console import Console

Ledger = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file.")]
Pages = Annotated[
    list[str],
    typer.Argument(
        metavar="PAGE", help="Files, folders, patterns, addresses, or - for standard input."
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The pages' encoding; told from each page by default."),
]
Url = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="The address of the page; for one page.")
]


def console(*, stderr: bool = False) -> Console:
    """Return a console that writes words as they are: no markup, no emoji, nothing guessed."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def complain(error: KawatError) -> None:
    """Write an error as one line: its code, what is wrong and what to do."""
    typer.echo(str(error), err=True)


def find(arguments: Iterable[str], *, but: Path | None = None) -> Iterator[str | Path | PageError]:
    """Yield the pages that arguments stand for, in order; an error for one that is none.

    Args:
        arguments: files, folders, patterns, addresses, ``-``.
        but: a file that is no page though it may lie among them: the ledger itself.
    """
    for argument in arguments:
        path = Path(argument)
        if argument == "-" or argument.lower().startswith(("http://", "https://")):
            yield argument
        elif path.is_dir():
            files = [file for file in _files(path) if but is None or not _belongs(file, but)]
            yield from files
            if not files:
                yield _none(f"the folder {argument} holds no files")
        elif not os.path.lexists(path) and any(sign in argument for sign in "*?["):
            files = sorted(file for file in _matching(argument) if file.is_file())
            yield from files
            if not files:
                yield _none(f"no file matches {argument}")
        else:
            yield path


def _none(what: str) -> PageError:
    return PageError("page-missing", what, remedy("page-missing"))


def remedy(code: str) -> str:
    """Return what to do about an error of this code."""
    from kawat.reasons import table

    return table()[code]["remedy"]


def _matching(pattern: str) -> Iterable[Path]:
    from glob import iglob

    return map(Path, iglob(pattern, recursive=True))  # noqa: PTH207  (patterns may be absolute)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, hidden ones left out, in the order of their names."""
    for name, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(name, file)
            if not file.startswith(".") and path.is_file():
                yield path


def _belongs(file: Path, ledger: Path) -> bool:
    return file.name in {ledger.name, f"{ledger.name}.wal"} and file.parent.samefile(ledger.parent)


def one_line(text: str) -> str:
    """Return text on one line, as a table shows it."""
    return " ".join(text.split())


def interactive() -> bool:
    """Say whether a person looks at standard error."""
    return sys.stderr.isatty()


@contextmanager
def written(output: Path | None) -> Iterator[None]:
    """Turn a failure to write the output file into an error of Kawat's."""
    import duckdb

    try:
        yield
    except (OSError, duckdb.IOException) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        what = f"{output} cannot be written: {why}"
        raise KawatError("output-unwritable", what, remedy("output-unwritable")) from None
