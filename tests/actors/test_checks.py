"""The checks find what does not hold, and what they find in the shipped register is known."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kawat.actors.checks import KINDS, Finding, check, first_day, last_day
from kawat.actors.facts import Facts

KNOWN: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("known_findings.toml").read_text(encoding="utf-8")
)["known"]

ENTITIES = (
    "id\tkind\tname\tcountry\tsector\tsource\tchecked",
    "kawat:a\tperson\tAnna Alt\tDEU\tGOV\thand\t",
    "kawat:b\tperson\tBerta Bauer\tDEU\tGOV\thand\t",
    "kawat:g\tstate\tGermany\tDEU\t\thand\t",
)
OFFICES = "person\toffice\trole\tcountry\tsector\tstart\tend\tsource\tchecked"


def findings(
    folder: Path, offices: tuple[str, ...] = (), names: tuple[str, ...] = ()
) -> list[Finding]:
    (folder / "names").mkdir()
    rows = [f"kawat:{row}\thand\t" for row in offices]
    tables = {
        "entities": ENTITIES,
        "offices": (OFFICES, *rows),
        "names/en": ("id\tform\tuse\tsource", *(f"kawat:{row}\thand" for row in names)),
    }
    for table, lines in tables.items():
        (folder / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check(Facts(folder))


MINISTER = "Minister\tforeign-minister\tDEU\tGOV"
CASES = {
    "ends before it begins": ("date", [f"a\t{MINISTER}\t2020-05-01\t2020-04-01"]),
    "is no date": ("date", [f"a\t{MINISTER}\t2020-02-30\t2021"]),
    "who is not in the register": ("unknown", [f"z\t{MINISTER}\t2020\t2021"]),
    "foreign-minister of DEU": (
        "overlap",
        [f"a\t{MINISTER}\t2010-01-01\t2014-01-01", f"b\t{MINISTER}\t2013-01-01\t2015-01-01"],
    ),
    "Minister: Anna Alt": (
        "twice",
        [f"a\t{MINISTER}\t2010-01-01\t2014-01-01", f"a\t{MINISTER}\t2013-01-01\t2015-01-01"],
    ),
    "nobody from 2016-01-01 to 2017-01-01": (
        "gap",
        [f"a\t{MINISTER}\t2010-01-01\t2016-01-01", f"b\t{MINISTER}\t2017-01-01\t2018-01-01"],
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_what_does_not_hold_is_found(what: str, tmp_path: Path) -> None:
    kind, offices = CASES[what]
    (finding,) = findings(tmp_path, tuple(offices))
    assert finding.kind == kind
    assert what in finding.what


def test_one_name_of_two_and_names_that_are_words_are_found(tmp_path: Path) -> None:
    names = ("a\tAnna Alt\tname", "b\tAnna Alt\tname", "b\tMay\tsurname", "b\tBauer\tsurname")
    name, word = findings(tmp_path, names=names)
    assert (name.kind, name.key) == ("name", "kawat:a kawat:b en")
    assert (word.kind, word.key) == ("word", "kawat:b en May")


@pytest.mark.parametrize(
    "offices",
    [
        (f"a\t{MINISTER}\t2010\t2014", f"b\t{MINISTER}\t2014\t2015"),
        (f"a\t{MINISTER}\t2010\t2014-02-10", f"b\t{MINISTER}\t2014-02-01\t2015"),
        (f"a\t{MINISTER}\t2010\t2014", f"a\t{MINISTER}\t2016\t2016"),
        ("a\tEnvoy\tenvoy\tDEU\tGOV\t2010\t2014", "b\tEnvoy\tenvoy\tDEU\tGOV\t2012\t2015"),
    ],
)
def test_what_may_well_be_is_not_found(offices: tuple[str, ...], tmp_path: Path) -> None:
    assert [f for f in findings(tmp_path, offices) if f.kind != "gap"] == []


def test_dates_of_any_precision_have_a_first_and_a_last_day() -> None:
    assert [str(first_day(text)) for text in ("2024", "2024-02", "2024-02-03")] == [
        "2024-01-01",
        "2024-02-01",
        "2024-02-03",
    ]
    assert [str(last_day(text)) for text in ("2024", "2024-02", "2024-12", "2024-02-03", "")] == [
        "2024-12-31",
        "2024-02-29",
        "2024-12-31",
        "2024-02-03",
        "None",
    ]


@pytest.fixture(scope="module")
def shipped() -> list[Finding]:
    return check(Facts.shipped())


def covers(known: dict[str, Any], finding: Finding) -> bool:
    return (
        known["kind"] == finding.kind
        and re.fullmatch(known.get("key", ".*"), finding.key) is not None
        and re.fullmatch(known.get("what", ".*"), finding.what) is not None
        and re.fullmatch(known.get("sources", ".*"), finding.sources) is not None
    )


def test_what_is_found_in_the_shipped_register_is_known(shipped: list[Finding]) -> None:
    """A new one is a mistake to mend in ``tools/register/hand``, or goes into the list."""
    new = [finding for finding in shipped if not any(covers(known, finding) for known in KNOWN)]
    assert [f"{finding.kind} | {finding.key} | {finding.what}" for finding in new] == []


def test_what_is_known_is_still_found(shipped: list[Finding]) -> None:
    stale = [str(k) for k in KNOWN if not any(covers(k, finding) for finding in shipped)]
    assert stale == []


def test_what_is_known_has_a_reason() -> None:
    assert all(known["kind"] in KINDS and len(known["why"]) > 20 for known in KNOWN)
