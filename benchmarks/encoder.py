"""How well the learned coder codes annotated sentences it was not trained on.

    python benchmarks/encoder.py [--json] [LANGUAGE ...]

The sixth of ``training/sentences`` and ``training/stories`` that is put aside, annotated mentions
given, in three tables:

- events: F1 of triggers found and typed, with exact roles, with status too (``coding.py``), with
  no threshold and with the shipped one;
- roles, the trigger given, in sentences of three and more mentions: shares of exact actors, exact
  recipients, and both; both, where an actor is named first, and where a recipient is;
- claims: deeds that are only claimed, and the share of them read as plain fact.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import coding
from benchmarks.sentences import Example, Gold, parted

from kawat.events.learned import LearnedReader, Reading

LANGUAGES = ("ar", "de", "en", "es", "fr", "id", "pt", "ru", "tr", "zh")
MANY = 3
"""Mentions of the sentences that roles are measured on, at least."""


def roles_of(example: Example, gold: Gold) -> tuple[set[int], set[int]] | None:
    """Return the actors and recipients read for a true trigger; None where it is cut off."""
    reading = Reading(example.clue)
    trigger = reading.tokens(gold.start, gold.end)
    if trigger is None:
        return None
    roles = reading.asked([trigger]).roles[0].argmax(-1)
    known = reading.known
    return (
        {known[m] for m in np.flatnonzero(roles == 1).tolist()},
        {known[m] for m in np.flatnonzero(roles == 2).tolist()},
    )


def roles(data: Sequence[Example]) -> dict[str, float]:
    """Return the shares of exact roles in sentences of many mentions, triggers given."""
    seen: Counter[str] = Counter()
    sentences = 0
    for example in data:
        if len(example.clue.mentions) < MANY or not example.gold:
            continue
        sentences += 1
        for gold in example.gold:
            actors, recipients = roles_of(example, gold) or (set(), set())
            right = {"actors": actors == gold.actors, "recipients": recipients == gold.recipients}
            right["both"] = all(right.values())
            if gold.actors and gold.recipients:
                first = min(gold.actors) < min(gold.recipients)
                right["actor first" if first else "recipient first"] = right["both"]
            for name, good in right.items():
                seen[name] += good
                seen[f"{name} of"] += 1
    names = [name.removesuffix(" of") for name in seen if name.endswith(" of")]
    shares = {name: round(seen[name] / seen[f"{name} of"], 3) for name in names}
    return {"sentences": sentences, "events": seen["both of"], **shares}


def claims(data: Sequence[Example], reader: LearnedReader) -> dict[str, float]:
    """Return how many deeds are only claimed, and the share of them read as plain fact."""
    found = reader.read([example.clue for example in data])
    claimed = asserted = 0
    for example, frames in zip(data, found, strict=True):
        told = {id(gold): frame for gold, frame in coding.match(example.gold, frames)}
        for gold in example.gold:
            if gold.status == "claimed":
                claimed += 1
                asserted += id(gold) in told and told[id(gold)].status == "asserted"
    return {"claimed": claimed, "read as asserted": round(asserted / max(1, claimed), 3)}


def measure(languages: Sequence[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Return all figures: table, language (``all`` too), figure."""
    aside = {language: parted(language)[1] for language in languages}
    aside["all"] = [example for data in aside.values() for example in data]
    return {
        "events": {name: coding.score(data, LearnedReader(0.0)) for name, data in aside.items()},
        "events, shipped threshold": {
            name: coding.score(data, LearnedReader()) for name, data in aside.items()
        },
        "roles": {name: roles(data) for name, data in aside.items()},
        "claims": {"all": claims(aside["all"], LearnedReader())},
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.languages or LANGUAGES)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for table, rows in found.items():
        print(table)
        for name, figures in rows.items():
            print(" ", name, *(f"{key} {value:g}," for key, value in figures.items()))


if __name__ == "__main__":
    main()
