"""Asking a ledger which events it holds; `statements.py` asks who said what."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from kawat.store.read import Row, select

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from duckdb import DuckDBPyConnection, DuckDBPyRelation


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article: where they stand in its text, and in the page as captured."""

    start: int
    end: int
    text: str
    bytes: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Party:
    """Who is meant by some words of an article, as far as the words and the register tell."""

    evidence: Evidence
    id: str | None
    name: str | None
    country: str | None
    sector: str | None
    office: str | None

    @property
    def label(self) -> str:
        """What to call the party: its name, else the words that name it."""
        return self.name or self.evidence.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, and the entry of the gazetteer; see ``kawat.model.Where``."""

    evidence: Evidence
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    relation: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of the view ``events``: one article's record of an event, and its article.

    ``date`` is ISO 8601 of the given ``precision`` and covers ``first`` to ``last``;
    ``date_evidence`` is None where it is the page's own date.
    """

    id: str
    page: str
    url: str | None
    language: str | None
    published: str | None
    headline: str | None
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    claimed_by: tuple[Party, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: Evidence
    sentence: Evidence
    date: str | None
    precision: str | None
    first: datetime.date | None
    last: datetime.date | None
    date_evidence: Evidence | None
    place: Place | None
    quad: int | None
    score: float | None
    confidence: float
    rule: str


def to_json(row: DataclassInstance) -> dict[str, Any]:
    """Return a row as JSON has it; spans as in ``kawat/1``: ``start end text bytes``."""
    return {name: _plain(value) for name, value in asdict(row).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        inner = value.get("evidence")
        rest = {name: _plain(v) for name, v in value.items() if name != "evidence"}
        return (_plain(inner) if inner else {}) | rest
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


class Filters(TypedDict, total=False):
    """What to look for; every filter that is given, and not None, must hold.

    ``actor`` and ``recipient`` are a Wikidata id (``Q`` and a number), or a country code or an
    acronym in capitals (a whole word of the name), or else any part of the name or of the words
    in the article. ``place`` is likewise, with a GeoNames id. ``since`` and ``until`` ask that
    some day an event's date covers is not before, or not after. ``text`` is any part of the
    sentence. Letter case is ignored, but for acronyms. ``page`` is the SHA-256 of a page.
    """

    actor: str | None
    recipient: str | None
    type: str | None
    mode: str | None
    status: str | None
    since: datetime.date | None
    until: datetime.date | None
    place: str | None
    text: str | None
    page: str | None


def where(filters: Filters) -> tuple[str, list[Any]]:
    """Return the SQL condition on the view ``events``, and the values for its marks.

    Raises:
        TypeError: there is no such filter.
    """
    conditions, values = ["true"], list[Any]()
    for name, wanted in filters.items():
        if name not in Filters.__annotations__:
            raise TypeError(f"there is no filter {name!r}")
        if wanted is not None:
            condition, marked = _condition(name, wanted)
            conditions.append(f"({condition})")
            values += marked
    return " AND ".join(conditions), values


def _condition(name: str, wanted: Any) -> tuple[str, list[Any]]:
    if name in {"actor", "recipient"}:
        condition, values = matches(wanted, "name", "text", "id", "country")
        parties = f"SELECT report FROM participants WHERE role = '{name}' AND ({condition})"
        return f"id IN ({parties})", values
    if name == "place":
        return matches(wanted, "place.name", "place.span.text", "place.geonames", "place.country")
    return _SIMPLE[name], [wanted]


_SIMPLE = {
    "type": "upper(type) = upper(?)",
    "mode": "mode = lower(?)",
    "status": "status = lower(?)",
    "since": "date_last >= ?",
    "until": "date_first <= ?",
    "text": "contains(lower(sentence.text), lower(?))",
    "page": "page = ?",
}


def matches(wanted: str, name: str, words: str, number: str, country: str) -> tuple[str, list[Any]]:
    """Return the SQL condition that an actor is who is wanted (``Filters``), and its values."""
    if re.fullmatch(r"Q?\d+|[a-z]+:\S+", wanted):
        return f"CAST({number} AS VARCHAR) = ?", [wanted]
    if re.fullmatch(r"[A-Z]{2,5}", wanted):
        whole = rf"(^|[^\p{{L}}]){wanted}($|[^\p{{L}}])"
        return (
            f"{country} = ? OR regexp_matches({name}, ?) OR regexp_matches({words}, ?)",
            [wanted, whole, whole],
        )
    return (
        f"contains(lower({name}), lower(?)) OR contains(lower({words}), lower(?))",
        [wanted, wanted],
    )


_ORDER = "ORDER BY date_first NULLS LAST, page, n"


def events(
    connection: DuckDBPyConnection, filters: Filters, limit: int | None = None
) -> Iterator[EventRow]:
    """Return the events that pass the filters, the earliest first, those without a date last."""
    condition, values = where(filters)
    query = f"SELECT * FROM events WHERE {condition} {_ORDER} LIMIT ?"
    return map(_event, select(connection, query, [*values, limit]))


def relation(connection: DuckDBPyConnection, filters: Filters) -> DuckDBPyRelation:
    """Return the events that pass the filters as a DuckDB relation."""
    condition, values = where(filters)
    return connection.sql(
        f"SELECT * EXCLUDE (n) FROM events WHERE {condition} {_ORDER}", params=values
    )


def _event(row: Row) -> EventRow:
    place = row["place"]
    return EventRow(
        **{name: row[name] for name in _SAME},
        contexts=tuple(row["contexts"]),
        claimed_by=parties_of(row["claimed_by"]),
        actors=parties_of(row["actors"]),
        recipients=parties_of(row["recipients"]),
        trigger=evidence_of(row["trigger"]),
        sentence=evidence_of(row["sentence"]),
        precision=row["date_precision"],
        first=row["date_first"],
        last=row["date_last"],
        date_evidence=evidence_of(row["date_span"]) if row["date_span"] else None,
        place=place
        and Place(
            evidence_of(place["span"]),
            place["name"],
            place["country"],
            place["lat"],
            place["lon"],
            place["geonames"],
            place["relation"],
        ),
    )


_SAME = (
    "id", "page", "url", "language", "published", "headline", "type", "mode", "status", "date",
    "quad", "score", "confidence", "rule",
)  # fmt: skip


def parties_of(found: Iterable[Row]) -> tuple[Party, ...]:
    """Return parties from rows that hold the fields of a span and of an actor."""
    return tuple(
        Party(evidence_of(p), p["id"], p["name"], p["country"], p["sector"], p["office"])
        for p in found
    )


def evidence_of(span: Row) -> Evidence:
    """Return a span as a ledger keeps it."""
    where = span["bytes"]
    return Evidence(
        span["start"], span["end"], span["text"], (where[0], where[1]) if where else None
    )
