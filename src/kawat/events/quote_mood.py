"""Find clauses that only the mood of their verb reports: "Die Lage sei ernst, heißt es"."""

from __future__ import annotations

from kawat.events.quote_tokens import Unit


def reported(unit: Unit) -> tuple[int, int] | None:
    """Return the tokens of a clause in the mood of reported speech, None where there is none.

    That is the clause of the first verb of ``reported_mood`` in ``speech.toml``, to the end of
    the sentence, or to a comma behind which somebody is said to have said it. A question
    ("ob ...") reports nothing, nor does a sentence with an "I" or "we" of the writer's own.
    """
    if any(unit.has(at, "own_voice") for at in range(len(unit.tokens))):
        return None
    verb = next((at for at in range(len(unit.tokens)) if _is_verb(unit, at)), None)
    if verb is None:
        return None
    first = verb
    while first > 0 and not (unit.is_comma(first - 1) or unit.is_mark(first - 1, ":;")):
        first -= 1
    if unit.has(first, "complementizers"):
        first += 1
    if first >= verb or unit.has(first, "questions", "relatives", "subordinators"):
        return None
    last = _end(unit, verb)
    while last > first and unit.kind(last - 1) == "mark":
        last -= 1
    return (first, last) if last - first > 2 else None


def _is_verb(unit: Unit, at: int) -> bool:
    """Tell whether a token is such a verb and no noun that is written like one."""
    return unit.has(at, "reported_mood") and unit.text[unit.tokens[at].start].islower()


def _end(unit: Unit, verb: int) -> int:
    for at in range(verb, len(unit.tokens)):
        if unit.is_mark(at, ";") or (unit.is_comma(at) and unit.has(at + 1, "said_so")):
            return at
    return len(unit.tokens)
