"""What Kawat knows of each language: one folder a language, holding data only.

Its TOML files are named for what they describe (``page`` furniture of news pages, ``dates``,
``actors``, ``speech``, ``events``, ``contexts`` ...). A language may have some of them only: its
actors are found once it has ``actors``, its pages read once it has all of ``READING``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kawat.language.identification import identify

__all__ = ["LANGUAGES", "identify", "languages_with", "load"]


@cache
def languages_with(name: str) -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have the data ``name``, sorted."""
    return tuple(
        sorted(
            folder.name
            for folder in files(__name__).iterdir()
            if folder.is_dir() and folder.joinpath(f"{name}.toml").is_file()
        )
    )


READING = ("actors", "page", "dates", "contexts", "places", "grammar", "topics")
"""What Kawat must know of a language to read its pages."""

LANGUAGES: tuple[str, ...] = tuple(
    sorted(set.intersection(*(set(languages_with(name)) for name in READING)))
)
"""ISO 639-1 codes of the languages Kawat reads."""


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """Return the data ``name`` of a language, as TOML gives it.

    Raises:
        KeyError: Kawat has no such data of the language.
    """
    if language not in languages_with(name):
        raise KeyError(f"{name} of {language}")
    return tomllib.loads(
        files(__name__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8")
    )
