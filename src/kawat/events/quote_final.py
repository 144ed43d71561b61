"""Verbs of saying in a language that puts them last: Turkish.

The subject opens the clause ("Bakan, ... söyledi"), what is said stands between it and the verb,
or quoted words right before it. A participle is followed by its speaker ("... diyen bakan"), and
what "according to" speaks of stands before it ("Kremlin'e göre").
"""

from __future__ import annotations

from kawat.events.quote_lexicon import Frames
from kawat.events.quote_subjects import NAMED, name_at, named, subject_after
from kawat.events.quote_tokens import Saying, Subject, Unit
from kawat.model import Mention

_OWNER = 6
"""Tokens between a document, or "according to", and who stands behind it."""
_BESIDE = 6
"""Tokens within which a verb that calls something by quoted words has them before it."""


def read_final(unit: Unit, cue: int, frames: Frames) -> Saying | None:
    """Return what the verb of saying at ``cue`` reports, in a language whose verbs stand last."""
    if frames <= {"noun"}:
        return None
    if "according" in frames:
        return _according(unit, cue, frames)
    begin = _clause(unit, cue)
    end = cue
    while end > begin and (unit.has(end - 1, "adverbs") or unit.is_comma(end - 1)):
        end -= 1
    quote = end - 1 if unit.kind(end - 1) == "quote" else None
    if quote is None and "name" in frames:
        near = range(end - 1, max(begin, end - _BESIDE) - 1, -1)
        quote = next((i for i in near if unit.kind(i) == "quote"), None)
    if "participle" in frames:
        subject = subject_after(unit, cue)
        if subject.kind not in ("mention", "role"):
            return None
        saying = Saying(cue, frames, subject, (cue, max(subject.last, cue + 1)), "cue")
        content = begin
    else:
        subject = _issuer(unit, begin, cue) if "passive" in frames else _subject(unit, begin, cue)
        if subject.kind == "pronoun" and unit.kind(cue + 1) == "mention" and quote is not None:
            after = subject_after(unit, cue)  # "..." dedi Fidan
            subject = after if after.kind == "mention" else subject
        group = (cue, cue + 1)
        saying = Saying(cue, frames, subject, group, "cue")
        content = subject.last if begin < subject.last <= cue else begin
    saying.quote = quote
    while unit.is_comma(content):
        content += 1
    said = unit.tokens[end - 1].key.endswith(unit.speech.clause_endings) if end > begin else False
    if quote is None and said and content < end and frames & {"clause", "that"}:
        saying.ranges.append((content, end))
    if unit.is_mark(cue + 1, ":") and unit.kind(cue + 2) == "quote":
        saying.ranges = []
    return saying


def _clause(unit: Unit, cue: int) -> int:
    """Return where the clause of a verb begins: behind the last verb of saying with an end."""
    for at in range(cue - 1, -1, -1):
        if unit.is_mark(at, ";"):
            return at + 1
        if unit.kind(at) == "cue":
            frames = unit.tokens[at].frames
            if not frames & {"participle", "converb", "noun", "according"}:
                return at + 1
    return 0


def _bare(unit: Unit, at: int) -> bool:
    """Tell whether the mention at a token has no case ending: it may be a subject."""
    token = unit.tokens[at]
    words = unit.text[token.start : token.end]
    last = words.split()[-1]
    return not any(sign in last for sign in "'’") and not (
        unit.kind(at + 1) == "word" and unit.tokens[at + 1].key[0] in "'’"
    )


def _subject(unit: Unit, begin: int, cue: int) -> Subject:
    """Return the subject of the clause: what stands bare before a comma, else the first bare."""
    first: Subject | None = None
    for at in range(begin, cue):
        if unit.kind(at) == "quote" and first:
            break
        found: Subject | None = None
        if unit.kind(at) == "mention" and _bare(unit, at):
            found = Subject("mention", at, at + 1, unit.tokens[at].mention)
        elif unit.has(at, "anonymous"):
            token = unit.tokens[at]
            span = token.start, token.end
            role = _role(unit, *span)
            found = Subject("role", at, at + 1, role)
        elif (run := name_at(unit, at)) and run[1] == at + 1 and unit.is_comma(at + 1):
            found = Subject("mention", run[0], run[1], named(unit, run))
        elif unit.has(at, "pronouns"):
            found = Subject("pronoun", at, at + 1)
        if found is None:
            continue
        if unit.is_comma(at + 1):
            return found
        first = first or (found if found.kind == "mention" else None)
    return first or Subject("pronoun", begin, begin)


def _role(unit: Unit, start: int, end: int) -> Mention:
    return Mention(start, end, unit.text[start:end], "role", (), NAMED)


def _issuer(unit: Unit, begin: int, cue: int) -> Subject:
    """Return who speaks where nobody is said to: the owner of the statement that is named."""
    for at in range(begin, cue):
        if unit.has(at, "issued"):
            for owner in range(at - 1, max(begin, at - _OWNER) - 1, -1):
                if unit.kind(owner) == "mention":
                    return Subject("mention", owner, at + 1, unit.tokens[owner].mention)
            return Subject("pronoun", at, at + 1)
    return Subject("unknown", begin, begin)


def _according(unit: Unit, cue: int, frames: Frames) -> Saying:
    subject = Subject("unknown", cue, cue)
    for at in range(cue - 1, max(0, cue - _OWNER) - 1, -1):
        if unit.kind(at) == "mention":
            subject = Subject("mention", at, cue, unit.tokens[at].mention)
            break
        if unit.is_comma(at) or unit.kind(at) in ("quote", "cue"):
            break
        if unit.has(at, "anonymous"):
            token = unit.tokens[at]
            subject = Subject("role", at, cue, _role(unit, token.start, token.end))
            break
    saying = Saying(cue, frames, subject, (min(subject.first, cue), cue + 1), "according")
    after = cue + 1
    while unit.is_comma(after):
        after += 1
    if unit.kind(after) not in ("end", "mark"):
        saying.ranges.append((after, -1))
    return saying
