"""How a written form leads back to the forms in the register and the lexicon.

A language's ``morphology.toml`` holds, all optional:

- ``fold``: signs taken as alike (``"ё>е"``), or left out (``"ـ>"``), on both sides;
- ``prefixes``: words written together with the one behind them (Arabic ``و``, French ``d'``).
  They are cut off where what is left is known and the whole is not, and become tokens of
  their own, outside the name. ``"لل>ال"`` says what the rest then begins with. One that ends
  in an apostrophe is always cut off;
- ``article``: beginnings that stay with their word (Arabic ``ال``): the register may have the
  word with or without;
- ``initial``: how a word may begin where a capital is written without its accent
  (French ``e>é``: "Etat" is "état");
- ``cut``: signs behind which the rest of a word is a suffix (Turkish ``Rusya'nın``);
- ``[suffixes]``: of those behind a ``cut`` sign, which say ``where`` ("Moskova'da") and which
  part a name from the noun behind it (``apart``: "Ukrayna'ya asker", not "Ukrayna askeri");
- ``[endings]`` ``same`` and ``plural``: an ending as written, ``>``, that of the base form.

A candidate counts only where the base form is known; the exact form wins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from kawat.actors.tokens import SIGNS, Fold, Token, key_of, tokenize
from kawat.language import languages_with, load

_STEM = 2
"""Letters of a word that stay at least."""
WHERE, APART = "_", "~"
"""Letters of the suffixes that say where something is, and that part a name from what follows."""
_MEMORY = 100_000
"""How many words' base forms are kept."""


class Way(NamedTuple):
    """How a base form is reached: how much of the written word is not its ending.

    ``kept`` letters of the word are as in the base form; ``plural`` where the form is one;
    ``suffixed`` where the rest stands behind an apostrophe.
    """

    base: str
    kept: int
    plural: bool = False
    suffixed: bool = False


class Morphology:
    """The forms of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Compile the tables.

        Raises:
            ValueError: an entry is not written as it should be.
        """
        signs = dict(SIGNS)
        dropped: dict[str, str] = {}
        for pair in data.get("fold", ()):
            old, new = _pair(pair)
            if len(old) != 1 or len(new) > 1:
                raise ValueError(f"fold {pair!r}: single signs only")
            for sign in {old, old.lower(), old.upper()}:
                if len(sign) == 1 and new:
                    signs[sign] = new
                elif len(sign) == 1:
                    dropped[sign] = ""
        self.fold = Fold(signs)
        self._drop = Fold(dropped) if dropped else None
        self._cut = frozenset(map(self.key, data.get("cut", "")))
        self._articles = tuple(map(self.key, data.get("article", ())))
        prefixes = [tuple(map(self.key, _pair(entry))) for entry in data.get("prefixes", ())]
        self._prefixes = sorted(prefixes, key=lambda pair: len(pair[0]))
        heads = {prefix for prefix, _ in prefixes} | {""}
        joined = (head + article for head in heads for article in ("", *self._articles))
        self.joins_before = tuple(sorted(filter(None, joined)))
        """What may be written together with a word, before it."""
        self.elides = any(prefix.endswith("'") for prefix, _ in prefixes)
        suffixes = data.get("suffixes", {})
        self._marks = {
            self.key(suffix): mark
            for kind, mark in (("where", WHERE), ("apart", APART))
            for suffix in suffixes.get(kind, ())
        }
        self.marks = bool(self._marks)
        self._endings: dict[str, list[tuple[str, bool]]] = {}
        endings = data.get("endings", {})
        for plural in (False, True):
            for entry in endings.get("plural" if plural else "same", ()):
                written, base = map(self.key, _pair(entry))
                if written != base:
                    self._endings.setdefault(written, []).append((base, plural))
        self._longest = max(map(len, self._endings), default=-1)
        self._ways: dict[str, tuple[Way, ...]] = {}
        genitive = data.get("genitive", {})
        self._nominative = tuple(map(self.key, genitive.get("nominative", "")))
        self._never_genitive = tuple(map(self.key, genitive.get("never", ())))
        self._read_owning(data.get("owning", {}))
        self._owned_adjective = tuple(map(self.key, genitive.get("adjective", ())))
        self._initial = [tuple(map(self.key, _pair(entry))) for entry in data.get("initial", ())]
        self.inflects = bool(self._endings or self._cut or self._articles or self._initial)
        self.joins = bool(self._prefixes)

    def _read_owning(self, owning: dict[str, Any]) -> None:
        self._genitive = tuple(map(self.key, owning.get("genitive", ())))
        self.places = tuple(map(self.key, owning.get("where", ("\0",))))
        """Endings that say where something is."""
        self._bare = frozenset(map(self.key, owning.get("bare", ())))
        self.owned = self._pattern(owning.get("owned"))
        """Endings of what belongs to another."""
        self.own = self._pattern(owning.get("own"))
        """Those of what belongs to the subject, where nothing else owns it."""

    def is_definite(self, word: str) -> bool:
        """Tell whether a word as written bears an article."""
        return word.startswith(self._articles)

    def is_owned(self, word: str, base: str) -> bool:
        """Tell whether a word, given with its dictionary form, may belong to a noun before it.

        In languages that mark it, it stands in the genitive then.
        """
        written = self.key(word)
        apart = self._nominative if written == self.key(base) else self._never_genitive
        return word.isupper() or not written.endswith(apart)

    def is_genitive(self, ending: str) -> bool:
        """Tell whether an ending is one of the genitive."""
        return ending.endswith(self._genitive) if self._genitive else False

    def is_bare(self, ending: str) -> bool:
        """Tell whether an ending is none of a case."""
        return not ending or ending in self._bare

    def _pattern(self, pattern: str | None) -> re.Pattern[str] | None:
        return re.compile(self.fold(pattern)) if pattern else None

    def may_describe_owner(self, word: str) -> bool:
        """Tell whether an adjective may be in the case of what belongs to a noun before it."""
        return not self._owned_adjective or self.key(word).endswith(self._owned_adjective)

    def mark(self, key: str) -> str:
        """Return what the suffix behind the apostrophe of a word tells, empty where nothing."""
        if not self._marks:
            return ""
        at = next((at for at in range(_STEM, len(key)) if key[at] in self._cut), None)
        return self._marks.get(key[at + 1 :], "") if at is not None else ""

    def key(self, word: str) -> str:
        """Return the key of a word."""
        return self.bare(key_of(word, self.fold))

    def bare(self, key: str) -> str:
        """Return a key without the signs that are left out, where others are in it."""
        return key if self._drop is None or key.isascii() else self._drop(key) or key

    def bare_all(self, keys: list[str]) -> list[str]:
        """Return keys without the signs that are left out."""
        return keys if self._drop is None else [self.bare(key) for key in keys]

    def refolded(self, key: str) -> str:
        """Return what a key of no language in particular is in this one."""
        return self.bare(key if key.isascii() else self.fold(key))

    def folded(self, text: str) -> str:
        """Return a text, its letters as large as they are, with signs that are alike made so."""
        if text.isascii():
            return text
        folded = self.fold(text)
        return self._drop(folded) if self._drop is not None else folded

    def tokenize(self, text: str) -> list[Token]:
        """Return the tokens of a text with the keys of this language."""
        tokens = tokenize(text, self.fold)
        if self._drop is not None:
            return [t._replace(key=self.bare(t.key)) for t in tokens]
        return tokens

    def ways(self, key: str) -> tuple[Way, ...]:
        """Return what base forms a word may have, those nearest to it first."""
        if not self.inflects:
            return ()
        ways = self._ways.get(key)
        if ways is None:
            if len(self._ways) >= _MEMORY:
                self._ways.clear()
            ways = self._ways[key] = self._find_ways(key)
        return ways

    def _find_ways(self, key: str) -> tuple[Way, ...]:
        found: dict[str, Way] = {}
        at = next((at for at in range(_STEM, len(key)) if key[at] in self._cut), None)
        if at is not None:
            found[key[:at]] = Way(key[:at], at, suffixed=True)
        if not key[-1:].isalpha() and key.isascii():
            return tuple(found.values())
        wholes = [key]
        for article in self._articles:
            if key.startswith(article) and len(key) - len(article) >= _STEM:
                wholes.append(key[len(article) :])
            wholes.append(article + key)
        begin = key.find("'") + 1
        for written, base in self._initial:
            if key.startswith(written, begin):
                wholes.append(key[:begin] + base + key[begin + len(written) :])
        for whole in wholes:
            if whole is not key:
                found.setdefault(whole, Way(whole, len(key)))
        for whole in wholes:
            for length in range(min(self._longest, len(whole) - _STEM) + 1):
                stem = whole[: len(whole) - length]
                for base, plural in self._endings.get(whole[len(stem) :], ()):
                    kept = len(key) - length
                    found.setdefault(stem + base, Way(stem + base, kept, plural))
        found.pop(key, None)
        return tuple(found.values())

    def joined(self, key: str) -> list[tuple[int, str]]:
        """Return where a word may be parted from one before it, and the key of what is left."""
        parts = []
        for prefix, begins in self._prefixes:
            if key.startswith(prefix) and len(key) - len(prefix) + len(begins) >= _STEM:
                rest = begins + key[len(prefix) :]
                parts.append((max(1, len(prefix) - len(begins)), rest))
        return parts


def _pair(entry: str) -> tuple[str, str]:
    """Read "old>new"; without a sign between, the new one is empty."""
    old, _, new = entry.partition(">")
    return old, new


PLAIN = Morphology({})
"""Of a language whose words do not change."""


@cache
def morphology(language: str) -> Morphology:
    """Return the morphology of a language, compiled once; a plain one where it has no data."""
    if language not in languages_with("morphology"):
        return PLAIN
    return Morphology(load(language, "morphology"))
