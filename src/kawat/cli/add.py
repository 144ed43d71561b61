"""``kawat add``: keep pages, and what was read from them, in a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kawat.cli import options
from kawat.cli.pages import Source, find, reading
from kawat.errors import LedgerError, PageError

if TYPE_CHECKING:
    from kawat.store import Ledger


@dataclass
class Summary:
    """What became of the pages."""

    pages: Counter[str] = field(default_factory=Counter)
    events: int = 0
    quotes: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, str]] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status: 0 all was done, 1 some failed, 2 nothing could be done."""
        return 0 if not self.failed else 1 if self.pages.total() else 2

    def to_json(self, ledger: Path) -> dict[str, Any]:
        """Return the summary as ``--json`` prints it."""
        outcomes = ("added", "recoded", "captured", "known")
        return {
            "ledger": str(ledger),
            **{outcome: self.pages[outcome] for outcome in outcomes},
            "events": self.events,
            "quotes": self.quotes,
            "reasons": dict(sorted(self.reasons.items())),
            "failed": self.failed,
        }

    def __str__(self) -> str:
        known = self.pages["known"] + self.pages["captured"]
        parts = [f"{self.pages['added']} pages added"]
        parts += [f"{self.pages['recoded']} read anew"] if self.pages["recoded"] else []
        parts += [f"{known} in it already"] if known else []
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        unread = sum(self.reasons[code] for code in _UNREAD)
        parts += [f"{unread} not in a language Kawat reads"] if unread else []
        return f"{', '.join(parts)}; {self.events} events, {self.quotes} quotes."


_UNREAD = ("language-unread", "language-unknown")


def add(
    ledger: options.Ledger,
    pages: options.Pages,
    url: options.Url = None,
    encoding: options.Encoding = None,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read pages and keep them, with their events and quotes, in a ledger.

    A ledger that is not there is made. Each page goes in whole or not at all; those that are in
    it already are passed by, so after an interruption the same command goes on where it
    stopped. A page that cannot be read is named, with a code, and does not stop the others.
    """
    if url and len(pages) > 1:
        raise typer.BadParameter("--url is for one page")
    from kawat.formats.result import dumps
    from kawat.store import open_ledger

    summary = Summary()
    try:
        with open_ledger(ledger) as opened:
            sources = list(find(pages, but=ledger))
            for source in _watched(sources):
                _add(opened, source, url, encoding, summary)
    except KeyboardInterrupt:
        typer.echo(f"\nStopped. {summary} {ledger} is sound.", err=True)
        typer.echo("Run the same command again to go on.", err=True)
        raise typer.Exit(130) from None
    except LedgerError as error:
        options.complain(error)
        raise typer.Exit(1 if summary.pages.total() else 2) from None
    typer.echo(dumps(summary.to_json(ledger)) if json else str(summary))
    if summary.status:
        raise typer.Exit(summary.status)


def _add(
    ledger: Ledger,
    source: Source,
    url: str | None,
    encoding: str | None,
    summary: Summary,
) -> None:
    """Add one page; what is wrong with it is said and counted."""
    from kawat.events.coder import CODER, code
    from kawat.page import capture, read

    try:
        if isinstance(source, PageError):
            raise source
        with reading(source):
            page = capture(source, url=url, encoding=encoding)
            if not ledger.wants(page, CODER):
                summary.pages[ledger.note(page)] += 1
                return
            result = code(read(page))
            summary.pages[ledger.add(result)] += 1
    except PageError as error:
        options.complain(error)
        name = error.what if isinstance(source, PageError) else str(source)
        summary.failed.append({"page": name, "code": error.code, "what": error.what})
        return
    summary.events += len(result.reports)
    summary.quotes += len(result.quotes)
    summary.reasons.update({reason.code for reason in result.reasons})


def _watched(sources: list[Source]) -> Iterable[Source]:
    """Yield the sources, with a bar that shows how far it is where a person looks."""
    if not options.interactive() or len(sources) < 2:
        return sources
    from rich.progress import track

    return track(sources, "Reading", console=options.console(stderr=True), transient=True)
