"""The trigger lexicon of a language: which words tell of a deed, in every form they take.

Read from ``language/<code>/events.toml`` (groups of triggers with type, mode and roles) and the
inflection tables of ``grammar.toml``. Nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from sys import intern
from typing import Any, Literal, NamedTuple

from kawat.language import load

Voice = Literal["active", "passive", "either", "gerund", "base", "noun", "fixed"]
"""How a form is used: ``either`` is past or passive participle (English ``-ed``), ``base`` an
uninflected stem, ``noun`` a noun of deed, ``fixed`` a predicate that never inflects."""

Roles = Literal["direct", "mutual", "visit", "host", "alone", "reverse"]
"""Who is where: ``direct`` the subject acts on the object; ``mutual`` all parties act; ``visit``
the subject goes to the object or a place; ``host`` the object comes to the subject; ``alone``
nobody receives; ``reverse`` the subject receives from the object."""

GAP = "~"
WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?!\w)|\w+(?:[-‑]\w+)*(?:['’]t\b)?|['’](?:s|ve|ll|d|re)\b|[^\w\s]"
)


def items(text: str) -> list[str]:
    """Return the items of a list written as one string, apart by ``;`` or a new line."""
    return [item.strip() for item in re.split(r"[;\n]", text) if item.strip()]


def words(phrase: str) -> tuple[str, ...]:
    """Return the lower-case tokens of a phrase; ``~`` stands for a gap."""
    return tuple(WORD.findall(phrase.lower()))


class Phrases:
    """A set of phrases that can be looked for at the end or the start of a run of tokens."""

    __slots__ = ("_by_first", "_by_last", "members", "members_text", "opening")

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index the phrases by their first and last token, longest first."""
        self.members = {words(p) for p in phrases}
        self.members_text = frozenset(" ".join(m) for m in self.members)
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for member in sorted(self.members, key=len, reverse=True):
            self._by_last.setdefault(member[-1], []).append(member)
            self._by_first.setdefault(member[0], []).append(member)
        self.opening = frozenset(self._by_first)
        """The first tokens: a run without any of them has no phrase."""

    def ending(self, tokens: Sequence[str], end: int) -> int:
        """Return how many tokens of the longest phrase end just before ``end``, 0 for none."""
        if end <= 0:
            return 0
        found = self._by_last.get(tokens[end - 1])
        if not found:
            return 0
        for member in found:
            start = end - len(member)
            if start >= 0 and tuple(tokens[start:end]) == member:
                return len(member)
        return 0

    def starting(self, tokens: Sequence[str], start: int) -> int:
        """Return how many tokens of the longest phrase start at ``start``, 0 for none."""
        if start >= len(tokens):
            return 0
        found = self._by_first.get(tokens[start])
        if not found:
            return 0
        for member in found:
            if tuple(tokens[start : start + len(member)]) == member:
                return len(member)
        return 0

    def starts(self, tokens: Sequence[str]) -> list[tuple[int, int]]:
        """Return where phrases start in a run, and how many tokens the longest there has."""
        opening = self.opening
        if opening.isdisjoint(tokens):
            return []
        at = [i for i, token in enumerate(tokens) if token in opening]
        return [(i, n) for i in at if (n := self.starting(tokens, i))]

    def __contains__(self, token: str) -> bool:
        """Whether a single token is a member."""
        return (token,) in self.members


@dataclass(frozen=True, slots=True)
class Entry:
    """A trigger of the lexicon, before inflection.

    ``prepositions`` restricts which introduce the recipient; empty means the language's own
    list. ``head`` says what stands beside a noun ("the visit of X", "the arrest of X").
    ``needs`` names what must be found for a record: ``two`` parties, a ``recipient``. An entry
    without a ``type`` is an idiom: its words tell of no deed, whatever they mean elsewhere.
    """

    name: str
    type: str
    mode: str | None
    roles: Roles
    head: Literal["actor", "recipient"]
    prepositions: frozenset[str]
    light: bool
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """An entry as it is written: its tokens after the first, and its voice."""

    tokens: tuple[str, ...]
    entry: Entry
    voice: Voice
    others: frozenset[str]
    """The tokens after the first, gaps apart: all must occur in a sentence."""
    tail: tuple[str, ...]
    """The tokens after the first gap."""


def form(tokens: tuple[str, ...], entry: Entry, voice: Voice) -> Form:
    """Return a form with what is looked up most worked out."""
    tail = tokens[tokens.index(GAP) + 1 :] if GAP in tokens else ()
    return Form(tuple(map(intern, tokens)), entry, voice, _set(tokens[1:]), tail)


@lru_cache(maxsize=1000)
def _set(tokens: tuple[str, ...]) -> frozenset[str]:
    """Return a set of tokens, gaps apart: one for all forms of a verb, which stand together."""
    return frozenset(tokens) - {GAP}


class Written(NamedTuple):
    """How a phrase of a group is written, before it is made a form: most are never asked for."""

    head: tuple[str, ...]
    rest: str
    group: dict[str, Any]
    phrase: str
    voice: Voice


@dataclass(slots=True)
class Lexicon:
    """All forms of a language by their first token."""

    _written: dict[str, list[Written]] = field(default_factory=dict)
    _made: dict[str, list[Form]] = field(default_factory=dict)
    blocks: Phrases = field(default_factory=lambda: Phrases(()))
    hints: Phrases = field(default_factory=lambda: Phrases(()))
    followers: Phrases = field(default_factory=lambda: Phrases(()))
    hostile: frozenset[str] = frozenset()

    def elsewhere(self, tokens: Sequence[str], context: Sequence[str]) -> bool:
        """Whether a sentence is about sport, business, culture or an accident.

        One telling word shows it, or two that hint at it; the sentence before counts.
        """
        hints: set[str] = set()
        for run in (tokens, context):
            if self.blocks.starts(run):
                return True
            hints.update(run[i] for i, _ in self.hints.starts(run))
        return len(hints) > 1 and any(token in hints for token in tokens)

    def add(self, written: Written) -> None:
        """Index a form."""
        self._written.setdefault(written.head[0], []).append(written)

    def starting(self, token: str) -> Sequence[Form]:
        """Return the forms that begin with a token, longest first."""
        if token not in self._written:
            return ()
        if token not in self._made:
            made: dict[tuple[tuple[str, ...], str, Voice], Form] = {}
            for written in self._written[token]:
                found = _form(written)
                made.setdefault((found.tokens, found.entry.type, found.voice), found)
            self._made[token] = sorted(made.values(), key=lambda form: -len(form.tokens))
        return self._made[token]

    def __iter__(self) -> Iterator[Form]:
        """Yield all forms."""
        return (form for token in self._written for form in self.starting(token))


class Inflector:
    """Writes the forms of a word by the rules of ``grammar.toml``."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Compile the rules of a language's ``inflection`` table."""
        self.verb = [
            (rule["voice"], rule.get("part"), [(re.compile(p), r) for p, r in rule["rules"]])
            for rule in table.get("verb", ())
        ]
        self.noun = [
            [(re.compile(p), r) for p, r in rule["rules"]] for rule in table.get("noun", ())
        ]
        self.irregular: dict[str, str] = table.get("irregular", {})
        self.active: dict[str, str] = table.get("active", {})
        self.doubled = frozenset(items(table.get("doubled", {}).get("words", "")))
        self._verbs: dict[str, Sequence[tuple[str, Voice]]] = {}

    def verbs(self, stem: str) -> Sequence[tuple[str, Voice]]:
        """Return the forms of a verb with their voice, the stem itself first."""
        if stem not in self._verbs:
            self._verbs[stem] = tuple(self._inflected(stem))
        return self._verbs[stem]

    def _inflected(self, stem: str) -> Iterator[tuple[str, Voice]]:
        yield stem, "base"
        if stem in self.active:
            yield from ((form, "active") for form in items(self.active[stem]))
        past = self.irregular.get(stem, "").split()
        if past:
            if past[0] == past[1]:
                yield past[0], "either"
            else:
                yield past[0], "active"
                yield past[1], "passive"
        for voice, part, rules in self.verb:
            if (part == "past" and past) or (voice == "active" and stem in self.active):
                continue
            if voice != "base":
                yield self._apply(rules, stem, voice in ("either", "gerund")), voice

    def nouns(self, word: str) -> Iterator[str]:
        """Yield a noun and its plural, where the language writes one."""
        yield word
        for rules in self.noun:
            yield self._apply(rules, word, False)

    def _apply(self, rules: list[tuple[re.Pattern[str], str]], stem: str, suffix: bool) -> str:
        if suffix and stem in self.doubled:
            stem += stem[-1]
        for pattern, replacement in rules:
            if pattern.search(stem):
                return pattern.sub(replacement, stem, count=1)
        return stem


@cache
def _listed(text: str) -> frozenset[str]:
    """Return the items of a list, one set for all entries that share it."""
    return frozenset(items(text))


def _entry(group: dict[str, Any], name: str, noun: bool) -> Entry:
    kind, _, mode = group.get("code", "").partition(".")
    return Entry(
        name=name,
        type=kind,
        mode=mode or None,
        roles=group.get("roles", "direct"),
        head=group.get("head", "actor"),
        prepositions=_listed(group.get("prepositions", "")),
        light=noun and group.get("light", True),
        needs=_listed(group.get("needs", "")),
    )


def _form(written: Written) -> Form:
    entry = _entry(written.group, written.phrase, written.voice == "noun")
    return form(written.head + words(written.rest), entry, written.voice)


@lru_cache(maxsize=20_000)
def _head(word: str) -> tuple[str, ...]:
    return words(word)


def _forms(group: dict[str, Any], inflector: Inflector) -> Iterator[Written]:
    for phrase in items(group.get("verbs", "")):
        first, _, rest = phrase.partition(" ")
        for written, voice in inflector.verbs(first):
            yield Written(_head(written), rest, group, phrase, voice)
    yield from _plain(group, "words", "active")
    yield from _plain(group, "passives", "passive")
    for phrase in items(group.get("nouns", "")):
        before, _, last = phrase.rpartition(" ")
        for written in inflector.nouns(last):
            first, _, rest = f"{before} {written}".strip().partition(" ")
            yield Written(_head(first), rest, group, phrase, "noun")
    yield from _plain(group, "fixed", "fixed")


def _plain(group: dict[str, Any], name: str, voice: Voice) -> Iterator[Written]:
    for phrase in items(group.get(name, "")):
        first, _, rest = phrase.partition(" ")
        yield Written(_head(first), rest, group, phrase, voice)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the trigger lexicon of a language.

    Raises:
        KeyError: Kawat does not read the language.
        FileNotFoundError: the language has no lexicon.
    """
    data = load(language, "events")
    inflector = Inflector(load(language, "grammar").get("inflection", {}))
    result = Lexicon(
        blocks=Phrases(items(data.get("blocks", ""))),
        hints=Phrases(items(data.get("hints", ""))),
        followers=Phrases(items(data.get("followers", ""))),
    )
    for group in data["event"]:
        for written in _forms(group, inflector):
            result.add(written)
    hostile = data.get("hostile", {})
    result.hostile = frozenset(
        form for stem in items(hostile.get("verbs", "")) for form, _ in inflector.verbs(stem)
    )
    return result


@cache
def report_verbs(language: str) -> frozenset[str]:
    """Return every form of the verbs of saying of a language."""
    grammar = load(language, "grammar")
    inflector = Inflector(grammar.get("inflection", {}))
    status = grammar["status"]
    forms = {form for stem in items(status["report"]) for form, _ in inflector.verbs(stem)}
    return frozenset(forms | set(items(status.get("report_words", ""))))


@cache
def light_forms(language: str) -> dict[str, tuple[str, Voice]]:
    """Return every form of the light verbs: ``do`` or ``get``, and the form's voice."""
    grammar = load(language, "grammar")
    inflector = Inflector(grammar.get("inflection", {}))
    forms: dict[str, tuple[str, Voice]] = {}
    for kind in ("do", "get"):
        for stem in items(grammar["light"][kind]):
            for form, voice in inflector.verbs(stem):
                forms.setdefault(form, (kind, voice))
    return forms
