"""Results and events as tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from kawat.cli.options import one_line
from kawat.formats.evidence import date_words
from kawat.model import Mention, Quote

if TYPE_CHECKING:
    from rich.console import Console

    from kawat.model import Report, Result
    from kawat.store import EventRow, Party, StatementRow

STYLES = {
    "trigger": "bold red",
    "actor": "bold blue",
    "recipient": "bold dark_orange3",
    "claimant": "bold magenta",
    "date": "green",
    "place": "cyan",
    "speaker": "magenta",
    "cue": "underline",
    "quote": "italic",
}
"""How each role is coloured, in tables and in the text."""

_QUADS = {1: "green", 2: "bold green", 3: "red", 4: "bold red"}


def print_result(console: Console, result: Result, only: str | None = None) -> None:
    """Print what was read from a page: its head, events, quotes, and what was passed over.

    ``only`` is the id of an event to print alone.
    """
    article = result.article
    title = article.headline.text if article.headline else "(no headline)"
    about = [
        article.language or "language unknown",
        article.published or "no date",
        one_line(article.url or article.page.url or article.page.origin or ""),
        f"sha256:{article.page.sha256[:12]}",
    ]
    console.print(Text(one_line(title), "bold"), soft_wrap=True)
    console.print(Text("  ".join(filter(None, about)), "dim"), soft_wrap=True)
    reports = [report for report in result.reports if only in (None, report.id)]
    if reports:
        console.print(_events(reports))
    if result.quotes and not only:
        console.print(_quotes(result))
    if not reports:
        console.print("No events.")
    counts = Counter(reason.code for reason in result.reasons)
    passed = ", ".join(f"{code} ({number})" for code, number in sorted(counts.items()))
    if passed and not only:
        console.print(Text(f"Passed over: {passed}", "dim"), soft_wrap=True)
    console.print()


def _events(reports: Iterable[Report]) -> Table:
    table = _table("id", "when", "event", "who → to whom", "where")
    for report in reports:
        table.add_row(
            report.id[:8],
            date_words(report.date.value, report.date.precision) if report.date else "",
            _kind(report, [report.claimed_by] if report.claimed_by else []),
            _who(report),
            report.place.name if report.place else "",
        )
    return table


_STANCES = {"supports": ("+", "green"), "opposes": ("−", "red"), "neutral": ("", "default")}


def _quotes(result: Result) -> Table:
    table = _table("who says", "about whom", "words")
    for quote in result.quotes:
        about = (([one.mention], one.stance) for one in quote.about)
        table.add_row(*_said(quote, [quote.speaker] if quote.speaker else [], about))
    return table


def _said(
    quote: Quote | StatementRow,
    speakers: Iterable[Mention | Party],
    about: Iterable[tuple[Iterable[Mention | Party], str]],
) -> tuple[Text, Text, Text]:
    """Who speaks, about whom (+ supporting, − opposing them), and the words."""
    who = names(speakers)
    words = one_line(quote.text if isinstance(quote, Quote) else quote.evidence.text)
    subjects = Text()
    for meant, stance in about:
        sign, style = _STANCES[stance]
        subjects.append("\n" if subjects else "").append(f"{names(meant)} {sign}".strip(), style)
    return (
        Text(who or "unknown", STYLES["speaker"] if who else "dim"),
        subjects,
        Text(f"“{words}”" if quote.kind == "direct" else words, STYLES["quote"]),
    )


def print_statements(console: Console, rows: Iterable[StatementRow]) -> int:
    """Print statements as a table and return how many there were."""
    table = _table("page", "when", "who says", "about whom", "words")
    for row in rows:
        about = ((one.who, one.stance) for one in row.about)
        table.add_row(row.page[:8], row.published, *_said(row, row.speakers, about))
    if table.row_count:
        console.print(table)
    return table.row_count


def print_events(console: Console, rows: Iterable[EventRow]) -> int:
    """Print events as a table and return how many there were."""
    table = _table("id", "when", "event", "who → to whom", "where")
    for row in rows:
        table.add_row(
            row.id[:8],
            date_words(row.date, row.precision or "") if row.date else "",
            _kind(row, row.claimed_by),
            _who(row),
            row.place.name if row.place else "",
        )
    if table.row_count:
        console.print(table)
    return table.row_count


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim")
    styles = {"id": "dim", "page": "dim", "when": STYLES["date"], "where": STYLES["place"]}
    for column in columns:
        whole = column in {"id", "page", "when"}
        table.add_column(column, style=styles.get(column), no_wrap=whole, overflow="fold")
    return table


def _kind(event: Report | EventRow, claimants: Iterable[Mention | Party]) -> Text:
    """Type and mode; below, how the page presents the deed where it does not assert it."""
    kind = Text(event.type, _QUADS[event.quad] if event.quad else "bold")
    if event.mode:
        kind.append(f" {event.mode}", "default not bold")
    if event.status != "asserted":
        by = f" by {names(claimants)}" if claimants else ""
        kind.append(f"\n{event.status}{by}", "magenta not bold")
    return kind


def _who(event: Report | EventRow) -> Text:
    """Actors and recipients; below, the words that say what they did."""
    who = Text(names(event.actors) or "?", STYLES["actor"])
    if event.recipients:
        who.append(" → ", "default not bold").append(names(event.recipients), STYLES["recipient"])
    return who.append(f"\n“{one_line(event.trigger.text)}”", "dim not bold default")


def names(who: Iterable[Mention | Party]) -> str:
    """Return the names of those meant, each once; the words themselves where nobody is known."""
    found: list[str] = []
    for one in who:
        if isinstance(one, Mention):
            found += [actor.name or one.text for actor in one.referents] or [one.text]
        else:
            found.append(one.label)
    return ", ".join(dict.fromkeys(map(one_line, found)))
