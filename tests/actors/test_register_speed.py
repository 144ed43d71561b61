"""The register is small; how fast it is, `benchmarks/register.py` measures."""

from __future__ import annotations

from benchmarks import register


def test_it_is_small() -> None:
    assert register.size_mib() < 25


def test_the_text_it_is_measured_on_is_the_same_each_time() -> None:
    assert register.text_of("en", 2000) == register.text_of("en", 2000)
    assert register.text_of("en", 2000) != register.text_of("id", 2000)
