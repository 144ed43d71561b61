"""Heads of state and government of the World Factbook (public domain), 2015 to early 2026."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from tools.register.identities import Identities, Spell, same_time
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


def leaders(sources: Path, ids: Identities, known: list[Spell]) -> list[Spell]:
    """Return ``known`` with the Factbook's leaders added to it.

    A spell both have keeps its id and name; it takes the Factbook's date where that is the
    more precise one and, if still open, the later ``checked``. That is the last day on which
    the Factbook shows the person, or the last on which it can be seen to have been kept up.
    """
    merged = list(known)
    for row in _rows(sources):
        name, family = _name(row["name"])
        role = HEADS.get(row["title"], "")
        if not role or not name or not row["iso3"] or row["since"] < "2000":
            continue
        new = Spell(
            *("", name, row["title"], role, row["iso3"], "GOV", row["since"], ""),
            *("factbook", row["last_seen"], family),
        )
        _merge(merged, new, ids)
    return merged


def _rows(sources: Path) -> list[dict[str, str]]:
    path = sources / "factbook" / "hos_hog_spells.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    kept_up = max(row["first_seen"] for row in rows)
    for row in rows:
        row["last_seen"] = min(row["last_seen"], kept_up)
    return rows


def _merge(merged: list[Spell], new: Spell, ids: Identities) -> None:
    """Fold ``new`` into the spell it restates, or add it."""
    post = [s for s in merged if s.country == new.country and s.role == new.role]
    for old in post:
        if same_time(old.start, new.start) and _alike(old.name, new, 0.5):
            better = new.start if len(new.start) > len(old.start) else old.start
            checked = old.checked if old.end else max(old.checked, new.checked)
            merged[merged.index(old)] = replace(old, start=better, checked=checked)
            return
        if not _same_name(old.name, new) or old.start > new.start:
            continue
        if not old.end:
            merged[merged.index(old)] = replace(old, checked=max(old.checked, new.checked))
            return
        if new.start < old.end:
            return
    country = [s for s in merged if s.country == new.country]
    persons = {s.person for s in country if _same_name(s.name, new)}
    person = next(iter(persons)) if len(persons) == 1 else ids.of(new.name, new.country)
    merged.append(replace(new, person=person))


def _alike(name: str, new: Spell, least: float) -> bool:
    """Tell whether ``name`` has a word like the family name of ``new``."""
    return any(
        SequenceMatcher(None, word, part).ratio() >= least
        for word in fold(name).split()
        for part in fold(new.family).split()
    )


def _same_name(name: str, new: Spell) -> bool:
    """Tell whether one name holds all words of the other, or differs in a letter or two."""
    words, others = set(fold(name).split()), set(fold(new.name).split())
    if words <= others or others <= words:
        return min(len(words), len(others)) > 1
    spelt = (" ".join(sorted(words)), " ".join(sorted(others)))
    return SequenceMatcher(None, *spelt).ratio() >= 0.9


def _name(text: str) -> tuple[str, str]:
    """Return a name in ordinary capitals and its family part; empty where it is no plain name."""
    text = re.sub(r"^(Sr\. Gen\.|Gen\.|Dr\.|Sheikh|Shaykh|Sir|Dame) ", "", text)
    text = re.sub(r'"[^"]*" ?', "", re.split(r" serving | - |,|;| \(", text)[0]).strip()
    if not NAME.fullmatch(text) or text.startswith(("note", "represented", "vacant", "the ")):
        return "", ""
    words = text.split()
    family = [word for word in words if len(word) > 1 and word == word.upper() and word[-1] != "."]
    if not family or len(words) > 6:
        return "", ""
    shaped = [_shape(word) if word in family else word for word in words]
    return " ".join(shaped), " ".join(_shape(word) for word in family)


def _shape(word: str) -> str:
    if re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
