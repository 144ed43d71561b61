"""Tokens: exact spans for any text, and the cuts that names depend on."""

from hypothesis import given
from hypothesis import strategies as st

from kawat.actors.tokens import tokenize


def words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


@given(st.text())
def test_tokens_are_exact_in_order_and_leave_only_blanks(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.word
        assert text[last : token.start].strip() == ""
        last = token.end
    assert text[last:].strip() == ""


def test_possessive_endings_stand_apart_and_apostrophes_inside_do_not() -> None:
    assert words("Russia's N’Djamena, Sana'a’s") == [
        "Russia",
        "'s",
        "N’Djamena",
        ",",
        "Sana'a",
        "’s",
    ]


def test_abbreviations_with_stops_are_one_token() -> None:
    assert words("U.S. troops left.") == ["U.S.", "troops", "left", "."]


def test_scripts_without_blanks_are_cut_by_character() -> None:
    assert words("王毅访问Moskow") == ["王", "毅", "访", "问", "Moskow"]


def test_combining_marks_stay_with_their_letter() -> None:
    assert words("Brasi\u0301lia") == ["Brasi\u0301lia"]


def test_keys_fold_case_and_apostrophes() -> None:
    assert tokenize("N’DJAMENA")[0].key == tokenize("n'djamena")[0].key
