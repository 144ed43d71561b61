"""Dates and places that a sentence takes from the event told before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kawat.events.codebook import CODEBOOK
from kawat.events.event_dates import event_date
from kawat.events.occasions import COUNTED_DAYS, SAME_OCCASION, Occasions, _counts
from kawat.events.reader import Clue
from kawat.language import LANGUAGES
from kawat.model import Report, Sentence, Span, When, Where

MONDAY = When("2024-06-03", "day", Span(0, 6, "Monday"), "weekday")
MOSCOW = Where(Span(10, 16, "Moscow"), "Moscow", "RUS", 55.75, 37.62, 524901)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_language_can_be_looked_for(language: str) -> None:
    occasions = Occasions()
    occasions.carried(clue("2 ", language))
    occasions.remember(clue("2 ", language), [report()])
    occasions.carried(clue("2 ", language))
    assert _counts(language)


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


@pytest.mark.parametrize(
    ("text", "language", "words", "day"),
    [
        ("A day earlier, Keita met Ozols.", "en", "A day earlier", "2024-06-02"),
        ("Keita flew home the next day.", "en", "the next day", "2024-06-04"),
        ("Keita met Ozols three days later.", "en", "three days later", "2024-06-06"),
        ("Sehari sebelumnya, Keita bertemu Ozols.", "id", "Sehari sebelumnya", "2024-06-02"),
        ("Keita pulang keesokan harinya.", "id", "keesokan harinya", "2024-06-04"),
        ("Dua hari kemudian Keita pulang.", "id", "Dua hari kemudian", "2024-06-05"),
    ],
)
def test_days_are_counted_from_the_event_told_before(
    text: str, language: str, words: str, day: str
) -> None:
    occasions = after(report())
    occasions.carried(clue(text, language))
    (when,), adrift = occasions.counted(clue(text, language), [])
    assert (when.value, when.precision, when.rule) == (day, "day", COUNTED_DAYS)
    assert when.span is not None
    assert when.span.text == words
    assert adrift == []


def test_days_are_counted_from_a_day_named_before_in_the_sentence() -> None:
    text = "On 5 March they met and two days later they parted."
    named = When("2024-03-05", "day", Span(103, 110, "5 March"), "absolute")
    occasions = after(report())
    occasions.carried(clue(text))
    (when,), _ = occasions.counted(clue(text), [named])
    assert when.value == "2024-03-07"


@pytest.mark.parametrize(
    ("told", "text", "language"),
    [
        ((), "A day earlier, Keita met Ozols.", "en"),
        ((report(),), "Keita met Ozols the day before the summit.", "en"),
        ((report(),), "Keita met Ozols two days after the vote.", "en"),
        ((report(),), "Keita bertemu Ozols sehari sebelum pertemuan itu.", "id"),
        (
            (report(), report(when=replace(MONDAY, value="2024-06-01"))),
            "A day later Keita met Ozols.",
            "en",
        ),
        (
            (report(when=replace(MONDAY, precision="month")),),
            "A day later Keita met Ozols.",
            "en",
        ),
    ],
)
def test_what_cannot_be_counted_from_gives_no_day(
    told: tuple[Report, ...], text: str, language: str
) -> None:
    occasions = after(*told)
    occasions.carried(clue(text, language))
    found, adrift = occasions.counted(clue(text, language), [])
    assert found == []
    assert len(adrift) == 1


def test_an_event_by_such_words_has_no_date_of_the_page() -> None:
    sentence = clue("Keita met Ozols the day before the summit.")
    trigger = Span(106, 109, "met")
    words = Span(116, 130, "the day before")
    assert event_date([], trigger, "asserted", "2024-06-05", sentence, [words]) is None
    assert event_date([], trigger, "asserted", "2024-06-05", sentence) is not None
