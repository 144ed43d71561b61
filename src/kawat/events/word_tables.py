"""Lists of words that each stand for a label, found in a passage: contexts, topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

# Scripts written without blanks (Thai to Khmer, kana, Han): every character is a word.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_]+(?:[-‑'’][^\W_]+)*"
)
_STEM = 2
"""Fewest letters of a word that may stand for all that begin with it."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, their apostrophes and hyphens plain."""
    return [word.replace("’", "'").replace("‑", "-") for word in _WORD.findall(text)]


class WordTable:
    """The phrases of a table by their first word, in small letters, with their label.

    A word ending in ``*`` stands for all that begin so; one with capitals must have them; a
    phrase matches word by word.
    """

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        """Index a table that gives each label its phrases."""
        self.whole: dict[str, list[tuple[list[str], str]]] = {}
        self.stems: dict[str, list[tuple[list[str], str]]] = {}
        for label, phrases in table.items():
            for phrase in phrases:
                words = re.findall(rf"(?:{_WORD.pattern})\*?", phrase)
                first = words[0]
                index = self.stems if first.endswith("*") else self.whole
                index.setdefault(first.rstrip("*").lower(), []).append((words, label))
        self._longest_stem = max(map(len, self.stems), default=0)
        # a stem is looked for only in words that begin as one does
        self._openings = {stem[:_STEM] for stem in self.stems}

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the label of every phrase that stands in the words, and the phrase as found."""
        for at, word in enumerate(words):
            low = word.lower()
            heads = [self.whole[low]] if low in self.whole else []
            if low[:_STEM] in self._openings:
                ends = range(_STEM, min(len(low), self._longest_stem) + 1)
                heads += [self.stems[low[:n]] for n in ends if low[:n] in self.stems]
            for phrases in heads:
                for phrase, label in phrases:
                    found = words[at : at + len(phrase)]
                    if _matches(phrase, found):
                        yield label, " ".join(found).lower()


def _matches(phrase: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether the words are the phrase's; one with capitals must have them."""
    return len(phrase) == len(words) and all(
        (written if want != want.lower() else written.lower()).startswith(want[:-1])
        if want.endswith("*")
        else (written if want != want.lower() else written.lower()) == want
        for want, written in zip(phrase, words, strict=True)
    )
