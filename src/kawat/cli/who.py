"""``kawat who``: who a name stands for on a day, and why."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kawat.cli import options

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from kawat.actors.answers import Answer, Candidate, Spell


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or a phrase, in quotes.")],
    on: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d"], help="The day: 2023-02-21; today by default."
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="LL", help="Language of the name; told from it by default."),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="table for people; json for programs.")
    ] = Format.table,
    register: options.Register = None,
) -> None:
    """Tell who a name stands for on a day.

    The name may be a phrase ("China's foreign minister"), in any language Kawat knows the actors
    of. Everybody who goes by it is listed, with their offices and where each fact comes from; who
    is meant, by which rule; and why the others are not. Exit status 1 where nobody is found.
    """
    from kawat.actors.who import who as ask
    from kawat.language import languages_with

    known = languages_with("actors")
    if language is not None and language not in known:
        raise typer.BadParameter(f"{language}: Kawat knows the actors of {', '.join(known)}")
    day = on.date() if on else date.today()
    answer = ask(name, day, language=language, overlay=register)
    if format is Format.json:
        from kawat.formats.result import dumps

        typer.echo(dumps(answer.to_json()))
    else:
        _print(options.console(), answer)
    if not answer.found:
        raise typer.Exit(1)


def _print(console: Console, answer: Answer) -> None:
    from rich.text import Text

    if not answer.found:
        console.print(f"Nobody in the register goes by {options.one_line(answer.name)!r}.")
        if answer.near:
            console.print(f"Names written alike: {', '.join(answer.near)}.")
        return
    day = answer.on.isoformat() if answer.on else "no day"
    console.print(Text(f"{options.one_line(answer.name)}  ({answer.language}, {day})", "bold"))
    for reading in answer.readings:
        line = Text(f"“{options.one_line(reading.text)}”", "italic")
        told = "; ".join(
            ", ".join(filter(None, (actor.name, actor.office, actor.country, actor.sector)))
            for actor in reading.actors
        )
        line.append(f"  {told or 'nobody'}", "bold blue not italic" if told else "default")
        sure = f", confidence {reading.confidence:.2f}" if reading.confidence is not None else ""
        line.append(f"  {reading.why}{sure}", "dim not italic")
        console.print(line, soft_wrap=True)
    chosen = [candidate for candidate in answer.candidates if candidate.chosen]
    others = [candidate for candidate in answer.candidates if not candidate.chosen]
    for candidate in chosen:
        _print_candidate(console, candidate)
    if others:
        console.print(Text("\nNot meant" if chosen else "\nSo named", "bold"))
        for candidate in others:
            _print_candidate(console, candidate)


def _print_candidate(console: Console, candidate: Candidate) -> None:
    from rich.text import Text

    line = Text("\n")
    line.append("● " if candidate.chosen else "○ ", "green" if candidate.chosen else "dim")
    line.append(candidate.name, "bold blue" if candidate.chosen else "bold")
    about = [candidate.kind, candidate.country, candidate.sector, candidate.id]
    line.append("  " + "  ".join(filter(None, about)))
    line.append(f"  {candidate.source} {candidate.checked}".rstrip(), "dim")
    console.print(line, soft_wrap=True)
    console.print(Text(f"  {candidate.why}", "magenta"), soft_wrap=True)
    if candidate.matched:
        forms = {f"{form.form} ({form.use}, {form.language})": None for form in candidate.matched}
        console.print(Text(f"  goes by {', '.join(forms)}", "dim"), soft_wrap=True)
    if candidate.offices:
        console.print(_offices(candidate.offices))
    names = [f"{code}: {', '.join(forms)}" for code, forms in candidate.names.items()]
    console.print(Text("  " + "  ".join(names), "dim"))


_MARKS = {"held": "●", "before": "‹", "after": "›", "unknown": "?"}


def _offices(spells: tuple[Spell, ...]) -> Table:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, show_header=False, padding=(0, 2, 0, 0))
    for number in range(4):
        table.add_column(overflow="fold", no_wrap=number < 2)
    for spell in spells:
        style = "green" if spell.when == "held" else ""
        until = spell.end or "…"
        checked = f", checked {spell.checked}" if spell.checked else ""
        table.add_row(
            Text(_MARKS[spell.when], style),
            Text(f"{spell.start or '?'} – {until}", style),
            Text("  ".join(filter(None, (spell.office, spell.country))), style),
            Text(f"{spell.source}{checked}", "dim"),
        )
    return table
