"""Persons and the offices they held.

Spells of office come from Wikidata query results (CC0) and the World Factbook (public domain);
``hand/recent.tsv`` closes and continues them. Rules applied here, each named in ``source``:

- ``successor``: the source left the end open, and another person is on record as starting in
  the same office of the same country later; that start is the end.
- An end that stays empty means *in office on the day of* ``checked``, no more.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tools.register.factbook import leaders
from tools.register.identities import Identities, Spell, same_time, unify
from tools.register.labels import office_of
from tools.register.spells import tidy
from tools.register.states import countries, territories
from tools.register.tables import Tables, fold, parts, plain, read_csv, read_tsv

LEADERS = frozenset({"head-of-state", "head-of-government"})
SHARED = frozenset({"BIH", "CHE", "SMR", "AND", "SDN", "IRN"})
"""Countries whose head of state is several persons at once: no rule of succession."""

Row = dict[str, str]

SECTORS = {
    "military-chief": "MIL",
    "defence-minister": "GOV",
    "speaker": "LEG",
    "party-leader": "PTY",
    "opposition-leader": "OPP",
    "intelligence-chief": "SPY",
    "military-commander": "MIL",
    "court-president": "JUD",
    "prosecutor-general": "JUD",
    "judge": "JUD",
    "legislator": "LEG",
    "police-chief": "COP",
    "group-leader": "REB",
    "religious-leader": "REL",
}
CLERICAL = frozenset({"VAT"})
"""States whose government is clerics."""
NOT_STATES = frozenset({"UNO", "EUR", "NAT", "IGO", "NGO", "IMG", "WST"})
BODIES = {"High Representative": "EUR", "World Trade": "IGO"}
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "MAC"})
"""Countries whose nationals' family name comes first in English text too."""

GIVEN_NAME = frozenset({"ETH", "ERI", "SOM", "DJI", "THA", "LAO", "MYS", "BRN", "IDN", "BTN"})
"""Countries whose nationals the press calls by the first part of their name."""

WHOLE_NAME = frozenset({"MMR", "KHM"})
"""Countries whose nationals the press calls by their whole name."""

HONORIFICS = frozenset({"Mohamad", "Mohamed", "Mohammad", "Muhammad", "Abdul", "Pehin", "Dato"})
CONFIRMED = LEADERS | {"vice-president"}
GENERATION = re.compile(r",? (?:[JS]r\.?|J[uú]nior|Filho|Neto|[IVX]+)$")
"""What may follow a family name and is no part of it."""

PARTICLES = frozenset({"de", "da", "di", "van", "von", "der", "bin", "ibn", "la", "del", "al"})


def add_people(tables: Tables, sources: Path, hand: Path) -> None:
    """Add every person, their names and their offices."""
    codes = {row[3] for row in tables.rows("entities") if row[1] in ("state", "territory")}
    ids = Identities(sources)
    spells = [spell for spell in _wikidata(sources) if spell.country in codes | NOT_STATES]
    persons = list(read_tsv(hand / "people.tsv"))
    _pin(ids, persons)
    dependent = territories(hand)
    wrong = {(row["country"], row["name"]) for row in read_tsv(hand / "wrong.tsv")}
    spells = [
        spell
        for spell in leaders(sources, ids, spells)
        if (spell.country, spell.name) not in wrong
        and (spell.source != "factbook" or spell.country not in dependent)
    ]
    recent = list(_hand(hand / "recent.tsv", ids))
    called = {(spell.person, spell.name) for spell in (*spells, *recent)}
    spells = _close(tidy(_override(spells, recent)))
    spells = unify(confirm(sources, spells))
    nations = {
        ids.of(row["person"], row["national"]): row["national"]
        for row in read_tsv(hand / "recent.tsv")
    }
    known: dict[str, Spell] = {}
    for spell in sorted(spells, key=_weight):
        known[spell.person] = spell
        tables.add("offices", *_cells(spell))
    forms: dict[str, Row] = {
        row["id"] or ids.of(row["name"], row["country"]): row for row in persons
    }
    for person, spell in known.items():
        row = forms.pop(person, None)
        name = row["name"] if row else spell.name
        country = row["country"] if row else nations.get(person, spell.country)
        sector = spell.sector or ("" if spell.country in NOT_STATES else "GOV")
        sector = row["sector"] or sector if row else sector
        tables.add("entities", person, "person", name, country, sector, _origin(spell), "")
        _add_names(tables, person, spell, name, country, row)
    for person, name in sorted(called):
        if person in known and re.fullmatch(r"[^,()\"]+ [^,()\"]+", name):
            for form in dict.fromkeys((name, plain(name))):
                tables.name(person, "*", form, "name", _origin(known[person]))
    for person, rest in forms.items():
        tables.add(
            "entities", person, "person", rest["name"], rest["country"], rest["sector"], "hand", ""
        )
        _add_names(tables, person, None, rest["name"], rest["country"], rest)


def _weight(spell: Spell) -> tuple[bool, bool, str]:
    """Return what to sort spells by, so that the last tells most of a person."""
    return spell.role != "legislator", spell.source.startswith("hand"), spell.start


def _pin(ids: Identities, persons: list[Row]) -> None:
    """Make the ids and the other spellings of hand-written persons known."""
    for person in persons:
        if person["id"]:
            ids.give(person["country"], person["name"], person["id"])
    for person in persons:
        for form in parts(person["any"]):
            if " " in form:
                same = ids.of(person["name"], person["country"])
                ids.given.setdefault((person["country"], fold(form)), same)


def _cells(spell: Spell) -> tuple[str, ...]:
    return (
        *(spell.person, spell.office, spell.role, spell.country, spell.sector),
        *(spell.start, spell.end, spell.source, spell.checked),
    )


def _origin(spell: Spell) -> str:
    return spell.source.split()[0]


def _snapshots(sources: Path) -> dict[str, str]:
    """Return the day each repository of office holders was read, from the folder's SOURCE.md."""
    text = (sources / "office-holders" / "SOURCE.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\S+) \|.*?\| [0-9a-f]{40} \| (\d{4}-\d\d-\d\d) \|", text, re.M)
    return dict(found)


def _wikidata(sources: Path) -> Iterator[Spell]:
    """Yield the spells of Wikidata query results that fall in our scope."""
    snapshots = _snapshots(sources)
    for row in read_csv(sources / "office-holders" / "office_holders.csv"):
        label, role = office_of(row)
        if not role:
            continue
        start, end = row["start"], row["end"]
        since = "2000" if role in LEADERS else "2010"
        if not start or (end and (end < since or start > end + "~")):
            continue
        if not re.match(r"(?!Q\d)[A-Za-z]", plain(row["person_label"])):
            continue
        country = row["country_iso3"]
        if country == "INT":
            country = next((code for mark, code in BODIES.items() if mark in label), "UNO")
            if role == "ambassador":
                continue
        yield Spell(
            *(row["person_qid"], _label(row["person_label"]), label, role, country),
            *(SECTORS.get(role, "" if country in NOT_STATES else "GOV"), start, end),
            *("wikidata", snapshots[row["repo"]]),
        )


def _label(label: str) -> str:
    """Return a person's label without peerages, ordinals and "of" a country."""
    label = re.sub(r" of (?:the )?[A-Z].*$", "", label)
    return re.sub(r",? (?:\d\w+ )?(?:Baron|Baroness|Viscount|Earl|Marquess) .*$", "", label)


def _hand(path: Path, ids: Identities) -> Iterator[Spell]:
    for row in read_tsv(path):
        if not row["end"] and not row["checked"]:
            raise ValueError(f"recent.tsv: {row['person']} is neither out of office nor checked")
        sector = "" if row["country"] in NOT_STATES else "GOV"
        sector = "REL" if row["country"] in CLERICAL else sector
        yield Spell(
            *(ids.of(row["person"], row["national"]), row["person"], row["office"], row["role"]),
            *(row["country"], SECTORS.get(row["role"], sector), row["start"], row["end"]),
            *("hand", row["checked"]),
        )


def _override(spells: list[Spell], recent: list[Spell]) -> list[Spell]:
    """Let the hand-written spells replace what they restate: same person, role and time.

    A hand-written spell without an end takes over the later ``checked`` of an open one.
    """
    said: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    for spell in recent:
        said[spell.person, spell.role, spell.country].append(spell)
    vouched: dict[Spell, Spell] = {}
    kept = []
    for spell in spells:
        restated = [
            other
            for other in said[spell.person, spell.role, spell.country]
            if spell.start[:4] == other.start[:4]
            or (other.start < spell.start and (not other.end or spell.start < other.end))
            or (not spell.end and spell.start < other.start)
        ]
        if not restated:
            kept.append(spell)
        for other in restated:
            if not spell.end and not other.end and spell.checked > other.checked:
                vouched[other] = replace(
                    other, checked=spell.checked, source=f"hand {spell.source}"
                )
    return kept + [vouched.get(spell, spell) for spell in recent]


def _close(spells: list[Spell]) -> list[Spell]:
    """Close the spells a source left open by the start of the next holder."""
    starts: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for spell in spells:
        for key in _posts(spell):
            starts[key].append((spell.start, spell.person))
    closed = []
    for spell in spells:
        if not spell.end and not spell.source.startswith("hand") and not _collective(spell):
            later = [
                start
                for start, person in starts[_posts(spell)[0]]
                if person != spell.person and start[: len(spell.start)] > spell.start
            ]
            if later:
                spell = replace(spell, end=min(later), source=f"{spell.source} successor")
        closed.append(spell)
    return closed


def _posts(spell: Spell) -> list[tuple[str, str, str]]:
    """Name the post of a spell: a leader's by role, a minister's also by title."""
    broad = (spell.country, spell.role, "")
    single = LEADERS | {"foreign-minister", "defence-minister", "un-secretary-general"}
    if spell.role in single:
        return [broad]
    return [(spell.country, spell.role, spell.office)]


def _collective(spell: Spell) -> bool:
    return spell.role == "head-of-state" and spell.country in SHARED


def confirm(sources: Path, spells: list[Spell]) -> list[Spell]:
    """Date the open spells of leaders whom a list of 2026 still shows in office.

    world-leaders-current is under CC BY-SA 4.0 and serves only as this check.
    """
    folder = sources / "world-leaders-current" / "current"
    text = (folder / "by-position.json").read_text(encoding="utf-8")
    day = json.loads((folder / "all-leaders.json").read_text(encoding="utf-8"))["snapshot_date"]
    codes = {fold(row["name"]): code for code, row in countries(sources).items()}
    codes |= {"uk": "GBR", "usa": "USA"}
    shown = [
        (codes.get(fold(row["country"].replace("_", " "))), set(fold(row["name_en"]).split()), row)
        for row in _leaders_in(json.loads(text))
    ]

    def seen(spell: Spell) -> bool:
        words = set(fold(spell.name).split())
        return any(
            code == spell.country
            and (words <= name or name <= words)
            and same_time(spell.start, row["since"] or spell.start)
            for code, name, row in shown
        )

    return [
        replace(spell, checked=day, source=f"{spell.source} world-leaders")
        if not spell.end and spell.role in CONFIRMED and seen(spell)
        else spell
        for spell in spells
    ]


def _leaders_in(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every entry with an English name in a nested structure."""
    if isinstance(node, dict):
        if node.get("name_en"):
            yield node
        for value in node.values():
            yield from _leaders_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaders_in(value)


def _add_names(
    tables: Tables,
    person: str,
    spell: Spell | None,
    name: str,
    country: str,
    row: dict[str, str] | None,
) -> None:
    """Add a person's full name, its plain spelling, further forms and the surname."""
    source = _origin(spell) if spell else "hand"
    names = {name, spell.name} if spell else {name}
    for form in sorted(names):
        use = "name" if " " in form else "surname"
        tables.name(person, "*", form, use, source)
        tables.name(person, "*", plain(form), use, source)
    surnames: set[str] = set()
    if row:
        for column, language in (("any", "*"), ("en", "en"), ("id_forms", "id")):
            for form in parts(row[column]):
                use = "name" if " " in form else "short"
                tables.name(person, language, form, use, "hand")
        surnames = set(parts(row["surname"]))
    by = "hand" if surnames else source
    if not surnames:
        surnames = set().union(*(surname(form, country) for form in names))
        if spell and spell.family:
            surnames = {spell.family}
    if by != "hand":
        surnames |= {plain(form) for form in surnames}
    for form in sorted(surnames):
        tables.name(person, "*", form, "surname", by)


def surname(name: str, country: str) -> set[str]:
    """Return the parts of ``name`` by which the press calls a person of ``country``."""
    words = GENERATION.sub("", name).replace(",", "").split()
    if len(words) < 2 or country in WHOLE_NAME or " bin " in name:
        return set()
    if country in FAMILY_FIRST:
        return {words[0]}
    if country in GIVEN_NAME:
        return {words[0]} if words[0] not in HONORIFICS else {words[1]}
    last = len(words) - 1
    while last > 1 and words[last - 1].casefold() in PARTICLES:
        last -= 1
    family = " ".join(words[last:])
    bare = re.sub(r"^(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d|[Aa]r|[Aa]z|[Aa]n)[- ](?=.{3})", "", family)
    return {family} if bare == family else {family, bare[0].upper() + bare[1:]}
