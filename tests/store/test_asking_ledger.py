"""Asking a ledger, explaining and verifying what is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import made
from kawat.errors import LedgerError
from kawat.store import Ledger, open_ledger
from kawat.store.period import days
from kawat.store.query import to_json as row_json


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
        filled.statements(page=made.variant(1).article.page.sha256), key=lambda q: q.kind
    )
    assert [who.name for who in said.speakers] == ["Ada Holm"]
    assert said.cue is not None
    assert said.cue.text == "said"
    assert (silent.speakers, silent.reason) == ((), "page-empty")
    assert len(list(filled.statements(speaker="Q900003"))) == 2
    assert len(list(filled.statements(speaker="NRL", text="YIELD"))) == 2
    assert list(filled.statements(speaker="SDR")) == []


def test_statements_by_whom_they_are_about_and_addressed_to(filled: Ledger) -> None:
    (said, *_) = about = list(filled.statements(about="SDR", stance="opposes"))
    assert len(about) == 2
    assert {who.country for who in said.addressees} == {"NRL"}
    first, both = said.about
    assert (first.stance, both.stance, both.shown_by) == ("opposes", "neutral", None)
    assert first.shown_by is not None
    assert first.shown_by.text == "said"
    assert len(both.who) == 2
    assert len(list(filled.statements(addressee="NRL", kind="direct"))) == 2
    for none in ({"stance": "supports"}, {"about": "NRL", "stance": "opposes"}, {"kind": "x"}):
        assert list(filled.statements(**none)) == []  # type: ignore[arg-type]


def test_statements_by_the_day_of_their_page(filled: Ledger) -> None:
    published = date.fromisoformat(next(filled.statements()).published or "")
    assert list(filled.statements(since=published, until=published))
    assert list(filled.statements(since=published + timedelta(1))) == []
    assert list(filled.statements(until=published - timedelta(1))) == []


def test_no_such_filter_of_statements(filled: Ledger) -> None:
    with pytest.raises(TypeError, match="speakers"):
        filled.statements(speakers="NRL")  # type: ignore[call-arg]


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
