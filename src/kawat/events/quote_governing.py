"""Which verb of saying quoted words belong to, and whether they are but a name or a title."""

from __future__ import annotations

from kawat.events.quote_tokens import ENDS, Saying, Unit
from kawat.language.script import count_words

_BESIDE = 5
"""Tokens within which quoted words are the object of a verb rather than of one further out."""


def governing(unit: Unit, index: int) -> int | None:
    """Return the number of the saying that the quoted words at a token belong to."""
    before = beside = within = None
    for number, saying in enumerate(unit.sayings):
        if saying.quote == index:
            return number
        if any(first <= index < last for first, last in saying.ranges):
            within = number
        if saying.cue < index and saying.said and saying.rule != "signed":
            before = number
        elif saying.cue == index - 1:
            beside = number
    before = beside if before is None else before
    if before is None or _parted(unit, unit.sayings[before].cue, index):
        return within if within is not None else _passive(unit, index)
    # "China said both had voiced their readiness to practise "true ...": the words are China's;
    # "Kyiv said Moscow had called the talks "useless"": they are Moscow's
    nearest = unit.sayings[before]
    close = nearest.subject.kind != "unknown" and (
        "name" in nearest.frames or index - nearest.cue < _BESIDE
    )
    return before if within is None or close else within


def _passive(unit: Unit, index: int) -> int | None:
    """Return the number of a saying whose speaker follows: "were condemned by the minister"."""
    after = (
        number
        for number, saying in enumerate(unit.sayings)
        if "passive" in saying.frames and saying.cue > index and saying.subject.mention
    )
    return next(after, None)


def _parted(unit: Unit, cue: int, index: int) -> bool:
    """Tell whether a new clause begins between a verb and quoted words."""
    return any(
        unit.is_mark(at, ";") or (unit.is_comma(at) and unit.has(at + 1, "breaks"))
        for at in range(cue + 1, index)
    )


def is_name(unit: Unit, index: int, saying: Saying) -> bool:
    """Tell whether quoted words in a sentence of saying are a title, a name or a mere term."""
    token = unit.tokens[index]
    if saying.quote == index or saying.rule == "colon":
        return False
    if titled(unit, index):
        return True
    one = count_words(unit.text[token.start : token.end]) == 1
    if unit.text[token.end - 2 : token.end - 1] in ENDS:
        return False  # "he said: “No.”"
    named = "name" in saying.frames or unit.has(index - 1, "naming")
    return one and not named and index - saying.cue > 1


def titled(unit: Unit, index: int) -> bool:
    """Tell whether the words before say that a title or a name follows."""
    keys = [token.key for token in unit.tokens[max(0, index - 3) : index]]
    titles = unit.speech.words["titles"]
    return any(" ".join(keys[at:]) in titles for at in range(len(keys)))
