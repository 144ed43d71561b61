from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.language.sentences import boundaries, split
from kawat.model import CODED_KINDS
from kawat.page import capture, read


def cut(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in boundaries(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "id",
            [
                "''Ini hanyalah awal,'' katanya menambahkan, ''semua akan berlanjut. Percayalah.''",
                "Ia pergi.",
            ],
        ),
        (
            "id",
            [
                "Menlu A.S. Wijaya membayar Rp 1.000 kepada PT. Maju di Jl. Melati No. 5.",
                "Ia pulang.",
            ],
        ),
        ("id", ["“Kami setuju.” kata Menlu.", "“Ya!” seru dia."]),
        ("id", ["Brigjen. Pol. Ahmad dan Ir. H. Joko hadir.", "Acara selesai."]),
        ("en", ["The U.S. president met Lt. Gen. Jones on Jan. 5.", "It cost $3.5 million."]),
        ("en", ["He said: “No. Never.”", "Then J. K. Stone left Washington, D.C."]),
        ("en", ["1. The two leaders agreed.", "2. They left."]),
        ("en", ["“Never,” he said. “We will not.”", "She agreed."]),
        ("zh", ["双方同意！", "他说：“好。”", "然后走了。"]),
        (None, ["One sentence here.", "Another one there."]),
    ],
)
def test_news(language: str | None, sentences: list[str]) -> None:
    joined = ("" if language == "zh" else " ").join(sentences)
    got = cut(joined, language)
    if sentences[0].startswith("“Never"):
        assert got == ["“Never,” he said.", "“We will not.”", "She agreed."]
    else:
        assert got == sentences


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from(list(" .!?\n\"'“”‘’()abcABC15\xa0\u200b。")),
            st.characters(exclude_categories=["Cs"]),
        ),
        max_size=120,
    ),
    st.sampled_from(["id", "en", "zh", "ar", None]),
)
def test_any_text_is_covered(text: str, language: str | None) -> None:
    at = 0
    for start, end in boundaries(text, language):
        assert start < end
        assert not any(char.isalnum() for char in text[at:start])
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not any(char.isalnum() for char in text[at:])


def test_only_coded_blocks() -> None:
    article = read(
        capture(
            "Menu\nMenteri Rusia Tiba di Kairo\n\n5 Mei 2024\n\n"
            "Menteri Rusia tiba di Kairo pada Senin. Ia bertemu mitranya.\n\nKeduanya sepakat. "
            "Perundingan berlanjut besok di tempat yang sama.\n\nBaca juga: Hal lain.\n"
        )
    )
    sentences = split(article)
    assert [s.text for s in sentences] == [
        "Menteri Rusia Tiba di Kairo",
        "Menteri Rusia tiba di Kairo pada Senin.",
        "Ia bertemu mitranya.",
        "Keduanya sepakat.",
        "Perundingan berlanjut besok di tempat yang sama.",
    ]
    for sentence in sentences:
        block = article.blocks[sentence.block]
        assert block.kind in CODED_KINDS
        assert block.start <= sentence.start < sentence.end <= block.end
        assert article.text[sentence.start : sentence.end] == sentence.text
