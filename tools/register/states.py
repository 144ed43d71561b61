"""States, territories and bodies: CLDR's names and our own additions.

Names in Kawat's languages come from CLDR (Unicode-3.0), further ones from the tables of each
language (``native``); Wikidata ids from rigour (MIT). International
bodies, agencies, seats of power, armed groups and news agencies are ``hand/bodies.tsv``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tools.register.tables import Tables, parts, plain, read_form, read_tsv, use_of

LANGUAGES = ("id", "en", "ms", "de", "es", "fr", "pt", "ru", "uk", "tr", "ar", "zh", "ja", "hi")
"""Languages whose country names are taken from CLDR (``zh`` also in traditional characters)."""

NAMED_BY_GEONAMES = frozenset({"CIV", "COD", "COG"})
"""Where CLDR's English name is one for sorting ("Congo - Kinshasa"), or not English."""

HISTORICAL = frozenset({"ANT", "SCG"})
UNUSABLE = ("Congo - ", "Kongo - ", "SAR China", "DAK Tiongkok", " SAR ", "&")


def load(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def countries(sources: Path) -> dict[str, dict[str, Any]]:
    """Return GeoNames' country table by ISO 3166-1 alpha-3 code."""
    table = load(sources / "geonames" / "countries.json").values()
    return {row["iso3"]: row for row in table if row["iso3"] not in HISTORICAL}


def wikidata_ids(sources: Path) -> dict[str, str]:
    """Return the Wikidata id of each country by ISO 3166-1 alpha-3 code, from rigour."""
    ids: dict[str, str] = {}
    text = (sources / "rigour" / "territories.jsonl").read_text(encoding="utf-8")
    for line in text.rstrip("\n").split("\n"):
        row = json.loads(line)
        if row.get("alpha3") and row.get("qid"):
            ids[row["alpha3"].upper()] = row["qid"]
    return ids


def territories(hand: Path) -> set[str]:
    """Return the ISO 3166-1 alpha-3 codes of what is not a state of its own.

    Kawat follows the list of PLOVER's manual: beside the members of the United Nations, the
    Holy See, Palestine, Taiwan and Kosovo count as states. This says nothing on their status.
    """
    return {row["iso3"] for row in read_tsv(hand / "territories.tsv")}


def add_states(tables: Tables, sources: Path, hand: Path) -> dict[str, str]:
    """Add every state and territory; return their ids by ISO 3166-1 alpha-3 code."""
    ids = wikidata_ids(sources)
    by_code = countries(sources)
    cldr = load(sources / "cldr" / "territories.json")
    dependent = territories(hand)
    found: dict[str, str] = {}
    for code, country in sorted(by_code.items()):
        kind = "territory" if code in dependent else "state"
        entity = found[code] = ids[code]
        name = _canonical(cldr["en"], country)
        tables.add("entities", entity, kind, name, code, "", "cldr rigour geonames", "")
        tables.name(entity, "en", name, "name", "cldr")
        _add_cldr_names(tables, cldr, country["iso"], entity)
    return found


def _canonical(english: dict[str, str], country: dict[str, Any]) -> str:
    """Return the English name an entry goes by: CLDR's, unless that is made to sort."""
    code = country["iso3"]
    if code in NAMED_BY_GEONAMES:
        return str(country["name"])
    iso = country["iso"]
    name = english[iso] if code in ("GBR", "USA", "BIH") else english.get(f"{iso}-alt-short")
    return (name or english[iso]).replace("&", "and").replace("St. ", "Saint ")


def _add_cldr_names(tables: Tables, cldr: Any, code: str, entity: str) -> None:
    for language in (*LANGUAGES, "zh-Hant"):
        for suffix in ("", "-alt-short", "-alt-variant"):
            form = cldr[language].get(code + suffix, "")
            if any(mark in form for mark in UNUSABLE) or "(" in form:
                form = form.replace("&", "dan" if language == "id" else "and")
                if language not in ("en", "id") or any(mark in form for mark in UNUSABLE):
                    continue
                if "(" in form:
                    continue
            use = use_of(form) if suffix else "name"
            tables.name(entity, language[:2], form, use, "cldr")
            if language in ("en", "id") and plain(form) != form:
                tables.name(entity, language[:2], plain(form).replace("’", "'"), use, "cldr")


def add_bodies(tables: Tables, sources: Path, hand: Path) -> None:
    """Add organisations, blocs, agencies, courts, groups and the seats that stand for them.

    Raises:
        ValueError: a Wikidata id is not one that SupraVerden lists (CC BY-SA 4.0; only looked
            up, nothing is taken from it): none is taken on trust.
    """
    listed = (sources / "supraverden" / "general_list.yaml").read_text(encoding="utf-8")
    known = set(re.findall(r"Wikidata_code: (Q\d+)", listed))
    for row in read_tsv(hand / "bodies.tsv"):
        entity = row["id"]
        if entity.startswith("Q") and entity not in known:
            raise ValueError(f"bodies.tsv: {entity} ({row['name']}) is not in the sources")
        tables.add(
            "entities", entity, row["kind"], row["name"], row["country"], row["sector"], "hand", ""
        )
        if "(" not in row["name"]:
            tables.name(entity, "en", row["name"], "name", "hand")
        for column, language in (("any", "*"), ("en", "en"), ("id_forms", "id")):
            for form in parts(row[column]):
                tables.name(entity, language, *read_form(form), "hand")
