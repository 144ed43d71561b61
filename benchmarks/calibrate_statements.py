"""Measure how often each class of statements is right, and write it for the reader of quotes.

    python benchmarks/calibrate_statements.py

Uses the pages of ``benchmarks/statements.py`` that are not held out. A statement is right where
its words and its speaker are. Run it after every change of how statements are read.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import quotes, statements

from kawat.events import quote_confidence
from kawat.language import LANGUAGES

TARGET = Path(quote_confidence.__file__).parent / "data" / "statements.confidence.json"


def counts() -> dict[str, list[int]]:
    """Return, by class, how many statements are right and how many there are."""
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for language in LANGUAGES:
        for page in statements.read(language, "dev"):
            gold = page.gold()
            for words, quote in page.found().items():
                told = gold.get(words)
                right = told is not None and quotes.is_speaker(
                    page.sample, told, quote, page.mentions
                )
                for name in ("", *quote_confidence.classes(quote, language)):
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
