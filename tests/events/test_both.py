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


SURE, LIKELY = 0.55, 0.3


@pytest.mark.parametrize(
    ("learned", "ruled", "opinion", "rules"),
    [
        ([ACCUSED], [], 0, []),
        ([], [BY_RULE], 0.2, []),
        ([ACCUSED], [BY_RULE], 1, ["en:accuse"]),
        ([ACCUSED, replace(ACCUSED, trigger=Span(9, 15, "ccused"))], [BY_RULE], 1, ["en:accuse"]),
        ([replace(ACCUSED, confidence=SURE)], [], 0, ["en:encoder"]),
        ([], [BY_RULE], LIKELY, ["en:accuse"]),
        ([replace(ACCUSED, confidence=SURE)], [replace(BY_RULE, type="REJECT")], 1, ["en:encoder"]),
    ],
)
def test_which_readings_count(
    learned: list[Frame], ruled: list[Frame], opinion: float, rules: list[str]
) -> None:
    kept = weighed(learned, ruled, [opinion for _ in ruled], SURE, LIKELY)
    assert [frame.rule for frame in kept] == rules


def test_a_recipient_that_only_the_rules_name_counts_where_all_else_is_alike() -> None:
    without = replace(ACCUSED, recipients=(), confidence=SURE)
    (kept,) = weighed([without], [BY_RULE], [0.0], SURE, LIKELY)
    assert (kept.rule, kept.recipients) == ("en:encoder", (1,))
    (kept,) = weighed([without], [replace(BY_RULE, actors=(2,))], [0.0], SURE, LIKELY)
    assert kept.recipients == ()


def test_what_both_read_is_as_sure_as_such_readings_are_right() -> None:
    (frame,) = weighed([ACCUSED], [BY_RULE], [1.0], SURE, LIKELY)
    assert frame.confidence == labels()["agreed"] > 0.5


def test_both_are_asked() -> None:
    mentions = (Mention(0, 7, "Norland", "state", (), "test"),)
    clue = replace(CLUE, mentions=mentions)
    kept = BothReaders().read([clue, CLUE])
    assert [len(frames) for frames in kept][1] == 0
    assert all(frame.trigger.text in TEXT for frame in kept[0])
