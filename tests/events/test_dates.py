"""Dates in sentences: exact spans, what they resolve to, and which is an event's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.events.dates import find_dates, unread_dates
from kawat.events.event_dates import event_date
from kawat.events.reader import Clue
from kawat.language import LANGUAGES, load
from kawat.model import Quote, Sentence, Span, Status, When

WEDNESDAY = date(2023, 2, 22)
"""The day of the page in all of these tests."""

INDONESIAN = [
    ("Mereka bertemu pada Selasa (21/02).", "Selasa (21/02)", "2023-02-21"),
    ("Rabu (22/2/2023) pagi", "Rabu (22/2/2023)", "2023-02-22"),
    ("Selasa, 21 Februari 2023,", "Selasa, 21 Februari 2023", "2023-02-21"),
    ("Selasa malam waktu setempat (21/2)", "Selasa malam waktu setempat (21/2)", "2023-02-21"),
    ("Jumat (17/2/23)", "Jumat (17/2/23)", "2023-02-17"),
    ("Jum'at, 17 Feb 2023", "Jum'at, 17 Feb 2023", "2023-02-17"),
    ("pada 5 Agt. 2022", "5 Agt. 2022", "2022-08-05"),
    ("pada 30 Desember", "30 Desember", "2022-12-30"),
    ("pada 3 Maret", "3 Maret", "2023-03-03"),
    ("pada 12 Desember lalu", "12 Desember lalu", "2022-12-12"),
    ("pada 1 Februari mendatang", "1 Februari mendatang", "2024-02-01"),
    ("tanggal 17 Agustus 1945", "17 Agustus 1945", "1945-08-17"),
    ("tanggal 5/3", "5/3", "2023-03-05"),
    ("Jakarta (21/2)", "21/2", "2023-02-21"),
    ("21-23 Februari 2023", "21-23 Februari 2023", "2023-02-21"),
    ("18 hingga 23 Februari", "18 hingga 23 Februari", "2023-02-18"),
    ("SELASA (21/02)", "SELASA (21/02)", "2023-02-21"),
    ("senin (20/2)", "senin (20/2)", "2023-02-20"),
    ("21 februari 2023", "21 februari 2023", "2023-02-21"),
    ("pada Selasa", "Selasa", "2023-02-21"),
    ("Selasa lalu", "Selasa lalu", "2023-02-21"),
    ("Rabu lalu", "Rabu lalu", "2023-02-15"),
    ("Senin depan", "Senin depan", "2023-02-27"),
    ("Rabu depan", "Rabu depan", "2023-03-01"),
    ("Jumat ini", "Jumat ini", "2023-02-24"),
    ("Selasa pekan lalu", "Selasa pekan lalu", "2023-02-14"),
    ("Kamis pekan depan", "Kamis pekan depan", "2023-03-02"),
    ("Kemarin", "Kemarin", "2023-02-21"),
    ("hari ini", "hari ini", "2023-02-22"),
    ("tadi malam", "tadi malam", "2023-02-21"),
    ("besok", "besok", "2023-02-23"),
    ("lusa", "lusa", "2023-02-24"),
    ("tiga hari yang lalu", "tiga hari yang lalu", "2023-02-19"),
]
RUSSIAN = [
    ("во вторник, 21 февраля,", "вторник, 21 февраля", "2023-02-21"),
    ("17 августа 1945 года", "17 августа 1945 года", "1945-08-17"),
    ("12 декабря прошлого года", "12 декабря прошлого года", "2022-12-12"),
    ("в минувшую пятницу", "минувшую пятницу", "2023-02-17"),
    ("в следующий понедельник", "следующий понедельник", "2023-02-27"),
    ("Накануне премьер заявил", "Накануне", "2023-02-21"),
    ("три дня назад", "три дня назад", "2023-02-19"),
    ("в ночь на 4 февраля", "4 февраля", "2023-02-04"),
]
FRENCH = [
    ("Il l'a dit mardi 21 février.", "mardi 21 février", "2023-02-21"),
    ("le mardi 21 février 2023", "mardi 21 février 2023", "2023-02-21"),
    ("le 1er mars dernier", "1er mars dernier", "2022-03-01"),
    ("ce mercredi", "ce mercredi", "2023-02-22"),
    ("lundi soir", "lundi", "2023-02-20"),
    ("vendredi prochain", "vendredi prochain", "2023-02-24"),
    ("il y a trois jours", "trois jours", "2023-02-19"),
    ("aujourd’hui", "aujourd’hui", "2023-02-22"),
    ("le 5/3/2022", "5/3/2022", "2022-03-05"),
    ("du 18 au 23 février", "18 au 23 février", "2023-02-18"),
]
ENGLISH = [
    ("on Tuesday (Feb 21)", "Tuesday (Feb 21)", "2023-02-21"),
    ("Tuesday, Feb 21, they met", "Tuesday, Feb 21", "2023-02-21"),
    ("Tuesday, February 21, 2023", "Tuesday, February 21, 2023", "2023-02-21"),
    ("Tuesday 21 February 2023", "Tuesday 21 February 2023", "2023-02-21"),
    ("on Feb. 21", "Feb. 21", "2023-02-21"),
    ("on 21 Feb", "21 Feb", "2023-02-21"),
    ("on Feb. 21.", "Feb. 21", "2023-02-21"),
    ("on 10 October.", "10 October", "2022-10-10"),
    ("the 21st of February", "21st of February", "2023-02-21"),
    ("on Sept. 5", "Sept. 5", "2022-09-05"),
    ("February 3 last year", "February 3 last year", "2022-02-03"),
    ("on 21/02/2023", "21/02/2023", "2023-02-21"),
    ("Friday 03/02/2023", "Friday 03/02/2023", "2023-02-03"),
    ("Thursday 03/02/2023", "Thursday 03/02/2023", "2023-03-02"),
    ("2023-02-21", "2023-02-21", "2023-02-21"),
    ("February 21-22, 2023", "February 21-22, 2023", "2023-02-21"),
    ("on Tuesday", "Tuesday", "2023-02-21"),
    ("on Wednesday", "Wednesday", "2023-02-22"),
    ("Tuesday's talks", "Tuesday", "2023-02-21"),
    ("last Friday", "last Friday", "2023-02-17"),
    ("last Wednesday", "last Wednesday", "2023-02-15"),
    ("next Monday", "next Monday", "2023-02-27"),
    ("this Friday", "this Friday", "2023-02-24"),
    ("Tuesday of last week", "Tuesday of last week", "2023-02-14"),
    ("yesterday", "yesterday", "2023-02-21"),
    ("TODAY", "TODAY", "2023-02-22"),
    ("the day after tomorrow", "the day after tomorrow", "2023-02-24"),
    ("two days ago", "two days ago", "2023-02-20"),
]
CHINESE = [
    ("外交部21日表示", "21日", "2023-02-21"),
    ("外交部28日將說明", "28日", "2023-02-28"),
    ("2023年2月3日（星期五）发表", "2023年2月3日（星期五）", "2023-02-03"),
    ("星期二（21日）抵达", "星期二（21日）", "2023-02-21"),
    ("上周一会谈", "上周一", "2023-02-13"),
    ("本月12日会谈", "本月12日", "2023-02-12"),
    ("三天前访问", "三天前", "2023-02-19"),
    ("2月20日至21日访问", "2月20日至21日", "2023-02-20"),
]
LONGER = [
    ("zh", "去年3月访问", "month", "2022-03-01"),
    ("zh", "2014年以来", "year", "2014-01-01"),
    ("zh", "10月举行", "month", "2022-10-01"),
    ("id", "pekan lalu", "week", "2023-02-13"),
    ("id", "minggu ini", "week", "2023-02-20"),
    ("id", "bulan lalu", "month", "2023-01-01"),
    ("id", "dua bulan lalu", "month", "2022-12-01"),
    ("id", "tahun depan", "year", "2024-01-01"),
    ("id", "setahun lalu", "year", "2022-01-01"),
    ("id", "pada Maret", "month", "2022-03-01"),
    ("id", "bulan Februari", "month", "2023-02-01"),
    ("id", "Maret mendatang", "month", "2023-03-01"),
    ("id", "Maret tahun lalu", "month", "2022-03-01"),
    ("id", "Februari lalu", "month", "2022-02-01"),
    ("id", "sejak 2014", "year", "2014-01-01"),
    ("en", "last week", "week", "2023-02-13"),
    ("en", "three weeks ago", "week", "2023-01-30"),
    ("en", "last month", "month", "2023-01-01"),
    ("en", "last year", "year", "2022-01-01"),
    ("en", "in March", "month", "2022-03-01"),
    ("en", "next March", "month", "2023-03-01"),
    ("en", "March 2022", "month", "2022-03-01"),
    ("en", "since 2014", "year", "2014-01-01"),
]
NONE = [
    ("zh", "1990年代，前年，3日内撤军"),
    ("zh", "前日本首相数十年前每周一开会"),
    ("en", "they may 21 times march on"),
    ("en", "Theresa May and April Jones sat in the sun"),
    ("en", "Good Friday, every Tuesday, Friday prayers"),
    ("en", "the Sept. 11 attacks and 9/11"),
    ("en", "open 24/7, over the last year"),
    ("en", "2014 votes, 20% and 1,914 more"),
    ("en", "version 1.2.2023.4"),
    ("id", "setiap Jumat usai salat Jumat"),
    ("id", "24/7 dan 1/2 kilogram, pukul 21.30 WIB"),
    ("id", "serangan 11 September"),
    ("id", "seminggu dua kali"),
    ("id", "2014 suara, 20 persen"),
]


def only(text: str, language: str, anchor: date | None = WEDNESDAY) -> When:
    (found,) = find_dates(text, language, anchor)
    return found


@pytest.mark.parametrize(
    ("language", "text", "span", "value"),
    [("id", *row) for row in INDONESIAN]
    + [("en", *row) for row in ENGLISH]
    + [("fr", *row) for row in FRENCH]
    + [("ru", *row) for row in RUSSIAN]
    + [("zh", *row) for row in CHINESE],
)
def test_days(language: str, text: str, span: str, value: str) -> None:
    when = only(text, language)
    assert when.span is not None
    assert (when.span.text, when.value, when.precision) == (span, value, "day")


@pytest.mark.parametrize(("language", "text", "precision", "value"), LONGER)
def test_weeks_months_and_years(language: str, text: str, precision: str, value: str) -> None:
    when = only(text, language)
    assert (when.precision, when.value) == (precision, value)


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_only_looks_like_a_date(language: str, text: str) -> None:
    assert find_dates(text, language, WEDNESDAY) == []
    assert unread_dates(text, language, WEDNESDAY) == []


def test_several_dates_stand_in_order() -> None:
    found = find_dates("Hari ini Kamis (16/2), kemarin, dan 21 Maret 2022", "id", WEDNESDAY)
    assert [w.value for w in found] == ["2023-02-22", "2023-02-16", "2023-02-21", "2022-03-21"]


def test_spans_stand_at_the_offset() -> None:
    (when,) = find_dates("pada Selasa (21/02).", "id", WEDNESDAY, offset=100)
    assert when.span == Span(105, 119, "Selasa (21/02)")


def test_a_weekday_is_the_day_of_the_page_on_the_same_weekday() -> None:
    assert only("on Wednesday", "en").value == WEDNESDAY.isoformat()


def test_the_number_wins_over_the_weekday_and_the_rule_says_so() -> None:
    when = only("Selasa (22/02)", "id")
    assert when.value == "2023-02-22"
    assert "weekday differs" in when.rule
    assert "weekday differs" not in only("Rabu (22/02)", "id").rule


def test_the_weekday_decides_between_years_that_are_both_near() -> None:
    assert only("Tuesday, Sept 5", "en").value == "2023-09-05"  # a Tuesday; 2022 is nearer


@pytest.mark.parametrize("text", ["31 Februari 2023", "Selasa (30/02)", "tanggal 31/4"])
def test_impossible_dates_are_none(text: str) -> None:
    assert find_dates(text, "id", WEDNESDAY) == []
    assert [r.code for r in unread_dates(text, "id", WEDNESDAY)] == ["date-impossible"]


def test_figures_with_two_readings_are_not_guessed() -> None:
    assert find_dates("on 03/04/2023", "en", WEDNESDAY) == []
    assert [r.code for r in unread_dates("on 03/04/2023", "en", WEDNESDAY)] == ["date-two-readings"]
    assert only("04/04/2023", "en").value == "2023-04-04"
    assert only("03/04/2023", "id").value == "2023-04-03"


@pytest.mark.parametrize(
    ("language", "text"),
    [("id", "Selasa (21/02)"), ("id", "kemarin"), ("en", "on Tuesday"), ("en", "last week"),
     ("en", "in March"), ("en", "Feb. 21"), ("id", "Jumat (17/2/23)")],
)  # fmt: skip
def test_without_an_anchor_nothing_relative_is_resolved(language: str, text: str) -> None:
    assert find_dates(text, language, None) == []
    assert [r.code for r in unread_dates(text, language, None)] == ["date-no-anchor"]


def test_without_an_anchor_whole_dates_are_read() -> None:
    assert only("21 Februari 2023", "id", None).value == "2023-02-21"
    assert only("in 2014", "en", None).value == "2014-01-01"


def test_minggu_is_a_week_or_a_sunday_by_its_capital() -> None:
    assert only("datang Minggu lalu", "id").value == "2023-02-19"
    assert only("datang minggu lalu", "id").precision == "week"
    assert only("Minggu lalu mereka datang", "id").precision == "week"  # both read so
    assert only("Minggu (19/2) mereka datang", "id").value == "2023-02-19"


def test_a_name_with_a_date_in_it_does_not_hide_the_date_beside_it() -> None:
    found = find_dates("the Sept. 11 attacks, said on Tuesday", "en", WEDNESDAY)
    assert [w.value for w in found] == ["2023-02-21"]


def test_september_in_a_template_keeps_its_separator() -> None:
    assert only("5 September 2022", "id").value == "2022-09-05"


@given(st.text(max_size=120), st.sampled_from(LANGUAGES), st.integers(0, 99))
def test_spans_read_back_on_any_text(text: str, language: str, offset: int) -> None:
    article = " " * offset + text
    last = 0
    for when in find_dates(text, language, WEDNESDAY, offset):
        assert when.span is not None
        assert article[when.span.start : when.span.end] == when.span.text
        assert last <= when.span.start < when.span.end
        last = when.span.end
        date.fromisoformat(when.value)


WORDS = st.sampled_from(
    [
        "Selasa",
        "(21/02)",
        "31",
        "Februari",
        "2023",
        "lalu",
        "kemarin",
        "on",
        "Tuesday",
        "Feb.",
        "21st",
        ",",
        "last",
        "next",
        "week",
        "2014",
        "in",
        "30/02/0999",
        "99",
        "pekan",
        "Minggu",
        "minggu",
        "depan",
        "May",
        "Sept",
        "tiga",
        "hari",
        "two",
        "days",
        "ago",
    ]
)


@given(st.lists(WORDS, max_size=12), st.sampled_from(["en", "id"]), st.dates())
def test_any_mixture_of_date_words_is_read_without_error(
    words: list[str], language: str, anchor: date
) -> None:
    text = " ".join(words)
    for when in find_dates(text, language, anchor):
        assert when.span is not None
        assert text[when.span.start : when.span.end] == when.span.text
        date.fromisoformat(when.value)
    for left_out in unread_dates(text, language, anchor):
        assert left_out.start is not None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 28)), st.sampled_from(["en", "id"]))
def test_every_day_written_out_is_read_back(day: date, language: str) -> None:
    month = load(language, "dates")["months"][day.month - 1][0]
    when = only(f"{day.day} {month} {day.year}", language, None)
    assert when.value == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_is_never_after_the_page_nor_a_week_before(page: date, day: int) -> None:
    name = load("en", "dates")["weekdays"][day][0]
    found = date.fromisoformat(only(f"on {name}", "en", page).value)
    assert found.weekday() == day
    assert timedelta(0) <= page - found < timedelta(7)


# --- the date of an event -------------------------------------------------------------------


def dated(
    text: str, trigger: str, status: Status = "asserted", quote: str = "", language: str = "en"
) -> When | None:
    at = text.index(trigger)
    quotes: tuple[Quote, ...] = ()
    if quote:
        start = text.index(quote)
        quotes = (Quote(start, start + len(quote), quote, "direct", None, None, "test"),)
    clue = Clue(language, Sentence(0, len(text), text, 0), "paragraph", (), quotes)
    return event_date(
        find_dates(text, language, WEDNESDAY),
        Span(at, at + len(trigger), trigger),
        status,
        WEDNESDAY.isoformat(),
        clue,
    )


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Biden arrived on Monday, and Wang met Putin on Tuesday.", "arrived", "2023-02-20"),
        ("Biden arrived on Monday, and Wang met Putin on Tuesday.", "met", "2023-02-21"),
        ("On Tuesday, Wang, who arrived on Monday, met Putin.", "met", "2023-02-21"),
        ("On Tuesday, Wang, who arrived on Monday, met Putin.", "arrived", "2023-02-20"),
        ("Wang met Putin on Tuesday after Biden visited Kyiv on Monday.", "met", "2023-02-21"),
        ("Wang met Putin on Tuesday after Biden visited Kyiv on Monday.", "visited", "2023-02-20"),
        ("Russia, which annexed Crimea in 2014, condemned the visit.", "condemned", "2023-02-22"),
        ("Russia, which annexed Crimea in 2014, condemned the visit.", "annexed", "2014-01-01"),
        ("In 2014, Russia annexed Crimea.", "annexed", "2014-01-01"),
        ("Wang condemned the plan to meet next Monday.", "condemned", "2023-02-22"),
    ],
)
def test_each_trigger_has_the_date_of_its_clause(text: str, trigger: str, value: str) -> None:
    when = dated(text, trigger)
    assert when is not None
    assert when.value == value


def test_a_date_inside_a_quote_is_not_the_date_of_saying_it() -> None:
    text = 'Wang condemned it: "They attacked us last Friday."'
    said = dated(text, "condemned", quote="They attacked us last Friday.")
    done = dated(text, "attacked", "claimed", quote="They attacked us last Friday.")
    assert said is not None
    assert done is not None
    assert (said.rule, done.value) == ("page-date", "2023-02-17")


def test_news_without_a_date_takes_the_pages_own() -> None:
    assert dated("Wang praised Putin.", "praised") == When("2023-02-22", "day", None, "page-date")


@pytest.mark.parametrize("status", ["future", "historical", "hypothetical"])
def test_what_is_no_news_without_a_date_has_none(status: Status) -> None:
    assert dated("Wang praises Putin.", "praises", status) is None


def test_without_publication_there_is_no_page_date() -> None:
    assert event_date([], Span(0, 4, "said"), "asserted", None) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They will meet on Friday.", "2023-02-24"),
        ("They will meet on Wednesday.", "2023-02-22"),
        ("They will meet in March.", "2023-03-01"),
        ("They will meet on Sept. 5.", "2023-09-05"),
        ("They will meet next Monday.", "2023-02-27"),
        ("They will meet this week.", "2023-02-20"),
    ],
)
def test_what_is_to_come_is_not_dated_before_the_page(text: str, value: str) -> None:
    when = dated(text, "meet", "future")
    assert when is not None
    assert when.value == value


def test_a_past_date_does_not_date_what_is_to_come() -> None:
    assert dated("They will meet, he said last Friday.", "meet", "future") is None


def test_the_founding_sentence() -> None:
    text = "Ia bertemu dengan tuan rumahnya di Moskow, Rusia pada Selasa (21/02)."
    when = dated(text, "bertemu", language="id")
    assert when is not None
    assert (when.value, when.span and when.span.text) == ("2023-02-21", "Selasa (21/02)")


# --- what is to come -------------------------------------------------------------------------

TO_COME = [
    ("en", "The two leaders will meet on Friday.", "2023-02-24"),
    ("en", "The two leaders met on Friday.", "2023-02-17"),
    ("en", "Ghana and Togo agreed to meet in July.", "2023-07-01"),
    ("en", "Ghana and Togo met in July.", "2022-07-01"),
    ("en", "Ghana asked the council to meet on Friday.", "2023-02-24"),
    ("en", "Ghana urged Togo on Monday to stop.", "2023-02-20"),
    ("en", "The ministry said on Monday it would close the border.", "2023-02-20"),
    ("en", "On Friday, the minister will fly to Accra.", "2023-02-24"),
    ("en", "On Friday, the minister flew to Accra, where he will meet the king.", "2023-02-17"),
    ("en", "Ghana will respond after Togo attacked it on Monday.", "2023-02-20"),
    ("en", "“We will answer,” he said on Monday.", "2023-02-20"),
    ("en", "The talks are scheduled for Friday.", "2023-02-24"),
    ("en", "They will meet on Wednesday.", "2023-02-22"),
    ("ru", "Президенты двух стран встретятся в пятницу.", "2023-02-24"),
    ("ru", "Президенты двух стран встретились в пятницу.", "2023-02-17"),
    ("ru", "Польша потребовала от соседей открыть границу до пятницы.", "2023-02-24"),
    ("fr", "Les deux dirigeants se rencontreront vendredi.", "2023-02-24"),
    ("fr", "Les deux dirigeants se sont rencontrés vendredi.", "2023-02-17"),
    ("fr", "Accra a annoncé qu'il se rendrait vendredi à Lomé.", "2023-02-24"),
    ("fr", "Le Ghana a demandé au Togo de se retirer d'ici vendredi.", "2023-02-24"),
    ("id", "Kedua pemimpin akan bertemu pada Jumat.", "2023-02-24"),
    ("id", "Kedua pemimpin bertemu pada Jumat.", "2023-02-17"),
    ("id", "Mereka sepakat bertemu pada Jumat.", "2023-02-24"),
    ("id", "Ghana meminta dewan itu bersidang pada Jumat.", "2023-02-24"),
    ("id", "Keduanya sepakat menggelar pertemuan pada Juli.", "2023-07-01"),
    ("id", "Ghana akan menyerang, kata menteri itu pada Senin.", "2023-02-20"),
    ("id", "Pada Kamis, presiden akan bertolak ke Accra.", "2023-02-23"),
]


@pytest.mark.parametrize(("language", "text", "value"), TO_COME)
def test_weekdays_and_months_go_where_the_words_point(language: str, text: str, value: str) -> None:
    assert [when.value for when in find_dates(text, language, WEDNESDAY)] == [value]


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        # a request of today for a day to come
        ("Ghana asked the council to meet on Friday.", "asked", "2023-02-22"),
        # a clause joined by "and" or "when" shares the year
        ("Ghana expelled 23 envoys in 2018, and Togo closed its border.", "closed", "2018-01-01"),
        ("War broke out in November 2020 when rebels attacked.", "attacked", "2020-11-01"),
        # one before or after has a time of its own, which the page does not tell
        ("Ghana took the town in 2020 before Togo recaptured it.", "recaptured", None),
        ("Ghana left in 2018, nine years after Togo bombed it.", "bombed", None),
        # the day of telling is not that of what is to come
        ("Ghana said on Monday it would send aid.", "said", "2023-02-20"),
        # "since" tells when something began
        ("Ghana and Togo have met since March 2021.", "met", "2023-02-22"),
    ],
)
def test_the_date_of_a_clause(text: str, word: str, value: str | None) -> None:
    found = dated(text, word)
    assert (found.value if found else None) == value


def test_what_is_past_is_not_dated_after_the_page() -> None:
    assert dated("Ghana promised elections in July 2024.", "promised", "historical") is None


@pytest.mark.parametrize("status", ["future", "hypothetical"])
def test_the_day_of_telling_is_not_that_of_what_is_to_come(status: Status) -> None:
    assert dated("Ghana said on Monday it would send aid.", "send", status) is None


@pytest.mark.parametrize("anchor", [None, date(2024, 6, 3)])
def test_a_month_to_come_with_its_year_is_that_month(anchor: date | None) -> None:
    found = find_dates("The two armies will hold exercises in May 2024.", "en", anchor)
    assert [(when.value, when.rule) for when in found] == [("2024-05-01", "month")]
