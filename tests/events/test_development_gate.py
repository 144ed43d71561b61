"""The pinned quality of whole pages in ten languages (benchmarks/development.py)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import development

import kawat

FLOORS = json.loads(development.FLOORS.read_text("utf-8"))
GOLDS = sorted(development.GOLD.glob("*.json"))


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_pages_are_read_no_worse_than_the_floor(language: str) -> None:
    score = development.scores({language})[language]
    assert score.precision >= FLOORS[language]["precision"]
    assert score.recall >= FLOORS[language]["recall"]


def test_every_language_with_pages_has_floors() -> None:
    assert set(FLOORS) == {path.name[:2] for path in GOLDS}


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_the_gold_is_of_the_page(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = kawat.read(development.GOLD / "pages" / gold["page"]).text
    for event in gold["events"]:
        at = text.find(event["sentence"])
        assert text.count(event["sentence"]) == 1, event["id"]
        near = text[max(0, at - development.REACH) : at + development.REACH]
        assert event["trigger"][0] in near, event["id"]
