"""The ledger: an embedded DuckDB file that keeps pages as captured and what was read from them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

from kawat.formats.result import to_json
from kawat.model import Page, Result
from kawat.store import query, read
from kawat.store.connection import connect, interruptible, refuse
from kawat.store.explain import explain_event, explain_page
from kawat.store.query import EventRow, Filters
from kawat.store.statements import StatementFilters, StatementRow, statements
from kawat.store.verify import Problem, verify
from kawat.store.write import Added, Writer, known, replaces

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation


def open_ledger(path: str | os.PathLike[str], *, read_only: bool = False) -> Ledger:
    """Open a ledger; a new one is made where there is none.

    One process can write to a ledger at a time, and none read it meanwhile; any number can
    read it together.

    Args:
        path: the ledger's file.
        read_only: open it for reading alone; it must be there.

    Raises:
        LedgerError: ``ledger-missing``, ``ledger-foreign`` (not a ledger), ``ledger-newer``
            (of a later Kawat), ``ledger-locked``, ``ledger-damaged`` or ``ledger-unusable``.
    """
    return Ledger(Path(path), connect(Path(path), read_only))


class Ledger:
    """An open ledger. Close it, or use it in a ``with`` statement."""

    def __init__(self, path: Path, connection: DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._cursors: list[DuckDBPyConnection] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was added is in it already."""
        for connection in (*self._cursors, self._connection):
            connection.close()

    def add(self, result: Result) -> Added:
        """Add a page with what was read from it, all or nothing.

        A page is known by its content; that it was captured again elsewhere is noted, and the
        page not doubled. Its records are of one capture: the earliest of those with an address,
        so that the order of adding leaves no trace. They are replaced where another coder read
        the page, but not by an older version of the same coder.

        Raises:
            ValueError: two events of the result have the same id.
            LedgerError: ``ledger-unusable``: the ledger cannot be written.
        """
        return self.add_all([result])[0]

    def add_all(self, results: Sequence[Result]) -> list[Added]:
        """Add several pages as ``add`` does, all or none; quicker than one by one."""
        for result in results:
            ids = [report.id for report in result.reports]
            if len(ids) != len(set(ids)):
                raise ValueError("two events of the result have the same id")
        with self._transaction():
            return self._write.put(results)

    def wants(self, page: Page, coder: str) -> bool:
        """Say whether adding the page as read by this coder would change its records."""
        held = known(self._connection, [page.sha256]).get(page.sha256)
        return held is None or replaces((page, coder), held)

    def note(self, page: Page) -> Added:
        """Note the capture of a page that is there already, without coding it again."""
        with self._transaction():
            return "captured" if self._write.note([page])[0] else "known"

    @cached_property
    def _write(self) -> Writer:
        return Writer(self._connection)

    def has(self, sha256: str) -> bool:
        """Say whether the ledger holds the page with this SHA-256."""
        return sha256 in known(self._connection, [sha256])

    def page(self, sha256: str) -> Page:
        """Return a page as captured.

        Raises:
            KeyError: the ledger does not hold it.
        """
        page = read.page(self._connection, sha256)
        if page is None:
            raise KeyError(sha256)
        return page

    def result(self, sha256: str) -> Result:
        """Return what was read from a page: the very result that was added.

        Raises:
            KeyError: the ledger does not hold it.
        """
        return read.result(self._connection, self.page(sha256))

    def page_of(self, event: str) -> str:
        """Return the SHA-256 of the page an event was read from.

        Raises:
            KeyError: the ledger has no such event.
        """
        for row in read.select(self._connection, "SELECT page FROM reports WHERE id = ?", [event]):
            return str(row["page"])
        raise KeyError(event)

    def result_json(self, sha256: str) -> dict[str, Any]:
        """Return what was read from a page in the published shape, ``kawat/1``."""
        return to_json(self.result(sha256))

    def pages(self) -> Iterator[str]:
        """Yield the SHA-256 of every page, in order."""
        for row in read.select(self._connection, "SELECT sha256 FROM pages ORDER BY sha256", []):
            yield row["sha256"]

    def events(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> Iterator[EventRow]:
        """Yield the events that pass every filter given, the earliest first; see ``Filters``."""
        return query.events(self._connection, filters, limit)

    def statements(
        self, *, limit: int | None = None, **filters: Unpack[StatementFilters]
    ) -> Iterator[StatementRow]:
        """Yield the statements that pass every filter given; see ``StatementFilters``."""
        return statements(self._connection, filters, limit)

    def relation(self, **filters: Unpack[Filters]) -> DuckDBPyRelation:
        """Return the events that pass the filters as a DuckDB relation, to export or join."""
        return query.relation(self.cursor(), filters)

    def cursor(self) -> DuckDBPyConnection:
        """Return a DuckDB connection, for SQL of your own; it ends with the ledger.

        ``docs/ledger.md`` describes the tables and views.
        """
        self._cursors.append(self._connection.cursor())
        return self._cursors[-1]

    def verify(self) -> Iterator[Problem]:
        """Yield every record whose words are not where it says; none where all is sound."""
        return verify(self._connection)

    def sizes(self) -> dict[str, int]:
        """Return how many pages, events, quotes and spans the ledger holds."""
        query = ", ".join(
            f"(SELECT count(*) FROM {table}{where}) AS {name}"
            for name, table, where in (
                ("pages", "pages", ""),
                ("events", "reports", ""),
                ("quotes", "quotes", ""),
                ("spans", "spans", " WHERE span IS NOT NULL"),
            )
        )
        return next(read.select(self._connection, f"SELECT {query}", []))

    def explain(self, id: str) -> dict[str, Any]:
        """Return how the record of an event came about, or what became of each part of a page.

        Raises:
            LedgerError: ``id-unknown`` or ``id-ambiguous``; see ``find``.
        """
        kind, key = self.find(id)
        if kind == "page":
            return explain_page(self.result(key))
        return explain_event(self.result(self.page_of(key)), key)

    def find(self, id: str) -> tuple[Literal["event", "page"], str]:
        """Return what an id, or the beginning of one, stands for.

        Raises:
            LedgerError: ``id-unknown``: nothing begins so; ``id-ambiguous``: several do.
        """
        begin = id.strip().lower().removeprefix("sha256:")
        found = list(
            read.select(
                self._connection,
                "SELECT 'event' AS kind, id FROM reports WHERE starts_with(id, ?) UNION ALL"
                " SELECT 'page', sha256 FROM pages WHERE starts_with(sha256, ?)"
                " ORDER BY ALL LIMIT 5",
                [begin, begin],
            )
        )
        exact = [row for row in found if row["id"] == begin] or found
        if not begin or not exact:
            refuse("id-unknown", f"{self.path} has no event or page whose id begins {id!r}")
        if len(exact) > 1:
            names = ", ".join(f"{row['kind']} {row['id'][:16]}" for row in exact)
            refuse("id-ambiguous", f"{id!r} begins several ids: {names}")
        return exact[0]["kind"], exact[0]["id"]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit all that is done inside, or nothing of it."""
        import duckdb

        try:
            with interruptible():
                self._connection.execute("BEGIN")
                yield
                self._connection.execute("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):
                self._connection.execute("ROLLBACK")
            if isinstance(error, duckdb.Error):
                refuse("ledger-unusable", f"{self.path} cannot be written: {error}")
            raise
