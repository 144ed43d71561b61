"""Places: cities and countries of GeoNames (CC BY 4.0), regions and exonyms written by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tools.register.states import countries, territories
from tools.register.tables import Tables, fold, parts, plain, read_tsv, slug

City = dict[str, Any]
Names = dict[tuple[str, str], list[City]]

DIVIDED = frozenset({"US", "CA", "AU", "CN", "IN", "RU", "UA", "PK", "DE", "BR", "MX", "NG"})
"""Countries (ISO 3166-1 alpha-2) whose first divisions are listed."""

UNPEOPLED = frozenset({"ATA", "BVT", "HMD", "UMI"})

SMALLEST = 100_000
"""Inhabitants from which on a city is listed without being named in ``hand/places.tsv``."""

SHORTEST = 4
"""Letters from which on the name of a city of less than ten times that size is listed."""


def add_places(tables: Tables, sources: Path, hand: Path) -> None:
    """Add countries, capitals, large cities, and the places named by hand."""
    by_code = countries(sources)
    cities = _cities(sources, {row["iso"]: code for code, row in by_code.items()})
    by_name: Names = {}
    for city in cities:
        for form in {city["name"], *city["alternatenames"]}:
            by_name.setdefault((fold(form), city["iso3"]), []).append(city)
    words = {row["form"] for row in read_tsv(hand / "not_places.tsv")}
    for city in cities:
        least = SMALLEST if len(city["name"]) >= SHORTEST else 10 * SMALLEST
        if city["population"] >= least and city["name"] not in words:
            _add_city(tables, city, "city")
    written = _capitals(hand)
    dependent = territories(hand)
    names = _state_names(tables)
    for code, country in sorted(by_code.items()):
        capital = _add_capital(tables, code, country, written.get(code, {}), by_name)
        if code not in UNPEOPLED:
            kind = "territory" if code in dependent else "country"
            _add_country(tables, code, country, capital, kind, names[code])
    for row in read_tsv(hand / "places.tsv"):
        _add_hand(tables, row, by_name)
    _add_divisions(tables, sources, cities)
    for path in sorted(hand.glob("*/places.tsv")):
        _add_names(tables, path)
    _add_foreign_names(tables, cities)


def _add_names(tables: Tables, path: Path) -> None:
    """Add what a language calls places that are in the tables, from ``hand/LL/places.tsv``."""
    for row in read_tsv(path):
        if row["id"] not in tables.keys("places"):
            raise ValueError(f"{path}: there is no place {row['id']}")
        for form in parts(row["names"]):
            _add_form(tables, row["id"], path.parent.name, form)


def _add_capital(
    tables: Tables, code: str, country: City, forms: dict[str, list[str]], by_name: Names
) -> City | None:
    """Add a country's capital, called as ``hand/LL/countries.tsv`` says or GeoNames does."""
    first = forms["en"][0] if forms.get("en") else country["capital"]
    city = _find(by_name, first, code) if first else None
    if city:
        _add_city(tables, city, "capital")
        for language, names in forms.items():
            for form in names:
                if form == names[0] or _find(by_name, form, code) in (city, None):
                    _add_form(tables, str(city["geonameid"]), language, form)
    return city


def _capitals(hand: Path) -> dict[str, dict[str, list[str]]]:
    """Return what each language calls the capitals, by code of the country."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(hand.glob("*/countries.tsv")):
        for row in read_tsv(path):
            forms = [form.lstrip("~") for form in parts(row["capitals"])]
            found.setdefault(row["iso3"], {})[path.parent.name] = forms
    return found


def _add_divisions(tables: Tables, sources: Path, cities: list[City]) -> None:
    """Add the first divisions of large countries, amid their cities.

    GeoNames' extract numbers no divisions, so they get ids of our own. What is named by hand,
    or like a city of the country, is left out.
    """
    known = {(row[2], fold(row[1])) for row in tables.rows("places")}
    inside: dict[str, list[City]] = {}
    for city in cities:
        inside.setdefault(f"{city['countrycode']}.{city['admin1code']}", []).append(city)
    for division in json.loads((sources / "geonames" / "admin1.json").read_text(encoding="utf-8")):
        found = inside.get(division["code"], [])
        if division["code"][:2] not in DIVIDED or not found:
            continue
        name, country = division["name"], found[0]["iso3"]
        if (country, fold(name)) in known:
            continue
        spot = [
            f"{sum(city[axis] for city in found) / len(found):.2f}"
            for axis in ("latitude", "longitude")
        ]
        key = slug(f"{country} {name}")
        tables.add("places", key, name, country, *spot, "", "region", "geonames")
        for language in ("en", "id"):
            for form in {name, plain(name)}:
                _add_form(tables, key, language, form)


def _cities(sources: Path, iso3: dict[str, str]) -> list[City]:
    cities = []
    text = (sources / "geonames" / "cities15000.jsonl").read_text(encoding="utf-8")
    for line in text.rstrip("\n").split("\n"):
        city = json.loads(line)
        city["iso3"] = iso3.get(city["countrycode"], "")
        if city["iso3"]:
            cities.append(city)
    return cities


def _find(by_name: Names, name: str, country: str) -> City | None:
    """Return the city of this name: the one so called first, else the most populous."""
    found = by_name.get((fold(name), country), [])
    return max(
        found, key=lambda city: (fold(city["name"]) == fold(name), city["population"]), default=None
    )


def _add_city(tables: Tables, city: City, kind: str) -> None:
    key = str(city["geonameid"])
    name = city["name"].strip("‘’'")
    tables.replace(
        "places",
        *(key, name, city["iso3"], f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"),
        *(str(city["population"]), kind, "geonames"),
    )
    for form in {name, plain(name)}:
        _add_form(tables, key, "*", form)


def _add_form(tables: Tables, key: str, language: str, form: str) -> None:
    """Add a form, unless it is already known for every language."""
    if (key, "*", form) not in tables.cells("place_names"):
        tables.add("place_names", key, language, form)


def _add_country(
    tables: Tables,
    code: str,
    country: City,
    capital: City | None,
    kind: str,
    forms: list[tuple[str, str]],
) -> None:
    """Add a country, at the coordinates of its capital (the sources have no centroids)."""
    key = str(country["geonameid"])
    spot = ("", "")
    if capital:
        spot = (f"{capital['latitude']:.4f}", f"{capital['longitude']:.4f}")
    tables.add(
        "places", key, country["name"], code, *spot, str(country["population"]), kind, "geonames"
    )
    for language, form in forms:
        _add_form(tables, key, language, form)


def _state_names(tables: Tables) -> dict[str, list[tuple[str, str]]]:
    """Return language and form of what each state and territory is called, by code."""
    states = {row[0]: row[3] for row in tables.rows("entities") if row[1] in ("state", "territory")}
    found: dict[str, list[tuple[str, str]]] = {}
    for entity, language, form, use, _ in tables.rows("names"):
        if entity.startswith("Q") and entity in states and use in ("name", "short", "abbreviation"):
            found.setdefault(states[entity], []).append((language, form))
    return found


def _add_hand(tables: Tables, row: dict[str, str], by_name: Names) -> None:
    city = None if row["lat"] else _find(by_name, row["name"], row["country"])
    if not row["lat"] and city is None:
        raise ValueError(f"places.tsv: {row['name']} is not in GeoNames' cities: give coordinates")
    if city:
        key = str(city["geonameid"])
        if key not in tables.keys("places"):
            _add_city(tables, city, "city")
    else:
        key = slug(row["name"])
        where = (row["country"], row["lat"], row["lon"])
        tables.add("places", key, row["name"], *where, "", row["kind"], "hand")
    for language in ("en", "id"):
        for form in parts(row[language]):
            _add_form(tables, key, language, form)


def _add_foreign_names(tables: Tables, cities: list[City]) -> None:
    """Add what scripts other than Latin call large cities, from GeoNames' alternate names.

    They bear no language there: a script stands for the languages written in it. Names that
    other places of ours have too in that script are left out, and short ones.
    """
    by_id = {str(city["geonameid"]): city for city in cities}
    ours = {row[0]: row for row in tables.rows("places") if row[0] in by_id}
    bearers: dict[tuple[str, str], set[str]] = {}
    for key in ours:
        for form in by_id[key]["alternatenames"]:
            for language in _script_languages(form):
                bearers.setdefault((language, form), set()).add(key)
    for (language, form), keys in sorted(bearers.items()):
        key = min(keys)
        large = int(ours[key][5] or 0) >= LARGE or ours[key][6] == "capital"
        if len(keys) == 1 and large:
            _add_form(tables, key, language, form)


LARGE = 300_000
"""Inhabitants from which on a city's names in other scripts are listed."""

SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff][\u0400-\u04ff -]{3,}"), ("ru", "uk")),
    (re.compile(r"[\u0600-\u06ff][\u0600-\u06ff ]{3,}"), ("ar",)),
    (re.compile(r"[\u4e00-\u9fff]{2,}"), ("zh", "ja")),
    (re.compile(r"[\u30a0-\u30ff]{3,}"), ("ja",)),
    (re.compile(r"[\u0900-\u097f][\u0900-\u097f ]{2,}"), ("hi",)),
)
"""What a name in a script looks like, and the languages it is listed for."""

NOT_OURS = {
    "ru": re.compile("[іїєґўјљњђћќѓџ]", re.I),
    "uk": re.compile("[ыэъёўјљњђћќѓџ]", re.I),
    "ar": re.compile("[پچژگکیہےۆێەڕڵ]"),
}
"""Letters that a language does not write."""


def _script_languages(form: str) -> list[str]:
    """Return the languages of ours a name in another script than Latin may be of."""
    return [
        language
        for pattern, languages in SCRIPTS
        if pattern.fullmatch(form)
        for language in languages
        if language not in NOT_OURS or not NOT_OURS[language].search(form)
    ]
