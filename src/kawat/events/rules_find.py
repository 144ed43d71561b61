"""Finding triggers: forms of the lexicon among the items of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kawat.events.clause import Line
from kawat.events.clause_subjects import Trigger
from kawat.events.lexicon import GAP, Form, Inflector, Lexicon, items, light_forms
from kawat.language import load

LONE = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "MOBILIZE"})
"""Types whose verbs do not stand alone at the end: "Hezbollah targets." is a noun."""
OWNED = frozenset({"'s", "’s"})
GAP_LIMIT = 4
HEADED = frozenset({"REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT", "AGREE"})
"""Types whose trigger is the verb where a mention stands in the gap ("urged X to withdraw")."""
LIGHT_REACH = 4


class Match(NamedTuple):
    """Where a form stands: items, a mention in its gap, and whether that is a word of it."""

    first: int
    last: int
    gap: int | None
    absorbed: bool
    past: int
    """The last item of the whole form, where that is not ``last``."""


Found = list[tuple[Form, Match]]


def _candidates(line: Line, lexicon: Lexicon, i: int) -> tuple[Sequence[Form], bool]:
    """Return the forms that may start at item ``i``, and whether a clitic was taken off."""
    low = line.low[i]
    forms = lexicon.starting(low)
    if forms:
        return forms, False
    for clitic in line.grammar.clitics:
        if low.endswith(clitic) and len(low) > len(clitic) + 3:
            forms = lexicon.starting(low[: -len(clitic)])
            if forms:
                return forms, clitic == line.grammar.clitics[0]
    return (), False


def _same(line: Line, at: int, want: str) -> bool:
    """Whether item ``at`` is the word wanted, a clitic apart, or a mention that says it."""
    low = line.low[at]
    if low == want:
        return True
    if at in line.roles:
        return want in line.roles[at]
    return low.startswith(want) and low[len(want) :] in line.grammar.clitics


def _across(line: Line, j: int, want: str) -> int | None:
    """Return where the word after a gap stands, or None: gaps are short and within a clause."""
    for at in range(j, min(j + GAP_LIMIT + 1, len(line))):
        if _same(line, at, want):
            return at
        if line.begins("subordinators", at) and not line.begins("complementizers", at):
            return None
        if not (line.is_mention(at) or line.low[at][:1].isalnum() or line.low[at] in OWNED):
            return None
    return None


@cache
def carriers(language: str) -> frozenset[str]:
    """Return the forms of verbs that leave the meaning to what stands apart from them."""
    grammar = load(language, "grammar")
    inflector = Inflector(grammar.get("inflection", {}))
    stems = items(grammar["light"]["carry"])
    carried = {form for stem in stems for form, _ in inflector.verbs(stem)}
    return frozenset(carried | light_forms(language).keys())


def _adjective(line: Line, i: int, noun: int) -> bool:
    """Whether a mention only describes the noun after it ("held military drills")."""
    text = line.mentions[line.mention[i]].text.lower()
    return i + 1 == noun and text in line.grammar["modifiers"]


def _match(line: Line, form: Form, i: int) -> Match | None:
    """Return where a form that starts at ``i`` stands, or None."""
    j, k, gap, tail = i + 1, 1, None, None
    tokens = form.tokens
    head_last, first_gap = i, None
    while k < len(tokens):
        if tokens[k] == GAP:
            at = _across(line, j, tokens[k + 1])
            if at is None:
                return None
            first_gap = j - 1 if first_gap is None else first_gap
            inside = [n for n in range(j, at) if line.is_mention(n) and not _adjective(line, n, at)]
            if inside and tail is None:
                party = [n for n in inside if not line.mentions[line.mention[n]].locative]
                gap, tail, head_last = (party or inside)[0], at, j - 1
            j, k = at, k + 1
            continue
        if j >= len(line) or not _same(line, j, tokens[k]):
            return None
        if line.is_mention(j):
            # "deployed [troops]": the verb is the trigger, the mention stays a mention
            if k < len(tokens) - 1:
                return None
            head_last = j - 1 if first_gap is None else first_gap
            if form.entry.type in HEADED:
                return Match(i, head_last, None, False, head_last)
            return Match(i, head_last, j, True, j)
        j, k = j + 1, k + 1
    if tail is None:
        return Match(i, j - 1, None, False, j - 1)
    prepositional = all((t,) in line.grammar["prepositions"].members for t in form.tail)
    if form.entry.type in HEADED or prepositional:
        return Match(i, head_last, None, False, head_last)
    if line.low[i] not in carriers(line.language):
        return Match(i, head_last, gap, False, j - 1)
    return Match(tail, j - 1, gap, False, j - 1)


def nominal(line: Line, i: int, last: int) -> bool | None:
    """Whether the words around say that the form at ``i`` is a noun; None where they do not."""
    after_mention = line.is_mention(last + 1)
    if i == 0:
        return None if after_mention else True
    before = line.low[i - 1]
    if line.is_mention(i - 1):
        follows = (
            after_mention
            or line.begins("determiners", last + 1)
            or line.begins("pronouns", last + 1)
        )
        return not follows and None
    if line.ends("infinitive", i) or line.ends("auxiliaries", i) or line.is_adverb(i - 1):
        return False
    if line.ends("possessor", i) or line.ends("possessives", i) or line.ends("determiners", i):
        return True
    if line.ends("pronouns", i) or line.ends("relatives", i):
        return False
    if line.ends("prepositions", i):
        return True
    if before in (",", "and", ":") or line.ends("coordinators", i):
        return False if after_mention or line.begins("determiners", last + 1) else None
    return False if after_mention or line.begins("determiners", last + 1) else None


def _choose(line: Line, found: Found, i: int) -> int | None:
    """Return which of the readings of a form is meant, or None."""
    voices = [form.voice for form, _ in found]
    form, (_, last, *_) = found[0]
    nouns = [n for n, voice in enumerate(voices) if voice == "noun"]
    fixed = [n for n, voice in enumerate(voices) if voice in ("fixed", "gerund")]
    verbs = [n for n, voice in enumerate(voices) if voice not in ("noun", "fixed", "gerund")]
    if verbs and voices[verbs[0]] == "base" and not line.grammar["be"].members:
        # A bare stem is a verb only where one can stand: after a subject or at the start.
        if not _after_subject(line, i):
            verbs = []
        elif not nouns and not fixed:
            return verbs[0]
    if not line.grammar["be"].members:
        order = (
            nouns + fixed + verbs if verbs and voices[verbs[0]] == "base" else verbs + fixed + nouns
        )
        return order[0] if order else None
    verdict = nominal(line, i, last)
    single = len(form.tokens) == 1
    if verdict is True:
        order = nouns + fixed
        if not order and ("either" in voices or "passive" in voices) and (i == 0 or not single):
            order = verbs
    elif verdict is False:
        order = verbs + fixed or nouns
    elif single and voices[0] in ("active", "base", "noun") and not _after_subject(line, i):
        order = nouns
    elif not single or line.is_mention(i - 1):
        order = verbs + fixed + nouns if voices[0] != "noun" else nouns + verbs + fixed
        lone = last + 1 >= len(line) or not line.low[last + 1][:1].isalnum()
        lone = lone and not line.is_mention(last + 1)
        if single and lone and voices[0] in ("active", "base") and form.entry.type in LONE:
            order = nouns
    else:
        order = nouns + verbs + fixed
    return order[0] if order else None


def _after_subject(line: Line, i: int) -> bool:
    """Whether what stands before item ``i`` can be a subject, or joins it to an earlier verb."""
    if i == 0 or line.is_mention(i - 1) or line.low[i - 1] in (",", ":", ";", '"', "“", "”"):
        return True
    names = ("coordinators", "pronouns", "relatives", "adverbs", "auxiliaries", "infinitive")
    return any(line.ends(name, i) for name in names) or line.is_adverb(i - 1)


def find_triggers(line: Line, lexicon: Lexicon) -> list[Trigger]:
    """Return the triggers of a sentence, left to right, longest match first."""
    triggers: list[Trigger] = []
    present = set(line.low).union(*line.roles.values()) | {
        low[: -len(clitic)]
        for clitic in line.grammar.clitics
        for low in line.low
        if low.endswith(clitic)
    }
    i = 0
    while i < len(line):
        if line.mention[i] >= 0:
            i += 1
            continue
        forms, clitic = _candidates(line, lexicon, i)
        found: Found = []
        for form in forms:
            if not form.others <= present:
                continue
            if found and len(form.tokens) < len(found[0][0].tokens):
                break
            match = _match(line, form, i)
            if match:
                found.append((form, match))
        chosen = _choose(line, found, i) if found else None
        if chosen is None:
            i += 1
            continue
        form, (first, last, gap, absorbed, past) = found[chosen]
        if not form.entry.type:
            i = last + 1
            continue
        trigger = Trigger(first, last, form.entry, form.voice, clitic=clitic)
        trigger.past = past
        trigger.head = i
        if gap is not None:
            trigger.gap_item = gap
            trigger.absorbed = absorbed
        noun = form.voice in ("noun", "base") or (
            form.voice == "gerund" and _nominal_gerund(line, trigger)
        )
        if noun and lexicon.followers.starting(line.low, last + 1):
            i = last + 1
            continue
        triggers.append(trigger)
        i = past + 1
    return triggers


def _nominal_gerund(line: Line, trigger: Trigger) -> bool:
    """Whether a gerund is used as a noun ("the shelling of ...")."""
    return bool(
        line.ends("determiners", trigger.first)
        or line.ends("possessor", trigger.first)
        or line.begins("of", trigger.last + 1)
    )


def light_verbs(line: Line, triggers: list[Trigger]) -> None:
    """Give nouns of deed the light verb before them ("launched an attack on ...").

    The verb becomes part of the trigger's verb group; its form decides active or passive.
    """
    forms = light_forms(line.language)
    taken = {i for t in triggers for i in range(t.first, t.last + 1)}
    for trigger in triggers:
        if trigger.voice != "noun" or not trigger.entry.light:
            continue
        for j in range(trigger.first - 1, max(trigger.first - 1 - LIGHT_REACH, -1), -1):
            if line.mention[j] >= 0 or j in taken or not line.low[j][:1].isalnum():
                break
            found = forms.get(line.low[j])
            if found:
                kind, voice = found
                trigger.light, trigger.head = kind, j
                trigger.light_voice = voice
                break
            if line.ends("prepositions", j + 1) or line.ends("coordinators", j + 1):
                break
