"""From a result to the rows of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from itertools import chain
from typing import TYPE_CHECKING, Any

import zstandard

from kawat.formats.result import span_json
from kawat.model import Article, Mention, Page, Reason, Result, Span, When, Where
from kawat.store.connection import now
from kawat.store.period import days

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RECORDS = ("articles", "blocks", "mentions", "quotes", "reports", "roles", "reasons")
"""The tables of what was read from a page, as against the page itself."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one page, a list a table."""

    articles: list[Row]
    blocks: list[Row]
    mentions: list[Row]
    quotes: list[Row]
    reports: list[Row]
    roles: list[Row]
    reasons: list[Row]


class Writer:
    """Writes pages and their records through one connection; the caller holds the transaction."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._shapes = {
            table: json.dumps(
                [{row[0]: row[1] for row in connection.execute(f"DESCRIBE {table}").fetchall()}]
            )
            for table in RECORDS
        }

    def put_page(self, page: Page) -> None:
        """Write the page as captured, over what is there of the same content."""
        row = {
            **{f.name: getattr(page, f.name) for f in fields(page)},
            "content": zstandard.compress(page.content, 9),
            "size": len(page.content),
            "added_at": now(),
        }
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self._connection.execute(
            f"INSERT OR REPLACE INTO pages ({names}) VALUES ({marks})", list(row.values())
        )

    def put_capture(self, page: Page) -> bool:
        """Write where and when the page was captured; return False where that is known."""
        key = [page.sha256, page.url, page.captured, page.origin]
        known = self._connection.execute(
            "SELECT 1 FROM captures WHERE page = ? AND url IS NOT DISTINCT FROM ?"
            " AND captured IS NOT DISTINCT FROM ? AND origin IS NOT DISTINCT FROM ?",
            key,
        ).fetchall()
        if not known:
            self._connection.execute("INSERT INTO captures VALUES (?, ?, ?, ?, ?)", [*key, now()])
        return not known

    def put_records(self, result: Result) -> None:
        """Write the records of a page in place of those there are."""
        rows = rows_of(result)
        for table in RECORDS:
            self._connection.execute(
                f"DELETE FROM {table} WHERE page = ?", [result.article.page.sha256]
            )
            self._insert(table, getattr(rows, table))

    def _insert(self, table: str, rows: list[Row]) -> None:
        """Write rows in one statement: a statement a row is many times slower."""
        if rows:
            self._connection.execute(
                f"INSERT INTO {table} BY NAME SELECT made.* FROM"
                " (SELECT unnest(from_json(?, ?)) AS made)",
                [json.dumps(rows), self._shapes[table]],
            )


def rows_of(result: Result) -> Rows:
    """Return the rows of a result, in the order and with the numbers it gives them."""
    article, page = result.article, result.article.page.sha256
    mentions = _mentions(result)
    return Rows(
        articles=[_article(article, result.coder)],
        blocks=[{"page": page, "n": n, **asdict(block)} for n, block in enumerate(article.blocks)],
        mentions=[
            {
                "page": page,
                "n": n,
                "span": span_json(article, mention),
                "kind": mention.kind,
                "referents": [asdict(actor) for actor in mention.referents],
                "rule": mention.rule,
                "locative": mention.locative,
                "listed": n < len(result.mentions),
            }
            for mention, n in mentions.items()
        ],
        quotes=[
            {
                "page": page,
                "n": n,
                "span": span_json(article, quote),
                "kind": quote.kind,
                "speaker": mentions[quote.speaker] if quote.speaker else None,
                "cue": _span(article, quote.cue),
                "clause": _span(article, quote.clause),
                "rule": quote.rule,
                "reason": quote.reason,
            }
            for n, quote in enumerate(result.quotes)
        ],
        reports=list(_reports(result)),
        roles=[
            {"report": report.id, "page": page, "role": role, "n": n, "mention": mentions[mention]}
            for report in result.reports
            for role, taken in (
                ("actor", report.actors),
                ("recipient", report.recipients),
                ("claimant", (report.claimed_by,) if report.claimed_by else ()),
            )
            for n, mention in enumerate(taken)
        ],
        reasons=list(_reasons(result)),
    )


def _mentions(result: Result) -> dict[Mention, int]:
    """Give every mention a number: the result's, then those only a role or a quote uses."""
    used = chain(
        result.mentions,
        (quote.speaker for quote in result.quotes if quote.speaker),
        *((*report.actors, *report.recipients) for report in result.reports),
        (report.claimed_by for report in result.reports if report.claimed_by),
    )
    return {mention: n for n, mention in enumerate(dict.fromkeys(used))}


def _article(article: Article, coder: str) -> Row:
    given = {
        field.name: getattr(article, field.name)
        for field in fields(article)
        if field.name not in {"page", "blocks", "reasons"}
    }
    return given | {
        "page": article.page.sha256,
        "coder": coder,
        "headline": _span(article, article.headline),
        "lead": _span(article, article.lead),
        "dateline": _span(article, article.dateline),
        "provenance": [{"field": name, "source": source} for name, source in article.provenance],
        "runs": [asdict(run) for run in article.runs],
    }


def _reports(result: Result) -> Iterable[Row]:
    article = result.article
    for n, report in enumerate(result.reports):
        yield {
            "id": report.id,
            "page": article.page.sha256,
            "n": n,
            "type": report.type,
            "mode": report.mode,
            "contexts": report.contexts,
            "status": report.status,
            "trigger_span": span_json(article, report.trigger),
            "sentence": span_json(article, report.sentence),
            **_date(article, report.date),
            "place": _place(article, report.place),
            "quad": report.quad,
            "score": report.score,
            "confidence": report.confidence,
            "rule": report.rule,
        }


def _reasons(result: Result) -> Iterable[Row]:
    page = result.article.page.sha256
    of: list[tuple[str | None, str, Reason]] = [
        *((None, "article", reason) for reason in result.article.reasons),
        *((None, "page", reason) for reason in result.reasons),
        *((report.id, "report", reason) for report in result.reports for reason in report.reasons),
    ]
    for n, (report, about, reason) in enumerate(of):
        yield {"page": page, "n": n, "report": report, "about": about, **asdict(reason)}


def _date(article: Article, date: When | None) -> Row:
    if date is None:
        return {}
    first, last = days(date.value, date.precision)
    return {
        "date_value": date.value,
        "date_precision": date.precision,
        "date_first": first.isoformat(),
        "date_last": last.isoformat(),
        "date_span": _span(article, date.span),
        "date_rule": date.rule,
    }


def _place(article: Article, place: Where | None) -> Row | None:
    if place is None:
        return None
    return asdict(place) | {"span": span_json(article, place.span)}


def _span(article: Article, span: Span | None) -> Row | None:
    return span_json(article, span) if span else None
