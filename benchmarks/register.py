"""How soon the register is there, how large it is, and how fast names are found in text.

    python benchmarks/register.py [--json]

- ``load``: seconds of processor time from the import of the register to its being ready for every
  language, in a process of its own, the median of five; ``one`` for one language alone.
- ``size``: mebibytes of the tables on disk.
- ``find``: megabytes of text (UTF-8) a second of processor time in which names are found, by
  language, on generated text, after a first page: words of the language's own small words,
  made-up words, and one name of the register in twelve words. Same seed, same text.
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

from kawat.actors.facts import Facts
from kawat.actors.morphology import morphology
from kawat.actors.names import Name, Names
from kawat.actors.register import Register
from kawat.language import languages_with, load

LOAD = """
import sys, time
start = time.process_time()
from kawat.actors.register import Register
register = Register.default()
for language in sys.argv[1:]:
    register.names(language)
print(time.process_time() - start)
"""
_UNSPACED = frozenset({"zh", "ja"})
_BYTES = 1_000_000
"""Bytes of text a language."""
_NAMED = 12
"""One word in so many is a name."""
_WORDS = 6000
"""Different made-up words in a text: news of this length has about as many."""


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
    """Return text in a language, about so many bytes of it."""
    draw = random.Random(f"kawat {language}")
    names = [row["form"] for row in Facts.shipped().names if row["language"] == language]
    names += ["Wang Yi", "Angela Merkel"] if not names else []
    made = [_made_up(draw, names) for _ in range(_WORDS)]
    small = list(load(language, "actors")["words"]["stop"]) or made
    blank = "" if language in _UNSPACED else " "
    text: list[str] = []
    written = 0
    while written < size:
        words = [draw.choice(small if draw.random() < 0.4 else made) for _ in range(_NAMED * 2)]
        words[draw.randrange(len(words))] = draw.choice(names)
        words[draw.randrange(len(words))] = draw.choice(names)
        text.append(blank.join(words) + ("。" if not blank else ". "))
        written += len(text[-1].encode())
    return "".join(text)


def _made_up(draw: random.Random, names: list[str]) -> str:
    """Return a word that is none, of the letters the language is written in."""
    first, second = draw.choice(names).split()[0], draw.choice(names).split()[-1]
    return (first[: max(1, len(first) // 2)] + second[len(second) // 2 :]).lower()


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
        "find": {code: rate(register.names(code), text_of(code, size))[0] for code in languages},
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
