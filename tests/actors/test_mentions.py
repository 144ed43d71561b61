"""Mentions: what is one, how far it reaches, and whom it refers to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.actors import find_mentions
from kawat.model import Mention, Sentence
from one_page import article


def read(language: str, *texts: str, published: str | None = None) -> list[Mention]:
    """Return the mentions of an article whose sentences are given."""
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(start, start + len(text), text, 0))
        start += len(text) + 1
    return list(find_mentions(article(" ".join(texts), language, published), sentences))


def only(mentions: list[Mention], text: str) -> Mention:
    found = [mention for mention in mentions if mention.text == text]
    assert len(found) == 1, [mention.text for mention in mentions]
    return found[0]


def brief(mention: Mention) -> tuple[str, list[tuple[str | None, str | None]]]:
    return mention.kind, [(actor.country, actor.sector) for actor in mention.referents]


LANGUAGES = st.sampled_from(["en", "id"])
WORDS = """Russia Rusia US AS the presiden president Wang Yi Retno Marsudi di in to ke its 's '
kedua negara dan and anti- pro- Menteri Luar Negeri foreign minister spokesman juru bicara mereka
mantan former of dari troops pasukan 王毅 Moskow Moscow İ ß ﬁ \u0301 Barat police , . - ;"""
PIECES = st.sampled_from(WORDS.split())


@settings(deadline=None)  # the first example loads the register
@given(LANGUAGES, st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_spans_are_exact_sorted_apart_and_inside_their_sentence(language: str, text: str) -> None:
    middle = len(text) // 2
    cuts = [(0, middle), (middle, len(text))]
    sentences = [Sentence(a, b, text[a:b], 0) for a, b in cuts if a < b]
    last = 0
    for mention in find_mentions(article(text, language, "2023-02-22"), sentences):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start < mention.end
        assert last <= mention.start
        assert any(s.start <= mention.start and mention.end <= s.end for s in sentences)
        last = mention.end


def test_an_unread_language_has_no_mentions() -> None:
    assert find_mentions(article("Russia", "xx"), [Sentence(0, 6, "Russia", 0)]) == ()


# The phrase stands in braces; then the country and the sector.
WHOLE_PHRASES = """
id | {Diplomat top Cina Wang Yi} tiba kemarin. | CHN GOV
id | Kata {kepala keamanan Rusia Nikolai Patrushev} lagi. | RUS GOV
id | Lalu {Presiden Amerika Serikat Joe Biden} berpidato. | USA GOV
id | Itu kata {juru bicara Kementerian Luar Negeri Cina Budi Uji} kemarin. | CHN GOV
id | Kemarin {pasukan Rusia} mundur. | RUS MIL
id | Lalu {Menlu RI} berangkat. | IDN GOV
en | Then {US Secretary of State Antony Blinken} left. | USA GOV
en | The {German Chancellor Olaf Scholz} agreed. | DEU GOV
en | It was {Russia's foreign minister, Sergei Lavrov}, who spoke. | RUS GOV
en | Later {Kremlin spokesman Dmitry Peskov} declined. | RUS GOV
en | On Monday {Ukrainian troops} advanced. | UKR MIL
en | A {senior Israeli army officer} spoke. | ISR MIL
id | Lalu {Wali Kota Bandung Budi Uji} hadir. | IDN GOV
id | Lalu {Gubernur Jawa Barat Budi Uji} hadir. | IDN GOV
id | Kemarin {Panglima TNI Laksamana Yudo Margono} hadir. | IDN MIL
en | Then the {United Nations Security Council} met. | UNO None
en | The {commander of the Kenyan navy} resigned. | KEN MIL
""".strip().splitlines()


@pytest.mark.parametrize("line", WHOLE_PHRASES)
def test_a_mention_is_the_whole_phrase(line: str) -> None:
    language, marked, actor = line.split(" | ")
    phrase = marked[marked.index("{") + 1 : marked.index("}")]
    mention = only(read(language, marked.replace("{", "").replace("}", "")), phrase)
    assert [f"{a.country} {a.sector}" for a in mention.referents] == [actor]


NOT_ACTORS = [
    ("en", "They sailed the South China Sea."),
    ("en", "He roasted a turkey and dug in."),
    ("en", "A summit on West Bank settlements."),
    ("id", "Kapal itu berlayar di Laut Cina Selatan."),
    ("id", "Cuaca di Jawa Barat cerah."),
    ("id", "Setelah Perang Dingin berakhir."),
    ("id", "Retorika anti-Rusia kian keras."),
]


@pytest.mark.parametrize(("language", "text"), NOT_ACTORS)
def test_longer_names_and_other_words_are_not_actors(language: str, text: str) -> None:
    assert [m.text for m in read(language, text) if m.kind != "pronoun"] == []


def test_a_capital_is_its_government_and_a_place_after_a_preposition() -> None:
    acting, place = read("en", "Beijing rejected the report in Moscow.")
    assert brief(acting) == ("metonym", [("CHN", "GOV")])
    assert not acting.locative
    assert (place.text, place.locative) == ("Moscow", True)


def test_a_state_after_its_capital_is_a_place_too() -> None:
    mentions = read("id", "Mereka bertemu di Moskow, Rusia pada Selasa.")
    assert only(mentions, "Rusia").locative


def test_the_west_is_a_bloc() -> None:
    assert brief(only(read("id", "Tekanan Barat itu ditolak."), "Barat")) == (
        "group",
        [("WST", None)],
    )


def test_someone_only_the_title_tells_of_is_known_by_it_throughout() -> None:
    first, *_, last = read(
        "en", "Kenyan minister Joan Fictiva spoke.", "The crowd cheered.", "Fictiva then left."
    )
    assert first.referents[0].name == "Joan Fictiva"
    assert first.referents[0].id is None
    assert last.rule == "surname"
    assert last.referents == first.referents


def test_a_surname_in_the_headline_is_whom_the_text_names() -> None:
    mentions = read("id", "Patrushev tiba", "Nikolai Patrushev datang ke Beijing.")
    assert mentions[0].referents[0].id == mentions[1].referents[0].id is not None


def test_a_given_name_stands_for_the_person_in_indonesian() -> None:
    mentions = read("id", "Menteri Luar Negeri Retno Marsudi hadir.", "Lalu Retno berbicara.")
    assert mentions[1].referents[0].name == "Retno Marsudi"


def test_two_persons_of_one_surname_are_not_told_apart() -> None:
    mentions = read(
        "en", "Kenyan minister Joan Fictiva met Kenyan envoy Paul Fictiva.", "Later Fictiva left."
    )
    assert mentions[-1].referents == ()
    assert mentions[-1].rule == "ambiguous-surname"


def test_a_bare_title_is_the_person_last_called_by_it() -> None:
    mentions = read("en", "Kenyan President Joan Fictiva spoke.", "The president then left.")
    assert mentions[1].rule == "epithet"
    assert mentions[1].referents[0].name == "Joan Fictiva"


PAIRS = [
    ("id", ("Rusia dan Cina sepakat.", "Hubungan kedua negara kokoh."), "kedua negara"),
    (
        "en",
        ("Russia and China agreed.", "Ties between the two countries are firm."),
        "two countries",
    ),
]


@pytest.mark.parametrize(("language", "texts", "phrase"), PAIRS)
def test_two_countries_are_the_two_just_named(
    language: str, texts: tuple[str, ...], phrase: str
) -> None:
    mention = only(read(language, *texts), phrase)
    assert {actor.country for actor in mention.referents} == {"RUS", "CHN"}
    assert {actor.sector for actor in mention.referents} == {None}


def test_two_countries_among_three_are_not_told() -> None:
    mentions = read("en", "Russia, China and Japan agreed.", "The two countries will trade.")
    assert only(mentions, "two countries").referents == ()


def test_a_pronoun_takes_up_the_subject() -> None:
    mentions = read("en", "Kenyan minister Joan Fictiva met Russian troops.", "She smiled.")
    assert mentions[-1].kind == "pronoun"
    assert mentions[-1].referents[0].name == "Joan Fictiva"


def test_a_pronoun_without_antecedent_stays_open() -> None:
    (mention,) = read("en", "She smiled.")
    assert (mention.referents, mention.rule) == ((), "pronoun-unclear")


def test_a_counterpart_is_not_of_ones_own_country() -> None:
    mentions = read("id", "Menteri Luar Negeri Jepang bertemu mitranya.")
    assert mentions[1].referents[0].country is None
    mentions = read("id", "Menteri Luar Negeri Jepang bertemu mitranya dari Korea Selatan.")
    assert brief(mentions[1]) == ("role", [("KOR", "GOV")])


def test_its_minister_is_of_the_owner() -> None:
    mentions = read("en", "Vilnius will not sign, its foreign minister said.")
    assert brief(mentions[1]) == ("role", [("LTU", "GOV")])


def test_a_bare_role_takes_the_only_country_of_its_sentence() -> None:
    mentions = read("en", "Peru: the parliament censured the interior minister.")
    assert only(mentions, "interior minister").referents[0].country == "PER"


def test_a_bare_role_among_many_countries_stays_open() -> None:
    mentions = read("en", "Between Peru, Chile and Japan, soldiers waited.")
    assert only(mentions, "soldiers").referents[0].country is None


def test_a_head_is_shared_by_two_adjectives() -> None:
    mentions = read("en", "Thai and Cambodian commanders met.")
    assert [brief(mention) for mention in mentions] == [
        ("role", [("THA", "MIL")]),
        ("role", [("KHM", "MIL")]),
    ]


def test_a_party_behind_a_title_is_no_persons_name() -> None:
    mentions = read("id", "Kemarin Ketua Umum XYZ-P hadir.")
    assert [(m.text, m.kind) for m in mentions] == [("Ketua Umum XYZ-P", "role")]


def test_it_that_opens_a_quote_points_to_nobody() -> None:
    mentions = read("en", "South Korea spoke.", '"It is a threat," the president said.')
    assert "It" not in [mention.text for mention in mentions]


def test_they_are_those_joined_before() -> None:
    mentions = read("en", "Uruguay and Paraguay signed, and they smiled.")
    assert {actor.country for actor in only(mentions, "they").referents} == {"URY", "PRY"}


DATELINES = [
    ("en", "MANILA (Reuters) - Police arrested two farmers."),
    ("en", "MANILA, Feb 3 — Police arrested two farmers."),
    ("id", "MANILA, KOMPAS.com – Polisi menahan dua petani."),
]


@pytest.mark.parametrize(("language", "text"), DATELINES)
def test_a_dateline_is_no_actor_but_tells_where_the_police_are(language: str, text: str) -> None:
    mentions = read(language, text)
    assert [brief(mention)[1] for mention in mentions] == [[("PHL", "COP")], [("PHL", "AGR")]]


def test_a_dash_later_on_is_no_dateline() -> None:
    assert read("en", "NATO and Russia met - again.")[0].text == "NATO"


def test_a_role_is_its_holder_on_the_date() -> None:
    text = "The Chinese foreign minister spoke."
    (mention,) = read("en", text, published="2023-02-21")
    assert (mention.kind, mention.rule) == ("role", "holder")
    assert mention.referents[0].name == "Qin Gang"
    assert read("en", text)[0].referents[0].name is None
    (deputy,) = read("en", "The Chinese deputy foreign minister spoke.", published="2023-02-21")
    assert deputy.referents[0].name is None


def test_an_office_is_claimed_only_on_its_dates() -> None:
    text = "Wang Yi tiba di Moskow."
    undated, dated = read("id", text)[0], read("id", text, published="2023-02-22")[0]
    assert undated.referents[0].office is None
    assert dated.referents[0].office is not None


def test_a_past_holder_of_office_is_of_the_elite() -> None:
    assert brief(read("en", "A former Peruvian minister spoke.")[0]) == ("role", [("PER", "ELI")])


def test_a_line_with_hundreds_of_mentions_is_read_whole() -> None:
    mentions = read("en", "The president told Russia. " * 300)
    assert [mention.text for mention in mentions] == ["president", "Russia"] * 300
