"""Dates and places that a sentence takes from the event told before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kawat.events.codebook import CODEBOOK
from kawat.events.occasions import SAME_OCCASION, Occasions
from kawat.events.reader import Clue
from kawat.model import Report, Sentence, Span, When, Where

MONDAY = When("2024-06-03", "day", Span(0, 6, "Monday"), "weekday")
MOSCOW = Where(Span(10, 16, "Moscow"), "Moscow", "RUS", 55.75, 37.62, 524901)


def clue(text: str, language: str = "en") -> Clue:
    return Clue(language, Sentence(100, 100 + len(text), text, 0), "paragraph", (), (), "")


def report(
    kind: str = "CONSULT", when: When | None = MONDAY, where: Where | None = MOSCOW
) -> Report:
    trigger = Span(0, 3, "met")
    return Report(
        "", kind, None, (), "asserted", None, (), (), trigger, trigger, when, where,
        CODEBOOK.quad(kind), None, 1.0, "",
    )  # fmt: skip


def after(*reports: Report) -> Occasions:
    """Return what is remembered after a sentence with these events."""
    occasions = Occasions()
    occasions.carried(clue("They met."))
    occasions.remember(clue("They met."), reports)
    return occasions


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("At the meeting, Keita praised the plan.", "en", "At the meeting"),
        ("Keita said during the talks that he would come.", "en", "during the talks"),
        ("Dalam kesempatan tersebut, Keita memuji rencana itu.", "id", "Dalam kesempatan tersebut"),
        ("Dalam pertemuan itu keduanya sepakat.", "id", "Dalam pertemuan itu"),
    ],
)
def test_an_occasion_lends_its_day_and_place(text: str, language: str, words: str) -> None:
    (when,), where = after(report()).carried(clue(text, language))
    assert (when.value, when.precision, when.rule) == ("2024-06-03", "day", SAME_OCCASION)
    assert when.span is not None
    assert when.span.text == words
    assert text[when.span.start - 100 : when.span.end - 100] == words
    assert where == MOSCOW


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On the same day, Ghana closed its border.", "en"),
        ("Pada hari yang sama, Ghana mundur.", "id"),
    ],
)
def test_the_same_day_lends_no_place(text: str, language: str) -> None:
    (when,), where = after(report("ASSAULT")).carried(clue(text, language))
    assert when.value == "2024-06-03"
    assert where is None


def test_a_meeting_is_no_attack_told_in_between() -> None:
    occasions = after(report())
    attack = report("ASSAULT", MONDAY, None)
    occasions.carried(clue("Rebels attacked."))
    occasions.remember(clue("Rebels attacked."), [attack])
    assert occasions.carried(clue("At the meeting, Keita praised the plan."))[1] == MOSCOW
    assert after(attack).carried(clue("At the meeting, Keita praised the plan.")) == ([], None)


@pytest.mark.parametrize(
    "text",
    [
        "Keita praised the plan.",
        "At the meeting of ministers, Keita praised the plan.",
        "At a meeting, Keita praised the plan.",
    ],
)
def test_a_sentence_without_such_words_takes_nothing(text: str) -> None:
    assert after(report()).carried(clue(text)) == ([], None)


def test_an_occasion_is_forgotten() -> None:
    occasions = after(report())
    for _ in range(5):
        occasions.carried(clue("It rained."))
    assert occasions.carried(clue("At the meeting, Keita smiled.")) == ([], None)


def test_a_later_meeting_without_a_day_is_not_on_the_day_of_the_one_before() -> None:
    occasions = after(report())
    occasions.carried(clue("They met in Accra."))
    occasions.remember(clue("They met in Accra."), [report(when=None)])
    assert occasions.carried(clue("At the meeting, Keita smiled."))[0] == []


def test_a_hypothetical_meeting_is_no_occasion() -> None:
    occasions = after(replace(report(), status="hypothetical"))
    assert occasions.carried(clue("At the meeting, Keita smiled.")) == ([], None)
