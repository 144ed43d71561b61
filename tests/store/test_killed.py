"""A process that writes to a ledger is killed; the ledger must not show it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import made
from kawat.store import open_ledger

PAGES = 25
KILLS = 8
PROGRAM = f"""
import sys
sys.path.insert(0, {str(Path(made.__file__).parent)!r})
import made
from kawat.store import open_ledger
results = [made.variant(n) for n in range({PAGES})]
import duckdb
print("ready", flush=True)
with open_ledger(sys.argv[1]) as ledger:
    for result in results:
        ledger.add(result)
        print("added", flush=True)
"""


def start(path: Path) -> subprocess.Popen[str]:
    run = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    return run


def test_a_killed_writer_leaves_a_ledger_that_is_sound_and_can_be_completed(
    tmp_path: Path,
) -> None:
    whole, path = tmp_path / "whole.kawat", tmp_path / "killed.kawat"
    began = time.monotonic()
    with start(whole) as run:
        run.communicate()
    length = time.monotonic() - began
    draw = random.Random(20230222)
    told = 0
    for _ in range(KILLS):
        with start(path) as run:
            time.sleep(draw.uniform(0, length))
            run.kill()
            assert run.stdout is not None
            told = max(told, run.stdout.read().count("added"))
        if path.exists():
            with open_ledger(path, read_only=True) as ledger:
                assert list(ledger.verify()) == []
                assert len(list(ledger.pages())) >= told
    with start(path) as run:
        run.communicate()
        assert run.returncode == 0
    with open_ledger(path) as killed, open_ledger(whole) as ledger:
        assert list(killed.pages()) == list(ledger.pages())
        for sha256 in ledger.pages():
            assert killed.result(sha256) == ledger.result(sha256)
        assert killed.sizes() == ledger.sizes()
        assert list(killed.verify()) == []
