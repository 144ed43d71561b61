"""Which encoding a page is in: what it says, held against what its bytes can be."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Decider = Literal["given", "bom", "declared", "sniffed", "assumed"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?([\w.:-]+)"
    rb"|<meta[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD = 16_384
"""Bytes of the page searched for a declaration: browsers stop at 1,024, but pages with long
comments or scripts before it are common in archives."""

_SAMPLE = 65_536
"""Bytes with something to tell that the sniffer is shown; more does not change its mind."""

_STRAY = 0.02
"""Share of bytes outside ASCII that may be invalid in a page that is UTF-8 all the same
(cut in the middle of a character, or one pasted passage in another encoding)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The encoding a page is read with, what decided, and what the page itself declares."""

    encoding: str
    by: Decider
    declared: str | None


@cache
def _labels() -> dict[str, str]:
    table = tomllib.loads(files(__package__).joinpath("encodings.toml").read_text(encoding="utf-8"))
    return {label: name for name, labels in table.items() for label in (name, *labels)}


def lookup(label: str) -> str | None:
    """Return the encoding (Python's name) for a label a page or a user gives, None if unread."""
    return _labels().get(label.strip().lower())


def choose(content: bytes, *, given: str | None, header: str | None, markup: bool) -> Choice:
    """Choose the encoding of a page.

    A byte order mark decides; then what the caller gives; then what the page declares (the
    HTTP ``header`` before the mark-up), where the bytes bear it out; then the bytes alone.

    Args:
        content: the page as captured.
        given: the encoding the caller gives, one of ``encodings.toml``.
        header: the charset of the HTTP header, as it was sent.
        markup: whether a declaration in mark-up is to be looked for.
    """
    declared = header or (_in_markup(content) if markup else None)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Choice(encoding, "bom", declared)
    if given is not None:
        return Choice(given, "given", declared)
    wide = _wide(content)
    if wide:
        return Choice(wide, "sniffed", declared)
    if content.isascii():
        said = lookup(declared) if declared else None
        if said and not said.startswith("utf-16"):
            return Choice(said, "declared", declared)
        return Choice("utf-8", "assumed", declared)
    said = lookup(declared) if declared else None
    is_utf8 = _is_utf8(content)
    if said == "utf-8" or (said and said.startswith("utf-16")):
        # A page that says UTF-16 in readable ASCII is not: browsers read UTF-8.
        if is_utf8:
            return Choice("utf-8", "declared" if said == "utf-8" else "sniffed", declared)
    elif is_utf8 and _is_utf8(content, strict=True):
        return Choice("utf-8", "sniffed", declared)
    elif said and _mostly_valid(content, said):
        return Choice(said, "declared", declared)
    elif is_utf8:
        return Choice("utf-8", "sniffed", declared)
    return _sniff(content, declared)


def _in_markup(content: bytes) -> str | None:
    head = content[:_HEAD]
    if head[:2] in (b"<\0", b"\0<"):
        head = head.replace(b"\0", b"")
    found = _DECLARED.search(head)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its ASCII characters."""
    head = content[: _SAMPLE & ~1]
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_utf8(content: bytes, *, strict: bool = False) -> bool:
    """Say whether the bytes outside ASCII are UTF-8, but for a few stray ones."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if strict:
            # A page cut off in the middle of its last character is still valid so far.
            return error.end == len(content) and error.start > 0 and "end" in error.reason
        text = content.decode("utf-8", "replace")
        good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
        stray = text.count("\ufffd")
        return stray < good and stray <= max(1, _STRAY * good)
    return True


def _mostly_valid(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        strange = sum(1 for c in text if c > "\x7f")
        return text.count("\ufffd") <= max(2, _STRAY * strange)
    return True


def _sniff(content: bytes, declared: str | None) -> Choice:
    """Ask charset-normalizer, of the encodings Kawat reads, showing it the telling part."""
    import charset_normalizer

    try:
        content.decode("ascii")
        first = 0
    except UnicodeDecodeError as error:
        first = max(0, error.start - 1000)
    telling = content[first : first + _SAMPLE]
    if _is_western(telling):
        return Choice("cp1252", "sniffed", declared)
    names = [name for name in dict.fromkeys(_labels().values()) if not name.startswith("utf")]
    best = charset_normalizer.from_bytes(telling, cp_isolation=names).best()
    encoding = lookup(best.encoding.replace("_", "-")) if best else None
    if encoding is None and best:
        encoding = lookup(best.encoding)
    return Choice(encoding or "cp1252", "sniffed" if encoding else "assumed", declared)


def _is_western(sample: bytes) -> bool:
    """Say whether the bytes make sense as windows-1252, by far the commonest of its kind.

    The sniffer cannot tell it from its neighbours where a page has few bytes outside ASCII.
    Its letters stand alone in words of ASCII; in other encodings they stand in rows, or what
    they make of a neighbour's letters is a sign within a word.
    """
    text = sample.decode("cp1252", "replace")
    strange = [c for c in text if c > "\x7f"]
    if not all(c in _WESTERN for c in strange):
        return False
    return len(_IN_ROWS.findall(text)) <= 0.05 * len(strange)


_WESTERN = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ\u00a0‘’‚“”„«»‹›–—…•·°€£¥§©®™¿¡ª"
)
_IN_ROWS = re.compile("[\u00c0-\u00ff]{3}|[a-z][\u00c0-\u00df]|[a-z][‚„€£¥§©®™¿¡°•][a-z]")
