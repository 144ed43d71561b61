"""Lists of words that each stand for a label, found in a passage: contexts, topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kawat.actors.morphology import morphology
from kawat.language import load
from kawat.language.casing import fold

# Scripts written without blanks (Thai to Khmer, kana, Han): every character is a word.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_]+(?:[-‑'’][^\W_]+)*"
)
_STEM = 2
"""Fewest letters of a word that may stand for all that begin with it."""
_REST = 3
"""Fewest letters of a word that may stand behind one written together with it."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, their apostrophes and hyphens plain."""
    return [word.replace("’", "'").replace("‑", "-") for word in _WORD.findall(text)]


class WordTable:
    """The phrases of a table by their first word, in small letters, with their label.

    A word ending in ``*`` stands for all that begin so; one with capitals must have them; a
    phrase matches word by word. What ``joined`` lists may be written together with any word.
    """

    def __init__(self, table: Mapping[str, Sequence[str]], joined: Sequence[str] = ()) -> None:
        """Index a table that gives each label its phrases."""
        self._joined = tuple(joined)
        self.whole: dict[str, list[tuple[list[str], str]]] = {}
        self.stems: dict[str, list[tuple[list[str], str]]] = {}
        for label, phrases in table.items():
            for phrase in phrases:
                words = re.findall(rf"(?:{_WORD.pattern})\*?", phrase)
                first = words[0]
                index = self.stems if first.endswith("*") else self.whole
                index.setdefault(fold(first.rstrip("*")), []).append((words, label))
        self._longest_stem = max(map(len, self.stems), default=0)
        # a stem is looked for only in words that begin as one does
        self._openings = {stem[:_STEM] for stem in self.stems}

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the label of every phrase that stands in the words, and the phrase as found."""
        for at, word in enumerate(words):
            for phrase, label in self._begun(word):
                found = words[at : at + len(phrase)]
                if len(found) == len(phrase) and all(map(self._is, phrase, found)):
                    yield label, fold(" ".join(found))

    def _begun(self, word: str) -> Iterator[tuple[list[str], str]]:
        """Yield the phrases that may begin with a word, and their labels."""
        for form in self._forms(fold(word)):
            yield from self.whole.get(form, ())
            if form[:_STEM] in self._openings:
                for n in range(_STEM, min(len(form), self._longest_stem) + 1):
                    yield from self.stems.get(form[:n], ())

    def _forms(self, word: str) -> Iterator[str]:
        """Yield a word as written, and what is left of it behind one written together with it."""
        yield word
        if word.startswith(self._joined):
            rests = {word[len(head) :] for head in self._joined if word.startswith(head)}
            yield from sorted(rest for rest in rests if len(rest) >= _REST)

    def _is(self, want: str, written: str) -> bool:
        """Say whether a word is that of a phrase; one with capitals must have them."""
        if want == want.lower():
            want, written = fold(want), fold(written)
        if want.endswith("*"):
            return any(form.startswith(want[:-1]) for form in self._forms(written))
        return want in self._forms(written)


@cache
def word_table(language: str, name: str) -> WordTable:
    """Return a table of a language; KeyError where Kawat has none of that name.

    In it and in the texts, signs are taken as alike as ``morphology.toml`` says, and a word may
    be written together with the prefixes and articles of that file.
    """
    table: dict[str, list[str]] = load(language, name)
    forms = morphology(language)
    return WordTable(
        {label: [forms.folded(phrase) for phrase in phrases] for label, phrases in table.items()},
        forms.joins_before,
    )


def folded_words(text: str, language: str) -> list[str]:
    """Return the words of a text as ``word_table`` has those of its language."""
    return words_of(morphology(language).folded(text))
