"""Asking a ledger for statements: who said what, to whom, about whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from kawat.model import Stance
from kawat.store.query import Evidence, Party, evidence_of, matches, parties_of
from kawat.store.read import Row, select

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a statement is about, and the stance that the words ``shown_by`` show.

    ``who`` holds several where the words name several ("the two countries").
    """

    who: tuple[Party, ...]
    stance: Stance
    shown_by: Evidence | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of the view ``statements``: the words, their article, who said them to whom.

    ``speakers`` is empty where it could not be told (``reason`` says why), and holds several
    where the words name several; so does ``addressees``.
    """

    page: str
    url: str | None
    language: str | None
    published: str | None
    evidence: Evidence
    kind: str
    speakers: tuple[Party, ...]
    cue: Evidence | None
    addressees: tuple[Party, ...]
    about: tuple[Subject, ...]
    confidence: float | None
    rule: str
    reason: str | None


class StatementFilters(TypedDict, total=False):
    """What to look for; every filter that is given, and not None, must hold.

    ``speaker``, ``addressee`` and ``about`` are read as ``Filters`` reads an actor; ``stance`` is
    the speaker's towards whom ``about`` names, or towards anybody. ``since`` and ``until`` ask
    when the page was published; one without a date passes neither. ``text`` is any part of the
    words, ``kind`` direct or indirect, ``page`` the SHA-256 of a page.
    """

    speaker: str | None
    addressee: str | None
    about: str | None
    stance: Stance | None
    kind: str | None
    since: datetime.date | None
    until: datetime.date | None
    text: str | None
    page: str | None


_SIMPLE = {
    "kind": "kind = ?",
    "since": "TRY_CAST(published AS DATE) >= ?",
    "until": "TRY_CAST(published AS DATE) <= ?",
    "text": "contains(lower(text), lower(?))",
    "page": "page = ?",
}


def statements(
    connection: DuckDBPyConnection, filters: StatementFilters, limit: int | None = None
) -> Iterator[StatementRow]:
    """Yield the statements that pass the filters, by day of publication and in page order.

    Raises:
        TypeError: there is no such filter.
    """
    conditions, values = ["true"], list[Any]()
    if unknown := filters.keys() - StatementFilters.__annotations__.keys():
        raise TypeError(f"there is no filter {', '.join(sorted(unknown))}")
    for name, condition in _SIMPLE.items():
        if (wanted := filters.get(name)) is not None:
            conditions.append(condition)
            values.append(wanted)
    for condition, given in _people(filters):
        conditions.append(condition)
        values += given
    query = (
        f"SELECT * FROM statements WHERE {' AND '.join(conditions)}"
        " ORDER BY published NULLS LAST, page, n LIMIT ?"
    )
    return map(_row, select(connection, query, [*values, limit]))


def _people(filters: StatementFilters) -> Iterator[tuple[str, list[Any]]]:
    """Yield the conditions on who speaks, who is told, and whom it is about."""
    for who, words, wanted in (
        ("speakers", "speaker", filters.get("speaker")),
        ("addressees", "addressee", filters.get("addressee")),
    ):
        if wanted is not None:
            condition, given = matches(wanted, "w.name", f"{words}.text", "w.id", "w.country")
            yield f"len(list_filter({who}, lambda w: {condition})) > 0", given
    about, stance = filters.get("about"), filters.get("stance")
    if about is None and stance is None:
        return
    conditions, values = ["true"], list[Any]()
    if about is not None:
        condition, values = matches(about, "w.name", "b.text", "w.id", "w.country")
        conditions.append(f"len(list_filter(b.referents, lambda w: {condition})) > 0")
    if stance is not None:
        conditions.append("b.stance = ?")
        values = [*values, stance]
    yield f"len(list_filter(about, lambda b: {' AND '.join(conditions)})) > 0", values


def _row(row: Row) -> StatementRow:
    return StatementRow(
        page=row["page"],
        url=row["url"],
        language=row["language"],
        published=row["published"],
        evidence=evidence_of(row),
        kind=row["kind"],
        speakers=_named(row["speaker"], row["speakers"]),
        cue=evidence_of(row["cue"]) if row["cue"] else None,
        addressees=_named(row["addressee"], row["addressees"]),
        about=tuple(
            Subject(
                _named(one, one["referents"]),
                one["stance"],
                evidence_of(one["shown_by"]) if one["shown_by"] else None,
            )
            for one in row["about"]
        ),
        confidence=row["confidence"],
        rule=row["rule"],
        reason=row["reason"],
    )


_UNKNOWN: Row = dict.fromkeys(("id", "name", "country", "sector", "office"))


def _named(span: Row | None, actors: list[Row]) -> tuple[Party, ...]:
    """Return who is meant by some words; one that nothing is known of where nobody is."""
    return parties_of(span | (who or _UNKNOWN) for who in actors or [_UNKNOWN]) if span else ()
