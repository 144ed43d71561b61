"""How a language reports speech, as ``language/<code>/speech.toml`` says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kawat.actors.tokens import MARKS
from kawat.language import load
from kawat.language.casing import fold_words
from kawat.language.script import UNSPACED

_LETTERS = rf"(?:\w[{MARKS}]*)+"
"""A run of letters and figures with the marks on them."""
_LETTERS_APART = rf"(?:[^\W{UNSPACED}][{MARKS}]*)+"
"""The same, but for scripts without blanks between words."""

Frames = frozenset[str]
"""How a verb of saying is built; the frames are explained in ``language/en/speech.toml``."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A language's verbs of saying and the function words around them, casefolded.

    ``cues`` maps each form to its frames, ``participles`` those that say something behind an
    auxiliary only ("a déclaré"), ``lists`` each word to the lists it stands in.
    ``clitic`` ends a noun that has an owner ("kapalnya"). ``head_first`` is true where what
    qualifies a noun follows it ("warga Kyiv"), so that a name after it is not the subject.
    ``colon_states`` is true where a state before a colon speaks rather than is the topic,
    ``verb_first`` where the subject as a rule follows its verb, or is left out. ``datives`` is
    true where ``listeners`` stand in a case that shows that they are told, ``insertions`` where
    who speaks may stand between dashes amid the quoted words, ``amid`` where between commas.
    ``verb_final`` is true where the verb stands last (``quote_final``); a clause that is said
    then ends in one of ``clause_endings``. ``comma_said`` is true where a verb of saying takes
    its clause behind a comma, as in Chinese.
    """

    cues: dict[str, Frames]
    participles: dict[str, Frames]
    pattern: re.Pattern[str]
    word: re.Pattern[str]
    words: dict[str, frozenset[str]]
    lists: dict[str, frozenset[str]]
    head_first: bool
    colon_states: bool
    verb_first: bool
    datives: bool
    insertions: bool
    amid: bool
    possessive: str
    adverb_ending: str
    verb_prefixes: tuple[str, ...]
    clitic: str
    verb_final: bool
    clause_endings: tuple[str, ...]
    comma_said: bool

    def frames(self, cue: re.Match[str]) -> Frames:
        """Return the frames of a verb of saying as ``pattern`` finds it, none for no verb."""
        if cue["participle"]:
            found = self.participles.get(fold_words(cue["participle"]), frozenset())
        else:
            found = self.cues.get(fold_words(cue["form"]), frozenset())
        return found | {"clitic"} if cue["enclitic"] or cue["inserted"] else found


@cache
def speech(language: str) -> Speech:
    """Return how ``language`` reports speech.

    Raises:
        KeyError: Kawat does not read the language.
        FileNotFoundError: the language has no ``speech.toml``.
    """
    data = load(language, "speech")
    cues, participles = _cues(data, "forms"), _cues(data, "participles")
    edge = (r"(?<![\w-])", r"(?!-?\w)") if data["spaced"] else ("", "")
    blank = r"\s+" if data["spaced"] else r"\s*"
    body, said = (blank.join(_trie(forms).split(" ")) for forms in (cues, participles))
    pronoun = _any(data.get("enclitics", ""), "")
    verb = rf"(?P<form>{body})(?P<enclitic>{pronoun})?"
    auxiliary = rf"(?:{_any(data.get('auxiliaries', ''))})(?P<inserted>{pronoun})?"
    between = rf"(?:,?\s+(?:{_any(data.get('between', ''))}),?)*"
    verb += rf"|{auxiliary}{between}\s+(?P<participle>{said or '(?!)'})"
    joined = ("", *items(data.get("joined", "")))
    words = {
        name: frozenset(head + item for item in _spelled(value) for head in joined)
        for name, value in data["words"].items()
    }
    possessor = sorted(items(data["possessor"]), key=len, reverse=True)
    listed = _trie(item for value in words.values() for item in value)
    unlisted = rf"(?:(?!{listed})[{UNSPACED}])+"
    apart = rf"{listed}|{unlisted}|{_LETTERS_APART}"
    letters = rf"{_LETTERS}(?:[-'’./]{_LETTERS})*" if data["spaced"] else apart
    tail = "|".join(re.escape(item) + r"(?!\w)" for item in possessor if len(item) > 1)
    return Speech(
        cues=cues,
        participles=participles,
        pattern=re.compile(f"{edge[0]}(?:{verb}){edge[1]}", re.IGNORECASE),
        word=re.compile(
            (f"{tail}|" if tail else "") + rf"(?i:{_any(data.get('units', ''))})|{letters}|[^\w\s]"
        ),
        words=words,
        lists=_lists(words),
        head_first=data["head_first"],
        colon_states=data["colon_states"],
        verb_first=data.get("verb_first", False),
        datives=data.get("datives", False),
        insertions=data.get("insertions", False),
        amid=data.get("amid", False),
        possessive=data["possessive"],
        adverb_ending=data["adverb_ending"],
        verb_prefixes=tuple(items(data["verb_prefixes"])),
        clitic=data.get("clitic", ""),
        verb_final=data.get("verb_final", False),
        clause_endings=tuple(items(data.get("clause_endings", ""))),
        comma_said=data.get("comma_said", False),
    )


def _lists(words: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for name, listed in words.items():
        for word in listed:
            lists.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in lists.items()}


def items(value: str) -> Iterator[str]:
    """Yield the items of a list kept as one string."""
    for item in value.split(";"):
        if folded := fold_words(item):
            yield folded


def _spelled(value: str) -> Iterator[str]:
    """Yield the items of a list, those with an apostrophe with a curved one, too."""
    for item in items(value):
        yield from dict.fromkeys((item, item.replace("'", "’")))


def _any(value: str, edge: str = r"(?!\w)") -> str:
    """Return a pattern of the items of a list, which end at a word's end or an apostrophe."""
    longest_first = sorted(set(_spelled(value)), key=lambda item: (-len(item), item))
    patterns = (
        re.escape(item).replace(r"\ ", r"\s+") + (edge if item[-1].isalnum() else "")
        for item in longest_first
    )
    return "|".join(patterns) or r"(?!)"


def _cues(data: dict[str, Any], name: str) -> dict[str, Frames]:
    cues: dict[str, Frames] = {}
    clitic, joined = data.get("clitic", ""), ("", *items(data.get("joined", "")))
    for group in data["verbs"]:
        frames = frozenset(items(group["frames"]))
        for form in (head + item for item in _spelled(group.get(name, "")) for head in joined):
            cues[form] = cues.get(form, frozenset()) | frames
            if clitic and "inverted" in frames and " " not in form:
                cues[form + clitic] = frames | {"clitic"}
    return cues


def _trie(forms: Iterable[str]) -> str:
    """Return a pattern that matches the longest of ``forms`` without trying each in turn."""
    root: dict[str, Any] = {}
    for form in forms:
        node = root
        for letter in form:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    options = [
        (letter if letter == " " else re.escape(letter)) + _branch(rest)
        for letter, rest in sorted(node.items())
        if letter
    ]
    if not options:
        return ""
    return f"(?:{'|'.join(options)}){'?' if '' in node else ''}"
