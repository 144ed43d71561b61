"""Who a name stands for on a day: everybody it may be, who it is, and why.

The name is read as a page that holds nothing else, so that a phrase ("China's foreign minister")
is answered as in a page. Beside that answer stands everybody in the register who goes by the
name, or by a part of the phrase, each with what is known of them and where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kawat.actors.answers import RULES, Answer, Candidate, Form, Reading, Spell, When
from kawat.actors.facts import Facts, Row, script_of
from kawat.actors.lexicon import HEADS, lexicon
from kawat.actors.mentions import find_mentions
from kawat.actors.morphology import morphology
from kawat.actors.names import Hit
from kawat.actors.overlay import Overlay, user_overlays
from kawat.actors.register import GRACE, LEADING_ROLES, STATE_KINDS, Register
from kawat.actors.tokens import tokenize
from kawat.language import languages_with, sentences
from kawat.model import Actor, Article, Mention
from kawat.reasons import table

_ANY = "*"
_LONGEST = 8
"""How many words the longest name looked for in a phrase has."""


def who(
    name: str,
    on: date | str | None = None,
    *,
    language: str | None = None,
    overlay: Path | None = None,
) -> Answer:
    """Tell who a name, or a phrase that names somebody, stands for on a day.

    Args:
        name: a name or phrase, in any language and script Kawat knows the actors of.
        on: the day; where None, no office is taken to be held.
        language: the language of the name; told from the name where None.
        overlay: a file of entries of your own; that in the default place where None.

    Raises:
        KawatError: the overlay is not sound.
        KeyError: Kawat does not know the actors of the language.
        ValueError: ``on`` is not an ISO date.
    """
    name = " ".join(name.split())
    on = date.fromisoformat(on) if isinstance(on, str) else on
    overlays = user_overlays(overlay)
    facts, register = _tables(overlays)
    matched = _matches(name, facts, language)
    tongues = [language] if language else _languages(name, matched, facts)
    language, mentions = _read(name, on, tongues, register)
    readings = tuple(_reading(mention) for mention in mentions)
    readings = readings or _bare(name, language, register)
    if not any(reading.actors for reading in readings):
        matched = {id: forms for id, forms in matched.items() if _is_whole(name, forms)}
    meant = {actor.id for reading in readings for actor in reading.actors if actor.id}
    ids = dict.fromkeys([*(id for id in matched if id in meant), *sorted(meant), *matched])
    candidates = tuple(
        _candidate(facts.entities[id], matched.get(id, ()), readings, facts, on)
        for id in ids
        if id in facts.entities
    )
    found = candidates or any(reading.actors for reading in readings)
    return Answer(name, on, language, readings, candidates, () if found else _near(name, facts))


def _tables(overlays: Sequence[Overlay]) -> tuple[Facts, Register]:
    facts = Facts.shipped()
    for overlay in overlays:
        facts = facts.with_overlay(overlay)
    return facts, Register.with_overlays(overlays)


# -- what the name may be ---------------------------------------------------------------


def _matches(name: str, facts: Facts, language: str | None) -> dict[str, tuple[Form, ...]]:
    """Return the forms of the register found in a name, the longest at each place, by id."""
    forms = facts.forms
    tokens = tokenize(name)
    found: dict[str, list[Form]] = {}
    at = 0
    while at < len(tokens):
        for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
            words = name[tokens[at].start : tokens[at + count - 1].end]
            rows = [
                row
                for row in forms.get(words.casefold(), ())
                if language in (None, row["language"]) or row["language"] == _ANY
                if count == len(tokens) or words[:1] == row["form"][:1]
            ]
            if rows:
                for row in rows:
                    form = Form(row["form"], row["language"], row["use"], row["source"])
                    found.setdefault(row["id"], []).append(form)
                at += count - 1
                break
        at += 1
    return {id: tuple(forms) for id, forms in found.items()}


def _is_whole(name: str, forms: Sequence[Form]) -> bool:
    """Tell whether one of the forms is all of a name, or more than a surname in it."""
    return any(form.use != "surname" or len(form.form) == len(name) for form in forms)


def _near(name: str, facts: Facts) -> tuple[str, ...]:
    """Return the names of the register written most like one it does not have."""
    key, size = name.casefold(), len(name)
    letters = set(key)
    like = {
        row["form"].casefold(): row["form"]
        for row in facts.names
        if abs(len(row["form"]) - size) <= max(2, size // 4)
        and 2 * len(letters & set(row["form"].casefold())) > len(letters)
    }
    return tuple(like[form] for form in get_close_matches(key, like, 5, 0.65))


# -- how a page would read it -----------------------------------------------------------


def _languages(name: str, matched: dict[str, tuple[Form, ...]], facts: Facts) -> list[str]:
    """Return the languages a name may be in, the likeliest first."""
    known = languages_with("actors")
    told = {form.language for forms in matched.values() for form in forms}
    script = script_of(name)
    written = facts.languages_in(script)
    english = not told or not told.isdisjoint({"en", _ANY})
    first = [code for code in ("en",) if code in written and english]
    likely = [code for code in known if code in told]
    others = [code for code in known if code in written]
    return list(dict.fromkeys([*first, *likely, *others])) or ["en"]


def _read(
    name: str, on: date | None, languages: Iterable[str], register: Register
) -> tuple[str, list[Mention]]:
    """Read a name as a page of its own, in the language that explains most of it.

    Raises:
        KeyError: Kawat does not know the actors of a language.
    """
    best: tuple[int, int, str, list[Mention]] | None = None
    for language in languages:
        if language not in languages_with("actors"):
            raise KeyError(language)
        mentions = _mentions(name, on, language, register)
        covered = sum(mention.end - mention.start for mention in mentions)
        known = sum(bool(mention.referents) for mention in mentions)
        if best is None or (covered, known) > best[:2]:
            best = covered, known, language, mentions
        if covered >= len(name) and known:
            break
    assert best is not None
    return best[2], best[3]


def _mentions(name: str, on: date | None, language: str, register: Register) -> list[Mention]:
    article = Article.of_paragraph(name, language, on.isoformat() if on else None)
    return list(find_mentions(article, sentences.split(article), register))


def _bare(name: str, language: str, register: Register) -> tuple[Reading, ...]:
    """Read a name that no page would take for an actor: a place, a noun that needs an owner."""
    hits = register.names(language).find(name)
    places = {hit: [n.id for n in hit.names if n.use == "place"] for hit in hits}
    known = [(hit, c) for hit, ids in places.items() if (c := register.likely_country(ids))]
    words, tokens = lexicon(language), morphology(language).tokenize(name)
    heads = [word for at in range(len(tokens)) if (word := words.longest(tokens, at)[1])]
    heads = [word for word in heads if word.letter in HEADS]
    head = heads[-1 if words.head_last else 0] if heads else None
    if head is None and not (known and _covers(name, [hit for hit, _ in known])):
        return ()
    country = known[0][1] if known else None
    told = None if head else name[known[0][0].start : known[0][0].end]
    rule = "noun" if head else "place"
    actor = Actor(None, told, country, head.sector if head else None)
    kind = "role" if head else "place"
    return (Reading(name, kind, rule, RULES[rule], (actor,)),)


def _covers(name: str, hits: Sequence[Hit]) -> bool:
    """Tell whether names cover every word of a text that is written with a capital."""
    words = [token for token in tokenize(name) if token.word[0].isalpha()]
    bare = [w for w in words if not any(h.start <= w.start and w.end <= h.end for h in hits)]
    return len(bare) < len(words) and all(token.word[0].islower() for token in bare)


def _reading(mention: Mention) -> Reading:
    why = RULES.get(mention.rule, mention.rule)
    if mention.reason is not None:
        why = f"{why}; {table()[mention.reason]['means'].rstrip('.')}"
    elif not mention.referents:
        why = f"left open: {why}"
    known = (mention.text, mention.kind, mention.rule, why, mention.referents)
    return Reading(*known, mention.confidence, mention.reason)


# -- what is known of each --------------------------------------------------------------


def _candidate(
    entity: Row,
    matched: tuple[Form, ...],
    readings: Sequence[Reading],
    facts: Facts,
    on: date | None,
) -> Candidate:
    spells = tuple(_spell(row, on) for row in facts.offices.get(entity["id"], ()))
    meant = next((r for r in readings for a in r.actors if a.id == entity["id"]), None)
    names: dict[str, dict[str, None]] = {}
    for row in facts.names_of.get(entity["id"], ()):
        names.setdefault(row["language"], {})[row["form"]] = None
    return Candidate(
        id=entity["id"],
        kind=entity["kind"],
        name=entity["name"],
        country=entity["country"],
        sector=entity["sector"],
        source=entity["source"],
        checked=entity["checked"],
        chosen=meant is not None,
        why=meant.why if meant else _ruled_out(entity, matched, spells, on),
        matched=matched,
        offices=spells,
        names={language: tuple(forms) for language, forms in sorted(names.items())},
    )


def _spell(row: Row, on: date | None) -> Spell:
    return Spell(
        row["office"],
        row["role"],
        row["country"],
        row["sector"],
        row["start"],
        row["end"],
        _when(row, on),
        row["source"],
        row["checked"],
    )


def _when(row: Row, on: date | None) -> When:
    """Tell how a spell lies to a day, as ``register.Office.held_on`` has it."""
    if on is None or not row["start"]:
        return "unknown"
    day = on.isoformat()
    if row["start"] > day[: len(row["start"])]:
        return "after"
    if row["end"]:
        return "before" if row["end"] < day[: len(row["end"])] else "held"
    checked = row["checked"]
    if not checked:
        return "unknown"
    first = date.fromisoformat(checked + "-01-01"[: 10 - len(checked)])
    return "held" if on <= first + GRACE else "unknown"


def _ruled_out(
    entity: Row, matched: tuple[Form, ...], spells: Sequence[Spell], on: date | None
) -> str:
    """Return why somebody who goes by the name is not taken to be meant."""
    if entity["kind"] in STATE_KINDS:
        return "named within the phrase, or the words around it name something else"
    if entity["kind"] != "person":
        return "the words around it name something else"
    reasons = []
    if matched and all(form.use == "surname" for form in matched):
        reasons.append("a surname alone stands for who leads a state on that day")
        spells = [s for s in spells if s.role in LEADING_ROLES] or spells
    reasons.append(_when_in_office(spells, on))
    return "; ".join(filter(None, reasons))


def _when_in_office(spells: Sequence[Spell], on: date | None) -> str:
    """Return how somebody's time in office lies to a day."""
    if not spells:
        return "no office is known"
    held = [spell for spell in spells if spell.when == "held"]
    if held:
        return f"in office on that day ({held[-1].office})"
    ends = [spell for spell in spells if spell.when == "before"]
    starts = [spell for spell in spells if spell.when == "after"]
    if any(spell.when == "unknown" for spell in spells):
        last = next(spell for spell in reversed(spells) if spell.when == "unknown")
        checked = f" (last checked {last.checked})" if last.checked else ""
        return f"not known whether still in office on that day{checked}" if on else "no day given"
    if ends:
        last = max(ends, key=lambda spell: spell.end)
        return f"left office on {last.end} ({last.office})"
    first = min(starts, key=lambda spell: spell.start)
    return f"not yet in office: {first.office} from {first.start}"
