"""From the rows of a ledger back to what was written: a page, a result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import zstandard

from kawat.model import (
    About,
    Actor,
    Article,
    Block,
    Mention,
    Page,
    Quote,
    Reason,
    Report,
    Result,
    Run,
    Span,
    When,
    Where,
)
from kawat.store.connection import interruptible, refuse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]


def select(connection: DuckDBPyConnection, query: str, values: list[Any]) -> Iterator[Row]:
    """Run a query on a cursor of its own and yield its rows as dicts.

    Raises:
        LedgerError: ``ledger-damaged``: a part of the file cannot be read.
    """
    import duckdb

    cursor = connection.cursor()
    try:
        with interruptible():
            cursor.execute(query, values)
            names = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(1000):
                for row in rows:
                    yield dict(zip(names, row, strict=True))
    except (duckdb.IOException, duckdb.SerializationException) as error:
        refuse("ledger-damaged", str(error).splitlines()[0])
    finally:
        cursor.close()


def page(connection: DuckDBPyConnection, sha256: str) -> Page | None:
    """Return a page as captured, None where the ledger does not hold it."""
    for row in select(connection, "SELECT * FROM pages WHERE sha256 = ?", [sha256]):
        return page_of(row)
    return None


def page_of(row: Row) -> Page:
    """Return the page a row of the table pages keeps; without content where it has none."""
    return Page(
        content=zstandard.decompress(row["content"]) if row["content"] else b"",
        sha256=row["sha256"],
        media=row["media"],
        encoding=row["encoding"],
        encoding_by=row["encoding_by"],
        encoding_declared=row["encoding_declared"],
        url=row["url"],
        captured=row["captured"],
        origin=row["origin"],
    )


def result(connection: DuckDBPyConnection, page: Page) -> Result:
    """Return what was read from a page, equal to the result that was added."""

    def rows(table: str) -> list[Row]:
        order = "" if table == "articles" else " ORDER BY n"
        return list(
            select(connection, f"SELECT * FROM {table} WHERE page = ?{order}", [page.sha256])
        )

    reasons: dict[tuple[str, str | None], list[Reason]] = defaultdict(list)
    for row in rows("reasons"):
        reasons[row["about"], row["report"]].append(
            Reason(row["code"], row["why"], row["start"], row["end"])
        )
    found = rows("mentions")
    mentions = [_mention(row) for row in found]
    roles: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for row in rows("roles"):
        roles[row["report"], row["role"]].append(mentions[row["mention"]])
    about: dict[int, list[About]] = defaultdict(list)
    for row in rows("about"):
        about[row["quote"]].append(
            About(mentions[row["mention"]], row["stance"], _span(row["shown_by"]))
        )
    (head,) = rows("articles")
    return Result(
        article=_article(head, page, rows("blocks"), reasons["article", None]),
        mentions=tuple(m for m, row in zip(mentions, found, strict=True) if row["listed"]),
        quotes=tuple(_quote(row, mentions, about[row["n"]]) for row in rows("quotes")),
        reports=tuple(_report(row, roles, reasons["report", row["id"]]) for row in rows("reports")),
        reasons=tuple(reasons["page", None]),
        coder=head["coder"],
    )


def _article(row: Row, page: Page, blocks: list[Row], reasons: list[Reason]) -> Article:
    return Article(
        page=page,
        text=row["text"],
        blocks=tuple(
            Block(b["kind"], b["start"], b["end"], b["rule"], (b["bytes"][0], b["bytes"][1]))
            for b in blocks
        ),
        runs=tuple(Run(**run) for run in row["runs"]),
        language=row["language"],
        url=row["url"],
        headline=_span(row["headline"]),
        lead=_span(row["lead"]),
        kicker=tuple(row["kicker"]),
        published=row["published"],
        published_time=row["published_time"],
        modified=row["modified"],
        modified_time=row["modified_time"],
        dateline=_span(row["dateline"]),
        byline=tuple(row["byline"]),
        agencies=tuple(row["agencies"]),
        provenance=tuple((entry["field"], entry["source"]) for entry in row["provenance"]),
        reasons=tuple(reasons),
    )


def _mention(row: Row) -> Mention:
    span = row["span"]
    return Mention(
        start=span["start"],
        end=span["end"],
        text=span["text"],
        kind=row["kind"],
        referents=tuple(Actor(**actor) for actor in row["referents"]),
        rule=row["rule"],
        locative=row["locative"],
        confidence=row["confidence"],
        reason=row["reason"],
    )


def _quote(row: Row, mentions: list[Mention], about: list[About]) -> Quote:
    span = row["span"]
    return Quote(
        start=span["start"],
        end=span["end"],
        text=span["text"],
        kind=row["kind"],
        speaker=None if row["speaker"] is None else mentions[row["speaker"]],
        cue=_span(row["cue"]),
        clause=_span(row["clause"]),
        rule=row["rule"],
        reason=row["reason"],
        addressee=None if row["addressee"] is None else mentions[row["addressee"]],
        about=tuple(about),
        confidence=row["confidence"],
    )


def _report(row: Row, roles: dict[tuple[str, str], list[Mention]], reasons: list[Reason]) -> Report:
    date = place = None
    if row["date_value"] is not None:
        date = When(
            row["date_value"], row["date_precision"], _span(row["date_span"]), row["date_rule"]
        )
    if row["place"] is not None:
        place = Where(**row["place"] | {"span": _known(row["place"]["span"])})
    return Report(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        status=row["status"],
        claimed_by=next(iter(roles[row["id"], "claimant"]), None),
        actors=tuple(roles[row["id"], "actor"]),
        recipients=tuple(roles[row["id"], "recipient"]),
        trigger=_known(row["trigger_span"]),
        sentence=_known(row["sentence"]),
        date=date,
        place=place,
        quad=row["quad"],
        score=row["score"],
        confidence=row["confidence"],
        rule=row["rule"],
        reasons=tuple(reasons),
    )


def _span(row: Row | None) -> Span | None:
    return None if row is None else _known(row)


def _known(row: Row) -> Span:
    return Span(row["start"], row["end"], row["text"])
