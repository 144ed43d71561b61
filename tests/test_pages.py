"""The quality gate over the example pages, and the founding page where it is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import pages

FLOORS = json.loads((Path(pages.__file__).parent / "pages.floors.json").read_text("utf-8"))
NAMES = sorted(path.name.removesuffix(".json") for path in pages.GOLD.glob("*.json"))


@pytest.fixture(scope="module")
def scores() -> dict[str, pages.Score]:
    return pages.measure()


def test_every_example_page_has_gold_and_a_floor() -> None:
    assert sorted(path.name for path in pages.PAGES.iterdir()) == NAMES
    assert sorted(FLOORS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_no_worse_than_its_floor(name: str, scores: dict[str, pages.Score]) -> None:
    shares = scores[name].shares()
    worse = {
        part: (shares.get(part), floor)
        for part, floor in FLOORS[name].items()
        if (shares.get(part, 0) > floor if part == "forbidden" else shares.get(part, 0) < floor)
    }
    assert not worse, f"(found, floor): {worse}\n" + "\n".join(scores[name].misses)


def test_founding_page(shared: Path) -> None:
    check = shared / "acceptance" / "check.py"
    command = f"{sys.executable} -m kawat code --format jsonl"
    run = subprocess.run(
        [sys.executable, str(check), "--command", command], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
