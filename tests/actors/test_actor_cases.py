"""The actor cases of another coder's test-suite, which lie outside the project."""

from __future__ import annotations

import pytest
from benchmarks import actor_cases

COUNTRY, BOTH = 0.93, 0.87
"""Floors under what is measured (0.952 and 0.890); the aims are 0.88 and 0.80."""

outside = pytest.mark.skipif(not actor_cases.CASES.is_file(), reason="../shared is absent")


@outside
def test_phrases_are_told_as_well_as_before() -> None:
    score = actor_cases.measure(actor_cases.read_cases(), actor_cases.disputed())
    assert score.country >= COUNTRY
    assert score.both >= BOTH
    assert score.agreed >= score.country


@outside
def test_what_is_disputed_is_what_we_tell_otherwise() -> None:
    cases = {case["number"]: case for case in actor_cases.read_cases()}
    told = {n: actor_cases.told_of(cases[n]) for n in actor_cases.disputed()}
    assert [n for n in told if actor_cases.is_right(cases[n], told[n]) == (True, True)] == []


def test_disputed_cases_have_a_reason() -> None:
    assert all(len(why) > 40 for why in actor_cases.disputed().values())


@pytest.mark.parametrize(
    ("country", "sector", "told", "right"),
    [
        ("USA", "MIL", ("USA", "MIL"), (True, True)),
        ("USA", "MIL", ("USA", "GOV"), (True, False)),
        ("USA", None, ("USA", "GOV"), (True, True)),
        ("", "MIL", (None, "MIL"), (True, True)),
        ("", "MIL", ("USA", "MIL"), (False, False)),
        ("", "UNK", (None, None), (True, True)),
        ("", "NGO", ("NGO", "SOC"), (True, True)),
        (None, "COP", ("USA", "COP"), (True, True)),
    ],
)
def test_how_a_case_is_judged(
    country: str | None,
    sector: str | None,
    told: tuple[str | None, str | None],
    right: tuple[bool, bool],
) -> None:
    case = {"country": country, "sector": sector, "sector_2": None, "none": False}
    assert actor_cases.is_right(case, actor_cases.Told(True, *told)) == right


def test_nobody_is_right_where_nobody_is_named() -> None:
    case = {"none": True}
    assert actor_cases.is_right(case, actor_cases.Told(False, None, None)) == (True, True)
    assert actor_cases.is_right(case, actor_cases.Told(True, "USA", None)) == (False, False)


def test_days_are_read_as_the_cases_write_them() -> None:
    days = [actor_cases.day_of(text) for text in ("2022-10-20", "1 july 2021", "today", "")]
    assert days == ["2022-10-20", "2021-07-01", actor_cases.TODAY, None]
