"""Ledgers to test with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import made
from kawat.store import Ledger, open_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.kawat"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two pages, closed; for reading, or to copy."""
    path = tmp_path_factory.mktemp("whole") / "whole.kawat"
    with open_ledger(path) as ledger:
        ledger.add(made.variant(1))
        ledger.add(made.variant(2))
    return path


@pytest.fixture(scope="module")
def filled(whole: Path) -> Iterator[Ledger]:
    with open_ledger(whole, read_only=True) as ledger:
        yield ledger
