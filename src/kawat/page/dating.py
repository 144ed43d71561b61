"""Lines that say when a page was published or changed.

Names of months, weekdays and zones are each language's ``dates.toml``; the words that tell
publication from change are in its ``page.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kawat.language import LANGUAGES, load
from kawat.language.script import BEGIN, END, UNSPACED, WORD_END, is_unspaced
from kawat.page.phrases import alternatives, words

Role = Literal["published", "modified"]

LONGEST = 200
"""Characters of the longest line that is looked at: a longer one is no date line."""

_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or clock time in a line.

    ``start`` and ``end`` are positions in the line; they take in the label ("Updated:"), the
    weekday, the clock time and the zone. ``day`` is ``YYYY-MM-DD``, ``moment`` the full ISO 8601
    time where a clock time stands beside the day, with the offset from UTC where the zone is
    known. ``day`` is None where there is only a clock time or a date that cannot be told;
    ``reason`` then is a reason code, where there is one. ``labelled`` says whether ``role`` was
    read from a word or is only the usual one.
    """

    start: int
    end: int
    role: Role
    labelled: bool
    day: str | None
    moment: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says of time, and ``rest``: the parts of it that say something else."""

    found: tuple[Dated, ...]
    rest: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    match: re.Match[str]


@cache
def _tables(language: str | None) -> tuple[dict[str, Any], ...]:
    codes = dict.fromkeys((language, "en") if language in LANGUAGES else LANGUAGES)
    found = []
    for code in codes:
        try:
            found.append(load(code or "en", "dates"))
        except FileNotFoundError:
            continue
    return tuple(found)


@cache
def _names(language: str | None, *fields: str) -> dict[str, int]:
    """Map names of months or weekdays, in small letters, to their number from 1."""
    found: dict[str, int] = {}
    for table in _tables(language):
        for name in fields:
            for number, names in enumerate(table.get(name, ()), 1):
                for word in names:
                    found.setdefault(word.casefold(), number)
    return found


@cache
def _zones(language: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in reversed(_tables(language)):
        found.update(table.get("zones", {}))
    return found


def _clock(language: str | None, field: str) -> tuple[str, ...]:
    return tuple(word for table in _tables(language) for word in table["clock"].get(field, ()))


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    month = alternatives(_longest(_names(language, "months", "months_short")))
    weekday = alternatives(_longest(_names(language, "weekdays", "weekdays_short")))
    ordinal = alternatives(o for table in _tables(language) for o in table.get("ordinals", ()))
    zone = alternatives(_longest(_zones(language)))
    half = alternatives(_longest([*_clock(language, "am"), *_clock(language, "pm")]))
    before = alternatives(
        _longest([*_clock(language, "before_time"), *words(language, "dates", "before")])
    )
    # "15:30-3 May" has no offset in it.
    other = rf"(?!\s*(?:{month})|[./-]\d)"
    hours = rf"[+-]\d{{1,2}}(?::?\d{{2}})?\b{other}"
    offset = rf"(?:Z\b|(?:{zone}|GMT|UTC)?\s?{hours}|\(?(?:{zone})\)?)"
    relative = "|".join(words(language, "dates", "relative")) or "(?!)"
    calendar = "|".join(words(language, "dates", "other_calendars")) or "(?!)"
    joined = alternatives(words(language, "dates", "joined"))  # "11 de junio de 2024"
    apart = rf"(?:\s+(?:{joined})\s+|[\s./-]+)"
    # Captures glue what stood side by side ("2 Nov 20222 Nov 2022", "March 19, 2023Updated"):
    # a date may begin right behind another's year, and a year may end where one begins.
    fresh = rf"(?:(?<![^\W\d_])|(?-i:(?=[{UNSPACED}])))"
    begin = r"(?:(?<!\d)|(?<=[ /.-](?:19|20)\d\d))"
    year = (
        rf"((?:19|20)\d\d(?=\d?\d(?:[/.-]\d|[\s-](?:{month})(?!\w)|:\d))"
        r"|\d{4}(?!\d(?!\d?:\d)))"
    )
    short = rf"(?:{year}|(?<=[./])(\d\d)(?![\d./:-]))"
    ends = rf"(?-i:(?![^\W\d_{UNSPACED}]))"
    roles: tuple[Role, Role] = ("modified", "published")
    modified, published = (
        alternatives(words(language, "dates", role)).replace(WORD_END, ends) for role in roles
    )
    return re.compile(
        rf"(?P<modified>{fresh}(?:{modified}))"
        rf"|(?P<published>{fresh}(?:{published}))"
        rf"|(?P<iso>(?<!\d)(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?=\D|T\d|$))"
        r"|(?P<cjk>(\d{4})年(\d{1,2})月(\d{1,2})日)"
        rf"|(?P<dmy>{begin}(\d{{1,2}})(?:{ordinal})?\.?{apart}({month})[.,]?{apart}{year})"
        rf"|(?P<mdy>{fresh}({month})\.?[\s-]+(\d{{1,2}})(?:{ordinal})?,?{apart}{year})"
        rf"|(?P<numeric>{begin}(\d{{1,2}})(?P<mark>[/.-])(\d{{1,2}})(?P=mark){short})"
        rf"|(?P<calendar>{BEGIN}(?:{calendar}))"
        rf"|(?P<yearless>(?<!\d)\d{{1,2}}(?:{ordinal})?(?:\s|\s(?:{joined})\s)(?:{month})"
        r"|(?<![\d/.])\d{1,2}/\d{1,2}(?=\s+\d{1,2}:\d\d)"
        rf"|(?<!\w)(?:{month})\.?\s\d{{1,2}}(?:{ordinal})?(?!\d))"
        rf"|(?P<relative>{BEGIN}(?:{relative}){END})"
        rf"|T?(?P<time>(?:(?<![\d:.])|(?<=[ -](?:19|20)\d\d))"
        rf"(\d{{1,2}})(?:(?:[:.]|\s?h\s?)(\d{{2}})(?:[:.](\d{{2}})(?:[.]\d+)?)?|\s?h)?(?![\d:])"
        rf"(?:\s?({half}){END})?(?:\)?\s?({offset})|(?!\w)|(?-i:(?=[{UNSPACED}]))))"
        rf"|(?P<weekday>{fresh}(?:{weekday}){END}\.?)"
        rf"|(?P<before>{BEGIN}(?:{before}){END})"
        rf"|(?P<zone>{BEGIN}(?:{zone}){END})",
        re.IGNORECASE,
    )


@cache
def _hint(language: str | None) -> re.Pattern[str]:
    """Return what every line that names a date, a time or an age holds, found at less cost."""
    month = alternatives(_longest(_names(language, "months", "months_short")))
    half = alternatives(_longest(w.casefold() for f in ("am", "pm") for w in _clock(language, f)))
    ordinal = alternatives(o for table in _tables(language) for o in table.get("ordinals", ()))
    relative = "|".join(words(language, "dates", "relative")) or "(?!)"
    return re.compile(
        rf"\d{{4}}|\d[:.]\d\d|\d\s?h|\d\s?(?:{half})|\d(?:{ordinal})?\s(?:{month})|(?:{month})\.?\s\d"
        rf"|{relative}"
    )


def _longest(entries: Any) -> list[str]:
    return sorted(dict.fromkeys(entries), key=lambda word: (-len(word), word))


_LABELS = frozenset({"published", "modified"})
_DAYS = frozenset({"iso", "cjk", "dmy", "mdy", "numeric"})
_SEPARATORS = " \t\xa0\u2009\u202f\u3000,|•·/-–—:()[]@.;*（）【】［］，、；：｜／،؛ـ"


def read_date_line(line: str, language: str | None, role: Role | None = None) -> DateLine | None:
    """Read a line as one that tells when the page was published or changed.

    Args:
        line: one line of the page.
        language: its language; None tries the names of every language.
        role: the role a label on the line before gives.

    Returns:
        None where the line names no date, clock time or age ("2 hours ago") at all. Whether it
        is a date line is for the caller to judge by what ``rest`` holds.
    """
    if len(line) > LONGEST or not _hint(language).search(line.casefold()):
        return None
    pieces = list(_pieces(line, language))
    if not any(p.kind in _DAYS or p.kind in ("time", "relative", "yearless") for p in pieces):
        return None
    groups = _group(pieces)
    found = tuple(_dated(group, language, role) for group in groups)
    return DateLine(found, tuple(_rest(line, pieces)))


def names_weekday(text: str, day: str, language: str | None) -> bool:
    """Say whether a text names the weekday of a day (``YYYY-MM-DD``) in full."""
    number = date.fromisoformat(day).isoweekday()
    names = [name for name, n in _names(language, "weekdays").items() if n == number]
    return re.search(rf"{BEGIN}(?:{alternatives(names)})", text.casefold()) is not None


def _pieces(line: str, language: str | None) -> Iterator[_Piece]:
    day_end = -1
    for match in _pattern(language).finditer(line):
        kind = match.lastgroup or "time"
        if kind == "time":
            after_day = day_end >= 0 and not line[day_end : match.start()].strip(_SEPARATORS)
            if not _is_time(match, language, after_day):
                continue
        if kind in _DAYS:
            day_end = match.end()
        yield _Piece(kind, match)


def _is_time(match: re.Match[str], language: str | None, after_day: bool) -> bool:
    """Tell a clock time from any other number: by a colon, a half of the day, a zone, a day."""
    text = match["time"]
    hour, minute, _, half, zone = _time_groups(match)
    if int(hour) > 24 or (minute is not None and int(minute) > 59):
        return False
    with_h = re.search(r"\dh|\d\sh", text, re.IGNORECASE) is not None  # "14h30"
    if minute is None:
        return half is not None or with_h
    words_before = _clock(language, "before_time")
    lead = match.string[: match.start("time")].rstrip().casefold()
    return bool(":" in text or with_h or half or zone or after_day or lead.endswith(words_before))


def _time_groups(
    match: re.Match[str],
) -> tuple[str, str | None, str | None, str | None, str | None]:
    at = match.re.groupindex["time"]
    return match[at + 1], match[at + 2], match[at + 3], match[at + 4], match[at + 5]


def _group(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Put the pieces together that speak of one date: a label or a second day begins a new one."""
    groups: list[list[_Piece]] = []
    behind = _labels_behind(pieces)
    for piece in pieces:
        held = {p.kind for p in groups[-1]} if groups else set()
        dated = held & (_DAYS | {"yearless", "relative"})
        fresh = not groups or (
            (not behind and piece.kind in _LABELS and held - _LABELS)
            or (dated and (piece.kind in _DAYS or piece.kind in ("yearless", "relative")))
            or (piece.kind == "weekday" and dated)
            or (piece.kind == "time" and "time" in held)
        )
        if fresh:
            groups.append([])
        groups[-1].append(piece)
    stated = _DAYS | {"yearless", "relative", "time"}
    return [group for group in groups if any(p.kind in stated for p in group)]


def _labels_behind(pieces: list[_Piece]) -> bool:
    """Say whether the labels stand behind the dates, as in Chinese ("6/19 18:05 更新")."""
    first, last = pieces[0], pieces[-1]
    text = last.match[0]
    return first.kind not in _LABELS and last.kind in _LABELS and is_unspaced(text[0])


def _dated(group: list[_Piece], language: str | None, role: Role | None) -> Dated:
    labels = [p.kind for p in group if p.kind in _LABELS]
    labelled = bool(labels) or role is not None
    last = labels[-1] if labels else role
    said: Role = "modified" if last == "modified" else "published"
    known = _names(language, "weekdays", "weekdays_short")
    weekdays = [
        known.get(p.match["weekday"].casefold().rstrip(".")) for p in group if p.kind == "weekday"
    ]
    day, reason = None, None
    for piece in group:
        if piece.kind in _DAYS:
            day, reason = _day(piece, language, weekdays[0] if weekdays else None)
            break
    clock = next((p for p in group if p.kind == "time"), None)
    moment = _moment(day, clock.match, language) if day and clock else None
    return Dated(
        group[0].match.start(), group[-1].match.end(), said, labelled,
        day.isoformat() if day else None, moment, reason,
    )  # fmt: skip


def _day(
    piece: _Piece, language: str | None, weekday: int | None
) -> tuple[date | None, str | None]:
    match = piece.match
    at = match.re.groupindex[piece.kind]
    if piece.kind in ("iso", "cjk"):
        return _date(match[at + 1], match[at + 2], match[at + 3]), None
    if piece.kind in ("dmy", "mdy"):
        first, second = (at + 1, at + 2) if piece.kind == "dmy" else (at + 2, at + 1)
        month = _names(language, "months", "months_short").get(match[second].casefold())
        return _date(match[at + 3], month, match[first]), None
    one, mark, two, year = match[at + 1], match[at + 2], match[at + 3], match[at + 4]
    year = year or f"20{match[at + 5]}"
    orders = next((t["numeric"] for t in _tables(language)), ["dmy", "mdy"])
    if language not in LANGUAGES:
        orders = ["dmy", "mdy"]
    if mark == ".":
        orders = ["dmy"]
    readings = {"dmy": _date(year, two, one), "mdy": _date(year, one, two)}
    possible = {day for order in orders if (day := readings[order])}
    possible = possible or {day for day in readings.values() if day}
    if len(possible) > 1 and weekday:
        possible = {day for day in possible if day.isoweekday() == weekday} or possible
    if len(possible) == 1:
        return possible.pop(), None
    return None, "date-ambiguous" if possible else None


def _date(year: str, month: str | int | None, day: str) -> date | None:
    if month is None or int(year) not in _YEARS:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _moment(day: date, match: re.Match[str], language: str | None) -> str | None:
    hour, minute, second, half, zone = _time_groups(match)
    hours = int(hour)
    if half:
        afternoon = half.casefold() in {w.casefold() for w in _clock(language, "pm")}
        if afternoon and hours < 12:
            hours += 12
        elif not afternoon and hours == 12:
            hours = 0
    if hours > 23:
        return None
    at = datetime.combine(day, time(hours, int(minute or 0), min(int(second or 0), 59)))
    offset = _offset(zone, at, language) if zone else None
    return at.replace(tzinfo=offset).isoformat()


def _offset(zone: str, at: datetime, language: str | None) -> timezone | None:
    name = zone.strip(" ()")
    if name in ("Z", "z"):
        return UTC
    figures = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if figures:
        hours, minutes = int(figures[2]), int(figures[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        shift = timedelta(hours=hours, minutes=minutes)
        return timezone(-shift if figures[1] == "-" else shift)
    known = {key.casefold(): value for key, value in _zones(language).items()}
    value = known.get(name.casefold(), "")
    if "/" in value:
        try:
            shift = at.replace(tzinfo=ZoneInfo(value)).utcoffset() or timedelta()
        except (ZoneInfoNotFoundError, ValueError):
            return None
        return timezone(shift)
    return _offset(value, at, language) if value else None


def _rest(line: str, pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in [*((p.match.start(), p.match.end()) for p in pieces), (len(line),) * 2]:
        between = line[at:start]
        if between.strip(_SEPARATORS):
            left = len(between) - len(between.lstrip(_SEPARATORS))
            yield at + left, at + len(between.rstrip(_SEPARATORS))
        at = max(at, end)
