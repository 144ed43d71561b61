"""Places: cities and countries of GeoNames (CC BY 4.0), regions and exonyms written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.register.states import TERRITORIES, countries
from tools.register.tables import Tables, fold, parts, plain, read_tsv, slug

SMALLEST = 100_000
"""Inhabitants from which on a city is listed without being named in ``hand/places.tsv``."""

SHORTEST = 4
"""Letters from which on the name of a city of less than ten times that size is listed."""


def add_places(tables: Tables, sources: Path, hand: Path) -> None:
    """Add countries, capitals, large cities, and the places named by hand."""
    by_code = countries(sources)
    iso3 = {row["iso"]: code for code, row in by_code.items()}
    cities = _cities(sources, iso3)
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for city in cities:
        for form in {city["name"], *city["alternatenames"]}:
            by_name.setdefault((fold(form), city["iso3"]), []).append(city)
    words = {row["form"] for row in read_tsv(hand / "not_places.tsv")}
    for city in cities:
        if city["population"] >= SMALLEST and city["name"] not in words:
            if len(city["name"]) >= SHORTEST or city["population"] >= 10 * SMALLEST:
                _add_city(tables, city, "city")
    capitals = {row["iso3"]: row for row in read_tsv(hand / "countries.tsv")}
    for code, country in sorted(by_code.items()):
        row = capitals.get(code, {})
        forms = {lang: [f.lstrip("~") for f in parts(row.get(f"capital_{lang}", ""))]
                 for lang in ("en", "id")}
        first = forms["en"][0] if forms["en"] else country["capital"]
        city = _find(by_name, first or "-", code)
        if city:
            _add_city(tables, city, "capital")
            for lang, names in forms.items():
                for number, form in enumerate(names):
                    if number == 0 or _find(by_name, form, code) in (city, None):
                        _add_form(tables, str(city["geonameid"]), lang, form)
        if country["geonameid"] and code not in ("ATA", "HMD", "UMI", "BVT"):
            _add_country(tables, code, country, city)
    for row in read_tsv(hand / "places.tsv"):
        _add_hand(tables, row, by_name)


def _cities(sources: Path, iso3: dict[str, str]) -> list[dict[str, Any]]:
    cities = []
    for line in (sources / "geonames" / "cities15000.jsonl").open(encoding="utf-8"):
        city = json.loads(line)
        city["iso3"] = iso3.get(city["countrycode"], "")
        if city["iso3"]:
            cities.append(city)
    return cities


def _find(
    by_name: dict[tuple[str, str], list[dict[str, Any]]], name: str, country: str
) -> dict[str, Any] | None:
    """Return the city of this name: the one so called first, else the most populous."""
    found = by_name.get((fold(name), country), [])
    return max(
        found, key=lambda city: (fold(city["name"]) == fold(name), city["population"]), default=None
    )


def _add_city(tables: Tables, city: dict[str, Any], kind: str) -> None:
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
    tables: Tables, code: str, country: dict[str, Any], capital: dict[str, Any] | None
) -> None:
    """Add a country, at the coordinates of its capital (the sources have no centroids)."""
    key = str(country["geonameid"])
    spot = ("", "")
    if capital:
        spot = (f"{capital['latitude']:.4f}", f"{capital['longitude']:.4f}")
    kind = "territory" if code in TERRITORIES else "country"
    tables.add("places", key, country["name"], code, *spot, str(country["population"]), kind,
               "geonames")
    states = {row[3]: row[0] for row in tables.rows("entities") if row[1] in ("state", "territory")}
    for entity, language, form, use, _ in tables.rows("names"):
        if entity == states.get(code) and use in ("name", "short", "abbreviation"):
            _add_form(tables, key, language, form)


def _add_hand(
    tables: Tables, row: dict[str, str], by_name: dict[tuple[str, str], list[dict[str, Any]]]
) -> None:
    city = None if row["lat"] else _find(by_name, row["name"], row["country"])
    if not row["lat"] and city is None:
        raise ValueError(f"places.tsv: {row['name']} is not in GeoNames' cities: give coordinates")
    if city:
        key = str(city["geonameid"])
        if key not in tables.keys("places"):
            _add_city(tables, city, "city")
    else:
        key = slug(row["name"])
        tables.add("places", key, row["name"], row["country"], row["lat"], row["lon"], "",
                   row["kind"], "hand")
    for language in ("en", "id"):
        for form in parts(row[language]):
            _add_form(tables, key, language, form)
