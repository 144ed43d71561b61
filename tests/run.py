"""What a command of ``kawat`` gave back; for tests of the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Ran:
    """Exit status, standard output and standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
