"""A user's own entries: taken in, or refused with file, line and remedy."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kawat.actors.checks import KINDS
from kawat.actors.facts import Facts
from kawat.actors.overlay import KEYS, Overlay, default_path, load, parse, user_overlays
from kawat.errors import KawatError

LAVROV, WANG_YI = "Q58217", "Q701801"

GOOD = """
# our correspondents' entries
[[entity]]
id = "kawat:jane-doe"
kind = "person"
name = "Jane Doe"
country = "AUS"
sector = "GOV"
source = "https://example.org/ministry"

[[name]]
id = "kawat:jane-doe"
forms = ["Джейн Доу", "Доу"]
language = "ru"

[[office]]
person = "kawat:jane-doe"
office = "Minister for Foreign Affairs"
role = "foreign-minister"
start = 2027-01-12
checked = 2027-03-01

[[correct]]
id = "Q58217"
name = "Sergei Lawrow"

[[office]]
person = "Q58217"
office = "Minister of Foreign Affairs"
role = "foreign-minister"
country = "RUS"
start = "2004-03"
end = 2027-02-01

[[remove]]
id = "Q701801"
form = "Wang Yi"
"""


def overlay(text: str) -> Overlay:
    found, problems = parse(text, Facts.shipped())
    assert problems == []
    return found


def test_entries_become_rows_of_the_tables() -> None:
    mine = overlay(GOOD)
    doe, lavrov = mine.entities
    assert doe == {
        "id": "kawat:jane-doe",
        "kind": "person",
        "name": "Jane Doe",
        "country": "AUS",
        "sector": "GOV",
        "source": "overlay: https://example.org/ministry",
        "checked": "",
    }
    assert (lavrov["name"], lavrov["country"]) == ("Sergei Lawrow", "RUS")
    assert {(row["language"], row["form"]) for row in mine.names} == {
        ("*", "Jane Doe"),
        ("ru", "Джейн Доу"),
        ("ru", "Доу"),
        ("*", "Sergei Lawrow"),
    }
    assert mine.offices[0]["country"] == "AUS", "an office is of the person's country"
    assert mine.offices[0]["start"] == "2027-01-12"


def test_an_office_takes_the_place_of_the_same_spell() -> None:
    mine = overlay(GOOD)
    facts = Facts.shipped()
    before = [row for row in facts.offices[LAVROV] if row["role"] == "foreign-minister"]
    both = [row for spells in facts.offices.values() for row in spells]
    after = [r for r in mine.offices_over(both) if r["person"] == LAVROV]
    after = [row for row in after if row["role"] == "foreign-minister"]
    assert [row["end"] for row in before] != ["2027-02-01"]
    assert [row["end"] for row in after] == ["2027-02-01"]
    assert facts.offices[LAVROV] == Facts.shipped().offices[LAVROV]


def test_a_name_is_taken_away_and_the_shipped_register_stays() -> None:
    mine = overlay(GOOD)
    facts = Facts.shipped()
    left = [row["form"] for row in mine.names_over(facts.names) if row["id"] == WANG_YI]
    assert "Wang Yi" not in left
    assert "Wang Yi" in [row["form"] for row in facts.names_of[WANG_YI]]


ENTITY = '[[entity]]\nid = "kawat:x"\nkind = "person"\nname = "Xaver Ypsilon"\n'
OFFICE = '[[office]]\nperson = "Q58217"\noffice = "Minister"\nrole = "minister"\n'
BAD = {
    "unknown-table": ('\n[[entitty]]\nid = "Q1"\n', 2, "no table 'entitty'", "[[entity]]"),
    "not-a-list": ('[entity]\nid = "Q1"\n', 1, "not a list of tables", "[[entity]]"),
    "wrong-key": (ENTITY + 'nation = "AUS"\n', 5, "no key 'nation'", "id, kind, name"),
    "near-key": (ENTITY + 'contry = "AUS"\n', 5, "no key 'contry'", "'country'"),
    "missing-key": ('\n[[entity]]\nid = "kawat:x"\nkind = "person"\n', 2, "no 'name'", "name ="),
    "country": (ENTITY + 'country = "AUX"\n', 5, "'AUX' is no country code", "alpha-3"),
    "sector": (ENTITY + 'sector = "GOOV"\n', 5, "'GOOV' is no sector", "'GOV'"),
    "kind": (ENTITY.replace('"person"', '"human"'), 3, "'human' is no kind", "person"),
    "id": (ENTITY.replace("kawat:x", "X 1"), 2, "'X 1' is not an id", "Wikidata"),
    "duplicate": (ENTITY + "\n" + ENTITY, 7, "given twice", "Leave one"),
    "in-register": (ENTITY.replace("kawat:x", LAVROV), 2, "has 'Q58217' already", "[[correct]]"),
    "language": (
        '[[name]]\nid = "Q58217"\nforms = ["Lavrov"]\nlanguage = "xx"\n',
        4,
        "'xx' is no language",
        "Known are",
    ),
    "forms": ('[[name]]\nid = "Q58217"\nforms = "Lavrov"\n', 3, "not a list", "forms = ["),
    "use": ('[[name]]\nid="Q58217"\nuse="nick"\nforms=["L"]\n', 3, "'nick' is no use", "short"),
    "twice": ('[[name]]\nid="Q58217"\nforms=["Lw","Lw"]\n', 3, "given twice", "Leave one"),
    "stranger": (
        '[[office]]\nperson = "Q58217000"\noffice = "M"\nrole = "minister"\nstart = 2020-01-01\n'
        "end = 2021-01-01\n",
        2,
        "nobody in the register has the id 'Q58217000'",
        "kawat who",
    ),
    "role": (
        OFFICE.replace('role = "minister"', 'role = "foreign minister"') + "start = 2020-01-01\n",
        4,
        "'foreign minister' is no role",
        "'foreign-minister'",
    ),
    "backwards": (
        OFFICE + "start = 2020-01-02\nend = 2020-01-01\n",
        6,
        "ends (2020-01-01) before it begins (2020-01-02)",
        "Exchange",
    ),
    "unchecked": ("\n" + OFFICE + "start = 2020-01-02\n", 2, "neither an end", "checked ="),
    "no-day": (OFFICE + 'start = "2020-02-30"\nend = "2021"\n', 5, "not a date", "2023-02"),
    "no-toml-day": (OFFICE + "start = 2020-02-30\n", 5, "no calendar has this date", "="),
    "no-toml": ("[[office]]\nperson = Q58217\n", 2, "not TOML", "[[office]]"),
    "no-start": (OFFICE, 1, "has no 'start'", "start ="),
    "no-person": (
        OFFICE.replace(LAVROV, "Q159") + "start = 2020\nend = 2021\n",
        2,
        "Russia is no person",
        "id of a person",
    ),
    "bare-month": (OFFICE + "start = 2020-01\n", 5, "not TOML", "in quotes"),
    "remove-unknown": (
        '[[remove]]\nid = "Q58217"\nform = "Lavroff"\n',
        3,
        "does not call Sergei Lavrov 'Lavroff'",
        "It has",
    ),
    "remove-neither": ('[[remove]]\nid = "Q58217"\n', 1, "either a name or an office", "Give"),
    "remove-office": (
        '[[remove]]\nid = "Q58217"\nrole = "minister"\nstart = 1990-01-01\n',
        3,
        "no such office",
        "foreign-minister from 2004",
    ),
    "blank": (ENTITY.replace("Xaver", " Xaver"), 4, "blanks around", "name ="),
}


@pytest.mark.parametrize("case", BAD)
def test_refused_with_file_line_and_remedy(case: str, tmp_path: Path) -> None:
    text, line, what, remedy = BAD[case]
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KawatError) as raised:
        load(path)
    assert raised.value.code == "overlay-invalid"
    assert f"{path}, line {line}: " in raised.value.what
    assert what in raised.value.what
    assert remedy in raised.value.remedy


def test_a_header_in_a_text_of_several_lines_is_no_table() -> None:
    text = (
        '[[name]]\nid = """\n[[name]]\n"""\nforms = ["A"]\n\n[[name]]\nid = "Q0"\nforms = ["A"]\n'
    )
    _, problems = parse(text, Facts.shipped())
    assert [problem.line for problem in problems] == [2, 8]


def test_tables_written_on_one_line_are_told_by_their_key() -> None:
    _, problems = parse('a = 1\nname = [{ id = "Q0", forms = ["A"] }]\n', Facts.shipped())
    assert [problem.line for problem in problems] == [1, 2]


def test_a_file_named_must_be_there_and_the_default_need_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KAWAT_REGISTER", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path() == tmp_path / "kawat" / "register.toml"
    assert user_overlays() == ()
    monkeypatch.setenv("KAWAT_REGISTER", str(tmp_path / "absent.toml"))
    with pytest.raises(KawatError, match="overlay-unreadable"):
        user_overlays()
    monkeypatch.setenv("KAWAT_REGISTER", "")
    assert user_overlays() == ()
    (tmp_path / "own.toml").write_text(ENTITY, encoding="utf-8")
    assert len(user_overlays(tmp_path / "own.toml")[0].entities) == 1


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'name = "\xe9"\n')
    with pytest.raises(KawatError, match="it is not UTF-8"):
        load(path)


def test_the_example_of_the_document_is_sound() -> None:
    document = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", document, re.DOTALL)
    mine = overlay(example)
    assert len(mine.offices) == 2
    assert mine.removed_names
    assert all(f"[[{table}]]" in example for table in KEYS)


def test_the_kinds_of_findings_are_documented() -> None:
    document = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")
    assert [k for k, means in KINDS.items() if f"| `{k}` | {means} |" not in document] == []
