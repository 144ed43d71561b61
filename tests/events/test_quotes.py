"""Quotes, their speakers, and what is left out and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import combinations

import pytest
from benchmarks import quotes as benchmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kawat.events.quotes import find_quotes, read_quotes
from kawat.events.statements import claimant_at, reach
from kawat.language.sentences import split
from kawat.model import Actor, Article, Block, Mention, MentionKind, Page, Quote
from kawat.reasons import table


def sample(text: str, language: str = "en") -> benchmark.Sample:
    """Return a page in the notation of ``data/quotes_id.toml``."""
    return benchmark.read_sample({"name": "", "text": text}, language)


def read(text: str, language: str = "en") -> tuple[Quote, ...]:
    return benchmark.quotes_of(sample(text, language), "given")


def said(quote: Quote) -> tuple[str, str | None]:
    return quote.text, quote.speaker.text if quote.speaker else quote.reason


# the measure


@pytest.mark.parametrize("language", benchmark.LANGUAGES)
@pytest.mark.parametrize("mentions", ["given", "found"])
@pytest.mark.parametrize("part", benchmark.PINNED)
def test_quotes_are_found_no_worse_than_the_floors(language: str, mentions: str, part: str) -> None:
    floors = json.loads(benchmark.FLOORS.read_text("utf-8"))[part][language][mentions]
    score = benchmark.measure(language, part, mentions)._asdict()
    worse = {name: (score[name], floor) for name, floor in floors.items() if score[name] < floor}
    assert not worse, "\n".join(benchmark.errors(language, part, mentions))


@pytest.mark.parametrize("language", benchmark.LANGUAGES)
def test_the_set_is_large_and_half_of_the_first_of_it_held_out(language: str) -> None:
    held = sum(len(page.gold) for page in benchmark.samples(language, "held"))
    developed = sum(len(page.gold) for page in benchmark.samples(language, "dev"))
    assert held >= 45
    assert held + developed >= 60


@pytest.mark.parametrize("language", benchmark.LANGUAGES)
def test_gold_reads_back(language: str) -> None:
    for page in benchmark.samples(language):
        assert not set("{}[]|") & set(page.article.text), page.name
        named = {*page.keys, "?"}
        assert {gold.speaker for gold in page.gold} <= named, page.name


# speakers


def test_the_subject_speaks_not_the_nearest_name() -> None:
    quotes = read(
        """{A|The envoy}, back from talks with {B|the general}, said "enough is enough"."""
    )
    assert [said(q) for q in quotes] == [("enough is enough", "The envoy")]


def test_a_noun_qualified_by_a_place_is_not_the_place() -> None:
    (quote,) = read("""Seorang warga {K*|Kharkiv} mengatakan "semuanya hancur".""", "id")
    assert said(quote) == ("semuanya hancur", "Seorang warga Kharkiv")
    assert quote.speaker is not None
    assert all((actor.id, actor.name) == (None, None) for actor in quote.speaker.referents)


def test_a_name_the_register_does_not_know_still_speaks() -> None:
    (quote,) = read("""“Nobody is panicking,” said analyst Helga Brandt of a bank in Frankfurt.""")
    assert said(quote) == ("Nobody is panicking", "analyst Helga Brandt of a bank in Frankfurt")
    assert quote.speaker is not None
    assert [actor.name for actor in quote.speaker.referents] == ["Helga Brandt"]
    assert quote.speaker.referents[0].id is None


def test_a_surname_means_whom_the_article_names_in_full() -> None:
    text = """“It is late,” said Paula Meyer, an analyst. “Nobody will retreat,” Meyer said."""
    meyer = [quote.speaker for quote in read(text)]
    assert [speaker.text for speaker in meyer if speaker] == ["Paula Meyer", "Meyer"]
    assert [s.referents[0].name for s in meyer if s] == ["Paula Meyer", "Paula Meyer"]


def test_an_anonymous_source_is_a_role() -> None:
    (quote,) = read("""“It is not signed,” a senior diplomat said on Monday.""")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.kind) == ("a senior diplomat", "role")
    assert [actor.sector for actor in quote.speaker.referents] == ["GOV"]


def test_she_is_a_person_not_the_state_named_last() -> None:
    quotes = read(
        """{A|The prime minister} came home. {B*|Estonia} sent aid. "It is little," she said."""
    )
    assert said(quotes[-1]) == ("It is little", "The prime minister")


def test_a_pronoun_without_anybody_before_it() -> None:
    (quote,) = read('"It is little," she said.')
    assert said(quote) == ("It is little", "quote-speaker-unresolved")


def test_whoever_is_told_does_not_speak() -> None:
    (quote,) = read("""“We agree,” {A|the minister} told {B|the president}.""")
    assert said(quote) == ("We agree", "the minister")


def test_a_passive_verb_has_no_speaker_before_it() -> None:
    assert read("""{A|The rebels} were described as a threat to {B|the region}.""") == ()


def test_the_parts_of_a_speech_have_one_speaker() -> None:
    text = "“One, one.\n\n“Two, two and two.\n\n“Three,” {A|the minister} said."
    quotes = read(text)
    assert [said(q)[1] for q in quotes] == ["the minister"] * 3
    assert {q.rule for q in quotes} == {"cue", "continued"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # the subject of the verb, not the first name of what is said
        (
            """{A|The spokeswoman, Ada Lind}, said {B*|Norland} would give a “fitting answer”.""",
            "en",
            [("fitting answer", "The spokeswoman, Ada Lind")],
        ),
        (
            """{A|The minister} left. “We are done here,” the statement said.""",
            "en",
            [("We are done here", "The minister")],
        ),
        # a script without blanks: what is said stands behind a comma
        ("{A|外交部发言人}3日表示，部长将访问邻国。", "zh", [("部长将访问邻国", "外交部发言人")]),
        (
            "{A|国防部}否认袭击医院，称邻国发射了导弹。",
            "zh",
            [("袭击医院", "国防部"), ("邻国发射了导弹", "国防部")],
        ),
        # words between auxiliary and participle, who was told, a verb that holds its speaker
        (
            """« Nous partons », a également déclaré à la presse {A|la ministre}.""",
            "fr",
            [("Nous partons", "la ministre")],
        ),
        (
            """{A|Le ministre} est venu. « Nous partons », a-t-il ensuite lancé.""",
            "fr",
            [("Nous partons", "Le ministre")],
        ),
        # who speaks amid the quoted words, behind a dash, or with the preposition of a place
        (
            """«Переговоры, — добавил {A|министр}, — пройдут в мае».""",
            "ru",
            [("Переговоры", "министр"), ("пройдут в мае", "министр")],
        ),
        (
            """«Мы ответим», — пригрозил в понедельник журналистам {A|глава ведомства}.""",
            "ru",
            [("Мы ответим", "глава ведомства")],
        ),
        (
            """В {A|Нордланде} сообщили, что {B*|Остланд} отвел войска.""",
            "ru",
            [("Остланд отвел войска", "Нордланде")],
        ),
        # a clause that ends in a colon
        (
            """{A|The chancellor} was blunt: “Whoever sells these parts is guilty.”""",
            "en",
            [("Whoever sells these parts is guilty.", "The chancellor")],
        ),
        # who is told is no speaker and no speech, though no register knows them
        (
            """“We saw it,” {A|the envoy} told the Nordic Herald.""",
            "en",
            [("We saw it", "the envoy")],
        ),
        (
            """{A|The envoy} told the Nordic Herald on May 30 that the truce would hold.""",
            "en",
            [("the truce would hold", "The envoy")],
        ),
        # a topic before a colon has no part in it
        (
            """{A*|Norland}: {B|Assembly} condemns ‘attempted unlawful seizure’""",
            "en",
            [("attempted unlawful seizure", "Assembly")],
        ),
        (
            """The strike, which {A|a spokesman} described as “proportionate”, killed two.""",
            "en",
            [("proportionate", "a spokesman")],
        ),
        (
            """"We have nothing to hide", {A|the minister, Ali Amin}, said.""",
            "en",
            [("We have nothing to hide", "the minister, Ali Amin")],
        ),
        ("""Asked about it, {A|Olaf} said: “No.”""", "en", [("No.", "Olaf")]),
        (
            """Kini, {A|Kemlu} lewat {B|jurubicara, Mao}, menyatakan bahwa {C*|Ostland} mundur.""",
            "id",
            [("Ostland mundur", "Kemlu")],
        ),
        ("""{A|Kedutaan itu} membantah kapalnya menabrak perahu.""", "id",
         [("kapalnya menabrak perahu", "Kedutaan itu")]),
        ("""{A|Bos} aliansi: "Kami Tidak Mencari Perang\"""", "id",
         [("Kami Tidak Mencari Perang", "Bos aliansi")]),
        ("""{A|Ina} tiba. "Kami lelah," kata ibu tiga anak itu.""", "id",
         [("Kami lelah", "ibu tiga anak itu")]),
        ("""{A|Menteri itu} menekankan pentingnya dialog.""", "id",
         [("pentingnya dialog", "Menteri itu")]),
    ],
)  # fmt: skip
def test_who_is_the_subject(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert [said(quote) for quote in read(text, language)] == expected


def test_a_pronoun_is_who_spoke_in_the_sentence_before() -> None:
    text = "Lavin will meet Wong, Ada Lind announced. She spoke of “a great day”."
    page = sample(text).article
    lavin, lind = (Actor(None, name, None, None) for name in ("Lavin", "Ada Lind"))
    named: list[tuple[str, MentionKind, Actor]] = [
        ("Lavin", "person", lavin),
        ("Ada Lind", "person", lind),
        ("She", "pronoun", lavin),
    ]
    mentions = [
        Mention(at := text.index(name), at + len(name), name, kind, (actor,), "test")
        for name, kind, actor in named
    ]
    quote = find_quotes(page, split(page), mentions)[-1]
    assert quote.text == "a great day"
    assert quote.speaker is not None
    assert quote.speaker.text == "She"
    assert quote.speaker.referents == (lind,)


# what is no quote


@pytest.mark.parametrize(
    "text",
    [
        'The film "Dusk in Sanaa" opened.',
        'The so-called "safe zone" was shelled.',
        'He signed the "Treaty of Friendship".',
        "The ministers' plan didn't work.",
    ],
)
def test_titles_terms_and_apostrophes_are_no_quotes(text: str) -> None:
    assert read(text) == ()


def test_marked_words_passed_over_have_a_reason() -> None:
    page = sample('The so-called "safe zone" was shelled. A lost " mark stays.')
    reasons = read_quotes(page.article, split(page.article), page.mentions).reasons
    assert {r.code for r in reasons} == {"quote-no-cue", "quote-unbalanced"}
    marked = next(r for r in reasons if r.code == "quote-no-cue")
    assert page.article.text[marked.start : marked.end] == "safe zone"


def test_an_unclosed_mark_has_a_reason_and_a_cue_still_tells_what_is_said() -> None:
    page = sample('"We will stay here, said one relative.')
    reading = read_quotes(page.article, split(page.article), page.mentions)
    assert [said(quote) for quote in reading.quotes] == [("We will stay here", "one relative")]
    assert [reason.code for reason in reading.reasons] == ["quote-unbalanced"]


@pytest.mark.parametrize(
    "text",
    [
        "{A|The minister} declined to say when it would open.",
        "{A|The minister} spoke about the border.",
    ],
)
def test_what_is_not_said_is_no_statement(text: str) -> None:
    assert read(text) == ()


def test_a_language_that_is_not_read_has_no_quotes() -> None:
    page = sample('"Yes," said {A|the minister}.')
    unread = Article(page.article.page, page.article.text, page.article.blocks, (), language=None)
    assert find_quotes(unread, split(page.article), page.mentions) == ()


# statements


def test_quoted_words_in_a_statement_carry_its_clause() -> None:
    (quote,) = read("""{A|The minister} said ties were "closer than ever" this year.""")
    assert quote.clause is not None
    assert quote.clause.text == 'ties were "closer than ever" this year'
    assert quote.text == "closer than ever"


def test_claimant_is_the_innermost() -> None:
    text = """{A*|Kyiv} said {B*|Moscow} had claimed that the town was taken."""
    page = sample(text)
    plain = page.article.text
    kyiv, moscow = page.mentions
    quotes = [
        Quote(at := plain.index(words), at + len(words), words, "indirect", speaker, None, "cue")
        for words, speaker in (
            ("Moscow had claimed that the town was taken", kyiv),
            ("the town was taken", moscow),
        )
    ]
    inner = claimant_at(quotes, plain.index("taken"))
    outer = claimant_at(quotes, plain.index("claimed"))
    assert inner is not None
    assert inner.speaker is not None
    assert inner.speaker.text == "Moscow"
    assert outer is not None
    assert outer.speaker is not None
    assert outer.speaker.text == "Kyiv"
    assert claimant_at(quotes, plain.index("said")) is None


# any text

VOCABULARY = (
    "Wang Putin said says that told adding he she it the a of in on Monday according to word "
    "mengatakan bahwa kata ujarnya menurut dan yang menyebut tidak ia pernyataan claim while "
    "so-called called and 12 \n\n . , : ; ? — ( ) \" ' “ ” ‘ ’ „ « »"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)


def made(text: str, language: str, cuts: list[int]) -> tuple[Article, tuple[Mention, ...]]:
    """Return an article of the text, a paragraph a line, with mentions at some of its words."""
    article = benchmark.read_sample({"name": "", "text": ""}, language).article
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block("paragraph", start, at + len(line.rstrip()), "made", (0, 0)))
        at += len(line) + 1
    found = Article(article.page, text, tuple(blocks), (), language=language)
    mentions = [
        Mention(start, end, text[start:end], "person", (), "made")
        for start, end in words(text)
        if start in cuts
    ]
    return found, tuple(mentions)


def words(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for at, letter in enumerate(text + " "):
        if letter.isalnum() and start is None:
            start = at
        elif not letter.isalnum() and start is not None:
            yield start, at
            start = None


@settings(max_examples=300)
@example("ADDING", "en", [])
@given(TEXTS, st.sampled_from(["en", "id"]), st.lists(st.integers(0, 200), max_size=8))
def test_any_text(text: str, language: str, cuts: list[int]) -> None:
    article, mentions = made(text, language, cuts)
    reading = read_quotes(article, split(article), mentions)
    assert list(reading.quotes) == sorted(reading.quotes, key=lambda q: (q.start, -q.end))
    direct = [q for q in reading.quotes if q.kind == "direct"]
    for before, after in combinations(direct, 2):
        assert before.end <= after.start or after.end <= before.end
    for quote in reading.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert any(b.start <= quote.start < quote.end <= b.end for b in article.blocks)
        assert (quote.speaker is None) == (quote.reason is not None)
        assert quote.reason is None or quote.reason in table()
        for span in (quote.cue, quote.speaker, quote.clause):
            assert span is None or text[span.start : span.end] == span.text
        around = reach(quote)
        assert around.start <= quote.start
        assert quote.end <= around.end
    for reason in reading.reasons:
        assert reason.start is not None
        assert reason.end is not None
        assert 0 <= reason.start < reason.end <= len(text)


def calls(text: str, language: str) -> int:
    """Count the calls a reading makes: a measure of time that is the same on every machine."""
    article, mentions = made(text, language, [])
    sentences = split(article)
    count = 0

    def profile(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        find_quotes(article, sentences, mentions)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "”",
        "'",
        "''",
        '“a" ',
        '"We go," said Wang, ',
        "said ",
        ", ",
        "kata Wang, ",
        "X said that ",
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_time_grows_in_step_with_the_text(piece: str, language: str) -> None:
    short, long = (calls(piece * n, language) for n in (150, 300))
    assert long < 2.4 * short + 2000


def test_ten_thousand_marks() -> None:
    article, mentions = made('"' * 10_000 + " said Wang", "en", [])
    assert find_quotes(article, split(article), mentions) is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L'État d'hier n'a pas l'air d'être aujourd'hui ce qu'il s'est cru jusqu'ici. ", "fr"),
        ("The ministers' plans weren't the envoys' own, and they'd said they'd wait. ", "en"),
    ],
)
def test_apostrophes_are_no_marks(text: str, language: str) -> None:
    article, mentions = made(text * 30, language, [])
    reading = read_quotes(article, split(article), mentions)
    assert [quote for quote in reading.quotes if quote.kind == "direct"] == []
    assert reading.reasons == ()


def test_a_page_that_quotes_a_page() -> None:
    """Every paragraph opens a mark anew, and paragraphs quote others: none runs out of its own."""
    inner = "“The ministry said: ‘We know nothing.’ Nobody asked it again, the paper wrote."
    text = "\n".join(["The paper had this to say:", *[inner] * 20, "“That was all.”"])
    article, mentions = made(text, "en", [])
    reading = read_quotes(article, split(article), mentions)
    for quote in reading.quotes:
        assert any(b.start <= quote.start < quote.end <= b.end for b in article.blocks)
    direct = [quote.text for quote in reading.quotes if quote.kind == "direct"]
    assert direct.count("We know nothing.") == 20
    assert direct[-1] == "That was all."


def test_a_page_without_marks_or_verbs() -> None:
    page = Page(b"", "", "text", "utf-8", "given")
    assert find_quotes(Article(page, "", (), (), language="en"), (), ()) == ()
