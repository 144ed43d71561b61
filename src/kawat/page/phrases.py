"""The set phrases of news pages: furniture lines, photo credits, agencies.

The words are data (``language/<code>/page.toml``); this module only looks them up. A page's own
words are tried together with the English ones, which stand on pages in every language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_args

from kawat.language import LANGUAGES, load
from kawat.language.casing import fold as letters
from kawat.language.script import BEGIN, WORD_END, is_unspaced
from kawat.model import BlockKind

_EVERYWHERE = "en"

_LONGEST = 400
"""Characters of the longest line that is held against the set phrases."""

_RUNNING = 180
"""From this length on a line is running text, whatever words it begins with."""

_LONG_RULES = frozenset({"cookie", "footer", "note", "newsletter"})
"""Rules whose lines may be running text."""

_EDGE = re.compile(
    r"^(?:\d{1,2}[.)]\s+|[\s•·▪●■◦◆♦◇★☆➤✓✔*»›>→▶►|+\-–—\[]+)+|[\s:….»›>→▶►▼|\]\-–—]+$"
)  # fmt: skip


@cache
def neutral(name: str) -> dict[str, Any]:
    """Return a data file of this room, as TOML gives it."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rule_kinds() -> dict[str, BlockKind]:
    """Return the word rules in the order they are tried, with the kind each gives."""
    kinds: dict[str, BlockKind] = neutral("heuristics")["words"]
    assert set(kinds.values()) <= set(get_args(BlockKind))
    return kinds


@cache
def tables(language: str | None) -> tuple[dict[str, Any], ...]:
    """Return the ``page.toml`` tables that apply: the language's own, then English.

    Every table Kawat has, where the language is not one it reads.
    """
    codes = dict.fromkeys((language, _EVERYWHERE) if language in LANGUAGES else LANGUAGES)
    return tuple(load(code, "page") for code in codes if code)


@cache
def words(language: str | None, table: str, field: str) -> tuple[str, ...]:
    """Return the entries of one list, of all tables that apply, longest first."""
    found = (word for page in tables(language) for word in page.get(table, {}).get(field, ()))
    return tuple(sorted(dict.fromkeys(found), key=lambda word: (-len(word), word)))


def alternatives(entries: Iterable[str]) -> str:
    """Return a regular expression that matches any of the entries, blanks being any blanks."""
    return _alternatives(tuple(entries))


@cache
def _alternatives(entries: tuple[str, ...]) -> str:
    found = (
        re.escape(entry).replace(r"\ ", r"\s+")
        + (WORD_END if entry[-1].isalnum() and not is_unspaced(entry[-1]) else "")
        for entry in entries
    )
    return "|".join(found) or r"(?!)"


@cache
def _patterns(language: str | None) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each word rule with the pattern of its parts of lines."""
    found = []
    for rule in rule_kinds():
        starts = alternatives(map(letters, words(language, rule, "starts")))
        inside = alternatives(map(letters, words(language, rule, "inside")))
        pattern = re.compile(rf"(?:{starts})|.*?{BEGIN}(?:{inside})", re.DOTALL)
        found.append((rule, pattern))
    return tuple(found)


@cache
def _whole_lines(language: str | None) -> dict[str, int]:
    """Return each whole line with the place of the first rule that has it."""
    found: dict[str, int] = {}
    for place, rule in enumerate(rule_kinds()):
        for line in words(language, rule, "lines"):
            found.setdefault(letters(line), place)
    return found


@cache
def _signs(language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all beginnings and all parts of lines of all rules: most lines have none of them."""
    rules = rule_kinds()
    starts = {letters(word) for rule in rules for word in words(language, rule, "starts")}
    inside = {letters(word) for rule in rules for word in words(language, rule, "inside")}
    return tuple(starts), tuple(inside)


def fold(line: str) -> str:
    """Return a line as set phrases are compared: no case, single blanks, no marks at its ends."""
    return _EDGE.sub("", _plain(line))


def _plain(line: str) -> str:
    return " ".join(letters(line).split())


def furniture_kind(line: str, language: str | None) -> tuple[BlockKind, str] | None:
    """Tell a furniture line by its words: the kind of block and the rule, or None.

    Args:
        line: one line or short block of the page.
        language: the page's language; None tries the words of every language.
    """
    if len(line) > _LONGEST:
        return None
    plain = _plain(line)
    folded = _EDGE.sub("", plain)
    if not folded:
        return None
    patterns = _patterns(language)
    whole = _whole_lines(language)
    if folded in whole or plain in whole:
        last = len(patterns)
        rule = patterns[min(whole.get(folded, last), whole.get(plain, last))][0]
        return rule_kinds()[rule], rule
    starts, inside = _signs(language)
    if not (plain.startswith(starts) or folded.startswith(starts)):
        for phrase in inside:  # a plain loop: this runs for most lines, over hundreds of phrases
            if phrase in plain:
                break
        else:
            return None
    for rule, pattern in patterns:
        if len(plain) > _RUNNING and rule not in _LONG_RULES:
            continue
        if pattern.match(folded) or (plain != folded and pattern.match(plain)):
            return rule_kinds()[rule], rule
    return None


@cache
def _agency_names() -> dict[str, str]:
    return {
        alias.casefold(): name
        for name, aliases in neutral("agencies").items()
        for alias in (name, *aliases)
    }


def agency(name: str) -> str | None:
    """Return the usual name of a news agency, None if it is not one Kawat knows."""
    return _agency_names().get(" ".join(name.split()).strip(" .,;:()[]").casefold())


@cache
def agency_pattern() -> str:
    """Return a regular expression for any name of any agency (compare without case)."""
    return alternatives(sorted(_agency_names(), key=lambda name: (-len(name), name)))


def agencies_in(text: str) -> tuple[str, ...]:
    """Return the agencies a list names ("Reuters, AP"), by their usual names, in order."""
    parts = re.split(r"[,;/|&()\[\]，、；／（）]+|\s+(?:and|dan|with|-|–|—)\s+", text)
    return tuple(dict.fromkeys(name for part in parts if (name := agency(part))))


@cache
def _credit_patterns(language: str | None) -> tuple[re.Pattern[str], ...]:
    labels = words(language, "credit", "labels")
    label = alternatives(dict.fromkeys([*labels, *(label.upper() for label in labels)]))
    long = alternatives(form for label in labels if " " in label for form in (label, label.upper()))
    makers = words(language, "credit", "by")
    by = alternatives(dict.fromkeys([*makers, *(maker.upper() for maker in makers)]))
    named = alternatives(_proper_names())
    part = r"[A-Z](?:[\w'’-]|\.(?=[\s/]|[A-Z]\.))*"
    name = rf"{part}(?:\s{part}){{0,2}}"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # "... PatrushevFoto: A. Name/TASS", "(Foto: A. Name)", "Photo by A. Name / AFP"
            rf"[(\[（]?\s*(?<![A-Z])(?:(?:{label})\s*(?:[:：]|\s(?:{by}))|(?:{long}),)"
            r"\s*[^\n]{2,100}$",
            # "© Agency", "- Getty Images", "via AP" at the end
            r"[(\[（]?\s*(?:©|\(c\)\s)[^\n.!?。]{2,80}$",
            r"[-–—/(\[|]?\s*(?<!\w)(?:Getty Images|via (?:AP|Reuters|REUTERS|AFP))\b[^\n]{0,40}$",
            # "(AP Photo/A. Name)", "REUTERS/A. Name/File Photo", "ANTARA FOTO/A. Name/abc"
            rf"[(\[]?\s*(?<![\w/])(?:{named})(?:\s(?:Photo|PHOTO|FOTO|Foto|Images?|Pool))?\s?/\s?"
            r"[^\n]{2,80}$",
            # "A. Name/Reuters"
            rf"(?<![\w/])[(\[]?{name}\s?/\s?(?:{named}|Getty Images)[^\n]{{0,40}}$",
            # "(Newspaper/A. Name)", "(Reuters)", "./Ministry"
            r"[(\[][A-Z][^()\[\]\n\d]{1,50}/\s?[A-Z@][^()\[\]\n]{1,50}[)\]][.\s]*$",
            rf"[(\[（](?:{named})(?:提供)?[)\]）][.\s。]*$",
            r"(?<=[.])/\s?[A-Z][^\n.]{1,50}$",
        )
    )


@cache
def _proper_names() -> tuple[str, ...]:
    """Return the agencies' names as they are written, and in capitals."""
    names = [n for name, aliases in neutral("agencies").items() for n in (name, *aliases)]
    return tuple(sorted({*names, *(n.upper() for n in names)}, key=lambda n: (-len(n), n)))


def split_credit(text: str, language: str | None) -> int | None:
    """Return where the photo credit at the end of a caption begins, None where there is none.

    0 where the whole text is a credit. The credit may be glued to the last word
    ("... in MoscowPhoto: A. Name/TASS"). Give it captions only: a paragraph may end the same
    way.
    """
    own = leading_credit(text) or caption_label(text, language) or 0
    from_here = max(own, len(text) - 200)
    found = _find_credit(text[from_here:], language)
    if found is None:
        return None
    at = from_here + found
    while at < len(text) and text[at].isspace():
        at += 1
    return at if text[:at].strip() else 0


@cache
def _caption_labels(language: str | None) -> re.Pattern[str]:
    label = alternatives(words(language, "caption", "labels"))
    picture = alternatives(words(language, "caption", "pictures"))
    return re.compile(
        rf"(?:(?:{label})|(?P<picture>{picture}))(?:\s*[:：,]|\s+[-–—](?=\s|$))\s*", re.IGNORECASE
    )


def caption_label(text: str, language: str | None) -> int | None:
    """Return where a caption's own words begin behind its label ("Image caption, ", "FILE - ").

    None where no label stands before it. "Photo:" labels a caption only where a sentence
    follows: before a name it is a credit.
    """
    found = _caption_labels(language).match(text)
    if found is None:
        return None
    if found["picture"]:
        credits = alternatives(words(language, "credit", "labels"))
        rest = text[found.end() :]
        if not _says_something(rest, language) or re.match(credits, rest, re.IGNORECASE):
            return None
    return found.end()


_SMALL_WORDS = 3
"""Words without a capital that a sentence has at least, and a name or a title seldom."""


def _says_something(text: str, language: str | None = None) -> bool:
    """Say whether words stand in a text that no name has; without capitals, one for a place."""
    tokens = text.split()
    if not any(char.islower() or char.isupper() for char in text):
        places = words(language, "byline", "place")
        return len(tokens) > _SMALL_WORDS and any(token in places for token in tokens[1:-1])
    return sum(1 for word in tokens if word.islower()) >= _SMALL_WORDS


@cache
def _leading_credits() -> re.Pattern[str]:
    named = alternatives(_proper_names())
    owner = r"(?:©\s?)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)?"
    picture = r"(?:Photos?|PHOTO|FOTO|Foto|Images?|Pool|Handout)"
    name = r"[A-Z][\w.'’-]*\s(?:(?:[A-Z]\.|al|de|der|van|von|bin)\s)?[A-Z][\w'’-]+"
    return re.compile(
        rf"(?:(?:{named})(?:\s{picture})?|{owner}\s{picture}|©\s?[A-Z][\w.&-]*)\s?/\s?{name}\s+"
        r"(?=[\"“'‘]?[A-Z]\S*\s+\S+\s+\S)"
    )


def leading_credit(text: str) -> int | None:
    """Return where a caption begins behind the photo credit before it, None without one.

    ("UN Photo/A. Name The council meets in New York.") The photographer is taken to have a
    first and a last name, for nothing shows where the name ends.
    """
    found = _leading_credits().match(text)
    return found.end() if found and _says_something(text[found.end() :]) else None


_OWNER = re.compile(r"(?:©|\(c\))\s*[^\W\d_][^\n\d.!?]{1,60}", re.IGNORECASE)


def is_owner(text: str, language: str | None) -> bool:
    """Say whether a line is a copyright sign and a name: no year, no sentence, no reservation."""
    reserved = words(language, "footer", "inside")
    folded = text.casefold()
    return bool(_OWNER.fullmatch(text)) and not any(phrase in folded for phrase in reserved)


_CREDIT_SIGNS = re.compile(r"[:：/©(\[,（]|Getty|\bvia\b|\b[bB][yY]\b|\boleh\b")
"""One of these stands in every credit: most lines are told by their lack."""


@lru_cache(maxsize=4096)
def _find_credit(tail: str, language: str | None) -> int | None:
    if not _CREDIT_SIGNS.search(tail):
        return None
    starts = (p.search(tail) for p in _credit_patterns(language))
    return min((match.start() for match in starts if match), default=None)
