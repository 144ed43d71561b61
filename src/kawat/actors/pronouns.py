"""What the words around a pronoun, or the form of a noun, say of who may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from kawat.actors.items import Item
from kawat.actors.lexicon import Lexicon
from kawat.actors.phrases import Phrase
from kawat.actors.tokens import Token
from kawat.model import Actor


def gender_of(item: Item, tokens: Sequence[Token], lexicon: Lexicon) -> str | None:
    """Return the pronoun that a noun says somebody is, by itself or by how it is written."""
    if item.word is None or item.word.form in lexicon.genders:
        return lexicon.genders.get(item.word.form) if item.word else None
    if item.letter not in "Hh" or not lexicon.shows_gender:
        return None
    key = tokens[item.first].key
    if lexicon.female_pattern.fullmatch(key):
        return "she"
    return "he" if lexicon.male_pattern.fullmatch(key) else None


def number_of(detail: str, tokens: Sequence[Token], start: int, lexicon: Lexicon) -> str:
    """Return whether a pronoun for one or several is one, as the verb beside it tells."""
    if detail != "she-or-they":
        return detail
    at = next((n for n, token in enumerate(tokens) if token.start == start), 0)
    for token in (*tokens[at + 1 : at + 2], *tokens[max(0, at - 1) : at]):
        if token.word.islower() and lexicon.plural_verb.fullmatch(token.key):
            return "they"
        if token.word.islower() and lexicon.single_verb.fullmatch(token.key):
            return "she"
    return detail


def is_left_out(phrase: Phrase, actors: Sequence[Actor], rule: str, lexicon: Lexicon) -> bool:
    """Tell whether nobody knows whom a mention takes up that names nobody by itself."""
    first = phrase.items[0]
    if first.word is None or len(phrase.items) > 1:
        return False
    if rule == "pronoun-unclear":
        return first.word.form in lexicon.only_clear
    told = any(actor.country for actor in actors)
    return first.letter in "hgb" and first.word.form in lexicon.anaphors and not told
