from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made
from kawat.errors import LedgerError
from kawat.formats.result import to_json
from kawat.model import Page, Result
from kawat.store import Ledger, open_ledger
from kawat.store.connection import migrate, scripts


def contents(ledger: Ledger) -> dict[str, list[Any]]:
    """Everything a ledger holds but when it came in."""
    return {
        table: ledger.cursor()
        .execute(
            f"SELECT {'* EXCLUDE (added_at)' if table in {'pages', 'captures'} else '*'}"
            f" FROM {table} ORDER BY ALL"
        )
        .fetchall()
        for table in (
            "pages", "captures", "articles", "blocks", "mentions", "quotes", "reports", "roles",
            "reasons",
        )
    }  # fmt: skip


# Adding


def test_a_result_comes_back_as_it_was_added(ledger: Ledger) -> None:
    result = made.variant(1)
    sha256 = result.article.page.sha256
    assert not ledger.has(sha256)
    assert ledger.add(result) == "added"
    assert ledger.has(sha256)
    assert ledger.page(sha256) == result.article.page
    assert ledger.result(sha256) == result
    assert ledger.result_json(sha256) == to_json(result)
    assert list(ledger.verify()) == []


def test_what_is_added_is_there_after_closing(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(made.variant(1))
    with open_ledger(path, read_only=True) as ledger:
        assert list(ledger.pages()) == [made.variant(1).article.page.sha256]


results = st.builds(
    lambda n, coder, url: replace(
        made.result(made.page(f"{made.TEXT}Line {n}.\n", url=url)), coder=coder
    ),
    n=st.integers(0, 3),
    coder=st.just("made/1.0"),
    url=st.sampled_from([None, "https://a.example/", "https://b.example/"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(results, max_size=5), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_leaves_a_trace(
    tmp_path_factory: pytest.TempPathFactory, added: list[Result], draw: Any
) -> None:
    folder = tmp_path_factory.mktemp("order")
    again = [*added, *added]
    draw.shuffle(again)
    with open_ledger(folder / "a") as one, open_ledger(folder / "b") as other:
        for result in added:
            one.add(result)
        for result in again:
            other.add(result)
        assert contents(one) == contents(other)
        assert list(one.verify()) == []


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """NUL, quotes, emoji, combining marks, right-to-left: the ledger keeps each as it is."""
    page = made.page(text)
    read = made.article(page)
    mention = made.mention(read.text, read.text, made.NORLAND)
    quote = replace(made.variant(1).quotes[1], start=0, end=len(text), text=text, speaker=mention)
    quote = replace(quote, cue=None, clause=None, addressee=None, about=())
    result = Result(read, (mention,), (quote,), (), read.reasons, "made/1.0")
    with open_ledger(tmp_path_factory.mktemp("text") / "a") as ledger:
        ledger.add(result)
        assert ledger.result(page.sha256) == result
        assert list(ledger.verify()) == []


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add(made.variant(1))
    before = contents(ledger)
    assert ledger.add(made.variant(1)) == "known"
    assert contents(ledger) == before


def test_the_same_page_elsewhere_is_noted_and_not_doubled(ledger: Ledger) -> None:
    first = made.variant(1)
    text = first.article.page.content.decode()
    second = made.result(made.page(text, url="https://example.org/2"))
    nowhere = made.result(made.page(text, origin="copy.txt"))
    ledger.add(first)
    before = contents(ledger)
    assert ledger.add(second) == "captured"
    assert ledger.note(nowhere.article.page) == "captured"
    assert ledger.note(nowhere.article.page) == "known"
    after = contents(ledger)
    assert len(after.pop("captures")) == 3
    before.pop("captures")
    assert after == before


def test_records_are_of_the_earliest_capture_with_an_address(ledger: Ledger) -> None:
    later = made.page(url="https://example.org/", origin="b")
    earlier = replace(later, captured="2023-02-22T10:00:00Z", url="https://example.org/z")
    bare = replace(later, url=None, origin="a", captured="2023-02-21T10:00:00Z")
    for page in (bare, later, earlier):
        assert ledger.wants(page, "made/1.0")
        ledger.add(made.result(page))
    assert ledger.page(later.sha256) == earlier
    assert not ledger.wants(later, "made/1.0")
    assert not ledger.wants(bare, "made/1.0")


def test_another_coder_replaces_the_records(ledger: Ledger) -> None:
    old, new = made.variant(1), replace(made.variant(1), coder="made/1.10", quotes=())
    new = replace(new, reports=new.reports[:1])
    ledger.add(replace(old, coder="made/1.9"))
    ledger.add(made.variant(2))
    assert ledger.add(new) == "recoded"
    assert ledger.result(old.article.page.sha256) == new
    assert ledger.result(made.variant(2).article.page.sha256) == made.variant(2)
    assert ledger.add(replace(old, coder="made/1.9")) == "known"
    assert ledger.add(replace(old, coder="other/0.1")) == "recoded"
    assert list(ledger.verify()) == []


def test_records_can_be_replaced_again_and_again(path: Path) -> None:
    for version in range(5):
        with open_ledger(path) as ledger:
            for n in range(3):
                for minor in range(2):
                    ledger.add(replace(made.variant(n), coder=f"made/{version}.{minor}"))
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.sizes()["events"] == 6
        assert list(ledger.verify()) == []


def test_a_failure_half_way_leaves_nothing_of_the_page(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(made.variant(1))
    before = contents(ledger)
    insert = type(ledger._write)._insert

    def fail(self: Any, table: str, rows: list[Any]) -> None:
        if table == "roles":
            raise RuntimeError("half way")
        insert(self, table, rows)

    with monkeypatch.context() as patch:
        patch.setattr(type(ledger._write), "_insert", fail)
        with pytest.raises(RuntimeError):
            ledger.add(made.variant(2))
        with pytest.raises(RuntimeError):
            ledger.add(replace(made.variant(1), coder="made/2.0"))
    assert contents(ledger) == before
    ledger.add(made.variant(2))
    assert list(ledger.verify()) == []


def test_two_events_of_one_id_are_refused(ledger: Ledger) -> None:
    result = made.variant(1)
    double = replace(result, reports=(result.reports[0], result.reports[0]))
    with pytest.raises(ValueError, match="same id"):
        ledger.add(double)
    assert ledger.sizes()["pages"] == 0


def test_several_pages_go_in_together_as_they_would_alone(path: Path) -> None:
    twin = made.result(made.page(made.variant(1).article.page.content.decode(), origin="0.txt"))
    results = [made.variant(1), made.variant(2), made.variant(1), twin]
    results += [replace(made.variant(2), coder="made/2.0"), replace(made.variant(2), coder="m/1")]
    with open_ledger(path) as one, open_ledger(path.with_name("b")) as other:
        outcomes = [one.add(result) for result in results]
        assert other.add_all(results) == outcomes
        assert outcomes == ["added", "added", "known", "captured", "recoded", "recoded"]
        assert contents(one) == contents(other)
        assert other.add_all([]) == []


# Opening


def refused(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(LedgerError) as caught:
        open_ledger(path, read_only=read_only)
    assert str(path) in caught.value.what or path.name in caught.value.what
    return caught.value.code


def test_a_missing_ledger_is_not_made_for_reading(path: Path) -> None:
    assert refused(path, read_only=True) == "ledger-missing"
    assert not path.exists()


def test_files_that_are_no_ledger_are_refused_and_left_alone(path: Path) -> None:
    for content in (b"", b"hi", b"hello world" * 4000):
        path.write_bytes(content)
        assert refused(path) == "ledger-foreign"
        assert refused(path, read_only=True) == "ledger-foreign"
        assert path.read_bytes() == content
    assert refused(path.parent) == "ledger-foreign"
    assert refused(path / "below") == "ledger-unusable"
    assert refused(path.parent / "none" / "a.kawat") == "ledger-unusable"


def test_databases_of_something_else_are_refused(path: Path) -> None:
    duckdb.connect(str(path)).execute("CREATE TABLE pages (x INTEGER)").close()
    before = path.read_bytes()
    assert refused(path) == "ledger-foreign"
    assert path.read_bytes() == before
    import sqlite3

    other = path.with_name("b.kawat")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE ledger_versions (version INTEGER)")
    assert refused(other) == "ledger-foreign"


def test_a_ledger_of_a_later_kawat_is_refused(path: Path) -> None:
    open_ledger(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO ledger_versions VALUES (99, '9.0', now()::TIMESTAMP)")
    assert refused(path) == "ledger-newer"
    assert refused(path, read_only=True) == "ledger-newer"


def test_a_damaged_ledger_is_refused(path: Path) -> None:
    open_ledger(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    assert refused(path) == "ledger-damaged"


def test_a_ledger_another_process_holds_is_refused(path: Path) -> None:
    open_ledger(path).close()
    program = (
        "import sys, kawat; held = kawat.open(sys.argv[1]);"
        " print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LedgerError, match=str(holder.pid)) as caught:
            open_ledger(path, read_only=True)
        assert caught.value.code == "ledger-locked"
        assert refused(path) == "ledger-locked"
        holder.communicate("")
    open_ledger(path).close()


def test_closing_lets_go_of_the_file_whatever_was_begun(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(made.variant(1))
        begun = ledger.events()
        next(begun)
        ledger.relation(type="ACCUSE").fetchall()
        ledger.cursor().execute("SELECT * FROM blocks").fetchone()
    program = "import sys, kawat; kawat.open(sys.argv[1]).close()"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def test_a_kill_while_a_ledger_is_made_leaves_none_or_a_whole_one(path: Path) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(b"half")
    with open_ledger(path) as ledger:
        ledger.add(made.variant(1))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_migrations_run_in_order_and_once(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        migrate(connection, ["CREATE TABLE a (x INTEGER)"])
        migrate(connection, ["CREATE TABLE a (x INTEGER)", "ALTER TABLE a ADD COLUMN y INTEGER"])
        connection.execute("INSERT INTO a VALUES (1, 2)")
        steps = ["", "", "UPDATE a SET y = 3; SELECT no_such_column FROM a"]
        with pytest.raises(duckdb.Error):
            migrate(connection, steps)
        assert connection.execute("SELECT * FROM a").fetchall() == [(1, 2)]
        versions = connection.execute("SELECT version FROM ledger_versions").fetchall()
        assert versions == [(1,), (2,)]


def test_an_earlier_ledger_is_brought_up_to_date_even_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(path) as ledger:
        ledger.add(made.variant(1))
    later = (*scripts(), "ALTER TABLE blocks ADD COLUMN later INTEGER")
    monkeypatch.setattr("kawat.store.connection.scripts", lambda: later)
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.cursor().execute("SELECT later FROM blocks LIMIT 1").fetchall() == [(None,)]
        assert ledger.result(made.variant(1).article.page.sha256) == made.variant(1)
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.add(made.variant(2))


def test_pages_are_kept_as_captured(ledger: Ledger) -> None:
    content = b"\xff\xfeN\x00o\x00\x00\xd8" * 1000
    page = Page(content, "ab" * 32, "html", "utf-16-le", "bom", None, None, "-", "utf-8")
    read = replace(made.article(made.page("x")), page=page, blocks=(), runs=())
    ledger.add(Result(read, (), (), (), (), "made/1.0"))
    assert ledger.page(page.sha256) == page


def test_mentions_of_an_older_ledger_have_no_confidence(path: Path) -> None:
    one = made.result()
    with open_ledger(path) as ledger:
        ledger.add(one)
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE mentions DROP COLUMN confidence")
        connection.execute("ALTER TABLE mentions DROP COLUMN reason")
        connection.execute("ALTER TABLE quotes DROP COLUMN addressee")
        connection.execute("ALTER TABLE quotes DROP COLUMN confidence")
        connection.execute("DROP TABLE about")
        connection.execute("DELETE FROM ledger_versions WHERE version >= 2")
    with open_ledger(path) as ledger:
        read = ledger.result(one.article.page.sha256)
        assert [(q.addressee, q.about) for q in read.quotes] == [(None, ())] * len(read.quotes)
        assert read.mentions
        assert {mention.confidence for mention in read.mentions} == {None}
        assert list(ledger.verify()) == []
