from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import made
from kawat.formats.result import SCHEMA, dumps, schema, to_json
from kawat.model import Article, Quote, Report


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def spans(node: object) -> list[dict[str, Any]]:
    found = []
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            found.append(node)
        found += [span for value in node.values() for span in spans(value)]
    elif isinstance(node, list):
        found += [span for value in node for span in spans(value)]
    return found


def test_a_result_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    validator.validate(to_json(made.variant(1)))
    validator.validate(to_json(made.result(made.page("Nothing to see.\n"))))


@pytest.mark.parametrize(
    "damage",
    [
        lambda r: r.update(extra=1),
        lambda r: r.pop("coder"),
        lambda r: r.update(schema="kawat/2"),
        lambda r: r["events"][0].update(status="probable"),
        lambda r: r["events"][0]["actors"][0].pop("country"),
        lambda r: r["events"][0]["actors"][0].update(id="Norland"),
        lambda r: r["events"][0]["date"].pop("start"),
        lambda r: r["events"][0].update(confidence=1.5),
        lambda r: r["article"].update(published="yesterday"),
        lambda r: r["article"]["blocks"][0].update(kind="menu"),
        lambda r: r["quotes"][1]["speaker"].update(also=[]),
    ],
)
def test_the_schema_refuses_what_is_not_a_result(
    validator: Draft202012Validator, damage: Any
) -> None:
    result = to_json(made.variant(1))
    damage(result)
    with pytest.raises(ValidationError):
        validator.validate(result)


def test_every_property_is_described_or_defined() -> None:
    def check(node: Any, path: str) -> list[str]:
        bare = []
        for name, value in node.get("properties", {}).items():
            if not {"description", "$ref", "const", "enum"} & value.keys():
                bare.append(f"{path}.{name}")
        for name, value in node.get("$defs", {}).items():
            bare += check(value, f"{path}.{name}")
        return bare

    assert check(schema(), "") == []


def test_no_field_of_the_model_is_forgotten() -> None:
    result = to_json(made.variant(1))
    left_out = {"page", "runs", "reasons"}  # its own object; the way to bytes; the result's own
    assert {f.name for f in fields(Article)} - left_out <= result["article"].keys()
    assert {f.name for f in fields(Report)} <= result["events"][0].keys()
    assert {f.name for f in fields(Quote)} <= result["quotes"][0].keys()


def test_spans_and_bytes_read_back() -> None:
    result = made.variant(1)
    found = spans(to_json(result))
    text, content = result.article.text, result.article.page.content
    assert len(found) > 15
    for span in found:
        if span["text"] is not text:
            assert text[span["start"] : span["end"]] == span["text"]
            start, end = span["bytes"]
            assert content[start:end].decode() == span["text"]


def test_a_mention_of_several_gives_an_entry_each() -> None:
    shape = to_json(made.variant(1))
    accuse, agree = shape["events"]
    assert [actor["country"] for actor in agree["actors"]] == ["NRL", "SDR"]
    assert {actor["text"] for actor in agree["actors"]} == {"Both countries"}
    assert accuse["claimed_by"]["country"] == "NRL"
    assert [other["country"] for other in accuse["claimed_by"]["also"]] == ["SDR"]


def test_the_pages_own_date_has_no_span() -> None:
    accuse, agree = to_json(made.variant(1))["events"]
    assert accuse["date"]["text"] == "Tuesday"
    assert agree["date"] == {"value": "2023-02-01", "precision": "month", "rule": "page"}


def test_the_same_result_gives_the_same_line() -> None:
    assert dumps(to_json(made.variant(1))) == dumps(to_json(made.variant(1)))
    assert json.loads(dumps(to_json(made.variant(1))))["schema"] == SCHEMA


@pytest.mark.parametrize(
    "odd", ["\u2028", "\u2029", "\x85", "\x1c", "\x0b", "\x0c", "\r", "\n", "\x00"]
)
def test_a_line_stays_one_line_for_every_reader(odd: str) -> None:
    line = dumps({"text": f"a{odd}b"})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": f"a{odd}b"}
