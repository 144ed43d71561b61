"""Who a phrase stands for, held to the actor cases of another coder's test-suite.

    python benchmarks/actor_cases.py [FILE] [--errors] [--json]

The cases are phrases with an expected country and PLOVER sector, in the form that
``shared/data/coding/README.md`` describes. Each is asked of ``kawat.actors.who``, as an English
phrase, on the day of the case. ``Today`` is a day on which the offices expected were held
(``TODAY``); where a case has no date, no day is given.

- ``country`` is the share that is right on the country, ``both`` that on country and sector, of
  all cases; ``agreed`` and ``agreed_both`` leave out the expectations that we hold to be wrong,
  which ``actor_cases.disputed.toml`` lists with the reason.
- What a case leaves empty (null) it does not ask; ``""`` means none. A phrase that names no
  political actor is right where nobody is found. A case's second sector is as right as its first,
  ``UNK``, somebody not told who, is what no sector is, and what for us is a body of the kind NGO
  is one of no country and of that sector.
- The actor of a phrase is the one its first part stands for; a country that it does not have is
  that of the next.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from kawat.actors import who

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT.parent / "shared" / "data" / "coding" / "ngec_actor_cases_dev.jsonl"
DISPUTED = Path(__file__).with_suffix(".disputed.toml")
TODAY = "2022-11-01"
"""The day on which the cases without a date of their own, but for "today", were written."""
_FORMATS = ("%Y-%m-%d", "%d %B %Y")


class Told(NamedTuple):
    """What is told of a phrase: whether anybody was found, and of what country and sector."""

    found: bool
    country: str | None
    sector: str | None


class Score(NamedTuple):
    """Shares between 0 and 1; ``cases`` counts them."""

    cases: int
    country: float
    both: float
    agreed: float
    agreed_both: float


def read_cases(path: Path = CASES) -> list[dict[str, Any]]:
    """Return the cases of a file, each with its number, from 1."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [{"number": number, **json.loads(line)} for number, line in enumerate(lines, 1)]


def day_of(text: str) -> str | None:
    """Return the day of a case as an ISO date, None where it has none."""
    if text.lower() == "today":
        return TODAY
    for form in _FORMATS:
        try:
            return datetime.strptime(text.title(), form).date().isoformat()
        except ValueError:
            continue
    return None


def told_of(case: dict[str, Any]) -> Told:
    """Return what Kawat tells of a case."""
    answer = who(case["input"], day_of(case["date"]), language="en")
    readings = [reading for reading in answer.readings if reading.actors]
    actors = [reading.actors[0] for reading in readings]
    country = next((actor.country for actor in actors if actor.country), None)
    sector = actors[0].sector if actors else None
    if readings and readings[0].kind == "state" and not sector:
        sector = next((actor.sector for actor in actors if actor.sector), None)
    return Told(bool(actors), country, sector)


def is_right(case: dict[str, Any], told: Told) -> tuple[bool, bool]:
    """Tell whether the country of a case is right, and whether country and sector are."""
    if case["none"]:
        nobody = told.country is None and told.sector in (None, "UNK")
        return nobody, nobody
    if told.country == "NGO":
        told = Told(told.found, None, "NGO")
    country = case["country"] is None or case["country"] == (told.country or "")
    wanted = {case["sector"] or "", case["sector_2"]} - {None}
    wanted |= {""} if "UNK" in wanted else set()
    sector = case["sector"] is None or (told.sector or "") in wanted
    return country, country and sector


def disputed() -> dict[int, str]:
    """Return why we hold an expectation to be wrong, by the number of its case."""
    listed = tomllib.loads(DISPUTED.read_text(encoding="utf-8"))["disputed"]
    return {case: entry["why"] for entry in listed for case in entry["cases"]}


def measure(cases: Sequence[dict[str, Any]], wrong: Iterable[int] = ()) -> Score:
    """Return the shares that are right; ``wrong`` are the numbers of disputed cases."""
    wrong = set(wrong)
    right = [(case["number"], *is_right(case, told_of(case))) for case in cases]
    agreed = [(country, both) for number, country, both in right if number not in wrong]
    shares = [sum(row[column] for row in right) / len(right) for column in (1, 2)]
    shares += [sum(row[column] for row in agreed) / len(agreed) for column in (0, 1)]
    return Score(len(cases), *shares)


def errors(cases: Iterable[dict[str, Any]], wrong: dict[int, str]) -> Iterator[str]:
    """Yield what went wrong, case by case, for those who work on it."""
    for case in cases:
        told = told_of(case)
        if is_right(case, told) != (True, True):
            answer = who(case["input"], day_of(case["date"]), language="en")
            found = [(reading.text, reading.rule) for reading in answer.readings]
            wanted = "nobody" if case["none"] else (case["country"], case["sector"])
            mark = "disputed " if case["number"] in wrong else ""
            yield f"{mark}{case['number']} {case['input']!r} {case['date']} {wanted} got " + (
                f"{(told.country, told.sector)} by {found}"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and what went wrong where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=CASES)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    cases = read_cases(options.file)
    wrong = disputed() if options.file == CASES else {}
    score = measure(cases, wrong)._asdict()
    for line in errors(cases, wrong) if options.errors else ():
        print(line)
    if options.json:
        print(json.dumps(score, indent=2))
    else:
        print(" ".join(f"{key} {value:.4g}" for key, value in score.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
