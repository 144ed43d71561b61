"""Write ``events/data/ordinary.txt``: python tools/ordinary.py.

Twelve sentences a language of the project's own (``training/sentences``), half of them without
an event of PLOVER's, drawn by their hashes from the two thirds that are developed on. They are
what a user's codebook is told is none of its types (``kawat.events.custom.training``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.sentences import examples

from kawat.language import LANGUAGES

EACH = 6
OUT = Path(__file__).resolve().parent.parent / "src/kawat/events/data/ordinary.txt"


def main() -> None:
    """Write the file."""
    lines: list[str] = []
    for language in LANGUAGES:
        known = [example for example in examples(language) if not example.held_out]
        known.sort(key=lambda e: hashlib.sha256(e.clue.sentence.text.encode()).hexdigest())
        for empty in (True, False):
            chosen = [e for e in known if (not e.gold) == empty][:EACH]
            lines += [e.clue.sentence.text for e in chosen]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
