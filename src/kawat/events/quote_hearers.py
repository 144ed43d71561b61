"""Find who is told: "told the assembly", "said to Ankara", "对俄方表示"."""

from __future__ import annotations

from kawat.events.quote_tokens import Saying, Unit

_WITHIN = 8
"""Tokens behind a verb of saying within which who is told stands."""


def hearer(unit: Unit, saying: Saying) -> int | None:
    """Return the token of the actor that a verb of saying is addressed to, None for none.

    That is an actor behind one of the language's words for it (``hearers`` of ``speech.toml``),
    or the object of a verb that takes one (``addressee``): between the speaker and the verb, or
    soon behind it, before what is said.
    """
    behind_speaker = saying.subject.last + unit.is_comma(saying.subject.last)
    final = unit.speech.verb_final
    before = [behind_speaker] if final else range(saying.group[0], saying.cue)
    for at in before:
        if _is_other(unit, saying, at) and _is_introduced(unit, at):
            return at
    at = max(saying.cue, saying.subject.last - 1 if saying.subject.first > saying.cue else 0) + 1
    for index in range(at, min(at + _WITHIN, len(unit.tokens))):
        if _is_other(unit, saying, index):
            object_ = "addressee" in saying.frames and _follows(unit, at, index)
            return index if object_ or _is_introduced(unit, index) else None
        if unit.has(index, "hearers"):
            continue
        ends = unit.kind(index) in ("quote", "cue", "mark")
        if ends or unit.has(index, "complementizers", "relatives", "subordinators"):
            return None
    return None


def behind(unit: Unit, told: int | None, around: tuple[int, int]) -> tuple[int, int]:
    """Return what is said without who is told, where it begins with that."""
    first, last = around
    if told is None or not first <= told < last:
        return around
    if not all(unit.has(at, "determiners", "hearers") for at in range(first, told)):
        return around
    at = told + 1
    while at < last and (unit.is_comma(at) or unit.has(at, "complementizers")):
        at += 1
    return at, last


def _is_other(unit: Unit, saying: Saying, at: int) -> bool:
    """Tell whether a token names an actor that is not who speaks; "reporters" are none."""
    mention = unit.tokens[at].mention if unit.kind(at) == "mention" else None
    known = mention is not None and any(who.country or who.id for who in mention.referents)
    return known and mention != saying.subject.mention


def _is_introduced(unit: Unit, at: int) -> bool:
    """Tell whether a word for who is told stands before a token, or a case ending in it does."""
    name = unit.words_of(at).casefold()
    if any(name.endswith(end) for end in unit.speech.words.get("hearer_endings", ())):
        return True
    at -= 1
    while unit.has(at, "determiners") and not unit.has(at, "hearers"):
        at -= 1
    return unit.has(at, "hearers") and not unit.has(at - 1, "prepositions")


def _follows(unit: Unit, first: int, at: int) -> bool:
    """Tell whether nothing but determiners stands from one token to another."""
    return all(unit.has(index, "determiners") for index in range(first, at))
