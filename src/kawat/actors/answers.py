"""What ``who`` answers with: readings of a name, and everybody it may be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from kawat.model import Actor

When = Literal["held", "before", "after", "unknown"]

RULES = {
    "register": "the name is in the register",
    "surname": "the surname stands for one person here",
    "holder": "the one person known to hold the office on that day",
    "role": "told by the words alone; the register knows no one holder on that day",
    "title": "told by the title; the person is not in the register",
    "context": "what stands around the name tells which it is",
    "usual-sense": "of what the name may mean the most usual",
    "behind-capital": "the name stands beside another of the same state",
    "counterpart": "of another country than who is named before",
    "epithet": "who was last named with this title",
    "possessor": "of the country of who is named before",
    "shared-head": "shares the noun behind it",
    "pair": "the two named before",
    "pronoun": "who was named before",
    "place": "a place, which no page takes for an actor by itself",
    "noun": "a noun for somebody, of no country",
    "ambiguous-name": "several go by this name",
    "ambiguous-register": "several go by this name",
    "ambiguous-surname": "several go by this surname",
    "home-state": "the state of the page's dateline",
    "pair-unclear": "it stands for two named before",
    "pronoun-unclear": "it stands for somebody named before",
    **dict.fromkeys(
        ("sentence-country", "page-country", "noun-country", "place-country"),
        "the country is that of what is named beside it",
    ),
    "last-country": "the country is that named before",
    "dateline": "the country is that of the dateline",
}
"""What the rules of a mention mean, for people; any other is shown as it is."""


@dataclass(frozen=True)
class Spell:
    """An office somebody held: ``when`` says whether on the day, or before or after it.

    ``unknown`` is an office without an end that nothing vouches for on the day.
    """

    office: str
    role: str
    country: str
    sector: str
    start: str
    end: str
    when: When
    source: str
    checked: str


@dataclass(frozen=True)
class Form:
    """A form of a name, as it stands in the register."""

    form: str
    language: str
    use: str
    source: str


@dataclass(frozen=True)
class Candidate:
    """Somebody or something that goes by the name.

    ``country`` and ``sector`` are those of the register's entry; ``matched`` are the forms that
    were found in what was asked; ``why`` is why this one is meant, or is not.
    """

    id: str
    kind: str
    name: str
    country: str
    sector: str
    source: str
    checked: str
    chosen: bool
    why: str
    matched: tuple[Form, ...]
    offices: tuple[Spell, ...]
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Reading:
    """What a part of the name stands for, as a page would be read; ``rule`` says why.

    ``confidence`` is that of the mention; ``reason`` a reason code where somebody or something
    is left open.
    """

    text: str
    kind: str
    rule: str
    why: str
    actors: tuple[Actor, ...]
    confidence: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Answer:
    """Who a name stands for on a day.

    ``near`` are names of the register that are written alike, where it does not have the name.
    """

    name: str
    on: date | None
    language: str
    readings: tuple[Reading, ...]
    candidates: tuple[Candidate, ...]
    near: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Tell whether the name says anything."""
        return bool(self.candidates) or any(reading.actors for reading in self.readings)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain values."""
        return {**asdict(self), "on": self.on.isoformat() if self.on else None}
