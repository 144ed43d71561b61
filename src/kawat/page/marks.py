"""What the mark-up calls a part of the page: groups of names, kept in ``html.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

NAMING = frozenset(
    {"class", "id", "role", "itemprop", "rel", "data-testid", "data-component", "data-role"}
)
"""Attributes whose values name a part of the page."""

_NONE: frozenset[str] = frozenset()
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOIN = re.compile(r"[^a-z0-9\s]+")


@cache
def _groups() -> tuple[dict[str, list[str]], re.Pattern[str], dict[str, frozenset[str]]]:
    """Return the groups of a word, a pattern of all words, and the groups of an element."""
    table = tomllib.loads(files("kawat.page").joinpath("html.toml").read_text(encoding="utf-8"))
    of_word: dict[str, list[str]] = {}
    of_element: dict[str, frozenset[str]] = {}
    for group, names in table["groups"].items():
        for word in names["words"]:
            of_word.setdefault(word, []).append(group)
        for element in names.get("elements", ()):
            of_element[element] = of_element.get(element, _NONE) | {group}
    # A word inside a longer listed one ("author" in "author-bio") is not looked for: the
    # longest name at a place decides.
    longest_first = sorted(of_word, key=len, reverse=True)
    pattern = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(longest_first)})(?![a-z0-9])")
    return of_word, pattern, of_element


@lru_cache(maxsize=8192)
def named(value: str) -> frozenset[str]:
    """Return the groups that the value of an attribute names, of ``html.toml``."""
    of_word, pattern, _ = _groups()
    folded = _JOIN.sub("-", _CAMEL.sub("-", value).lower())
    found = {group for match in pattern.finditer(folded) for group in of_word[match[0]]}
    return frozenset(found) if found else _NONE


def marks(tag: str, attributes: Mapping[str, str | None]) -> frozenset[str]:
    """Return the groups that an element belongs to by its tag and its attributes."""
    found = _groups()[2].get(tag, _NONE)
    for name, value in attributes.items():
        if value and name in NAMING:
            found = found | named(value)
    return found
