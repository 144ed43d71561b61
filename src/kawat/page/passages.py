"""The page as a reader sees it: passages of text, and the boxes of mark-up they stand in."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from kawat.page.folding import EDGE, LINE, Passage, Style, cut, fold
from kawat.page.marks import marks
from kawat.page.tree import Node, Piece, parse, place, seen_length

_BLOCKS = frozenset(
    """html body address article aside blockquote center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main
    menu nav ol p pre search section summary table caption tbody td tfoot th thead tr ul button
    video audio picture amp-img""".split()  # noqa: SIM905
)
"""Elements a browser sets on lines of their own."""

_SKIPPED = frozenset(
    """head script style template noscript iframe object embed textarea select option datalist
    svg math canvas noframes frameset progress meter title xmp plaintext""".split()  # noqa: SIM905
)
"""Elements whose content is no text of the page. (``head`` is read, but not as text.)"""

_SILENT = frozenset({"script", "style", "template", "noscript"})
"""Skipped elements whose content cannot be taken for text between the tags around it."""

_TIGHT = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
"""Elements that hold one run of prose: what stands in them is not cut at named spans."""

_CUT = frozenset({"kicker", "byline", "date", "dateline", "credit", "caption", "share"})
"""Marks that make a span a passage of its own, where it does not stand inside prose."""

_OPENS = re.compile(r"<(?:span|time|a)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Box:
    """An element that stands on lines of its own. The first box is the page.

    ``parent`` is its index in ``Outline.boxes`` (the page is its own parent); parents come
    before what they hold.
    """

    parent: int
    tag: str
    marks: frozenset[str]
    hidden: bool = False
    name: str = ""
    """Value of its ``class``: boxes of one name and one parent are of one make."""
    loose: bool = True
    """Whether a named span in it may be cut out: not out of prose."""


@dataclass(slots=True)
class Named:
    """An element that carries data about the page: ``meta``, ``link``, ``time``, microdata."""

    tag: str
    attributes: Mapping[str, str | None]
    text: str = ""
    passages: int = 0
    """How many passages stood before it."""


@dataclass(slots=True)
class Outline:
    """All that was found in the mark-up of a page."""

    boxes: list[Box] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    language: str | None = None
    unplaced: int = 0
    """Characters of text that the parser gave but that were not found in the source."""


class _Reader:
    """Walks a tree once, in document order, without recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.shift = 1 if source.startswith("\ufeff") else 0
        self.outline = Outline(boxes=[Box(0, "#page", frozenset())])
        self.pieces: list[tuple[Piece, Style]] = []
        self.links = 0

    def read(self) -> Outline:
        stack: list[tuple[Node | None, Style]] = [(parse(self.source), Style(0))]
        while stack:
            node, style = stack.pop()
            if node is None:
                if self.pieces:
                    self.close()
                continue
            name = node.name
            if name == "#text":
                self.text(node, style)
            elif name == "br":
                if self.pieces:
                    self.pieces.append((LINE, style))
            elif name in _SKIPPED:
                self.skip(node)
            elif name[0] != "!" and name != "#comment":
                inner = self.element(node, style)
                if inner.box != style.box:
                    stack.append((None, style))
                stack.extend([(child, inner) for child in reversed(node.children or ())])
        self.close()
        return self.outline

    def element(self, node: Node, style: Style) -> Style:
        """Enter an element: open a box where it stands on lines of its own."""
        name, attributes = node.name, node.attrs
        if name[0] == "#":
            return style
        if (
            "itemprop" in attributes
            or attributes.get("rel") == "author"
            or name in ("time", "meta", "link")
        ):
            self.name(node)
        if name in _BLOCKS:
            self.close()
            if name in ("html", "body"):  # their classes tell of the site, not of a part
                self.outline.language = self.outline.language or attributes.get("lang")
                return self.open(node, style, frozenset())
            return self.open(node, style, marks(name, attributes))
        found = marks(name, attributes) if attributes or name == "time" else frozenset()
        if found and not found.isdisjoint(_CUT) and self.loose(style, found):
            self.close()
            return self.open(node, style, found)
        if name == "a":
            self.links += 1
            link = self.links if _leads(node) else -self.links
            return Style(style.box, link, style.strong, style.break_lines)
        if name in ("b", "strong"):
            return Style(style.box, style.link, True, style.break_lines)
        return style

    def open(self, node: Node, style: Style, found: frozenset[str]) -> Style:
        attributes, boxes = node.attrs, self.outline.boxes
        hidden = boxes[style.box].hidden or "hidden" in attributes
        if not hidden and (css := attributes.get("style")):
            hidden = bool(_HIDDEN.search(css))
        loose = node.name not in _TIGHT or _bare(node)
        boxes.append(Box(style.box, node.name, found, hidden, attributes.get("class") or "", loose))
        lines = style.break_lines or node.name == "pre"
        leads = _leads(node)
        self.links += leads
        return Style(len(boxes) - 1, self.links if leads else style.link, style.strong, lines)

    def loose(self, style: Style, found: frozenset[str]) -> bool:
        """Say whether a named span may be cut out of what it stands in."""
        box = self.outline.boxes[style.box]
        return box.loose or bool(box.marks & found) or "credit" in found

    def name(self, node: Node) -> None:
        text = ""
        if node.name not in ("meta", "link"):
            text = " ".join(_texts(node, 300)).strip()
        self.outline.named.append(
            Named(node.name, node.attrs, text, len(self.outline.passages) + bool(self.pieces))
        )

    def skip(self, node: Node) -> None:
        """Pass an element over; what a machine should know of it is kept."""
        if node.name == "head":
            for child in _below(node):
                if child.name in ("meta", "link"):
                    self.name(child)
                elif child.name in ("script", "title"):
                    self.keep(child)
        elif node.name in ("script", "title"):
            self.keep(node)
        if node.name not in _SILENT and any(_texts(node, 1)):
            self.close()

    def keep(self, node: Node) -> None:
        kind = (node.attrs.get("type") or "").lower()
        if node.name == "title" or "ld+json" in kind:
            text = "".join(str(child.data or "") for child in node.children)
            self.outline.named.append(Named(node.name, node.attrs, text))

    def text(self, node: Node, style: Style) -> None:
        """Add a text to the passage under way."""
        data, at = node.data, node.origin_offset
        if not data or not isinstance(data, str):
            return
        if not self.pieces and not data.strip(EDGE):
            return
        if at is None:
            self.outline.unplaced += len(data)
            return
        at += self.shift
        if "&" not in data and "<" not in data and self.source.startswith(data, at):
            self.add(Piece(data, at, at + len(data), True), style)
            return
        left = seen_length(data)
        for piece in place(data, self.source, at):
            left -= seen_length(piece.text)
            self.add(piece, style)
        self.outline.unplaced += max(left, 0)

    def add(self, piece: Piece, style: Style) -> None:
        last = None
        if self.pieces:
            last = next((pair for pair in reversed(self.pieces) if pair[0] is not LINE), None)
        if last:
            before, beside = last
            # Two links that touch are two entries of a menu or a row of kickers.
            touch = beside.link != style.link and beside.link and style.link
            # So are two spans side by side, where they do not stand in prose.
            between = self.source[before.end : piece.start] if before.end < piece.start else ""
            spans = "</" in between and self.outline.boxes[style.box].tag not in _TIGHT
            touch = touch or (spans and bool(_OPENS.search(between)))
            if touch and (before.text[-1].isspace() or piece.text[0].isspace()):
                touch = False
            if piece.apart or piece.start < before.end or touch:
                self.close()
        self.pieces.append((piece, style))

    def close(self) -> None:
        """End the passage under way; cut it where the author broke its lines."""
        if self.pieces:
            for line in cut(self.pieces):
                passage = fold(line)
                if passage:
                    self.outline.passages.append(passage)
            self.pieces = []


def _bare(node: Node) -> bool:
    """Say whether an element has no text but in the elements inside it."""
    return not any(c.name == "#text" and str(c.data or "").strip(EDGE) for c in node.children)


def _leads(node: Node) -> bool:
    """Say whether an element is a link that leads off the page."""
    return node.name == "a" and (node.attrs.get("href") or "#")[0] != "#"


def outline(source: str) -> Outline:
    """Return the passages and boxes of an HTML page. Never raises.

    Args:
        source: the page as decoded.
    """
    with _collector_at_rest():
        return _Reader(source).read()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from going over a tree again and again while it grows.

    All of a page's nodes are needed until it is read, so nothing could be freed; it took a
    quarter of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _below(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(one.children or ()))


def _texts(node: Node, most: int) -> Iterator[str]:
    """Yield the texts below a node that are not blank, up to so many characters."""
    for one in _below(node):
        if one.name == "#text" and (text := str(one.data or "").strip()):
            yield text[:most]
            most -= len(text)
            if most <= 0:
                return
