"""Heads of state and government of the World Factbook (public domain), 2015 to early 2026."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.register.identities import Identities, Spell
from tools.register.tables import fold

HEADS = {
    "President": "head-of-state",
    "Acting President": "head-of-state",
    "Interim President": "head-of-state",
    "Transitional President": "head-of-state",
    "King": "head-of-state",
    "Queen": "head-of-state",
    "Emperor": "head-of-state",
    "Amir": "head-of-state",
    "Grand Duke": "head-of-state",
    "Prince": "head-of-state",
    "Pope": "head-of-state",
    "Prime Minister": "head-of-government",
    "Acting Prime Minister": "head-of-government",
    "Interim Prime Minister": "head-of-government",
    "Caretaker Prime Minister": "head-of-government",
    "Premier": "head-of-government",
    "Chancellor": "head-of-government",
    "Taoiseach": "head-of-government",
    "Vice President": "vice-president",
}
"""Titles as the Factbook prints them; any other title is passed over."""

NAME = re.compile(r"[^\W\d_][\w'’.\- ]{2,48}")
MONARCHS = frozenset({"King", "Queen", "Emperor", "Amir", "Grand Duke", "Prince", "Pope"})


def leaders(sources: Path, ids: Identities, known: list[Spell]) -> Iterator[Spell]:
    """Yield the spells the Factbook has and ``known`` lacks.

    The end of a spell is the beginning of the next one of the same office; the last one's is
    empty, and ``checked`` the last day on which the source can be seen to have been kept up.
    """
    path = sources / "factbook" / "hos_hog_spells.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    kept_up = max(row["first_seen"] for row in rows)
    persons = _persons(known)
    posts: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for row in rows:
        name, family = _name(row["name"])
        role = HEADS.get(row["title"], "")
        if not role or not name or not row["iso3"] or row["since"] < "2000":
            continue
        person = _match(persons[row["iso3"]], name, family) or ids.of(name, row["iso3"])
        posts[row["iso3"], role].append(
            Spell(
                *(person, name, row["title"], role, row["iso3"], "GOV", row["since"], ""),
                *("factbook", min(row["last_seen"], kept_up)),
            )
        )
    for (country, role), spells in posts.items():
        already = {
            (spell.person, spell.start[:4])
            for spell in known
            if spell.country == country and spell.role == role
        }
        covered = [spell for spell in known if spell.country == country and spell.role == role]
        for spell in {spell.person + spell.start[:4]: spell for spell in spells}.values():
            if (spell.person, spell.start[:4]) not in already and not _within(spell, covered):
                yield spell


def _within(spell: Spell, covered: list[Spell]) -> bool:
    """Tell whether a known spell of the same person already covers this one's beginning."""
    return any(
        other.person == spell.person
        and other.start <= spell.start
        and (not other.end or spell.start <= other.end)
        for other in covered
    )


def _name(text: str) -> tuple[str, str]:
    """Return a name in ordinary capitals and its family part; empty where it is no plain name."""
    text = re.sub(r'"[^"]*" ?', "", re.split(r" serving | - |,|;| \(", text)[0]).strip()
    if not NAME.fullmatch(text) or text.startswith(("note", "represented", "vacant", "the ")):
        return "", ""
    words = text.split()
    family = [word for word in words if len(word) > 1 and word == word.upper() and word[-1] != "."]
    if not family or len(words) > 6:
        return "", ""
    shaped = [_shape(word) if word in family else word for word in words]
    return " ".join(shaped), fold(" ".join(family))


def _shape(word: str) -> str:
    if re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _persons(known: list[Spell]) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for spell in known:
        found[spell.country][spell.person] = frozenset(fold(spell.name).split())
    return found


def _match(persons: dict[str, frozenset[str]], name: str, family: str) -> str:
    """Return the one person whose name shares the family part and a given name."""
    words = set(fold(name).split())
    wanted = set(family.split())
    found = [
        person
        for person, known in persons.items()
        if wanted & known and len(words & known) >= min(2, len(words), len(known))
    ]
    return found[0] if len(found) == 1 else ""
