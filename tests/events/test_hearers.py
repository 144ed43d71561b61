"""Who is told."""

from __future__ import annotations

import pytest

from kawat.actors import find_mentions
from kawat.events.quotes import find_quotes
from kawat.language.sentences import split
from kawat.model import Article

TOLD = [
    ("en", "Prime Minister Ada Holm told the Turkish parliament that Greece must withdraw.",
     "Turkish parliament", "Greece must withdraw"),
    ("en", "China's president said to Brazil that trade would grow.", "Brazil", "trade would grow"),
    ("en", "Poland's prime minister told Hungary: “We will not yield.”", "Hungary",
     "We will not yield."),
    ("id", "Presiden Prancis mengatakan pada Turki bahwa pasukannya tidak akan mundur.",
     "Turki", "pasukannya tidak akan mundur"),
    ("de", "Der Bundeskanzler sagte dem französischen Präsidenten, Deutschland werde zahlen.",
     "französischen Präsidenten", "Deutschland werde zahlen"),
    ("de", "Der Außenminister sagte gegenüber Israel: „Das ist nicht hinnehmbar.“",
     "Israel", "Das ist nicht hinnehmbar."),
    ("fr", "Le président français a déclaré à la Turquie que la Grèce ne céderait pas.",
     "Turquie", "la Grèce ne céderait pas"),
    ("es", "El presidente dijo a Rusia que México no aceptará presiones.",
     "Rusia", "México no aceptará presiones"),
    ("zh", "中国外交部长对美国国务卿表示，中国反对制裁。", "美国国务卿", "中国反对制裁"),
    ("ar", "أبلغ الرئيس المصري تركيا أن مصر ترفض التهجير.", "تركيا", "مصر ترفض التهجير"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "told", "words"), TOLD)
def test_who_is_told_is_the_addressee_and_no_part_of_what_is_said(
    language: str, text: str, told: str, words: str
) -> None:
    article = Article.of_paragraph(text, language)
    sentences = split(article)
    (quote,) = find_quotes(article, sentences, find_mentions(article, sentences))
    assert quote.text == words
    assert quote.addressee is not None
    assert quote.addressee.text == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The French president said in Turkey that Greece would withdraw."),
        ("en", "The French president told reporters that Greece would withdraw."),
        ("en", "The French president said Greece would withdraw."),
        ("fr", "Le président français a déclaré que la Turquie avait cédé à la Grèce."),
        ("de", "Der Kanzler sagte, Deutschland werde dem Präsidenten Frankreichs helfen."),
        ("zh", "中国外交部长表示，中国对美国感到失望。"),
    ],
)
def test_who_is_named_otherwise_is_no_addressee(language: str, text: str) -> None:
    article = Article.of_paragraph(text, language)
    sentences = split(article)
    quotes = find_quotes(article, sentences, find_mentions(article, sentences))
    assert quotes
    assert {quote.addressee for quote in quotes} == {None}
