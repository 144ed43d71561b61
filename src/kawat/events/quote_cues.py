"""Find the verbs of saying of a unit, who says it, and where what is said stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kawat.events.quote_colons import read_colon
from kawat.events.quote_final import read_final
from kawat.events.quote_lexicon import Frames
from kawat.events.quote_subjects import (
    is_document,
    mention_near,
    name_at,
    possesses,
    subject_after,
    subject_before,
)
from kawat.events.quote_tokens import ENDS, REACH, Saying, Subject, Unit


def read_sayings(unit: Unit) -> list[Saying]:
    """Return the verbs of saying of a unit, in order, with what is said by whom."""
    found = [saying] if (saying := read_colon(unit)) else []
    for index, token in enumerate(unit.tokens):
        if token.kind == "cue" and (saying := _read(unit, index)):
            found.append(saying)
    if not any(saying.ranges for saying in found):
        return found
    ends, begins = _ends(unit, found), _begins(unit, found)
    for saying in found:
        saying.ranges = [
            span for around in saying.ranges if (span := _bound(unit, around, ends, begins))
        ]
    return found


def _read(unit: Unit, cue: int) -> Saying | None:
    if unit.speech.verb_final:
        return read_final(unit, cue, unit.tokens[cue].frames)
    return _saying(unit, cue)


def _saying(unit: Unit, cue: int) -> Saying | None:
    frames = unit.tokens[cue].frames
    if "according" in frames:
        return _according(unit, cue, frames)
    if "noun" in frames and (saying := _noun_of_saying(unit, cue, frames)):
        return saying
    if frames <= {"noun"} or unit.has(cue - 1, "determiners"):
        return None
    before, said = subject_before(unit, cue)
    parted = (
        cue == 0 or unit.kind(cue - 1) == "quote" or unit.is_comma(cue - 1)
    ) and before.kind not in ("mention", "role", "pronoun", "same")
    if "clitic" in frames:
        if not parted and before.kind != "same":
            return None
        subject = Subject("pronoun", cue, cue + 1)
        return _place(unit, Saying(cue, frames, subject, (cue, cue + 1), "cue"))
    if "inverted" in frames and (saying := _verb_first(unit, cue, before, said)):
        return saying
    if "passive" in frames or (parted and _inverts(unit, cue)):
        after = subject_after(unit, cue)
        quoted = unit.kind(unit.before_commas(cue - 1)) == "quote"
        bare = quoted or not frames & {"loose", "that"}
        if after.kind == "none" and quoted:
            after = after._replace(kind="unknown")
        if after.kind != "none" and (after.kind != "unknown" or (cue and bare)):
            group = (cue, max(after.last, cue + 1))
            return _place(unit, Saying(cue, frames, after, group, "cue"))
    if before.kind == "none" or frames <= {"inverted", "passive"}:
        return None
    group = (min(before.first, cue), cue + 1)
    return _place(unit, Saying(cue, frames, before, group, "cue", said=said))


def _verb_first(unit: Unit, cue: int, before: Subject, said: bool) -> Saying | None:
    """Return the saying of a verb before its subject, or without one, where that is usual."""
    if not unit.speech.verb_first:
        return None
    frames, after = unit.tokens[cue].frames, subject_after(unit, cue)
    if after.kind in ("mention", "role"):
        return _place(unit, Saying(cue, frames, after, (cue, after.last), "cue", said=said))
    if before.kind != "none" or not said:
        return None
    left_out = Subject("same" if cue else "pronoun", cue, cue + 1)
    return _place(unit, Saying(cue, frames, left_out, (cue, cue + 1), "cue"))


def _inverts(unit: Unit, cue: int) -> bool:
    """Tell whether the speaker may follow the verb, which begins a phrase."""
    frames = unit.tokens[cue].frames
    return "inverted" in frames and (
        "act" not in frames or unit.kind(unit.before_commas(cue - 1)) == "quote"
    )


def _according(unit: Unit, cue: int, frames: Frames) -> Saying:
    clitic = "clitic" in frames
    subject = Subject("pronoun", cue, cue + 1) if clitic else subject_after(unit, cue)
    last = max(subject.last, cue + 1)
    saying = Saying(cue, frames, subject, (cue, last), "according")
    before = cue - 1 if unit.is_comma(cue - 1) else cue
    after = last
    while after < len(unit.tokens) and not unit.is_comma(after) and after - last < 12:
        if unit.kind(after) == "quote" and unit.is_mark(after - 1, ":"):
            break
        after += 1
    leads = before <= 1 or unit.opens_adjunct(0)
    if unit.is_comma(after):
        after += 1
    if unit.kind(before - 1) == "quote":
        saying.quote = before - 1
    elif before > 1 and unit.kind(after) != "quote":
        saying.ranges.append((0, before))
    if after < len(unit.tokens) and (leads or unit.is_comma(cue - 1)):
        saying.ranges.append((after, -1))
    elif unit.kind(last) == "quote":
        saying.ranges.append((last, -1))
    return saying


def _noun_of_saying(unit: Unit, cue: int, frames: Frames) -> Saying | None:
    """Return the saying of "a claim by X that ...", "X's claim that ..."."""
    that = cue + 1
    while that < cue + 8 and unit.kind(that) in ("word", "mention"):
        if unit.has(that, "complementizers"):
            break
        that += 1
    if not unit.has(that, "complementizers"):
        return None
    if unit.has(that, "ambiguous") and not (
        unit.kind(that + 1) == "mention" or unit.has(that + 1, "determiners", "subjects")
    ):
        return None
    # what is claimed runs to the end of the sentence only where the claim is its object
    if not any(
        unit.kind(i) in ("word", "cue")
        and not unit.has(i, "determiners", "adverbs", "prepositions")
        for i in range(cue)
    ):
        return None
    for at in range(cue + 1, that):
        if unit.kind(at) == "mention":
            subject = Subject("mention", cue, that, unit.tokens[at].mention)
            return Saying(cue, frames, subject, (cue, that), "noun", [(that + 1, -1)])
    before = cue - 1 - (unit.kind(cue - 2) == "mention" and possesses(unit, cue - 2))
    if unit.kind(before) == "mention" and (before < cue - 1 or that == cue + 1):
        if before == cue - 1 and len(frames) > 1:
            return None
        subject = Subject("mention", before, cue, unit.tokens[before].mention)
        return Saying(cue, frames, subject, (before, cue + 1), "noun", [(that + 1, -1)])
    return None


def _place(unit: Unit, saying: Saying) -> Saying:
    """Tell where what is said stands: before the subject and verb, after, or around them."""
    first, last = saying.group
    before = unit.before_commas(first - 1)
    follows = first == saying.cue or unit.is_comma(first - 1) or unit.is_finished(before)
    # "While she spoke of "a new chapter", he warned that ...": the words are hers
    taken = unit.kind(before - 1) == "cue" and _content(unit, last, saying.frames) is not None
    follows = follows and not taken
    if unit.kind(before) == "quote" and follows and saying.subject.kind != "same":
        saying.quote = before
        if sum(unit.kind(i) in ("word", "mention") for i in range(before)) > 1:
            saying.ranges.append((0, before + 1))
    trails = _trails(unit, last, saying.frames)
    clause = saying.frames & {"clause", "loose", "that", "inverted"}
    if clause and unit.is_comma(first - 1) and saying.quote is None and first > 1:
        if saying.subject.kind != "same" and trails:
            saying.ranges += _before(unit, first - 1)
            return saying
        if saying.subject.kind != "same" and _resumes(unit, last):
            saying.ranges += _before(unit, first - 1)
            saying.ranges.append((last + 1, -1))
            return saying
    opens = first == 0 and "inverted" in saying.frames and "act" not in saying.frames
    if opens and unit.is_comma(last):
        saying.ranges.append((last + 1 + unit.has(last + 1, "complementizers"), -1))
        return saying
    frames = saying.frames if saying.quote is None else saying.frames & {"that"}
    if (start := _content(unit, last, frames)) is not None:
        saying.ranges.append((start, -1))
    return saying


def _before(unit: Unit, last: int) -> list[tuple[int, int]]:
    """Return what stands before a verb as what is said, where it is more than circumstance."""
    alone = unit.has(0, "clausal") and not any(unit.is_comma(i) for i in range(1, last))
    return [] if alone or (unit.opens_adjunct(0) and last < 6) else [(0, last)]


def _trails(unit: Unit, at: int, frames: Frames) -> bool:
    """Tell whether nothing but circumstances follows: the words said stand before."""
    if "addressee" in frames:
        at = _past_listener(unit, at)
    if unit.is_comma(at):
        at += 1
        if unit.kind(at) == "mention" and (
            unit.kind(at + 1) == "end" or unit.is_mark(at + 1, ",.")
        ):
            return True
        if unit.has(at, "adverbs") and not unit.is_time(at):
            return False
    if unit.kind(at) == "end" or unit.is_mark(at, "".join(ENDS)):
        return True
    if not (unit.opens_adjunct(at) or unit.has(at, "coordinators") or _participle(unit, at)):
        return False
    rest = range(at, min(at + REACH, len(unit.tokens)))
    return not any(unit.kind(i) == "quote" or unit.is_mark(i, ":") for i in rest) and not (
        _complementizer(unit, at, frames)
    )


def _participle(unit: Unit, at: int) -> bool:
    return unit.kind(at) == "cue" and "participle" in unit.tokens[at].frames


def _resumes(unit: Unit, at: int) -> bool:
    """Tell whether the clause that the verb interrupts goes on after a comma."""
    return (
        unit.is_comma(at)
        and unit.kind(at + 1) in ("word", "mention")
        and not (unit.has(at + 1, "relatives", "breaks"))
    )


def _past_listener(unit: Unit, at: int) -> int:
    """Skip who is told."""
    begun = at
    while unit.has(at, "determiners"):
        at += 1
    if unit.kind(at) == "mention":
        at += 1
        if unit.has(at, "coordinators") and unit.kind(at + 1) == "mention":
            at += 2
        return at
    if (name := name_at(unit, at)) and name[0] == at:
        return name[1]
    while unit.has(at, "listeners") or (unit.is_plain(at) and unit.has(at + 1, "listeners")):
        at += 1
        begun = at
    return begun


def _complementizer(unit: Unit, at: int, frames: Frames) -> int | None:
    """Return the "that" that the verb before ``at`` governs, or None."""
    noun = at
    while unit.has(noun, "determiners"):
        noun += 1
    if is_document(unit, noun) and unit.has(noun + 1, "complementizers"):
        return noun + 1  # "expressed his hope that", "repeated the claim that"
    if not (
        unit.has(at, "complementizers")
        or unit.opens_adjunct(at)
        or unit.is_comma(at)
        or "addressee" in frames
    ):
        return None
    for index in range(at, min(at + 25, len(unit.tokens))):
        if unit.has(index, "complementizers"):
            # "proposed a meeting, which ...": French "que" behind a comma is a relative
            relative = unit.has(index, "ambiguous") and unit.is_comma(index - 1)
            return None if relative and not unit.is_comma(at) else index
        if unit.kind(index) in ("quote", "cue") or unit.is_mark(index, ".;:!?"):
            return None
    return None


def _content(unit: Unit, at: int, frames: Frames) -> int | None:
    """Return the first token of what is said after the verb, or None."""
    if frames & {"clause", "loose", "that"} and (that := _complementizer(unit, at, frames)):
        return that + 1
    if unit.kind(at) == "quote" or unit.is_mark(at, ":"):
        return None
    if not frames & {"clause", "loose"}:
        return None
    if "addressee" in frames:
        at = _past_listener(unit, at)
    said_behind = unit.speech.comma_said and unit.kind(at + 1) in ("word", "mention", "cue")
    if unit.is_comma(at) and (said_behind or _is_clause(unit, at + 1)):
        return at + 1
    at = _past_circumstances(unit, at)
    if unit.has(at, "complementizers"):
        return at + 1
    if unit.kind(at) not in ("word", "mention", "cue") or unit.has(at, "topics"):
        return None
    if _is_clause(unit, at) or ("clause" in frames and not unit.has(at, "prepositions")):
        return at
    return None


def _past_circumstances(unit: Unit, at: int) -> int:
    """Skip when, where and to whom something was said."""
    while True:
        begun = at
        while unit.is_time(at):
            at += 1
        if unit.is_mark(at, "(["):
            while unit.kind(at) != "end" and not unit.is_mark(at, ")]"):
                at += 1
            at += 1
        if unit.has(at, "prepositions") and (past := _past_phrase(unit, at)):
            at = past
        if unit.is_comma(at) and at > begun:
            at += 1
        if at == begun:
            return at


def _past_phrase(unit: Unit, at: int) -> int | None:
    """Return the token after a phrase of place, time or circumstance, or None."""
    at += 1
    while unit.has(at, "determiners"):
        at += 1
    if unit.kind(at) == "mention" or unit.is_time(at):
        return at + 1
    for index in range(at, at + 3):
        if unit.has(index, "settings", "listeners"):
            while unit.has(index + 1, "settings", "listeners"):
                index += 1
            return index + 1
        if not unit.is_plain(index):
            return None
    return None


def _is_clause(unit: Unit, at: int) -> bool:
    """Tell whether a clause and no mere object begins at the token."""
    if unit.words_of(at).casefold() in unit.speech.words["subjects"]:
        return True
    for index in range(at, min(at + 14, len(unit.tokens))):
        if unit.has(index, "finite") or (index > at and _predicates(unit, index)):
            return True
        if unit.kind(index) in ("mark", "cue") or unit.has(index, "relatives", "purposes"):
            return False
    return False


def _predicates(unit: Unit, index: int) -> bool:
    """Tell whether the token has the shape of a verb and follows a definite noun."""
    prefixes = unit.speech.verb_prefixes
    token = unit.tokens[index]
    return (
        bool(prefixes)
        and token.kind in ("word", "cue")
        and len(token.key) > 5
        and not unit.has(index, "nouns")
        and token.key.startswith(prefixes)
        and (
            unit.kind(index - 1) == "mention"
            or unit.has(index - 1, "demonstratives")
            or _is_owned(unit, index - 1)
        )
    )


def _is_owned(unit: Unit, index: int) -> bool:
    """Tell whether the token is a noun whose ending names its owner ("kapalnya")."""
    clitic = unit.speech.clitic
    return bool(clitic) and unit.is_plain(index) and unit.tokens[index].key.endswith(clitic)


def _bound(
    unit: Unit, around: tuple[int, int], ends: list[int], begins: list[int]
) -> tuple[int, int] | None:
    """Close a range that runs on to the end of the clause, or back to its beginning."""
    begin, end = around
    if end < 0:
        after = bisect_right(ends, begin)
        end = ends[after] if after < len(ends) else len(unit.tokens)
        if unit.has(end - 1, "coordinators") or unit.is_comma(end - 1):
            end -= 1
    elif (before := bisect_left(begins, end) - 1) >= 0:
        begin = max(begin, begins[before])
    while end > begin and unit.kind(end - 1) == "mark" and not unit.is_mark(end - 1, ")]%"):
        end -= 1
    while begin < end and unit.is_comma(begin):
        begin += 1
    return (begin, end) if begin < end else None


def _begins(unit: Unit, sayings: Sequence[Saying]) -> list[int]:
    """Return, in order, where a clause begins that a verb after it reports."""
    stops = [saying.group[1] for saying in sayings if saying.quote is not None]
    stops += [at + 1 for at in range(len(unit.tokens)) if unit.is_mark(at, ";")]
    return sorted(stops)


def _ends(unit: Unit, sayings: Sequence[Saying]) -> list[int]:
    """Return, in order, where what is said ends: at a new clause or a verb that reports again."""
    stops = [
        at
        for at in range(len(unit.tokens))
        if unit.is_mark(at, ";")
        or (
            unit.is_comma(at)
            and unit.has(at + 1, "breaks")
            and (mention_near(unit, at + 2) or unit.has(at + 2, "pronouns"))
        )
    ]
    stops += [s.group[0] for s in sayings if s.subject.kind == "same" and _matters(unit, s)]
    return sorted(stops)


def _matters(unit: Unit, saying: Saying) -> bool:
    """Tell whether a verb joined by "and" reports again and is no part of what is said."""
    if saying.frames & {"clause", "loose", "that"} and saying.ranges:
        return True
    reach = range(saying.cue, min(saying.cue + 8, len(unit.tokens)))
    return any(unit.kind(i) == "quote" and " " in unit.words_of(i) for i in reach)
