"""``kawat who`` as its user sees it."""

from __future__ import annotations

import json
from pathlib import Path

from run import Run


def test_the_table_names_offices_sources_and_why(kawat: Run) -> None:
    ran = kawat("who", "Wang Yi", "--on", "2023-02-21")
    assert ran.status == 0
    for words in ("Q701801", "2013-03-16 – 2022-12-30", "●", "the name is in the register", "hand"):
        assert words in ran.out


def test_json_is_for_programs(kawat: Run) -> None:
    ran = kawat("who", "China's foreign minister", "--on", "2023-02-21", "--format", "json")
    told = json.loads(ran.out)
    assert [reading["rule"] for reading in told["readings"]] == ["holder"]
    assert told["readings"][0]["actors"][0]["name"] == "Qin Gang"
    assert told["on"] == "2023-02-21"
    assert {"id", "why", "offices", "names", "source"} <= told["candidates"][0].keys()


def test_nobody_is_said_with_what_is_written_alike(kawat: Run) -> None:
    ran = kawat("who", "Gorgia", "--on", "2023-02-21")
    assert ran.status == 1
    assert "Nobody in the register" in ran.out
    assert "Georgia" in ran.out


def test_a_wrong_language_day_or_overlay_is_one_line(kawat: Run, tmp_path: Path) -> None:
    ran = kawat("who", "Lavrov", "--language", "xx")
    assert ran.status == 2
    assert "en" in ran.err
    assert kawat("who", "Lavrov", "--on", "2023-02-30").status == 2
    path = tmp_path / "mine.toml"
    path.write_text('[[name]]\nid = "Q0"\nforms = ["Lavrov"]\n', encoding="utf-8")
    ran = kawat("who", "Lavrov", "--register", path)
    assert ran.status == 2
    assert f"{path}, line 2" in ran.err
    assert "Traceback" not in ran.err


def test_a_name_cannot_steer_the_terminal(kawat: Run) -> None:
    assert "\x1b" not in kawat("who", "\x1b[31mGermany", "--on", "2023-02-21").out
