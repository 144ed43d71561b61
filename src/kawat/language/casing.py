"""Letters compared without regard to case, also where i has a dot or none (Turkish)."""

from __future__ import annotations

_DOTTED = "i\u0307"
"""What case folding makes of the capital I with a dot."""


def fold_words(text: str) -> str:
    """Return a text folded, its words one blank apart."""
    return " ".join(fold(text).split())


def fold(text: str) -> str:
    """Return a text in small letters; i with and without a dot are one letter."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace(_DOTTED, "i").replace("ı", "i")
