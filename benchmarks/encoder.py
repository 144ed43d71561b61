"""How well the learned coder codes annotated sentences it was not trained on.

    python benchmarks/encoder.py [--json | --pin] [LANGUAGE ...]

The sixth of ``training/sentences`` and ``training/stories`` that is put aside, annotated mentions
given, in four tables:

- events: F1 of triggers found and typed, with exact roles, with status too (``coding.py``), with
  no threshold and with the shipped one;
- roles, the trigger given, in sentences of three and more mentions: shares of exact actors, exact
  recipients, and both; both, where an actor is named first, and where a recipient is, and in
  the active and in the passive voice;
- statuses, the trigger given: precision, recall and F1 of each, and the mean of the F1 (``macro``);
- claims: deeds that are only claimed, and the share of them read as plain fact, with the shipped
  threshold.

``--pin`` writes the floors of the test (``encoder.floors.json``) a little under the figures of
the part that the test measures.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import coding
from benchmarks.sentences import Example, Gold, parted

from kawat.events.learned import LearnedReader, Reading, parties
from kawat.events.reader import Clue, SentenceReader
from kawat.language import LANGUAGES
from kawat.model import Frame

FLOORS = Path(__file__).with_name("encoder.floors.json")
FEW, MARGIN = 4, 0.01
"""The test measures every fourth sentence; its floors lie so much under what was found."""
PASSIVES = Path(__file__).with_name("passives.toml")
"""What shows a passive, by language."""
REACH = 60
"""Signs before a trigger in which a passive may be shown."""
MANY = 3
"""Mentions of the sentences that roles are measured on, at least."""


@cache
def _passives() -> dict[str, list[dict[str, re.Pattern[str]]]]:
    """Return what shows a passive in each language."""
    table: dict[str, list[dict[str, str]]] = tomllib.loads(PASSIVES.read_text(encoding="utf-8"))
    return {
        language: [
            {key: re.compile(part + "$" if key == "before" else part) for key, part in way.items()}
            for way in ways
        ]
        for language, ways in table.items()
    }


def is_passive(example: Example, gold: Gold) -> bool:
    """Tell whether an event is told in the passive, as far as its words show (``PASSIVES``)."""
    text = example.clue.sentence.text
    before = text[max(0, gold.start - REACH) : gold.start]
    trigger, after = text[gold.start : gold.end].lower(), text[gold.end :]
    where = {"before": before, "near": before, "trigger": trigger, "after": after}
    ways = _passives().get(example.clue.language, [])
    return any(all(part.search(where[key]) for key, part in way.items()) for way in ways)


def roles(data: Sequence[Example]) -> Counter[str]:
    """Count exact roles in sentences of many mentions, triggers given, by what is asked of them."""
    seen: Counter[str] = Counter()
    for example in data:
        if len(example.clue.mentions) < MANY or not example.gold:
            continue
        seen["sentences"] += 1
        reading = Reading(example.clue, complete=True)
        for gold in example.gold:
            trigger = reading.tokens(gold.start, gold.end)
            told = parties(reading.asked([trigger]), 0, reading.known) if trigger else None
            actors, recipients = (
                (set(told.actors), set(told.recipients)) if told else (set(), set())
            )
            right = {"actors": actors == gold.actors, "recipients": recipients == gold.recipients}
            right["both"] = all(right.values())
            right["passive" if is_passive(example, gold) else "active"] = right["both"]
            if gold.actors and gold.recipients:
                first = min(gold.actors) < min(gold.recipients)
                right["actor first" if first else "recipient first"] = right["both"]
            for name, good in right.items():
                seen[name] += good
                seen[f"{name} of"] += 1
    return seen


def shares(seen: Counter[str]) -> dict[str, float]:
    """Return what was counted as shares."""
    names = [name.removesuffix(" of") for name in seen if name.endswith(" of")]
    found = {name: round(seen[name] / seen[f"{name} of"], 3) for name in names}
    return {"sentences": seen["sentences"], "events": seen["both of"], **found}


def claims(data: Sequence[Example], reader: SentenceReader) -> dict[str, float]:
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


def by_class(
    gold: Counter[str], read: Counter[str], right: Counter[str]
) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each class that is gold, by what was counted of it."""
    return {
        kind: {
            "events": gold[kind],
            "precision": right[kind] / max(1, read[kind]),
            "recall": right[kind] / gold[kind],
            "F1": 2 * right[kind] / (gold[kind] + read[kind]),
        }
        for kind in sorted(gold)
    }


def statuses(data: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return the figures of each status, triggers given, and of all with the mean of the F1."""
    gold: Counter[str] = Counter()
    read: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for example in data:
        reading = Reading(example.clue, complete=True) if example.gold else None
        for event in example.gold if reading else ():
            assert reading
            trigger = reading.tokens(event.start, event.end)
            told = parties(reading.asked([trigger]), 0, reading.known).status if trigger else ""
            gold[event.status] += 1
            read[told] += 1
            right[told] += told == event.status
    found = by_class(gold, read, right)
    number, share = gold.total(), right.total() / gold.total()
    mean = sum(figures["F1"] for figures in found.values()) / len(found)
    return {**found, "macro": {"events": number, "precision": share, "recall": share, "F1": mean}}


class Once:
    """A reader that has read all it will be asked for, and gives what is sure enough."""

    def __init__(self, clues: Sequence[Clue]) -> None:
        """Read sentences without a threshold."""
        frames = LearnedReader(0.0, complete=True).read(clues)
        self._frames = {id(clue): found for clue, found in zip(clues, frames, strict=True)}
        self.threshold = 0.0

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence."""
        return [
            [frame for frame in self._frames[id(clue)] if frame.confidence >= self.threshold]
            for clue in items
        ]


def by_type(data: Sequence[Example], reader: SentenceReader) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each type, triggers found and typed."""
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for example, frames in zip(data, reader.read([e.clue for e in data]), strict=True):
        gold.update(event.type for event in example.gold)
        read.update(frame.type for frame in frames)
        pairs = coding.match(example.gold, frames)
        right.update(event.type for event, frame in pairs if event.type == frame.type)
    return by_class(gold, read, right)


Figures = dict[str, dict[str, float]]
"""Figures by the language measured, ``all`` too."""


def measure(aside: Mapping[str, Sequence[Example]]) -> dict[str, Figures]:
    """Return all figures of the sentences of some languages, by table."""
    parts = {**aside, "all": [example for data in aside.values() for example in data]}
    reader = Once([example.clue for example in parts["all"]])
    found = {"events": {name: coding.score(data, reader) for name, data in parts.items()}}
    reader.threshold = LearnedReader().threshold
    found["events, shipped threshold"] = {
        name: coding.score(data, reader) for name, data in parts.items()
    }
    counted = {name: roles(data) for name, data in aside.items()}
    counted["all"] = Counter()
    for seen in (counted[name] for name in aside):
        counted["all"].update(seen)
    found["roles"] = {name: shares(seen) for name, seen in counted.items()}
    found["claims"] = {"all": claims(parts["all"], reader)}
    return found


def aside(languages: Sequence[str], step: int = 1) -> dict[str, list[Example]]:
    """Return the sentences put aside by language, every so many."""
    return {language: parted(language)[1][::step] for language in languages}


def tested() -> Figures:
    """Return the figures that the test holds against the floors."""
    found = measure(aside(LANGUAGES, FEW))
    floors = {
        name: {key: figures[key] for key in ("type F1", "roles F1", "status F1")}
        for name, figures in found["events"].items()
    }
    floors["all"] |= {key: found["roles"]["all"][key] for key in ("actors", "recipients", "both")}
    return floors


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pin", action="store_true", help="write the floors of the test")
    options = parser.parse_args()
    if options.pin:
        floors = {
            name: {key: round(value - MARGIN, 3) for key, value in figures.items()}
            for name, figures in tested().items()
        }
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        return
    sentences = aside(options.languages or LANGUAGES)
    found = measure(sentences)
    found["statuses"] = statuses([example for data in sentences.values() for example in data])
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for table, rows in found.items():
        print(table)
        for name, figures in rows.items():
            print(" ", name, *(f"{key} {value:g}," for key, value in figures.items()))


if __name__ == "__main__":
    main()
