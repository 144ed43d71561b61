"""Running the command line as its user does, in this process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kawat.cli import main
from run import Ran, Run

PAGES = Path(__file__).parents[2] / "examples" / "pages"


@pytest.fixture
def kawat(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kawat", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    return sorted(path for path in PAGES.iterdir() if path.is_file())


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory, examples: list[Path]) -> Path:
    """A ledger of the example pages; for reading."""
    import kawat as api

    path = tmp_path_factory.mktemp("coded") / "examples.kawat"
    with api.open(path) as ledger:
        for page in examples:
            ledger.add(api.code(api.read(page)))
    return path
