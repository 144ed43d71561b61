"""Who wrote a page and where: bylines, sign-offs, agency lines, datelines.

The words ("By", "Editor", "contributed to this report") are each language's ``page.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kawat.language.script import BEGIN, END, UNSPACED, is_unspaced
from kawat.page.dating import read_date_line
from kawat.page.phrases import agencies_in, agency, agency_pattern, alternatives, words

_LONGEST = 250
_ROLE = 80
"""Characters of the longest line that tells an author's post."""
_SMALL_LETTERS = "a-zß-öø-ÿа-џ"
_LETTER = rf"[^\W\d_{_SMALL_LETTERS}]"
"""A letter that may begin a name: a capital, or one of a script without capitals."""
_CAPITAL = rf"{_LETTER}[\w.'’ʼ-]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|bin|binti|van|von|de|der|den|da|dos|al|el|la|le)){{0,4}}"
_INITIALS = r"(?:[A-Za-z]{2,4}|[A-Z]{1,3}-\d{1,2})"
_INITIALS_LIST = re.compile(rf"{_INITIALS}(?:\s?(?:/{{1,2}}|,)\s?{_INITIALS}){{0,3}}")
_NO_INITIALS = frozenset({"end", "ends", "more", "x", "video", "foto", "live"})


@dataclass(frozen=True, slots=True)
class Credit:
    """A part of a line that names its authors or the agencies it rests on.

    ``start`` and ``end`` are positions in the line. ``names`` are authors as they are to be
    shown; editors and translators are in the block but are not authors. ``place`` is where the
    place stands that a byline begins with ("القاهرة: محمد نبيل").
    """

    kind: Literal["byline", "agency"]
    start: int
    end: int
    names: tuple[str, ...]
    agencies: tuple[str, ...]
    rule: str
    place: tuple[int, int] | None = None


def read_byline(line: str, language: str | None) -> Credit | None:
    """Read a line that begins with a word for its author or source ("By", "Editor:", "Source:").

    None where it is none: the rest must be names, not running text.
    """
    text = line.strip()
    start = line.find(text)
    if not text or len(text) > _LONGEST:
        return None
    if len(text) <= _ROLE and _role(language).match(text):
        return Credit("byline", start, start + len(text), (), (), "byline-role")
    for reader in (_labelled, _contributed, _reported, _label_behind):
        found = reader(text, language)
        if found:
            kind, names, agencies, rule = found
            return Credit(kind, start, start + len(text), names, agencies, rule)
    return None


_Read = tuple[Literal["byline", "agency"], tuple[str, ...], tuple[str, ...], str]


@cache
def _role(language: str | None) -> re.Pattern[str]:
    role = alternatives(words(language, "byline", "role"))
    return re.compile(rf"(?:{role})\s*[,:]\s*\S", re.IGNORECASE)


@cache
def _label(language: str | None) -> re.Pattern[str]:
    author = alternatives(words(language, "byline", "author"))
    editor = alternatives(words(language, "byline", "editor"))
    source = alternatives(words(language, "byline", "source"))
    return re.compile(
        rf"(?:(?P<editor>{editor})|(?P<author>{author})|(?P<source>{source}))"
        r"\s*(?P<colon>[:：])?\s*(?=\S)",
        re.IGNORECASE,
    )


@cache
def _between_labels(language: str | None) -> re.Pattern[str]:
    """Where a new label may begin: behind a separator, or at a label with a capital."""
    labels = [*words(language, "byline", "author"), *words(language, "byline", "editor")]
    capital = alternatives(
        label.capitalize() for label in labels if " " in label.strip() and len(label) > 3
    )
    own = alternatives(label for label in labels if is_unspaced(label[0]) and len(label) > 1)
    dot = rf"\s*(?:(?<![{UNSPACED}])·|·(?![{UNSPACED}]))\s*"  # one parts foreign names in Han
    return re.compile(rf"\s*[|;•；｜]\s*|{dot}|\s{{2,}}|\s/\s|\s+(?=(?:{capital}|{own}))")


def _labelled(text: str, language: str | None) -> _Read | None:
    aside = text[0] not in "([（【" and _ASIDE.search(text)  # "By Jane Doe (AP)"
    body = text if aside else text.strip("()[]（）【】 ")
    names: list[str] = []
    agencies: list[str] = []
    source_only = True
    own = _label(language).match(body)
    at = own.end() if own else 0  # "Ein Bericht von" holds a label
    first, *others = _between_labels(language).split(body[at:])
    for part in (body[:at] + first, *others):
        if not part:
            continue
        label = _label(language).match(part)
        if label is None:
            if not names or not _only_names(part, language):
                return None
            names += _names(part, language)
            agencies += agencies_in(part)
            continue
        rest = part[label.end() :].strip()
        colon = label["colon"] or label[0].rstrip().endswith((":", "："))
        named = agency(rest) or _only_names(rest, language)
        if not named and not (colon and len(rest) <= 60):
            return None
        agencies += _agencies(rest) or agencies_in(rest)
        source_only = source_only and label["source"] is not None
        if label["author"]:
            names += _names(rest, language)
        if label["source"] and not colon and not agencies:
            return None
    if source_only and not names:
        return "agency", (), tuple(dict.fromkeys(agencies)), "source-line"
    agency_only = bool(agencies) and not names
    return (
        "agency" if agency_only else "byline",
        tuple(dict.fromkeys(names)),
        tuple(dict.fromkeys(agencies)),
        "byline-label",
    )


def _contributed(text: str, language: str | None) -> _Read | None:
    """Read a line such as "The Associated Press contributed to this report."."""
    phrase = alternatives(words(language, "byline", "agency_inside"))
    if not re.search(rf"{BEGIN}(?:{phrase})", text, re.IGNORECASE):
        return None
    agencies = _agencies(text)
    first = _reported(text.split(". ")[0] + ".", language)
    if first:
        return "byline", first[1], agencies, "contributed"
    return ("agency" if agencies else "byline"), (), agencies, "contributed"


def _reported(text: str, language: str | None) -> _Read | None:
    """Read a closing "Doe reported from Kyiv."; a full name is an author's."""
    phrase = alternatives(words(language, "byline", "reported"))
    joined = rf"{_NAME}(?:(?:,|\s(?:{alternatives(words(language, 'byline', 'and'))}))\s*{_NAME})*"
    places = rf"[^.!?]{{0,60}}(?:;\s*{joined}\s(?:{phrase})[^.!?]{{0,60}})*"
    found = re.fullmatch(rf"({joined})\s(?:{phrase})\s{places}\.", text)
    if found is None or len(text) > 160:
        return None
    names = tuple(n for n in _names(found[1], language) if " " in n)
    return "byline", names, (), "reported-from"


def _label_behind(text: str, language: str | None) -> _Read | None:
    """Read names before the word for what they did, as Chinese has it ("林惠敏 报道")."""
    label = alternatives(words(language, "byline", "behind"))
    found = re.fullmatch(rf"(\S.*?)\s+(?:{label})", text)
    if found is None or len(text) > 40 or not _only_names(found[1], language):
        return None
    names = _names(found[1], language)
    if not names or not all(map(_is_short, names)):
        return None
    return "byline", names, _agencies(found[1]), "byline-label"


def _agencies(text: str) -> tuple[str, ...]:
    """Find the agencies named in a line, by names written with a capital."""
    found = re.finditer(rf"{BEGIN}(?:{agency_pattern()}){END}", text, re.IGNORECASE)
    names = (agency(match[0]) for match in found if not match[0][0].islower())
    return tuple(dict.fromkeys(name for name in names if name))


_ASIDE = re.compile(r"\s*\(([^()]{2,25})\)")


def _pieces(text: str, language: str | None) -> list[str]:
    """Split a list of names, places and posts that stand behind them cut off."""
    joined = alternatives(words(language, "byline", "and"))
    place = alternatives(words(language, "byline", "place"))
    asides = (aside for aside in _ASIDE.finditer(text) if agency(aside[1]) or aside[1].islower())
    for aside in reversed(list(asides)):  # "(dpa)", "(text)"
        text = text[: aside.start()] + text[aside.end() :]
    parts = re.split(rf"\s*[,/，、／]\s*|\s+(?:{joined})\s+", text.strip(" .,-–—|()[]（）【】：:"))
    # names in Han have no blanks in them
    parts = [
        name
        for part in parts
        if part
        for name in (part.split() if is_unspaced(part[0]) else (part,))
    ]
    apart = re.compile(rf"^(?i:{place})\s|\s\(?(?:{place})\s|\s[-–—]\s")
    return [name for part in parts if part and (name := apart.split(part)[0].strip(" .@"))]


def _only_names(text: str, language: str | None) -> bool:
    parts = _pieces(text, language)
    posts = words(language, "byline", "posts")
    # "Jane Doe, correspondent in Kyiv": what stands behind a name may be a post
    named = [p for n, p in enumerate(parts) if not (n and p and p.split()[0].casefold() in posts)]
    return bool(parts) and len(text) <= 160 and all(re.fullmatch(_NAME, part) for part in named)


@cache
def _titles(language: str | None) -> re.Pattern[str]:
    """Return what stands before a name and is none of it ("Rt Hon")."""
    return re.compile(rf"(?:{alternatives(words(language, 'byline', 'titles'))})\s+", re.IGNORECASE)


def _names(text: str, language: str | None) -> tuple[str, ...]:
    """Return the people among the parts of a list: not agencies, desks or places."""
    strangers = set(words(language, "byline", "not_names"))
    places = set(words(language, "byline", "place"))
    posts = set(words(language, "byline", "posts"))
    found: list[str] = []
    title = _titles(language)
    for part in _pieces(text, language):
        part = title.sub("", part)
        tokens = part.split()
        if not re.fullmatch(_NAME, part) or agency(part):
            continue
        if is_unspaced(part[0]):
            if len(part) > 1 and not any(s in part for s in strangers if is_unspaced(s[0])):
                found.append(part)
            continue
        strange = (i for i, t in enumerate(tokens) if t.casefold().strip(".") in strangers)
        at = next(strange, None)
        if at is not None:
            # "Jane Doe Staff Writer" has two names, "Jane Doe Example News" too.
            post = tokens[at].casefold() in posts
            tokens = tokens[: at if post else max(2, at - 1)] if at >= 2 else []
            part = " ".join(tokens)
        if not tokens:
            continue
        if tokens[0].casefold() in places:
            continue
        if len(tokens) == 1 and found:
            continue
        found.append(part.title() if part.isupper() and len(part) > 4 else part)
    return tuple(found)


def read_bare_byline(line: str, language: str | None) -> Credit | None:
    """Read a line of names alone ("Jane Doe", "Jane Doe - Newsroom"). Mind where it stands.

    At least one full name is asked for.
    """
    text = line.strip().rstrip(",")
    start = line.find(text)
    if found := _placed(text, start, language):
        return found
    if not text or len(text) > 100 or re.search(r"[\d?!\"“”:]", text):
        return None
    if all(agency(part) for part in re.split(r"\s*[,/|]\s*", text)):
        return Credit("agency", start, start + len(text), (), agencies_in(text), "agency-line")
    furniture = {*words(language, "menu", "lines"), *words(language, "share", "lines")}
    if not _only_names(text, language) or any(t in furniture for t in text.casefold().split()):
        return None
    names = _names(text, language)
    if not names or " " not in names[0]:
        return None
    return Credit("byline", start, start + len(text), names, (), "byline-bare")


@cache
def _place_first(language: str | None) -> re.Pattern[str]:
    signs = alternatives(words(language, "byline", "behind_place"))
    return re.compile(rf"({_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})\s*(?:{signs})\s*(\S.*)")


def _placed(text: str, start: int, language: str | None) -> Credit | None:
    """Read a place and who writes from it: a full name, or the paper ("لندن: «العربي الجديد»")."""
    found = _place_first(language).fullmatch(text) if len(text) <= 100 else None
    if found is None or re.search(r"[\d?!؟]", text):
        return None
    place, rest = found[1], found[2].strip('«»"“”')
    strangers = words(language, "byline", "not_names")
    furniture = {*words(language, "menu", "lines"), *words(language, "share", "lines")}
    labels = {*words(language, "credit", "labels"), *words(language, "caption", "labels")}
    posts = words(language, "byline", "posts")
    tokens = rest.casefold().split()
    if {place.casefold(), *place.casefold().split()} & {*furniture, *labels, *posts}:
        return None
    if not set(words(language, "byline", "no_name")).isdisjoint(tokens):
        return None
    known = agency(rest)
    quoted = rest != found[2]
    names = () if known or quoted or not _only_names(rest, language) else _names(rest, language)
    # "City: desk", but "First Last - City"
    strange = " " not in place and not set(strangers).isdisjoint(tokens)
    strange = strange or tokens[0] in words(language, "byline", "source")
    desk = len(tokens) <= _DESK and (known or quoted or strange)
    if not desk and not (names and " " in names[0]):
        return None
    kind: Literal["byline", "agency"] = "agency" if known else "byline"
    agencies = (known,) if known else ()
    where = (start, start + len(place))
    return Credit(kind, start, start + len(text), names, agencies, "byline-placed", where)


_DESK = 3
"""Words of the longest name of a paper or agency behind a place."""


def dateline_names(text: str, language: str | None) -> tuple[str, ...]:
    """Return the authors that a dateline names in brackets ("北京5月8日电（记者 周文澜 何立）")."""
    found = re.findall(r"[（(]([^（）()]{2,60})[）)]", text)
    credits = (read_byline(part, language) for part in found)
    names = (name for credit in credits if credit for name in credit.names)
    return tuple(dict.fromkeys(name for name in names if _is_short(name)))


def _is_short(name: str) -> bool:
    """Say whether a name may be a person's: one in Han has two to four signs, or a dot in it."""
    return not is_unspaced(name[0]) or len(name) <= 4 or "·" in name


def read_signoff(line: str, language: str | None) -> tuple[Credit, ...]:
    """Read a closing line of initials and agencies ("jd/ab (Reuters, AP)", "(jbr/imk)").

    Empty where the line holds anything else. Its parts are given one by one.
    """
    text = line.rstrip(" .\xa0\t")
    if not text.strip() or len(text) > 80:
        return ()
    found: list[Credit] = []
    at = 0
    if "|" in text:
        return _signed_in_a_row(text)
    for match in re.finditer(r"[(\[]([^()\[\]]{2,60})[)\]]|[^()\[\]]+", text):
        inner = match[1] if match[1] is not None else match[0]
        if not inner.strip(" \xa0,-–—."):
            continue
        credit = _signed(inner, match[1] is not None, found)
        if credit is None:
            return ()
        lead = len(match[0]) - len(match[0].lstrip())
        kind, names, agencies = credit
        end = match.start() + len(match[0].rstrip(" \xa0,"))
        found.append(Credit(kind, match.start() + lead, end, names, agencies, "sign-off"))
        at = match.end()
    return tuple(found) if at and found else ()


def _signed_in_a_row(text: str) -> tuple[Credit, ...]:
    """Read a closing line of names in capitals and agencies ("A. NAME | REUTERS")."""
    found: list[Credit] = []
    for part in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", text):
        known = agency(part[0])
        if known is None and not (part[0].isupper() and re.fullmatch(_NAME, part[0])):
            return ()
        names, firms = ((), (known,)) if known else ((part[0],), ())
        kind: Literal["byline", "agency"] = "agency" if known else "byline"
        found.append(Credit(kind, part.start(), part.end(), names, firms, "sign-off"))
    return tuple(found) if len(found) > 1 and any(c.agencies for c in found) else ()


def _signed(
    inner: str, bracketed: bool, before: list[Credit]
) -> tuple[Literal["byline", "agency"], tuple[str, ...], tuple[str, ...]] | None:
    parts = [part.strip() for part in re.split(r"[/,]", inner.strip(" \xa0,-–—.")) if part.strip()]
    agencies = agencies_in(inner)
    if agencies and all(agency(part) or re.fullmatch(_INITIALS, part) for part in parts):
        initials = tuple(part for part in parts if not agency(part))
        return "agency", initials, agencies
    listed = _INITIALS_LIST.fullmatch(inner.strip(" \xa0,"))
    if listed is None or any(part.casefold() in _NO_INITIALS for part in parts):
        return None
    if not bracketed and len(parts) == 1 and "/" not in inner:
        return None
    if len(parts) == 1 and not parts[0][0].islower() and "-" not in parts[0]:
        return None
    return "byline", tuple(parts), ()


_TRAILING = re.compile(r"[\s\xa0]*([(\[][^()\[\]\n]{2,50}[)\]])[\s\xa0.]*$")


def trailing_signoff(text: str, language: str | None) -> int | None:
    """Return where a sign-off at the end of a paragraph begins ("… pekan depan. (jbr/imk)")."""
    match = _TRAILING.search(text[-80:])
    if match is None:
        return None
    at = max(0, len(text) - 80) + match.start(1)
    before = text[:at].rstrip(" \xa0")
    if not before or before[-1] not in ".!?”\"’'…»*":
        return None
    return at if read_signoff(text[at:], language) else None


_BREAK = re.compile(r"\s*(?:--+|[—–]|(?<=[\s)])-(?=\s)|(?<=[\w.])-(?=\s)|-$)\s*")
_DASH = re.compile("[-–—]")
_SLASHED = re.compile(
    rf"(?:{_CAPITAL}[\s,]*){{1,4}}[^/\n]{{0,25}}[./,]\s*/{_LETTER}[\w .-]{{1,20}}/[.:]?\s*"
)
_PARENS = re.compile(r"\s*\(([^()]{2,40})\)\s*$")
_DOMAIN = re.compile(r"[\w-]+\.(?:com|co|net|org|id|news|tv|info)(?:\.\w{2})?", re.IGNORECASE)


_COLONED = re.compile(rf"([^:\n]{{4,60}}):\s+(?=[\"“‘'«(]?{_LETTER})")
"""Ministries write "Jakarta, Indonesia: "; without a comma it is a speaker or a label."""

_BRACKETED = re.compile(
    rf"\({_CAPITAL}(?:[ ,]+{_CAPITAL}){{0,3}}\)\s+(?=[\"“‘«]?\s?[^\W\d_a-zß-öø-ÿ]\S*\s\S+\s\S)"
)
"""Canadian papers put the place in brackets: "(Ottawa) The minister ..."."""

_SITED = re.compile(
    rf"(?:{_DOMAIN.pattern}),\s{_CAPITAL}(?:,\s{_CAPITAL})?\s(?=[A-Z][a-z])(?!\S+\s[-–—])"
)


def split_dateline(text: str, language: str | None, *, first: bool) -> tuple[int, int] | None:
    """Find the dateline a paragraph begins with ("WASHINGTON (AP) — ", "Jakarta, Koran.id - ").

    Args:
        text: the paragraph.
        language: its language.
        first: whether it is the first of the body, where a bare place will do.

    Returns:
        Where the dateline ends and where the paragraph's own words begin; None without one.
    """
    head = text[:160]
    told = _told_dateline(language).match(head)
    if told:
        return len(told[0].rstrip()), told.end()
    slashed = _SLASHED.match(head)
    if slashed:
        return len(slashed[0].rstrip()), slashed.end()
    sited = _SITED.match(head)
    if sited and first:
        return len(sited[0].rstrip()), sited.end()
    stop = re.match(
        r"(?:[A-Z][A-Z'’-]{3,}(?:[ ,]+[A-Z][A-Z'’-]+){0,3})\.\s+(?=[\"“‘'(]?[A-Z])", head
    )
    if stop and first:
        return len(stop[0].rstrip()), stop.end()
    bracketed = _BRACKETED.match(head)
    if bracketed and first:
        return len(bracketed[0].rstrip()), bracketed.end()
    coloned = _COLONED.match(head)
    place = coloned[1] if coloned and first else ""
    if coloned and "," in place and _is_place(place, language, first):
        return len(coloned[0].rstrip()), coloned.end()
    for sign in _BREAK.finditer(head) if _DASH.search(head) else ():
        place = head[: sign.start()]
        if len(place) > 90:
            return None
        if not place.strip() or not _is_place(place, language, first):
            continue
        after = text[sign.end() : sign.end() + 140]
        if after and not re.match(rf"[\"'“”‘’«(\[]*[^\W_{_SMALL_LETTERS}]", after):
            return None
        mark = sign[0].strip()
        sentence = re.split(r"[.!?]\s", after)[0]
        strong = (
            _PARENS.search(place)
            or _has_capitals(place)
            or _DOMAIN.search(place)
            or read_date_line(place, language)
        )
        if not strong and re.search(rf"\s{re.escape(mark)}\s|[—]", sentence):
            return None
        return len(place.rstrip()), sign.end()
    return None


@cache
def _told_dateline(language: str | None) -> re.Pattern[str]:
    """Return the patterns of datelines that a language's ``page.toml`` tells."""
    told = "|".join(words(language, "dateline", "patterns")) or "(?!)"
    return re.compile(rf"(?:{told})\s*")


def _has_capitals(place: str) -> bool:
    return any(len(token) >= 4 and token.isupper() for token in re.findall(r"[^\W\d]+", place))


def _is_place(place: str, language: str | None, first: bool) -> bool:
    """Say whether what stands before the dash is a dateline and nothing more."""
    parens = _PARENS.search(place)
    bare = place[: parens.start()] if parens else place
    dated = read_date_line(bare, language)
    if dated:
        bare = ", ".join(bare[start:end] for start, end in dated.rest)
    tokens = re.findall(r"[^\s,،./:]+(?:\.[a-z]{2,3})*", bare)
    if not (1 <= len(tokens) <= 7) and not (parens and not tokens):
        return False
    if parens:
        tokens = [t for t in tokens if not t.isdigit()]
    if not all(re.fullmatch(_CAPITAL, t) or _DOMAIN.fullmatch(t) or t in _SMALL for t in tokens):
        return False
    if re.search(r"[.!?]\s", bare.strip()) and not re.search(r"\b[A-Z]\w{0,3}\.", bare):
        return False
    if parens or _has_capitals(bare) or _DOMAIN.search(bare) or dated:
        return True
    return first and len(tokens) <= 4


_SMALL = frozenset({"de", "la", "el", "al", "of", "and", "dan", "do", "das", "upon", "am"})
