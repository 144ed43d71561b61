"""Which sense of an everyday verb is meant: its complement, a party, or an idiom decides."""

from __future__ import annotations

import re

import pytest

from kawat.events.reader import Clue
from kawat.events.rules import RuleReader
from kawat.model import Mention, Sentence

READER = RuleReader(threshold=0.0)


def types(marked: str, language: str) -> list[str]:
    """Return the types of the frames of a sentence in which ``[words]`` are states."""
    text, at, mentions = "", 0, []
    for found in re.finditer(r"\[(.+?)\]", marked):
        text += marked[at : found.start()]
        at = found.end()
        span = (len(text), len(text) + len(found[1]))
        mentions.append(Mention(*span, found[1], "state", (), "test"))
        text += found[1]
    text += marked[at:]
    clue = Clue(language, Sentence(0, len(text), text, 0), "paragraph", tuple(mentions))
    return [frame.type for frame in READER.read([clue])[0]]


@pytest.mark.parametrize(
    ("marked", "language", "want"),
    [
        ("[Norland] dismissed the allegation by [Sudland].", "en", "REJECT"),
        ("[Norland] summoned the ambassador of [Sudland].", "en", "ACCUSE"),
        ("[Norland] expressed strong dissatisfaction with [Sudland].", "en", "ACCUSE"),
        ("[Norland] delivered tanks to [Sudland].", "en", "AID"),
        ("[Norland] has pulled out of the grain deal with [Sudland].", "en", "SANCTION"),
        ("[Norland] keluar dari kesepakatan nuklir dengan [Sudland].", "id", "SANCTION"),
        ("[Norland] menarik diri dari perjanjian dengan [Sudland].", "id", "SANCTION"),
        ("[Norland] memanggil duta besar [Sudland].", "id", "ACCUSE"),
    ],
)
def test_the_complement_says_which_sense(marked: str, language: str, want: str) -> None:
    assert want in types(marked, language)


@pytest.mark.parametrize(
    "marked",
    [
        "[Norland] declined to comment.",
        "[Norland] wants to host the games.",
        "[Norland] hit a record high in exports.",
        "[Norland] must strike a balance between prices and wages.",
        "[Norland] is fighting inflation.",
        "[Norland] will hold elections in the spring.",
        "[Norland] launched a product in the capital.",
        "Asked whether [Norland] was ready, he smiled.",
    ],
)
def test_english_idioms_tell_of_no_deed(marked: str) -> None:
    assert types(marked, "en") == []


@pytest.mark.parametrize(
    "marked",
    [
        "[Norland] menarik wisatawan dengan pantainya.",
        "[Norland] menekan inflasi dengan subsidi.",
        "[Norland] merebut medali emas.",
        "[Norland] mendorong pertumbuhan ekonomi.",
        "[Norland] menandatangani kontrak baru.",
        "[Norland] menggelar konser amal.",
    ],
)
def test_indonesian_idioms_tell_of_no_deed(marked: str) -> None:
    assert types(marked, "id") == []
