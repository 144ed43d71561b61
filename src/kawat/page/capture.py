"""Take a page in from wherever it is: a path, bytes, text, a file object or an address."""

from __future__ import annotations

import hashlib
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, NoReturn

from kawat.errors import PageError
from kawat.model import Page
from kawat.page.encoding import choose, lookup
from kawat.reasons import table

MAX_BYTES = 16 * 1024 * 1024
"""Bytes of the largest page read. The largest of 80 real news pages has 4 MB."""

Media = Literal["html", "text"]

_SECONDS = 30.0
"""How long an address may take to answer."""

_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"PK\x03\x04", b"RIFF",
    b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x7fELF", b"MZ\x90", b"wOFF",
    b"wOF2", b"OggS", b"ID3", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
"""How files begin that are neither text nor HTML."""

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:html|head|meta|title|link|script|style|body|div|p|a|span|li|ul|h[1-6]|br|img|article"
    rb"|section|header|footer|main|nav|figure|table|tr|td)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def capture(
    source: Path | str | bytes | BinaryIO,
    *,
    url: str | None = None,
    media: Media | None = None,
    encoding: str | None = None,
    captured: str | None = None,
) -> Page:
    """Capture a page.

    Args:
        source: a path; bytes; a binary file object; or a string. A string that holds a line
            break or begins with ``<`` is the page itself, ``-`` is standard input, one that
            begins with ``http://`` or ``https://`` is fetched, any other is a path.
        url: the page's address, where it is known; a fetched page has its own.
        media: ``html`` or ``text``; told from the content where not given.
        encoding: a label of ``encodings.toml``; told from the content where not given.
        captured: time of capture, ISO 8601.

    Raises:
        PageError: ``page-missing``, ``page-empty``, ``page-binary``, ``page-too-large``,
            ``page-unfetchable`` or ``encoding-unknown``.
    """
    given = None
    if encoding is not None:
        given = lookup(encoding)
        if given is None:
            _refuse("encoding-unknown", f"{encoding!r} is not an encoding Kawat reads")
    header: str | None = None
    origin: str | None = None
    if isinstance(source, str):
        if _is_page(source):
            source, given, header = source.encode("utf-8", "replace"), "utf-8", None
        elif re.match(r"https?://", source, re.IGNORECASE):
            origin = source
            source, url, header, captured = _fetch(source, url, captured)
        elif source == "-":
            origin, source = "-", sys.stdin.buffer
        else:
            source = Path(source)
    if isinstance(source, Path):
        origin = str(source)
        content = _read_file(source)
    elif isinstance(source, (bytes, bytearray, memoryview)):
        content = bytes(source)
    else:
        content = source.read(MAX_BYTES + 1)
    return _page(content, origin, url, media, given, header, captured)


def _page(
    content: bytes,
    origin: str | None,
    url: str | None,
    media: Media | None,
    given: str | None,
    header: str | None,
    captured: str | None,
) -> Page:
    name = origin or "the page"
    if len(content) > MAX_BYTES:
        _refuse("page-too-large", f"{name} has more than {MAX_BYTES // 2**20} MB")
    if not content.strip():
        _refuse("page-empty", f"{name} is empty")
    if content.startswith(_MAGIC):
        _refuse("page-binary", f"{name} is neither text nor HTML")
    media = media or _media(content, origin)
    choice = choose(content, given=given, header=header, markup=media == "html")
    sample = content[:262_144].decode(choice.encoding, "replace")
    if len(_CONTROLS.findall(sample)) > max(2, len(sample) // 20):
        _refuse("page-binary", f"{name} is neither text nor HTML in any encoding Kawat reads")
    if not sample.strip("\ufeff\0 \t\r\n"):
        whole = content.decode(choice.encoding, "replace") if len(content) > 262_144 else ""
        if not whole.strip("\ufeff\0 \t\r\n"):
            _refuse("page-empty", f"{name} holds nothing but blanks")
    return Page(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media=media,
        encoding=choice.encoding,
        encoding_by=choice.by,
        url=url,
        captured=captured,
        origin=origin,
        encoding_declared=choice.declared,
    )


def _is_page(source: str) -> bool:
    return not source or "\n" in source or "\r" in source or source.lstrip().startswith("<")


def _media(content: bytes, origin: str | None) -> Media:
    """Tell HTML from text: a document's start, or many tags; a page may be cut at its head."""
    head = content[:131_072].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:]
    if _HTML_START.match(head):
        return "html"
    named = Path(origin or "").suffix.lower() in _HTML_SUFFIXES
    tags = sum(1 for _ in _TAG.finditer(head))
    return "html" if tags >= (1 if named or head.lstrip()[:1] == b"<" else 8) else "text"


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            _refuse("page-missing", f"{path} is a folder")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        name = str(path)
        shown = name if len(name) <= 200 else f"{name[:200]}…"
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _refuse("page-missing", f"{shown!r} cannot be opened: {why}")


def _fetch(
    address: str, url: str | None, captured: str | None
) -> tuple[bytes, str, str | None, str]:
    """Fetch an address, no more of it than Kawat reads."""
    import httpx

    try:
        with httpx.stream("GET", address, follow_redirects=True, timeout=_SECONDS) as answer:
            answer.raise_for_status()
            content = bytearray()
            for part in answer.iter_bytes():
                content += part
                if len(content) > MAX_BYTES:
                    break
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        _refuse("page-unfetchable", f"{address} could not be fetched: {error}")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return bytes(content), url or str(answer.url), answer.charset_encoding, captured or now


def _refuse(code: str, what: str) -> NoReturn:
    raise PageError(code, what, table()[code]["remedy"])
