"""Errors Kawat raises for its users: what is wrong, where, and what to do about it."""

from __future__ import annotations


class KawatError(Exception):
    """Something the user can act on.

    ``code`` is stable and documented (a key of ``kawat/reasons.toml``); ``what`` says what is
    wrong and where; ``remedy`` says what to do about it.
    """

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(f"[{code}] {what}. {remedy}")
        self.code = code
        self.what = what
        self.remedy = remedy


class PageError(KawatError):
    """A page could not be read; the other pages are not concerned."""


class LedgerError(KawatError):
    """A ledger could not be opened, read or written."""
