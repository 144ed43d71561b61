"""Opening a ledger's file: making it, bringing its schema up to date, refusing what is not one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kawat.errors import LedgerError
from kawat.reasons import table
from kawat.version import __version__

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Readable by every DuckDB the package allows, whichever one wrote the file.
    "storage_compatibility_version": "v1.4.0",
    # Nothing is fetched from the network behind the user's back.
    "autoinstall_known_extensions": False,
}


def refuse(code: str, what: str) -> NoReturn:
    """Raise a ``LedgerError`` with the remedy that belongs to its code."""
    raise LedgerError(code, what, table()[code]["remedy"])


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C during a query be what it is elsewhere: DuckDB makes it a RuntimeError."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


def now() -> datetime:
    """Return the time in UTC, as the ledger keeps it: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def scripts() -> tuple[str, ...]:
    """Return the SQL that makes the schema, a script for each version, the first one first."""
    folder = files(__package__).joinpath("schema")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def connect(path: Path, read_only: bool) -> DuckDBPyConnection:
    """Open a ledger, made first where there is none, its schema brought up to date.

    Raises:
        LedgerError: ``ledger-missing``, ``ledger-foreign``, ``ledger-newer``,
            ``ledger-locked``, ``ledger-damaged`` or ``ledger-unusable``.
    """
    if not path.exists():
        if read_only:
            refuse("ledger-missing", f"There is no ledger {path}")
        _create(path)
    connection = _connect(path, read_only)
    try:
        behind = version(connection, path) < len(scripts())
        if behind and read_only:
            connection.close()
            connection = _connect(path, False)
        if behind:
            migrate(connection, scripts())
        if behind and read_only:
            connection.close()
            connection = _connect(path, True)
    except BaseException:
        connection.close()
        raise
    return connection


def version(connection: DuckDBPyConnection, path: Path) -> int:
    """Return the schema version of an open ledger.

    Raises:
        LedgerError: it is a database but not a ledger, or of a later Kawat.
    """
    names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    if ("ledger_versions",) not in names:
        refuse("ledger-foreign", f"{path} is a database of something else")
    number = _newest(connection)
    if number > len(scripts()):
        refuse("ledger-newer", f"{path} has schema {number}, this Kawat knows {len(scripts())}")
    return number


def migrate(connection: DuckDBPyConnection, steps: Sequence[str]) -> None:
    """Apply the steps the ledger lacks, in order, each in a transaction of its own."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS ledger_versions"
        " (version INTEGER PRIMARY KEY, kawat VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
    )
    done = _newest(connection)
    for number, step in enumerate(steps[done:], done + 1):
        connection.execute("BEGIN")
        try:
            connection.execute(step)
            connection.execute(
                "INSERT INTO ledger_versions VALUES (?, ?, ?)", [number, __version__, now()]
            )
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _newest(connection: DuckDBPyConnection) -> int:
    ((number,),) = connection.execute(
        "SELECT coalesce(max(version), 0) FROM ledger_versions"
    ).fetchall()
    return int(number)


def _create(path: Path) -> None:
    """Make a new ledger aside and put it in place whole, so that a kill leaves no half."""
    if not path.parent.is_dir():
        refuse("ledger-unusable", f"{path} cannot be made: there is no folder {path.parent}")
    draft = path.with_name(f".{path.name}.new")
    try:
        connection = _connect(draft, False)
    except LedgerError as error:
        if error.code != "ledger-foreign":
            raise
        draft.unlink()  # what a kill left
        connection = _connect(draft, False)
    with connection:
        migrate(connection, scripts())
        connection.execute("CHECKPOINT")
    # A link never replaces what another process has put there meanwhile.
    with suppress(FileExistsError):
        try:
            os.link(draft, path)
        except FileNotFoundError:
            return  # another process, sharing the draft, was first
        except OSError as error:
            if isinstance(error, FileExistsError):
                raise
            draft.rename(path)  # a file system without links
    draft.unlink(missing_ok=True)


def _connect(path: Path, read_only: bool) -> DuckDBPyConnection:
    import duckdb

    if path.exists() and not _is_database(path):
        refuse("ledger-foreign", f"{path} is no ledger")
    try:
        return duckdb.connect(str(path), read_only=read_only, config=_CONFIG)
    except duckdb.Error as error:
        message = str(error)
    if holder := re.search(r"lock.*?PID (\d+)|different configuration|another process", message):
        refuse("ledger-locked", f"{path} is in use by process {holder[1] or os.getpid()}")
    if "version number" in message:
        refuse("ledger-newer", f"{path} was written by a newer DuckDB")
    if "Corrupt" in message or "not read enough bytes" in message:
        refuse("ledger-damaged", f"{path} cannot be read: {message.splitlines()[0]}")
    refuse("ledger-unusable", f"{path} cannot be opened: {message.splitlines()[0]}")


def _is_database(path: Path) -> bool:
    """Say whether a file begins as DuckDB's do; DuckDB would take up other formats too."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except IsADirectoryError:
        return False
    except OSError as error:
        refuse("ledger-unusable", f"{path} cannot be opened: {error.strerror}")
