"""Speakers named before a colon or, after quoted words, behind one or behind a dash."""

from __future__ import annotations

from kawat.events.quote_subjects import name_at, named
from kawat.events.quote_tokens import Saying, Subject, Unit


def read_colon(unit: Unit) -> Saying | None:
    """Return the saying of "Name: words", or of "words": Name, where the words are marked."""
    at = 0
    while unit.has(at, "determiners"):
        at += 1
    if unit.kind(at) == "quote":
        return _signed(unit, at)
    mention, sign = None, at + 1
    if (head := _headed(unit, at)) is not None:
        mention, sign = unit.tokens[head[0]].mention, head[1]
    elif unit.kind(at) == "mention":
        mention = unit.tokens[at].mention
    elif run := name_at(unit, at):
        mention, sign = named(unit, run), run[1]
    if mention is None or not unit.is_mark(sign, ":：") or unit.kind(sign + 1) == "end":
        return None
    topic = mention.kind in ("state", "metonym", "group")
    if topic and not unit.speech.colon_states and unit.kind(sign + 1) != "quote":
        return None
    subject = Subject("mention", at, sign, mention)
    return Saying(sign, frozenset(), subject, (at, sign + 1), "colon", [(sign + 1, -1)])


def _headed(unit: Unit, at: int) -> tuple[int, int] | None:
    """Return the mention and the colon of "NATO chief: "words" ", else None."""
    sign = at
    while sign < at + 6 and (unit.is_plain(sign) or unit.kind(sign) == "mention"):
        sign += 1
    if not unit.is_mark(sign, ":：") or unit.kind(sign + 1) != "quote":
        return None
    named = [i for i in range(at, sign) if unit.kind(i) == "mention"]
    return (named[0 if unit.speech.head_first else -1], sign) if named else None


def _signed(unit: Unit, at: int) -> Saying | None:
    sign = at + 1
    name = sign + 1
    while unit.has(name, "determiners"):
        name += 1
    dash = unit.is_mark(sign, "—–-") and unit.kind(name + 1) in ("end", "mark")
    if unit.kind(name) != "mention" or not (dash or unit.is_mark(sign, ":：")):
        return None
    subject = Subject("mention", name, name + 1, unit.tokens[name].mention)
    group = (sign, name + 1)
    return Saying(sign, frozenset(), subject, group, "signed", quote=at)
