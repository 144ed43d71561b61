"""Whom a statement is about, and the speaker's stance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kawat.events.attitudes import with_about
from kawat.model import About, Actor, Mention, Quote, Report, Span, Status

TEXT = "Ada Holm condemned Sudria: “Sudria bombed Estia, and Norland helped.”"
HOLM = Actor("Q1", "Ada Holm", "NRL", "GOV")


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


def mention(words: str, actor: Actor, nth: int = 0) -> Mention:
    where = span(words, nth)
    return Mention(where.start, where.end, words, "state", (actor,), "test")


SPEAKER = mention("Ada Holm", HOLM)
ACCUSED = mention("Sudria", Actor(None, "Sudria", "SDR", None))
SUDRIA = mention("Sudria", Actor(None, "Sudria", "SDR", None), 1)
ESTIA = mention("Estia", Actor(None, "Estia", "EST", None))
NORLAND = mention("Norland", Actor(None, "Norland", "NRL", None))
WORDS = span("Sudria bombed Estia, and Norland helped.")
QUOTE = Quote(WORDS.start, WORDS.end, WORDS.text, "direct", SPEAKER, span("condemned"), "cue")


def report(
    kind: str,
    quad: int,
    trigger: str,
    actors: tuple[Mention, ...],
    recipients: tuple[Mention, ...],
    status: Status = "asserted",
) -> Report:
    whole = Span(0, len(TEXT), TEXT)
    return Report(
        "x", kind, None, (), status, None, actors, recipients, span(trigger), whole, None, None,
        quad, 0.0, 1.0, "test",
    )  # fmt: skip


CONDEMNED = report("ACCUSE", 3, "condemned", (SPEAKER,), (ACCUSED,))
BOMBED = report("ASSAULT", 4, "bombed", (SUDRIA,), (ESTIA,), "claimed")
MENTIONS = (SPEAKER, ACCUSED, SUDRIA, ESTIA, NORLAND)


def about(*reports: Report) -> tuple[About, ...]:
    (quote,) = with_about([QUOTE], MENTIONS, reports)
    return quote.about


def test_who_is_said_to_attack_is_opposed_and_the_speakers_own_state_is_left_out() -> None:
    assert about(BOMBED) == (
        About(SUDRIA, "opposes", span("bombed")),
        About(ESTIA, "neutral", None),
    )


def test_the_act_of_saying_shows_a_stance_too() -> None:
    assert about(CONDEMNED)[0] == About(ACCUSED, "opposes", span("condemned"))
    praised = replace(CONDEMNED, type="SUPPORT", quad=1)
    assert about(praised)[0] == About(ACCUSED, "supports", span("condemned"))


def test_conflict_tells_more_than_praise() -> None:
    praised = replace(CONDEMNED, type="SUPPORT", quad=1)
    assert about(praised, BOMBED)[0].stance == "opposes"


@pytest.mark.parametrize(
    "told",
    [
        replace(BOMBED, status="negated"),
        replace(BOMBED, status="hypothetical"),
        replace(BOMBED, type="REJECT", quad=3),
        replace(CONDEMNED, type="REQUEST", quad=1),
        replace(CONDEMNED, actors=(ESTIA,)),
    ],
)
def test_what_shows_no_stance(told: Report) -> None:
    assert {one.stance for one in about(told)} == {"neutral"}


def test_places_are_not_spoken_about() -> None:
    away = tuple(replace(m, locative=True) for m in MENTIONS)
    (quote,) = with_about([QUOTE], away, [])
    assert quote.about == ()
