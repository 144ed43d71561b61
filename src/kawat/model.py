"""The words Kawat uses, as frozen types. No logic lives here.

Positions are code points of ``article.text``, half open (``text[start:end]``), unless a
name says bytes. Every span satisfies ``article.text[start:end] == span.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

BlockKind = Literal[
    "headline",
    "lead",
    "paragraph",
    "subheading",
    "caption",
    "credit",
    "kicker",
    "date",
    "dateline",
    "byline",
    "agency",
    "permalink",
    "related",
    "navigation",
    "advert",
    "share",
    "other",
]
"""What a run of the text is. Only ``CODED_KINDS`` are ever coded; the rest is furniture."""

BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)

CODED_KINDS: frozenset[BlockKind] = frozenset({"headline", "lead", "paragraph", "caption"})
"""The kinds of block events and quotes are read from."""

Status = Literal["asserted", "claimed", "future", "hypothetical", "negated", "historical"]
"""How the page presents a deed (PLOVER's auxiliary modes, with ``claimed`` added)."""

STATUSES: tuple[Status, ...] = get_args(Status)

MentionKind = Literal["state", "metonym", "person", "organisation", "group", "role", "pronoun"]
"""How an actor is named.

``state`` a country's name, adjective or demonym; ``metonym`` a capital or seat that stands
for a government; ``person`` a name, with its title where one stands beside it;
``organisation`` a named body; ``group`` a bloc without an address ("the West"); ``role`` a
common noun with a sector ("Russian troops", "the minister"); ``pronoun`` a pronoun or a
phrase such as "the two countries", whose referents stand elsewhere in the article.
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of ``article.text``: ``text[start:end] == self.text``, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field is empty or a passage was passed over.

    ``code`` is one of the keys of ``kawat/reasons.toml``; ``start`` and ``end`` are where
    in ``article.text`` it applies, or None for the page as a whole.
    """

    code: str
    why: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was captured, as it came.

    ``content`` is never altered. ``encoding_by`` says what decided the encoding;
    ``encoding_declared`` is what the page (or the header it came with) says of itself.
    ``captured`` is the time of capture (ISO 8601) where it is known, ``origin`` where the
    bytes came from (a path, an address, ``-`` for standard input).
    """

    content: bytes = field(repr=False)
    sha256: str
    media: Literal["html", "text"]
    encoding: str
    encoding_by: Literal["given", "bom", "declared", "sniffed", "assumed"]
    url: str | None = None
    captured: str | None = None
    origin: str | None = None
    encoding_declared: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of ``article.text`` and the bytes of the page it was read from.

    ``verbatim`` runs decode to exactly the text they cover; the others (a character
    reference, white space folded to one blank) only as a whole.
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text of one kind; ``rule`` names the heuristic that decided.

    ``bytes`` is the range of the page as captured that the block was read from.
    """

    kind: BlockKind
    start: int
    end: int
    rule: str
    bytes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """The journalism of a page: one immutable ``text`` and blocks over it.

    ``language`` is an ISO 639-1 code, or None where it could not be told. ``published`` and
    ``modified`` are dates (``YYYY-MM-DD``); the ``*_time`` fields keep the full ISO 8601 time
    where the page gives one. ``provenance`` maps a field's name to what it was read from
    (``json-ld``, ``open-graph``, the name of a heuristic ...). ``runs`` ties the text to the
    bytes of the page; they are sorted and do not overlap.
    """

    page: Page
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...] = field(repr=False)
    language: str | None = None
    url: str | None = None
    headline: Span | None = None
    lead: Span | None = None
    kicker: tuple[str, ...] = ()
    published: str | None = None
    published_time: str | None = None
    modified: str | None = None
    modified_time: str | None = None
    dateline: Span | None = None
    byline: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    provenance: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of_paragraph(cls, text: str, language: str, published: str | None = None) -> Article:
        """Return an article that is nothing but a paragraph, of no page that was captured."""
        page = Page(b"", "", "text", "utf-8", "given")
        block = Block("paragraph", 0, len(text), "given", (0, 0))
        return cls(page, text, (block,), (), language=language, published=published)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a coded block, with its place in ``article.text``."""

    start: int
    end: int
    text: str
    block: int
    """Index of the block in ``article.blocks``."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant: an entry of the register, or what the words alone tell.

    ``id`` is the register's (a Wikidata id, or ``kawat:`` and a name where that is not known),
    None where the register does not know the actor; ``country`` an ISO 3166-1 alpha-3 code, or
    PLOVER's code of a body that is not a state (UNO, EUR, NAT, IGO, NGO, WST); ``sector`` a PLOVER
    sector, None for the state as such; ``office`` the office held on the date of the page, in
    English.
    """

    id: str | None
    name: str | None
    country: str | None
    sector: str | None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor, or several ("the two countries").

    ``referents`` is empty where the words could not be resolved (``rule`` then says why).
    ``locative`` is true where the name stands after a preposition of place ("in Moscow") and
    may be no more than a place. ``confidence`` is the share of mentions like it that were found
    right on annotated sentences: an actor, and of the country it says; None where it was not
    measured. ``reason`` is the code of why it refers to nobody, or to somebody whose country is
    not known.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    referents: tuple[Actor, ...]
    rule: str
    locative: bool = False
    confidence: float | None = None
    reason: str | None = None


Stance = Literal["supports", "opposes", "neutral"]
QuoteKind = Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True)
class About:
    """An actor that a statement is about, and how its speaker stands towards that actor.

    ``shown_by`` are the words of an event that show the stance; None where it is ``neutral``,
    or where no event does.
    """

    mention: Mention
    stance: Stance
    shown_by: Span | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words (without their marks), who said them and by which cue."""

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: Mention | None
    cue: Span | None
    rule: str
    reason: str | None = None
    """Reason code where ``speaker`` is None."""
    clause: Span | None = None
    """For quoted words within an indirect statement, the whole of what is reported as said."""
    addressee: Mention | None = None
    """Who is told, where a political actor is."""
    about: tuple[About, ...] = ()
    """Whom the statement is about, in the order of the text; each actor once."""
    confidence: float | None = None
    """The share of statements like it whose words and speaker were right; None: not measured."""


@dataclass(frozen=True, slots=True)
class When:
    """A calendar date (``YYYY-MM-DD``), the first day of the period where less precise.

    ``span`` is None where it is the page's own date.
    """

    value: str
    precision: Literal["day", "week", "month", "year"]
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place with coordinates (WGS 84 degrees) as far as the gazetteer knows it.

    ``relation`` is how the words place it: what happens is ``in`` it, goes ``to`` it, comes
    ``from`` it, is ``near`` it; or it is no more than where the report was written
    (``dateline``).
    """

    span: Span
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    relation: Literal["in", "to", "from", "near", "dateline"] = "in"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reader of sentences found: one trigger and its roles.

    ``actors`` and ``recipients`` index the sentence's mentions; ``claimant`` likewise, for
    status ``claimed``. ``confidence`` is between 0 and 1. ``rule`` says which entry of the
    lexicon, or which model, decided. ``tagged`` are words that the reader itself took for
    mentions, with their numbers, which go on behind the sentence's own.
    """

    trigger: Span
    type: str
    mode: str | None
    status: Status
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    confidence: float
    rule: str
    claimant: int | None = None
    tagged: tuple[tuple[int, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One article's record of an event (PLOVER 2.0)."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    claimed_by: Mention | None
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    trigger: Span
    sentence: Span
    date: When | None
    place: Where | None
    quad: int | None
    """None, as ``score``, for a type that is not PLOVER's nor belongs to one of PLOVER's."""
    score: float | None
    confidence: float
    rule: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """All that was read from one page."""

    article: Article
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    reports: tuple[Report, ...]
    reasons: tuple[Reason, ...]
    coder: str
    """Name and version of the coder, so that a ledger knows what to code again."""
