"""Inflected, joined and unspaced names: what is found of them, and that spans read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.actors.morphology import PLAIN, Morphology
from kawat.actors.names import Name, Names
from kawat.actors.register import Register
from kawat.actors.tokens import key_of, tokenize

RUSSIAN = Morphology(
    {
        "fold": ["ё>е"],
        "endings": {"same": ["а>", "ого>ий", "и>я"], "plural": ["ы>"]},
    }
)
ARABIC = Morphology({"prefixes": ["و", "لل>ال"], "article": ["ال"], "fold": ["ـ>", "أ>ا"]})
TURKISH = Morphology({"cut": "'’"})
FRENCH = Morphology({"prefixes": ["d'", "l'"]})


def names(morphology: Morphology, *forms: str, use: str = "name") -> Names:
    table = Names((), morphology)
    for form in forms:
        table.add(Name(form, form, use))
    return table


def found(table: Names, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.names[0].id) for hit in table.find(text)]


@pytest.mark.parametrize(
    ("morphology", "form", "text", "written"),
    [
        (RUSSIAN, "Иран", "власти Ирана и", "Ирана"),
        (RUSSIAN, "Российская Федерация", "ИЗ РОССИЙСКАЯ ФЕДЕРАЦИЯ", "РОССИЙСКАЯ ФЕДЕРАЦИЯ"),
        (RUSSIAN, "Королёв", "Королева сказала", "Королева"),
        (RUSSIAN, "Северный Иран", "из Северный Ирана", "Северный Ирана"),
        (TURKISH, "Rusya", "Rusya'nın ordusu", "Rusya'nın"),
        (TURKISH, "Irak", "IRAK’TA SAVAŞ", "IRAK’TA"),
        (ARABIC, "مصر", "قالت ومصر", "مصر"),
        (ARABIC, "العراق", "رسالة للعراق", "لعراق"),
        (ARABIC, "أردن", "قال الأردن", "الأردن"),
        (ARABIC, "مصر", "مـصر", "مـصر"),
        (ARABIC, "مصر العليا", "ـ مصر ـ مصر العليا", "مصر العليا"),
        (FRENCH, "Iran", "le chef d’Iran", "Iran"),
        (PLAIN, "王毅", "外长王毅访问", "王毅"),
    ],
)
def test_a_form_of_a_name_is_found(
    morphology: Morphology, form: str, text: str, written: str
) -> None:
    assert found(names(morphology, form), text) == [(written, form)]


@pytest.mark.parametrize(
    ("morphology", "form", "text"),
    [
        (RUSSIAN, "Иран", "власти ирана"),
        (RUSSIAN, "Ира", "Иру"),
        (PLAIN, "Turkey", "roast turkey"),
        (TURKISH, "Rusya", "Rusyanın"),
    ],
)
def test_what_is_no_form_of_a_name_is_not(morphology: Morphology, form: str, text: str) -> None:
    assert found(names(morphology, form), text) == []


def test_an_abbreviation_takes_a_suffix_behind_an_apostrophe_only() -> None:
    table = names(TURKISH, "ABD", use="abbreviation")
    assert found(table, "ABD'nin") == [("ABD'nin", "ABD")]
    assert found(table, "Abd'nin") == []
    assert found(names(RUSSIAN, "США", use="abbreviation"), "Сша") == []


def test_the_exact_form_wins_over_the_inflected_and_the_longer_over_both() -> None:
    table = names(RUSSIAN, "Иран", "Ирана")
    assert found(table, "Ирана") == [("Ирана", "Ирана")]
    table.add(Name("long", "Ирана Ким", "name"))
    assert found(table, "Ирана Ким") == [("Ирана Ким", "long")]


def test_an_ending_that_tells_of_several_is_told() -> None:
    (way,) = [way for way in RUSSIAN.ways("президенты") if way.base == "президент"]
    assert way.plural
    assert not any(way.plural for way in RUSSIAN.ways("президента"))


def test_two_letters_of_the_stem_stay() -> None:
    assert {way.base for way in RUSSIAN.ways("нога")} == {"ног"}
    assert RUSSIAN.ways("еа") == ()


@pytest.mark.parametrize("entry", ["ab>c", "a>bc"])
def test_a_fold_of_more_than_one_sign_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="single signs"):
        Morphology({"fold": [entry]})


def test_keys_are_as_long_as_what_they_are_keys_of() -> None:
    assert all(len(key_of(chr(sign))) == 1 for sign in range(0x110000) if sign >> 11 != 27)


WORDS = st.text(st.characters(categories=("Ll", "Lu", "Lo"), max_codepoint=0xFFFF), min_size=4)
LANGUAGES = sorted(["en", "ru", "ar", "tr", "zh", "fr", "de"])


@given(form=WORDS, ending=st.sampled_from(["а", "ого", "и", "ы"]))
def test_every_inflected_form_leads_back(form: str, ending: str) -> None:
    bases = {"а": "", "ого": "ий", "и": "я", "ы": ""}
    base = RUSSIAN.key(form) + bases[ending]
    if base != RUSSIAN.key(form) + ending:
        assert base in {way.base for way in RUSSIAN.ways(RUSSIAN.key(form) + ending)}


@given(
    st.lists(
        st.sampled_from(
            [
                "Россия",
                "России",
                "وروسيا",
                "للعراق",
                "Rusya’nın",
                "d’Israël",
                "中国和",
                "U.S.",
                "İran",
            ]
        )
        | st.text(max_size=8)
    ).map(" ".join),
    st.sampled_from(LANGUAGES),
)
def test_spans_of_find_read_back_in_order(text: str, language: str) -> None:
    last = 0
    for hit in Register.default().names(language).find(text):
        assert last <= hit.start < hit.end <= len(text)
        assert hit.names
        last = hit.end


@given(st.text(max_size=60))
def test_find_finds_what_longest_does_at_a_token(text: str) -> None:
    table = Register.default().names("en")
    tokens = tokenize(text)
    hits = {hit.start: (hit.end, hit.names) for hit in table.find(text)}
    at = 0
    while at < len(tokens):
        count, here = table.longest(tokens, at)
        if count:
            assert hits.pop(tokens[at].start) == (tokens[at + count - 1].end, here)
        at += max(count, 1)
    assert hits == {}


def test_a_register_without_names_has_none_in_any_language(tmp_path: Path) -> None:
    register = Register(tmp_path)
    assert [register.names(language).find("Rusya'nın") for language in LANGUAGES] == [[]] * len(
        LANGUAGES
    )
