"""How Kawat's records are put beside Universal PETRARCH's (benchmarks/petrarch.py)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks import petrarch
from benchmarks.petrarch import Record, Sentence

import made

ACCUSE, AGREE = made.result().reports
"""Norland accuses Sudria; both agree, and nobody is recipient."""


def row(*events: tuple[str, str, str], none: bool = False) -> dict[str, Any]:
    listed = [dict(zip(("source", "target", "code"), event, strict=True)) for event in events]
    return {"text": "", "date": "20150609", "events": listed, "no_events": none}


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("FRA", "FRA"),
        ("FRAGOV", "FRA"),
        ("IGOUNOMIL", "UNO"),
        ("IGOEUREEC", "EUR"),
        ("IGOAFR", "IGO"),
        ("IMGMUSISI", "IMG"),
        ("NGMOPP", "NGO"),
        ("---REB", "-"),
        ("---", "-"),
    ],
)
def test_actors_are_told_by_their_state(code: str, state: str) -> None:
    assert petrarch.state_of(code) == state


@pytest.mark.parametrize(
    ("code", "kind"),
    [("042", "CONSULT"), ("084", "RETREAT"), ("174L", "COERCE"), ("013", None), ("903", None)],
)
def test_codes_become_types(code: str, kind: str | None) -> None:
    assert petrarch.type_of(code) == kind


def gold(*events: tuple[str, str, str]) -> set[Record]:
    return set(petrarch.gold_of(row(*events)) or ())


def test_what_stands_both_ways_around_is_one_record() -> None:
    both = gold(("FRA", "DEU", "120"), ("DEU", "FRA", "120"))
    assert both == {Record("REJECT", "DEU", "FRA", True)}
    each = gold(("FRA", "DEU", "120"), ("DEU", "FRA", "112"))
    assert each == {
        Record("REJECT", "FRA", "DEU"),
        Record("ACCUSE", "DEU", "FRA"),
    }
    assert gold(("FRA", "DEU", "042")) == {Record("CONSULT", "DEU", "FRA", True)}


def test_what_has_no_type_cannot_be_compared() -> None:
    assert petrarch.gold_of(row(("FRA", "DEU", "042"), ("FRA", "DEU", "013"))) is None
    assert petrarch.gold_of(row()) is None
    assert petrarch.gold_of(row(none=True)) == frozenset()


def test_those_who_agree_take_part_alike() -> None:
    assert petrarch.read_of([ACCUSE]) == {Record("ACCUSE", "NRL", "SDR")}
    assert petrarch.read_of([AGREE]) == {Record("AGREE", "NRL", "SDR", True)}
    protest = replace(AGREE, type="PROTEST", quad=3)
    assert petrarch.read_of([protest]) == {
        Record("PROTEST", "NRL", "-"),
        Record("PROTEST", "SDR", "-"),
    }


def test_direction_counts_where_both_tell_it() -> None:
    read = Record("SUPPORT", "FRA", "DEU")
    assert read.is_read(Record("SUPPORT", "FRA", "DEU"))
    assert not read.is_read(Record("SUPPORT", "DEU", "FRA"))
    assert read.is_read(Record("SUPPORT", "DEU", "FRA", True))
    assert Record("SUPPORT", "DEU", "FRA", True).is_read(read)
    assert not Record("SUPPORT", "ESP", "FRA", True).is_read(read)


def test_what_the_gold_leaves_open_any_state_fits() -> None:
    narrow, wide = Record("ASSAULT", "DEU", "FRA"), Record("ASSAULT", "-", "FRA")
    assert narrow.is_read(wide)
    assert not Record("ASSAULT", "DEU", "-").is_read(wide)
    read = [narrow, Record("ASSAULT", "ESP", "FRA")]
    assert petrarch.common([wide, narrow], read) == 2
    assert petrarch.common([wide, narrow], [narrow]) == 1


def test_each_level_is_counted_for_itself() -> None:
    told = frozenset({Record("ACCUSE", "FRA", "DEU"), Record("REJECT", "FRA", "ESP")})
    read = frozenset({Record("ACCUSE", "FRA", "ITA"), Record("SUPPORT", "FRA", "ESP")})
    quiet = Sentence({}, frozenset(), frozenset({Record("ACCUSE", "FRA", "-")}))
    figures = petrarch.score(3, [Sentence({}, told, read), quiet], petrarch.LEVELS)
    assert figures[:4] == (3, 2, 1, 1)
    right = {level: (one.precision, one.recall) for level, one in figures.levels.items()}
    assert right == {"class": (1 / 3, 1 / 2), "pair": (1 / 3, 1 / 2), "triple": (0, 0)}


def test_a_sentence_is_coded_on_its_day(tmp_path: Path) -> None:
    text = "Barack Obama met Angela Merkel on Tuesday."
    told = {**row(("USAGOV", "DEUGOV", "040"), ("DEUGOV", "USAGOV", "040")), "text": text}
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({**told, "suite": "up_gsr"}) + "\n", encoding="utf-8")
    figures, (sentence,) = petrarch.measure(path)["up_gsr"]
    assert sentence.read == {Record("CONSULT", "DEU", "USA", True)}
    assert [one.f1 for one in figures.levels.values()] == [1, 1, 1]
    assert petrarch.article(told).published == "2015-06-09"


def test_without_its_sentences_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert petrarch.main([str(tmp_path / "none.jsonl")]) == 2
    assert "not part of the project" in capsys.readouterr().err
