"""The bytes of a page as text, with the way back from every character to its bytes."""

from __future__ import annotations

import codecs
import html
import re
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from kawat.model import Article, Page, Reason, Run
from kawat.page.encoding import lookup
from kawat.reasons import reason

_PIECE = 1024
"""Characters a run covers at most, so that finding a character's byte costs little even in
a page of one line."""

MARKUP = (
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|</?[a-zA-Z](?:[^>=]|=\s*+(?:\"[^\"]*\"|'[^']*'|(?![\"'\s])))*+>"
    r"|<[!?/][^>]*>"
)
"""Regular expression (dots match all) for what is no text: comments, tags, declarations.

Quotation marks count only behind ``=``, as in the HTML standard: ``<a title=don't>`` ends there.
"""

_NOT_TEXT = re.compile(
    rf"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|{MARKUP}",
    re.DOTALL | re.IGNORECASE,
)
_BLANKS = re.compile(r"[\s\0\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page as decoded, and the bytes each character came from.

    ``text`` is every character of the page behind its byte order mark, none rewritten; bytes
    the encoding does not know are one U+FFFD a sequence. ``runs`` cover it without a gap, in
    order; their ``start`` and ``end`` are positions in ``text``.
    """

    text: str = field(repr=False)
    encoding: str
    runs: tuple[Run, ...] = field(repr=False)
    end: int
    """Length of the page in bytes."""
    _starts: tuple[int, ...] = field(repr=False)

    def to_byte(self, index: int) -> int:
        """Return the position in the page's bytes of the character at ``index``.

        ``index`` may be ``len(text)``: the end of the page.

        Raises:
            IndexError: ``index`` is outside the text.
        """
        if not 0 <= index <= len(self.text):
            raise IndexError(index)
        if index == len(self.text):
            return self.end
        run = self.runs[bisect_right(self._starts, index) - 1]
        return run.byte_start + _width(self.text[run.start : index], self.encoding)

    def byte_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the bytes that ``text[start:end]`` was decoded from."""
        return self.to_byte(start), self.to_byte(end)


def decode(page: Page) -> Decoded:
    """Decode a page with its encoding. Never raises: unknown bytes become U+FFFD."""
    content, encoding = page.content, page.encoding
    begin = mark_length(content, encoding)
    body = content[begin:]
    text, broken = _decode(body, encoding)
    runs = tuple(_runs(body, text, encoding, broken, begin))
    return Decoded(text, encoding, runs, len(content), tuple(run.start for run in runs))


def mark_length(content: bytes, encoding: str) -> int:
    """Return how many bytes the byte order mark takes, 0 where there is none."""
    mark = "\ufeff".encode(encoding) if encoding.startswith("utf") else b""
    return len(mark) if mark and content.startswith(mark) else 0


def _decode(body: bytes, encoding: str) -> tuple[str, list[tuple[int, int]]]:
    """Decode, and say which byte ranges became a U+FFFD because they were not valid."""
    try:
        return body.decode(encoding), []
    except UnicodeDecodeError:
        pass
    _NOTES.broken = []
    return body.decode(encoding, _NOTE), _NOTES.broken


def _note(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    _NOTES.broken.append((error.start, error.end))
    return "\ufffd", error.end


# An error handler is told what was wrong only by being called, and the registry of handlers
# is the process's own: each thread keeps its own notes.
_NOTES = threading.local()
_NOTE = "kawat.page.source.note"
codecs.register_error(_NOTE, _note)


def _runs(
    body: bytes, text: str, encoding: str, broken: list[tuple[int, int]], begin: int
) -> Iterator[Run]:
    """Cut the text into runs: a bad byte sequence each its own, the rest in short pieces."""
    at = byte = 0
    for bad_start, bad_end in [*broken, (len(body), len(body))]:
        good = len(body[byte:bad_start].decode(encoding))
        for start in range(at, at + good, _PIECE):
            end = min(start + _PIECE, at + good)
            width = _width(text[start:end], encoding)
            yield Run(start, end, begin + byte, begin + byte + width, True)
            byte += width
        at += good
        if bad_end > bad_start:
            yield Run(at, at + 1, begin + bad_start, begin + bad_end, False)
            at, byte = at + 1, bad_end


def _width(text: str, encoding: str) -> int:
    """Return how many bytes the text takes in the encoding.

    Every encoding of ``encodings.toml`` writes a character the same wherever it stands and as
    wide as it was read, so a part of a text is as wide as its own bytes.
    """
    return len(text.encode(encoding))


def encoding_reasons(page: Page, decoded: Decoded) -> Iterator[Reason]:
    """Yield what was odd about a page's encoding: a wrong declaration, bytes it does not know."""
    said = page.encoding_declared
    if said and page.encoding_by in ("sniffed", "bom") and lookup(said) != page.encoding:
        yield reason("encoding-declared-wrong", f"declared {said}, read as {page.encoding}")
    bad = sum(1 for run in decoded.runs if not run.verbatim)
    if bad:
        yield reason("encoding-invalid-bytes", f"{bad} byte sequences are not {page.encoding}")


_run_start, _run_end = attrgetter("start"), attrgetter("end")


def byte_range(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Return the bytes of the page that ``article.text[start:end]`` was read from.

    None where no character of the range was read from the page (a blank the reader put
    between two blocks), or the range is empty. A range that covers a part of what was read
    only as a whole (a character reference) takes the whole.
    """
    runs = article.runs
    first = bisect_right(runs, start, key=_run_end)
    last = bisect_left(runs, end, key=_run_start) - 1
    if start >= end or first > last:
        return None
    encoding, text = article.page.encoding, article.text
    head, tail = runs[first], runs[last]
    begin, stop = head.byte_start, tail.byte_end
    if head.verbatim and start > head.start:
        begin += _width(text[head.start : start], encoding)
    if tail.verbatim and end < tail.end:
        stop = tail.byte_start + _width(text[tail.start : end], encoding)
    return begin, stop


def reads_back(page: Page, byte_range: tuple[int, int], text: str) -> bool:
    """Say whether those bytes of the page hold the text.

    For a text page they decode to exactly the text. For HTML they hold it between the tags,
    character references resolved and white space left out of account.
    """
    start, end = byte_range
    if not 0 <= start < end <= len(page.content):
        return False
    found = page.content[start:end].decode(page.encoding, "replace")
    if page.media == "text":
        return found == text
    return _bare(html.unescape(_NOT_TEXT.sub("", found))) == _bare(text)


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
