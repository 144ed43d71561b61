"""Find the subject of a verb of saying, to its left or to its right."""

from __future__ import annotations

from kawat.events.quote_tokens import REACH, Subject, Unit
from kawat.model import Actor, Mention

NAMED = "speech"
"""The rule of a mention that the verb of saying shows, and no register knows."""

_VERBS = 4
"""Verbs of saying over which a verb looks for its subject."""


def _left_of(unit: Unit, index: int) -> tuple[int, bool]:
    """Skip adverbs and auxiliaries to the left; tell whether none denies the verb."""
    said = True
    ending = unit.speech.adverb_ending
    while unit.has(index, "adverbs", "unsaid") or (
        ending and unit.kind(index) == "word" and unit.tokens[index].key.endswith(ending)
    ):
        said = said and not unit.has(index, "unsaid")
        index -= 1
    return index, said


def _in_phrase(unit: Unit, index: int) -> int | None:
    """Return the preposition that governs the mention at ``index``, or None."""
    before = index - 1
    while unit.has(before, "determiners"):
        before -= 1
    if unit.has(before, "prepositions") and not unit.has(before, "clausal"):
        # "one of them" is them
        partitive = unit.has(before, "partitives") and unit.has(before - 1, "determiners")
        return None if partitive else before
    mention = unit.tokens[index].mention
    return index if mention is not None and mention.locative else None


def _qualifies(unit: Unit, index: int) -> bool:
    """Tell whether the mention only qualifies a noun: "warga Kyiv", "Kyiv residents"."""
    mention = unit.tokens[index].mention
    if mention is None or mention.kind in ("person", "role", "pronoun"):
        return False
    if unit.speech.head_first:
        return mention.kind != "organisation" and unit.is_plain(index - 1)
    return unit.is_plain(index + 1) or possesses(unit, index)


def possesses(unit: Unit, index: int) -> bool:
    """Tell whether a possessive follows: "Moscow's claim"."""
    after = index + 1
    return unit.kind(after) == "word" and unit.tokens[after].key[0] in "'’"


def subject_before(unit: Unit, cue: int) -> tuple[Subject, bool]:
    """Return the subject to the left of a verb, and whether the verb is not denied."""
    at, said = _left_of(unit, cue - 1)
    nobody = Subject("none", cue, cue)
    if any(unit.has(i, "passives") for i in range(at + 1, cue)) and not (
        unit.tokens[cue].frames & {"participle", "clause"}
    ):
        return nobody, said
    if "participle" in unit.tokens[cue].frames and unit.kind(at) == "mention":
        first = _first(unit, at)
        if unit.has(first - 1, "absolutes"):  # "with the minister calling it"
            return Subject("mention", first, cue, unit.tokens[at].mention), said
    if "participle" in unit.tokens[cue].frames or unit.has(at, "coordinators"):
        return Subject("same", at + (at < cue - 1), cue), said
    if at < 0 or unit.kind(at) == "quote":
        return nobody, said
    if unit.speech.comma_said and unit.is_mark(at, ","):
        return Subject("same", at + 1, cue), said
    if unit.is_mark(at, ",)—–"):
        before = at - 1 if _opens_sentence(unit, at - 1) else _before_insertion(unit, at)
        if before is None and unit.is_comma(at) and "inverted" in unit.tokens[cue].frames:
            return nobody, said
        if before is not None and (found := _head(unit, before, cue)).kind != "none":
            return found, said
        inverted = before is not None and "inverted" in unit.tokens[cue].frames
        return (nobody if inverted else _head(unit, at - 1, cue)), said
    return _head(unit, at, cue), said


def _opens_sentence(unit: Unit, at: int) -> bool:
    """Tell whether the mention at ``at`` is all that stands before the verb's comma."""
    if unit.kind(at) != "mention":
        return False
    first = at
    while unit.has(first - 1, "determiners"):
        first -= 1
    quoted = unit.is_comma(first - 1) and unit.kind(first - 2) == "quote"
    return first == 0 or quoted or unit.is_finished(first - 1)


def _before_insertion(unit: Unit, at: int) -> int | None:
    """Return the token before what commas or brackets insert up to ``at``, or None."""
    opening = "(" if unit.is_mark(at, ")") else ",—–"
    for before in range(at - 1, max(0, at - REACH), -1):
        if unit.kind(before) == "quote" or unit.is_mark(before, ";:"):
            return None
        if unit.is_mark(before, opening):
            return before - 1
    return None


def _head(unit: Unit, at: int, cue: int) -> Subject:
    """Return the head of the noun phrase that ends at ``at``, phrases of place apart."""
    found: Subject | None = None
    last, plain, verbs = at, False, 0
    nobody = Subject("none", cue, cue)
    while at >= max(0, cue - REACH) and verbs < _VERBS and not _bars(unit, at):
        verbs += unit.kind(at) == "cue"
        if found is None and is_document(unit, at):
            found, plain = _issuer(unit, at, cue), True
        if unit.is_comma(at) or unit.is_mark(at, ")"):
            if found or plain:
                break
            at, last = at - 1, at - 1
            continue
        if unit.has(at, "relatives"):
            if found and found.first == at + 1:  # "which a spokesman described as"
                break
            found, plain = None, False
            at, last = at - 1, at - 1
            continue
        if found is None:
            phrase = _in_phrase(unit, at) if unit.kind(at) == "mention" else None
            if phrase is not None and not (at == last and _hosts(unit, phrase)):
                at, plain = phrase - 1, False
                continue
            if unit.has(at, "purposes") and unit.is_plain(at + 1):
                return nobody
            if unit.has(at, "prepositions"):
                plain = False
            else:
                found = _noun(unit, at, last, cue)
                plain = plain or unit.is_plain(at) or unit.kind(at) == "mention"
        at -= 1
    if found:
        return found
    return Subject("unknown", at + 1, cue) if plain else nobody


def _hosts(unit: Unit, at: int) -> bool:
    """Tell whether a clause begins with the preposition at ``at``: Russian "at NATO they said"."""
    begins = at == 0 or unit.kind(at - 1) in ("mark", "quote") or unit.has(at - 1, "coordinators")
    return begins and unit.has(at, "hosts")


def is_document(unit: Unit, at: int) -> bool:
    """Tell whether the token is a noun of saying: "statement", "declaration"."""
    return unit.kind(at) == "cue" and "noun" in unit.tokens[at].frames


def _issuer(unit: Unit, at: int, cue: int) -> Subject | None:
    """Return who speaks through the document at ``at``: its owner, else who spoke last."""
    owner = _owner(unit, at)
    if owner is not None:
        return Subject("mention", min(at, owner), cue, unit.tokens[owner].mention)
    first = _first(unit, at)
    shown = first < at or unit.has(at + 1, "demonstratives")
    return Subject("pronoun", first, cue) if shown and unit.has(at, "issued") else None


def _owner(unit: Unit, at: int) -> int | None:
    """Return the mention whose document the noun at ``at`` names, before it or after."""
    step = 1 if unit.speech.head_first or unit.has(at + 1, "prepositions") else -1
    for index in range(at + step, at + 6 * step, step):
        if unit.kind(index) == "mention":
            return index if step > 0 or possesses(unit, index) or index == at - 1 else None
        possessive = unit.kind(index) == "word" and unit.tokens[index].key[0] in "'’"
        linked = possessive or unit.has(index, "determiners", "prepositions", "agents")
        if not (linked or unit.is_plain(index)):
            return None
    return None


def _bars(unit: Unit, at: int) -> bool:
    """Tell whether a clause ends here."""
    return (
        unit.kind(at) == "quote"
        or unit.is_mark(at, ";:")
        or (unit.has(at, "breaks") and unit.is_comma(at - 1))
        or unit.has(at, "complementizers")
    )


def _noun(unit: Unit, at: int, last: int, cue: int) -> Subject | None:
    """Return the subject whose noun stands at ``at`` in a phrase that ends at ``last``."""
    between = at < last and not (
        unit.opens_adjunct(at + 1)
        or unit.is_comma(at + 1)
        or unit.has(at + 1, "postmodifiers")
        or (unit.speech.head_first and last - at == 1 and unit.kind(last) == "word")
    )
    token = unit.tokens[at]
    first = _first(unit, at)
    if token.kind == "mention":
        if between or _qualifies(unit, at) or possesses(unit, at):
            return None
        return Subject("mention", first, cue, token.mention)
    if unit.has(at, "pronouns") and not between:
        return Subject("pronoun", at, cue)
    run = None if between else name_at(unit, at)
    # in "the ambassador to Bern Sergei Orlov" the name follows a preposition
    if run and run[1] == at + 1 and not unit.has(run[0] - 1, "prepositions"):
        return Subject("mention", _first(unit, run[0]), cue, named(unit, run))
    if unit.has(at, "anonymous") and (not between or unit.speech.head_first):
        return _role(unit, at, last, first, cue)
    return None


def _first(unit: Unit, at: int) -> int:
    """Return the token with which the noun phrase of the name or noun at ``at`` begins."""
    if unit.kind(at) == "word" and unit.kind(at - 1) == "mention":
        at -= 1
    if unit.has(at - 1, "partitives") and unit.has(at - 2, "determiners"):
        at -= 2
    while unit.has(at - 1, "determiners"):
        at -= 1
    return at


def _role(unit: Unit, at: int, last: int, first: int, cue: int) -> Subject:
    """Return a speaker that only a common noun names: "a senior official"."""
    start = end = at
    if unit.speech.head_first:
        while end < last and unit.is_plain(end + 1) and end - at < 2:
            end += 1
    else:
        while at - start < 3 and (unit.is_plain(start - 1) or unit.has(start - 1, "adjectives")):
            start -= 1
        first = min(first, start)
    span = unit.tokens[start].start, unit.tokens[end].end
    role = Mention(*span, unit.text[slice(*span)], "role", (), NAMED)
    return Subject("role", first, cue, role)


def subject_after(unit: Unit, cue: int) -> Subject:
    """Return the subject to the right of a verb ("said the minister")."""
    at = cue + 1
    while (
        (past := _past_listeners(unit, at))
        or unit.has(at, "adverbs", "determiners", "agents")
        or (unit.is_time(at) and unit.has(at + 1, "determiners", "times"))
        or (unit.has(at, "partitives") and unit.has(at - 1, "determiners"))
    ):
        at = past or at + 1
    if unit.kind(at) == "word" and len(unit.tokens[at].key) == 1 and unit.is_mark(at + 1, "."):
        at += 2  # an initial
    if unit.kind(at) == "mention":
        if unit.speech.head_first or not _qualifies(unit, at):
            return Subject("mention", cue + 1, at + 1, unit.tokens[at].mention)
    elif unit.has(at, "pronouns"):
        return Subject("pronoun", cue + 1, at + 1)
    return _further(unit, cue, at)


def _is_told(unit: Unit, at: int) -> bool:
    """Tell whether who is told stands here without a preposition, before who says it."""
    words = unit.words_of(at).casefold().split()
    listed = unit.speech.words["listeners"]
    told = bool(words) and unit.speech.datives and words[0] in listed
    return told and (unit.kind(at + 1) == "mention" or unit.has(at + 1, "determiners", "anonymous"))


def _past_listeners(unit: Unit, at: int) -> int | None:
    """Return the token after a phrase of who was told or where, as in "a dit à la presse X"."""
    if not unit.speech.head_first or unit.has(at, "agents"):
        return None
    if not unit.has(at, "prepositions"):
        return at + 1 if _is_told(unit, at) else None
    at += 1
    while unit.has(at, "determiners"):
        at += 1
    if unit.kind(at) != "mention" and not (
        unit.has(at, "listeners", "settings") or unit.is_time(at)
    ):
        return None
    follows = unit.has(at + 1, "determiners") or unit.kind(at + 1) == "mention"
    return at + 1 if follows or _is_told(unit, at + 1) else None


def _further(unit: Unit, cue: int, at: int) -> Subject:
    """Look past words that describe the speaker for a name beside them."""
    first, name, document = at, None, False
    while at - first < 10 and (_describes(unit, at) or (document and unit.has(at, "agents"))):
        if unit.kind(at) == "mention":
            of = document and (unit.speech.head_first or unit.has(at - 1, "agents"))
            if at > first and (of or is_person(unit, at)):
                return Subject("mention", cue + 1, at + 1, unit.tokens[at].mention)
            name = None
        elif "noun" in unit.tokens[at].frames:
            document = True
        elif run := name_at(unit, at):
            name = Subject("mention", cue + 1, run[1], named(unit, run))
            at = run[1] - 1
        elif unit.has(at, "anonymous") and not (is_person(unit, at + 1) or name_at(unit, at + 1)):
            role = _role(unit, at, at + 3, at, cue)
            return Subject("role", cue + 1, at + 1, role.mention)
        at += 1
    if name:
        return name
    if shown := _shown(unit, cue + 1):
        return Subject("pronoun", cue + 1, shown + 1)
    if at > first and unit.is_comma(at) and is_person(unit, at + 1):
        return Subject("mention", cue + 1, at + 2, unit.tokens[at + 1].mention)
    return Subject("unknown" if at > first else "none", cue + 1, at)


def _shown(unit: Unit, at: int) -> int | None:
    """Return the demonstrative that closes a phrase at ``at``, as in "kata ibu tiga anak itu"."""
    for index in range(at, at + 6):
        if unit.has(index, "demonstratives"):
            return index
        if not (unit.is_plain(index) or unit.has(index, "determiners")):
            return None
    return None


def is_person(unit: Unit, index: int) -> bool:
    """Tell whether the token is a mention of a person by name."""
    mention = unit.tokens[index].mention if unit.kind(index) == "mention" else None
    return mention is not None and mention.kind == "person"


def _describes(unit: Unit, at: int) -> bool:
    """Tell whether the token may describe a speaker: a noun, a name, a statement of theirs."""
    if unit.kind(at) == "cue":
        return "noun" in unit.tokens[at].frames
    return unit.is_plain(at) or unit.kind(at) == "mention"


def name_at(unit: Unit, at: int) -> tuple[int, int] | None:
    """Return the tokens of the proper name around ``at``, as capitals show it."""
    if not _capital(unit, at) or not unit.cased:
        return None
    first, last = at, at + 1
    while _capital(unit, first - 1):
        first -= 1
    while _capital(unit, last):
        last += 1
    # the first word of a sentence has a capital whatever it is
    return None if last - first == 1 and first == 0 else (first, last)


def _capital(unit: Unit, at: int) -> bool:
    return unit.is_plain(at) and unit.text[unit.tokens[at].start].isupper()


def named(unit: Unit, run: tuple[int, int]) -> Mention:
    """Return a speaker whom the register does not know, by name."""
    start, end = unit.tokens[run[0]].start, unit.tokens[run[1] - 1].end
    text = unit.text[start:end]
    return Mention(start, end, text, "person", (Actor(None, text, None, None),), NAMED)


def main_subject(unit: Unit) -> Mention | None:
    """Return the mention the sentence is about: its first that stands in no phrase."""
    # what stands before a colon is the topic
    at = next((i + 1 for i in range(min(4, len(unit.tokens) - 1)) if _heads(unit, i)), 0)
    if unit.has(0, "subordinators", "prepositions"):
        commas = (i for i in range(len(unit.tokens)) if unit.is_comma(i))
        at = next((i for i in commas if mention_near(unit, i + 1)), 0)
    for index in range(at, len(unit.tokens)):
        if unit.kind(index) == "quote":
            return None
        if (
            unit.kind(index) == "mention"
            and _in_phrase(unit, index) is None
            and not _qualifies(unit, index)
        ):
            return unit.tokens[index].mention
    return None


def _heads(unit: Unit, at: int) -> bool:
    """Tell whether a colon stands here that parts a topic from what is told of it."""
    return unit.is_mark(at, ":：") and unit.kind(at + 1) != "quote"


def mention_near(unit: Unit, index: int) -> bool:
    """Tell whether a mention stands here, determiners and adverbs apart."""
    while unit.has(index, "determiners", "adverbs"):
        index += 1
    return unit.kind(index) == "mention"
