"""The register as code: loading, case, and who held an office on a day."""

from datetime import date
from pathlib import Path

import pytest

from kawat.actors.register import GRACE, Register
from kawat.actors.tokens import tokenize

ENTITIES = """id\tkind\tname\tcountry\tsector\tsource\tchecked
S1\tstate\tTurkey\tTUR\t\tx\t2024-01-01
S2\tstate\tUnited States\tUSA\t\tx\t2024-01-01
S3\tstate\tOld Turkey\tTUR\t\tx\t2024-01-01
P1\tperson\tAda Novak\tTUR\tGOV\tx\t2024-01-01
"""
NAMES = {
    "en": """id\tform\tuse\tsource
S1\tTurkey\tname\tx
S1\tTurkish\tadjective\tx
S3\tOld Turkey\tname\tx
S2\tUS\tabbreviation\tx
""",
    "id": """id\tform\tuse\tsource
S2\tAmerika Serikat\tname\tx
""",
    "any": """id\tform\tuse\tsource
P1\tAda Novak\tname\tx
P1\tNovak\tsurname\tx
""",
}
OFFICES = """person\toffice\trole\tcountry\tsector\tstart\tend\tsource\tchecked
P1\tMinister of Trade\ttrade-minister\tTUR\tGOV\t2019\t2020-06\tx\t2021-01-01
P1\tForeign Minister\tforeign-minister\tTUR\tGOV\t2020-07-01\t\tx\t2021-01-01
P1\tEnvoy\tenvoy\tTUR\tGOV\t2020-07-01\t\tx\tunchecked
"""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    (tmp_path / "names").mkdir()
    tables = {f"names/{language}": text for language, text in NAMES.items()}
    for name, text in (tables | {"entities": ENTITIES, "offices": OFFICES}).items():
        (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")
    return Register(tmp_path)


def longest(register: Register, language: str, text: str) -> tuple[int, list[str]]:
    count, names = register.names(language).longest(tokenize(text), 0)
    return count, [name.id for name in names]


def test_a_capital_in_the_form_must_be_one_in_the_text(register: Register) -> None:
    assert longest(register, "en", "Turkey votes") == (1, ["S1"])
    assert longest(register, "en", "TURKEY votes") == (1, ["S1"])
    assert longest(register, "en", "turkey dinner") == (0, [])


def test_an_abbreviation_matches_exactly(register: Register) -> None:
    assert longest(register, "en", "US votes") == (1, ["S2"])
    assert longest(register, "en", "Us votes") == (0, [])


def test_names_are_of_one_language_or_of_all(register: Register) -> None:
    assert longest(register, "id", "Amerika Serikat") == (2, ["S2"])
    assert longest(register, "en", "Amerika Serikat") == (0, [])
    assert longest(register, "id", "Ada Novak") == (2, ["P1"])


def test_dates_of_any_precision_bound_a_spell_from_outside(register: Register) -> None:
    assert [o.office for o in register.offices("P1", date(2019, 1, 1))] == ["Minister of Trade"]
    assert [o.office for o in register.offices("P1", date(2020, 6, 30))] == ["Minister of Trade"]
    assert register.offices("P1", date(2018, 12, 31)) == ()


def test_an_open_spell_is_not_claimed_long_after_its_last_check(register: Register) -> None:
    last = date(2021, 1, 1) + GRACE
    assert register.holders("foreign-minister", "TUR", last) == ("P1",)
    assert register.holders("foreign-minister", "TUR", date(2024, 1, 1)) == ()


def test_an_open_spell_never_checked_is_not_claimed(register: Register) -> None:
    assert register.holders("envoy", "TUR", date(2020, 8, 1)) == ()


def test_a_person_with_an_open_spell_has_not_left(register: Register) -> None:
    assert not register.has_left("P1", date(2030, 1, 1))


def test_the_state_of_a_code_is_the_one_with_more_names(register: Register) -> None:
    state = register.state("TUR")
    assert state is not None
    assert state.id == "S1"


def test_a_row_with_a_field_too_many_is_refused(tmp_path: Path) -> None:
    (tmp_path / "entities.tsv").write_text("id\tkind\nS1\tstate\tmore\n", encoding="utf-8")
    with pytest.raises(ValueError):
        Register(tmp_path)


def test_the_register_that_ships_is_read_once() -> None:
    assert Register.default() is Register.default()
    russia = Register.default().state("RUS")
    assert russia is not None
    assert russia.name == "Russia"


def test_fewer_than_one_running_spell_in_ten_ends_within_the_grace() -> None:
    register = Register.default()
    spells = [spell for person in register._spells for spell in register.spells(person)]
    days = [(s.end - s.start).days for s in spells if s.start and s.end and s.end > s.start]
    assert len(days) > 1000
    assert sum(min(length, GRACE.days) for length in days) < 0.1 * sum(days)
