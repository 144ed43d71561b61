"""The tables of the register hold together, and know whom they must know."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = files("kawat.actors").joinpath("data")
HAND = ROOT / "tools" / "register" / "hand"
KINDS = {"state", "territory", "organisation", "bloc", "person", "group", "court", "agency"}
USES = {"name", "short", "adjective", "demonym", "metonym", "abbreviation", "surname"}
NOT_STATES = {"UNO", "EUR", "NAT", "IGO", "NGO", "IMG", "WST"}
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
KEYS = {
    "entities": 1,
    "names": 4,
    "offices": 9,
    "places": 1,
    "place_names": 3,
    "ambiguous": 2,
    "common_names": 1,
}


def table(name: str) -> list[dict[str, str]]:
    if not DATA.joinpath(name).is_dir():
        return one_table(name)
    rows = []
    for path in sorted(DATA.joinpath(name).iterdir(), key=str):
        stem = path.name.removesuffix(".tsv")
        for first, *rest in (tuple(row.items()) for row in one_table(f"{name}/{stem}")):
            rows.append(dict([first, ("language", "*" if stem == "any" else stem), *rest]))
    return sorted(rows, key=lambda row: tuple(row.values()))


def one_table(name: str) -> list[dict[str, str]]:
    lines = DATA.joinpath(f"{name}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


ENTITIES = table("entities")
NAMES = table("names")
OFFICES = table("offices")
PLACES = table("places")
PLACE_NAMES = table("place_names")
AMBIGUOUS = table("ambiguous")
BY_ID = {row["id"]: row for row in ENTITIES}


def iso3() -> set[str]:
    """Codes of ISO 3166-1 as the sources list them: states and territories have one each."""
    codes = {row["country"] for row in ENTITIES if row["kind"] in ("state", "territory")}
    return {code for code in codes if re.fullmatch("[A-Z]{3}", code)}


@pytest.mark.parametrize("name", KEYS)
def test_rows_are_sorted_and_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in table(name)]
    keys = [row[: KEYS[name]] for row in rows]
    assert rows == sorted(rows)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("name", KEYS)
def test_cells_are_trimmed_and_the_file_ends_in_one_newline(name: str) -> None:
    folder = Path(str(DATA))
    for path in [*folder.glob(f"{name}.tsv"), *folder.glob(f"{name}/*.tsv")]:
        text = path.read_text(encoding="utf-8")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert text.splitlines() == text.rstrip("\n").split("\n")
    bad = [cell for row in table(name) for cell in row.values() if cell != cell.strip()]
    assert bad == []


def test_ids_are_wikidata_s_or_our_own() -> None:
    pattern = re.compile(r"Q[1-9]\d*|kawat:[a-z0-9]+(-[a-z0-9]+)*")
    assert [row["id"] for row in ENTITIES if not pattern.fullmatch(row["id"])] == []
    assert [
        row["geonames"]
        for row in PLACES
        if not re.fullmatch(r"[1-9]\d*|kawat:[a-z0-9-]+", row["geonames"])
    ] == []


def test_every_reference_leads_somewhere() -> None:
    persons = {row["id"] for row in ENTITIES if row["kind"] == "person"}
    places = {row["geonames"] for row in PLACES}
    assert {row["id"] for row in NAMES} - set(BY_ID) == set()
    assert {row["person"] for row in OFFICES} - persons == set()
    assert {row["geonames"] for row in PLACE_NAMES} - places == set()
    assert {id for row in AMBIGUOUS for id in row["ids"].split()} - set(BY_ID) == set()


def test_everything_has_a_name() -> None:
    assert set(BY_ID) - {row["id"] for row in NAMES} == set()
    assert {row["geonames"] for row in PLACES} - {row["geonames"] for row in PLACE_NAMES} == set()
    assert [row["id"] for row in ENTITIES if not row["name"] or not row["source"]] == []


def test_kinds_uses_and_languages_are_known() -> None:
    assert {row["kind"] for row in ENTITIES} == KINDS
    assert {row["use"] for row in NAMES} == USES
    languages = {row["language"] for row in (*NAMES, *PLACE_NAMES)}
    assert [code for code in languages if not re.fullmatch(r"[a-z]{2}|\*", code)] == []


def test_countries_are_iso_codes_or_plover_s() -> None:
    codes = iso3()
    assert {"IDN", "GBR", "PSE", "XKX", "TWN"} <= codes
    known = codes | NOT_STATES
    assert {row["country"] for row in ENTITIES} <= known
    assert {row["country"] for row in OFFICES} <= known
    assert {row["country"] for row in PLACES} <= codes | {""}


def test_one_state_or_territory_a_country() -> None:
    counts = Counter(
        row["country"]
        for row in ENTITIES
        if row["kind"] in ("state", "territory") and not row["id"].startswith("kawat:")
    )
    assert set(counts.values()) == {1}
    assert sum(row["kind"] == "state" for row in ENTITIES if row["id"][0] == "Q") == 197


def test_sectors_are_plover_s() -> None:
    from kawat.events.codebook import CODEBOOK

    sectors = {row["sector"] for row in (*ENTITIES, *OFFICES)} - {""}
    assert sectors - set(CODEBOOK.sectors) == set()


def test_dates_are_well_formed_and_in_order() -> None:
    for row in OFFICES:
        assert DAY.fullmatch(row["start"]), row
        assert DAY.fullmatch(row["end"]) or not row["end"], row
        shared = min(len(row["start"]), len(row["end"]))
        assert row["start"][:shared] <= row["end"][:shared], row
        assert row["end"] or DAY.fullmatch(row["checked"]), row


def test_coordinates_lie_on_the_globe() -> None:
    for row in PLACES:
        if row["lat"] or row["lon"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
        if row["kind"] in ("city", "capital", "region", "sea"):
            assert row["lat"], row


def test_a_form_with_two_meanings_is_listed() -> None:
    languages = {row["language"] for row in NAMES} - {"*"}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in NAMES:
        if row["use"] != "surname":
            for language in languages if row["language"] == "*" else (row["language"],):
                found[language, row["form"]].add(row["id"])
    listed: dict[tuple[str, str], set[str]] = {}
    for row in AMBIGUOUS:
        for language in languages if row["language"] == "*" else (row["language"],):
            listed[language, row["form"]] = set(row["ids"].split())
    several = {key: ids for key, ids in found.items() if len(ids) > 1}
    astray = {key: ids for key, ids in listed.items() if not several.get(key, set()) <= ids}
    assert astray == {}
    two = {key: ids for key, ids in several.items() if key[0] in ("en", "id", "ms")}
    assert {key: ids for key, ids in two.items() if key not in listed} == {}


def test_a_name_in_its_own_script_is_one_person_s() -> None:
    """Two persons of a country and of one name in a script are one, or are listed as two."""
    listed = {frozenset(row["ids"].split()) for row in AMBIGUOUS}
    persons = {row["id"]: row["country"] for row in ENTITIES if row["kind"] == "person"}
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in NAMES:
        if row["use"] != "surname" and row["id"] in persons:
            found[row["language"], row["form"], persons[row["id"]]].add(row["id"])
    assert [
        key for key, ids in found.items() if len(ids) > 1 and frozenset(ids) not in listed
    ] == []


def test_every_state_is_named_in_both_languages_and_has_its_people_in_english() -> None:
    have = {(row["id"], row["language"], row["use"]) for row in NAMES}
    for row in ENTITIES:
        if row["kind"] == "state" and row["id"][0] == "Q":
            for language in ("en", "id"):
                assert any((row["id"], language, use) in have for use in ("name", "short")), (
                    language,
                    row,
                )
            assert (row["id"], "en", "adjective") in have, row


def test_every_state_has_a_capital_or_is_a_city() -> None:
    capitals = {row["country"] for row in PLACES if row["kind"] == "capital"}
    states = {row["country"] for row in ENTITIES if row["kind"] == "state"}
    assert states - capitals == set()


@pytest.mark.parametrize(
    ("language", "form", "country"),
    [
        ("id", "AS", "USA"),
        ("id", "Inggris", "GBR"),
        ("id", "Cina", "CHN"),
        ("id", "Tiongkok", "CHN"),
        ("id", "RRT", "CHN"),
        ("id", "Korsel", "KOR"),
        ("id", "Korut", "PRK"),
        ("id", "Arab Saudi", "SAU"),
        ("id", "UEA", "ARE"),
        ("id", "RI", "IDN"),
        ("id", "Moskow", "RUS"),
        ("id", "Gedung Putih", "USA"),
        ("id", "Pejambon", "IDN"),
        ("id", "Kremlin", "RUS"),
        ("id", "PBB", "UNO"),
        ("id", "Dewan Keamanan", "UNO"),
        ("id", "Uni Eropa", "EUR"),
        ("id", "Barat", "WST"),
        ("id", "Garda Revolusi", "IRN"),
        ("en", "US", "USA"),
        ("en", "British", "GBR"),
        ("en", "Foggy Bottom", "USA"),
        ("en", "Quai d'Orsay", "FRA"),
        ("en", "Downing Street", "GBR"),
        ("en", "Zhongnanhai", "CHN"),
        ("en", "Burmese", "MMR"),
        ("en", "PNG", "PNG"),
        ("en", "Houthis", "YEM"),
        ("en", "NATO", "NAT"),
        ("en", "African Union", "IGO"),
        ("en", "United Nations Security Council", "UNO"),
        ("en", "Burkinabè", "BFA"),
        ("en", "Chechen", "RUS"),
        ("id", "Myanmar", "MMR"),
    ],
)
def test_the_usual_short_forms_are_there(language: str, form: str, country: str) -> None:
    ids = {row["id"] for row in NAMES if row["form"] == form and row["language"] in (language, "*")}
    assert {BY_ID[id]["country"] for id in ids} == {country}


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("Moskow", "RUS"),
        ("Kairo", "EGY"),
        ("Beograd", "SRB"),
        ("Yerusalem", "ISR"),
        ("Wina", "AUT"),
        ("Rafah", "PSE"),
        ("Bakhmut", "UKR"),
        ("Kherson", "UKR"),
        ("Krimea", "UKR"),
        ("Tepi Barat", "PSE"),
        ("Laut Cina Selatan", ""),
    ],
)
def test_indonesian_place_names(form: str, country: str) -> None:
    places = {row["geonames"]: row for row in PLACES}
    found = {
        places[row["geonames"]]["country"]
        for row in PLACE_NAMES
        if row["form"] == form and row["language"] in ("id", "*")
    }
    assert country in found


def held(person: str, day: str) -> set[str]:
    """Roles a person held on a day, by the table."""
    return {
        row["role"]
        for row in OFFICES
        if row["person"] == person
        and row["start"] <= day
        and day <= (row["end"] or row["checked"]) + "~"
    }


@pytest.mark.parametrize(
    ("name", "id", "day", "role"),
    [
        ("Xi Jinping", "Q15031", "2023-02-22", "head-of-state"),
        ("Joko Widodo", "Q3318231", "2023-02-22", "head-of-state"),
        ("Prabowo Subianto", "Q2107268", "2023-02-22", "defence-minister"),
        ("Prabowo Subianto", "Q2107268", "2024-10-21", "head-of-state"),
        ("Vladimir Putin", "Q7747", "2023-02-22", "head-of-state"),
        ("Sergei Lavrov", "Q58217", "2023-02-22", "foreign-minister"),
        ("Nikolai Patrushev", "Q446865", "2023-02-22", "security-chief"),
        ("Wang Yi", "Q701801", "2022-06-01", "foreign-minister"),
        ("Wang Yi", "Q701801", "2023-02-22", "foreign-affairs-chief"),
        ("Qin Gang", "Q7216297", "2023-02-22", "foreign-minister"),
        ("Joe Biden", "Q6279", "2023-02-22", "head-of-state"),
        ("Antony Blinken", "Q7821917", "2025-01-19", "foreign-minister"),
        ("Olaf Scholz", "Q61053", "2023-02-22", "head-of-government"),
        ("Olaf Scholz", "Q61053", "2019-02-22", "finance-minister"),
        ("Annalena Baerbock", "", "2023-02-22", "foreign-minister"),
        ("Emmanuel Macron", "Q3052772", "2023-02-22", "head-of-state"),
        ("Volodymyr Zelenskyy", "Q3874799", "2023-02-22", "head-of-state"),
        ("Recep Tayyip Erdoğan", "Q39259", "2023-02-22", "head-of-state"),
        ("Narendra Modi", "Q1058", "2023-02-22", "head-of-government"),
        ("Retno Marsudi", "Q18342668", "2023-02-22", "foreign-minister"),
        ("António Guterres", "Q311440", "2023-02-22", "un-secretary-general"),
        ("Ursula von der Leyen", "", "2023-02-22", "commission-president"),
        ("Jens Stoltenberg", "", "2023-02-22", "alliance-secretary-general"),
    ],
)
def test_the_twenty_actors_of_the_spot_check(name: str, id: str, day: str, role: str) -> None:
    persons = [row for row in ENTITIES if row["kind"] == "person" and row["name"] == name]
    assert len(persons) == 1
    assert not id or persons[0]["id"] == id
    assert role in held(persons[0]["id"], day)


@pytest.mark.parametrize(
    ("id", "day", "role"),
    [
        ("Q446865", "2024-06-01", "security-chief"),
        ("Q701801", "2023-02-22", "foreign-minister"),
        ("Q6279", "2025-02-01", "head-of-state"),
        ("Q18342668", "2024-11-01", "foreign-minister"),
        ("Q18111", "2023-04-01", "head-of-government"),
    ],
)
def test_nobody_stays_in_office_too_long(id: str, day: str, role: str) -> None:
    assert role not in held(id, day)


def test_the_wrong_ids_of_one_source_are_not_used() -> None:
    """world-leaders-current gives von der Leyen the id of Viktor Orbán."""
    assert BY_ID["Q57641"]["name"] == "Viktor Orbán"


def test_the_build_gives_these_tables_byte_for_byte(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.build import build

    build(shared / "data" / "actors").write(tmp_path)
    built = {str(path.relative_to(tmp_path)): path for path in tmp_path.rglob("*.tsv")}
    shipped = {str(path.relative_to(str(DATA))) for path in Path(str(DATA)).rglob("*.tsv")}
    assert set(built) == shipped
    for name, path in built.items():
        assert path.read_bytes() == DATA.joinpath(name).read_bytes(), name


@pytest.mark.parametrize("name", ["entities", "names", "offices", "places", "place_names"])
def test_the_id_of_every_row_has_the_form_of_an_id(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.tables import IDS

    first = [next(iter(row.values())) for row in table(name)]
    assert [id for id in first if not IDS[name].fullmatch(id)] == []


def test_a_shifted_column_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.tables import Tables

    with pytest.raises(ValueError, match="is no id"):
        Tables().add("names", "Barat;negara Barat", "id", "Barat", "name", "hand")


def test_persons_with_names_alike_are_known_to_be_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.identities import doubtful
    from tools.register.tables import read_tsv

    listed = {(row["one"], row["other"]) for row in read_tsv(HAND / "apart.tsv")}
    assert set(doubtful([tuple(row.values()) for row in ENTITIES])) == listed


def test_one_office_at_one_time_and_one_name_is_one_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.identities import Spell, unify

    def spell(person: str, name: str, start: str) -> Spell:
        return Spell(person, name, "President", "head-of-state", "XYZ", "GOV", start, "", "", "")

    spells = [
        spell("kawat:a-b-c", "A. B. C", "2011"),
        spell("Q9", "A. C.", "2011-02-03"),
        spell("Q7", "A. B. C", "2019"),
    ]
    assert [one.person for one in unify(spells)] == ["Q9", "Q9", "Q7"]


@pytest.mark.parametrize("form", ["Lee", "Mitchell", "Henry", "Abbas"])
def test_surnames_many_have_are_common(form: str) -> None:
    assert form in {row["form"] for row in table("common_names")}


@pytest.mark.parametrize("form", ["Putin", "Trump", "Netanyahu", "Guterres", "Macron"])
def test_surnames_of_one_leader_are_not_common(form: str) -> None:
    assert form not in {row["form"] for row in table("common_names")}


def test_an_id_that_no_source_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.identities import Identities

    ids = Identities.__new__(Identities)
    ids._all = {"Q1"}
    ids.given = {}
    with pytest.raises(ValueError, match="Q2"):
        ids.give("UKR", "Somebody", "Q2")
    ids.give("UKR", "Somebody", "Q1")
    assert ids.of("Somebody", "UKR") == "Q1"


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Wang Yi", "CHN", {"Wang"}),
        ("Joe Biden", "USA", {"Biden"}),
        ("Ursula von der Leyen", "DEU", {"von der Leyen"}),
        ("Bashar al-Assad", "SYR", {"al-Assad", "Assad"}),
        ("Abiy Ahmed", "ETH", {"Abiy"}),
        ("Charles III", "GBR", set()),
        ("Hun Sen", "KHM", set()),
        ("Carlos Gomes Júnior", "GNB", {"Gomes"}),
    ],
)
def test_surnames(
    name: str, country: str, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.people import surname

    assert surname(name, country) == expected


def test_a_term_and_its_parts_are_one_spell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools.register.identities import Spell
    from tools.register.spells import tidy

    def spell(start: str, end: str, source: str = "wikidata") -> Spell:
        post = ("Prime Minister", "head-of-government", "XYZ", "GOV")
        return Spell("Q1", "A. B.", *post, start, end, source, "2022")

    def kept(*spells: Spell) -> list[tuple[str, str]]:
        return [(one.start, one.end) for one in tidy(list(spells))]

    assert kept(spell("2010", "2012"), spell("2010", "2017"), spell("2010", "")) == [("2010", "")]
    terms = [("2010", "2011"), ("2017", "2020")]
    assert kept(*(spell(*term) for term in [*terms, ("2010", "2020")])) == terms
    assert kept(spell("2010", "2020"), spell("2011", "2012", "hand")) == [
        ("2010", "2020"),
        ("2011", "2012"),
    ]
