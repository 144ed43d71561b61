"""What Kawat knows of each language: one folder a language, holding data only.

A language is read when its folder is here; its TOML files are named for what they describe
(``page`` furniture of news pages, ``dates``, ``actors``, ``speech``, ``events``, ``contexts`` ...).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kawat.language.identification import identify

__all__ = ["LANGUAGES", "identify", "load"]

LANGUAGES: tuple[str, ...] = tuple(
    sorted(
        folder.name
        for folder in files(__name__).iterdir()
        if folder.is_dir() and not folder.name.startswith("_")
    )
)
"""ISO 639-1 codes of the languages Kawat reads."""


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """Return the data ``name`` of a language, as TOML gives it.

    Raises:
        KeyError: Kawat does not read the language.
        FileNotFoundError: the language has no such data file.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads(
        files(__name__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8")
    )
