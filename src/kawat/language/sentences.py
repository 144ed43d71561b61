"""The sentences of an article, with their exact places in its text.

sentencex (rules for some 300 languages) finds the ends; what it gets wrong in news is mended
here, with each language's abbreviations (``sentences.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import sentencex  # type: ignore[import-untyped]

from kawat.language import languages_with, load
from kawat.model import CODED_KINDS, Article, Sentence

_BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2002\u2003\u2009\u200a\u200b\u200e\u200f"
    "\u2028\u2029\u202f\u2060\u3000\ufeff\0"
)

_CLOSERS = "\"'”’»"

_FALLBACK = "en"
"""Rules used for a text whose language could not be told."""

_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'“‘])(\S+)$")


def split(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of the blocks that are coded, in order, without blanks around them.

    A sentence never reaches beyond its block. A closing quotation mark belongs to the sentence
    it closes, and what is quoted within a sentence stays within it.
    """
    found: list[Sentence] = []
    for index, block in enumerate(article.blocks):
        if block.kind not in CODED_KINDS:
            continue
        text = article.text[block.start : block.end]
        for start, end in boundaries(text, article.language):
            first, last = block.start + start, block.start + end
            found.append(Sentence(first, last, article.text[first:last], index))
    return tuple(found)


def boundaries(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends, blanks around it left out."""
    start = end = 0
    for piece in sentencex.segment(language or _FALLBACK, text):
        if end > start and not _goes_on(text[start:end], piece, language):
            yield from _trimmed(text, start, end)
            start = end
        end += len(piece)
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    bare = piece.strip(_BLANKS)
    if bare:
        first = start + len(piece) - len(piece.lstrip(_BLANKS))
        yield first, first + len(bare)


def _goes_on(before: str, piece: str, language: str | None) -> bool:
    """Say whether a piece belongs to the sentence before it."""
    bare, after = before.strip(_BLANKS), piece.strip(_BLANKS)
    if not bare or not after or not any(char.isalnum() for char in after):
        return True
    if _ENUMERATOR.fullmatch(bare):
        return True
    if bare[-1] in _CLOSERS and after[0].islower():
        return True
    last = _LAST_WORD.search(bare[-40:])
    return last is not None and last[1] in _abbreviations(language)


@cache
def _abbreviations(language: str | None) -> frozenset[str]:
    if language not in languages_with("sentences"):
        return frozenset()
    return frozenset(load(language, "sentences")["abbreviations"])
