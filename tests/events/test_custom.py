"""Codebooks of a user's own: their file, the head, its figures, and pages coded with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import kawat
from kawat.errors import KawatError
from kawat.events.custom import CustomCodebook, Training, load, read_source, train
from kawat.events.custom.evaluate import Judged, evaluation, folds
from kawat.events.custom.head import fit
from kawat.events.custom.source import Source
from one_page import article

MARITIME = Path(__file__).parents[2] / "examples" / "codebooks" / "maritime.toml"
FLOOR = 0.7
"""F1 of cross-validation on the example codebook that must not be lost."""
GOOD = """name = "a"
[types.A]
description = "x"
examples = ["one {b} c", "two {d} e", "three {f} g"]
"""
PAGES = [
    ("en", "Pirates hijacked a Greek tanker off Somalia.", "BOARDING"),
    ("id", "Dua kapal kargo bertabrakan di Selat Malaka.", "COLLISION"),
    ("de", "Vor Rügen kollidierte ein Frachter mit einem deutschen Küstenwachschiff.", "COLLISION"),
]


@pytest.fixture(scope="session")
def source() -> Source:
    return read_source(MARITIME)


@pytest.fixture(scope="session")
def training(source: Source) -> Training:
    return train(source)


def test_marks_are_read_and_taken_out(source: Source) -> None:
    first = source.samples[0]
    assert first.text.startswith("Iran's Revolutionary Guards boarded a tanker")
    assert first.trigger is not None
    assert first.text[slice(*first.trigger)] == "boarded"
    (party,) = first.parties
    assert (first.text[party.start : party.end], party.role) == (
        "Iran's Revolutionary Guards",
        "actor",
    )
    assert [kind.parent for kind in source.types] == ["COERCE", None, "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = x", "not TOML.*line 1"),
        ("x = 1", "unknown key 'x'"),
        ('name = "a"', "no types"),
        (GOOD.replace('name = "a"', 'name = "a/b"'), "name 'a/b'"),
        (GOOD.replace("types.A", "types.ACCUSE"), "ACCUSE has a meaning already"),
        (GOOD.replace('description = "x"', ""), "types.A. has no description"),
        (GOOD.replace("description", 'parent = "FIGHT"\ndescription'), "'FIGHT' is no PLOVER type"),
        (GOOD.replace(', "three {f} g"', ""), "has 2 examples.*Write 3"),
        (GOOD.replace("two {d}", "two d"), "example 2, 'two d e' has 0 triggers"),
        (GOOD.replace("two {d}", "two {d"), "a stray '{'"),
        (GOOD.replace("two {d}", "[two|boss] {d}"), "a stray '\\['"),
        (GOOD.replace("{d}", "{.}"), "trigger has no letters"),
        (GOOD + '[none]\nexamples = ["one b c"]', "stands there twice"),
        (GOOD + '[none]\nexamples = ["a {b}"]', "example of none has marks"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KawatError, match=said) as told:
        read_source(path)
    assert (told.value.code, str(path) in told.value.what) == ("codebook-invalid", True)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(KawatError, match="codebook-missing"):
        read_source(Path("/no/such.toml"))


def test_the_head_tells_apart_what_can_be_told_apart_and_the_same_every_time() -> None:
    chance = np.random.default_rng(1)
    classes = np.repeat([0, 1, 2], [60, 12, 12])
    features = chance.normal(size=(84, 40)) + 3 * np.eye(3, 40)[classes]
    head = fit(features, classes, 3)
    assert (head.likelihoods(features).argmax(1) == classes).mean() > 0.9
    assert np.allclose(head.likelihoods(features).sum(1), 1)
    assert np.array_equal(fit(features, classes, 3).weights, head.weights)


def test_folds_hold_every_example_once_and_every_type_evenly() -> None:
    types = ["A"] * 12 + ["B"] * 4 + [None] * 9
    made = folds(types)
    assert sorted(row for fold in made for row in fold) == list(range(25))
    assert [sum(types[row] == "B" for row in fold) for fold in made] == [1, 1, 1, 1]
    assert made == folds(types)


def test_figures_count_a_right_type_in_the_wrong_words_as_wrong(source: Source) -> None:
    perfect = [Judged(sample.type, sample.type is not None) for sample in source.samples]
    assert evaluation(source, perfect, []).f1 == 1
    assert not any(row.warning for row in evaluation(source, perfect, []).types)
    elsewhere = [replace_there(judged) for judged in perfect]
    assert evaluation(source, elsewhere, []).f1 == 0


def replace_there(judged: Judged) -> Judged:
    return judged._replace(there=False)


def test_a_type_taken_for_another_or_with_few_examples_is_told(source: Source) -> None:
    mixed = [Judged("CABLE" if s.type == "COLLISION" else s.type, True) for s in source.samples]
    rows = {row.type: row for row in evaluation(source, mixed, []).types}
    assert rows["COLLISION"].warning == "is not told apart from CABLE (12 of 12)"
    few = replace(source, samples=source.samples[8:])
    judged = [Judged(sample.type, True) for sample in few.samples]
    assert evaluation(few, judged, []).types[0].warning.startswith("has 4 examples")


def test_the_example_codebook_is_learnt(training: Training) -> None:
    found = training.evaluation
    assert found.f1 >= FLOOR
    assert [row.examples for row in found.types] == [12, 12, 12]
    assert sum(found.none.values()) == 12


def test_training_again_gives_the_same_file(source: Source, training: Training) -> None:
    again = train(source)
    assert again.codebook.to_json() == training.codebook.to_json()
    assert again.evaluation == training.evaluation


def test_a_fitted_codebook_reads_back(training: Training, tmp_path: Path) -> None:
    path = tmp_path / "maritime.json"
    training.codebook.save(path)
    assert load(path).to_json() == training.codebook.to_json()
    assert load(path).mark == training.codebook.mark


def test_a_head_of_another_network_is_refused(training: Training, tmp_path: Path) -> None:
    path = tmp_path / "maritime.json"
    replace(training.codebook, encoder="0" * 16).save(path)
    with pytest.raises(KawatError, match=r"codebook-other-encoder.*kawat train"):
        load(path)


@pytest.mark.parametrize("content", ["{", "[]", '{"form": "kawat-codebook/1"}', GOOD])
def test_what_is_no_fitted_codebook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KawatError, match="codebook-unfitted"):
        load(path)


@pytest.mark.parametrize(("language", "text", "kind"), PAGES)
def test_pages_give_events_of_the_codebook_with_exact_spans(
    training: Training, language: str, text: str, kind: str
) -> None:
    page = article(text, language, "2026-02-03")
    result = kawat.code(page, codebook=training.codebook)
    assert kind in [report.type for report in result.reports]
    for report in result.reports:
        for span in (report.trigger, report.sentence):
            assert text[span.start : span.end] == span.text
        for mention in (*report.actors, *report.recipients):
            assert text[mention.start : mention.end] == mention.text
        assert report.rule == f"{language}:codebook:maritime"
        assert 0 < report.confidence <= 1
    assert result.coder.endswith(training.codebook.mark)


def test_what_is_not_plovers_has_no_quad_code_unless_its_parent_has(training: Training) -> None:
    codebook: CustomCodebook = training.codebook
    assert (codebook.quad("BOARDING"), codebook.quad("COLLISION")) == (4, None)
    assert codebook.score("BOARDING") is not None
    page = article(PAGES[1][1], "id", "2026-02-03")
    (report,) = [r for r in kawat.code(page, codebook=codebook).reports if r.type == "COLLISION"]
    assert (report.quad, report.score) == (None, None)
    assert "type-not-plover" in [reason.code for reason in report.reasons]
