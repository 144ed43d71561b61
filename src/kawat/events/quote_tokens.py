"""The sentences of the narration as tokens: words, mentions of actors, runs of quoted words.

A unit is a sentence in which each run of quoted words and each mention of an actor is one
token, so that what is quoted cannot be taken for the reporter's own words. All that depends on
a language is in its ``speech.toml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, NamedTuple
from unicodedata import normalize

from kawat.events.quote_lexicon import Frames, Speech
from kawat.events.quote_marks import Marked, opens
from kawat.language.casing import fold, fold_words
from kawat.model import Mention

COMMAS = frozenset(",،，、—–-")
ENDS = frozenset(".!?…。！？؟")

_NONE: frozenset[str] = frozenset()
_FUNCTION = frozenset((
    "determiners", "prepositions", "adverbs", "relatives", "coordinators", "breaks",
    "complementizers", "pronouns", "unsaid", "subordinators", "agents",
))  # fmt: skip
"""The lists of ``speech.toml`` whose words are no nouns."""

REACH = 60
"""Tokens within which a verb looks for its subject and for what is said."""


class Token(NamedTuple):
    """A word, a punctuation mark, a verb of saying, a mention, or a whole run of quoted words."""

    kind: Literal["word", "mark", "cue", "mention", "quote"]
    start: int
    end: int
    key: str
    frames: Frames = frozenset()
    mention: Mention | None = None


class Subject(NamedTuple):
    """Who a verb's subject is, and the tokens it takes up (half open).

    ``kind`` ``same`` is the subject of the clause before, ``pronoun`` one that stands for
    somebody named earlier, ``unknown`` words that name no known actor, ``none`` no subject:
    the verb says nothing here.
    """

    kind: Literal["mention", "role", "pronoun", "same", "unknown", "none"]
    first: int
    last: int
    mention: Mention | None = None


@dataclass(slots=True)
class Saying:
    """A verb of saying in a unit.

    ``group`` are the tokens of subject and verb, ``ranges`` the tokens of what is said in the
    reporter's words, ``quote`` the token of quoted words the group directly follows.
    ``said`` is false where the verb is negated or under a condition.
    """

    cue: int
    frames: Frames
    subject: Subject
    group: tuple[int, int]
    rule: str
    ranges: list[tuple[int, int]] = field(default_factory=list)
    quote: int | None = None
    said: bool = True


class Unit:
    """A sentence of the narration as tokens, and the verbs of saying in it."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        speech: Speech,
        mentions: Sequence[Mention],
        marked: Sequence[Marked],
    ) -> None:
        """Tokenise ``text[span[0]:span[1]]``; mentions and marks are its own, in order.

        ``last`` is the last token that is no punctuation mark; ``alone`` tells that there are
        but quoted words; ``cased`` that capitals tell names, as not in some headlines.
        """
        self.text, self.start, self.end = text, span[0], span[1]
        self.speech = speech
        self.tokens = self._tokenise(mentions, marked)
        self._kinds = [token.kind for token in self.tokens]
        self._lists = [
            speech.lists.get(t.key, _NONE) if t.kind in ("word", "cue") else _NONE
            for t in self.tokens
        ]
        self.cased = any(
            t.kind in ("word", "cue") and len(t.key) > 3 and text[t.start].islower()
            for t in self.tokens
        )
        self.sayings: list[Saying] = []
        own = [kind not in ("quote", "mark") for kind in self._kinds]
        self._words_before = list(accumulate(own, initial=0))
        self._unclosed = [i for i, t in enumerate(self.tokens) if t.kind == "mark" and opens(t.key)]
        self.last = max((i for i, t in enumerate(self.tokens) if t.kind != "mark"), default=-1)
        self.alone = self._words_before[-1] == 0

    def _tokenise(self, mentions: Sequence[Mention], marked: Sequence[Marked]) -> list[Token]:
        solid = [Token("quote", m.outer_start, m.outer_end, "") for m in marked]
        solid += [Token("mention", m.start, m.end, "", mention=m) for m in mentions]
        solid.sort(key=lambda token: (token.start, -token.end))
        tokens: list[Token] = []
        at = self.start
        for token in solid:
            if token.start < at:
                continue
            tokens += self._words(at, token.start)
            tokens.append(token)
            at = token.end
        tokens += self._words(at, self.end)
        return tokens

    def _words(self, start: int, end: int) -> list[Token]:
        """Return the words, punctuation marks and verbs of saying of ``text[start:end]``."""
        tokens: list[Token] = []
        at = start
        for match in self.speech.pattern.finditer(self.text, start, end):
            key = fold_words(match.group())
            if frames := self.speech.frames(match):
                tokens += self._plain(at, match.start())
                tokens.append(Token("cue", match.start(), match.end(), key, frames))
                at = match.end()
        return tokens + self._plain(at, end)

    def _plain(self, start: int, end: int) -> list[Token]:
        if start >= end:
            return []
        return [
            Token(
                "word" if (word := match[0])[-1].isalnum() or word[0].isalnum() else "mark",
                *match.span(),
                fold(word) if word[0].isalnum() else normalize("NFKC", word),
            )
            for match in self.speech.word.finditer(self.text, start, end)
        ]

    def has(self, index: int, *names: str) -> bool:
        """Tell whether the token is one of the words of a list of ``speech.toml``."""
        if not 0 <= index < len(self._lists):
            return False
        lists = self._lists[index]
        return bool(lists) and not lists.isdisjoint(names)

    def kind(self, index: int) -> str:
        """Return the kind of the token, or ``end`` outside the unit."""
        return self._kinds[index] if 0 <= index < len(self._kinds) else "end"

    def words_of(self, index: int) -> str:
        """Return the text of the token, "" outside the unit."""
        if not 0 <= index < len(self.tokens):
            return ""
        return self.text[self.tokens[index].start : self.tokens[index].end]

    def is_comma(self, index: int) -> bool:
        """Tell whether the token parts phrases: a comma or a dash."""
        return 0 <= index < len(self._kinds) and (
            self._kinds[index] == "mark" and self.tokens[index].key in COMMAS
        )

    def before_commas(self, index: int) -> int:
        """Return the token at ``index`` or before the commas there: Russian has two (", —")."""
        for _ in range(2):
            index -= self.is_comma(index)
        return index

    def is_mark(self, index: int, marks: str) -> bool:
        """Tell whether the token is one of these punctuation marks."""
        return 0 <= index < len(self._kinds) and (
            self._kinds[index] == "mark" and self.tokens[index].key in marks
        )

    def words(self, first: int, last: int) -> int:
        """Count the tokens of a range that are the reporter's own words."""
        return self._words_before[last] - self._words_before[first]

    def broken(self, first: int, last: int) -> bool:
        """Tell whether a mark that is never closed stands in a range."""
        return bisect_left(self._unclosed, first) < bisect_left(self._unclosed, last)

    def is_finished(self, index: int) -> bool:
        """Tell whether quoted words end in a mark that parts them from what follows."""
        if self.kind(index) != "quote":
            return False
        end = self.tokens[index].end
        return any(letter in ENDS | COMMAS for letter in self.text[max(0, end - 3) : end])

    def is_time(self, index: int) -> bool:
        """Tell whether the token belongs to a date or time."""
        return self.has(index, "times") or (
            self.kind(index) == "word" and self.tokens[index].key[0].isdigit()
        )

    def is_plain(self, index: int) -> bool:
        """Tell whether the token is a word that no list of ``speech.toml`` knows."""
        return (
            self.kind(index) == "word"
            and self._lists[index].isdisjoint(_FUNCTION)
            and not self.is_time(index)
        )

    def opens_adjunct(self, index: int) -> bool:
        """Tell whether a phrase of place, time or circumstance begins at the token."""
        return (
            self.has(index, "prepositions", "relatives", "adverbs", "subordinators")
            or self.is_time(index)
            or self.is_mark(index, "([")
        )
