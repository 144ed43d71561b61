"""What the network says of a cue, read off its tokens."""

from __future__ import annotations

import numpy as np

from kawat.events.telling import ADDRESSEE, DIRECT, INDIRECT, NONE, SPEAKER, _smooth


def odds(*kinds: int, sure: float = 0.9) -> np.ndarray:
    """Return odds by which each token is likely of a part."""
    table = np.full((len(kinds), 5), (1 - sure) / 4, dtype=np.float32)
    for at, kind in enumerate(kinds):
        table[at, kind] = sure
    return table


def test_what_is_sure_stays() -> None:
    kinds = [SPEAKER, SPEAKER, NONE, INDIRECT, INDIRECT, INDIRECT, NONE, ADDRESSEE]
    assert _smooth(odds(*kinds)) == kinds


def test_one_doubtful_token_does_not_part_a_clause() -> None:
    table = odds(*[INDIRECT] * 7)
    table[3] = [0.55, 0.0, 0.45, 0.0, 0.0]
    assert _smooth(table) == [INDIRECT] * 7


def test_one_doubtful_token_is_no_clause() -> None:
    table = odds(*[NONE] * 7)
    table[3] = [0.45, 0.0, 0.55, 0.0, 0.0]
    assert _smooth(table) == [NONE] * 7


def test_a_speaker_may_be_one_token() -> None:
    table = odds(*[NONE] * 3, sure=0.6)
    table[1] = [0.45, 0.0, 0.0, 0.55, 0.0]
    assert _smooth(table) == [NONE, SPEAKER, NONE]


def test_nothing_is_nothing() -> None:
    assert _smooth(odds()) == []
    assert _smooth(odds(DIRECT)) == [DIRECT]
