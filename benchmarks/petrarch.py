"""Kawat beside Universal PETRARCH: the events of English sentences that its authors tested with.

    python benchmarks/petrarch.py [FILE] [--errors] [--json]

The sentences (``shared/data/coding/README.md``) are no part of the project; without them this says
so and exits with 2. ``up_gsr`` is half of the sentences that Universal PETRARCH was validated with.
In ``up_unit`` nearly all actors are invented, and only types can be compared. Each is coded as a
page of one paragraph, on the day of its row. Of each sentence these are compared, each once:

- ``class``: the PLOVER types of its events, which CAMEO codes become by ``kawat.events.codebook``;
- ``pair``: who does something to whom, by state, or by body where it is none (UNO, EUR, IGO ...);
- ``triple``: both of one event.

F1, precision and recall are of all sentences together; ``false`` counts the sentences without an
event in which one was found. What is decided, since the two coders do not write the same things:

- CAMEO's statements and appeals (01 and 02) have no PLOVER type, and the unit tests make codes up.
  A sentence with such a code is left out, as is one that neither has events nor is said to have
  none: ``counted`` are the others.
- A meeting has no direction, nor what PETRARCH writes both ways around, nor cooperation of several
  for which Kawat gives no recipient. A record of no direction fits one of either. Each pair of
  those who take part counts, once.
- Where PETRARCH's dictionaries leave a side open, any state fits there, and none.
- Status counts for nothing, as PETRARCH has none: what is planned, denied or only claimed is an
  event like others. What Kawat reads beside the gold, such as the deed of which somebody is
  accused, or one that went before, is counted as wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.development import OPEN, states  # noqa: E402

import kawat  # noqa: E402
from kawat.actors.records import BODIES  # noqa: E402
from kawat.events.codebook import CODEBOOK  # noqa: E402
from kawat.model import Article, Report  # noqa: E402

FILE = ROOT.parent / "shared" / "data" / "coding" / "petrarch_unit_dev.jsonl"
LEVELS = ("class", "pair", "triple")
MEASURED = {"up_gsr": LEVELS, "up_unit": LEVELS[:1]}
"""What can be compared of each suite."""
PETRARCH = {"sentences": 78, "class": 0.780, "pair": 0.614, "triple": 0.533}
"""F1 of Universal PETRARCH on all sentences of which ``up_gsr`` is half, with automatic parses
(``shared/reference/peers.md``, which does not say how it was counted)."""
COOPERATION = (1, 2)


class Record(NamedTuple):
    """An event of two sides; ``mutual`` where neither is first, and they stand in order."""

    type: str
    source: str
    target: str
    mutual: bool = False

    def at(self, level: str) -> Record:
        """Return what a level compares of this record."""
        if level == "class":
            return Record(self.type, OPEN, OPEN)
        return self if level == "triple" else self._replace(type="")

    def is_read(self, gold: Record) -> bool:
        """Tell whether this reading says what the gold does, as far as that tells it."""
        ways = [(self.source, self.target)]
        if self.mutual or gold.mutual:
            ways.append((self.target, self.source))
        return self.type == gold.type and any(
            gold.source in (OPEN, source) and gold.target in (OPEN, target)
            for source, target in ways
        )


def type_of(code: str) -> str | None:
    """Return the PLOVER type of a CAMEO code (``174L`` is 174), None where it has none."""
    found = CODEBOOK.cameo.get(code.rstrip("L"))
    return found.type if found else None


def state_of(code: str) -> str:
    """Return the state, or the body that is none, of PETRARCH's code for an actor."""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    if parts[0] == "IGO":
        return next((part for part in parts[1:] if part in BODIES), "IGO")
    # NGM is CAMEO's movement without a government, which PLOVER does not tell from an NGO.
    return {"---": OPEN, "NGM": "NGO"}.get(parts[0], parts[0])


def gold_of(row: dict[str, Any]) -> frozenset[Record] | None:
    """Return the records of a row, None where they cannot be compared."""
    told: set[tuple[str, str, str]] = set()
    for event in row["events"]:
        kind = type_of(event["code"])
        if kind is None:
            return None
        told.add((kind, state_of(event["source"]), state_of(event["target"])))
    if not told and not row["no_events"]:
        return None
    return frozenset(
        _record(kind, source, target, (kind, target, source) in told)
        for kind, source, target in told
    )


def read_of(reports: Iterable[Report]) -> frozenset[Record]:
    """Return what was read, written as PETRARCH does: an event of two sides each."""
    return frozenset(record for report in reports for record in _records(report))


def _records(report: Report) -> Iterator[Record]:
    actors, recipients = states(report.actors) or {OPEN}, states(report.recipients)
    if not recipients and len(actors) > 1 and report.quad in COOPERATION:
        for one, other in combinations(actors, 2):
            yield _record(report.type, one, other, mutual=True)
        return
    for source, target in product(actors, recipients or {OPEN}):
        yield _record(report.type, source, target)


def _record(kind: str, source: str, target: str, mutual: bool = False) -> Record:
    if mutual or kind == "CONSULT":
        return Record(kind, min(source, target), max(source, target), mutual=True)
    return Record(kind, source, target)


def article(row: dict[str, Any]) -> Article:
    """Return the sentence of a row as a page of one paragraph."""
    day = row["date"]
    return Article.of_paragraph(row["text"], "en", f"{day[:4]}-{day[4:6]}-{day[6:]}")


def common(gold: Iterable[Record], read: Iterable[Record]) -> int:
    """Return how many records of the gold were read, each by another reading."""
    left, right = sorted(read), 0
    # The openest last, lest they take a reading that is the only one for another.
    for want in sorted(gold, key=lambda record: ([*record].count(OPEN), record)):
        hit = next((record for record in left if record.is_read(want)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


class Sentence(NamedTuple):
    """A sentence that counts: its row, what the gold says and what was read."""

    row: dict[str, Any]
    gold: frozenset[Record]
    read: frozenset[Record]

    def at(self, level: str) -> tuple[set[Record], set[Record]]:
        """Return gold and readings as a level compares them."""
        return {r.at(level) for r in self.gold}, {r.at(level) for r in self.read}


class Share(NamedTuple):
    """How much of what was read is right, and how much of the gold was read."""

    f1: float
    precision: float
    recall: float


class Figures(NamedTuple):
    """The figures of a suite; ``quiet`` are its sentences without events."""

    sentences: int
    counted: int
    quiet: int
    false: int
    levels: dict[str, Share]


def coded(rows: Iterable[dict[str, Any]]) -> Iterator[Sentence]:
    """Yield the sentences of rows that can be compared, coded."""
    for row in rows:
        gold = gold_of(row)
        if gold is not None:
            yield Sentence(row, gold, read_of(kawat.code(article(row)).reports))


def share(found: Sequence[Sentence], level: str) -> Share:
    """Return the figures of a level."""
    right = gold = read = 0
    for one in found:
        wanted, told = one.at(level)
        right += common(wanted, told)
        gold += len(wanted)
        read += len(told)
    return Share(2 * right / max(1, gold + read), right / max(1, read), right / max(1, gold))


def score(total: int, found: Sequence[Sentence], levels: Iterable[str]) -> Figures:
    """Return the figures of so many sentences, of which those found can be compared."""
    quiet = [one for one in found if not one.gold]
    false = sum(bool(one.read) for one in quiet)
    by_level = {level: share(found, level) for level in levels}
    return Figures(total, len(found), len(quiet), false, by_level)


def measure(path: Path = FILE) -> dict[str, tuple[Figures, list[Sentence]]]:
    """Return the figures of each suite of a file, and what they were counted from."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    measured = {}
    for suite, levels in MEASURED.items():
        mine = [row for row in rows if row["suite"] == suite]
        found = list(coded(mine))
        measured[suite] = score(len(mine), found, levels), found
    return measured


def errors(found: Iterable[Sentence], level: str) -> Iterator[str]:
    """Yield the sentences that are not read as the gold has them, for those who work on it."""
    for one in found:
        wanted, told = one.at(level)
        if not common(wanted, told) == len(wanted) == len(told):
            gold, read = ([tuple(r[:3]) for r in sorted(records)] for records in one[1:])
            yield f"{one.row['id']} {one.row['text']}\n  gold {gold}\n  read {read}"


def as_json(measured: dict[str, tuple[Figures, list[Sentence]]]) -> str:
    """Return the figures as JSON, the other coder's beside them."""
    table: dict[str, Any] = {"petrarch": PETRARCH}
    for suite, (figures, _) in measured.items():
        levels = {level: one._asdict() for level, one in figures.levels.items()}
        table[suite] = {**figures._asdict(), "levels": levels}
    return json.dumps(table, indent=1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and what went wrong where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        print(f"needs {options.file}, which is not part of the project", file=sys.stderr)
        return 2
    measured = measure(options.file)
    if options.json:
        print(as_json(measured))
        return 0
    print("Universal PETRARCH:", *(f"{name} {value:g}" for name, value in PETRARCH.items()))
    for suite, (figures, found) in measured.items():
        print(f"{suite}:", *(f"{n} {v}" for n, v in figures._asdict().items() if n != "levels"))
        for level, one in figures.levels.items():
            print(f"  {level:7}", *(f"{name} {value:.3f}" for name, value in one._asdict().items()))
        for line in errors(found, MEASURED[suite][-1]) if options.errors else ():
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
