"""The quality gate over the development pages: no worse than pinned, better than trafilatura."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import page_reading


def test_measure_by_hand() -> None:
    """ROUGE-LSum of a case small enough to work out on paper."""
    found = page_reading.score(["The cat sat. It slept."], ["The cat ran. It slept. Then more."])
    assert found.recall == pytest.approx(4 / 5)
    assert found.precision == pytest.approx(4 / 7)


def test_optional_paragraphs_may_be_there_or_not() -> None:
    gold = ["One two three four.", "[Five six seven.]"]
    assert page_reading.score(gold, ["One two three four."]).f1 == 1
    assert page_reading.score(gold, ["One two three four.", "Five six seven."]).f1 == 1
    assert page_reading.score(gold, ["Something else."]).f1 == 0


def test_development_pages(shared: Path) -> None:
    pages = shared / "data" / "fundus-pages"
    if not pages.is_dir():
        pytest.skip(f"needs {pages}")
    floors = json.loads(page_reading.FLOORS.read_text("utf-8"))
    found = page_reading.measure(pages, ["kawat"])["kawat"]
    assert found["pages"] == floors["kawat"]["pages"]
    for key in ("precision", "recall", "f1"):
        assert float(str(found[key])) >= floors["kawat"][key] - 0.0005, (key, found[key])
    assert float(str(found["f1"])) >= floors["trafilatura"]["f1"]
