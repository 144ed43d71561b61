"""Names in the languages Kawat reads: hand-written tables a language, and Wikidata's own labels.

``hand/LL/countries.tsv``, ``bodies.tsv`` and ``people.tsv`` say how states, bodies and persons
are written in a language, in base forms: its ``morphology.toml`` knows the others. Labels of
persons come from ``politician_names.csv`` (query results, CC0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tools.register.tables import Tables, fold, parts, plain, read_csv, read_form, read_tsv, use_of

WIKIDATA = {
    **{code: code for code in ("ar", "de", "es", "fr", "hi", "id", "ja", "ms", "pt", "ru", "tr")},
    "uk": "uk",
    **{f"zh{script}": "zh" for script in ("", "-hans", "-hant", "-cn", "-tw", "-hk", "-sg")},
}
"""Our code of a language by Wikidata's, for the languages whose labels are taken."""

LATIN = frozenset({"de", "es", "fr", "id", "ms", "pt", "tr"})
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "MAC", "VNM"})
"""Countries whose nationals' family name comes first in Cyrillic too."""

PATRONYMIC = re.compile(r".*(?:ович|евич|ьич|овна|евна|ична|йович|івна|ївна)")
STATE_KINDS = ("state", "territory")
OF_A_STATE = re.compile(r" (?:dari|do Reino|del Reino|du Royaume|von|aus) ")
"""What parts a monarch's name from a country's in a label."""

SHORTEST_SIGNS = 2
"""A surname in a script of signs must have more: two are as often a piece of another word."""
SHORTEST = 4
"""Letters of a surname in a script with letters, from which on it is taken down."""


def add_languages(tables: Tables, sources: Path, hand: Path) -> None:
    """Add what every language calls states, bodies and persons."""
    kinds = {row[0]: row for row in tables.rows("entities")}
    states = {
        row[3]: row[0] for row in kinds.values() if row[1] in STATE_KINDS and row[5] != "hand"
    }
    for folder in sorted(path for path in hand.iterdir() if path.is_dir()):
        _add_states(tables, folder, states)
        _add_bodies(tables, folder, {row[0] for row in kinds.values() if row[1] != "person"})
        _add_persons(tables, folder)
    persons = {row[0]: row[3] for row in kinds.values() if row[1] == "person"}
    _add_labels(tables, sources, persons)


def _rows(folder: Path, table: str, header: Iterable[str]) -> list[dict[str, str]]:
    """Read a table of a language, nothing where it has none.

    Raises:
        ValueError: the table has other columns.
    """
    path = folder / table
    if not path.is_file():
        return []
    rows = list(read_tsv(path))
    if rows and tuple(rows[0]) != tuple(header):
        raise ValueError(f"{path}: columns {' '.join(rows[0])}, not {' '.join(header)}")
    return rows


def _add_states(tables: Tables, folder: Path, states: dict[str, str]) -> None:
    for row in _rows(
        folder, "countries.tsv", ("iso3", "names", "adjectives", "demonyms", "capitals")
    ):
        if row["iso3"] not in states:
            raise ValueError(f"{folder.name}/countries.tsv: no state {row['iso3']!r}")
        entity = states[row["iso3"]]
        for form in parts(row["names"]):
            tables.name(entity, folder.name, form, use_of(form), "hand")
        for form in parts(row["adjectives"]):
            tables.name(entity, folder.name, form, "adjective", "hand")
        for form in parts(row["demonyms"]):
            tables.name(entity, folder.name, form, "demonym", "hand")
        for form in parts(row["capitals"]):
            if not form.startswith("~"):
                tables.name(entity, folder.name, form, "metonym", "hand")


def _add_bodies(tables: Tables, folder: Path, known: set[str]) -> None:
    for row in _rows(folder, "bodies.tsv", ("id", "names")):
        if row["id"] not in known:
            raise ValueError(f"{folder.name}/bodies.tsv: no body {row['id']!r} in hand/bodies.tsv")
        for form in parts(row["names"]):
            tables.name(row["id"], folder.name, *read_form(form), "hand")


def _add_persons(tables: Tables, folder: Path) -> None:
    """Add what a language calls persons; ``name`` must be one they go by, against slips.

    An id of our own may have given way to Wikidata's since: then the name tells.
    """
    for row in _rows(folder, "people.tsv", ("id", "name", "names", "surname")):
        person = row["id"]
        known = [form for language, form in tables.forms(person) if language in ("*", "en")]
        if fold(row["name"]) not in map(fold, known):
            called = tables.called(row["name"]) if not known else []
            if len(called) != 1:
                is_now = known[0] if known else "nobody"
                raise ValueError(
                    f"{folder.name}/people.tsv: {person} is {is_now}, not {row['name']}"
                )
            person = called[0]
        for form in parts(row["names"]):
            tables.name(person, folder.name, form, "name", "hand")
        for form in parts(row["surname"]):
            tables.name(person, folder.name, form, "surname", "hand")


def _add_labels(tables: Tables, sources: Path, persons: dict[str, str]) -> None:
    """Add Wikidata's labels of the persons we have, and the surnames in them."""
    for row in read_csv(sources / "office-holders" / "politician_names.csv"):
        language = WIKIDATA.get(row["lang"])
        country = persons.get(row["qid"])
        if language is None or country is None:
            continue
        forms, surname = read_label(row["name"], language, country)
        known = {form for language, form in tables.forms(row["qid"]) if language == "*"}
        for form in forms:
            if form not in known and plain(form) not in known:
                tables.name(row["qid"], language, form, "name", "wikidata")
        if surname and surname not in known:
            tables.name(row["qid"], language, surname, "surname", "wikidata")


def read_label(label: str, language: str, country: str) -> tuple[list[str], str]:
    """Return the full names a label gives, as text writes them, and the surname, if told.

    "Путин, Владимир Владимирович" is written "Владимир Путин" and with the patronymic;
    a label in capitals or with a title is none.
    """
    label = label.strip()
    if language in LATIN:
        usable = " " in label and not re.search(r"[,.(\d]|[A-Z]{3}", label)
        usable = usable and not OF_A_STATE.search(label)
        return ([label] if usable else []), ""
    if language in ("zh", "ja"):
        last = re.split("[·・]", label)[-1]
        family = last if last != label and len(last) > SHORTEST_SIGNS else ""
        least = 2 if country in FAMILY_FIRST or country == "JPN" else SHORTEST_SIGNS + 1
        return ([label] if len(label) >= least else []), family
    if language in ("ru", "uk"):
        return _cyrillic(label, country)
    words = label.split()
    family = words[-1] if len(words) > 1 and len(words[-1]) >= SHORTEST else ""
    return ([label] if len(words) > 1 else []), family


def _is_family_first(words: list[str]) -> bool:
    """Tell whether a patronymic ends a label: one may look like a surname ("Шуневич"), not two."""
    patronymics = [bool(PATRONYMIC.fullmatch(word)) for word in words]
    return len(words) == 3 and patronymics[1:] == [False, True]


def _cyrillic(label: str, country: str) -> tuple[list[str], str]:
    if "," in label:
        family, _, given = (part.strip() for part in label.partition(","))
    elif (words := label.split())[-1:] and _is_family_first(words):
        family, given = words[0], " ".join(words[1:])
    elif country in FAMILY_FIRST or len(words) < 2:
        return ([label] if len(words) > 1 else []), ""
    else:
        given, family = " ".join(words[:-1]), words[-1]
    first = given.split()
    names = [f"{given} {family}"]
    if len(first) == 2 and PATRONYMIC.fullmatch(first[1]):
        names.append(f"{first[0]} {family}")
    return names, family if len(family) >= SHORTEST else ""
