"""Who says it: the subject of a verb of saying, or whom it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kawat.events.quote_lexicon import Speech
from kawat.events.quote_subjects import NAMED, main_subject
from kawat.events.quote_tokens import Saying, Subject, Unit
from kawat.model import Actor, Mention

_MEMORY = 3
"""Paragraphs over which "she" may look back for a person."""

_PHRASE = 8
"""Tokens of the longest description of a speaker."""

_IMPERSONAL = ("state", "metonym", "group", "organisation")


class Speaker(NamedTuple):
    """Who speaks, or the reason code that says why that is not known."""

    mention: Mention | None
    reason: str | None = None


_UNRESOLVED = Speaker(None, "quote-speaker-unresolved")


def _described(unit: Unit, subject: Subject) -> Mention | None:
    """Return a speaker whom only words describe that no list knows: "a baker from Hebron"."""
    first, last = subject.first, subject.last
    while first < last and unit.has(first, "determiners", "adverbs", "agents"):
        first += 1
    end = first
    while end < last and (
        unit.is_plain(end)
        or unit.kind(end) == "mention"
        or (end > first and unit.has(end, "determiners", "prepositions"))
    ):
        end += 1
    while end > first and unit.has(end - 1, "determiners", "prepositions"):
        end -= 1
    if end - first > _PHRASE or not any(unit.is_plain(at) for at in range(first, end)):
        return None
    span = unit.tokens[first].start, unit.tokens[end - 1].end
    return Mention(*span, unit.text[slice(*span)], "role", (), NAMED)


class Speakers:
    """Names the speakers of an article from its beginning to its end, and keeps who spoke last.

    ``topic`` is who spoke last, or whom the sentence before is about; None where nobody is.
    """

    def __init__(self, speech: Speech, mentions: Sequence[Mention]) -> None:
        """Know the article's mentions of actors; nobody has spoken yet."""
        self.speech = speech
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

    def of(self, unit: Unit) -> list[Speaker]:
        """Return the speaker of each saying of the unit."""
        found: list[Speaker] = []
        for saying in unit.sayings:
            kind, mention = saying.subject.kind, saying.subject.mention
            if kind == "same":
                found.append(found[-1] if found else speaker_of(self._subject(unit, saying)))
            elif kind == "pronoun":
                near = found[-1].mention if found else None
                found.append(speaker_of(near or self._pronoun(unit, saying)))
            elif kind == "unknown":
                described = _described(unit, saying.subject)
                known = Speaker(described, None if described else "quote-speaker-unknown")
                found.append(known)
            else:
                found.append(speaker_of(self.known(self._again(mention))))
        return found

    def _subject(self, unit: Unit, saying: Saying) -> Mention | None:
        """Return the subject that a verb takes over from the clause before it."""
        main = main_subject(unit)
        own = saying.group[0] <= 1 or any(unit.has(i, "pronouns") for i in range(saying.cue))
        return main or (self.topic if own else None)

    def _again(self, mention: Mention | None) -> Mention | None:
        """Return a pronoun as naming the person who spoke in the sentence before."""
        spoke = self.spoke
        if mention is None or spoke is None or not spoke.referents:
            return mention
        personal = mention.text.casefold() in self.speech.words["personal"]
        return replace(mention, referents=spoke.referents) if personal else mention

    def known(self, mention: Mention | None) -> Mention | None:
        """Return a speaker by name as whom the article calls so in full: "Brandt said"."""
        if mention is None or mention.rule != NAMED or not mention.referents:
            return mention
        meant = [self.names.get(word) for word in mention.text.casefold().split()]
        one = meant[0]
        if one and all(other == one for other in meant):
            return replace(mention, referents=one)
        if not any(meant):
            self.names.update(dict.fromkeys(mention.text.casefold().split(), mention.referents))
        return mention

    def _pronoun(self, unit: Unit, saying: Saying) -> Mention | None:
        """Return whom a pronoun stands for: "she" is a person where one is near."""
        first = saying.subject.first
        personal = unit.has(first, "personal") or "clitic" in saying.frames
        if personal and (self.topic is None or self.topic.kind in _IMPERSONAL):
            return self.person or self.topic
        return self.topic

    def remember(self, place: int, unit: Unit, speakers: list[Speaker]) -> None:
        """Keep who spoke last, or whom the sentence is about, for the pronouns that follow."""
        last = next((s.mention for s in reversed(speakers) if s.mention), None)
        self.spoke = last if last and last.kind not in _IMPERSONAL else None
        if last is None and not speakers:
            main = main_subject(unit)
            last = main if main and main.kind != "pronoun" else None
        if last or speakers:
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
