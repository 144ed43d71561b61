"""Who says it: the actor that the words name, or whom a pronoun or nobody stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kawat.actors import Cast
from kawat.events.telling import Telling
from kawat.events.windows import Stretch, Window
from kawat.language import load
from kawat.model import Actor, Article, Mention, MentionKind, Sentence

NAMED = "speech"
"""The ``rule`` of speakers whom no register knows."""
_MEMORY = 3
"""Paragraphs over which "she" may look back for a person."""
_MOST = 0.4
"""The share of a speaker's words that an actor among them must take up to be the speaker."""
_IMPERSONAL = ("state", "metonym", "group", "organisation")
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)+")


@cache
def _personal(language: str) -> frozenset[str]:
    """Return a language's words for "he" and "she"."""
    pronouns = load(language, "actors")["pronouns"]
    return frozenset((*pronouns.get("he", ()), *pronouns.get("she", ())))


class Speaker(NamedTuple):
    """Who speaks, or the reason code that says why that is not known."""

    mention: Mention | None
    reason: str | None = None


_UNRESOLVED = Speaker(None, "quote-speaker-unresolved")


class Speakers:
    """Names the speakers of an article from its beginning to its end, and keeps who spoke last.

    ``topic`` is who spoke last, or whom the sentence before is about; None where nobody is.
    """

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        cast: Cast,
    ) -> None:
        """Know the article and its mentions of actors; nobody has spoken yet.

        ``cast`` tells the state and sector of those whom no register knows.
        """
        self.text, self.mentions, self.cast = article.text, mentions, cast
        self._personal = _personal(article.language or "")
        self._starts = [mention.start for mention in mentions]
        self._sentences = [sentence.start for sentence in sentences]
        self.names = _names(mentions)
        self.topic: Mention | None = None
        self.topic_at = 0
        self.person: Mention | None = None
        self.person_at = 0
        self.spoke: Mention | None = None

    def begin(self, place: int) -> None:
        """Begin a paragraph, by its number, and forget who spoke too long ago."""
        if place - self.topic_at > 1:
            self.topic = None
        if place - self.person_at > _MEMORY:
            self.person = None

    def of(self, telling: Telling, spoke: Sequence[Speaker], *, nested: bool) -> Speaker:
        """Return who a statement is of; ``spoke`` is who spoke last in the same sentence."""
        mention = self.named(telling.speaker) if telling.speaker else None
        if mention is None or (mention.kind == "pronoun" and not mention.referents):
            last = spoke[-1].mention if spoke else None
            return _UNRESOLVED if nested else speaker_of(last or self._pronoun())
        return Speaker(self.known(self._person(mention)))

    def _person(self, mention: Mention) -> Mention:
        """Return "he" and "she" as who spoke in the sentence before, and as no state."""
        if mention.text.casefold() not in self._personal:
            return mention
        named = any(actor.name for actor in mention.referents)
        meant = self.spoke or (None if named else self.person)
        return replace(mention, referents=meant.referents) if meant and meant.referents else mention

    def named(self, stretch: Stretch) -> Mention | None:
        """Return the actor that words name; one by these words where no register knows it.

        None where they are a pronoun that nobody could resolve.
        """
        start, end = stretch
        at = max(0, bisect_left(self._starts, start) - 1)
        near = self.mentions[at : bisect_left(self._starts, end)]
        shared = [(min(m.end, end) - max(m.start, start), m) for m in near]
        best = max(shared, key=lambda pair: pair[0], default=None)
        if best and best[0] >= _MOST * (end - start):
            return best[1]
        return self._described(start, end)

    def _described(self, start: int, end: int) -> Mention | None:
        """Return a speaker whom only words describe; None where they are a pronoun."""
        words, nobody = self.text[start:end], Actor(None, None, None, None)
        tagged = self.cast.tagged(bisect_right(self._sentences, start) - 1, start, end)
        if tagged.kind == "pronoun":
            return None
        actor = tagged.referents[0] if len(tagged.referents) == 1 else nobody
        names = [match[0] for match in _NAME.finditer(words)]
        if names and actor.id is None:
            actor = replace(actor, name=names[-1])
        kind: MentionKind = "person" if names else "role"
        return Mention(start, end, words, kind, () if actor == nobody else (actor,), NAMED)

    def known(self, mention: Mention) -> Mention:
        """Return a speaker by name as whom the article calls so in full: "Brandt said"."""
        if mention.rule != NAMED:
            return mention
        name = mention.referents[0].name if mention.referents else mention.text
        words = (name or "").casefold().split()
        meant = [self.names.get(word) for word in words]
        if meant and meant[0] and all(other == meant[0] for other in meant):
            return replace(mention, referents=meant[0])
        if mention.referents and not any(meant):
            self.names.update(dict.fromkeys(words, mention.referents))
        return mention

    def _pronoun(self) -> Mention | None:
        """Return whom a pronoun stands for: a person where one is near."""
        if self.topic is None or self.topic.kind in _IMPERSONAL:
            return self.person or self.topic
        return self.topic

    def remember(
        self, place: int, window: Window, mentions: Sequence[Mention], spoke: Sequence[Speaker]
    ) -> None:
        """Keep who spoke last, or whom the sentence is about, for the pronouns that follow."""
        last = next((s.mention for s in reversed(spoke) if s.mention), None)
        self.spoke = last if last and last.kind not in _IMPERSONAL else None
        if last is None and not spoke:
            quoted = [(run.start, run.end) for run in window.marked]
            last = next(
                (
                    m for m in mentions
                    if m.kind != "pronoun" and not m.locative
                    and not any(start <= m.start < end for start, end in quoted)
                ),
                None,
            )  # fmt: skip
        if last or spoke:
            self.topic = last
        self.topic_at = place
        if last and last.kind not in _IMPERSONAL:
            self.person, self.person_at = last, place


def _names(mentions: Sequence[Mention]) -> dict[str, tuple[Actor, ...]]:
    """Return whom each word of the persons' names means; empty where it means several."""
    names: dict[str, tuple[Actor, ...]] = {}
    for mention in mentions:
        if mention.kind in ("person", "role") and len(mention.referents) == 1:
            for word in (mention.referents[0].name or "").casefold().split():
                known = names.setdefault(word, mention.referents)
                if known != mention.referents:
                    names[word] = ()
    return names


def speaker_of(mention: Mention | None) -> Speaker:
    """Return somebody as a speaker, with the reason why not where there is nobody."""
    return Speaker(mention) if mention else _UNRESOLVED
