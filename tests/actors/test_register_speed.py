"""The register is soon there, small, and looked up in time that its size does not change."""

from __future__ import annotations

from benchmarks import register


def test_it_is_small() -> None:
    assert register.size_mib() < 25


def test_text_is_generated_alike_each_time() -> None:
    assert register.text_of("en", 2000) == register.text_of("en", 2000)
    assert register.text_of("en", 2000) != register.text_of("id", 2000)


def test_it_is_soon_there() -> None:
    assert register.load_seconds(("en",), times=1) < 1.5, "measured 0.2; the aim is 0.3"


def test_twice_as_many_names_do_not_take_twice_as_long() -> None:
    assert register.doubled(size=100_000) < 1.7, "measured 1.0"
