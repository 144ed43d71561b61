"""Reading every span of every record back, against the article and the page as captured."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import zstandard

from kawat.model import Article, Run
from kawat.page.source import byte_range, reads_back
from kawat.store.read import Row, page_of, select
from kawat.store.write import RECORDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 128
"""Pages looked at together; memory holds no more of them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that does not hold.

    ``record`` is what it is of (``page``, ``article``, ``block 3``, ``event 0`` ...), ``field``
    the field that fails, and ``what`` what is wrong with it.
    """

    page: str
    record: str
    field: str
    what: str


def verify(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield every record that cannot be read back; none means that the ledger is sound."""
    yield from _orphans(connection)
    last = ""
    while rows := list(
        select(
            connection,
            "SELECT p.*, a.text AS article, a.runs, a.page AS coded FROM pages AS p"
            " LEFT JOIN articles AS a ON a.page = p.sha256"
            " WHERE p.sha256 > ? ORDER BY p.sha256 LIMIT ?",
            [last, _BATCH],
        )
    ):
        span = [last, last := rows[-1]["sha256"]]
        spans, blocks = (_by_page(connection, table, span) for table in ("spans", "blocks"))
        for row in rows:
            yield from _page(row, spans[row["sha256"]], blocks[row["sha256"]])


def _by_page(connection: DuckDBPyConnection, table: str, span: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in select(connection, f"SELECT * FROM {table} WHERE page > ? AND page <= ?", span):
        found[row["page"]].append(row)
    return found


def _page(row: Row, spans: list[Row], blocks: list[Row]) -> Iterator[Problem]:
    sha256 = row["sha256"]
    try:
        page = page_of(row)
    except zstandard.ZstdError as error:
        yield Problem(sha256, "page", "content", f"cannot be unpacked: {error}")
        return
    if hashlib.sha256(page.content).hexdigest() != sha256:
        yield Problem(sha256, "page", "content", "is not what was captured: its SHA-256 differs")
    if row["coded"] is None:
        yield Problem(sha256, "page", "article", "is missing")
        return
    runs = tuple(Run(**run) for run in row["runs"])
    article = Article(page, row["article"], (), runs)
    for entry in spans:
        if entry["span"] is not None:
            name = entry["record"] + ("" if entry["n"] is None else f" {entry['n']}")
            if what := _span(article, entry["span"]):
                yield Problem(sha256, name, entry["field"], what)
    for block in blocks:
        start, end = block["bytes"]
        inside = 0 <= block["start"] < block["end"] <= len(row["article"])
        if not inside or not 0 <= start < end <= len(page.content):
            yield Problem(sha256, f"block {block['n']}", "span", "lies outside the text or page")


def _span(article: Article, span: Row) -> str | None:
    """Return what is wrong with a span, None where it reads back."""
    start, end, words, where = span["start"], span["end"], span["text"], span["bytes"]
    text = article.text
    if start is None or end is None or words is None:
        return "has no start, no end or no words"
    if not 0 <= start < end <= len(text) or text[start:end] != words:
        return f"{words!r} is not what stands at {start}:{end} of the article"
    if not where:
        given = byte_range(article, start, end)
        return given and f"{words!r} stands in the page, but the record does not say where"
    if len(where) != 2 or not reads_back(article.page, (where[0], where[1]), words):
        return f"{words!r} is not what bytes {where} of the page hold"
    return None


_ORPHANS = """
SELECT page, 'event ' || report AS record, role AS field,
       'refers to a mention that is not there' AS what
FROM roles ANTI JOIN mentions ON roles.page = mentions.page AND roles.mention = mentions.n
UNION ALL
SELECT page, 'event ' || report, role, 'belongs to no event'
FROM roles ANTI JOIN reports ON roles.report = reports.id AND roles.page = reports.page
UNION ALL
SELECT page, 'quote ' || n, 'speaker', 'refers to a mention that is not there'
FROM (SELECT * FROM quotes WHERE speaker IS NOT NULL) AS q
ANTI JOIN mentions ON q.page = mentions.page AND q.speaker = mentions.n
UNION ALL
SELECT page, 'quote ' || n, 'addressee', 'refers to a mention that is not there'
FROM (SELECT * FROM quotes WHERE addressee IS NOT NULL) AS q
ANTI JOIN mentions ON q.page = mentions.page AND q.addressee = mentions.n
UNION ALL
SELECT page, 'quote ' || quote, 'about', 'refers to a mention that is not there'
FROM about ANTI JOIN mentions ON about.page = mentions.page AND about.mention = mentions.n
UNION ALL
SELECT page, 'quote ' || quote, 'about', 'belongs to no quote'
FROM about ANTI JOIN quotes ON about.page = quotes.page AND about.quote = quotes.n
"""


def _orphans(connection: DuckDBPyConnection) -> Iterator[Problem]:
    tables = (*RECORDS, "captures")
    strays = " UNION ALL ".join(
        f"SELECT DISTINCT page, '{table}' AS record, 'page' AS field,"
        f" 'is not in the ledger' AS what FROM {table} ANTI JOIN pages ON page = sha256"
        for table in tables
    )
    for row in select(connection, f"{_ORPHANS} UNION ALL {strays} ORDER BY ALL", []):
        yield Problem(**row)
