"""Kawat reads news pages and keeps a ledger of diplomacy that points at its words."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, BinaryIO

from kawat.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from kawat.actors import Register
    from kawat.events.custom import CustomCodebook
    from kawat.model import Article, Result
    from kawat.store import Ledger

__all__ = ["__version__", "code", "open", "read"]


def read(source: Path | str | bytes | BinaryIO, *, url: str | None = None) -> Article:
    """Read a page: a path, an address, bytes, the text itself, or ``-`` for standard input."""
    from kawat import page

    return page.read(page.capture(source, url=url))


def code(
    article: Article,
    *,
    register: Register | None = None,
    codebook: CustomCodebook | PathLike[str] | str | None = None,
) -> Result:
    """Read an article's events and quotes; with a codebook, its events instead of PLOVER's."""
    from kawat.events import coder, custom

    fitted = custom.load(codebook) if isinstance(codebook, (str, PathLike)) else codebook
    return coder.code(article, register=register, codebook=fitted)


def open(path: str | PathLike[str], *, read_only: bool = False) -> Ledger:
    """Open a ledger; a new one is made where there is none."""
    from kawat.store import open_ledger

    return open_ledger(path, read_only=read_only)
