"""The pinned quality of the learned coder on sentences put aside (benchmarks/encoder.py)."""

from __future__ import annotations

import json

from benchmarks import encoder
from benchmarks.sentences import STORIES, faults, parted, put_aside, stories

from kawat.language import LANGUAGES


def test_sentences_put_aside_are_coded_no_worse_than_the_floors() -> None:
    floors = json.loads(encoder.FLOORS.read_text("utf-8"))
    found = encoder.tested()
    fallen = {
        (name, key): (found[name][key], floor)
        for name, pinned in floors.items()
        for key, floor in pinned.items()
        if found[name][key] < floor
    }
    assert not fallen, f"(found, floor): {fallen}"


def test_every_language_has_floors() -> None:
    assert set(json.loads(encoder.FLOORS.read_text("utf-8"))) == {*LANGUAGES, "all"}


def test_the_annotated_stories_are_well_formed() -> None:
    lines = [
        line
        for path in STORIES.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    assert lines
    assert not [line for line in lines if list(faults(line))]


def test_a_story_is_put_aside_whole() -> None:
    trained, aside = parted("en")
    texts = {example.clue.sentence.text for example in aside}
    for story in stories("en"):
        told = [example.clue.sentence.text for example in story]
        assert all(text in texts for text in told) == put_aside(told[0])
    assert not texts & {example.clue.sentence.text for example in trained}
