"""Who a name stands for on a day: the answer, the candidates, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kawat.actors import who

WANG_YI, QIN_GANG, TRUMP, GERMANY = "Q701801", "Q7216297", "Q22686", "Q183"


def test_offices_held_on_the_day_before_and_after() -> None:
    answer = who("Wang Yi", date(2023, 2, 21))
    (chosen,) = [candidate for candidate in answer.candidates if candidate.chosen]
    assert chosen.id == WANG_YI
    assert {(spell.role, spell.start): spell.when for spell in chosen.offices} == {
        ("foreign-minister", "2013-03-16"): "before",
        ("foreign-affairs-chief", "2023-01"): "held",
        ("foreign-minister", "2023-07-25"): "after",
    }
    assert all(spell.source for spell in chosen.offices)
    assert "Wang Yi" in chosen.names["*"]


@pytest.mark.parametrize(
    ("day", "id"),
    [("2022-06-01", WANG_YI), ("2023-02-21", QIN_GANG), ("2023-09-01", WANG_YI)],
)
@pytest.mark.parametrize("phrase", ["China's foreign minister", "Menteri Luar Negeri Tiongkok"])
def test_a_phrase_is_answered_by_its_day(phrase: str, day: str, id: str) -> None:
    answer = who(phrase, day)
    assert [actor.id for reading in answer.readings for actor in reading.actors] == [id]
    assert answer.language == ("en" if "China" in phrase else "id")
    assert [reading.rule for reading in answer.readings] == ["holder"]


def test_who_is_not_meant_and_why() -> None:
    answer = who("Lee", "2012-06-01")
    ruled_out = {candidate.name: candidate.why for candidate in answer.candidates}
    assert len(ruled_out) > 2
    assert "not yet in office: President from 2025-06" in ruled_out["Lee Jae-myung"]
    assert "a surname alone" in ruled_out["Lee Jae-myung"]
    answer = who("Lee", "2026-06-01")
    ruled_out = {candidate.name: candidate.why for candidate in answer.candidates}
    assert "left office on 2013-02" in ruled_out["Lee Myung-bak"]


def test_an_open_office_that_nothing_vouches_for_is_not_held() -> None:
    answer = who("Sergei Lavrov", "2035-01-01")
    (lavrov,) = answer.candidates
    assert {spell.when for spell in lavrov.offices} == {"unknown"}
    assert all(actor.office is None for reading in answer.readings for actor in reading.actors)


def test_without_a_day_no_office_is_told() -> None:
    answer = who("Donald Trump")
    (trump,) = answer.candidates
    assert (trump.id, {spell.when for spell in trump.offices}) == (TRUMP, {"unknown"})


def test_states_are_answered_in_any_language() -> None:
    for name in ("Deutschland", "Германия", "德国", "Jerman", "Germany's"):
        answer = who(name, "2023-02-21")
        assert GERMANY in [candidate.id for candidate in answer.candidates], name


def test_not_found_names_what_is_written_alike() -> None:
    answer = who("Gorgia", "2023-02-21")
    assert not answer.found
    assert not answer.candidates
    assert answer.near[0] == "Georgia"
    assert not who("zzzzqqqq", "2023-02-21").near


def test_empty_and_odd_names_are_not_found() -> None:
    for name in ("", "   ", "-", "\n", "…"):
        assert not who(name, "2023-02-21").found


def test_a_language_kawat_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        who("Rusland", language="xx")


def test_an_overlay_answers_too_and_is_named_as_source(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[entity]]\nid = "kawat:jane-doe"\nkind = "person"\nname = "Jane Doe"\n'
        'country = "AUS"\nsector = "GOV"\n'
        '[[office]]\nperson = "kawat:jane-doe"\noffice = "Minister for Foreign Affairs"\n'
        'role = "foreign-minister"\nstart = 2031-01-12\nend = 2033-03-01\n'
        f'[[remove]]\nid = "{GERMANY}"\nform = "Deutschland"\n',
        encoding="utf-8",
    )
    assert not who("Jane Doe", "2031-05-01").found
    answer = who("Jane Doe", "2031-05-01", overlay=path)
    (actor,) = answer.readings[0].actors
    assert (actor.id, actor.office) == ("kawat:jane-doe", "Minister for Foreign Affairs")
    assert answer.candidates[0].source == "overlay"
    assert not who("Deutschland", "2023-02-21", overlay=path).found
    assert who("Deutschland", "2023-02-21").found
    assert who("Australia's foreign minister", "2031-05-01", overlay=path).readings[0].actors == (
        actor,
    )


def test_a_name_written_so_in_every_language_is_read_as_english() -> None:
    assert who("Wang Yi", on=date(2023, 2, 21)).language == "en"
    assert who("Chili").language != "en"
