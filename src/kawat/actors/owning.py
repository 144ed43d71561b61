"""Who owns whom, in a language whose endings tell it: "İran'ın askerleri", not "İran askerlere".

What owns has the ending of the genitive or none, and what is owned has one that says so. Such
endings are in ``[owning]`` of a language's ``morphology.toml``; where there are none, all that
the grammar of phrases joins belongs together.
"""

from __future__ import annotations

from kawat.actors.items import Item, Sentence
from kawat.actors.lexicon import HEADS, Lexicon

_OWNERS = "SCOPpRK" + HEADS
_OWNS = HEADS + "SOC"
"""Letters of what may stand behind a noun as its owner."""
_BETWEEN = "FMd'"
"""Letters of what may stand between an owner and what it owns."""


def end_of_owner(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> int:
    """Return where a phrase ends because what stands there does not own what follows.

    "Tahran yönetimini öğrenciler" ("the students ... the government of Tehran") names two, and
    so does "hükümeti öğrenciler", as nothing stands there that owns a government.
    """
    if lexicon.morphology.owned is None:
        return last
    letters = sentence.letters
    nouns = (at for at in range(first, last - 1) if letters[at] in HEADS + "AD")
    ends = (at + 1 for at in nouns if not _may_own(sentence, at, first, lexicon))
    last = next(ends, last)
    if first < last - 1 and not _sends(sentence, first, last, lexicon):
        return first + 1
    names = (at for at in range(first, last - 1) if letters[at] in "SCOPp")
    return next((at + 1 for at in names if not _is_owned(sentence, at, last, lexicon)), last)


def is_bare(sentence: Sentence, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether a noun or name stands without the ending of a case, as a subject does."""
    if lexicon.morphology.owned is None:
        return True
    rest = _ending(sentence, item, lexicon)
    return lexicon.morphology.is_bare(rest)


def is_where(sentence: Sentence, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether a body's noun has the ending that says where something is ("mecliste")."""
    if lexicon.morphology.owned is None or item.letter not in "Bb":
        return False
    return _ending(sentence, item, lexicon).endswith(lexicon.morphology.places)


def is_of_subject(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun belongs to the subject: "Ankara, vatandaşlarını" ("its citizens")."""
    item, pattern = sentence.items[at], lexicon.morphology.own
    if pattern is None or not at or item.word is None:
        return False
    if sentence.letters[at - 1] not in "w,_~":
        return False
    if item.letter.islower() and item.word.base not in lexicon.of_subject:
        return False
    rest = _ending(sentence, item, lexicon)
    if item.word.base != item.word.form:
        rest = "i" + rest
    return pattern.fullmatch(rest) is not None


def _may_own(sentence: Sentence, at: int, first: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun may own what stands behind it."""
    item, after = sentence.items[at], sentence.items[at + 1]
    rest = _ending(sentence, item, lexicon)
    if rest and not lexicon.morphology.is_genitive(rest):
        return False
    if item.letter not in HEADS or item.word is None:
        return True
    if after.letter in HEADS and not _looks_owned(sentence, after, lexicon):
        return False
    named = _is_capital(sentence, item) and _is_capital(sentence, after)
    if item.letter in "Gg" and not named and item.word.form not in lexicon.adjectival:
        return False
    alone = at == first and (not at or sentence.letters[at - 1] not in _OWNERS + "kA")
    return not (alone and item.word.base != item.word.form)


def _sends(sentence: Sentence, at: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a name before another name owns what stands behind both.

    "İran'ın NATO temsilcisi" is Iran's; in "İran NATO temsilcisini" two are named, but "İran
    Denizcilik Bakanı" has a word between that is no name.
    """
    owner, after = sentence.items[at], sentence.items[at + 1]
    if owner.letter not in "SCO" or after.letter not in "SCOK":
        return True
    if owner.letter + after.letter == "SC":
        return sentence.items[last - 1].letter == "H" or _is_genitive(sentence, owner, lexicon)
    if after.letter == "K" and not after.names:
        return True
    one = owner.letter + after.letter == "OS" and sentence.items[last - 1].letter in "Hh"
    return one or _is_genitive(sentence, owner, lexicon)


def _is_genitive(sentence: Sentence, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether an item has the ending of the genitive."""
    return lexicon.morphology.is_genitive(_ending(sentence, item, lexicon))


def _is_owned(sentence: Sentence, at: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether what stands behind a name bears the ending of what is owned.

    "Rama Anayasa Mahkemesine" is whom and to where.
    """
    owner, head = sentence.items[at], sentence.items[last - 1]
    rest = _ending(sentence, owner, lexicon)
    if rest and not lexicon.morphology.is_genitive(rest):
        return True  # "PKK'lı" is an adjective, other cases stand apart already
    if any(letter not in _BETWEEN + HEADS for letter in sentence.letters[at + 1 : last]):
        return True
    if not rest and head.letter in "Gg" and head.word is not None and head.word.sector == "REF":
        return False  # whom a state does something to, not its own
    court = head.word is not None and " " in head.word.form and head.letter in "Bb"
    if court and owner.letter in "Pp" and not rest:
        return False
    return _looks_owned(sentence, head, lexicon) or (not rest and _is_capital(sentence, head))


def _looks_owned(sentence: Sentence, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether a noun may bear the ending of what is owned; one of several words has it."""
    word, owned = item.word, lexicon.morphology.owned
    if word is None or owned is None or " " in word.form or word.base != word.form:
        return True
    ending = _ending(sentence, item, lexicon)
    return bool(owned.fullmatch(ending or lexicon.morphology.key(word.form)[-1]))


def _is_capital(sentence: Sentence, item: Item) -> bool:
    """Tell whether an item begins with a capital."""
    return sentence.tokens[item.first].word[0].isupper()


def _ending(sentence: Sentence, item: Item, lexicon: Lexicon) -> str:
    """Return what the last word of an item has behind its form in the tables."""
    form = item.word.form if item.word else item.names[0].form if item.names else ""
    key = sentence.tokens[item.last - 1].key
    words = lexicon.morphology.key(form).split()
    if not words or key == words[-1]:
        return ""
    return key[min(len(words[-1]), len(key) - 1) :].lstrip("'’")


def end_of_owned(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> int | None:
    """Return where the next noun is none of the phrase's, None where all are.

    It is not in the genitive, in a language that has one: "Американскому послу Москва вручила
    ноту" ("Moscow handed the American ambassador a note").
    """
    letters = sentence.letters
    for at in range(first + 1, last):
        if letters[at] == "A" and letters[at - 1] in HEADS:
            word = sentence.tokens[sentence.items[at].last - 1].word
            if not lexicon.morphology.may_describe_owner(word):
                return at
        if letters[at] in _OWNS and letters[at - 1] in _OWNS:
            item = sentence.items[at]
            word = sentence.tokens[item.first].word
            base = item.names[0].form if item.names else item.word.form if item.word else word
            if item.last - item.first == 1 and not lexicon.morphology.is_owned(word, base):
                return at
    return None


def without_subject(
    sentence: Sentence, end: int, name: tuple[int, int], head: int, lexicon: Lexicon
) -> tuple[int, tuple[int, int]]:
    """Return where a phrase ends, and its name, without a surname that is none of it.

    "Американского коллегу Путин поздравил" ("Putin congratulated his American counterpart").
    """
    noun, named = sentence.items[head], sentence.items[name[0]]
    if name[1] - name[0] != 1 or noun.word is None or noun.word.form not in lexicon.mirror:
        return end, name
    word = sentence.tokens[named.last - 1].word
    changed = sentence.tokens[noun.first].key != lexicon.morphology.key(noun.word.form)
    same = bool(named.names) and named.names[0].form.endswith(word)
    if changed and same and not lexicon.morphology.is_owned(word, word):
        return name[0], (-1, -1)
    return end, name
