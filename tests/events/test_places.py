"""Places in sentences: only where words use a name as a place, told apart, exact."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.events.gazetteer import Gazetteer, Place, build, gazetteer
from kawat.events.places import event_place, find_places
from kawat.events.reader import Clue
from kawat.language import LANGUAGES
from kawat.model import Article, Page, Quote, Sentence, Span, Where

PLACES = [
    Place("1", "Russia", "RUS", 60.0, 100.0, 144_000_000, "country"),
    Place("2", "Moscow", "RUS", 55.75, 37.62, 10_000_000, "capital"),
    Place("3", "Ukraine", "UKR", 49.0, 32.0, 41_000_000, "country"),
    Place("4", "Kyiv", "UKR", 50.45, 30.52, 2_800_000, "capital"),
    Place("5", "Kharkiv", "UKR", 50.0, 36.25, 1_400_000, "city"),
    Place("6", "Georgia", "GEO", 41.69, 44.83, 3_700_000, "country"),
    Place("7", "Tbilisi", "GEO", 41.69, 44.83, 1_000_000, "capital"),
    Place("8", "Georgia", "USA", 32.75, -83.5, 10_000_000, "region"),
    Place("9", "United States", "USA", 39.0, -98.0, 330_000_000, "country"),
    Place("10", "Washington", "USA", 38.9, -77.0, 690_000, "capital"),
    Place("11", "Tripoli", "LBY", 32.9, 13.19, 1_300_000, "capital"),
    Place("12", "Tripoli", "LBN", 34.44, 35.84, 230_000, "city"),
    Place("13", "Lebanon", "LBN", 33.8, 35.8, 5_000_000, "country"),
    Place("14", "Jakarta", "IDN", -6.2, 106.8, 8_500_000, "capital"),
    Place("15", "New York", "USA", 40.7, -74.0, 8_000_000, "city"),
    Place("16", "York", "GBR", 53.96, -1.08, 150_000, "city"),
    Place("17", "Batu", "IDN", -7.87, 112.5, 200_000, "city"),
    Place("18", "Kota", "IND", 25.18, 75.84, 1_000_000, "city"),
    Place("19", "Geneva", "CHE", 46.2, 6.15, 200_000, "city"),
    Place("20", "Switzerland", "CHE", 47.0, 8.0, 8_500_000, "country"),
    Place("21", "Beijing", "CHN", 39.9, 116.4, 18_000_000, "capital"),
    Place("kawat:donbas", "Donbas", "UKR", 48.3, 38.0, 0, "region"),
    Place("22", "China", "CHN", 35.0, 105.0, 1_400_000_000, "country"),
]
FORMS = [(place.key, place.name) for place in PLACES] + [
    ("1", "Rusia"),
    ("2", "Moskow"),
    ("3", "Ukraina"),
    ("20", "Swiss"),
    ("2", "莫斯科"),
]
KNOWN = build(PLACES, FORMS)


def article(text: str, language: str, rest: str = "", dateline: Span | None = None) -> Article:
    page = Page(b"", "", "text", "utf-8", "given")
    return Article(page, text + rest, (), (), language, dateline=dateline)


def found(text: str, language: str = "en", rest: str = "", known: Gazetteer = KNOWN) -> list[Where]:
    page = article(text, language, rest)
    places = find_places(page, Sentence(0, len(text), text, 0), known)
    for where in places:
        assert page.text[where.span.start : where.span.end] == where.span.text
    return places


def names(places: Sequence[Where]) -> list[tuple[str, str, str | None]]:
    return [(w.relation, w.span.text, w.country) for w in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mereka bertemu di Moskow, Rusia pada Selasa (21/02).", [("in", "Moskow", "RUS")]),
        ("Di Kyiv, ia menekankan dukungan untuk Ukraina.", [("in", "Kyiv", "UKR")]),
        (
            "Ia bertolak dari Beijing ke Moskow.",
            [("from", "Beijing", "CHN"), ("to", "Moskow", "RUS")],
        ),
        ("Pertemuan di ibu kota Ukraina, Kyiv, berakhir.", [("in", "Kyiv", "UKR")]),
        ("Rapat di Kota Jakarta usai.", [("in", "Jakarta", "IDN")]),
        ("Ia berada di Jakarta Selatan.", [("in", "Jakarta", "IDN")]),
        ("Banjir di desa Sukamaju surut.", [("in", "Sukamaju", None)]),
        ("Ia tinggal di Batu.", [("in", "Batu", "IDN")]),
        ("Ia duduk di batu.", []),
        ("Menlu mengunjungi Ukraina.", [("to", "Ukraina", "UKR")]),
        ("Serangan terhadap Kharkiv berlanjut.", [("in", "Kharkiv", "UKR")]),
        ("Ia berbicara di Gedung Merdeka, Jakarta, Selasa (21/2).", [("in", "Jakarta", "IDN")]),
        ("Hubungan Cina dan Rusia kokoh.", []),
        ("Dukungan bagi Rusia dari kedua negara.", []),
        ("Ia menemui mitranya dari Rusia.", []),
        ("Isu itu dibahas di negara Barat.", []),
        ("MENLU TIBA DI MOSKOW", [("in", "MOSKOW", "RUS")]),
    ],
)
def test_indonesian(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert names(found(text, "id")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Geneva, Switzerland, on Tuesday.", [("in", "Geneva", "CHE")]),
        ("He flew from Beijing to Kyiv and Kharkiv.",
         [("from", "Beijing", "CHN"), ("to", "Kyiv", "UKR"), ("to", "Kharkiv", "UKR")]),
        ("They talked in the Ukrainian capital, Kyiv.", [("in", "Kyiv", "UKR")]),
        ("They talked in Ukraine's capital, Kyiv.", [("in", "Kyiv", "UKR")]),
        ("Fighting went on in northern Ukraine.", [("in", "Ukraine", "UKR")]),
        ("A quake shook the village of Smallville.", []),
        ("A quake was felt in the village of Smallville.", [("in", "Smallville", None)]),
        ("They met in the city, Biden said.", []),
        ("The visit to Ukraine was short.", [("to", "Ukraine", "UKR")]),
        ("Support to Ukraine grew.", []),
        ("An attack on Kharkiv was reported.", [("in", "Kharkiv", "UKR")]),
        ("A conference on Ukraine was held.", []),
        ("Talks in Kyiv, Moscow said, were futile.", [("in", "Kyiv", "UKR")]),
        ("It is in Russia's interest.", []),
        ("It began in Ukraine's east.", [("in", "Ukraine", "UKR")]),
        ("Tension in China-Russia relations grew.", []),
        ("He works in New York and lives there.", [("in", "New York", "USA")]),
        ("It was reported in Washington Post pages today.", []),
        ("They met in Moscow Tuesday for talks.", [("in", "Moscow", "RUS")]),
        ("Wang Meets Putin in Moscow After Talks", [("in", "Moscow", "RUS")]),
        ("Kyiv said Moscow had lied.", []),
        ("They met near Kharkiv.", [("near", "Kharkiv", "UKR")]),
        ("They met at the State Department.", []),
        ("The band was big at the Yorks and the York.", []),
        ("Fighting went on in the Kharkiv region.", [("in", "Kharkiv", "UKR")]),
        ("He studied in the United States.", [("in", "United States", "USA")]),
        ("Fighting went on in Ukraine's Donbas.", [("in", "Donbas", "UKR")]),
        ("Fighting went on in Donbas, Ukraine.", [("in", "Donbas", "UKR")]),
        ("They met in North Ukraine Hall.", []),
        ("He spoke at the York City Forum.", []),
        ("Nobody from Moscow called.", []),
        ("They withdrew from Kyiv.", [("from", "Kyiv", "UKR")]),
    ],
)  # fmt: skip
def test_english(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert names(found(text, "en")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр прибыл в Анкару.", [("Анкару", "to", "TUR")]),
        ("Встреча прошла в Нижнем Новгороде.", [("Нижнем Новгороде", "in", "RUS")]),
        ("Войска выведены из Киевской области.", [("Киевской области", "from", "UKR")]),
        ("Удары нанесены по Одессе.", [("Одессе", "in", "UKR")]),
        ("Посол Турции обвинил Киев в обстрелах.", []),
    ],
)
def test_a_name_in_any_of_its_cases(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    places = found(text, "ru", known=gazetteer("ru"))
    assert [(where.span.text, where.relation, where.country) for where in places] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王毅2日抵达莫斯科，在基辅会谈。", [("莫斯科", "to", "RUS"), ("基辅", "in", "UKR")]),
        ("俄军从乌克兰首都基辅撤退。", [("基辅", "from", "UKR")]),
        ("俄罗斯谴责乌克兰。", []),
    ],
)
def test_names_without_blanks(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    places = found(text, "zh", known=gazetteer("zh"))
    assert [(where.span.text, where.relation, where.country) for where in places] == expected


@pytest.mark.parametrize(
    ("text", "rest", "country"),
    [
        ("He spoke in Georgia.", "", "GEO"),
        ("He spoke in Georgia.", " The United States voted.", "USA"),
        ("He spoke in Georgia.", " The United States praised Tbilisi.", "GEO"),
        ("He spoke in Tripoli.", "", "LBY"),
        ("He spoke in Tripoli.", " The army of Lebanon came.", "LBN"),
        ("He spoke in Tripoli.", " The Lebanonese came.", "LBY"),
        ("He spoke in Tripoli, Lebanon.", " Libya.", "LBN"),
    ],
)
def test_places_of_one_name_are_told_apart(text: str, rest: str, country: str) -> None:
    (where,) = found(text, "en", rest)
    assert where.country == country


def test_coordinates_and_id_are_the_gazetteers() -> None:
    (where,) = found("bertemu di Moskow", "id")
    assert where == Where(Span(11, 17, "Moskow"), "Moscow", "RUS", 55.75, 37.62, 2, "in")


def test_what_the_gazetteer_lacks_has_no_coordinates() -> None:
    (where,) = found("Banjir di desa Sukamaju surut.", "id")
    assert (where.name, where.lat, where.lon, where.geonames) == ("Sukamaju", None, None, None)


def test_the_dateline_is_a_place_but_not_the_events() -> None:
    text = "MOSKOW (Kawat) - Kedua menteri bertemu."
    page = article(text, "id", dateline=Span(0, 6, "MOSKOW"))
    places = find_places(page, Sentence(0, len(text), text, 0), KNOWN)
    assert names(places) == [("dateline", "MOSKOW", "RUS")]
    assert event_place(places, Span(31, 38, "bertemu")) is None


def test_the_packages_gazetteer_knows_capitals_in_the_language() -> None:
    for language, form in (("id", "Moskow"), ("en", "Moscow")):
        (capital,) = [p for p in gazetteer(language)[form] if p.country == "RUS"]
        assert capital.kind == "capital"
        assert (round(capital.lat or 0), round(capital.lon or 0)) == (56, 38)


# --- the place of an event ------------------------------------------------------------------


def placed(text: str, trigger: str, language: str, quote: str = "", nth: int = 0) -> str | None:
    at = -1
    for _ in range(nth + 1):
        at = text.index(trigger, at + 1)
    start = text.find(quote) if quote else 0
    quotes = (
        (Quote(start, start + len(quote), quote, "direct", None, None, "test"),) if quote else ()
    )
    clue = Clue(language, Sentence(0, len(text), text, 0), "paragraph", (), quotes)
    where = event_place(found(text, language), Span(at, at + len(trigger), trigger), clue)
    return where.span.text if where else None


VISITS = "Kunjungan Wang ke Moskow dilakukan tak lama setelah kunjungan Biden di Ukraina."


@pytest.mark.parametrize(
    ("text", "trigger", "language", "place"),
    [
        (VISITS, "Kunjungan", "id", "Moskow"),
        (VISITS, "kunjungan", "id", "Ukraina"),
        ("Ia bertolak dari Beijing ke Moskow.", "bertolak", "id", "Moskow"),
        ("They withdrew from Kharkiv.", "withdrew", "en", "Kharkiv"),
        ("In Geneva, Wang met Lavrov, who had flown in from Moscow.", "met", "en", "Geneva"),
        ("Wang met Lavrov in Geneva while Biden spoke in Kyiv.", "met", "en", "Geneva"),
        ("Wang met Lavrov in Geneva while Biden spoke in Kyiv.", "spoke", "en", "Kyiv"),
        ("Wang praised Lavrov.", "praised", "en", None),
    ],
)
def test_each_trigger_has_the_place_of_its_clause(
    text: str, trigger: str, language: str, place: str | None
) -> None:
    assert placed(text, trigger, language) == place


def test_a_place_inside_a_quote_is_not_where_it_was_said() -> None:
    text = 'Wang condemned it: "They bombed us in Kyiv."'
    assert placed(text, "condemned", "en", "They bombed us in Kyiv.") is None
    assert placed(text, "bombed", "en", "They bombed us in Kyiv.") == "Kyiv"


@pytest.mark.parametrize(
    ("text", "trigger", "language", "place"),
    [
        ("Wang and Lavrov discussed the war in Ukraine.", "discussed", "en", None),
        ("Wang and Lavrov discussed it in Ukraine.", "discussed", "en", "Ukraine"),
        ("Wang dan Lavrov membahas perang di Ukraina.", "membahas", "id", None),
        ("Lavrov launched a war in Ukraine.", "war", "en", "Ukraine"),
    ],
)
def test_what_is_talked_about_is_not_where_they_talk(
    text: str, trigger: str, language: str, place: str | None
) -> None:
    at = text.index(trigger)
    clue = Clue(language, Sentence(0, len(text), text, 0), "paragraph", (), ())
    span = Span(at, at + len(trigger), trigger)
    where = event_place(found(text, language), span, clue, verbal=True)
    assert (where.span.text if where else None) == place


def test_a_place_of_what_is_talked_about_is_where_a_deed_was_done() -> None:
    assert placed("Lavrov was killed in an attack in Ukraine.", "killed", "en") == "Ukraine"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A tanker sank in the Gulf of Lebanon.", "en"),  # not in the country
        ("Kapal itu tenggelam di Teluk Lebanon.", "id"),
        ("Wang menjatuhkan sanksi baru ke Rusia.", "id"),  # aimed at it, not done there
    ],
)
def test_a_country_in_the_name_of_something_else_is_no_place(text: str, language: str) -> None:
    assert found(text, language) == []


def test_before_a_base_of_a_country_is_where_the_base_is() -> None:
    text = "Warga berkumpul di depan pangkalan Rusia di Kyiv."
    assert [where.span.text for where in found(text, "id")] == ["Kyiv"]


def test_across_a_continent_is_nowhere_in_particular() -> None:
    europe = build([Place("kawat:europe", "Europe", None, 50.0, 15.0, 0, "region")],
                   [("kawat:europe", "Europe")])  # fmt: skip
    assert found("Spies were active across Europe.", known=europe) == []
    assert [w.name for w in found("Spies were active in Europe.", known=europe)] == ["Europe"]


WORDS = [
    "di",
    "ke",
    "dari",
    "in",
    "to",
    "from",
    "near",
    "visit",
    "the",
    "city",
    "of",
    "capital",
    "kota",
    "Moskow",
    "Moscow",
    ",",
    "Rusia",
    "Ukraine's",
    "and",
    "dan",
    "New",
    "York",
    "Batu",
    "ibu",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["en", "id"]))
def test_any_mixture_of_place_words_reads_back(words: list[str], language: str) -> None:
    places = found(" ".join(words), language)
    starts = [where.span.start for where in places]
    assert starts == sorted(set(starts))


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_reads_back(text: str, language: str) -> None:
    found(text, language)


@pytest.mark.parametrize(
    ("language", "form", "country"),
    [("id", "Rusia", "RUS"), ("en", "Russia", "RUS"), ("en", "Serbia", "SRB"),
     ("id", "Cina", "CHN"), ("id", "Amerika Serikat", "USA"), ("en", "Ukraine", "UKR")],
)  # fmt: skip
def test_the_packages_gazetteer_knows_countries(language: str, form: str, country: str) -> None:
    assert [p.country for p in gazetteer(language)[form] if p.kind == "country"] == [country]
