"""What the README says can be done, done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def kawat(*arguments: object) -> str:
    """Return what a command prints on a terminal 96 columns wide."""
    command = [sys.executable, "-m", "kawat", *map(str, arguments)]
    environment = os.environ | {"COLUMNS": "96"}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.S)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "CONSULT asserted" in printed
    assert "CHN" in printed


def test_the_ledger_it_shows_is_the_ledger_of_the_example(
    tmp_path: Path,
) -> None:
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.S)
    ledger = tmp_path / "example.kawat"
    kawat("add", ledger, ROOT / "examples" / "pages" / "id-broadcaster.txt")
    printed = kawat("events", ledger, "--text", "menuduh")
    lines = [line.strip() for line in printed.splitlines()]
    assert [line.strip() for line in shown.splitlines()] == [line for line in lines if line]


def test_what_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
