from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import made
from kawat.store import Ledger, open_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "a.kawat") as opened:
        yield opened


def test_a_result_comes_back_as_it_was_added(ledger: Ledger) -> None:
    result = made.variant(1)
    assert ledger.add(result) == "added"
    sha256 = result.article.page.sha256
    assert ledger.has(sha256)
    assert ledger.page(sha256) == result.article.page
    assert ledger.result(sha256) == result
    assert list(ledger.verify()) == []
    print(list(ledger.events()))
    print(list(ledger.quotes()))
    print(ledger.explain(result.reports[0].id))
    print(ledger.explain(sha256))
