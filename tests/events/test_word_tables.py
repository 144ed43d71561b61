"""Tables of words that stand for a label."""

import pytest

from kawat.events.word_tables import WordTable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("جيش", True), ("الجيش", True), ("والجيش", True), ("جيشها", True), ("وجيشها", True),
        ("مجلس الأمن", True), ("ومجلس الأمن", True), ("للجيش", True), ("متجيش", False),
        ("مجلس آخر", False),
    ],
)  # fmt: skip
def test_words_written_together(text: str, found: bool) -> None:
    table = WordTable({"military": ["جيش*", "مجلس الأمن"]}, ("ال", "و", "وال", "لل"))
    assert [label for label, _ in table.find(text.split())] == ["military"] * found
