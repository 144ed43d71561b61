"""Single lines of text captures: each was once told wrong."""

from __future__ import annotations

import pytest

from kawat.model import Article
from kawat.page import capture, read
from kawat.page.bylines import read_bare_byline, read_byline, read_signoff, split_dateline
from kawat.page.dating import read_date_line
from kawat.page.phrases import caption_label, furniture_kind

PAGE = """{above}

{headline}

{under}

{first}

The ministers of the two countries will meet again in Vienna next month, their offices said.

{inside}

Norway offered to host a further round of talks if both sides agree to a date before the summer.

{below}
"""
EN = {
    "above": "Home",
    "headline": "Envoys from Chile and Peru resume talks on fishing rights",
    "under": "3 May 2023",
    "first": "Envoys from Chile and Peru resumed talks on fishing rights on Wednesday.",
    "inside": "Peru recalled its ambassador last spring over the seizure of three boats.",
    "below": "Share",
}
ID = """Beranda

Utusan Cile dan Peru melanjutkan perundingan soal hak tangkap ikan

{under}

Utusan Cile dan Peru melanjutkan perundingan soal hak tangkap ikan pada Rabu setelah jeda setahun.

Para menteri kedua negara akan bertemu lagi di Wina bulan depan, kata kantor mereka masing-masing.

Norwegia menawarkan diri menjadi tuan rumah putaran berikutnya jika kedua pihak sepakat.

{below}
"""


def english(**parts: str) -> Article:
    return read(capture(PAGE.format(**(EN | parts))))


def indonesian(under: str = "3 Mei 2023", below: str = "Bagikan") -> Article:
    return read(capture(ID.format(under=under, below=below)))


def kinds(article: Article) -> dict[str, str]:
    return {article.text[b.start : b.end]: b.kind for b in article.blocks}


def test_the_bare_pages() -> None:
    for article in (english(), indonesian()):
        assert article.published == "2023-05-03"
        assert [b.kind for b in article.blocks].count("paragraph") in (3, 4)
        assert article.headline is not None


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("05/13/2023May 13, 2023", ["2023-05-13"] * 2),
        ("13 May 202313 May 2023", ["2023-05-13"] * 2),
        ("Published 13 May 2023Updated 14 May 2023", ["2023-05-13", "2023-05-14"]),
        ("Published13 May 2023", ["2023-05-13"]),
        ("Sat 13 May 2023Sun 14 May 2023", ["2023-05-13", "2023-05-14"]),
        ("May 13, 202309:30 GMT", ["2023-05-13"]),
    ],
)
def test_glued_dates(line: str, days: list[str]) -> None:
    read_ = read_date_line(line, "en")
    assert read_ is not None
    assert [date.day for date in read_.found] == days
    assert not read_.rest
    assert english(under=line).published == days[0]


@pytest.mark.parametrize(
    ("language", "line", "moments"),
    [
        ("pt", "Publicado em 14 de maio de 2025 às 18:37", ["2025-05-14T18:37:00"]),
        (
            "pt",
            "Publicado a 3 de dezembro de 2024 às 08h30, atualizado às 22h04",
            ["2024-12-03T08:30:00", None],
        ),
        ("pt", "21.ago.2025 às 19h48", ["2025-08-21T19:48:00"]),
        ("pt", "14/05/2025 18h37 | Atualizado há 2 horas", ["2025-05-14T18:37:00", None]),
        ("ar", "نُشر: 15:30-3 مايو 2023 م ـ 13 شوّال 1444 هـ", ["2023-05-03T15:30:00"]),
        ("ar", "الأربعاء، 3 مايو / أيار 2023 10:15 ص", ["2023-05-03T10:15:00"]),
        ("ar", "3/5/2023 | 06:30 م (مكة المكرمة)", ["2023-05-03T18:30:00+03:00"]),
        ("de", "03.05.23, 14:20 Uhr", ["2023-05-03T14:20:00"]),
    ],
)
def test_dates_as_each_language_writes_them(
    language: str, line: str, moments: list[str | None]
) -> None:
    found = read_date_line(line, language)
    assert found is not None
    assert [date.moment for date in found.found] == moments
    assert not found.rest


@pytest.mark.parametrize(
    ("language", "line", "names", "place"),
    [
        ("ar", "القاهرة: محمد نبيل", ("محمد نبيل",), "القاهرة"),
        ("ar", "أكادير - فاطمة الزهراء أيت علي", ("فاطمة الزهراء أيت علي",), "أكادير"),
        ("ar", "لندن: «الشرق الأوسط»", (), "لندن"),
        ("ar", "محمد نبيل - القاهرة", ("محمد نبيل",), None),
        ("ar", "وزير الخارجية: لن نسمح بذلك", None, None),
        ("ru", "В Женеве прошла встреча хуситов и Эр-Рияда при участии Омана.", None, None),
        ("ru", "Материал подготовлен при участии Анны Ивановой.", (), None),
        ("pt", "Kiev atacou a base com informações da inteligência britânica.", None, None),
        ("pt", "Com informações da Reuters", (), None),
        ("pt", "Agências noticiosas russas informaram que o exército tomou a vila.", None, None),
        ("de", "Washington versorgt Kiew mit Informationen der CIA.", None, None),
        ("de", "Mit Material der dpa", (), None),
        ("de", "Ein Bericht von Anna Müller", ("Anna Müller",), None),
        ("de", "Von Anna Müller (dpa)", ("Anna Müller",), None),
        ("pt", "Ana Lopes (texto) e Rui Costa (fotografia)", ("Ana Lopes", "Rui Costa"), None),
    ],
)
def test_bylines_as_each_language_writes_them(
    language: str, line: str, names: tuple[str, ...] | None, place: str | None
) -> None:
    credit = read_byline(line, language) or read_bare_byline(line, language)
    assert (credit and credit.names) == names
    assert (credit and credit.place and line[slice(*credit.place)]) == place


def test_initials_between_double_strokes() -> None:
    assert [credit.names for credit in read_signoff("PJA // VM", "pt")] == [("PJA", "VM")]


def test_an_arabic_dateline_and_a_caption() -> None:
    place = "الجزائر، 14 مايو (المغاربية للأنباء) -"
    text = f"{place} استدعت الجزائر، الثلاثاء، سفيرها لدى مالي للتشاور."
    assert split_dateline(text, "ar", first=True) == (len(place) - 2, len(place) + 1)
    assert caption_label("الصورة: سوق الخضر في إنزكان", "ar") == 8
    assert caption_label("الصورة: رويترز", "ar") is None


def test_a_lead_far_under_the_headline_is_not_the_headline() -> None:
    lead = "Chile and Peru resume talks on fishing rights while ministers meet again in Vienna"
    article = english(
        headline="Envoys from Chile and Peru resume their long fight over anchovies and squid",
        under=f"By Ana Ruiz\n\n3 May 2023\n\nShare\n\nPrint\n\nShare\n\n{lead}",
    )
    assert article.headline is not None
    assert article.headline.text.startswith("Envoys")
    assert article.lead is not None
    assert article.lead.text == lead


def test_a_longer_number_is_no_year() -> None:
    assert read_date_line("May 5, 20231 people", "en") is None or all(
        date.day is None
        for date in read_date_line("May 5, 20231 people", "en").found  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    "line", ["3 May 2023 Law of the sea", "Geneva, 3 May 2023", "World • 3 May 2023"]
)
def test_a_date_that_shares_its_line(line: str) -> None:
    article = english(under=line)
    assert article.published == "2023-05-03"
    assert kinds(article)[line] == "date"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What is at stake?", "subheading"),
        ("“What is at stake?”", "paragraph"),
        ("What is at stake? Nobody knows.", "paragraph"),
        ("[Widget:Video of the talks]", "other"),
        ("Skip next section More on the talks", "navigation"),
        ("◆ Sign up for our morning letter", "advert"),
    ],
)
def test_lines_in_the_body(line: str, kind: str) -> None:
    assert kinds(english(inside=line))[line] == kind


@pytest.mark.parametrize(
    ("language", "line", "rule"),
    [
        ("ru", "Роскомнадзор начал блокировать звонки в WhatsApp и Telegram.", None),
        ("ru", "Минюст признал журналистку Анну Иванову иностранным агентом.", None),
        ("ru", "Генпрокуратура назвала фонд нежелательной организацией.", None),
        ("ru", "Москва заявила, что не несёт ответственности за удар по порту.", None),
        ("ru", "Хакеры взломали серверы электронной почты министерства.", None),
        ("ru", "*Meta признана в РФ экстремистской организацией и запрещена.", "footer"),
        ("ru", "Свидетельство Роскомнадзора ЭЛ № 1 от 3 мая 2020 года.", "footer"),
        ("pt", "Dois caças entraram no espaço aéreo da Letónia sem autorização prévia.", None),
        ("pt", "A AIEA exigiu ao Irão acesso ilimitado às instalações.", None),
        ("pt", "O detido é correspondente da Al Jazeera em Gaza.", None),
        ("pt", "Artigo escrito ao abrigo do novo acordo ortográfico", "note"),
        ("ar", "وقال علي حسن، وهو باحث في العلوم السياسية، إن بغداد رفضت العرض.", None),
        ("ar", "المقالات لا تعبر بالضرورة عن رأي الصحيفة", "note"),
        ("de", "Die EU verhängte gegen Apple wegen des App Store ein Bußgeld.", None),
        ("ar", "لا يجوز إعادة اللاجئين قسرا إلى بلادهم، كما قال الوزير.", None),
        ("pt", "Ao assinar o acordo, Lula prometeu enviar tropas ao Haiti.", None),
        ("pt", "Apoiado por tanques, o exército avançou sobre a cidade.", None),
        ("pt", "Propriedade de um oligarca russo, o iate foi apreendido.", None),
        ("ru", "Любое использование ядерного оружия недопустимо, заявил Пекин.", None),
        ("ru", "Реклама. ООО «Гранит». Erid: 2Vtz.", "advert"),
        ("de", "Um ihnen zu helfen, schickt Berlin Ärzte nach Malawi.", None),
        ("de", "Ein Angebot der USA lehnte die Regierung in Kabul ab.", None),
        ("de", "Mit ihrer Zustimmung hat die Kammer den Vertrag ratifiziert.", None),
        ("de", "Im Video droht der Kommandeur mit neuen Angriffen.", None),
        ("en", "Police detained a reporter for a Turkish daily in Ankara.", None),
        ("en", "Iran refused to give the inspectors unlimited access to the site.", None),
        ("en", "Norway will deliver the grain free of charge.", None),
        ("en", "Jane Doe is a reporter for The Harbour Post.", "note"),
    ],
)
def test_what_is_news_and_what_is_furniture(language: str, line: str, rule: str | None) -> None:
    found = furniture_kind(line, language)
    assert (found and found[1]) == rule


def test_a_question_of_a_paragraph_is_kept() -> None:
    """One that ends the body heads nothing."""
    assert kinds(english(below="Will they ever agree on it?"))["Will they ever agree on it?"] == (
        "paragraph"
    )


def test_short_last_sentences_are_no_teasers() -> None:
    got = kinds(
        english(below="Peru welcomed it.\n\nChile declined.\n\nRelated stories\n\nA teaser")
    )
    assert got["Peru welcomed it."] == "paragraph"
    assert got["A teaser"] == "related"


def test_the_last_paragraph_behind_a_list_of_teasers() -> None:
    last = "Bolivia has asked to join the talks as an observer; neither of the two has replied."
    article = english(
        below=f"Related stories\n\nIce melts\n\nTuna is back\n\n{last}\n\nReporting by A. Doe"
    )
    assert kinds(article)[last] == "paragraph"
    assert kinds(article)["Tuna is back"] == "related"


CAPTION = "Fishing boats lie in the harbour of Arica, near the border"


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        (f"Photo: {CAPTION} (AP/Ana Ruiz)", "(AP/Ana Ruiz)"),
        (f"File - {CAPTION}.", None),
        (f"Image caption, {CAPTION}", None),
        (f"IMAGE SOURCE,REUTERS\n\nImage caption,\n\n{CAPTION}", "IMAGE SOURCE,REUTERS"),
        (f"UN Photo/Ana Ruiz {CAPTION}.", "UN Photo/Ana Ruiz"),
        (f"REUTERS/Ana Ruiz {CAPTION}.", "REUTERS/Ana Ruiz"),
        (f"Getty Images\n\n{CAPTION}", "Getty Images"),
        (f"{CAPTION}.\n\nPhoto: Ana Ruiz", "Photo: Ana Ruiz"),
    ],
)
def test_captions_by_label_credit_and_neighbours(lines: str, credit: str | None) -> None:
    article = english(under=f"3 May 2023\n\n{lines}")
    got = kinds(article)
    assert [kind for text, kind in got.items() if CAPTION in text] == ["caption"]
    assert credit is None or got[credit] == "credit"
    assert got[EN["first"]] == "paragraph"
    assert article.dateline is None


@pytest.mark.parametrize("line", ["Photo: Ministry of Foreign Affairs", "Source: Ana Ruiz/AFP"])
def test_a_label_before_a_name_is_a_credit(line: str) -> None:
    assert "caption" not in kinds(english(under=f"3 May 2023\n\n{line}")).values()


def test_an_owner_above_the_body_is_a_credit() -> None:
    got = kinds(english(under="3 May 2023\n\n© Navy of Chile/EFE", below="© 2023 The Harbour Post"))
    assert got["© Navy of Chile/EFE"] == "credit"
    assert got["© 2023 The Harbour Post"] == "other"


def test_a_dateline_on_a_line_of_its_own() -> None:
    article = indonesian("3 Mei 2023\n\nSantiago, KABAR Indonesia --")
    assert article.dateline is not None
    assert article.dateline.text == "Santiago, KABAR Indonesia"


def test_a_dateline_before_a_colon() -> None:
    place = "Santiago, Chile: "
    text = f"{place}Chile and Peru have resumed talks on fishing rights, the ministry said."
    assert split_dateline(text, "en", first=True) == (len(place) - 1, len(place))
    assert split_dateline(text, "en", first=False) is None
    assert split_dateline("BOTTOM LINE: Chile won the case.", "en", first=True) is None
    assert split_dateline("Boric: We will talk to Peru.", "en", first=True) is None


@pytest.mark.parametrize(
    ("dateline", "mark"),
    [
        ("МИНСК, 4 ноября. /ТАСС/.", ""),
        ("МОСКВА, 4 ноя - РИА Новости.", ""),
        ("8 мая, Минск /Корр. БЕЛТА/.", ""),
        ("АСТАНА. КАЗИНФОРМ –", ""),
        ("Москва. 4 ноября. INTERFAX.RU", " -"),
        ("Астана, 4 ноября 2024 года", " –"),
    ],
)
def test_datelines_of_agencies_in_russian(dateline: str, mark: str) -> None:
    own = "Президент – глава совета – принял посла. Беседа длилась час."
    begin = len(dateline + mark) + 1
    got = split_dateline(f"{dateline}{mark} {own}", "ru", first=True)
    assert got == (len(dateline), begin)


def test_labels_of_authors_on_lines_of_their_own() -> None:
    article = indonesian("Reporter\n\nRani Lubis\n\nEditor\n\nBudi Harahap\n\n3 Mei 2023")
    assert article.byline == ("Rani Lubis",)
    assert kinds(article)["Budi Harahap"] == "byline"


@pytest.mark.parametrize("line", ["Peranan, Melaporkan dari Lima", "Jabatan: Wartawan di Lima"])
def test_the_post_of_an_author(line: str) -> None:
    assert kinds(indonesian(f"Penulis, Rani Lubis\n\n{line}\n\n3 Mei 2023"))[line] == "byline"


def test_a_sign_off_between_bars() -> None:
    article = indonesian(below="RANI LUBIS | REUTERS | ANTARA")
    assert article.byline == ("RANI LUBIS",)
    assert article.agencies == ("Reuters", "Antara")


def test_who_reported_comes_before_who_contributed() -> None:
    line = "Ruiz reported from Lima. Associated Press writer Eva Lind contributed to this report."
    article = english(below=line)
    assert kinds(article)[line] == "byline"
    assert article.agencies == ("AP",)


@pytest.mark.parametrize("row", ["Bola  Raket  MotoGP  Klasemen", "News\tSport\tTravel and food"])
def test_a_menu_on_one_line(row: str) -> None:
    article = english(above=row)
    assert kinds(article)[row] == "navigation"
    assert not article.kicker


def test_lines_to_scroll_are_no_headline() -> None:
    page = ID.format(under="3 Mei 2023", below="").replace(
        "Beranda", "Scroll ke bawah untuk membaca berita"
    )
    article = read(capture(page))
    assert article.headline is not None
    assert article.headline.text.startswith("Utusan Cile")


def test_boxes_that_offer_more_pages() -> None:
    below = "Anda mungkin tertarik dengan:\n\nMengapa harga ikan makin mahal?\n\nApa isi pakta itu?"
    got = kinds(indonesian(below=below))
    assert got["Mengapa harga ikan makin mahal?"] == "related"
    assert got["Apa isi pakta itu?"] == "related"


def test_a_short_last_sentence_before_the_sign_off() -> None:
    article = english(below="[Widget:Video]\n\nPeru declined.\n\nab/cd (AFP)\n\nPeru 2023")
    got = kinds(article)
    assert got["Peru declined."] == "paragraph"
    assert got["ab/cd"] == "byline"
    got = kinds(english(below="Advertisement\n\nIt is cheap.\n\nRelated stories"))
    assert got["It is cheap."] != "paragraph"


def test_alternative_text_between_the_address_and_the_caption() -> None:
    picture = "A trawler at anchor\n\nThe catch fell last yearImage: Ana Ruiz/AFP"
    under = f"3 May 2023\n\nBoth capitals confirmed it.\n\nhttps://p.example.org/4ab\n\n{picture}"
    assert kinds(english(under=under))["A trawler at anchor"] == "caption"
