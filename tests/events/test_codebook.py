"""The codebook is whole, consistent, settled where its sources are not, and documented."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from kawat.events import codebook
from kawat.events.codebook import CODEBOOK
from kawat.model import STATUSES

DOCS = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
DATA = codebook._data()
UPSTREAM = [
    line.split("\t")
    for line in files("kawat.events")
    .joinpath("data", "cameo.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
]


def test_the_manual_has_16_types_67_modes_37_contexts_and_25_sectors() -> None:
    assert len(CODEBOOK.types) == 16
    assert sum(len(CODEBOOK.modes(t)) for t in CODEBOOK.types) == 67
    assert len(CODEBOOK.contexts) == 37
    assert len(CODEBOOK.sectors) == 25
    assert sum(body.plover == body.code for body in CODEBOOK.bodies.values()) == 7


def test_version_and_licence_are_told() -> None:
    assert CODEBOOK.version == "plover-2.0"
    assert CODEBOOK.license == "CC-BY-SA-4.0"


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        CODEBOOK.types = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        CODEBOOK.types["WAVE"] = CODEBOOK.types["AGREE"]  # type: ignore[index]
    with pytest.raises(TypeError):
        del CODEBOOK.modes("CONSULT")["visit"]  # type: ignore[attr-defined]


def test_the_cameo_table_is_read_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = codebook._read

    def noted(name: str) -> str:
        read.append(name)
        return original(name)

    monkeypatch.setattr(codebook, "_read", noted)
    for cached in (codebook._data, codebook._types, codebook._cameo):
        cached.cache_clear()
    CODEBOOK.quad("AGREE")
    assert read == ["plover.toml"]
    assert CODEBOOK.cameo["042"].mode == "visit"
    assert read == ["plover.toml", "cameo.tsv"]


@pytest.mark.parametrize("name", CODEBOOK.types)
def test_scores_lie_on_the_side_of_the_quad_code(name: str) -> None:
    scores = [CODEBOOK.score(name), *(CODEBOOK.score(name, m) for m in CODEBOOK.modes(name))]
    assert all(-10 <= score <= 10 for score in scores)
    if CODEBOOK.quad(name) <= 2:
        assert min(scores) > 0
    elif name == "REQUEST":  # the manual's own exception: asking for help is mildly friendly
        assert CODEBOOK.score(name) == 0
    else:
        assert max(scores) < 0


def test_what_is_not_in_the_codebook_is_an_error() -> None:
    with pytest.raises(KeyError):
        CODEBOOK.score("FIGHT")
    with pytest.raises(KeyError):
        CODEBOOK.score("CONSULT", "boycott")
    with pytest.raises(KeyError):
        CODEBOOK.to_cameo("AGREE", "visit")


def test_statuses_cover_the_auxiliary_modes() -> None:
    assert set(CODEBOOK.auxiliary) == {"historical", "future", "hypothetical", "negation"}
    assert set(CODEBOOK.auxiliary.values()) | {"asserted", "claimed"} == set(STATUSES)


def test_modes_that_add_a_context_name_one_there_is() -> None:
    added = {(t, m.name): m.context for t in CODEBOOK.types for m in CODEBOOK.modes(t).values()}
    assert {pair: c for pair, c in added.items() if c} == {
        ("COERCE", "misinformation"): "misinformation",
        ("COERCE", "cyber"): "cyber",
    }
    assert {"misinformation", "cyber"} <= set(CODEBOOK.contexts)


# --- the seven points on which the sources disagree (docs/codebook.md) -----------------------


def test_1_former_types_are_gone_and_led_to_what_they_became() -> None:
    former = DATA["former_types"]
    assert set(former) == {"DEMAND", "DISAPPROVE", "INVESTIGATE", "FIGHT", "CRIME"}
    assert not set(former) & set(CODEBOOK.types)
    for now in former.values():
        if "type" in now:
            assert now.get("mode") in (None, *CODEBOOK.modes(now["type"]))
        else:
            assert now["context"] in CODEBOOK.contexts


def test_2_sanction_is_material_conflict() -> None:
    assert CODEBOOK.quad("SANCTION") == 4


def test_3_accuse_has_its_minus_sign_back() -> None:
    modes = [CODEBOOK.score("ACCUSE", mode) for mode in CODEBOOK.modes("ACCUSE")]
    assert CODEBOOK.score("ACCUSE") == -3 == sum(modes) / len(modes)


def test_4_vandalize_is_the_one_mode_without_a_score_and_takes_its_types() -> None:
    without = [
        (t, m.name) for t in CODEBOOK.types for m in CODEBOOK.modes(t).values() if m.score is None
    ]
    assert without == [("PROTEST", "vandalize")]
    assert CODEBOOK.score("PROTEST", "vandalize") == CODEBOOK.score("PROTEST") == -5


def test_5_recipients_and_modes_are_those_of_the_sections() -> None:
    assert [t for t in CODEBOOK.types if CODEBOOK.requires_recipient(t)] == [
        "COOPERATE",
        "AID",
        "SANCTION",
    ]
    assert [t for t in CODEBOOK.types if not CODEBOOK.modes(t)] == [
        "AGREE",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
    ]


def test_6_every_cameo_row_lands_in_the_codebook() -> None:
    assert len(UPSTREAM) == len(CODEBOOK.cameo) == 274
    for row in CODEBOOK.cameo.values():
        assert row.mode in (None, *CODEBOOK.modes(row.type)), row
        assert set(row.contexts) <= set(CODEBOOK.contexts), row


def test_6_only_what_the_manual_lacks_is_changed() -> None:
    settled = DATA["cameo"]
    used = set()
    for code, type_, mode, contexts in UPSTREAM:
        row = CODEBOOK.cameo[code]
        assert row.type == type_
        if mode in ("", *CODEBOOK.modes(type_)):
            assert (row.mode or "") == mode
        else:
            used.add(f"{type_}:{mode}")
        for context in contexts.split():
            if context in CODEBOOK.contexts:
                assert context in row.contexts
            else:
                used.add(context)
    assert used == {*settled["modes"], *settled["contexts"]}


@pytest.mark.parametrize(
    ("code", "type_", "mode", "contexts"),
    [
        ("073", "AID", None, ("human_security",)),
        ("0811", "CONCEDE", None, ("pro_democracy",)),
        ("091", "ACCUSE", "investigate", ("crime", "corruption")),
        ("186", "ASSAULT", "targeted", ()),
        ("202", "ASSAULT", "targeted", ("religion_ethnicity",)),
        ("203", "ASSAULT", None, ("religion_ethnicity",)),
        ("1712", "ASSAULT", "destroy", ("human_security",)),
        ("175", "ASSAULT", None, ("pro_autocracy", "military")),
        ("1722", "COERCE", "restrict", ("pro_autocracy",)),
        ("085", "RETREAT", None, ("economic",)),
        ("0842", "RETREAT", None, ("legal",)),
        ("132", "THREATEN", "restrict", ("executive",)),
        ("1321", "THREATEN", "restrict", ("human_rights",)),
        ("08", "CONCEDE", None, ()),
    ],
)
def test_6_settled_rows(code: str, type_: str, mode: str | None, contexts: tuple[str, ...]) -> None:
    row = CODEBOOK.cameo[code]
    assert (row.type, row.mode, row.contexts) == (type_, mode, contexts)


CAMEO_LOSES = {
    ("RETREAT", None),  # CAMEO has one category for CONCEDE and RETREAT
    ("RETREAT", "resign"),
    ("SANCTION", "convict"),  # 116 is ACCUSE in the table
}


def test_6_going_back_to_cameo_keeps_the_type_but_where_cameo_has_no_such_thing() -> None:
    for name, type_ in CODEBOOK.types.items():
        for mode in (None, *type_.modes):
            back = CODEBOOK.cameo[CODEBOOK.to_cameo(name, mode)]
            assert (back.type == name) != ((name, mode) in CAMEO_LOSES), (name, mode)
    assert CODEBOOK.to_cameo("CONSULT", "visit") == "042"
    assert CODEBOOK.to_cameo("CONSULT", "multilateral") == CODEBOOK.to_cameo("CONSULT") == "040"


def test_7_former_fields_are_led_to_the_manuals_names() -> None:
    manual = {"actor", "recipient", "event_text", "entity_text", "text_info", "coded_date"}
    assert set(DATA["former_fields"].values()) == manual
    assert not set(DATA["former_fields"]) & manual


# --- the documentation ----------------------------------------------------------------------


def test_every_type_and_mode_is_documented_as_it_is() -> None:
    for name, type_ in CODEBOOK.types.items():
        section = DOCS.split(f"\n### {name}\n")[1].split("\n##")[0]
        assert type_.definition in section
        assert f"Quad code {type_.quad} " in section
        assert f"score {type_.score:g};" in section
        assert f"recipient {'' if type_.recipient else 'not '}required" in section
        for line in (*type_.counts, *type_.excludes):
            assert f"- {line}\n" in section + "\n"
        for mode in type_.modes.values():
            score = "none" if mode.score is None else f"{mode.score:g}"
            assert f"| `{mode.name}` | {mode.definition} | {score} | {mode.cameo} |" in section


def test_every_context_sector_and_body_is_documented() -> None:
    for name, definition in CODEBOOK.contexts.items():
        assert f"| `{name}` | {definition} |" in DOCS
    for sector in CODEBOOK.sectors.values():
        assert f"| {sector.code} | {sector.name} | {sector.definition} |" in DOCS
    for body in CODEBOOK.bodies.values():
        row = f"{body.code} | {body.name} | {body.definition} | {body.plover or 'none'}"
        assert f"| {row} |" in DOCS
    for change in (*DATA["cameo"]["modes"].values(), *DATA["cameo"]["contexts"].values()):
        assert change["why"] in DOCS
