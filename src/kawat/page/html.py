"""Reading a captured HTML page into an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kawat.language import LANGUAGES, identify
from kawat.model import Article, Block, BlockKind, Page, Reason, Run, Span
from kawat.page.bylines import dateline_names, read_bare_byline, read_byline
from kawat.page.dating import Role, read_date_line
from kawat.page.extract import find_shape
from kawat.page.kinds import label
from kawat.page.labels import split_kicker
from kawat.page.linereader import Label
from kawat.page.metadata import Metadata, Moment, letters, read_metadata, read_moment
from kawat.page.passages import Named, Outline, outline
from kawat.page.phrases import agencies_in, agency
from kawat.page.source import Decoded, byte_range, encoding_reasons
from kawat.page.tree import Piece
from kawat.reasons import reason

_SEPARATOR = "\n\n"
_SAMPLE = 4_000
"""Characters of the body its language is told from."""


def read_html(page: Page, decoded: Decoded) -> Article:
    """Read an HTML page. Whatever it holds, an article comes back; nothing is raised.

    ``article.text`` is the visible text of the page, blocks set apart by empty lines, white
    space inside them folded, references resolved. What the mark-up hides stands in it, as
    furniture; scripts, styles and form fields do not.
    """
    found = outline(decoded.text)
    meta = read_metadata(found.named, found.language, page.url)
    shape = find_shape(found, meta)
    language, language_by = _language(found, shape.inside, meta)
    labels = label(shape, meta, language)
    return _Assembly(page, decoded, found, meta, labels).article(language, language_by)


def _language(found: Outline, inside: list[bool], meta: Metadata) -> tuple[str | None, str]:
    """Return the language of the body, and what told it."""
    body = "\n".join(p.text for p in found.passages if inside[p.box])[:_SAMPLE]
    return identify(body or "\n".join(p.text for p in found.passages)[:_SAMPLE], meta.language)


class _Assembly:
    """Puts the article together: its text, its blocks over it, its bytes, its fields."""

    def __init__(
        self, page: Page, decoded: Decoded, found: Outline, meta: Metadata, labels: list[Label]
    ) -> None:
        self.page, self.decoded, self.found = page, decoded, found
        self.meta, self.labels = meta, labels
        self.starts: list[int] = []
        parts: list[str] = []
        at = 0
        for passage in found.passages:
            self.starts.append(at)
            parts += (passage.text, _SEPARATOR)
            at += len(passage.text) + len(_SEPARATOR)
        self.text = "".join(parts[:-1])
        self.provenance: dict[str, str] = {}

    def article(self, language: str | None, language_by: str) -> Article:
        self.provenance["language"] = language_by
        runs = tuple(self.runs())
        bare = Article(self.page, self.text, (), runs)
        published, modified = self.moment("published"), self.moment("modified")
        headline, lead = self.first("headline"), self.first("lead")
        byline, agencies = self.authors(language)
        if self.meta.url:
            self.provenance["url"] = self.meta.url_from or ""
        return Article(
            page=self.page,
            text=self.text,
            blocks=tuple(self.blocks(bare)),
            runs=runs,
            language=language,
            url=self.meta.url,
            headline=headline,
            lead=lead,
            kicker=self.kicker(),
            published=published.day if published else None,
            published_time=published.time if published else None,
            modified=modified.day if modified else None,
            modified_time=modified.time if modified else None,
            dateline=self.first("dateline") or self.place(),
            byline=byline,
            agencies=agencies,
            provenance=tuple(sorted(self.provenance.items())),
            reasons=tuple(self.reasons(language, headline, published)),
        )

    def runs(self) -> Iterator[Run]:
        where = _Bytes(self.decoded)
        for passage, at in zip(self.found.passages, self.starts, strict=True):
            for piece in _joined(passage.pieces):
                if piece.verbatim:
                    yield from _verbatim(piece, at, where)
                else:
                    begin, end = where.at(piece.start), where.at(piece.end)
                    yield Run(at, at + len(piece.text), begin, end, False)
                at += len(piece.text)

    def blocks(self, bare: Article) -> Iterator[Block]:
        for one in self.labels:
            at = self.starts[one.passage]
            start, end = at + one.start, at + one.end
            where = byte_range(bare, start, end)
            assert where is not None  # every character of a passage was read from the page
            yield Block(one.kind, start, end, one.rule, where)

    def span(self, one: Label) -> Span:
        at = self.starts[one.passage]
        start, end = at + one.start, at + one.end
        return Span(start, end, self.text[start:end])

    def first(self, kind: BlockKind) -> Span | None:
        one = next((one for one in self.labels if one.kind == kind), None)
        if one is None:
            return None
        self.provenance[kind] = one.rule
        return self.span(one)

    def place(self) -> Span | None:
        """Return the place that a byline begins with."""
        for one in self.labels:
            if one.credit and one.credit.place:
                self.provenance["dateline"] = one.rule
                start, end = (self.starts[one.passage] + at for at in one.credit.place)
                return Span(start, end, self.text[start:end])
        return None

    def moment(self, role: Role) -> Moment | None:
        """Return when the page was published or modified: as it says, or as its lines say."""
        told = self.meta.published if role == "published" else self.meta.modified
        found = told or self.stamped(role) or self.dated(role)
        if found is None and role == "published":
            found = self.day_elsewhere()
        if found:
            self.provenance[role] = found.source
        return found

    def stamped(self, role: Role) -> Moment | None:
        """Return the date of a ``<time>`` between the headline and the body."""
        title = next((one.passage for one in self.labels if one.kind == "headline"), None)
        if title is None:
            return None
        body = next((o.passage for o in self.labels if o.kind == "paragraph"), title + _CLOSE)
        for one in self.found.named:
            value = one.attributes.get("datetime")
            if one.tag != "time" or not value or not title - _CLOSE <= one.passages <= body + 1:
                continue
            if _time_role(one) == role and (moment := read_moment(value, "time element")):
                return moment
        return None

    def dated(self, role: Role) -> Moment | None:
        for one in self.labels:
            for dated in one.dates.found if one.dates else ():
                if dated.role == role and dated.day:
                    return Moment(dated.day, dated.moment, one.rule)
        return None

    def day_elsewhere(self) -> Moment | None:
        """Return the day that the dateline or the address of the page gives."""
        dateline = next((self.span(one).text for one in self.labels if one.kind == "dateline"), "")
        line = read_date_line(dateline, None) if dateline else None
        for dated in line.found if line else ():
            if dated.day:
                return Moment(dated.day, None, "dateline")
        found = _ADDRESS_DAY.search(self.meta.url or "")
        return read_moment("-".join(found.groups()), "address") if found else None

    def kicker(self) -> tuple[str, ...]:
        shown = [self.span(one).text for one in self.labels if one.kind == "kicker"]
        if shown:
            self.provenance["kicker"] = "kicker block"
            return tuple(dict.fromkeys(part for text in shown for part in split_kicker(text)))
        if self.meta.sections:
            self.provenance["kicker"] = self.meta.sections_from or ""
        return self.meta.sections

    def authors(self, language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the authors and the agencies, those that the page shows before those it tells."""
        shown = [name for one in self.labels if one.credit for name in one.credit.names]
        agencies = [name for one in self.labels if one.credit for name in one.credit.agencies]
        for one in self.labels:
            if one.kind == "dateline":
                agencies += agencies_in(self.span(one).text)
                shown += dateline_names(self.span(one).text, language)
        told: list[str] = []
        for author in self.meta.authors:
            names, firms = _people(author, self.meta.publishers, language)
            told += names
            agencies += firms
        if agencies:
            self.provenance["agencies"] = "agency or byline block"
        if not shown:
            if told:
                self.provenance["byline"] = self.meta.authors_from or ""
            return _once(told), _once(agencies)
        self.provenance["byline"] = "byline block"
        return _once([*shown, *told]), _once(agencies)

    def reasons(
        self, language: str | None, headline: Span | None, published: Moment | None
    ) -> Iterator[Reason]:
        if not self.text:
            yield reason("page-empty")
            return
        yield from encoding_reasons(self.page, self.decoded)
        if self.found.unplaced:
            yield reason("text-unplaced", f"{self.found.unplaced} characters")
        if language is None:
            yield reason("language-unknown")
        elif language not in LANGUAGES:
            yield reason("blocks-unread")
        if headline is None:
            why = ""
            if self.meta.titles:
                title, source = self.meta.titles[0]
                why = f"The page shows no headline; its {source} says: {title}"
            yield reason("headline-missing", why)
        if published is None:
            yield from self.undated()

    def undated(self) -> Iterator[Reason]:
        for one in self.labels:
            for dated in one.dates.found if one.dates else ():
                if dated.reason:
                    at = self.starts[one.passage]
                    yield reason(dated.reason, "", at + dated.start, at + dated.end)
                    return
        yield reason("date-missing")


_CLOSE = 4
"""How many passages before the headline, or behind it, a date may stand."""
_ADDRESS_DAY = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_CHANGED = re.compile(r"updated|modified|modif|update", re.IGNORECASE)


def _time_role(one: Named) -> Role:
    """Say what a ``<time>`` dates, by the words in it or by its name."""
    line = read_date_line(one.text, None)
    for dated in line.found if line else ():
        if dated.labelled:
            return dated.role
    name = f"{one.attributes.get('class')} {one.attributes.get('itemprop')}"
    return "modified" if _CHANGED.search(name) else "published"


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join verbatim pieces that touch in the source."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.verbatim and piece.verbatim and last.end == piece.start:
            last = Piece(last.text + piece.text, last.start, piece.end, True)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


class _Bytes:
    """Finds the byte of one character after another without counting from the start again."""

    def __init__(self, decoded: Decoded) -> None:
        self.decoded = decoded
        self.broken = [run.start for run in decoded.runs if not run.verbatim]
        self.char, self.byte = 0, decoded.to_byte(0)

    def at(self, index: int) -> int:
        """Return the byte that the character at ``index`` begins with."""
        if self.broken or index < self.char:
            self.byte = self.decoded.to_byte(index)
        else:
            passed = self.decoded.text[self.char : index]
            self.byte += len(passed.encode(self.decoded.encoding))
        self.char = index
        return self.byte


def _verbatim(piece: Piece, at: int, where: _Bytes) -> Iterator[Run]:
    """Yield the runs of a verbatim piece; bytes that are no text are each a run of their own."""
    if not where.broken:
        yield Run(at, at + len(piece.text), where.at(piece.start), where.at(piece.end), True)
        return
    first = bisect_left(where.broken, piece.start)
    last = bisect_left(where.broken, piece.end)
    start = piece.start
    for index in (*where.broken[first:last], piece.end):
        for begin, end, verbatim in ((start, index, True), (index, index + 1, False)):
            if begin < end <= piece.end:
                shift = at - piece.start
                yield Run(begin + shift, end + shift, where.at(begin), where.at(end), verbatim)
        start = index + 1


def _people(
    author: str, publishers: tuple[str, ...], language: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the people and the agencies that the author of a page's metadata stands for."""
    if letters(author) in map(letters, publishers) and not agency(author):
        return (), ()
    credit = read_byline(author, language) or read_bare_byline(author, language)
    if credit:
        return credit.names, credit.agencies
    if known := agency(author):
        return (), (known,)
    return (author,), ()


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without those that say again, in other letters, what one before said."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(letters(name), name)
    return tuple(found.values())
