"""``kawat register add|check``: your own entries of the register, and what does not hold."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kawat.cli import options
from kawat.errors import KawatError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kawat.actors.checks import Finding
    from kawat.actors.overlay import Problem


class Format(StrEnum):
    """How findings are printed."""

    table = "table"
    json = "json"


_Day = Annotated[str, typer.Option(metavar="DATE", help="2023-02-21, 2023-02 or 2023.")]


def add(
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO", help="An id (Q58217, kawat:jane-doe), or the name of a new actor."
        ),
    ],
    kind: Annotated[
        str, typer.Option(help="Of a new actor: person, organisation, agency, group ...")
    ] = "person",
    country: Annotated[str, typer.Option(metavar="CODE", help="Its country: AUS, UNO.")] = "",
    sector: Annotated[str, typer.Option(metavar="CODE", help="Its PLOVER sector: GOV.")] = "",
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[LL:]NAME", help="A further name, in one language (ru:Лавров) or in all."
        ),
    ] = None,
    short: Annotated[
        list[str] | None,
        typer.Option(metavar="[LL:]NAME", help="A surname, or the short name of a body."),
    ] = None,
    office: Annotated[str, typer.Option(metavar="TITLE", help="An office, in English.")] = "",
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="What the office is: foreign-minister.")
    ] = "",
    start: _Day = "",
    end: _Day = "",
    checked: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="Last day the office is known to be held; today by default."
        ),
    ] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where it is known from.")] = "",
    register: options.Register = None,
) -> None:
    """Add an actor, names or an office to your own entries of the register.

    The file is made where there is none, and what is in it stays as it is. Nothing is written
    unless everything holds. An office that the register has from the same day takes its place:
    so an office is closed.
    """
    from kawat.actors.entry import Entry, add, id_for
    from kawat.actors.overlay import ID, default_path

    path = register or default_path()
    if path is None:
        raise typer.BadParameter("KAWAT_REGISTER is empty: name a file with --register")
    known = ID.fullmatch(who)
    id = who if known else id_for(who)
    if not id:
        raise typer.BadParameter(f"no id can be made of {who!r}: give one, and --name")
    entry = Entry(id, source=source)
    if not known:
        entry.entity = {"kind": kind, "name": who, "country": country, "sector": sector}
    surname = "surname" if _is_person(id, path) or (kind == "person" and not known) else "short"
    for use, forms in (("name", name), (surname, short)):
        for form in forms or ():
            language, colon, rest = form.partition(":")
            entry.names.append((language, use, rest) if colon else ("*", use, form))
    if office or role:
        entry.office = {"office": office, "role": role, "country": country, "sector": sector}
        today = "" if end else date.today().isoformat()
        entry.office |= {"start": start, "end": end, "checked": checked or today}
    if not entry.tables():
        raise typer.BadParameter("there is nothing to add: give --name, --short or --office")
    add(path, entry)
    typer.echo(entry.to_toml(), nl=False)
    typer.echo(f"Added to {path}.", err=True)


def _is_person(id: str, path: Path) -> bool:
    """Tell whether an id is a person's, in the register or in the user's own entries."""
    from kawat.actors.facts import Facts
    from kawat.actors.overlay import read

    facts = Facts.shipped()
    if id not in facts.entities and path.is_file():
        facts = facts.with_overlay(read(path)[0])
    return facts.entities.get(id, {}).get("kind") == "person"


def check(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Your own entries; the shipped register without."),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="table for people; json for programs.")
    ] = Format.table,
) -> None:
    """Show what does not hold together in the register, or in your own entries.

    Impossible dates; two holders of one office at once; gaps between holders; one name of two;
    names that are ordinary words. Of a FILE first what is wrong in it, with its line (exit status
    1), then what does not hold together with the register. What is found need not be a mistake.
    """
    from kawat.actors.checks import check, only_of
    from kawat.actors.facts import Facts
    from kawat.actors.overlay import read

    problems: list[Problem] = []
    if file is None:
        findings = check(Facts.shipped())
    else:
        overlay, problems = read(file)
        ids = {row["id"] for row in (*overlay.entities, *overlay.names)}
        ids |= {row["person"] for row in overlay.offices}
        findings = only_of(check(Facts.shipped().with_overlay(overlay)), ids)
    if format is Format.json:
        _print_json(problems, findings)
    else:
        _print(file, problems, findings)
    if problems:
        raise typer.Exit(1)


def _print_json(problems: Sequence[Problem], findings: Sequence[Finding]) -> None:
    from dataclasses import asdict

    from kawat.formats.result import dumps

    typer.echo(
        dumps(
            {
                "problems": [asdict(problem) for problem in problems],
                "findings": [asdict(finding) for finding in findings],
            }
        )
    )


def _print(file: Path | None, problems: Sequence[Problem], findings: Sequence[Finding]) -> None:
    from collections import Counter

    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from kawat.actors.checks import KINDS

    console = options.console()
    for problem in problems:
        where = f"{file}, line {problem.line}" if problem.line else f"{file}"
        options.complain(KawatError("overlay-invalid", f"{where}: {problem.what}", problem.remedy))
    if findings:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim")
        for column in ("kind", "what", "sources"):
            table.add_column(column, overflow="fold", style="dim" if column == "sources" else "")
        for finding in findings:
            table.add_row(finding.kind, Text(options.one_line(finding.what)), finding.sources)
        console.print(table)
    counts = Counter(finding.kind for finding in findings)
    for kind, count in counts.items():
        console.print(Text(f"{count:5}  {kind}: {KINDS[kind]}", "dim"), soft_wrap=True)
    if not findings and not problems:
        console.print("Nothing found.")


app = typer.Typer(
    help="Your own entries of the register of actors, and what does not hold together in it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)
