"""The pinned quality of the reader of sentences on the held-out third (benchmarks/coding.py)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import coding
from benchmarks.sentences import FOLDER, examples, faults

from kawat.events.rules import RuleReader

FLOORS = json.loads((Path(coding.__file__).parent / "coding.floors.json").read_text("utf-8"))


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_held_out_sentences_are_coded_no_worse_than_the_floor(language: str) -> None:
    data = [example for example in examples(language) if example.held_out]
    figures = coding.score(data, RuleReader())
    worse = {
        name: (figures[name], floor)
        for name, floor in FLOORS[language].items()
        if (figures[name] > floor if name == "false" else figures[name] < floor)
    }
    assert not worse, f"(found, floor): {worse}"


def test_the_held_out_third_is_a_third() -> None:
    for language in FLOORS:
        data = examples(language)
        assert 0.25 < sum(example.held_out for example in data) / len(data) < 0.42


def test_the_annotated_sentences_are_well_formed() -> None:
    for path in FOLDER.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                assert not list(faults(line)), line


@pytest.mark.parametrize(
    "line",
    [
        "no bar",
        "a [m1 X|NOR -] {e1 met} || none",
        "a [m1 X|NOR -] {e1 met} || e1 MEET asserted m1>",
        "a [m1 X|NOR -] {e1 met} || e1 CONSULT.tea asserted m1>",
        "a [m1 X|NOR -] {e1 met} || e1 CONSULT asserted m2>",
        "a [m1 X|NOR {e1 met} || e1 CONSULT asserted m1>",
    ],
)
def test_faults_of_the_notation_are_told(line: str) -> None:
    assert list(faults(line))
