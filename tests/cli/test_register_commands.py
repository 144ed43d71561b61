"""``kawat register add|check`` as their user sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from run import Run

LAVROV = "Q58217"
OFFICE = ("--office", "Minister of Foreign Affairs", "--role", "foreign-minister")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "register.toml"


def test_an_actor_is_added_and_answers(kawat: Run, mine: Path) -> None:
    ran = kawat(
        *("register", "add", "Jane Doe", "--country", "AUS", "--sector", "GOV"),
        *("--short", "Doe", "--name", "ru:Джейн Доу", *OFFICE, "--start", "2031-01-12"),
        *("--end", "2033", "--source", 'a "paper"', "--register", mine),
    )
    assert (ran.status, ran.out.startswith("[[entity]]")) == (0, True), ran.err
    assert str(mine) in ran.err
    before = mine.read_text(encoding="utf-8")
    assert kawat("register", "add", "kawat:jane-doe", "--name", "J. Doe", "--register", mine)
    assert mine.read_text(encoding="utf-8").startswith(before)
    asked = ("--on", "2031-05-01", "--register", mine)
    for name in ("Jane Doe", "Джейн Доу", "J. Doe", "Australian foreign minister"):
        ran = kawat("who", name, "--format", "json", *asked)
        assert "kawat:jane-doe" in [c["id"] for c in json.loads(ran.out)["candidates"]], name


def test_an_office_is_closed(kawat: Run, mine: Path) -> None:
    close = ("--start", "2004-03-09", "--end", "2025-01-01", "--register", mine)
    assert kawat("register", "add", LAVROV, *OFFICE, *close).status == 0
    asked = ("who", "Sergei Lavrov", "--on", "2025-02-01", "--format", "json")
    with_mine = json.loads(kawat(*asked, "--register", mine).out)["candidates"][0]
    shipped = json.loads(kawat(*asked).out)["candidates"][0]
    assert [spell["when"] for spell in shipped["offices"]] == ["held"]
    assert [spell["when"] for spell in with_mine["offices"]] == ["before"]


def test_what_does_not_hold_is_not_written(kawat: Run, mine: Path) -> None:
    dates = ("--start", "2004-03-09", "--end", "2003-01-01")
    ran = kawat("register", "add", LAVROV, *OFFICE, *dates, "--register", mine)
    assert ran.status == 2
    assert "ends (2003-01-01) before it begins" in ran.err
    assert not mine.exists()
    for wrong in (("kawat:nobody", "--name", "X"), ("Jane Doe", "--country", "XXY")):
        assert kawat("register", "add", *wrong, "--register", mine).status == 2
    for nothing in ((LAVROV,), ("习近平",)):
        assert kawat("register", "add", *nothing, "--register", mine).status == 2
    assert not mine.exists()
    assert list(mine.parent.parent.iterdir()) == []


def test_a_file_with_a_mistake_is_left_alone(kawat: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[name]]\nid = "Q0"\nforms = ["X"]\n', encoding="utf-8")
    before = path.read_bytes()
    ran = kawat("register", "add", LAVROV, "--name", "Lawrow", "--register", path)
    assert ran.status == 2
    assert f"{path}, line 2" in ran.err
    assert path.read_bytes() == before


def test_check_lists_every_problem_of_a_file(kawat: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[name]]\nid = "Q0"\nforms = ["X"]\n[[entity]]\nid = "kawat:y"\nkind = "person"\n'
        'name = "Ypsilon"\ncountry = "ZZZ"\n',
        encoding="utf-8",
    )
    ran = kawat("register", "check", path)
    assert ran.status == 1
    assert f"{path}, line 2" in ran.err
    assert f"{path}, line 8" in ran.err
    told = json.loads(kawat("register", "check", path, "--format", "json").out)
    assert [problem["line"] for problem in told["problems"]] == [2, 8]


def test_check_finds_two_holders_at_once(kawat: Run, mine: Path) -> None:
    dates = ("--start", "2010-01-01", "--end", "2012-01-01", "--country", "RUS")
    assert kawat("register", "add", "Ivan Newman", *OFFICE, *dates, "--register", mine).status == 0
    ran = kawat("register", "check", mine, "--format", "json")
    assert ran.status == 0
    (finding,) = json.loads(ran.out)["findings"]
    assert finding["kind"] == "overlap"
    assert "Sergei Lavrov" in finding["what"]
    assert "overlap" in kawat("register", "check", mine).out


def test_pages_are_read_with_own_entries_and_anew_where_they_change(
    kawat: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, ledger = tmp_path / "page.txt", tmp_path / "a.kawat"
    page.write_text(
        "Zorbania rejects Russian claims\n\n21 February 2023\n\nThe government of Zorbania accused "
        "Russia of shelling a village near the border on Tuesday.\n",
        encoding="utf-8",
    )
    plain = json.loads(kawat("code", page, "--format", "json").out)[0]
    added = kawat("register", "add", "Zorbania", "--kind", "organisation", "--register", mine)
    assert added.status == 0, added.err
    own = json.loads(kawat("code", page, "--format", "json", "--register", mine).out)[0]
    ids = [
        [actor["id"] for event in one["events"] for actor in event["actors"]]
        for one in (plain, own)
    ]
    assert "kawat:zorbania" not in ids[0]
    assert "kawat:zorbania" in ids[1]
    assert own["coder"].startswith(f"{plain['coder']}+register.")
    monkeypatch.setenv("KAWAT_REGISTER", str(mine))
    assert json.loads(kawat("code", page, "--format", "json").out)[0] == own
    assert json.loads(kawat("add", ledger, page, "--json").out)["added"] == 1
    assert json.loads(kawat("add", ledger, page, "--json").out)["known"] == 1
    assert kawat("register", "add", "kawat:zorbania", "--short", "Zorb").status == 0
    assert json.loads(kawat("add", ledger, page, "--json").out)["recoded"] == 1
