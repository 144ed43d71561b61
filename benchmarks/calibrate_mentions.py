"""Measure how often each class of mentions is right, and write it for ``find_mentions``.

    python benchmarks/calibrate_mentions.py

Uses the two thirds of ``training/sentences`` that are developed on, in every language, and the
stories that are not put aside, read as articles; the others are never read. Run it after every
change of the register, of what is known of a language, or of the rules. A mention is right where
the gold has one in its place, of the same country. Of what the gold leaves out, names behind a
preposition of place count neither way, nor do pronouns, which it marks only where they take part
in an event.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.countries import stories
from benchmarks.mentions import LANGUAGES, Gold, country_of, gold_lines, match, mentions_of

from kawat import actors
from kawat.actors.confidence import classes
from kawat.language import sentences
from kawat.model import Mention

TARGET = Path(actors.__file__).parent / "data" / "confidence.json"


def count() -> dict[str, list[int]]:
    """Return, for each class, how many mentions are right, and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for language in LANGUAGES:
        for gold, found in _read(language):
            countries = {id(mention): one.country for one, mention in match(gold, found)}
            for mention in found:
                if (mention.locative or mention.kind == "pronoun") and id(mention) not in countries:
                    continue
                right = countries.get(id(mention), "") == country_of(mention)
                for key in ("", *classes(mention, language)):
                    counts[key][0] += right
                    counts[key][1] += 1
    return counts


def _read(language: str) -> Iterator[tuple[list[Gold], tuple[Mention, ...]]]:
    """Yield the gold mentions and those found of each sentence and story."""
    for text, gold in gold_lines(language, "dev"):
        yield gold, mentions_of(text, language)
    for article, gold in stories(language, aside=False):
        yield gold, actors.find_mentions(article, sentences.split(article))


def main() -> None:
    """Count and write."""
    counts = count()
    table = {key: counts[key] for key in sorted(counts)}
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in table.items())
    TARGET.write_text("{\n" + rows + "\n}\n", encoding="utf-8")
    right, seen = counts[""]
    print(f"{seen} mentions in {len(LANGUAGES)} languages, {right / max(seen, 1):.3f} right")


if __name__ == "__main__":
    main()
