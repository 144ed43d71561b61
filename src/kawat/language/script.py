"""Where words begin and end, in scripts with blanks between words and in those without."""

from __future__ import annotations

import re

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Myanmar, Khmer, kana, Han: written without blanks between words."""

_UNSPACED_HERE, _UNSPACED_BEFORE = rf"(?-i:(?=[{UNSPACED}]))", rf"(?-i:(?<=[{UNSPACED}]))"
"""They have no capitals; told so, ``re`` does not look each of 28,000 signs up in both cases."""

BEGIN = rf"(?:(?<!\w)|{_UNSPACED_HERE})"
"""A pattern of the place where a word begins: before a sign without blanks, anywhere."""

END = rf"(?:(?!\w)|{_UNSPACED_BEFORE})"
"""A pattern of the place where a word ends."""

WORD_END = r"(?!\w)"
"""A pattern of the end of a word whose last sign is of a script with blanks.

Word lists have thousands of ends, and ``re`` takes half a thousandth of a second to make each
set of as many signs as ``UNSPACED`` has: where the last sign is known, this is the pattern.
"""

_SIGNS = re.compile(f"[{UNSPACED}]")


def is_unspaced(sign: str) -> bool:
    """Say whether a sign, or the first of a word, is of a script without blanks between words."""
    return _SIGNS.match(sign) is not None


def count_words(text: str) -> int:
    """Count the words of a text; two signs of a script without blanks count as one."""
    signs = len(_SIGNS.findall(text))
    return len(_SIGNS.sub(" ", text).split()) + (signs + 1) // 2 if signs else len(text.split())
