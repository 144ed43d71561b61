"""Which pages the arguments of a command stand for, and what may go wrong with one."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kawat.cli.options import remedy
from kawat.errors import KawatError, PageError

Source = str | Path | PageError
"""An address, ``-`` or a file; or why an argument is none."""


def find(arguments: Iterable[str], *, but: Path | None = None) -> Iterator[Source]:
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


@contextmanager
def reading(source: str | Path) -> Iterator[None]:
    """Turn a defect of Kawat's on one page into an error of that page alone.

    Raises:
        PageError: ``page-failed``, besides what reading a page raises.
    """
    try:
        yield
    except (KawatError, MemoryError):
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{source}: {type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
        raise PageError("page-failed", what, remedy("page-failed")) from error
