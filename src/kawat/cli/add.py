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
    from kawat.actors import Register
    from kawat.events.custom import CustomCodebook
    from kawat.model import Result
    from kawat.store import Added, Ledger


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
        parts = [f"{_count(self.pages['added'], 'page')} added"]
        parts += [f"{self.pages['recoded']} read anew"] if self.pages["recoded"] else []
        parts += [f"{known} in it already"] if known else []
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        unread = sum(self.reasons[code] for code in _UNREAD)
        parts += [f"{unread} not in a language Kawat reads"] if unread else []
        found = f"{_count(self.events, 'event')}, {_count(self.quotes, 'quote')}"
        return f"{', '.join(parts)}; {found}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_UNREAD = ("language-unread", "language-unknown")


def add(
    ledger: options.Ledger,
    pages: options.Pages,
    url: options.Url = None,
    encoding: options.Encoding = None,
    register: options.Register = None,
    codebook: options.Codebook = None,
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
    known, types = options.actors(register), options.fitted(codebook)
    try:
        with open_ledger(ledger) as opened:
            adder = _Adder(opened, summary, known, types)
            for source in _watched(list(find(pages, but=ledger))):
                adder.take(source, url, encoding)
            adder.flush()
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


_TOGETHER = 8
"""Pages written in one transaction: each costs a fifth of what it costs alone. More would wait
in memory and save little."""

_BYTES = 4 * 2**20
"""Or fewer, where they are large."""


class _Adder:
    """Reads pages and writes them a few at a time; what is wrong with one is said and counted."""

    def __init__(
        self,
        ledger: Ledger,
        summary: Summary,
        register: Register | None,
        codebook: CustomCodebook | None,
    ) -> None:
        self._ledger = ledger
        self._register = register
        self._codebook = codebook
        self._summary = summary
        self._waiting: list[tuple[str | Path, Result]] = []

    def take(self, source: Source, url: str | None, encoding: str | None) -> None:
        from kawat.events.coder import code, coder_of
        from kawat.page import capture, read

        if isinstance(source, PageError):
            self._fail(source.what, source)
            return
        try:
            with reading(source):
                page = capture(source, url=url, encoding=encoding)
                if not self._ledger.wants(page, coder_of(self._register, self._codebook)):
                    self._summary.pages[self._ledger.note(page)] += 1
                    return
                result = code(read(page), register=self._register, codebook=self._codebook)
        except PageError as error:
            self._fail(str(source), error)
            return
        self._waiting.append((source, result))
        size = sum(len(result.article.page.content) for _, result in self._waiting)
        if len(self._waiting) >= _TOGETHER or size >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """Write the pages that wait; where that fails, one by one, to find the one at fault."""
        waiting, self._waiting = self._waiting, []
        try:
            outcomes = self._ledger.add_all([result for _, result in waiting])
        except LedgerError:
            raise
        except Exception:
            for source, result in waiting:
                try:
                    with reading(source):
                        self._count(self._ledger.add(result), result)
                except PageError as error:
                    self._fail(str(source), error)
        else:
            for outcome, (_, result) in zip(outcomes, waiting, strict=True):
                self._count(outcome, result)

    def _count(self, outcome: Added, result: Result) -> None:
        self._summary.pages[outcome] += 1
        self._summary.events += len(result.reports)
        self._summary.quotes += len(result.quotes)
        self._summary.reasons.update({reason.code for reason in result.reasons})

    def _fail(self, page: str, error: PageError) -> None:
        options.complain(error)
        self._summary.failed.append({"page": page, "code": error.code, "what": error.what})


def _watched(sources: list[Source]) -> Iterable[Source]:
    """Yield the sources, with a bar that shows how far it is where a person looks."""
    if not options.interactive() or len(sources) < 2:
        return sources
    from rich.progress import track

    return track(sources, "Reading", console=options.console(stderr=True), transient=True)
