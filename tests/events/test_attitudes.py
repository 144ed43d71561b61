"""Whom a statement is about, and the speaker's stance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kawat.events.attitudes import with_shown
from kawat.model import About, Actor, Mention, Quote, Report, Span, Stance, Status

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


def shown(stance: Stance, of: Mention, *reports: Report) -> Span | None:
    """Return the words that show a stance of the statement."""
    (quote,) = with_shown([replace(QUOTE, about=(About(of, stance, None),))], reports)
    return quote.about[0].shown_by


def test_an_event_in_the_statement_shows_the_stance() -> None:
    assert shown("opposes", SUDRIA, BOMBED) == span("bombed")


def test_the_act_of_saying_shows_it_first() -> None:
    assert shown("opposes", SUDRIA, BOMBED, CONDEMNED) == span("condemned")


def test_an_event_of_the_other_side_shows_nothing() -> None:
    assert shown("supports", SUDRIA, BOMBED, CONDEMNED) is None
    assert shown("opposes", SUDRIA, replace(CONDEMNED, type="SUPPORT", quad=1)) is None
    assert shown("neutral", ESTIA, BOMBED) is None


@pytest.mark.parametrize("status", ["negated", "hypothetical"])
def test_what_was_not_done_shows_nothing(status: Status) -> None:
    assert shown("opposes", SUDRIA, replace(BOMBED, status=status)) is None


def test_events_elsewhere_and_of_others_show_nothing() -> None:
    assert shown("opposes", NORLAND, BOMBED, CONDEMNED) is None
    away = replace(BOMBED, sentence=Span(len(TEXT), len(TEXT) + 1, "."))
    assert shown("opposes", SUDRIA, away) is None
