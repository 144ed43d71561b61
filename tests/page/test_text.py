"""What holds for the blocks of any text, and single heuristics."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.model import BLOCK_KINDS, Article
from kawat.page import capture, read
from kawat.page.labels import form_kinds, split_kicker
from kawat.page.lines import BLANKS
from kawat.page.phrases import rule_kinds
from kawat.page.source import byte_range, reads_back

WORDS = [
    "Foto: A. B/TASS", "By Jane Doe", "22 Februari 2023", "Baca juga:", "yf/vlz (Reuters, AP)",
    "Komentar (3)",
    "Menteri bertemu mitranya di Moskow pada Senin.", "https://a.example/b", "PolitikRusia",
    "19:15 WIB", "•", "___",
    "JAKARTA, KABAR.com - Presiden tiba.", "Share", "Related",
    "Judul berita yang cukup panjang", "kata " * 40 + ".",
    "\xa0", "\u200b", "“Ya,” katanya. (jbr/imk)", "Q: Mengapa?", "A: Karena begitu.",
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=40)), max_size=25)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\n\n\n", "\r", "\u2028", " \n"])


def check(article: Article, text: str) -> None:
    """Blocks cover all that is no blank, in order, without overlap; everything reads back."""
    assert article.text == text
    at = 0
    rules = rule_kinds() | form_kinds()
    for block in article.blocks:
        assert not article.text[at : block.start].strip(BLANKS)
        piece = article.text[block.start : block.end]
        assert piece
        assert piece == piece.strip(BLANKS)
        assert block.kind in BLOCK_KINDS
        assert block.rule in rules
        assert byte_range(article, block.start, block.end) == block.bytes
        assert reads_back(article.page, block.bytes, piece)
        at = block.end
    assert not article.text[at:].strip(BLANKS)
    for span in (article.headline, article.lead, article.dateline):
        assert span is None or article.text[span.start : span.end] == span.text


@settings(max_examples=250, deadline=None)
@given(LINES, BREAKS)
def test_blocks_of_any_text(lines: list[str], break_: str) -> None:
    text = "kata\n" + break_.join(lines)
    content = text.encode("utf-8", "replace")
    text = content.decode()
    if sum(c in BLANKS or ord(c) < 32 or c == "\x7f" for c in text) > 0.02 * len(text):
        text = "".join(c for c in text if c in "\n\r" or (ord(c) >= 32 and c != "\x7f"))
        content = text.encode()
    check(read(capture(content, encoding="utf-8", media="text")), text)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028"])
def test_line_breaks_are_kept(break_: str) -> None:
    text = break_.join(
        ["Judul yang baik sekali di sini", "", "Menteri bertemu mitranya di Kairo.", ""]
    )
    article = read(capture(text.encode()))
    check(article, text)
    assert [b.kind for b in article.blocks] == ["headline", "paragraph"]


def kinds(text: str) -> list[tuple[str, str]]:
    article = read(capture(text))
    check(article, text)
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


BODY = (
    "Menteri Luar Negeri Rusia bertemu mitranya dari Mesir di Kairo pada Senin.\n\n"
    "Kedua menteri sepakat memperkuat kerja sama energi dan membahas perang di Gaza.\n"
)


def test_right_to_left_page_is_kept() -> None:
    text = "وزير الخارجية يصل إلى القاهرة\n\n" + (
        "التقى وزير الخارجية نظيره في القاهرة يوم الاثنين وبحثا العلاقات بين البلدين.\n\n" * 3
    )
    article = read(capture(text))
    check(article, text)
    assert article.language == "ar"
    assert [r.code for r in article.reasons] == ["date-missing"]
    assert [b.kind for b in article.blocks][:2] == ["headline", "paragraph"]


def test_half_a_page_has_no_headline() -> None:
    article = read(capture("dan akhirnya mereka pulang ke Jakarta pada malam hari.\n\n" + BODY))
    assert article.headline is None
    assert {b.kind for b in article.blocks} == {"paragraph"}
    assert "headline-missing" in [r.code for r in article.reasons]


def test_one_long_line() -> None:
    text = "Menteri itu tiba di Kairo. " * 40_000 + "\n"
    article = read(capture(text))
    assert len(article.blocks) == 1
    assert article.blocks[0].kind == "paragraph"


def test_nothing_but_a_menu() -> None:
    article = read(capture("Beranda\nDunia\nOlahraga\n"))
    assert {b.kind for b in article.blocks} == {"navigation"}
    assert (article.published, article.headline, article.lead) == (None, None, None)


def test_ambiguous_date_is_left_empty() -> None:
    page = "Ministers meet in Cairo to discuss the truce\n\n02/03/2023\n\n" + (
        "The Russian foreign minister met his Egyptian counterpart in Cairo on Monday.\n\n"
        "The two ministers agreed to work together and discussed the war in Gaza.\n"
    )
    article = read(capture(page))
    assert article.published is None
    reason = next(r for r in article.reasons if r.code == "date-ambiguous")
    assert article.text[reason.start : reason.end] == "02/03/2023"
    assert read(capture(page.replace("02/03", "22/03"))).published == "2023-03-22"
    assert read(capture(page.replace("02/03", "Thursday 02/03"))).published == "2023-03-02"


def test_date_from_the_address() -> None:
    page = capture(
        "Menteri Rusia tiba di Kairo hari ini\n\n" + BODY, url="https://k.example/2023/04/05/a"
    )
    article = read(page)
    assert article.published == "2023-04-05"
    assert dict(article.provenance)["published"] == "address"


def test_no_date() -> None:
    article = read(capture("Menteri Rusia tiba di Kairo hari ini\n\n" + BODY))
    assert article.published is None
    assert "date-missing" in [r.code for r in article.reasons]


def test_declaration_found_wrong_is_told() -> None:
    page = capture("Menteri Rusia tiba di Kairo — hari ini\n\n" + BODY)
    from dataclasses import replace

    wrong = replace(page, encoding_by="sniffed", encoding_declared="windows-1251")
    assert "encoding-declared-wrong" in [r.code for r in read(wrong).reasons]


def test_kickers() -> None:
    assert split_kicker("PolitikRusia") == ("Politik", "Rusia")
    assert split_kicker("Politik | Luar Negeri") == ("Politik", "Luar Negeri")
    assert split_kicker("EKONOMI") == ("EKONOMI",)


def test_every_rule_has_a_kind() -> None:
    assert set((rule_kinds() | form_kinds()).values()) <= set(BLOCK_KINDS)


def test_founding_page_shape() -> None:
    """The shape of the founding page: alternative text, glued credit, sign-off, teaser."""
    got = kinds(
        "1. Buka konten\n  2. Buka menu utama\nDuniaTimur Tengah\n\n"
        "Rusia dan Mesir Perkuat Hubungan\n\n"
        "5 Mei 2024\n\nMenteri Luar Negeri Rusia melawat ke Kairo dan memuji peran Mesir.\n\n"
        "https://k.example/p/1\nMenteri Rusia dan mitranya di Kairo\n"
        "Kedua menteri di KairoFoto: I. Ivanov/TASS/IMAGO\n\n" + BODY
        + "\nab/cd\xa0 (AFP,dpa)\n\nKapal Perang Mesir Berlayar ke Laut Merah\n"
    )  # fmt: skip
    assert [kind for kind, _ in got] == [
        "navigation", "navigation", "kicker", "headline", "date", "lead", "permalink", "caption",
        "caption", "credit", "paragraph", "paragraph", "byline", "agency", "related",
    ]  # fmt: skip
    assert ("credit", "Foto: I. Ivanov/TASS/IMAGO") in got
    assert ("agency", "(AFP,dpa)") in got
