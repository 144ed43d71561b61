"""What each passage of an HTML page is: headline, lead, paragraph, caption, furniture.

First what the mark-up says, then where the passage stands to the headline and the body, then
its own shape; the set phrases of ``phrases`` and ``bylines`` are those of text captures, so
that a page gives the same blocks as text and as HTML.
"""

from __future__ import annotations

import re
from typing import cast

from kawat.model import BlockKind
from kawat.page.bylines import read_signoff, split_dateline, trailing_signoff
from kawat.page.extract import SENTENCE_END, Shape, size
from kawat.page.folding import Passage
from kawat.page.linereader import LABEL, LEAD, LINKED, Label, LineReader
from kawat.page.metadata import Metadata, letters
from kawat.page.phrases import split_credit

_RUNNING = 150
"""From this size on a passage of prose within the body is no furniture by its words alone."""
_END = 2
"""The last passages of prose in a body, where notes of the house stand."""
_BEHIND = 6
"""How many passages behind the body may still name its author or date."""
_NEAR = 4
"""How many passages before the headline, or behind the body, may belong to it."""
_STANDFIRST = 45
"""A heading right under the headline that says more than this, in letters, is a standfirst."""
_CAPTION = 300
"""The longest caption, in letters, that only its photo credit tells."""
_KICKER = 60
"""A kicker says no more than this, in letters."""
_TOLD = 0.8
"""Share of a body that its ``articleBody`` must cover to tell what does not belong."""
_LABELLED = re.compile(r"[^:：|.!?。]{2,30}[:：|]\s*\S")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+\.\S+")


def label(shape: Shape, meta: Metadata, language: str | None) -> list[Label]:
    """Return the labels of all passages, in order, without overlaps."""
    return _Labeller(shape, meta, language).run()


class _Labeller(LineReader):
    def __init__(self, shape: Shape, meta: Metadata, language: str | None) -> None:
        super().__init__(shape, language)
        self.descriptions = [letters(text) for text in meta.descriptions if len(text) > LEAD]
        inside = [i for i, p in enumerate(self.passages) if shape.inside[p.box]]
        inside = [i for i in inside if i != shape.headline]
        self.first = inside[0] if inside else len(self.passages)
        self.last = inside[-1] if inside else -1
        prose = [i for i in inside if shape.prose[i]]
        self.tail = prose[-_END] if len(prose) > _END else self.last + 1
        self.headline = shape.headline
        self.title = (
            letters(self.passages[shape.headline].text) if shape.headline is not None else ""
        )
        self.lead_found = False
        self.prose_seen = False
        self.told_last = self.told_until()
        self.bios = self.about_authors(inside, meta.authors)
        self.zone = 0
        """The box that a heading over related pages stands in, 0 for none or the page itself."""
        self.labels: list[Label] = []

    def stands_in(self, box: int, outer: int) -> bool:
        while box > outer:
            box = self.boxes[box].parent
        return box == outer and self.boxes[outer].tag not in ("body", "html", "main", "article")

    def about_authors(self, inside: list[int], authors: tuple[str, ...]) -> set[int]:
        """Return the last passages of the body, where they begin with the author's name."""
        names = [letters(name) for name in authors if " " in name]
        prose = [i for i in inside if self.shape.prose[i]]
        found: set[int] = set()
        for index in reversed(prose[3:]):
            start = letters(self.passages[index].text[:80])
            if not any(name in start[: len(name) + 25] for name in names):
                break
            found.add(index)
        return found

    def run(self) -> list[Label]:
        for index, passage in enumerate(self.passages):
            self.labels += self.label(index, passage)
        return self.labels

    def told_until(self) -> int | None:
        """Return the last passage of the body that ``articleBody`` holds, where it can tell."""
        told = said = 0.0
        last = None
        for index, passage in enumerate(self.passages):
            if not self.shape.inside[passage.box] or self.shape.furniture[passage.box]:
                continue
            if self.shape.told[index]:
                told, last = told + size(passage.text), index
            if self.shape.prose[index]:
                said += size(passage.text)
        return last if told and told > _TOLD * said else None

    def label(self, index: int, passage: Passage) -> list[Label]:
        if index == self.headline:
            return [self.whole(index, "headline", self.shape.headline_source or "headline")]
        box = self.boxes[passage.box]
        furniture = self.shape.furniture[passage.box]
        if box.hidden:
            return [self.whole(index, "other", "hidden")]
        if furniture:
            return [self.set_aside(index, passage, cast(BlockKind, furniture))]
        pictured = self.pictured(index, passage)
        if pictured:
            return pictured
        if self.headline is not None and self.headline - _NEAR <= index < self.headline:
            return self.before(index, passage)
        if self.first <= index <= self.last:
            if self.shape.inside[passage.box]:
                return self.in_body(index, passage)
            return self.elsewhere(index, passage)
        if index < self.first:
            start = self.headline if self.headline is not None else self.first - _NEAR
            return self.on_top(index, passage) if index > start else self.before(index, passage)
        return self.after(index, passage)

    def set_aside(self, index: int, passage: Passage, furniture: BlockKind) -> Label:
        """Label what the mark-up calls furniture; folds hold dates, and topics head a page."""
        steps = index - self.headline if self.headline is not None else 0
        early = furniture == "other" and steps > 0 and not self.prose_seen
        if early and (found := self.dated(index, True)):
            return found
        topics = furniture == "other" and "kicker" in self.named[passage.box]
        if topics and -_NEAR <= steps < 0 and size(passage.text) <= _KICKER:
            return self.whole(index, "kicker", "mark-up kicker")
        return self.whole(index, furniture, f"mark-up {furniture}")

    # -- before the body -------------------------------------------------------------------

    def before(self, index: int, passage: Passage) -> list[Label]:
        """Label what stands before the headline: a kicker perhaps, else furniture."""
        close = self.headline is not None and 0 < self.headline - index <= _NEAR
        named = self.named[passage.box]
        if close:
            if found := self.dated(index, "date" in named):
                return [found]
            shown = size(passage.text) <= _KICKER and not SENTENCE_END.search(passage.text)
            said = self.phrase(index)
            beside = not passage.linked and self.heads(passage)
            beside = beside and (said is None or said.rule == "menu")
            if shown and ("kicker" in named or beside):
                return [self.whole(index, "kicker", "before the headline")]
        return self.elsewhere(index, passage)

    def heads(self, passage: Passage) -> bool:
        """Say whether a passage stands in the same small box as the headline."""
        assert self.headline is not None
        box = self.boxes[passage.box]
        around = {passage.box, box.parent, self.boxes[box.parent].parent}
        home = self.passages[self.headline].box
        for _ in range(2):
            home = self.boxes[home].parent
            if home == 0 or self.boxes[home].tag == "body":
                return False
            if home in around and box.tag not in ("li", "nav"):
                return True
        return False

    def on_top(self, index: int, passage: Passage) -> list[Label]:
        """Label what stands between the headline and the body."""
        named = self.named[passage.box]
        text = passage.text
        measure = size(text)
        if found := self.dated(index, True):
            return [found]
        if ("byline" in named or measure < LABEL) and (found := self.written(index, True)):
            return [found]
        if _ADDRESS.fullmatch(text):
            return [self.whole(index, "permalink", "address")]
        if found := self.phrase(index):
            return [found]
        if passage.linked > LINKED * len(text):
            kind: BlockKind = "kicker" if "kicker" in named and measure <= _KICKER else "navigation"
            return [self.whole(index, kind, f"{kind} on top")]
        if "byline" in named and measure < LABEL:
            return [self.whole(index, "byline", "mark-up byline")]
        told = self.described(text)
        heading = self.boxes[passage.box].tag in ("h2", "h3", "h4") and measure >= LEAD
        if measure >= LEAD and ("lead" in named or told or heading or self.shape.prose[index]):
            if not self.lead_found:
                self.lead_found = True
                why = "lead" if "lead" in named else "description" if told else "under the headline"
                return [self.whole(index, "lead", why)]
            if self.shape.prose[index]:
                return self.prose(index, passage)
        if "kicker" in named and measure <= _KICKER:
            return [self.whole(index, "kicker", "mark-up kicker")]
        return [self.whole(index, "other", "short line on top")]

    def described(self, text: str) -> bool:
        """Say whether the page's description is this text."""
        own = letters(text)
        return any(
            own and (own in told or (told in own and 2 * len(told) > len(own)))
            for told in self.descriptions
        )

    # -- in the body -----------------------------------------------------------------------

    def in_body(self, index: int, passage: Passage) -> list[Label]:
        text, tag = passage.text, self.boxes[passage.box].tag
        prose = self.shape.prose[index]
        if letters(text) == self.title:
            return [self.whole(index, "other", "headline again")]
        if signed := self.signed(index):
            return signed
        # Set phrases are furniture's; the words occur in running text, too ("email address").
        running = self.shape.told[index] or (prose and size(text) >= _RUNNING and index < self.tail)
        if not running and (found := self.phrase(index)):
            return [found]
        if self.leads_away(passage) or index in self.shape.teasers:
            return [self.whole(index, "related", "link in the body")]
        if tag in _HEADINGS:
            return [self.heading(index)]
        if not prose:
            short = self.short_in_body(index, passage)
            if short:
                return [short]
        if index in self.bios:
            return [self.whole(index, "other", "about the author")]
        if self.told_last is not None and index > self.told_last and not self.shape.told[index]:
            return [self.whole(index, "other", "behind articleBody")]
        return self.prose(index, passage)

    def leads_away(self, passage: Passage) -> bool:
        """Say whether a passage of the body is only there to be clicked."""
        share = passage.linked / len(passage.text)
        if share > LINKED:
            return True
        return share > 0.4 and bool(_LABELLED.match(passage.text)) and passage.text[-1] not in ".!?"

    def heading(self, index: int) -> Label:
        """Label a heading in the body; one over a list of links belongs to the links."""
        links = 0
        for following in self.passages[index + 1 : index + 4]:
            if self.leads_away(following):
                links += 1
            else:
                break
        if links >= 2:
            return self.whole(index, "related", "heading over links")
        own = self.passages[index]
        under = self.headline is not None and index == self.headline + 1 and not own.linked
        least = _STANDFIRST if under else LABEL
        if not self.prose_seen and not self.lead_found and size(own.text) > least:
            self.lead_found = True
            return self.whole(index, "lead", "heading before the body")
        return self.whole(index, "subheading", "heading")

    def short_in_body(self, index: int, passage: Passage) -> Label | None:
        """Label a short line of the body that is no sentence, None where it is text after all."""
        text, tag = passage.text, self.boxes[passage.box].tag
        named = self.named[passage.box]
        if _ADDRESS.fullmatch(text):
            return self.whole(index, "permalink", "address")
        early = not self.prose_seen and index - self.first < _NEAR and tag != "li"
        if found := self.dated(index, "date" in named or early):
            return found
        if found := self.written(index, "byline" in named or early):
            return found
        top = not self.prose_seen and self.headline is not None and index > self.headline
        if top and not self.lead_found and "lead" in named and size(text) >= LEAD:
            self.lead_found = True
            return self.whole(index, "lead", "mark-up lead")
        if tag in ("td", "th") and passage.box != self.shape.body:
            return self.whole(index, "other", "cell of a table")
        bold = passage.strong >= 0.95 * len(text)
        if bold and text[-1] not in ".,;。،؛" and self.followed(index) and size(text) < LABEL:
            return self.whole(index, "subheading", "bold line")
        if "byline" in named or "date" in named or "kicker" in named or "share" in named:
            return self.whole(index, "other", "short named line")
        cut_off = text[-1].isalnum() and tag != "li" and size(text) < LEAD
        if top and cut_off and self.followed(index):
            return self.whole(index, "other", "short line on top")
        plain = passage.box == self.shape.body or ("body" in self.boxes[passage.box].marks)
        if tag in _TEXT_TAGS or plain or self.shape.told[index]:
            return None
        if SENTENCE_END.search(text) and not passage.linked:
            return None
        return self.whole(index, "other", "short line in the body")

    def followed(self, index: int) -> bool:
        """Say whether prose of the body comes next."""
        return any(
            self.shape.prose[i] and self.shape.inside[self.passages[i].box]
            for i in range(index + 1, min(index + 3, len(self.passages)))
        )

    def prose(self, index: int, passage: Passage) -> list[Label]:
        """Label a paragraph, its dateline and its sign-off apart."""
        text, named = passage.text, self.named[passage.box]
        credited = (
            not self.prose_seen
            and size(text) <= _CAPTION
            and trailing_signoff(text, self.language) is None
        )
        if credited and split_credit(text, self.language):
            return self.caption(index, "credit at its end")
        if self.prose_seen and index > self.tail and text.startswith(self.shown()):
            return [self.whole(index, "other", "about the author")]
        kind: BlockKind = "paragraph"
        rule = "prose" if self.shape.prose[index] else "line of the body"
        first = not self.prose_seen
        if first and not self.lead_found and self.shape.prose[index]:
            bold = passage.strong >= 0.95 * len(text) and self.followed(index)
            if "lead" in named or bold:
                self.lead_found, kind = True, "lead"
                rule = "mark-up lead" if "lead" in named else "bold before the body"
        parts: list[tuple[int, int, BlockKind, str]] = []
        start, end = 0, len(text)
        if kind == "paragraph" and self.shape.prose[index]:
            self.prose_seen = True
        if cut := split_dateline(text, self.language, first=first):
            parts.append((0, cut[0], "dateline", "dateline"))
            start = cut[1]
        if (at := trailing_signoff(text, self.language)) is not None and at > start:
            end = at
        if start < end:
            parts.append((start, end, kind, rule))
        labels = self.cut(index, parts)
        for credit in read_signoff(text[end:], self.language) if end < len(text) else ():
            labels.append(
                Label(index, end + credit.start, end + credit.end, credit.kind, credit.rule, credit)
            )
        return labels

    def shown(self) -> tuple[str, ...]:
        """Return the full names of the authors that the page has shown so far."""
        credits = (one.credit for one in self.labels if one.credit)
        return tuple(name for credit in credits for name in credit.names if " " in name)

    # -- behind the body -------------------------------------------------------------------

    def after(self, index: int, passage: Passage) -> list[Label]:
        if index - self.last <= _NEAR and (signed := self.signed(index)):
            return signed
        if index - self.last > _BEHIND:
            return self.elsewhere(index, passage)
        if found := self.dated(index, False) or self.written(index, False):
            return [found]
        return self.elsewhere(index, passage)

    def elsewhere(self, index: int, passage: Passage) -> list[Label]:
        """Label what stands outside the article: furniture of one kind or another."""
        if found := self.phrase(index):
            if found.rule == "related-heading" and self.boxes[passage.box].tag in _HEADINGS:
                self.zone = self.boxes[passage.box].parent
            return [found]
        if index in self.shape.teasers:
            return [self.whole(index, "related", "card")]
        if self.zone and self.stands_in(passage.box, self.zone):
            return [self.whole(index, "related", "under a related heading")]
        if passage.linked > 0.5 * len(passage.text):
            far = index > self.last >= 0
            kind: BlockKind = "related" if far and size(passage.text) >= LEAD else "navigation"
            return [self.whole(index, kind, "link outside the article")]
        return [self.whole(index, "other", "outside the article")]


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_TEXT_TAGS = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "td", "th"})
