"""Rules and network together: what both read, what either is sure of, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kawat.events.both import BothReaders, weighed
from kawat.events.learned import labels
from kawat.events.reader import Clue
from kawat.model import Frame, Mention, Sentence, Span

TEXT = "Norland accused Sudria of shelling a town."
CLUE = Clue("en", Sentence(0, len(TEXT), TEXT, 0), "paragraph", ())
ACCUSED = Frame(Span(8, 15, "accused"), "ACCUSE", None, "asserted", (0,), (1,), 0.2, "en:encoder")
BY_RULE = replace(ACCUSED, rule="en:accuse", confidence=0.25)


NETWORK, RULES = 0.55, 0.3


@pytest.mark.parametrize(
    ("learned", "ruled", "rules"),
    [
        ([ACCUSED], [], []),
        ([], [BY_RULE], []),
        ([ACCUSED], [BY_RULE], ["en:accuse"]),
        ([ACCUSED, replace(ACCUSED, trigger=Span(9, 15, "ccused"))], [BY_RULE], ["en:accuse"]),
        ([replace(ACCUSED, confidence=NETWORK)], [], ["en:encoder"]),
        ([], [replace(BY_RULE, confidence=RULES)], ["en:accuse"]),
        (
            [replace(ACCUSED, confidence=NETWORK)],
            [replace(BY_RULE, type="REJECT", confidence=0.9)],
            ["en:encoder"],
        ),
    ],
)
def test_which_readings_count(learned: list[Frame], ruled: list[Frame], rules: list[str]) -> None:
    assert [frame.rule for frame in weighed(learned, ruled, NETWORK, RULES)] == rules


def test_what_both_read_is_as_sure_as_such_readings_are_right() -> None:
    (frame,) = weighed([ACCUSED], [BY_RULE], NETWORK, RULES)
    assert frame.confidence == labels()["agreed"] > 0.5


def test_both_are_asked() -> None:
    mentions = (Mention(0, 7, "Norland", "state", (), "test"),)
    clue = replace(CLUE, mentions=mentions)
    kept = BothReaders().read([clue, CLUE])
    assert [len(frames) for frames in kept][1] == 0
    assert all(frame.confidence >= min(labels()["alone"]) for frame in kept[0])
