"""The names of a language: found in text, compiled as they come up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kawat.actors.forms import END, Forms, Match, Node, put_behind
from kawat.actors.morphology import PLAIN, Morphology, Way
from kawat.actors.tables import Table
from kawat.actors.tokens import TOKEN, Token, key_of

_FIRST_TOKEN = re.compile(rf"^[^\t\n]*\t(?:({TOKEN})|).*$", re.MULTILINE)
_WORDS = re.compile(TOKEN)
_MEMORY = 20_000
"""How many names as written are kept with what they are."""
_BEYOND = "\n"
"""Stands behind the last key of a text; no form has it."""


class Name(NamedTuple):
    """A form an entity goes by in a language, and how the form is used."""

    id: str
    form: str
    use: str
    by_hand: bool = False
    """Whether the register's makers took the form down themselves."""


class Hit(NamedTuple):
    """Names found in a text, and where: ``text[start:end]`` is how they are written there."""

    start: int
    end: int
    names: tuple[Name, ...]


class Source:
    """The names of one table by the key of their first token; no row is read before it is needed.

    Only the first key of each row is found when a source is made, in one pass over the text of
    the table, so that a hundred thousand names are ready in a fraction of a second.
    """

    def __init__(self, table: Table, morphology: Morphology, use: str | None = None) -> None:
        """Take a table whose first columns are an id and a form, sorted by id."""
        self.lines = table.lines
        self._use = use
        text = morphology.key("\n".join(table.lines))
        self.first: dict[str, list[int]] = {}
        first = self.first
        for number, key in enumerate(_FIRST_TOKEN.findall(text)):
            if key in first:
                first[key].append(number)
            else:
                first[key] = [number]
        self._foreign = [key for key in first if not key.isascii()]

    def folded(self, morphology: Morphology) -> Source:
        """Return the source with the first keys of another language, its rows shared.

        A row also keeps the key it had, which no text of that language has.
        """
        keys = self._foreign  # what is plain ASCII has one key in every language
        folded = morphology.refolded("\n".join(keys)).split("\n") if keys else []
        changed = [(old, new) for old, new in zip(keys, folded, strict=True) if old != new]
        if not changed:
            return self
        other = object.__new__(Source)
        other.lines, other._use, other.first = self.lines, self._use, dict(self.first)
        other._foreign = keys
        for old, new in changed:
            other.first[new] = other.first.get(new, []) + self.first[old]
        return other

    def named(self, key: str) -> Iterator[Name]:
        """Yield the names whose first token has a key."""
        for number in self.first.get(key, ()):
            yield self._name(self.lines[number])

    def of(self, id: str) -> Iterator[Name]:
        """Yield the names of an entity."""
        at = bisect_left(self.lines, id + "\t")
        while at < len(self.lines) and self.lines[at].startswith(id + "\t"):
            yield self._name(self.lines[at])
            at += 1

    def _name(self, line: str) -> Name:
        fields = line.split("\t")
        if self._use is not None:
            return Name(fields[0], fields[1], self._use)
        return Name(fields[0], fields[1], fields[2], fields[3] == "hand")


class Names(Forms[tuple[Name, tuple[str, ...]]]):
    """The forms of one language, found by longest match over tokens.

    A form is looked up without regard to case, and then held to its own: a capital must be
    a capital in the text too ("turkey" is no state), an abbreviation must match exactly, but
    for a suffix behind an apostrophe. The tokens of a longer form may each be inflected.
    """

    def __init__(self, sources: Sequence[Source] = (), morphology: Morphology = PLAIN) -> None:
        super().__init__(morphology)
        self._sources = sources
        self._empty = not sources
        self._written: dict[str, tuple[int, tuple[Name, ...]]] = {}

    def add(self, name: Name) -> None:
        """Make a form known."""
        tokens = self.morphology.tokenize(name.form)
        if not tokens:
            return
        self._first(tokens[0].key)
        self._written.clear()
        self.put([token.key for token in tokens], (name, tuple([t.word for t in tokens])))
        self._empty = False

    def _first(self, key: str) -> Node | None:
        node: Node | None = self._root.get(key)
        if node is None and any(key in source.first for source in self._sources):
            node = self._root[key] = {}
            for source in self._sources:
                for name in source.named(key):
                    tokens = self.morphology.tokenize(name.form)
                    words = tuple([token.word for token in tokens])
                    put_behind(node, [token.key for token in tokens[1:]], (name, words))
        return node

    def of(self, id: str) -> tuple[Name, ...]:
        """Return the names an entity goes by in the language."""
        return tuple(name for source in self._sources for name in source.of(id))

    def occur_in(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a token begins one of the forms."""
        return not self._empty and any(self.opens[token.key] for token in tokens)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, tuple[Name, ...]]:
        """Return the number of tokens of the longest form at ``at`` and its names.

        The number is 0 and the tuple empty where no form stands there.
        """
        return self.longest_of(tokens, at)[:2]

    def longest_of(self, tokens: Sequence[Token], at: int) -> tuple[int, tuple[Name, ...], bool]:
        """Return what ``longest`` does, and whether the form stands as in the register."""
        found = [] if self._empty else self.matches(tokens, at)
        if not found:
            return 0, (), True
        return self._first_fitting(found, [t.word for t in tokens[at : at + found[0].length]])

    def _first_fitting(
        self, found: Sequence[Match[tuple[Name, tuple[str, ...]]]], words: Sequence[str]
    ) -> tuple[int, tuple[Name, ...], bool]:
        """Return the first match with names that may be written as the text is.

        A mere place hides no capital that the same word is a case of ("Киеву").
        """
        place: tuple[int, tuple[Name, ...], bool] | None = None
        for match in found:
            if place is not None and match.length < place[0]:
                break
            here = tuple(words[: match.length])
            fitting = [(n, f) for n, f in match.values if _fits(n, f, here, match.ways)]
            names = _as_written(fitting, here) if fitting else ()
            if place is None and names and all(name.use == "place" for name in names):
                place = match.length, names, not match.changed
            elif names and (place is None or any(name.use == "metonym" for name in names)):
                return match.length, names, not match.changed
        return place or (0, (), True)

    # -- whole texts --------------------------------------------------------------------

    def find(self, text: str) -> list[Hit]:
        """Return the names in a text, the longest at each place, in order.

        One pass, linear in the text: of a word no more is asked than whether a name begins
        with it, and that once for each different word.
        """
        keyed = key_of(text, self.morphology.fold)
        words = _WORDS.findall(keyed)
        begins = {word: parts for word in set(words) if (parts := self._beginnings(word))}
        at = [number for number, word in enumerate(words) if word in begins]
        if not at:
            return []
        keys = [*self.morphology.bare_all(words), _BEYOND]
        plain = not self.morphology.inflects
        starts = _starts(keyed, words)
        hits: list[Hit] = []
        end = 0
        for number in at:
            start = starts[number]
            if start < end:
                continue
            for front, first, node in begins[words[number]]:
                if plain and END not in node and keys[number + 1] not in node:
                    continue  # where words have no endings: nothing here goes on as a name
                found = self.matches_of(keys, number, first)
                if not found:
                    continue
                last = number + found[0].length - 1
                written = text[start + front : starts[last] + len(words[last])]
                count, names = self._written.get(written) or self._read(written, found)
                if count:
                    end = starts[number + count - 1] + len(words[number + count - 1])
                    hits.append(Hit(start + front, end, names))
                    break
        return hits

    def _read(
        self, written: str, found: Sequence[Match[tuple[Name, tuple[str, ...]]]]
    ) -> tuple[int, tuple[Name, ...]]:
        """Return how many tokens of what is written are names, and keep it: names recur."""
        words = [text[0] for text in _WORDS.finditer(written)]
        if len(self._written) >= _MEMORY:
            self._written.clear()
        read = self._written[written] = self._first_fitting(found, words)[:2]
        return read

    def _beginnings(self, word: str) -> list[tuple[int, str, Node]]:
        """Return from which of its letters a name may begin with a word, its key and node."""
        key = self.morphology.bare(word)
        parts = [(0, key), *self.morphology.joined(key)]
        return [(front, rest, found[0][0]) for front, rest in parts if (found := self.opens[rest])]


def _starts(text: str, words: Sequence[str]) -> list[int]:
    """Return where each word of a text begins: nothing but blanks stands between them."""
    starts: list[int] = []
    at = 0
    for word in words:
        at = text.find(word, at)
        starts.append(at)
        at += len(word)
    return starts


def _as_written(
    fitting: Sequence[tuple[Name, tuple[str, ...]]], words: tuple[str, ...]
) -> tuple[Name, ...]:
    """Return the names without those of an entity that has one written just so.

    "Français" is the people, "français" the adjective.
    """
    if len(fitting) == 1:
        return (fitting[0][0],)
    exact = {name.id for name, form in fitting if form == words}
    return tuple([name for name, form in fitting if form == words or name.id not in exact])


def _fits(
    name: Name, form: tuple[str, ...], words: tuple[str, ...], ways: tuple[Way | None, ...]
) -> bool:
    """Tell whether the text is written as the form may be: exactly, or in more capitals."""
    if words == form:
        return True
    if name.use == "abbreviation":
        return all(
            word == like if way is None else way.suffixed and word[: way.kept] == like
            for word, like, way in zip(words, form, ways, strict=True)
        )
    if len(form) == 1 and len(form[0]) < 4:
        way, word = ways[0], words[0]
        if word.lower() == word.upper():
            return True
        return way is not None and word[: way.kept] == form[0][: way.kept]
    return all(
        word[:1].isupper() or not like[:1].isupper() for word, like in zip(words, form, strict=True)
    )
