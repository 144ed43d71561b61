from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
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
from kawat.store.period import days
from kawat.store.query import to_json as row_json


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.kawat"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


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
    quote = replace(quote, cue=None, clause=None)
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
    with sqlite3.connect(other) as connection:
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


# Asking


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two pages, closed; for reading, or to copy."""
    path = tmp_path_factory.mktemp("whole") / "whole.kawat"
    with open_ledger(path) as ledger:
        ledger.add(made.variant(1))
        ledger.add(made.variant(2))
    return path


@pytest.fixture(scope="module")
def filled(whole: Path) -> Iterator[Ledger]:
    with open_ledger(whole, read_only=True) as ledger:
        yield ledger


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({}, {"ACCUSE", "AGREE"}),
        ({"actor": "NRL"}, {"ACCUSE", "AGREE"}),
        ({"actor": "SDR"}, {"AGREE"}),
        ({"actor": "Q900002"}, {"AGREE"}),
        ({"actor": "Q90000"}, set()),
        ({"actor": "norl"}, {"ACCUSE", "AGREE"}),
        ({"actor": "both"}, {"AGREE"}),
        ({"actor": "NOR"}, set()),
        ({"recipient": "Sudria"}, {"ACCUSE"}),
        ({"recipient": "Sudria", "type": "AGREE"}, set()),
        ({"type": "accuse"}, {"ACCUSE"}),
        ({"type": "ACCUSE", "mode": "allege"}, {"ACCUSE"}),
        ({"mode": "visit"}, set()),
        ({"status": "claimed"}, {"ACCUSE"}),
        ({"since": date(2023, 2, 22)}, {"AGREE"}),
        ({"until": date(2023, 2, 1)}, {"AGREE"}),
        ({"since": date(2023, 2, 21), "until": date(2023, 2, 21)}, {"ACCUSE", "AGREE"}),
        ({"since": date(2023, 3, 1)}, set()),
        ({"place": "geneva"}, {"ACCUSE"}),
        ({"place": "Genève"}, {"ACCUSE"}),
        ({"place": "CHE"}, {"ACCUSE"}),
        ({"place": "2660646"}, {"ACCUSE"}),
        ({"text": "SHELLING"}, {"ACCUSE"}),
        ({"text": "%"}, set()),
        ({"page": "0" * 64}, set()),
        ({"actor": None, "type": "AGREE"}, {"AGREE"}),
    ],
)
def test_filters(filled: Ledger, filters: Any, types: set[str]) -> None:
    found = list(filled.events(**filters))
    assert {event.type for event in found} == types
    assert len(found) == 2 * len(types)
    assert len(filled.relation(**filters).fetchall()) == len(found)


def test_no_filter_is_passed_over_in_silence(filled: Ledger) -> None:
    with pytest.raises(TypeError, match="actr"):
        filled.events(actr="NRL")  # type: ignore[call-arg]


def test_events_come_by_date_and_carry_their_evidence(filled: Ledger) -> None:
    found = list(filled.events())
    assert [event.first for event in found] == sorted(event.first or date.max for event in found)
    assert len(list(filled.events(limit=3))) == 3
    event = next(filled.events(type="ACCUSE"))
    text = filled.result(event.page).article.text
    content = filled.page(event.page).content
    parties = (*event.actors, *event.recipients, *event.claimed_by)
    assert event.place is not None
    assert event.date_evidence is not None
    spans = [party.evidence for party in parties]
    for words in (*spans, event.trigger, event.sentence, event.date_evidence, event.place.evidence):
        assert text[words.start : words.end] == words.text
        assert words.bytes is not None
        assert content[words.bytes[0] : words.bytes[1]].decode() == words.text
    assert row_json(event)["actors"][0]["text"] == "Norland"
    assert row_json(event)["first"] == "2023-02-21"


def test_quotes(filled: Ledger) -> None:
    said, silent = sorted(
        filled.quotes(page=made.variant(1).article.page.sha256), key=lambda q: q.kind
    )
    assert [who.name for who in said.speakers] == ["Ada Holm"]
    assert said.cue is not None
    assert said.cue.text == "said"
    assert (silent.speakers, silent.reason) == ((), "page-empty")
    assert len(list(filled.quotes(speaker="Q900003"))) == 2
    assert len(list(filled.quotes(speaker="NRL", text="YIELD"))) == 2
    assert list(filled.quotes(speaker="SDR")) == []


def test_ids_by_their_beginning(filled: Ledger) -> None:
    result = made.variant(1)
    id, page = result.reports[0].id, result.article.page.sha256
    assert filled.find(id) == filled.find(id[:8]) == filled.find(id[:8].upper()) == ("event", id)
    assert filled.find(page) == filled.find(f"sha256:{page[:10]}") == ("page", page)
    for wanted, code in (("", "id-unknown"), ("zz", "id-unknown")):
        with pytest.raises(LedgerError) as caught:
            filled.find(wanted)
        assert caught.value.code == code


def test_an_ambiguous_beginning_names_what_it_begins(ledger: Ledger) -> None:
    result = made.variant(1)
    twins = [replace(report, id=f"abc{n}") for n, report in enumerate(result.reports)]
    ledger.add(replace(result, reports=tuple(twins)))
    with pytest.raises(LedgerError, match=r"abc0.*abc1") as caught:
        ledger.find("abc")
    assert caught.value.code == "id-ambiguous"
    assert ledger.find("abc1") == ("event", "abc1")


def test_explaining_an_event(filled: Ledger) -> None:
    found = filled.explain(made.variant(1).reports[0].id)
    assert found["event"]["trigger"]["text"] == "accused"
    assert found["block"]["kind"] == "lead"
    assert found["codebook"].keys() == {"type", "mode"}
    assert [party["roles"] for party in found["parties"]] == [
        ["actor"], ["actor"], ["recipient"], ["claimant"],
    ]  # fmt: skip
    assert found["parties"][0]["register"][0]["id"] == "Q900001"
    assert found["left_empty"] == []
    agree = filled.explain(made.variant(1).reports[1].id)
    assert agree["left_empty"][0]["why"] == "a reason of the event"


def test_explaining_tells_who_was_passed_over(ledger: Ledger) -> None:
    result = made.variant(1)
    accuse = replace(result.reports[0], recipients=())
    ledger.add(replace(result, reports=(accuse,)))
    found = ledger.explain(accuse.id)
    assert [mention["text"] for mention in found["without_a_role"]] == ["Sudria"]


def test_explaining_a_page(filled: Ledger) -> None:
    found = filled.explain(made.variant(1).article.page.sha256)
    assert found["article"]["provenance"] == {"published": "made"}
    assert found["article"]["blocks"][0]["text"] == "Menu"
    assert {event["type"] for event in found["events"]} == {"ACCUSE", "AGREE"}
    assert [reason["text"] for reason in found["reasons"]] == ["Menu", "Menu"]


def test_what_is_not_there_is_a_key_error(filled: Ledger) -> None:
    for ask in (filled.page, filled.result, filled.result_json, filled.page_of):
        with pytest.raises(KeyError):
            ask("0" * 64)


# Verifying


@pytest.mark.parametrize(
    ("damage", "record", "field"),
    [
        ("UPDATE pages SET content = 'x'::BLOB", "page", "content"),
        ("UPDATE pages SET content = (SELECT max(content) FROM pages)", "page", "content"),
        ("UPDATE articles SET text = 'x' || text", "event 0", "trigger"),
        ("UPDATE articles SET headline.text = 'no'", "article", "headline"),
        ("UPDATE mentions SET span.text = 'no'", "mention 0", "span"),
        ("UPDATE quotes SET cue.start = cue.start + 1", "quote 1", "cue"),
        ("UPDATE reports SET trigger_span.bytes = [1, 9]", "event 0", "trigger"),
        ("UPDATE reports SET trigger_span.bytes = NULL", "event 0", "trigger"),
        ("UPDATE reports SET trigger_span.bytes = [1]", "event 0", "trigger"),
        ("UPDATE reports SET place.span.bytes = [1, 99999]", "event 0", "place"),
        ('UPDATE reports SET date_span."end" = 99999', "event 0", "date"),
        ("UPDATE reports SET sentence.start = -1", "event 0", "sentence"),
        ('UPDATE blocks SET "end" = 99999', "block 0", "span"),
        ("UPDATE roles SET mention = 99", "event", "actor"),
        ("DELETE FROM reports", "event", "recipient"),
        ("UPDATE quotes SET speaker = 99 WHERE speaker IS NOT NULL", "quote 1", "speaker"),
        ("DELETE FROM articles", "page", "article"),
        ("DELETE FROM pages", "blocks", "page"),
    ],
)
def test_verify_finds_what_was_tampered_with(
    whole: Path, path: Path, damage: str, record: str, field: str
) -> None:
    if ".text =" in damage or ".start =" in damage or ".bytes =" in damage or '."end" =' in damage:
        damage = set_field(damage)
    path.write_bytes(whole.read_bytes())
    with open_ledger(path) as ledger:
        assert list(ledger.verify()) == []
        ledger.cursor().execute(damage)
        problems = list(ledger.verify())
    assert any(p.record.startswith(record) and p.field == field for p in problems), problems
    assert all(p.page and p.what for p in problems)


def set_field(damage: str) -> str:
    """Write `UPDATE t SET a.b = v` as DuckDB takes it: a whole new struct."""
    head, _, rest = damage.partition(" SET ")
    target, _, value = rest.partition(" = ")
    *owners, name = target.split(".")
    for at in range(len(owners), 0, -1):
        value = f"struct_update({'.'.join(owners[:at])}, {name} := {value})"
        name = owners[at - 1]
    return f"{head} SET {owners[0]} = {value}"


def test_verify_takes_pages_in_batches(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(5):
        ledger.add(made.variant(n))
    monkeypatch.setattr("kawat.store.verify._BATCH", 2)
    assert list(ledger.verify()) == []
    ledger.cursor().execute("UPDATE articles SET text = '?' || text")
    assert len({problem.page for problem in ledger.verify()}) == 5


@pytest.mark.parametrize(
    ("value", "precision", "last"),
    [
        ("2023-02-21", "day", date(2023, 2, 21)),
        ("2023-02-20", "week", date(2023, 2, 26)),
        ("2024-02-01", "month", date(2024, 2, 29)),
        ("2023-01-01", "year", date(2023, 12, 31)),
        ("2024-01-01", "year", date(2024, 12, 31)),
    ],
)
def test_the_days_a_date_covers(value: str, precision: Any, last: date) -> None:
    assert days(value, precision) == (date.fromisoformat(value), last)


def test_pages_are_kept_as_captured(ledger: Ledger) -> None:
    content = b"\xff\xfeN\x00o\x00\x00\xd8" * 1000
    page = Page(content, "ab" * 32, "html", "utf-16-le", "bom", None, None, "-", "utf-8")
    read = replace(made.article(made.page("x")), page=page, blocks=(), runs=())
    ledger.add(Result(read, (), (), (), (), "made/1.0"))
    assert ledger.page(page.sha256) == page
