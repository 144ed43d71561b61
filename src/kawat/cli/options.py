"""What several commands take, and how they speak."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kawat.errors import KawatError

if TYPE_CHECKING:
    from rich.console import Console

    import kawat.actors as actors_package
    import kawat.events.custom as custom_package

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

Register = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Your own entries of the register; by default the file that KAWAT_REGISTER names, "
        "or register.toml in Kawat's settings.",
    ),
]


Codebook = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Your own codebook (kawat train): read its events, not PLOVER's."
    ),
]


Who = Annotated[
    str | None,
    typer.Option(metavar="WHO", help="Name or part of it, Wikidata id, country code or acronym."),
]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="No more than so many.")]
Output = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write here rather than to the screen.")
]


def day(help: str) -> Any:
    """Return an option that takes a calendar day."""
    return typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help=help)


def fitted(codebook: Path | None) -> custom_package.CustomCodebook | None:
    """Return the user's own codebook, None where they give none.

    Raises:
        KawatError: the file is not one that ``kawat train`` wrote for this version.
    """
    if codebook is None:
        return None
    from kawat.events.custom import load

    return load(codebook)


def actors(register: Path | None) -> actors_package.Register | None:
    """Return the register with the user's own entries, None where they have none.

    Raises:
        KawatError: the file of their entries is not sound.
    """
    from kawat.actors.overlay import user_overlays

    overlays = user_overlays(register)
    if not overlays:
        return None
    from kawat.actors import Register

    return Register.with_overlays(overlays)


def console(*, stderr: bool = False) -> Console:
    """Return a console that writes words as they are: no markup, no emoji, nothing guessed."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def complain(error: KawatError) -> None:
    """Write an error as one line: its code, what is wrong and what to do."""
    typer.echo(harmless(str(error)), err=True)


def remedy(code: str) -> str:
    """Return what to do about an error of this code."""
    from kawat.reasons import table

    return table()[code]["remedy"]


def harmless(text: str) -> str:
    """Return text with its control characters shown as such: a page must not steer a terminal."""
    return text.translate(_CONTROLS)


_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160))
    if code not in b"\t\n"
}


def one_line(text: str) -> str:
    """Return text on one line, as a table shows it."""
    return harmless(" ".join(text.split()))


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


@contextmanager
def stream_to(output: Path | None) -> Iterator[TextIO]:
    """Open a file to print to; the screen where there is none."""
    if output is None:
        yield sys.stdout
        return
    with written(output), output.open("w", encoding="utf-8", newline="") as file:
        yield file
