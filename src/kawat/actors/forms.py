"""Forms of one or more words, found by longest match over tokens, as written or inflected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from kawat.actors.morphology import Morphology, Way
from kawat.actors.tokens import Token

Value = TypeVar("Value")
Node = dict[str, Any]
"""What may follow: the node of each next key; under ``_END`` the values of a form that ends."""
_END = ""
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


class Forms(Generic[Value]):
    """Forms by the keys of their tokens."""

    def __init__(self, morphology: Morphology) -> None:
        self.morphology = morphology
        self._root: Node = {}
        self._opened: dict[str, tuple[tuple[Node, Way | None], ...]] = {}

    def put(self, keys: Sequence[str], value: Value) -> None:
        """Make a form known."""
        if not keys:
            return
        node = self._first(keys[0])
        if node is None:
            node = self._root[keys[0]] = {}
        self._opened.clear()
        _put(node, keys[1:], value)

    def _first(self, key: str) -> Node | None:
        """Return the node behind a first key, None where no form begins with it."""
        return self._root.get(key)

    def opens(self, key: str) -> tuple[tuple[Node, Way | None], ...]:
        """Return the nodes behind a first token: behind itself, then behind its base forms."""
        opened = self._opened.get(key)
        if opened is None:
            if len(self._opened) >= _MEMORY:
                self._opened.clear()
            node = self._first(key)
            nodes: list[tuple[Node, Way | None]] = [] if node is None else [(node, None)]
            for way in self.morphology.ways(key):
                node = self._first(way.base)
                if node is not None:
                    nodes.append((node, way))
            opened = self._opened[key] = tuple(nodes)
        return opened

    def matches(self, tokens: Sequence[Token], at: int) -> list[Match[Value]]:
        """Return the forms that stand at a place: the longest first, exact ones before others."""
        found: list[Match[Value]] = []
        for node, way in self.opens(tokens[at].key):
            self._descend(node, tokens, at + 1, (way,), found)
        if len(found) > 1:
            found.sort(key=lambda match: (-match.length, match.changed))
        return found

    def _descend(
        self,
        node: Node,
        tokens: Sequence[Token],
        at: int,
        ways: tuple[Way | None, ...],
        found: list[Match[Value]],
    ) -> None:
        """Collect the forms that end at or behind a node."""
        values = node.get(_END)
        if values is not None:
            found.append(Match(len(ways), ways, values))
            if len(node) == 1:
                return
        if at >= len(tokens):
            return
        key = tokens[at].key
        after = node.get(key)
        if after is not None:
            self._descend(after, tokens, at + 1, (*ways, None), found)
        for way in self.morphology.ways(key):
            after = node.get(way.base)
            if after is not None:
                self._descend(after, tokens, at + 1, (*ways, way), found)


def _put(node: Node, keys: Iterable[str], value: Any) -> None:
    """Put a value behind the keys that lead on from a node, once."""
    for key in keys:
        node = node.setdefault(key, {})
    values = node.setdefault(_END, [])
    if value not in values:
        values.append(value)
