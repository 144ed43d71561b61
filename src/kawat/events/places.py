"""Places in a sentence, and which of them is an event's.

A name is a place only where the words use it as one: behind a preposition of place, beside the
date of a report, in the dateline. What those words are is in a language's ``places.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kawat.events.date_patterns import date_patterns
from kawat.events.gazetteer import Gazetteer, Place, gazetteer
from kawat.events.nearness import breaks, gap, heard
from kawat.events.reader import Clue
from kawat.language import load
from kawat.language.script import UNSPACED, is_unspaced
from kawat.model import Article, Sentence, Span, Where

Relation = Literal["in", "to", "from", "near", "dateline"]

_SHORTLY = 60
"""Code points before a preposition within which the word it depends on is looked for."""

_FILLERS = 5
"""Most words that may stand between a preposition and the name."""

_NEXT = re.compile(r"\s+(\w[\w.'’-]*)")
_LISTED = re.compile(r",\s+|\s+\w{2,3}\s+")
"""What stands between two names of which the ending of the last marks both."""
_WORD = re.compile(r"\w[\w'’-]*")
_WORDS = re.compile(rf"{_WORD.pattern}(?:\s{_WORD.pattern}){{0,2}}")
_HEADLINE = 0.6
"""Share of words with a capital above which capitals tell nothing (a headline)."""

_BREADTH = {"country": 2, "territory": 2, "region": 1, "sea": 1}


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of text that the gazetteer knows, or that a kind of place announces."""

    start: int
    end: int
    places: tuple[Place, ...]


class _Words:
    """A language's ``places.toml``, compiled."""

    def __init__(self, language: str) -> None:
        data = load(language, "places")
        apart: bool = load(language, "dates")["words_apart"]
        blank, begin, end = (r"\s+", r"(?<!\w)", r"(?!\w)") if apart else (r"\s*", "", "")
        self.introducers: list[
            tuple[Relation, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]
        ] = [
            (
                row["relation"],
                re.compile(rf"{begin}(?:{_leading(row['words'], blank)})", re.IGNORECASE),
                re.compile(rf"{begin}(?:{_any(row['after'])})", re.IGNORECASE)
                if "after" in row
                else None,
                re.compile(
                    rf"(?<!\w)(?:{_any(row['unless'])})\w*\s+(?:\S+\s+){{0,2}}$", re.IGNORECASE
                )
                if "unless" in row
                else None,
            )
            for row in data["introducers"]
        ]
        kinds = rf"(?i:{_any(data['kinds'])}){end}"
        elided, whole = _parted(data["fillers"])
        fillers = rf"(?:{_any(whole)}){end}"
        self.inner = re.compile(rf"{kinds}|{fillers}")
        hyphen = r"[\s-]+" if apart else ""
        self.fillers = re.compile(
            rf"{kinds},?{blank}|{fillers}{hyphen}|(?:{_any(elided) or '(?!)'})"
        )
        self.described = re.compile(
            rf"\w+\s+(?=(?:{_any(data['kinds'])})(?!\w))" if apart else "(?!)"
        )
        self.announcers = _ending(data["announcers"], blank)
        self.owners = _ending(data["owners"], blank)
        self.wide = re.compile(rf"(?:{_any(data['wide'])}){blank}", re.IGNORECASE)
        inside = [w for row in data["introducers"] if row["relation"] == "in" for w in row["words"]]
        self.topics = re.compile(
            rf"(?<!\w)(?:{_any(data['topics']) or '(?!)'})"
            rf"(?=\s+(?:{_any(inside)})\s+(?:\S+\s+){{0,3}}(?:\w+['’])?$)",
            re.IGNORECASE,
        )
        self.endings: list[tuple[Relation, re.Pattern[str], re.Pattern[str] | None]] = [
            (
                row["relation"],
                re.compile("|".join(row["patterns"])),
                re.compile(rf"(?<!\w)(?:{_any(row['then'])})", re.IGNORECASE)
                if "then" in row
                else None,
            )
            for row in data.get("endings", ())
        ]
        self.topics_after = re.compile(data.get("topics_after", "(?!)"))
        self.owner_after = re.compile(data.get("owner_after", "(?!)"))
        self.articles = _ending(data["articles"], blank)
        contracted: dict[str, str] = data.get("contracted", {})
        self.contracted = [
            (_ending([word], blank), article) for word, article in contracted.items()
        ]
        self.possessive = re.compile(rf"(?:{_any(data['possessives']) or '(?!)'})\s+")
        self.beside = re.compile(rf"{self.possessive.pattern}|[,،，]?{blank}[（(]?")
        self.joined = re.compile(rf"{blank}(?:{_any(data['coordinators'])}){blank}", re.IGNORECASE)
        dates = date_patterns(language)
        self.ends = {word.casefold() for word in data["ends"]} | {*dates.weekdays, *dates.months}


def _any(words: Sequence[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words that are written together with the next one ("l'"), and the others."""
    elided = [word for word in words if word[-1] in "'’"]
    return elided, [word for word in words if word not in elided]


def _leading(words: Sequence[str], blank: str) -> str:
    """Return a pattern of these words and of the blank behind them, where there is to be one."""
    elided, whole = (_any(part) or "(?!)" for part in _parted(words))
    return rf"(?:{whole}){blank}|(?:{elided})"


def _ending(words: Sequence[str], blank: str) -> re.Pattern[str]:
    """Return a pattern of a text that ends with one of these words and a blank."""
    begin = r"(?<!\w)" if blank == r"\s+" else ""
    return re.compile(rf"{begin}(?:{_leading(words, blank)})$", re.IGNORECASE)


@cache
def _words(language: str) -> _Words:
    return _Words(language)


def find_places(
    article: Article, sentence: Sentence, known: Gazetteer | None = None
) -> list[Where]:
    """Return the places a sentence names as places, in order, with exact spans.

    Names that several places share are told apart by what stands beside them ("Tripoli,
    Lebanon"), then by the countries the article names, then by population. A name the
    gazetteer lacks has no coordinates, and is a place only where its kind is told ("the
    village of ...").

    Args:
        article: the article, for its language, its dateline and the countries it names.
        sentence: a sentence of it.
        known: the gazetteer; the package's own where None.

    Raises:
        KeyError: Kawat does not read the article's language.
    """
    language = article.language or ""
    finder = _Finder(article, sentence, _words(language), known or gazetteer(language))
    found: dict[int, Where] = {}
    for where in finder.places():
        found.setdefault(where.span.start, where)
    return [found[start] for start in sorted(found)]


class _Finder:
    """Looks for the places of one sentence."""

    def __init__(
        self, article: Article, sentence: Sentence, words: _Words, known: Gazetteer
    ) -> None:
        self.article, self.words, self.known = article, words, known
        self.text, self.offset = sentence.text, sentence.start
        capitals = [word[0].isupper() for word in re.findall(r"[^\W\d_]+", self.text)]
        self.headline = len(capitals) >= 5 and sum(capitals) / len(capitals) > _HEADLINE

    def places(self) -> Iterator[Where]:
        """Yield places as they are found; the first at a position is the right one."""
        for relation, words, after, unless in self.words.introducers:
            for match in words.finditer(self.text):
                before = self.text[max(0, match.start() - _SHORTLY) : match.start()]
                aimed = unless is not None and unless.search(before)
                if not aimed and (after is None or after.search(before)):
                    wide = self.words.wide.fullmatch(match[0]) is not None
                    yield from self._chain(match.end(), relation, wide)
        yield from self._marked()
        yield from self._beside_date()
        yield from self._dateline()

    def _marked(self) -> Iterator[Where]:
        """Yield the names that an ending makes a place, as in Turkish "Kiev'de"."""
        before: _Name | None = None
        waiting: list[_Name] = []
        end = 0
        for match in re.finditer(r"(?<![\w'’])[^\W\d_]", self.text if self.words.endings else ""):
            if match.start() < end or not (name := self._gazetted(match.start())):
                continue
            if waiting and not _LISTED.fullmatch(self.text, waiting[-1].end, name.start):
                waiting = []
            waiting.append(name)
            end = name.end
            if relation := self._relation(name.end):
                owned = before and self.words.owner_after.fullmatch(
                    self.text, before.end, name.start
                )
                shared = before and {p.country for p in before.places} & {
                    p.country for p in name.places
                } - {None}
                for each in waiting:
                    yield self._where(each, relation, before if owned and shared else None)
                waiting = []
            before = name

    def _relation(self, end: int) -> Relation | None:
        """Return how the name that ends here relates to what happened, by what follows it."""
        for relation, pattern, then in self.words.endings:
            if match := pattern.match(self.text, end):
                after = self.text[match.end() : match.end() + _SHORTLY]
                if then is None or then.search(after):
                    return relation
        return None

    def _chain(self, at: int, relation: Relation, wide: bool) -> Iterator[Where]:
        """Yield the places from ``at`` on: "Kyiv", "Kyiv, Ukraine", "Kyiv and Lviv"."""
        name = self._led(at)
        if wide and name and not any(place.country for place in name.places):
            return  # "across Europe" is nowhere in particular
        while name:
            container = self._container(name)
            if not container and self._possessor(name):
                return
            if container and _breadth(name) > _breadth(container):
                name, container = container, name  # "Ukraine's capital, Kyiv"
            yield self._where(name, relation, container)
            end = max(name.end, container.end if container else 0)
            joined = self.words.joined.match(self.text, end)
            name = self._led(joined.end()) if joined else None
            if name and not name.places:
                return

    def _possessor(self, name: _Name) -> bool:
        """Say whether the name only owns what follows ("Russia's interests", not its "east")."""
        match = self.words.possessive.match(self.text, name.end)
        return match is not None and not self.words.inner.match(self.text, match.end())

    def _led(self, at: int) -> _Name | None:
        """Return the name at ``at`` or behind a few words that may lead to one."""
        starts = [at]
        for _ in range(_FILLERS):
            match = self.words.fillers.match(self.text, at)
            if not match and not self._gazetted(at):  # "the Ukrainian capital, Kyiv"
                match = self.words.described.match(self.text, at)
            if not match:
                break
            at = match.end()
            starts.append(at)
        for start in reversed(starts):
            name = self._gazetted(start) or self._announced(start)
            if name and not self._articled(name) and not self._owns(name):
                return name
        return None

    def _owns(self, name: _Name) -> bool:
        """Say whether a country's name is part of another's: "the Gulf of Oman"."""
        country = any(place.kind in ("country", "territory") for place in name.places)
        near = self.text[max(0, name.start - _SHORTLY) : name.start]
        return country and self.words.owners.search(near) is not None

    def _articled(self, name: _Name) -> bool:
        """Say whether a town stands behind an article, which none does ("the Brits")."""
        return (
            bool(name.places)
            and all(place.kind in ("city", "capital") for place in name.places)
            and self.words.articles.search(self.text[: name.start]) is not None
            and self.words.inner.match(self.text, name.end + 1) is None
        )

    def _gazetted(self, at: int) -> _Name | None:
        """Return the longest name of the gazetteer that begins at ``at``."""
        text = self.text
        if at >= len(text) or text[at].islower() or not text[at].isalnum():
            return None
        heads = ["", *self._contracted(at)]
        least = at + is_unspaced(text[at])  # a Han sign alone is short for too much
        for end in range(min(len(text), at + self.known.longest), least, -1):
            for head in heads:
                if (places := self.known[head + text[at:end]]) and self._ends(end):
                    return _Name(at, end, places)
        for end in self._word_ends(at):
            if (places := self.known.inflected(text[at:end])) and self._ends(end):
                return _Name(at, end, places)
        return None

    def _word_ends(self, at: int) -> list[int]:
        """Return where a name of a few words that begins at ``at`` may end, the longest first."""
        words = _WORDS.match(self.text, at)
        if words is None:
            return []
        return [at + m.end() for m in _WORD.finditer(words[0])][::-1]

    def _contracted(self, at: int) -> list[str]:
        """Return the article of a name that is part of the word before: "au Caire", Le Caire."""
        if not self.words.contracted:
            return []
        before = self.text[max(0, at - _SHORTLY) : at]
        return [article for word, article in self.words.contracted if word.search(before)]

    def _ends(self, end: int) -> bool:
        """Say whether a name may end here, and does not go on as that of something else."""
        text = self.text
        if end == len(text):
            return True
        goes_on = text[end].isalnum() or re.match(r"[-‑][^\W\d]", text[end : end + 2])
        if goes_on and not is_unspaced(text[end - 1]):
            return False
        while (following := _NEXT.match(text, end)) and not self.headline:
            if not following[1][0].isupper():
                break
            if following[1].casefold().rstrip(".") not in self.words.ends:
                return False
            end = following.end()
        return True

    def _announced(self, at: int) -> _Name | None:
        """Return the run of words in capitals that a kind of place announces."""
        if not self.words.announcers.search(self.text[max(0, at - _SHORTLY) : at]):
            return None
        match = re.compile(r"[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,2}").match(self.text, at)
        if not match or self.headline:
            return None
        end = at
        for word in re.finditer(r"[\w'’-]+", match[0]):
            if not word[0][0].isupper() or word[0].casefold() in self.words.ends:
                break
            end = at + word.end()
        return _Name(at, end, ()) if end > at else None

    def _container(self, name: _Name) -> _Name | None:
        """Return what stands beside a name to tell where it lies."""
        match = self.words.beside.match(self.text, name.end)
        other = self._led(match.end()) if match else None
        if not other or not other.places or not name.places:
            return None
        shared = {p.country for p in name.places} & {p.country for p in other.places} - {None}
        return other if shared and _breadth(name) != _breadth(other) else None

    def _beside_date(self) -> Iterator[Where]:
        """Yield "Jakarta" of "..., Jakarta, Selasa (21/2)" and "..., Geneva, Tuesday"."""
        for match in re.finditer(r"[,،]\s+", self.text):
            name = self._gazetted(match.end())
            following = name and re.compile(r",?\s+\(?([^\W_]+)").match(self.text, name.end)
            if name and following:
                word = following[1].casefold()
                if word in self.words.ends or word.isdigit():
                    yield self._where(name, "in", None)

    def _dateline(self) -> Iterator[Where]:
        line = self.article.dateline
        if line is None or not self.offset <= line.start < self.offset + len(self.text):
            return
        at, end = line.start - self.offset, line.end - self.offset
        for match in re.finditer(rf"[{UNSPACED}]|[^\W\d_]+", self.text[at:end]):
            name = self._gazetted(at + match.start())
            if name and name.end <= end:
                yield self._where(name, "dateline", None)
                return

    def _where(self, name: _Name, relation: Relation, container: _Name | None) -> Where:
        """Return the place a name means here."""
        start, end = self.offset + name.start, self.offset + name.end
        words = self.text[name.start : name.end]
        span = Span(start, end, words)
        if not name.places:
            return Where(span, words, None, None, None, None, relation)
        inside = {p.country for p in container.places} if container else set()
        named = _named(self.article.text, self.known) if len(name.places) > 1 else {}
        form = words.casefold()
        best = max(
            name.places,
            key=lambda p: (
                p.country in inside,
                bool(named.get(p.country or "", frozenset()) - {form}),
                p.kind == "country",
                p.population,
                p.key,
            ),
        )
        return Where(span, best.name, best.country, best.lat, best.lon, best.geonames, relation)


def _breadth(name: _Name) -> int:
    """Return 2 for the name of a country, 1 for that of a region, 0 for any other."""
    return max((_BREADTH.get(place.kind, 0) for place in name.places), default=0)


@lru_cache(maxsize=4)
def _named(text: str, known: Gazetteer) -> dict[str, frozenset[str]]:
    """Return, for each country, the names telling of it that stand in the text."""
    folded = text.casefold()
    return {
        country: found
        for country, names in known.countries.items()
        if (found := frozenset(name for name in names if _stands(name, folded)))
    }


def _stands(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (before.isalpha() or after.isalpha()):
            return True
        at = text.find(name, at + 1)
    return False


def event_place(
    places: Sequence[Where], trigger: Span, clue: Clue | None = None, *, verbal: bool = False
) -> Where | None:
    """Return the place of an event, out of those its sentence names.

    The place with fewest clause boundaries between, then one that follows the trigger, then the
    nearest; where something came from only where no other is in the clause. A place in a quote
    that the trigger is not in is passed over, and so is the dateline: it tells where the report
    was written.

    Args:
        places: what ``find_places`` found in the sentence.
        trigger: the event's trigger.
        clue: the sentence and its quotes, to see where its clauses end.
        verbal: the event is in words (PLOVER's quad codes 1 and 3). Those who discuss "the war
            in Ukraine" are not there: a place of what is talked about is passed over.
    """
    fitting = [
        (breaks(w.span, trigger, clue), w.relation == "from", w.span.start < trigger.start, w)
        for w in places
        if w.relation != "dateline"
        and heard(w.span, trigger, clue)
        and not (verbal and _is_topic(w.span, trigger, clue))
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda f: (*f[:3], gap(f[3].span, trigger), f[3].span.start))[3]


def _is_topic(span: Span, trigger: Span, clue: Clue | None) -> bool:
    """Tell whether a place says where something is that is talked about: "the war in Ukraine"."""
    if clue is None:
        return False
    if _words(clue.language).topics_after.match(clue.sentence.text, span.end - clue.sentence.start):
        return True
    before = clue.sentence.text[: span.start - clue.sentence.start]
    found = _words(clue.language).topics.search(before, max(0, len(before) - _SHORTLY))
    return found is not None and not (
        trigger.start <= clue.sentence.start + found.start() < trigger.end
    )
