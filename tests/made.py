"""Results made by hand, for tests of what comes after the coder."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kawat.model import (
    About,
    Actor,
    Article,
    Block,
    BlockKind,
    Mention,
    Page,
    Quote,
    Report,
    Result,
    Run,
    Span,
    When,
    Where,
)
from kawat.reasons import reason

HEADLINE = "Ministers of Norland and Sudria meet in Genève"
LEAD = 'Norland accused Sudria of shelling on Tuesday. "We will not yield," said Ada Holm.'
CLAIM = "Both countries agreed to talk 🕊 again."
TEXT = f"Menu\n{HEADLINE}\n{LEAD}\n{CLAIM}\n"

NORLAND = Actor("Q900001", "Norland", "NRL", None)
SUDRIA = Actor("Q900002", "Sudria", "SDR", None)
HOLM = Actor("Q900003", "Ada Holm", "NRL", "GOV", "foreign minister of Norland")


def page(text: str = TEXT, *, url: str | None = None, origin: str | None = None) -> Page:
    """Return a text page in UTF-8."""
    content = text.encode()
    return Page(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media="text",
        encoding="utf-8",
        encoding_by="assumed",
        url=url,
        origin=origin,
    )


def article(of: Page) -> Article:
    """Return an article with a block for each line: navigation, headline, lead, paragraphs."""
    text = of.content.decode()
    blocks: list[Block] = []
    at = 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        start, end = at, at + len(line.rstrip("\n"))
        at += len(line)
        if start < end:
            where = (len(text[:start].encode()), len(text[:end].encode()))
            kinds: tuple[BlockKind, ...] = ("navigation", "headline", "lead")
            blocks.append(Block(kinds[n] if n < 3 else "paragraph", start, end, "made", where))
    return Article(
        page=of,
        text=text,
        blocks=tuple(blocks),
        runs=(Run(0, len(text), 0, len(of.content), True),),
        language="en",
        url=of.url,
        headline=span(text, HEADLINE) if HEADLINE in text else None,
        lead=span(text, LEAD) if LEAD in text else None,
        kicker=("World",),
        published="2023-02-22",
        byline=("A. Writer",),
        provenance=(("published", "made"),),
        reasons=(reason("page-empty", "a reason of the article", 0, 4),),
    )


def span(text: str, words: str, nth: int = 0) -> Span:
    """Return the span of the nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words), words)


def mention(text: str, words: str, *actors: Actor, nth: int = 0) -> Mention:
    """Return a mention of actors by some words."""
    where = span(text, words, nth)
    return Mention(where.start, where.end, words, "state", actors, "made", False, 0.75)


def result(of: Page | None = None, coder: str = "made/1.0") -> Result:
    """Return a result with two events, a quote, and every optional field filled somewhere.

    A page whose text lacks the example's lines gets an article and nothing else.
    """
    read = article(of or page())
    text = read.text
    if TEXT not in text:
        return Result(read, (), (), (), read.reasons, coder)
    norland, sudria = (
        mention(text, "Norland", NORLAND, nth=1),
        mention(text, "Sudria", SUDRIA, nth=1),
    )
    holm, both = mention(text, "Ada Holm", HOLM), mention(text, "Both countries", NORLAND, SUDRIA)
    unknown = replace(mention(text, "We"), kind="pronoun", rule="unresolved")
    lead, claim = read.blocks[2], read.blocks[3]
    accuse = Report(
        id=_id(read, "accuse"),
        type="ACCUSE",
        mode="allege",
        contexts=("military",),
        status="claimed",
        claimed_by=both,
        actors=(norland, replace(norland, rule="only in a role")),
        recipients=(sudria,),
        trigger=span(text, "accused"),
        sentence=span(text, "Norland accused Sudria of shelling on Tuesday."),
        date=When("2023-02-21", "day", span(text, "Tuesday"), "weekday"),
        place=Where(span(text, "Genève"), "Geneva", "CHE", 46.2, 6.1, 2660646, "near"),
        quad=3,
        score=-2.0,
        confidence=0.9,
        rule="accused",
    )
    agree = Report(
        id=_id(read, "agree"),
        type="AGREE",
        mode=None,
        contexts=(),
        status="asserted",
        claimed_by=None,
        actors=(both,),
        recipients=(),
        trigger=span(text, "agreed"),
        sentence=Span(claim.start, claim.end, text[claim.start : claim.end]),
        date=When("2023-02-01", "month", None, "page"),
        place=None,
        quad=1,
        score=None,
        confidence=0.5,
        rule="agreed",
        reasons=(reason("language-unknown", "a reason of the event"),),
    )
    words = span(text, "We will not yield,")
    said = span(text, "said")
    quote = Quote(
        words.start, words.end, words.text, "direct", holm, said, "marks", None, words,
        addressee=norland,
        about=(About(sudria, "opposes", said), About(both, "neutral", None)),
        confidence=0.75,
    )  # fmt: skip
    silent = Quote(
        lead.start, lead.start + 7, "Norland", "indirect", None, None, "made", "page-empty"
    )
    return Result(
        article=read,
        mentions=(norland, sudria, unknown, holm, both),
        quotes=(silent, quote),
        reports=(accuse, agree),
        reasons=(*read.reasons, reason("page-empty", "passed over", 0, 4)),
        coder=coder,
    )


def _id(read: Article, name: str) -> str:
    return hashlib.sha256(f"{read.page.sha256}{name}".encode()).hexdigest()[:16]


def variant(n: int) -> Result:
    """Return the example's result on a page of its own for every n."""
    return result(page(f"{TEXT}Line {n}.\n", url=f"https://example.org/{n}", origin=f"{n}.txt"))
