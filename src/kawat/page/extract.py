"""Which part of a page is the article, by the shape of its mark-up and text.

Nothing here knows a site or a language. A passage weighs what it has of prose; furniture
weighs against. The body is the box that gathers most prose for what else it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kawat.page.folding import Passage
from kawat.page.metadata import Metadata, letters
from kawat.page.passages import Outline

SENTENCE_END = re.compile(r"[.!?…。！？؟۔।။]['\"”’»›」』)\]]*(?=\s|$)|[。！？]")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE_SIZE = 1.5
"""A Chinese, Japanese or Korean character says about as much as two and a half letters."""

_PROSE = 50
"""A passage shorter than this (in letters) is no prose by itself."""
_LONG = 120
"""A passage of this size is prose without a full stop, too (Thai has none)."""
_MOST_LINKED = 0.5
"""A passage of which more than this share is links is furniture."""
_AGAINST = 60.0
"""A passage of furniture weighs against as many letters of prose, at most."""
_NAMED_BODY = 1.2
"""How much more a box counts that its mark-up names the body."""
_NAMED_SHORT = 0.5
"""What share of its size a short text weighs where the mark-up names the body."""
_TOLD_BODY = 1.5
"""How much more a passage weighs that stands in the page's own ``articleBody``."""
_TEASER = 350
"""The summary on a card says no more than this, in letters."""
_CARD = 6
"""A card holds no more passages than this."""
_MOST_PROSE = 0.5
"""A box with more than this share of a page's prose is no furniture, whatever it is called."""


@dataclass(slots=True)
class Shape:
    """What was found of a page's shape. Lists run parallel to the outline's."""

    outline: Outline
    prose: list[bool]
    furniture: list[str | None]
    """For each box the furniture it stands in, None where it stands in none."""
    told: list[bool]
    """Whether a passage stands in the page's own ``articleBody``."""
    headline: int | None = None
    headline_source: str | None = None
    body: int = 0
    """The box of the body."""
    inside: list[bool] = field(default_factory=list)
    """For each box whether it is the body, or one of its make beside it, or stands in it."""
    held: list[int] = field(default_factory=list)
    """For each box how many passages stand in it."""
    teasers: set[int] = field(default_factory=set)
    """Passages that belong to a linked headline beside them."""


def size(text: str) -> float:
    """Return how much a text says, in letters."""
    return len(text) if text.isascii() else len(text) + _WIDE_SIZE * len(_WIDE.findall(text))


def is_prose(passage: Passage) -> bool:
    """Say whether a passage reads like sentences."""
    measure = size(passage.text)
    if measure < _PROSE or passage.linked > _MOST_LINKED * len(passage.text):
        return False
    return measure >= _LONG or bool(SENTENCE_END.search(passage.text))


def find_shape(outline: Outline, meta: Metadata) -> Shape:
    """Return where the headline and the body of a page are."""
    boxes, passages = outline.boxes, outline.passages
    told_text = letters(meta.body)
    told = [
        bool(told_text) and len(key := letters(p.text)) > 3 and key in told_text for p in passages
    ]
    prose = [is_prose(p) and boxes[p.box].tag not in _HEADINGS for p in passages]
    shape = Shape(outline, prose, [None] * len(boxes), told, held=_held(outline))
    shape.teasers = {
        i for i in range(len(passages)) if prose[i] and not told[i] and _teases(shape, i)
    }
    for index in shape.teasers:
        prose[index] = False
    shape.headline, shape.headline_source = find_headline(outline, meta)
    shape.furniture = _furniture(shape)
    shape.body = _body(shape)
    shape.inside = [False] * len(boxes)
    body = boxes[shape.body]
    for index, box in enumerate(boxes):
        twin = body.name and (box.name, box.tag, box.parent) == (body.name, body.tag, body.parent)
        shape.inside[index] = bool(
            index == shape.body
            or (index > 0 and shape.inside[box.parent])
            or (twin and not shape.furniture[index])
        )
    return shape


def _held(outline: Outline) -> list[int]:
    held = [0] * len(outline.boxes)
    for passage in outline.passages:
        held[passage.box] += 1
    for index in range(len(held) - 1, 0, -1):
        held[outline.boxes[index].parent] += held[index]
    return held


def _teases(shape: Shape, index: int) -> bool:
    """Say whether a passage is the summary on a card: a linked heading stands in its box."""
    boxes, passages = shape.outline.boxes, shape.outline.passages
    passage = passages[index]
    if size(passage.text) > _TEASER:
        return False
    for other in (index - 1, index - 2, index + 1):
        if not 0 <= other < len(passages):
            continue
        head = passages[other]
        if head.linked < 0.4 * len(head.text) or boxes[head.box].tag not in _HEADINGS:
            continue
        around = {head.box}
        box = head.box
        for _ in range(3):
            box = boxes[box].parent
            around.add(box)
        box = passage.box
        for _ in range(4):
            if box in around:
                return box > 0 and shape.held[box] <= _CARD
            box = boxes[box].parent
    return False


_SITE = re.compile(r"\s+[|–—·•»«:/-]+\s+")
"""What stands between a title and the name of the site."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def find_headline(outline: Outline, meta: Metadata) -> tuple[int | None, str | None]:
    """Return the passage that is the headline, and what told so.

    It is the one that says what the page's title says, headings of the first rank before
    others; where no title is given, the first heading of the first rank.
    """
    titles: dict[str, tuple[frozenset[str], str]] = {}
    for text, source in meta.titles:
        for part in (text, max(_SITE.split(text), key=len)):
            if len(key := letters(part)) > 2:
                titles.setdefault(key, (_triples(key), source))
    longest = 3 * max(map(len, titles), default=0)
    best: tuple[float, int, str] | None = None
    first: int | None = None
    for index, passage in enumerate(outline.passages):
        box = outline.boxes[passage.box]
        if len(passage.text) > 400 or box.hidden:
            continue
        rank = _rank(outline, passage)
        if rank == 3 and first is None:
            first = index
        own = letters(passage.text)
        if not 3 <= len(own) <= longest:
            continue
        for title, (triples, source) in titles.items():
            like = _likeness(own, title, triples if rank else None)
            if like > 0.5 and (rank or like > 0.9):
                score = rank + like
                if best is None or score > best[0] + 0.01:
                    best = (score, index, source)
    if best is not None:
        return best[1], f"heading like {best[2]}" if best[0] >= 1.5 else f"text like {best[2]}"
    return (first, "first h1") if first is not None else (None, None)


def _rank(outline: Outline, passage: Passage) -> float:
    """Return how much of a heading the passage is: 3 for h1, 0 for running text."""
    index, steps = passage.box, 0
    rank = 0.0
    while index and steps < 3:
        box = outline.boxes[index]
        if box.tag == "h1":
            return 3.0
        if "navigation" in box.marks or box.tag in ("li", "a"):
            return 0.0
        if box.tag in ("h2", "h3") or "headline" in box.marks:
            rank = max(rank, 1.5 if "headline" in box.marks else 1.0)
        index, steps = box.parent, steps + 1
    return rank


def _likeness(own: str, title: str, triples: frozenset[str] | None) -> float:
    """Return how far a passage says what a title says, between 0 and 1, letters only.

    A title may carry the name of the site before or behind. Where both differ within, they
    are compared by the triples of letters they share, if those of the title are given.
    """
    if own == title:
        return 1.0
    if own in title:
        return max(len(own) / len(title), 0.6 if len(own) > 15 else 0.0)
    if title in own:
        return len(title) / len(own)
    if triples is None:
        return 0.0
    if 2 * (len(own) - 2) <= len(triples):  # too short to share half of them
        return 0.0
    mine = _triples(own)
    return len(mine & triples) / max(len(mine | triples), 1)


def _triples(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def _furniture(shape: Shape) -> list[str | None]:
    """Return for each box the furniture it stands in.

    A name that covers most of the page's prose, or its headline, is not believed: content
    systems call whole articles ``has-sidebar`` or ``ad-free``.
    """
    boxes, passages = shape.outline.boxes, shape.outline.passages
    amount = [0.0] * len(boxes)
    for passage, prose in zip(passages, shape.prose, strict=True):
        if prose:
            amount[passage.box] += size(passage.text)
    for index in range(len(boxes) - 1, 0, -1):
        amount[boxes[index].parent] += amount[index]
    around: set[int] = set()
    if shape.headline is not None:
        index = passages[shape.headline].box
        while index:
            around.add(index)
            index = boxes[index].parent
    found: list[str | None] = [None] * len(boxes)
    for index, box in enumerate(boxes):
        own = None
        believed = index not in around and amount[index] <= _MOST_PROSE * amount[0]
        if index and believed and "body" not in box.marks:
            own = next((kind for kind in _ORDER if kind in box.marks), None)
        found[index] = found[box.parent] or own
    return found


_ORDER = ("advert", "share", "related", "other", "navigation")


def _body(shape: Shape) -> int:
    """Return the box that gathers most prose for what else it holds."""
    boxes = shape.outline.boxes
    named = [False] * len(boxes)
    for index, box in enumerate(boxes):
        named[index] = "body" in box.marks or (index > 0 and named[box.parent])
    gain, prose, whole = ([start] * len(boxes) for start in (0.0, 0.0, 1.0))
    for index, passage in enumerate(shape.outline.passages):
        if index != shape.headline:
            at = passage.box
            for total, part in zip((gain, prose, whole), _weight(shape, index, named), strict=True):
                total[at] += part
    for index in range(len(boxes) - 1, 0, -1):
        for total in (gain, prose, whole):
            total[boxes[index].parent] += total[index]
    best, most = 0, 0.0
    for index, box in enumerate(boxes):
        if shape.furniture[index] or box.tag in _LEAVES:
            continue
        score = gain[index] * (prose[index] / whole[index]) ** 0.5
        score *= _NAMED_BODY if "body" in box.marks else 1.0
        if score >= most > 0 or score > most:
            best, most = index, score
    return best


def _weight(shape: Shape, index: int, named: list[bool]) -> tuple[float, float, float]:
    """Return what a passage counts for its box as a body, how much prose it is, and its size."""
    passage = shape.outline.passages[index]
    measure = size(passage.text)
    linked = passage.linked > _MOST_LINKED * len(passage.text)
    if shape.furniture[passage.box] or shape.outline.boxes[passage.box].hidden:
        return -min(measure, _AGAINST) / 2, 0.0, measure
    if shape.told[index]:
        return measure * _TOLD_BODY, measure, measure
    if shape.prose[index]:
        return measure, measure, measure
    if named[passage.box] and not linked:  # lists and tables can be all there is of a body
        return measure * _NAMED_SHORT, measure * _NAMED_SHORT, measure
    if linked or index in shape.teasers:
        return -min(measure, _AGAINST), 0.0, measure
    return 0.0, 0.0, measure


_LEAVES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "figure"})
