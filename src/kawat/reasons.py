"""The reason codes, read from ``reasons.toml``; a code that is not there cannot be given."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypedDict

from kawat.model import Reason


class Meaning(TypedDict):
    """What a code means, and what to do about it."""

    means: str
    remedy: str


@cache
def table() -> dict[str, Meaning]:
    """Return every reason code with its meaning and remedy."""
    return tomllib.loads(files("kawat").joinpath("reasons.toml").read_text(encoding="utf-8"))


def reason(code: str, why: str = "", start: int | None = None, end: int | None = None) -> Reason:
    """Return a ``Reason`` whose code is in the table.

    Args:
        code: a key of ``reasons.toml``.
        why: what happened here; the code's meaning where empty.
        start: where it applies in ``article.text`` (code points), None for the whole page.
        end: likewise, half open.

    Raises:
        KeyError: the code is not in ``reasons.toml``: add it there with its meaning.
    """
    return Reason(code, why or table()[code]["means"], start, end)
