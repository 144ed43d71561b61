"""Contexts by the words of a passage: whole words, phrases, stems, capitals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.events.codebook import CODEBOOK
from kawat.events.contexts import find_contexts
from kawat.language import LANGUAGES, load


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_context_has_words_and_none_is_made_up(language: str) -> None:
    table = load(language, "contexts")
    assert list(table) == list(CODEBOOK.contexts)
    assert all(table.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_found_and_listed_once(language: str) -> None:
    for context, phrases in load(language, "contexts").items():
        assert len(phrases) == len(set(phrases)), context
        for phrase in phrases:
            written = re.sub(r"\*", "xyz", phrase)
            assert context in find_contexts(f"({written})", language), phrase


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The foreign minister discussed trade and nuclear weapons.",
         ("economic", "diplomatic", "cbrn")),
        ("en", "Nuclear power is cheap.", ()),
        ("en", "Who knows?", ()),
        ("en", "The WHO knows.", ("health",)),
        ("en", "WOMEN’S RIGHTS were debated.", ("rights_freedoms", "gender")),
        ("en", "LGBTQ groups", ("lgbt",)),
        ("en", "A think tank said so.", ()),
        ("en", "They said human beings have rights.", ()),
        ("en", "Armies, polls and armistices", ("military",)),
        ("id", "Menteri Luar Negeri membahas perdagangan dan senjata nuklir.",
         ("economic", "diplomatic", "cbrn")),
        ("id", "Isolasi diplomatik di Majelis Umum PBB", ("diplomatic",)),
        ("id", "Para pengungsi mencari suaka", ("asylum", "migration")),
        ("id", "Pelanggaran HAM dan uji ham", ("human_rights",)),
        ("id", "Mereka berbicara di wilayah itu.", ()),
        ("id", "demokratisasi hubungan antarbangsa", ()),
        ("id", "", ()),
        ("fr", "L’armée et l'ONU n'ont rien dit d'un coup d’État.",
         ("military", "political_institutions", "pro_autocracy")),
    ],
)  # fmt: skip
def test_contexts(language: str, text: str, expected: tuple[str, ...]) -> None:
    assert find_contexts(text, language) == expected


def test_an_unread_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        find_contexts("text", "xx")


@given(st.text(), st.sampled_from(LANGUAGES))
def test_contexts_are_in_the_codebooks_order_and_told_once(text: str, language: str) -> None:
    found = find_contexts(text + " WHO election army", language)
    assert list(found) == [context for context in CODEBOOK.contexts if context in found]
