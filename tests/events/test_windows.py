"""Windows: what is read at once to find who says what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.events.windows import GAP, LONGEST, Passage, Window, passages, wider, windows
from kawat.language.sentences import split
from kawat.model import Article

WORDS = st.sampled_from(
    [
        "He",
        "said",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        '"',
        "'",
        "ministers'",
        ".",
        "?",
        "!",
        ",",
        ":",
        "—",
        "12",
        "we",
        "go",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=400).map(" ".join)


def read(text: str, language: str = "en") -> tuple[Article, list[Passage], list[Window]]:
    article = Article.of_paragraph(text, language)
    found, _ = passages(article, split(article))
    return article, found, [w for p in found for w in windows(article.text, p, language)]


def texts(text: str, language: str = "en") -> list[str]:
    return [window.text for window in read(text, language)[2]]


def test_a_window_is_a_sentence() -> None:
    assert texts("He left. She stayed.") == ["He left.", "She stayed."]


def test_quoted_words_are_not_cut_at_their_sentences() -> None:
    text = "“We go. We stay,” he said. She left."
    assert texts(text) == ["“We go. We stay,” he said.", "She left."]


def test_quoted_words_that_stand_alone_go_with_the_sentence_before() -> None:
    text = "The envoy was tired. “It is late.” She left."
    assert texts(text) == ["The envoy was tired. “It is late.”", "She left."]


def test_of_long_quoted_words_the_middle_is_left_out_and_read_by_itself() -> None:
    inner = " ".join(f"Sentence number {n} of the speech stands here." for n in range(30))
    first, *rest = read(f"“{inner}” the minister said.")[2]
    assert len(first.text) < LONGEST
    assert GAP in first.text
    assert first.text.startswith("“Sentence number 0")
    assert first.text.endswith("” the minister said.")
    assert len(rest) == 30
    assert {window.within for window in rest} == set(first.marked)
    assert rest[7].text == "Sentence number 7 of the speech stands here."


def test_what_is_no_sentence_is_parted() -> None:
    parts = texts("word " * 3000)
    assert max(map(len, parts)) <= 2 * LONGEST
    assert "".join(parts) == ("word " * 3000).strip()


def test_scripts_without_blanks_are_read_in_shorter_windows() -> None:
    (spaced,) = texts("“" + "ab " * 130 + "” he said.")
    assert GAP not in spaced
    assert GAP in texts("部长说：“" + "我们不同意" * 60 + "”。", "zh")[0]


def test_a_window_and_the_one_before_it() -> None:
    article, _, (first, second) = read("The minister left. He said “no” to it.")
    both = wider(article.text, first, second)
    assert both is not None
    assert both.text == article.text
    assert both.marked == second.marked
    assert wider(article.text, None, first) is None


def test_what_cannot_be_read_at_once_is_not_joined() -> None:
    article, _, (first, *_, last) = read("One. " + "Two and two are four, he said. " * 40)
    assert wider(article.text, first, last) is None


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ar"])
@settings(max_examples=40)
@given(TEXTS)
def test_places_lead_there_and_back(language: str, text: str) -> None:
    article, found, parts = read(text, language)
    covered = set()
    for window in parts:
        for start, end in window.pieces:
            for place in range(start, end):
                at = window.inner(place)
                assert at is not None
                assert window.text[at] == article.text[place]
                assert window.outer(at) == place
                covered.add(place)
        assert len(window.text) <= 2 * LONGEST
    within = {
        place for passage in found for run in passage.marked for place in range(run.start, run.end)
    }
    for passage in found:
        for start, end in passage.sentences:
            missed = set(range(start, end)) - covered - within
            assert not {place for place in missed if article.text[place].isalnum()}
