"""How many sentences a second the network reads, and where the time goes.

    python benchmarks/network_speed.py [--json]

Reads every tenth annotated sentence put aside that has mentions, with all that stands around the
network for a sentence (pieces, vectors, both halves, frames): in one process with one thread,
with two threads, and in two processes at once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.sentences import parted  # noqa: E402

from kawat.events import learned  # noqa: E402
from kawat.events.network import Network  # noqa: E402
from kawat.events.reader import Clue  # noqa: E402
from kawat.language import LANGUAGES  # noqa: E402

STEP = 10
PARTS = {"cut": "pieces", "words": "vectors", "lower": "lower half", "upper": "upper half"}


def clues() -> list[Clue]:
    """Return the sentences to read."""
    every = [example.clue for language in LANGUAGES for example in parted(language)[1]]
    return [clue for clue in every if clue.mentions][::STEP]


def read(network: Network, sentences: list[Clue]) -> float:
    """Return the seconds that reading takes."""
    with patch("kawat.events.learned.network", lambda: network):
        reader = learned.LearnedReader()
        reader.read(sentences[:20])
        start = time.perf_counter()
        reader.read(sentences)
        return time.perf_counter() - start


def parts(network: Network, sentences: list[Clue]) -> dict[str, float]:
    """Return the share of the time that each part takes."""
    took: dict[str, float] = defaultdict(float)

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            start = time.perf_counter()
            found = call(*arguments)
            took[name] += time.perf_counter() - start
            return found

        return run

    for name in PARTS:
        setattr(network, name, timed(name, getattr(network, name)))
    whole = read(network, sentences)
    took["lower"] -= took["words"]  # which it asks for
    shares = {label: took[name] / whole for name, label in PARTS.items()}
    return {**shares, "frames": 1 - sum(shares.values())}


def measure() -> dict[str, Any]:
    """Return sentences a second by threads and processes, and the shares of the parts."""
    sentences = clues()
    rates = {
        f"{threads} thread{'s' * (threads > 1)}": len(sentences)
        / min(read(Network(threads), sentences) for _ in range(2))
        for threads in (1, 2)
    }
    command = [sys.executable, __file__, "--alone"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    rates["2 processes"] = sum(float(process.communicate()[0]) for process in both)
    return {"sentences": len(sentences), **rates, "parts": parts(Network(), sentences)}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help="one process's sentences a second")
    options = parser.parse_args()
    if options.alone:
        sentences = clues()
        print(len(sentences) / read(Network(), sentences))
        return
    found = measure()
    if options.json:
        print(json.dumps(found, indent=1))
        return
    shares = found.pop("parts")
    for name, value in found.items():
        print(f"{name}: {value:.4g}")
    print(*(f"{name} {share:.0%}" for name, share in shares.items()), sep=", ")


if __name__ == "__main__":
    main()
