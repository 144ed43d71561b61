"""Plain-text captures: from lines without mark-up to an article with its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kawat.language import LANGUAGES, identify
from kawat.model import Article, Block, BlockKind, Page, Reason, Span
from kawat.page.body import close_body, find_body, reclaim_lead, zones
from kawat.page.bylines import dateline_names, read_signoff, split_dateline, trailing_signoff
from kawat.page.dating import Dated, Role, names_weekday, read_date_line
from kawat.page.headline import find_headline
from kawat.page.labels import Labels, form_kinds, limits, split_kicker
from kawat.page.lines import BLANKS, Line, read_lines
from kawat.page.phrases import agencies_in, leading_credit, split_credit
from kawat.page.places import above_body, below_body, in_body
from kawat.page.source import Decoded, encoding_reasons
from kawat.reasons import reason

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")


@dataclass(frozen=True, slots=True)
class _Part:
    kind: BlockKind
    start: int
    end: int
    rule: str


def read_text(page: Page, decoded: Decoded) -> Article:
    """Read a text capture.

    ``article.text`` is the page's text as decoded, character for character; the blocks cover
    all of it but blanks, in order.
    """
    text = decoded.text
    lines = read_lines(text)
    language, by = identify(_running(lines), None)
    labels = Labels(lines, language)
    labels.by_words_and_form()
    find_body(labels)
    zones(labels)
    close_body(labels)
    labels.headline = find_headline(labels)
    reclaim_lead(labels)
    above_body(labels)
    in_body(labels)
    below_body(labels)
    parts = [part for index in range(len(lines)) for part in _parts(labels, index)]
    blocks = tuple(
        Block(p.kind, p.start, p.end, p.rule, decoded.byte_range(p.start, p.end)) for p in parts
    )
    return _article(page, decoded, labels, blocks, (language, by))


def _running(lines: list[Line]) -> str:
    """Return the text the language is told from: the running lines, or all where there are few."""
    running = "\n".join(line.text[:5_000] for line in lines if line.is_running)
    return running if len(running) >= 200 else "\n".join(line.text[:5_000] for line in lines)


def _parts(labels: Labels, index: int) -> Iterator[_Part]:
    """Cut a line into its blocks."""
    line, rule, kind = labels.lines[index], labels.rules[index], labels.kind(index)
    assert rule is not None
    assert kind is not None
    cuts: list[tuple[int, BlockKind, str]] = [(0, kind, rule)]
    if kind in ("paragraph", "lead"):
        cuts = _cut_paragraph(labels, index, kind, rule)
    elif kind == "caption":
        credit: tuple[BlockKind, str] = (form_kinds()["credit-glued"], "credit-glued")
        if begin := leading_credit(line.text):
            cuts = [(0, *credit), (begin, kind, rule)]
        if at := split_credit(line.text, labels.language):
            cuts.append((at, *credit))
    elif index in labels.credits:
        cuts = _cut_credits(labels, index, kind, rule)
    ends = [start for start, _, _ in cuts[1:]] + [len(line.text)]
    for (start, part_kind, part_rule), end in zip(cuts, ends, strict=True):
        piece = line.text[start:end]
        bare = piece.strip(BLANKS)
        if bare:
            begin = line.start + start + len(piece) - len(piece.lstrip(BLANKS))
            yield _Part(part_kind, begin, begin + len(bare), part_rule)


def _cut_paragraph(
    labels: Labels, index: int, kind: BlockKind, rule: str
) -> list[tuple[int, BlockKind, str]]:
    text = labels.lines[index].text
    cuts: list[tuple[int, BlockKind, str]] = [(0, kind, rule)]
    if rule != "speaker":
        dateline = split_dateline(text, labels.language, first=_is_first(labels, index))
        if dateline:
            cuts = [(0, "dateline", "dateline"), (dateline[1], kind, rule)]
    signed = trailing_signoff(text, labels.language)
    if signed is not None and signed > cuts[-1][0]:
        credits = read_signoff(text[signed:], labels.language)
        cuts += [(signed + credit.start, credit.kind, "sign-off") for credit in credits]
        labels.credits[index] = credits
    return cuts


def _is_first(labels: Labels, index: int) -> bool:
    """Whether a paragraph is the first, a lead left out of account."""
    before = range(labels.body[0] if labels.body else 0, index)
    return not any(labels.kind(i) == "paragraph" for i in before)


def _cut_credits(
    labels: Labels, index: int, kind: BlockKind, rule: str
) -> list[tuple[int, BlockKind, str]]:
    """Cut a line of dates and names, or of initials and agencies, into both."""
    marks: list[tuple[int, BlockKind, str]] = [
        (c.start, c.kind, c.rule) for c in labels.credits[index]
    ]
    if index in labels.dates:
        marks += [(d.start, kind, rule) for d in labels.dates[index].found]
    marks.sort()
    first = marks[0]
    return [(0, first[1], first[2]), *marks[1:]]


def _article(
    page: Page,
    decoded: Decoded,
    labels: Labels,
    blocks: tuple[Block, ...],
    language: tuple[str | None, str],
) -> Article:
    text = decoded.text
    facts: list[tuple[str, str]] = [("language", language[1])]
    reasons = list(encoding_reasons(page, decoded))
    if language[0] is None:
        reasons.append(reason("language-unknown"))
    elif language[0] not in LANGUAGES:
        reasons.append(reason("blocks-unread"))

    def first(kind: BlockKind) -> Span | None:
        block = next((b for b in blocks if b.kind == kind), None)
        if block is None:
            return None
        facts.append((kind, block.rule))
        return Span(block.start, block.end, text[block.start : block.end])

    headline, lead, dateline = first("headline"), first("lead"), first("dateline")
    if headline is None:
        reasons.append(reason("headline-missing"))
    if dateline:
        bare = dateline.text.rstrip("-–—" + BLANKS)
        dateline = Span(dateline.start, dateline.start + len(bare), bare)
    elif place := _place(labels, text):
        dateline = place
        facts.append(("dateline", "byline-placed"))
    url = page.url
    permalink = first("permalink")
    if url is None and permalink:
        address = re.search(r"(?:https?://|www\.)\S+", permalink.text)
        url = address[0] if address else None
    if url:
        facts.append(("url", "given" if page.url else "permalink"))
    kickers = (text[b.start : b.end] for b in blocks if b.kind == "kicker")
    kicker = tuple(dict.fromkeys(topic for words in kickers for topic in split_kicker(words)))
    dates = _dates(labels, headline, dateline, url, facts, reasons)
    return Article(
        page=page, text=text, blocks=blocks, runs=decoded.runs, language=language[0], url=url,
        headline=headline, lead=lead, kicker=kicker, dateline=dateline,
        byline=_names(labels, dateline), agencies=_agencies(labels, dateline),
        published=dates[0], published_time=dates[1], modified=dates[2], modified_time=dates[3],
        provenance=tuple(facts), reasons=tuple(reasons),
    )  # fmt: skip


def _names(labels: Labels, dateline: Span | None) -> tuple[str, ...]:
    """Return the authors in the order they stand; initials only where no name is given."""
    told = dateline_names(dateline.text, labels.language) if dateline else ()
    credits = [c for i in sorted(labels.credits) for c in labels.credits[i]]
    named = [n for c in credits if c.rule != "sign-off" for n in c.names] + [*told]
    return tuple(dict.fromkeys(named or [n for c in credits for n in c.names]))


def _place(labels: Labels, text: str) -> Span | None:
    """Return the place that a byline begins with."""
    for index in sorted(labels.credits):
        at = labels.lines[index].start
        for credit in labels.credits[index]:
            if credit.place:
                start, end = at + credit.place[0], at + credit.place[1]
                return Span(start, end, text[start:end])
    return None


def _agencies(labels: Labels, dateline: Span | None) -> tuple[str, ...]:
    found = [a for i in sorted(labels.credits) for c in labels.credits[i] for a in c.agencies]
    if dateline:
        for part in re.findall(r"\(([^()]+)\)|/([^/]+)/", dateline.text):
            found += agencies_in(part[0] or part[1])
    return tuple(dict.fromkeys(found))


_Dates = tuple[str | None, str | None, str | None, str | None]


def _dates(
    labels: Labels,
    headline: Span | None,
    dateline: Span | None,
    url: str | None,
    facts: list[tuple[str, str]],
    reasons: list[Reason],
) -> _Dates:
    """Return the days and moments of publication and change."""
    published = _choose(labels, "published")
    modified = _choose(labels, "modified")
    day = published.day if published else None
    by = "date-line"
    if day is None:
        day, by = _day_elsewhere(labels, headline, dateline, url, modified)
    if day:
        facts.append(("published", by))
    else:
        unclear = next(((i, date) for i, date in _stated(labels) if date.reason), None)
        if unclear:
            start, date = labels.lines[unclear[0]].start, unclear[1]
            at = (start + date.start, start + date.end)
            reasons.append(reason("date-ambiguous", "", *at))
        else:
            reasons.append(reason("date-missing"))
    if modified:
        facts.append(("modified", "date-line"))
    return (
        day,
        published.moment if published else None,
        modified.day if modified else None,
        modified.moment if modified else None,
    )


def _stated(labels: Labels) -> list[tuple[int, Dated]]:
    """Return the dates of the date lines, with the line each stands in."""
    lines = (i for i in sorted(labels.dates) if labels.kind(i) == "date")
    return [(i, date) for i in lines for date in labels.dates[i].found]


def _choose(labels: Labels, role: Role) -> Dated | None:
    """Choose the page's own date: the first beside the headline, a labelled one before others.

    One elsewhere is the page's only where no other line gives another day: far from the
    headline stand dates of teasers, and the day of the capture.
    """
    dates = [(i, d) for i, d in _stated(labels) if d.role == role and d.day]
    body = labels.body[0] if labels.body else 0
    top = labels.headline if labels.headline is not None else body
    above = range(top - limits()["date_above"], top)
    below = range(top, body + limits()["date_below"] + 1)
    beside = [d for span in (below, above) for i, d in dates if i in span]
    if not beside and len({d.day for _, d in dates}) == 1:
        beside = [d for _, d in dates]
    return next((d for d in beside if d.labelled), beside[0] if beside else None)


def _day_elsewhere(
    labels: Labels,
    headline: Span | None,
    dateline: Span | None,
    url: str | None,
    modified: Dated | None,
) -> tuple[str | None, str]:
    """Look for the day in the dateline, the address, and a headline that bears out a change.

    So do the first paragraphs: they tell of its weekday ("on Saturday").
    """
    for span, by in ((dateline, "dateline"), (headline, "headline")):
        read = read_date_line(span.text, labels.language) if span else None
        day = next((d.day for d in read.found if d.day), None) if read else None
        if day and (by == "dateline" or (modified and modified.day == day)):
            return day, by
    found = _URL_DATE.search(url or "")
    if found:
        read = read_date_line("-".join(found.groups()), labels.language)
        if read and read.found[0].day:
            return read.found[0].day, "address"
    if modified and modified.day and labels.body:
        start, stop = labels.body
        told = [i for i in range(start, stop + 1) if labels.kind(i) in ("lead", "paragraph")][:2]
        if any(names_weekday(labels.lines[i].text, modified.day, labels.language) for i in told):
            return modified.day, "update"
    return None, ""
