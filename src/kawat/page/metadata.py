"""What a page says of itself: JSON-LD, Open Graph, Dublin Core, microdata, ``<link>``."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from kawat.page.passages import Named

_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_AROUND_JSON = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|"
    r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TAG = re.compile(r"<[^>]*>")
_DEPTH = 100_000
"""Objects of JSON-LD looked at, at most."""


class Moment(NamedTuple):
    """A date (``YYYY-MM-DD``), its ISO 8601 time where one was given, and where it stood."""

    day: str
    time: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself. Texts are followed by the source they came from."""

    titles: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    authors: tuple[str, ...] = ()
    authors_from: str | None = None
    publishers: tuple[str, ...] = ()
    """What the page calls its publisher or site."""
    sections: tuple[str, ...] = ()
    sections_from: str | None = None
    url: str | None = None
    url_from: str | None = None
    language: str | None = None
    body: str = field(default="", repr=False)
    """``articleBody`` of schema.org, empty where the page does not give it."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("kawat.page").joinpath("html.toml").read_text(encoding="utf-8"))


def letters(text: str) -> str:
    """Return the letters and digits of a text, case folded: what two titles are compared by."""
    return "".join(filter(str.isalnum, text.casefold()))


def read_metadata(named: Sequence[Named], declared: str | None, base: str | None) -> Metadata:
    """Return what the elements that carry data say of the page. Never raises.

    Args:
        named: those elements, in document order.
        declared: value of ``lang`` on ``<html>``.
        base: address of the page, where known; relative addresses are resolved against it.
    """
    metas = _metas(named)
    title = next((one.text for one in named if one.tag == "title" and one.text.strip()), "")
    items = _articles(named)
    item = _best(items, [title, *(text for text, _ in _all(metas, "title"))])
    props = _microdata(named)
    titles = [(_plain(item.get(key)), "json-ld") for key in ("headline", "name")]
    titles += [*_all(metas, "title"), (_fold(props.get("headline", "")), "microdata")]
    titles.append((_fold(html.unescape(title)), "title"))
    authors, authors_from = _authors(item, metas, props, named)
    sections, sections_from = _sections(item, metas, props)
    url, url_from = _url(item, metas, named, base)
    return Metadata(
        titles=tuple((text, source) for text, source in titles if text),
        descriptions=tuple(
            filter(
                None, [_plain(item.get("description")), *(t for t, _ in _all(metas, "description"))]
            )
        ),
        published=_moment(item, metas, props, "datePublished", "published")
        or _moment(item, {}, props, "dateCreated", "published"),
        modified=_moment(item, metas, props, "dateModified", "modified"),
        authors=authors,
        authors_from=authors_from,
        publishers=tuple(
            dict.fromkeys(
                [*_names(item.get("publisher")), *metas.get("og:site_name", ()), *_site(title)]
            )
        ),
        sections=sections,
        sections_from=sections_from,
        url=url,
        url_from=url_from,
        language=_language(declared, item, metas),
        body=_plain(item.get("articleBody")),
    )


def read_moment(value: str, source: str) -> Moment | None:
    """Return the date and time that a machine-readable value gives, None where it gives none.

    The day is the one the value names, in its own time zone.
    """
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value.replace("/", "-"))
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return _day(value, source)
    if not _likely(moment.date()):
        return None
    clock = re.search(r"\d:\d\d|[T ]\d{4}|\d{4}-\d\d-\d\d[T ]\d\d", value)
    return Moment(moment.date().isoformat(), moment.isoformat() if clock else None, source)


def _day(value: str, source: str) -> Moment | None:
    found = _DATE.match(value)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return Moment(one.isoformat(), None, source) if _likely(one) else None


def _likely(day: date) -> bool:
    """Say whether a date can be meant: content systems write year 1 and the epoch for none."""
    return day.year >= 1900 and day != date(1970, 1, 1)


def _site(title: str) -> list[str]:
    """Return the parts of a title that may name the site: all but the longest."""
    parts = [part for part in re.split(r"\s+[|–—·•»«:-]\s+|_", _fold(html.unescape(title))) if part]
    return [part for part in parts if part != max(parts, key=len)]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _plain(value: object) -> str:
    """Return a JSON-LD text without mark-up; publishers escape it, and put tags in it."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), None)
    if not isinstance(value, str):
        return ""
    return _fold(_TAG.sub(" ", html.unescape(value)))


def _metas(named: Sequence[Named]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in named:
        if one.tag != "meta":
            continue
        content = one.attributes.get("content")
        if not content or not content.strip():
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := one.attributes.get(key):
                found.setdefault(name.lower().strip(), []).append(_fold(html.unescape(content)))
    return found


def _all(metas: dict[str, list[str]], what: str) -> Iterator[tuple[str, str]]:
    """Yield the contents of the named metas, each with where it stood."""
    for name in _table()["meta"][what]:
        for content in metas.get(name, ()):
            source = name.split(":")[0].split(".")[0]
            yield content, "open-graph" if source in ("og", "article") else f"meta {name}"


def _microdata(named: Sequence[Named]) -> dict[str, str]:
    """Return the first value of each ``itemprop``."""
    found: dict[str, str] = {}
    for one in named:
        for prop in (one.attributes.get("itemprop") or "").split():
            value = one.attributes.get("content") or one.attributes.get("datetime") or one.text
            if value and prop not in found:
                found[prop] = value
    return found


def _json(text: str) -> object:
    """Read JSON as publishers write it: in comments, with line breaks and trailing commas."""
    text = _AROUND_JSON.sub("", text).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            found, _ = json.JSONDecoder(strict=False).raw_decode(attempt.lstrip())
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _articles(named: Sequence[Named]) -> list[dict[str, Any]]:
    """Return the JSON-LD objects that are articles, outermost first, references followed."""
    found: list[dict[str, Any]] = []
    by_id: dict[str, dict[str, Any]] = {}
    known = set(_table()["schema"]["article"])
    for one in named:
        if one.tag != "script":
            continue
        queue, at = [_json(one.text)], 0
        while at < len(queue) and at < _DEPTH:
            value = queue[at]
            at += 1
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                key = value.get("@id")
                if isinstance(key, str) and len(value) > 1:
                    by_id.setdefault(key, value)
                kinds = value.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(k, str) and (k.endswith("Article") or k in known) for k in kinds):
                    found.append(value)
                queue.extend(child for child in value.values() if isinstance(child, dict | list))
    for item in found:
        for key in ("author", "creator", "publisher"):
            item[key] = _resolved(item.get(key), by_id)
    return found


def _resolved(value: object, by_id: dict[str, dict[str, Any]]) -> object:
    if isinstance(value, list):
        return [_resolved(one, by_id) for one in value if not isinstance(one, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _best(items: list[dict[str, Any]], titles: list[str]) -> dict[str, Any]:
    """Return the article of the page: the one that bears its title, or else the first."""
    page = [letters(title) for title in titles if title]
    for item in items:
        own = letters(_plain(item.get("headline")) or _plain(item.get("name")))
        if own and any(own in title or title in own for title in page if title):
            return item
    return items[0] if items else {}


def _moment(
    item: dict[str, Any], metas: dict[str, list[str]], props: dict[str, str], prop: str, what: str
) -> Moment | None:
    candidates = [(item.get(prop), "json-ld")]
    graph = list(_all(metas, what)) if metas else []
    candidates += [pair for pair in graph if pair[1] == "open-graph"]
    candidates.append((props.get(prop), "microdata"))
    candidates += [pair for pair in graph if pair[1] != "open-graph"]
    for value, source in candidates:
        if isinstance(value, str) and (moment := read_moment(value, source)):
            return moment
    return None


def _names(value: object) -> Iterator[str]:
    """Yield the names of a person or organisation, or of a list of them."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for text in name if isinstance(name, list) else [name]:
            plain = _plain(text)
            if plain and not _is_address(plain):
                yield plain


def _is_address(text: str) -> bool:
    return text.startswith(("http:", "https:", "//", "www.", "@")) or (
        "@" in text and " " not in text
    )


def _authors(
    item: dict[str, Any], metas: dict[str, list[str]], props: dict[str, str], named: Sequence[Named]
) -> tuple[tuple[str, ...], str | None]:
    found = list(_names(item.get("author"))) or list(_names(item.get("creator")))
    if found:
        return tuple(dict.fromkeys(found)), "json-ld"
    for content, source in _all(metas, "author"):
        if not _is_address(content):
            return tuple(dict.fromkeys(part.strip() for part in content.split(";"))), source
    if (own := _fold(props.get("author", ""))) and not _is_address(own):
        return (own,), "microdata"
    for one in named:
        if one.attributes.get("rel") == "author" and one.text:
            return (_fold(one.text),), "rel=author"
    return (), None


def _sections(
    item: dict[str, Any], metas: dict[str, list[str]], props: dict[str, str]
) -> tuple[tuple[str, ...], str | None]:
    value = item.get("articleSection")
    found = [_plain(one) for one in (value if isinstance(value, list) else [value])]
    if any(found):
        return tuple(dict.fromkeys(filter(None, found))), "json-ld"
    for content, source in _all(metas, "section"):
        return (content,), source
    own = _fold(props.get("articleSection", ""))
    return ((own,), "microdata") if own else ((), None)


def _url(
    item: dict[str, Any], metas: dict[str, list[str]], named: Sequence[Named], base: str | None
) -> tuple[str | None, str | None]:
    candidates: list[tuple[object, str]] = [
        (one.attributes.get("href"), "link canonical")
        for one in named
        if one.tag == "link" and "canonical" in (one.attributes.get("rel") or "").lower().split()
    ]
    candidates += list(_all(metas, "url"))
    main = item.get("mainEntityOfPage")
    candidates += [
        (item.get("url"), "json-ld"),
        (main.get("@id") if isinstance(main, dict) else main, "json-ld"),
        (base, "capture"),
    ]
    for value, source in candidates:
        if not isinstance(value, str) or not value.strip():
            continue
        try:
            whole = urljoin(base or "", value.strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        # A canonical link to the front page is a template's mistake.
        if (
            parts.scheme in ("http", "https")
            and parts.netloc
            and (parts.path.strip("/") or parts.query)
        ):
            return whole, source
    return base, "capture" if base else None


def _language(
    declared: str | None, item: dict[str, Any], metas: dict[str, list[str]]
) -> str | None:
    candidates = [declared, item.get("inLanguage"), *(text for text, _ in _all(metas, "language"))]
    for value in candidates:
        if isinstance(value, str) and (found := re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", value)):
            return found[1].lower()
    return None
