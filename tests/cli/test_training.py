"""``kawat train``, and the commands that use what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from run import Run

ROOT = Path(__file__).parents[2]
MARITIME = ROOT / "examples" / "codebooks" / "maritime.toml"
PAGE = """Kapal kargo bertabrakan di Selat Malaka

Jakarta, 3 Februari 2026 - Dua kapal kargo bertabrakan di Selat Malaka pada Selasa malam, kata
petugas pelabuhan. Tidak ada korban dalam kejadian itu, dan kedua kapal sudah ditarik ke pelabuhan.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_train_code_add_and_ask(kawat: Run, tmp_path: Path, page: Path) -> None:
    fitted, ledger = tmp_path / "maritime.json", tmp_path / "sea.kawat"
    ran = kawat("train", MARITIME, "--out", fitted, "--json")
    assert ran.status == 0
    told = json.loads(ran.out)
    assert (told["name"], told["file"]) == ("maritime", str(fitted))
    assert [row["type"] for row in told["types"]] == ["BOARDING", "COLLISION", "CABLE"]
    ran = kawat("code", "--format", "jsonl", "--codebook", fitted, page)
    events = [e for e in json.loads(ran.out)["events"] if e["type"] == "COLLISION"]
    assert events
    assert {event["quad"] for event in events} == {None}
    assert "COLLISION" in kawat("code", "--codebook", fitted, page).out
    assert kawat("add", ledger, "--codebook", fitted, page).status == 0
    assert "COLLISION" in kawat("events", ledger, "--type", "collision").out
    assert "COLLISION" in kawat("events", ledger, "--type", "MEET").err
    assert kawat("verify", ledger).status == 0
    assert "no quad code" in kawat("explain", ledger, events[0]["id"]).out
    assert kawat("show", ledger, events[0]["id"], "--html", tmp_path / "a.html").status == 0


def test_the_table_says_what_is_amiss(kawat: Run, tmp_path: Path) -> None:
    source = tmp_path / "few.toml"
    source.write_text(
        'name = "few"\n[types.RAMMING]\ndescription = "x"\n'
        'examples = ["A ship {rammed} a boat.", "Kapal itu {menabrak} perahu.", "He {hit} it."]\n',
        encoding="utf-8",
    )
    ran = kawat("train", source)
    assert ran.status == 0
    assert "RAMMING has 3 examples; write 12 or more" in ran.out
    assert (tmp_path / "few.json").is_file()


def test_a_file_of_examples_is_not_a_fitted_codebook(kawat: Run, page: Path) -> None:
    ran = kawat("code", "--codebook", MARITIME, page)
    assert ran.status == 2
    assert ran.err.startswith("[codebook-unfitted]")
