"""What a language's ``dates.toml`` says, compiled into one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from kawat.language import load
from kawat.language.casing import fold, fold_words

T = TypeVar("T")

_FIGURES = {
    **dict.fromkeys(("day", "day2", "a", "b"), r"\d{1,2}"),
    **dict.fromkeys(("mm", "dd", "yy"), r"\d{2}"),
    # from 1800 to 2099, in any figures the calendar of a newspaper is printed with
    "year": r"(?:[1١१][89٨٩८९]|[2٢२][0٠०])\d{2}",
}
_PLACE = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_HEADS = ("weekday", "month", "which", "unit", "number", "word")
"""With figures, the only places a template (but for `never`) may begin with."""


@dataclass(frozen=True, slots=True)
class Found:
    """A run of text that fills a template, and what filled it (folded to small letters)."""

    start: int
    end: int
    fields: Mapping[str, str]


class DatePatterns:
    """How one language writes dates; the tables are keyed by folded forms."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        months, weekdays = _numbered(data["months"]), _numbered(data["weekdays"])
        all_months = months | _numbered(data["months_short"])
        all_weekdays = weekdays | _numbered(data["weekdays_short"])
        self.months, self.weekdays = _folded(all_months), _folded(all_weekdays)
        self.numbers: dict[str, int] = _folded(data["numbers"])
        self.days: dict[str, int] = _folded(data["days"])
        self.units: dict[str, str] = _folded(data["units"])
        self.which: dict[str, int] = _folded(data["which"])
        self.orders: list[str] = data["numeric"]
        self._printed = all_months.keys() | all_weekdays.keys()
        self._fields: list[dict[str, str]] = []
        ordinal = f"(?:{_any(data['ordinals'])})?" if data["ordinals"] else ""
        self._places = {
            **{k: f"(?:{v})" for k, v in _FIGURES.items()},
            "month": rf"(?:{_any(months)}|(?:{_any(all_months.keys() - months)})\.?)",
            "month_full": f"(?:{_any(months)})",
            "weekday": rf"(?:{_any(weekdays)}|(?:{_any(all_weekdays.keys() - weekdays)})\.?)",
            "weekday_full": f"(?:{_any(weekdays)})",
            "part": f"(?:{_any(data['day_parts'])})",
            "number": rf"(?:\d{{1,3}}|{_any(data['numbers'])})",
            "word": f"(?:{_any(data['days'])})",
            "unit": f"(?:{_any(data['units'])})",
            "which": f"(?:{_any(data['which'])})",
        }
        self._after = dict.fromkeys(("day", "day2"), ordinal)
        left, right = r"(?<!\d)(?<!\d[./,-])", r"(?!\d)(?![./,-]\d)(?!\s?%)"
        if data["words_apart"]:
            left, right = rf"(?<!\w){left}", rf"(?!\w){right}"
        never = [self._fill(t, None) for t in data["templates"]["never"]]
        branches = [self._fill(t, n) for n, t in enumerate(_templates(data["templates"]))]
        self._heads = self._head_words() if data["words_apart"] else None
        # One look ahead spares most places the trial of every branch.
        heads = rf"(?=\d|{'|'.join(self._places[place] for place in _HEADS)})"
        self._pattern = re.compile(
            f"{left}(?:{'|'.join(never)}|{heads}(?:{'|'.join(branches)})){right}", re.IGNORECASE
        )
        self._introducers = {
            name: re.compile("" if "" in words else rf"{left}(?:{_any(words)})\s?$", re.IGNORECASE)
            for name, words in data["introducers"].items()
        }

    def find(self, text: str) -> Iterator[Found]:
        """Yield what looks like a date, from left to right, not overlapping."""
        if not self._may_hold_one(text):
            return
        at = 0
        while match := self._pattern.search(text, at):
            at = match.end()
            if match.lastgroup is None:  # one of `never`
                continue
            groups = self._fields[int(match.lastgroup[1:])]
            raw = {f: match[group] for f, group in groups.items() if match[group] is not None}
            self._unmask(text, match, raw)
            if self._introduced(text, match, raw) and self._spelled(text, match, raw):
                fields = {f: fold_words(words.rstrip(".")) for f, words in raw.items()}
                yield Found(match.start(), match.end(), fields)
            else:
                at = match.start() + 1

    def _head_words(self) -> frozenset[str]:
        """Return the first word of everything a date may begin with, but for figures."""
        tables = (self.months, self.weekdays, self.which, self.units, self.numbers, self.days)
        forms = (form for table in tables for form in table)
        return frozenset(word[0] for form in forms if (word := _WORD.findall(form)))

    def _may_hold_one(self, text: str) -> bool:
        """Say whether a date can be in the text: most sentences need no search."""
        if self._heads is None or _FIGURE.search(text):
            return True
        return not self._heads.isdisjoint(_WORD.findall(fold(text)))

    def _fill(self, template: str, number: int | None) -> str:
        """Return the template with its places filled, naming groups where it has a number."""
        fields: dict[str, str] = {}

        def place(match: re.Match[str]) -> str:
            field = match[1].removesuffix("_full")
            pattern = self._places[match[1]]
            if number is None or field in fields:
                return pattern + self._after.get(field, "")
            fields[field] = f"{field}_{number}"
            return f"(?P<{fields[field]}>{pattern}){self._after.get(field, '')}"

        filled = _PLACE.sub(place, template)
        if number is None:
            return filled
        self._fields.append(fields)
        filled = re.sub(r"(?<=\(\?P[<=])sep", f"sep_{number}", filled)
        return f"(?P<t{number}>{filled})"

    def _introduced(self, text: str, match: re.Match[str], raw: Mapping[str, str]) -> bool:
        """Say whether what cannot stand alone has before it what it needs."""
        for name, fields in (("month", {"month"}), ("year", {"year"}), ("numbers", {"a", "b"})):
            if fields <= raw.keys() <= fields | {"yy"}:
                before = text[max(0, match.start() - 20) : match.start()]
                return bool(self._introducers[name].search(before))
        return True

    def _spelled(self, text: str, match: re.Match[str], raw: Mapping[str, str]) -> bool:
        """Say whether names are spelled as names ("may", "sun" and "minggu" are words, too)."""
        figures = raw.keys() & {"day", "a"}
        for field in raw.keys() & {"month", "weekday"}:
            words = raw[field].rstrip(".")
            usual = words in self._printed or (words.isupper() and len(words) > 1)
            if not usual and not (figures and raw.keys() & {"year", "weekday"}):
                return False
        return True

    def _unmask(self, text: str, match: re.Match[str], raw: dict[str, str]) -> None:
        """Take a weekday that is also a unit for the unit where its capital does not tell.

        Indonesian "minggu lalu" is last week, "Minggu lalu" last Sunday, and neither can be
        told at the head of a sentence, where the week is taken: it holds that Sunday.
        """
        weekday = raw.get("weekday", "")
        if raw.keys() == {"weekday", "which"} and fold_words(weekday) in self.units:
            first = not re.search(r"\w", text[: match.start()])
            if first or weekday not in self._printed:
                raw["unit"] = raw.pop("weekday")


@cache
def date_patterns(language: str) -> DatePatterns:
    """Return the patterns of a language; KeyError where Kawat does not read it."""
    return DatePatterns(load(language, "dates"))


def _templates(data: Mapping[str, list[str]]) -> list[str]:
    """Return the templates, those that fill more places first."""
    cores = [*data["dates"], *data["short_dates"]]
    joined = [join.replace("{core}", core) for join in data["joins"] for core in cores]
    return sorted(
        [*joined, *cores, *data["others"]],
        key=lambda t: -9 if t == "{word}" else -len(_PLACE.findall(t)),
    )


def _numbered(lists: Iterable[Iterable[str]]) -> dict[str, int]:
    return {form: number for number, forms in enumerate(lists, 1) for form in forms}


def _folded(table: Mapping[str, T]) -> dict[str, T]:
    return {fold_words(form): value for form, value in table.items()}


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first) or "(?!)"
