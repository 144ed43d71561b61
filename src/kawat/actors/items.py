"""Cuts a sentence into names and words, each with the letter of its class.

The letters are those of ``[phrase]`` in a language's ``actors.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kawat.actors.lexicon import HEADS, Lexicon, Word
from kawat.actors.names import Name, Names
from kawat.actors.register import STATE_KINDS, Register
from kawat.actors.tokens import Token
from kawat.language.script import is_unspaced

_STATE_LETTERS = {"name": "S", "short": "S", "abbreviation": "S", "adjective": "A", "demonym": "D"}
_TITLE_CASE = 0.7
"""Share of long words with a capital from which a sentence without a stop is taken for a
headline in title case; there a capital tells nothing of a word."""
_COMMAS = frozenset(",\u060c")
_NAMES = "SADCOPpKR"
"""Letters of names, known or not."""
DATELINE = "@"
"""Letter of the place a sentence opens with as its dateline."""
BODY = "body"
"""Use of a name that stands for a body its article names in full."""
_SHARED = 4
"""How many tokens of a name a noun that goes on behind it may begin with."""
_DATELINE_ITEMS = 10
"""Within how many words and signs from its start a dateline has ended."""
_DASHES = frozenset("-\u2013\u2014\u2015")
_SENTENCE_END = frozenset('.!?\u2026"\u201d\u3002\uff01\uff1f')


class Item(NamedTuple):
    """A name or word of a sentence: its letter, its tokens, and what it was found as.

    ``told`` says how a name with several meanings was settled.
    """

    letter: str
    first: int
    last: int
    names: tuple[Name, ...] = ()
    word: Word | None = None
    told: str = ""


class Sentence(NamedTuple):
    """A sentence cut into items: its tokens, the items, and the letters of the items.

    ``asides`` are the parentheses that belong to the item before them: the token behind
    each, by its first token.
    """

    text: str
    tokens: list[Token]
    items: list[Item]
    letters: str
    asides: dict[int, int]


def itemize(
    text: str,
    tokens: list[Token],
    lexicon: Lexicon,
    names: Names,
    local: Names,
    register: Register,
    on: date | None = None,
) -> Sentence:
    """Cut a sentence into names and words, the longest at each place.

    Args:
        text: the sentence.
        tokens: its tokens.
        lexicon: the words of its language.
        names: the names of its language.
        local: the names only the article knows.
        register: what the names stand for.
        on: the page's date; a surname alone is a name only of who leads a state then.
    """
    titled = in_title_case(tokens, lexicon)
    items: list[Item] = []
    articles, a_word = lexicon.articles, lexicon.opens
    a_name, a_local = names.opens, local.opens
    hyphens = {number for number, token in enumerate(tokens) if token.word == "-"}
    at = 0
    while at < len(tokens):
        token = tokens[at]
        key = token.key
        if key in articles and (at == 0 or token.word.islower()):
            count, found = names.longest(tokens, at)
            named = _named(at + 1, count - 1, found, register) if count > 1 else None
            if named is not None:
                items += [Item("d", at, at + 1), named]
                at = named.last
                continue
        item: Item | None = None
        # most words begin nothing that is known
        if a_word[key] or a_name[key] or a_local[key]:
            item = _known(tokens, at, lexicon, names, local, register)
        joint = item.last if item is not None and item.names else at + 1
        if joint in hyphens and (item is None or item.last - at < 3):
            item = _compound(tokens, at, joint, item, lexicon) or item
        if item is None:
            item = _unknown(tokens, at, lexicon, titled)
            item = _second_part(tokens, item, lexicon) or item
        if item.letter == "K" and item.names:
            item = _leader(item, register, on)
        if item.letter in "SA":
            item = _beside(items, item, tokens, lexicon, titled)
        items.append(item)
        at = item.last
        if item.letter in _NAMES and (mark := lexicon.morphology.mark(tokens[at - 1].key)):
            items.append(Item(mark, at - 1, at))
    if len(items) > 1 and items[0].letter == "K" and items[1].letter not in "K'_~":
        full = items[1].letter in "SC" and _is_full_name(items, tokens, register)
        items[0] = items[0] if items[0].names or full else items[0]._replace(letter="k")
    for at in range(_dateline_end(items, tokens)):
        items[at] = items[at]._replace(letter=DATELINE if at == 0 else "w")
    return Sentence(text, tokens, items, "".join([item.letter for item in items]), {})


def _is_full_name(items: list[Item], tokens: list[Token], register: Register) -> bool:
    """Tell whether a sentence begins with a first name and a surname that is also a place's."""
    first, second = tokens[items[0].first], tokens[items[1].first]
    one_each = items[0].last == 1 and items[1].last == 2
    given = one_each and register.is_surname(second.word) and register.is_first_name(first.word)
    return given and second.start - first.end == 1


def _dateline_end(items: list[Item], tokens: list[Token]) -> int:
    """Return how many items a dateline takes ("MANILA (Reuters) -"), 0 where there is none.

    It is a place in capitals, then at most an agency or a date, then a dash.
    """
    if not items or items[0].letter not in "CSK":
        return 0
    place = tokens[0].word
    if len(place) < 4 or not place.isupper():
        return 0
    for at, item in enumerate(items[1:_DATELINE_ITEMS], start=1):
        if tokens[item.first].word in _DASHES:
            return at + 1
        if at == 1 and tokens[item.first].word not in ",(/" and item.letter not in "KC":
            return 0
    return 0


def in_title_case(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a sentence is a headline with nearly every word in capitals."""
    if len(tokens) > 2 and all(token.word.isupper() for token in tokens if token.word.isalpha()):
        return True
    if not lexicon.title_case or not tokens or tokens[-1].word in _SENTENCE_END:
        return False
    words = [token.word for token in tokens if len(token.word) > 3 and token.word[0].isalpha()]
    if len(words) < 4:
        return False
    return sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words)


def _compound(
    tokens: list[Token], at: int, joint: int, item: Item | None, lexicon: Lexicon
) -> Item | None:
    """Return a modifier written with a hyphen ("Russia-backed"), which names no actor.

    It keeps the name of a place where that is where somebody is ("Geneva-based").
    """
    if joint + 1 >= len(tokens) or tokens[joint].word != "-":
        return None
    first, hyphen, second = tokens[joint - 1 : joint + 2]
    if first.end != hyphen.start or hyphen.end != second.start:
        return None
    if second.word[0].isupper() or not second.word[0].isalpha():
        return None
    if lexicon.modifier_pattern.fullmatch(f"{first.key}-{second.key}"):
        names = item.names if item is not None and second.key in lexicon.based else ()
        return Item("M", at, joint + 2, names)
    return None


def _known(
    tokens: list[Token],
    at: int,
    lexicon: Lexicon,
    names: Names,
    local: Names,
    register: Register,
) -> Item | None:
    """Return the longest name or word known at ``at``; a name where both are as long."""
    name_count, found, exact = names.longest_of(tokens, at)
    own = _of_article(tokens, at, lexicon, local)
    word_count, word = lexicon.longest(tokens, at)
    if own is not None and own.last - at >= max(name_count, word_count):
        return own
    for shared in _overlaps(tokens, at, name_count, lexicon):
        shorter, others = names.longest(tokens[: at + name_count - shared], at)
        if shorter == name_count - shared:
            name_count, found = shorter, others
            break
    if name_count == word_count and not exact and lexicon.is_exact(tokens, at, word_count):
        name_count = 0
    of = tokens[at].word.islower() and word is not None and word.letter == "o"
    if of and 1 < name_count <= names.longest(tokens, at + 1)[0]:
        name_count = 0  # "la oferta de Marco Rubio" is not Guido de Marco's
    noun = word is not None and word_count == name_count and word.letter in HEADS
    if noun and not lexicon.head_last and _is_state(tokens, at + name_count, names, register):
        name_count = 0  # "Kemlu Iran" is not Indonesia's ministry, which goes by "Kemlu"
    if name_count and name_count >= word_count:
        item = _named(at, name_count, found, register)
        # "São Paulo" and "Minas Gerais" begin like words, but go on as no word does.
        joined = name_count > max(1, word_count)
        if item is not None and (
            item.letter != "K" or joined or _may_be_name(tokens[at], word, lexicon)
        ):
            return item
    if word is not None:
        if word.letter == "#":
            return Item("R", at, at + word_count, found if name_count == word_count else ())
        word = lexicon.numbered(word, tokens[at - 1], tokens[at + word_count - 1]) if at else word
        return Item(word.letter, at, at + word_count, word=word)
    return None


def _is_marked(tokens: list[Token], behind: int) -> bool:
    """Tell whether a word is a name by the comma or the ending behind it ("Özel, Özel'in")."""
    word = tokens[behind - 1].word
    comma = behind < len(tokens) and tokens[behind].word in _COMMAS
    return word[0].isupper() and (comma or any(sign in word for sign in "'\u2019"))


def _of_article(tokens: list[Token], at: int, lexicon: Lexicon, local: Names) -> Item | None:
    """Return the longest name at a place that only the article knows."""
    count, names = local.longest(tokens, at)
    uses = {name.use for name in names}
    if not count or (BODY in uses and not _is_whole(tokens, at, lexicon)):
        return None
    if names[0].use == "guarded" and not _is_marked(tokens, at + count):
        return None
    letter = "O" if BODY in uses else "P" if "name" in uses else "p"
    return Item(letter, at, at + count, names)


def _is_whole(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun stands behind a determiner, and nothing behind it says whose it is."""
    before = lexicon.longest(tokens, at - 1)[1] if at else None
    after = lexicon.longest(tokens, at + 1)[1] if at + 1 < len(tokens) else None
    behind = tokens[at + 1].word if at + 1 < len(tokens) else "."
    named = behind[0].isupper() or (after is not None and after.letter in "MFo")
    return before is not None and before.letter in "doL" and not named


def _overlaps(tokens: list[Token], at: int, count: int, lexicon: Lexicon) -> Iterator[int]:
    """Yield how many tokens of a name may belong to a noun that goes on behind it.

    "美国务卿" is 美 and 国务卿, not 美国 and what nobody knows; "印度外交部长" is 印度 and
    外交部长. None where the word behind the name is known.
    """
    behind = at + count
    if count < 2 or behind >= len(tokens) or not is_unspaced(tokens[behind].word):
        return
    if lexicon.longest(tokens, behind)[0]:
        return
    for shared in range(min(count - 1, _SHARED), 0, -1):
        length, word = lexicon.longest(tokens, behind - shared)
        if word is not None and word.letter in HEADS and length > shared:
            yield shared


def _is_state(tokens: list[Token], at: int, names: Names, register: Register) -> bool:
    """Tell whether the name of a state stands at ``at``."""
    count, found = names.longest(tokens, at) if at < len(tokens) else (0, ())
    item = _named(at, count, found, register) if count else None
    return item is not None and item.letter == "S"


def _may_be_name(token: Token, word: Word | None, lexicon: Lexicon) -> bool:
    """Tell whether a surname or a place is not rather a word of the language."""
    return word is None and token.key not in lexicon.plain and token.key not in lexicon.stop


def _named(at: int, count: int, found: tuple[Name, ...], register: Register) -> Item | None:
    """Return the item of a name in the register: a state before a body before a person."""
    best: tuple[int, str] | None = None
    for name in found:
        entity = register.entity(name.id)
        if name.use == "place":
            choice = (5, "K")
        elif entity is None:
            continue
        elif name.use == "metonym":
            choice = (1, "C")
        elif entity.kind in STATE_KINDS:
            choice = (0, _STATE_LETTERS.get(name.use, "S"))
        elif entity.kind == "person":
            choice = (4, "K") if name.use == "surname" else (3, "P")
        else:
            choice = (2, "A" if name.use == "adjective" else "O")
        if best is None or choice < best:
            best = choice
    return Item(best[1], at, at + count, found) if best else None


def _leader(item: Item, register: Register, on: date | None) -> Item:
    """Return a surname as a name by itself where one leader alone goes by it."""
    person = register.named_alone(item.names, on)
    if person is None:
        return item
    return item._replace(letter="p", names=tuple(n for n in item.names if n.id == person))


def _unknown(tokens: list[Token], at: int, lexicon: Lexicon, titled: bool) -> Item:
    """Return the item of a word nobody knows, by how it is written."""
    token = tokens[at]
    first = token.word[0]
    if first.isalpha():
        if token.key in lexicon.plain or lexicon.plain_pattern.fullmatch(token.key):
            letter = "w"
        elif first.isupper() and not titled and (at > 0 or _opens_name(tokens)):
            letter = "w" if token.key in lexicon.stop and at == 0 else "K"
        elif token.word in lexicon.name_words:
            letter = "k"
        elif token.key in lexicon.stop or lexicon.stop_pattern.fullmatch(token.key):
            letter = "w"
        else:
            letter = "k"
    elif token.key in lexicon.possessive and at and tokens[at - 1].end == token.start:
        letter = "'" if len(token.key) > 1 or tokens[at - 1].key.endswith("s") else "."
    elif token.word == "-" and at and tokens[at - 1].end == token.start:
        letter = "-"
    elif token.word in _COMMAS:
        letter = ","
    else:
        letter = "1" if first.isdigit() else "."
    return Item(letter, at, at + (3 if letter == "K" and _is_hyphened(tokens, at) else 1))


def _second_part(tokens: list[Token], item: Item, lexicon: Lexicon) -> Item | None:
    """Return the noun a word nobody knows ends in, in a language that writes them together."""
    token = tokens[item.first]
    if item.letter not in "Kkw" or not token.word[0].isupper() or token.key in lexicon.plain:
        return None
    word = lexicon.compound(token) if item.last == item.first + 1 else None
    return Item(word.letter, item.first, item.last, word=word) if word is not None else None


def _is_hyphened(tokens: list[Token], at: int) -> bool:
    """Tell whether an abbreviation goes on behind a hyphen ("PDI-P")."""
    parts = tokens[at : at + 3]
    return (
        len(parts) == 3
        and parts[1].word == "-"
        and all(part.word.isupper() for part in parts[::2])
        and parts[0].end == parts[1].start
        and parts[1].end == parts[2].start
    )


def _opens_name(tokens: list[Token]) -> bool:
    """Tell whether the first word of a sentence goes on into a name."""
    return len(tokens) > 1 and (tokens[1].word[0].isupper() or tokens[1].key == "'s")


def _beside(
    items: list[Item], item: Item, tokens: list[Token], lexicon: Lexicon, titled: bool
) -> Item:
    """Return a state's name or adjective as what stands before it has it read.

    An adjective with a capital behind a determiner is who is of the state ("un Russe").
    """
    if _set_against(items, tokens, lexicon):
        return item._replace(letter="w")
    capital = lexicon.people_in_capitals and not titled and tokens[item.first].word[0].isupper()
    noun = item.letter == "A" and capital and items and items[-1].letter in "d1"
    return item._replace(letter="D") if noun else item


def _set_against(items: list[Item], tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether what follows stands behind "anti-", "pro-" and the like."""
    if not items:
        return False
    last = items[-1].last - 1
    if items[-1].letter == "-":
        last -= 1
    return last >= 0 and tokens[last].key in lexicon.before
