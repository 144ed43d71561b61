"""Rules and network together: what both read, what either is sure of, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kawat.events.both import NETWORK, RULES, BothReaders
from kawat.events.learned import labels
from kawat.events.reader import Clue
from kawat.model import Frame, Sentence, Span

TEXT = "Norland accused Sudria of shelling a town."
CLUE = Clue("en", Sentence(0, len(TEXT), TEXT, 0), "paragraph", ())
ACCUSED = Frame(Span(8, 15, "accused"), "ACCUSE", None, "asserted", (0,), (1,), 0.2, "en:encoder")
BY_RULE = replace(ACCUSED, rule="en:accuse", confidence=0.25)


class Told:
    """A reader that reads what it was told to."""

    def __init__(self, *frames: Frame) -> None:
        self.frames = list(frames)

    def read(self, items: list[Clue]) -> list[list[Frame]]:
        return [self.frames for _ in items]


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
def test_which_readings_count(
    monkeypatch: pytest.MonkeyPatch, learned: list[Frame], ruled: list[Frame], rules: list[str]
) -> None:
    both = BothReaders()
    monkeypatch.setattr(both, "_network", Told(*learned))
    monkeypatch.setattr(both, "_rules", Told(*ruled))
    assert [frame.rule for frame in both.read([CLUE])[0]] == rules


def test_what_both_read_is_as_sure_as_such_readings_are_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = BothReaders()
    monkeypatch.setattr(both, "_network", Told(ACCUSED))
    monkeypatch.setattr(both, "_rules", Told(BY_RULE))
    (frame,) = both.read([CLUE])[0]
    assert frame.confidence == labels()["agreed"] > 0.5
