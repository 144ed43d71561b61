"""An HTML page as a tree whose every run of text knows where in the source it stands.

The parser stands behind ``parse`` and ``Node``: another one that reports where a text begins
can take its place. It follows the HTML standard, so it repairs what is broken, and that is why
its text is laid beside the source again here (``place``): references are resolved, line ends
made one, stray tags and NULs passed over, and text that stood astray in a table moved.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, cast

from justhtml import JustHTML

from kawat.page.source import MARKUP

_RUN = re.compile(r"[^&<\r\0]+")
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")
_MARKUP = re.compile(MARKUP, re.DOTALL)
_OPENED = re.compile(r"<[a-zA-Z!?/]")
_FAR = 200
"""How many runs of other text may stand between two parts of a text that the parser joined."""


class Node(Protocol):
    """What is used of a node: an element, a text (``#text``) or something passed over."""

    @property
    def name(self) -> str:
        """Tag in lower case; ``#text`` for a text."""

    @property
    def attrs(self) -> Mapping[str, str | None]:
        """Attributes by their names in lower case."""

    @property
    def children(self) -> Sequence[Node]:
        """Nodes inside, in document order."""

    @property
    def data(self) -> object:
        """The characters of a text."""

    @property
    def origin_offset(self) -> int | None:
        """Where the node begins in the source, in code points; None where it was implied."""


class Piece(NamedTuple):
    """A run of text and the code points ``source[start:end]`` it was read from.

    ``verbatim`` pieces are the source's own characters. ``apart`` is true where other text
    stands between this piece and the last one.
    """

    text: str
    start: int
    end: int
    verbatim: bool
    apart: bool = False


def parse(source: str) -> Node:
    """Return the root of the page's tree. Never raises: any text is some HTML."""
    # The parser takes one byte order mark off and counts positions without it.
    return cast(Node, JustHTML(source, sanitize=False, track_node_locations=True).root)


def seen_length(data: str) -> int:
    """Return how many characters a reader sees of a parsed text.

    No blanks, and no mark-up that was taken for text.
    """
    return sum(map(len, (_MARKUP.sub("", data) if "<" in data else data).split()))


def place(data: str, source: str, at: int) -> Iterator[Piece]:
    """Yield the pieces of a parsed text that begins at ``source[at]``.

    Characters that cannot be found in the source any more are left out.
    """
    done, apart, far, size = 0, False, 0, len(data)
    if data[0] != "\n" and source.startswith(("\n", "\r"), at):
        at += 2 if source.startswith("\r\n", at) else 1  # dropped behind <pre>, <textarea>
    while done < size and at < len(source):
        char = source[at]
        if char == "&":
            piece = _reference(data, done, source, at, apart)
        elif char == "\0":
            at += 1
            continue
        elif char == "\r":
            end = at + (2 if source.startswith("\r\n", at) else 1)
            piece = Piece("\n", at, end, False, apart) if data[done] == "\n" else None
        elif char == "<":
            markup = _MARKUP.match(source, at)
            if markup:  # the parser now and then takes mark-up for text: it is none
                done += len(markup[0]) if data.startswith(markup[0], done) else 0
                at = markup.end()
                continue
            if _OPENED.match(source, at):  # a tag the page ends in: no text, by the standard
                return
            piece = Piece("<", at, at + 1, True, apart) if data[done] == "<" else None
            if piece is None:
                at += 1
                continue
        else:
            found = _RUN.match(source, at)
            assert found
            text = found[0][: size - done]
            same = data.startswith(text, done)
            piece = Piece(text, at, at + len(text), True, apart) if same else None
        if piece:
            yield piece
            at, done, apart = piece.end, done + len(piece.text), False
            continue
        far += 1
        if far > _FAR:
            return
        following = source.find("<", at + 1)
        at, apart = (following if following >= 0 else len(source)), True


def _reference(data: str, done: int, source: str, at: int, apart: bool) -> Piece | None:
    """Return the piece a character reference, or an ampersand, stands for."""
    found = _REFERENCE.match(source, at)
    if found:
        text = html.unescape(found[0])
        if text and text != found[0] and data.startswith(text, done):
            return Piece(text, at, found.end(), False, apart)
    return Piece("&", at, at + 1, True, apart) if data[done] == "&" else None
