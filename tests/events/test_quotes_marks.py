"""Words between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.events.quote_marks import pair_marks

MARKS = "\"'“”‘’„‟«»‹›`´「」『』＂"


def enclosed(text: str, possessive: str = "s") -> list[str]:
    return [text[m.start : m.end] for m in pair_marks(text, 0, len(text), possessive).marked]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Kami siap," kata dia.', ["Kami siap"]),
        ("“We are ready,” he said.", ["We are ready"]),
        ("„Wir sind bereit“, sagte er.", ["Wir sind bereit"]),
        ("»Nein«, sagte sie.", ["Nein"]),
        ("« Nous sommes prêts », dit-il.", ["Nous sommes prêts"]),
        ("''Kami siap,'' katanya, ''sekarang.''", ["Kami siap", "sekarang."]),
        ("``We are ready'', he said.", ["We are ready"]),
        ("‘Siap,’ katanya.", ["Siap"]),
        ("'Siap,' katanya.", ["Siap"]),
        ("他说：“我们准备好了。”然后离开。", ["我们准备好了。"]),
        ("彼は「はい」と言った。", ["はい"]),
        ("«نعم»، قال الوزير", ["نعم"]),
        ('“Kami siap", kata dia. "Kami pergi,” katanya.', ["Kami siap", "Kami pergi"]),
        ("”Vi är redo”, sade hon.", ["Vi är redo"]),
    ],
)
def test_marks_of_all_kinds(text: str, words: list[str]) -> None:
    assert enclosed(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Salat Jum'at di Masjid Al-Qur'an.",
        "The ministers' meeting didn't end in '90s style.",
        "Rock 6'2\" tall",
        "It’s the parties’ turn.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert enclosed(text) == []
    assert pair_marks(text, 0, len(text), "s").opened == ()


def test_apostrophes_within_single_marks() -> None:
    text = "'It's the ministers' job, and they don't do it,' she said."
    assert enclosed(text) == ["It's the ministers' job, and they don't do it"]


def test_the_outer_of_nested_quotes() -> None:
    assert enclosed("\"They told us 'leave', so we left,\" he said.") == [
        "They told us 'leave', so we left"
    ]
    assert enclosed("‘When he said “soon”, he meant never,’ she said.") == [
        "When he said “soon”, he meant never"
    ]


def test_a_lost_closing_mark_swallows_nothing() -> None:
    text = 'He wrote "no and left. Later he said "yes" twice.'
    marks = pair_marks(text, 0, len(text))
    assert [text[m.start : m.end] for m in marks.marked] == ["yes"]
    assert [m.start for m in marks.opened] == [text.index('"')]


def test_a_lost_opening_mark() -> None:
    text = 'We will go," he said. "Now."'
    marks = pair_marks(text, 0, len(text))
    assert [text[m.start : m.end] for m in marks.marked] == ["Now."]
    assert [m.start for m in marks.closed] == [text.index('"')]


@given(st.text(alphabet=MARKS + "ab 9s.,:?\n—(", max_size=60))
def test_marked_words_are_ordered_and_within_the_text(text: str) -> None:
    last = 0
    for m in pair_marks(text, 0, len(text), "s").marked:
        assert last <= m.outer_start < m.start < m.end < m.outer_end <= len(text)
        assert not text[m.start].isspace()
        assert not text[m.end - 1].isspace()
        last = m.outer_end


@given(st.text(alphabet=MARKS + "ab .", max_size=30), st.integers(0, 5), st.integers(0, 5))
def test_nothing_outside_the_range_is_read(text: str, before: int, after: int) -> None:
    inner = pair_marks(text, 0, len(text))
    around = pair_marks("x" * before + text + "x" * after, before, before + len(text))
    shifted = [tuple(at - before for at in m) for m in around.marked]
    assert shifted == [tuple(m) for m in inner.marked]
