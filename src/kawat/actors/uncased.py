"""Names in languages without capitals, and in scripts without blanks.

There nothing shows that an unknown word is a name. ``[names]`` in a language's ``actors.toml``
says how those are written that stand directly behind a title (``after``), before one
(``before``) or ``anywhere``, as regular expressions over runs of unknown words; with
``known = true`` a name behind a title begins with a word that is part of a person's name in
the register, and reaches to a word of ``closed_by``; ``written`` are names that share their key
with a word of the language, ``no_ends`` how no unknown part of a name ends. Of states' names of
one sign, those in ``paired`` count only beside another, before a noun, behind a word of
``lone_before`` or before one of ``lone_after``; none does behind an unknown sign of
``never_before``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kawat.actors.items import Item, Sentence
from kawat.actors.lexicon import HEADS, Lexicon
from kawat.actors.tokens import Token
from kawat.language.script import is_unspaced

_TITLES = "HhT"
_BEHIND_TITLES = "ACDFMSOf,"
_UNKNOWN = "kKv"
JOINTS = "\u00b7\u2022\u2027\u30fb\uff1d=-"
"""Signs that join the parts of a foreign name."""
_SHORT = 2
"""Signs of a name that may be a piece of a longer one."""
_LIST = "\u3001"
_BESIDE_SHORT = "SAMOD" + HEADS


class Parts(NamedTuple):
    """The keys of the words that persons' names in the register are made of, and begin with."""

    all: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()


def name_persons(sentence: Sentence, lexicon: Lexicon, parts: Parts) -> Sentence:
    """Return a sentence with runs of unknown words that are names made one item each."""
    tokens = sentence.tokens
    items = _drop_pieces(drop_lone_signs(sentence.items, tokens, lexicon), tokens, lexicon)
    named: list[tuple[int, int]] = []
    for first, last in _runs(items, tokens, lexicon, parts):
        span = (tokens[items[first].first].start, tokens[items[last - 1].last - 1].end)
        before = _before(items, first, lexicon)
        after = items[last].letter if last < len(items) else ""
        found = _names_in(sentence.text, span, _is_title(before), _is_title(after), lexicon)
        if not found and lexicon.names_by_parts and _is_title(before):
            end = items[last] if last < len(items) else None
            closed = end is not None and tokens[end.first].key in lexicon.name_closers
            stops = end is None or end.letter in ",."
            run = items[first:last]
            found = _by_parts(run, tokens, parts, lexicon, closed=closed, stops=stops)
        named += found
    if named:
        items = _merged(items, tokens, named)
    elif items is sentence.items:
        return sentence
    letters = "".join([item.letter for item in items])
    return sentence._replace(items=items, letters=letters)


def _before(items: Sequence[Item], first: int, lexicon: Lexicon) -> str:
    """Return the letter before a run; behind adjectives and owners, that of their noun."""
    at = first - 1
    while at > 0 and not lexicon.head_last and _is_behind_title(items[at]):
        at -= 1
    return items[at].letter if at >= 0 else ""


def _is_behind_title(item: Item) -> bool:
    """Tell whether an item may stand between a title and a name, as an adjective may."""
    place = item.letter == "K" and all(name.use == "place" for name in item.names)
    return item.letter in _BEHIND_TITLES or (place and bool(item.names))


def _is_title(letter: str) -> bool:
    return letter != "" and letter in _TITLES


def _runs(
    items: Sequence[Item], tokens: Sequence[Token], lexicon: Lexicon, parts: Parts
) -> list[tuple[int, int]]:
    """Return the runs of unknown words and surnames, with the signs that join them."""
    surname = {"surname"} if lexicon.names_by_parts else set()
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for at, item in enumerate(items):
        unknown = item.letter in _UNKNOWN and {name.use for name in item.names} <= surname
        unknown = unknown or _begins_name(items, at, tokens, lexicon, parts)
        if start is None:
            start = at if unknown else None
        elif not unknown and tokens[item.first].word not in JOINTS:
            runs.append((start, at))
            start = None
    return runs if start is None else [*runs, (start, len(items))]


def _begins_name(
    items: Sequence[Item], at: int, tokens: Sequence[Token], lexicon: Lexicon, parts: Parts
) -> bool:
    """Tell whether a leader's surname is another's given name here ("أسعد العيداني")."""
    if items[at].letter != "p" or not lexicon.names_by_parts or at + 1 == len(items):
        return False
    key, after = tokens[items[at].first].key, items[at + 1]
    given = key in parts.first and all(name.use == "surname" for name in items[at].names)
    return given and after.letter == "k" and _is_family(tokens[after.first].word, lexicon)


def _is_bare(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word bears neither an article nor an ending that no part of a name has."""
    return not lexicon.morphology.is_definite(word) and not word.endswith(lexicon.no_name_ends)


def _is_family(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word with an article may be the name of a family, not an object."""
    return lexicon.morphology.is_definite(word) and not word.endswith(lexicon.no_name_ends)


def _names_in(
    text: str, span: tuple[int, int], after_title: bool, before_title: bool, lexicon: Lexicon
) -> list[tuple[int, int]]:
    """Return where a run of unknown words is written as names are."""
    found: list[tuple[int, int]] = []
    start, end = span
    if lexicon.name_after and after_title:
        match = lexicon.name_after.match(text, start, end)
        found += [match.span()] if match and match.end() > start else []
    if lexicon.name_before and before_title:
        match = lexicon.name_before.search(text, found[-1][1] if found else start, end)
        found += [match.span()] if match and match.end() > match.start() else []
    if lexicon.name_anywhere:
        others = [match.span() for match in lexicon.name_anywhere.finditer(text, start, end)]
        found += [(s, e) for s, e in others if all(e <= a or b <= s for a, b in found)]
    return sorted(found)


def _by_parts(
    items: Sequence[Item],
    tokens: Sequence[Token],
    parts: Parts,
    lexicon: Lexicon,
    *,
    closed: bool,
    stops: bool,
) -> list[tuple[int, int]]:
    """Return where a name stands behind a title, told by the parts of names that are known.

    It begins with a known part, goes on over known parts and particles, and takes in one more
    word where it would else have one: behind a surname only one with an article ("عباس الحلبي").
    Where what the person says follows (``closed``) it goes on to there, known or not; it takes in
    the last word before a stop (``stops``) behind two that are known.
    """
    words = [tokens[item.first] for item in items]
    count = 0
    while count < len(items) and (words[count].key in parts.all or items[count].letter == "v"):
        count += 1
    while 0 < count < len(items) and items[count - 1].letter == "v":
        count += 1
    if words[0].word in lexicon.name_words and count < 2:
        return []
    surname = bool(items[0].names)
    follows = words[1].word if len(words) > 1 else ""
    family = words[0].key in parts.first and _is_family(follows, lexicon)
    if count == 1 and (not surname or family):
        count += 1
    if stops and 1 < count == len(items) - 1 and _is_bare(words[count].word, lexicon):
        count += 1
    rest = [word for word in words[count:] if word.word.endswith(lexicon.no_name_ends)]
    if closed and 1 < len(items) <= max(3, count + 1) and not rest:
        count = len(items)
    count = min(count, len(items))
    if count == 1 and surname:
        return []
    return [(words[0].start, words[count - 1].end)] if count else []


def _merged(
    items: list[Item], tokens: Sequence[Token], named: Sequence[tuple[int, int]]
) -> list[Item]:
    """Return the items with those a name covers made one; names across items are left out."""
    starts = {tokens[item.first].start: at for at, item in enumerate(items)}
    ends = {tokens[item.last - 1].end: at for at, item in enumerate(items)}
    merged = list(items)
    for start, end in sorted(named, reverse=True):
        if start in starts and end in ends:
            first, last = starts[start], ends[end]
            merged[first : last + 1] = [Item("K", items[first].first, items[last].last)]
    return merged


def drop_lone_signs(items: list[Item], tokens: Sequence[Token], lexicon: Lexicon) -> list[Item]:
    """Return the items without names of one sign that nothing beside them bears out.

    "美" is the United States in "中美" and "美军", but not in "美丽".
    """
    signs = [at for at, item in enumerate(items) if _is_lone(item, tokens)]
    if not signs:
        return items
    kept = list(items)
    for at in signs:
        if not _is_borne_out(kept, tokens, at, lexicon):
            kept[at] = Item("k", items[at].first, items[at].last)
    return kept


def _drop_pieces(items: list[Item], tokens: Sequence[Token], lexicon: Lexicon) -> list[Item]:
    """Return the items without short names that are pieces of longer ones nobody knows.

    A surname stands beside no unknown sign that foreign names are written with ("法希尔" is no
    Hill), and has two signs; the name of a capital of two signs stands behind none ("奇罗马"),
    a longer surname that names nobody by itself before none ("阿卜杜拉耶").
    """
    if not lexicon.never_before:
        return items
    kept = items
    for at, item in enumerate(items):
        if item.letter not in "KpC" or not item.names:
            continue
        goes_on = at + 1 < len(items) and _is_foreign(items[at + 1], tokens, lexicon)
        if item.last - item.first > _SHORT and not (item.letter == "K" and goes_on):
            continue
        piece = at > 0 and _is_foreign(items[at - 1], tokens, lexicon)
        if item.letter != "C" and item.names[0].use == "surname":
            piece = piece or goes_on or item.last - item.first == 1
        if piece and is_unspaced(tokens[item.first].word):
            kept = list(items) if kept is items else kept
            kept[at] = Item("k", item.first, item.last)
    return kept


def _is_lone(item: Item, tokens: Sequence[Token]) -> bool:
    word = tokens[item.first].word
    one = item.last == item.first + 1 and len(word) == 1
    return one and item.letter in "SAC" and is_unspaced(word)


def _is_borne_out(
    items: Sequence[Item], tokens: Sequence[Token], at: int, lexicon: Lexicon
) -> bool:
    """Tell whether a state's name of one sign stands beside what makes it one.

    It is none behind a sign it may belong to ("瓦德外长").
    """
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if before is not None and before.letter in "SAC" and _is_lone(before, tokens):
        return True
    if _is_foreign(before, tokens, lexicon):
        return False
    if after is not None and after.letter in "SAC" and _is_lone(after, tokens):
        if tokens[after.first].key == tokens[items[at].first].key:
            return False
        behind = items[at + 2] if at + 2 < len(items) else None
        keys = {tokens[items[at].first].key, tokens[after.first].key}
        return not (keys <= lexicon.never_before and _is_foreign(behind, tokens, lexicon))
    if before is not None and tokens[before.last - 1].key in lexicon.lone_before:
        return not _is_foreign(after, tokens, lexicon)
    if after is not None and tokens[after.first].key in lexicon.lone_after:
        return True
    paired = tokens[items[at].first].key in lexicon.paired
    piece = paired and before is not None and before.letter == "k"
    if after is not None and after.letter in (HEADS if paired else _BESIDE_SHORT) and not piece:
        return True
    for step in (-1, 1):
        near, far = at + step, at + 2 * step
        if 0 <= far < len(items) and near >= 0 and tokens[items[near].first].word == _LIST:
            return items[far].letter in "SAC"
    if paired:
        return False
    opens = before is None or not tokens[before.last - 1].word.isalnum()
    return opens and after is not None and after.letter == "w"


def _is_foreign(item: Item | None, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether an item is an unknown sign that foreign names are written with."""
    return (
        item is not None and item.letter == "k" and (tokens[item.first].key in lexicon.never_before)
    )


def name_parts(text: str) -> list[str]:
    """Return the parts of a person's name as it is written."""
    return [part for part in re.split(rf"[\s{re.escape(JOINTS[:-1])}]+", text) if part]
