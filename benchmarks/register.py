"""How soon the register is there, how large it is, and how fast names are found in text.

    python benchmarks/register.py [--json]

- ``load``: seconds of processor time until the register is ready for every language, in a process
  of its own that has imported the code, the median of five; ``one`` for one language alone.
- ``size``: mebibytes of the tables on disk.
- ``find``: megabytes of text (UTF-8) a second of processor time in which names are found, by
  language, after a first page, in the annotated sentences (``training/sentences``), shuffled:
  political news, as full of names as any. Same seed, same text.
- ``doubled``: how many times as long the same text takes with twice as many names. A look-up
  whose time depended on the number of names would take twice as long.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.sentences import examples, has_sentences

from kawat.actors.facts import Facts
from kawat.actors.morphology import morphology
from kawat.actors.names import Name, Names
from kawat.actors.register import Register
from kawat.language import languages_with

LOAD = """
import sys, time
from kawat.actors.register import Register
start = time.process_time()
register = Register.default()
for language in sys.argv[1:]:
    register.names(language)
print(time.process_time() - start)
"""
_BYTES = 1_000_000
"""Bytes of text a language."""


def load_seconds(languages: tuple[str, ...], times: int = 5) -> float:
    """Return how long the register takes to be ready, the median of several times."""
    command = [sys.executable, "-c", LOAD, *languages]
    seconds = []
    for _ in range(times):
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds.append(float(run.stdout))
    return statistics.median(seconds)


def size_mib() -> float:
    """Return the size of the register's tables on disk."""
    folder = Path(str(files("kawat.actors").joinpath("data")))
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def text_of(language: str, size: int = _BYTES) -> str:
    """Return text in a language, about so many bytes of it: its annotated sentences, shuffled."""
    draw = random.Random(f"kawat {language}")
    sentences = [example.clue.sentence.text for example in examples(language)]
    text: list[str] = []
    written = 0
    while written < size:
        text.append(draw.choice(sentences))
        written += len(text[-1].encode()) + 1
    return "\n".join(text)


def rate(names: Names, text: str) -> tuple[float, int]:
    """Return how many megabytes a second names are found in, and how many were found."""
    names.find(text[: len(text) // 4])
    start = time.process_time()
    found = names.find(text)
    return len(text.encode()) / 1e6 / (time.process_time() - start), len(found)


def doubled(language: str = "en", size: int = _BYTES) -> float:
    """Return how many times as long a text takes where there are twice as many names."""
    text = text_of(language, size)
    rows = [r for r in Facts.shipped().names if r["language"] in (language, "*")]
    once, twice = Names((), morphology(language)), Names((), morphology(language))
    for row in rows:
        name = Name(row["id"], row["form"], row["use"])
        once.add(name)
        twice.add(name)
        made = "".join(reversed(row["form"].replace(" ", ""))).title()
        twice.add(name._replace(form=f"{made}q {row['form']}"))
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(8):  # in turns, so that what else the machine does strikes both alike
        for names in (once, twice):
            seconds[names is twice].append(1 / rate(names, text)[0])
    return min(seconds[True]) / min(seconds[False])


def measure(size: int = _BYTES) -> dict[str, Any]:
    """Return all figures."""
    languages = languages_with("actors")
    register = Register.default()
    facts = Facts.shipped()
    return {
        "names": len(facts.names),
        "actors": len(facts.entities),
        "offices": sum(map(len, facts.offices.values())),
        "languages": len(languages),
        "load": load_seconds(languages),
        "one": load_seconds(("en",)),
        "size": size_mib(),
        "find": {
            code: rate(register.names(code), text_of(code, size))[0]
            for code in languages
            if has_sentences(code)
        },
        "doubled": doubled(),
    }


def main() -> None:
    """Print the figures, for people or as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    figures = measure()
    if parser.parse_args().json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
