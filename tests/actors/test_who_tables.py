"""Tables of who is meant: a name as written, in a language, on a day (``who/LL.tsv``)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kawat.actors import Register, find_mentions
from kawat.language import languages_with
from kawat.model import Actor, Sentence
from one_page import article

TABLES = sorted(Path(__file__).with_name("who").glob("*.tsv"))
LEAST = 400
"""Rows over all languages, as the register's aim says."""
COLUMNS = ["name", "language", "date", "id", "country", "sector", "office"]


class Row(NamedTuple):
    """What must come out; an empty cell where nothing may."""

    name: str
    language: str
    date: str
    id: str
    country: str
    sector: str
    office: str


def rows() -> list[Row]:
    found = []
    for path in TABLES:
        head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        assert head.split("\t") == COLUMNS, path.name
        found += [Row(*line.split("\t")) for line in lines]
    return found


def read(row: Row) -> Actor | None:
    """The actor of the longest mention in the name."""
    page = article(row.name, row.language, row.date)
    whole = Sentence(0, len(row.name), row.name, 0)
    found = [mention for mention in find_mentions(page, [whole]) if len(mention.referents) == 1]
    longest = max(found, key=lambda mention: len(mention.text), default=None)
    return longest.referents[0] if longest is not None else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.language}-{row.name}-{row.date}")
def test_who_is_meant(row: Row) -> None:
    actor = read(row)
    assert actor is not None
    got = (actor.id or "", actor.country or "", actor.sector or "", actor.office or "")
    assert got == (row.id, row.country, row.sector, row.office)


def test_the_tables_are_long_enough_and_hold_no_row_twice() -> None:
    table = rows()
    assert len(table) >= LEAST
    assert len({row[:3] for row in table}) == len(table)
    assert {path.stem for path in TABLES} == {row.language for row in table}
    assert {row.language for row in table} <= set(languages_with("actors"))


def test_sixty_persons_are_asked_for_in_two_offices() -> None:
    known = Register.default()
    offices: dict[str, set[str]] = {}
    for row in rows():
        entity = known.entity(row.id)
        if entity is not None and entity.kind == "person":
            offices.setdefault(row.id, set()).add(row.office)
    assert sum(len(held) > 1 for held in offices.values()) >= 60
