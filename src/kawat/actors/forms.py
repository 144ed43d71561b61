"""Forms of one or more words, found by longest match over tokens, as written or inflected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from kawat.actors.morphology import Morphology, Way
from kawat.actors.tokens import Token

Value = TypeVar("Value")
Node = dict[str, Any]
"""What may follow: the node of each next key; under ``END`` the values of a form that ends."""
END = ""
_MEMORY = 100_000
"""How many words' nodes are kept."""


class Match(NamedTuple, Generic[Value]):
    """Forms that stand at a place: how many tokens, how each token was read, and what it is.

    A way is None for a token that stands as in the form.
    """

    length: int
    ways: tuple[Way | None, ...]
    values: list[Value]

    @property
    def changed(self) -> int:
        """How many tokens do not stand as in the form."""
        return len(self.ways) - self.ways.count(None)


Openings = tuple[tuple[Node, Way | None], ...]
"""The nodes behind a first token, and how the token was read for each."""


class _Opened(dict[str, Openings]):
    """What each word opens, found when it is first asked for; nothing for most words."""

    def __init__(self, find: Callable[[str], Openings]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: str) -> Openings:
        if len(self) >= _MEMORY:
            self.clear()
        found = self[key] = self._find(key)
        return found


class Forms(Generic[Value]):
    """Forms by the keys of their tokens."""

    def __init__(self, morphology: Morphology) -> None:
        self.morphology = morphology
        self._root: Node = {}
        self.opens = _Opened(self._find_openings)

    def put(self, keys: Sequence[str], value: Value) -> None:
        """Make a form known."""
        if not keys:
            return
        node = self._first(keys[0])
        if node is None:
            node = self._root[keys[0]] = {}
        self.opens.clear()
        put_behind(node, keys[1:], value)

    def _first(self, key: str) -> Node | None:
        """Return the node behind a first key, None where no form begins with it."""
        return self._root.get(key)

    def _find_openings(self, key: str) -> Openings:
        """Return the nodes behind a first token: behind itself, then behind its base forms."""
        node = self._first(key)
        nodes: list[tuple[Node, Way | None]] = [] if node is None else [(node, None)]
        for way in self.morphology.ways(key):
            node = self._first(way.base)
            if node is not None:
                nodes.append((node, way))
        return tuple(nodes)

    def matches(self, tokens: Sequence[Token], at: int) -> list[Match[Value]]:
        """Return the forms that stand at a place: the longest first, exact ones before others."""
        return self.matches_of(_Keys(tokens), at, tokens[at].key)

    def matches_of(self, keys: Sequence[str] | _Keys, at: int, first: str) -> list[Match[Value]]:
        """Return what ``matches`` does, by keys alone; ``first`` is the key at the place."""
        if not self.morphology.inflects:
            return self._exact(keys, at, first)
        found: list[Match[Value]] = []
        for node, way in self.opens[first]:
            self._descend(node, keys, at + 1, (way,), found)
        if len(found) > 1:
            found.sort(key=lambda match: (-match.length, match.changed))
        return found

    def _exact(self, keys: Sequence[str] | _Keys, at: int, first: str) -> list[Match[Value]]:
        """Return the forms that stand at a place as the tables have them, the longest first."""
        found: list[Match[Value]] = []
        node = self._root.get(first) if self.opens[first] else None
        length = 1
        while node is not None:
            values = node.get(END)
            if values is not None:
                found.append(Match(length, (None,) * length, values))
            node = node.get(keys[at + length]) if at + length < len(keys) else None
            length += 1
        found.reverse()
        return found

    def _descend(
        self,
        node: Node,
        keys: Sequence[str] | _Keys,
        at: int,
        ways: tuple[Way | None, ...],
        found: list[Match[Value]],
    ) -> None:
        """Collect the forms that end at or behind a node."""
        values = node.get(END)
        if values is not None:
            found.append(Match(len(ways), ways, values))
            if len(node) == 1:
                return
        if at >= len(keys):
            return
        key = keys[at]
        after = node.get(key)
        if after is not None:
            self._descend(after, keys, at + 1, (*ways, None), found)
        for way in self.morphology.ways(key):
            after = node.get(way.base)
            if after is not None:
                self._descend(after, keys, at + 1, (*ways, way), found)


class _Keys:
    """The keys of tokens, in their places."""

    __slots__ = ("_tokens",)

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, at: int) -> str:
        return self._tokens[at].key


def put_behind(node: Node, keys: Iterable[str], value: Any) -> None:
    """Put a value behind the keys that lead on from a node, once."""
    for key in keys:
        node = node.setdefault(key, {})
    values = node.setdefault(END, [])
    if value not in values:
        values.append(value)
