"""Measure how often each class of statements is right, and write it for the reader of quotes.

    python benchmarks/calibrate_statements.py

Uses the pages of ``training/statements`` that are put aside. A statement is right where its words
and its speaker are. Run it after every change of how statements are read.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import quotes, statements

from kawat.actors import Cast
from kawat.events import quote_confidence
from kawat.events.quotes import read_quotes
from kawat.language import LANGUAGES
from kawat.language.sentences import split

TARGET = Path(quote_confidence.__file__).parent / "data" / "statements.confidence.json"


def counts() -> dict[str, list[int]]:
    """Return, by class, how many statements are right and how many there are."""
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for language in LANGUAGES:
        for sample in filter(statements.is_aside, statements.annotated(language)):
            sentences = split(sample.article)
            cast = Cast(sample.article, sentences)
            mentions = cast.mentions
            read = read_quotes(sample.article, sentences, mentions, cast, calibrated=False)
            page = statements.Read(sample, mentions, read.quotes)
            gold = page.gold()
            for words, quote in page.found().items():
                told = gold.get(words)
                right = told is not None and quotes.is_speaker(sample, told, quote, mentions)
                for name in ("", *quote_confidence.classes(quote, quote.confidence or 0.0)):
                    table[name][0] += right
                    table[name][1] += 1
    return dict(sorted(table.items()))


def main() -> None:
    """Measure and write."""
    table = counts()
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    right, number = table[""]
    print(f"{number} statements, {right / number:.3f} right; {len(table) - 1} classes")


if __name__ == "__main__":
    main()
