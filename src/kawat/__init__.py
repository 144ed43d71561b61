"""Kawat reads news pages and keeps a ledger of diplomacy that points at its words."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, BinaryIO

from kawat.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from kawat.actors import Register
    from kawat.model import Article, Result
    from kawat.store import Ledger

__all__ = ["__version__", "code", "open", "read"]


def read(source: Path | str | bytes | BinaryIO, *, url: str | None = None) -> Article:
    """Read a page: a path, an address, bytes, the text itself, or ``-`` for standard input."""
    from kawat import page

    return page.read(page.capture(source, url=url))


def code(article: Article, *, register: Register | None = None) -> Result:
    """Read the events and quotes of an article, with the register that ships or one given."""
    from kawat.events import coder

    return coder.code(article, register=register)


def open(path: str | PathLike[str], *, read_only: bool = False) -> Ledger:
    """Open a ledger; a new one is made where there is none."""
    from kawat.store import open_ledger

    return open_ledger(path, read_only=read_only)
