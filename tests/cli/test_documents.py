"""What the documents say of the ledger and the command line is so."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer.main

import made
from kawat.cli import app
from kawat.cli.events import COLUMNS
from kawat.cli.statements import COLUMNS as STATEMENTS
from kawat.store import Ledger, open_ledger
from kawat.store.query import Filters

DOCS = Path(__file__).parents[2] / "docs"
LEDGER = (DOCS / "ledger.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "command-line.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", LEDGER, re.DOTALL)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "a.kawat"
    with open_ledger(path) as ledger:
        told = made.variant(2)
        reports = [replace(report, status="asserted") for report in told.reports]
        ledger.add_all([made.variant(1), replace(told, reports=tuple(reports))])
        text = made.variant(1).article.page.content.decode()
        ledger.note(made.page(text, url="https://example.org/again"))
    return path


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_answers(path: Path, query: str) -> None:
    with open_ledger(path, read_only=True) as ledger:
        rows = ledger.cursor().execute(query).fetchall()
    assert rows


def test_the_words_cut_in_sql_are_the_words(path: Path) -> None:
    (query,) = (query for query in QUERIES if "substring" in query)
    with open_ledger(path, read_only=True) as ledger:
        rows = ledger.cursor().execute(query).fetchall()
        for id, words, where in rows:
            page = ledger.page(ledger.page_of(id))
            assert page.content[slice(*where)].decode() == words
        assert {words for _, words, _ in rows} == {"accused", "agreed"}


def test_every_table_view_and_column_is_documented(path: Path) -> None:
    with open_ledger(path, read_only=True) as ledger:
        columns = (
            ledger.cursor()
            .execute(
                "SELECT table_name, column_name FROM duckdb_columns()"
                " WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())"
            )
            .fetchall()
        )
        views = (
            ledger.cursor()
            .execute("SELECT view_name FROM duckdb_views() WHERE NOT internal")
            .fetchall()
        )
    rows = {row[0]: row[1] for row in re.findall(r"^\| `(\w+)` \| (.*)$", LEDGER, re.MULTILINE)}
    assert {table for table, _ in columns} | {view for (view,) in views} == rows.keys()
    missing = [(table, name) for table, name in columns if f"`{name}`" not in rows[table]]
    assert not missing


def test_every_call_and_filter_is_documented() -> None:
    public = [name for name in vars(Ledger) if not name.startswith("_")]
    undocumented = {"close", "sizes", "page_of"}
    assert [n for n in public if f"`{n}(" not in LEDGER and n not in undocumented] == []
    assert all(name in LEDGER for name in Filters.__annotations__)


def test_every_command_and_option_is_documented() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    sections = dict(
        re.findall(r"^## kawat (\w+)(.*?)(?=^## |\Z)", COMMANDS, re.DOTALL | re.MULTILINE)
    )
    assert sections.keys() == commands.keys()
    for name, command in commands.items():
        parts = getattr(command, "commands", {"": command}).values()
        params = [param for part in parts for param in part.params]
        for option in (o for p in params for o in p.opts if o.startswith("--")):
            assert option == "--help" or f"`{option}" in sections[name], (name, option)
        formats = getattr(sys.modules[f"kawat.cli.{name}"], "Format", ())
        assert re.findall(r"`--format (\w+)`", sections[name]) == [str(f) for f in formats]


def test_the_columns_of_the_csv_are_documented() -> None:
    assert [name for name in (*COLUMNS, *STATEMENTS) if f"`{name}`" not in COMMANDS] == []
