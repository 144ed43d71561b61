"""Names and words with more than one meaning, in sentences (``ambiguity/LL.toml``).

A case gives a text, a day, the words asked about and what they must be read as: fields of the
actor, ``absent = true`` where they name no actor, ``open = true`` where they are an actor that
must stay unresolved, ``countries`` where they stand for several.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from kawat.actors import find_mentions
from kawat.model import Mention
from one_page import article, sentences

FILES = sorted(Path(__file__).with_name("ambiguity").glob("*.toml"))
FIELDS = ("id", "name", "country", "sector", "office")
KEYS = {"text", "date", "mention", "nth", "absent", "open", "countries", "why", *FIELDS}
LEAST, RIGHT, SURE = 150, 0.9, 0.9
"""Cases over all languages; the share that must be right; the confidence from which on none
may be wrong."""

Case = dict[str, Any]
Verdict = Literal["right", "wrong", "surely wrong"]


@cache
def cases() -> list[tuple[str, Case]]:
    found = []
    for path in FILES:
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            assert set(case) <= KEYS, (path.name, set(case) - KEYS)
            assert case["mention"] in case["text"], (path.name, case["mention"])
            found.append((path.stem, case))
    return found


def mention_of(language: str, case: Case) -> Mention | None:
    """The mention that covers the words asked about, at their ``nth`` place (from 1)."""
    page = article(case["text"], language, case.get("date"))
    start = -1
    for _ in range(case.get("nth", 1)):
        start = case["text"].index(case["mention"], start + 1)
    end = start + len(case["mention"])
    for mention in find_mentions(page, sentences(page)):
        if mention.start < end and start < mention.end:
            return mention
    return None


def judge(language: str, case: Case) -> Verdict:
    mention = mention_of(language, case)
    if mention is None:
        return "right" if case.get("absent") else "wrong"
    right = is_right(mention, case)
    return "right" if right else "surely wrong" if (mention.confidence or 0) > SURE else "wrong"


def is_right(mention: Mention, case: Case) -> bool:
    actors = mention.referents
    if case.get("absent"):
        return False
    if case.get("open"):
        return not any(actor.country or actor.id for actor in actors)
    if "countries" in case:
        return {actor.country for actor in actors} == set(case["countries"])
    if len(actors) != 1:
        return False
    return all((getattr(actors[0], key) or "") == case[key] for key in FIELDS if key in case)


@pytest.mark.parametrize("language", [path.stem for path in FILES])
def test_nine_in_ten_are_right_and_none_surely_wrong(language: str) -> None:
    verdicts = [(judge(of, case), case["text"]) for of, case in cases() if of == language]
    wrong = [text for verdict, text in verdicts if verdict != "right"]
    assert len(wrong) <= (1 - RIGHT) * len(verdicts), wrong
    assert [text for verdict, text in verdicts if verdict == "surely wrong"] == []


def test_there_are_cases_enough() -> None:
    assert len(cases()) >= LEAST
    asked = {
        (of, case["text"], case["mention"], case.get("nth"), case.get("date"))
        for of, case in cases()
    }
    assert len(asked) == len(cases())
