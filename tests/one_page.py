"""A page that holds nothing but the sentences given, for tests of what is read in them."""

from __future__ import annotations

from kawat.language.sentences import split
from kawat.model import Article, Sentence


def article(text: str, language: str, published: str | None = None) -> Article:
    """One paragraph, on a day."""
    return Article.of_paragraph(text, language, published)


def sentences(of: Article) -> tuple[Sentence, ...]:
    """The sentences of the page, as they are split for coding."""
    return split(of)
