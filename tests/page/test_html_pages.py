"""Pages written for the tests, each after the habits of one kind of content system."""

from __future__ import annotations

from pathlib import Path

import pytest

from kawat.model import Article, BlockKind
from kawat.page import capture, read
from kawat.page.source import byte_range, reads_back

PAGES = Path(__file__).parent / "html"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))

Expected = list[tuple[BlockKind, str]]

JOURNALISM: dict[str, Expected] = {
    "wordpress": [
        ("kicker", "World"),
        ("headline", "Harbour talks end without a deal"),
        ("date", "14 May 2024"),
        ("date", "15 May 2024"),
        ("byline", "by Ada Quill"),
        ("caption", "Norland’s foreign minister leaves the hall."),
        ("credit", "Photo: B. Lens/Reuters"),
        ("paragraph", "Norland and Sudria ended two days"),
        ("paragraph", "“We came to listen, and we listened,”"),
        ("subheading", "A long quarrel"),
        ("paragraph", "The quarrel began in 2019"),
        ("paragraph", "“Nobody wins a war over herring,”"),
        ("paragraph", "Short and firm."),
    ],
    "amp": [
        ("headline", "Menlu Bertemu Duta Besar Norlandia"),
        ("date", "Selasa, 7 Maret 2023"),
        ("byline", "Penulis: Sari Melati"),
        ("caption", "Menlu menyambut duta besar di Jakarta."),
        ("credit", "(ANTARA FOTO/Budi Lensa)"),
        ("dateline", "JAKARTA, HARIAN"),
        ("paragraph", "Menteri Luar Negeri menerima"),
        ("paragraph", "“Kami sepakat memperluas kerja sama,”"),
        ("paragraph", "Duta besar meminta"),
        ("paragraph", "Halaman berikutnya akan memuat tabel."),
        ("paragraph", "Kedua pihak akan bertemu lagi"),
    ],
    "divsoup": [
        ("headline", "Ministers sign water accord"),
        ("byline", "By Omar Field"),
        ("date", "Published: 3 June 2021"),
        ("dateline", "EASTPORT (Reuters)"),
        ("paragraph", "The water ministers of Estland"),
        ("paragraph", "The accord replaces a treaty"),
        (
            "paragraph",
            "Westmark had threatened to close a dam if no accord was reached, which Estland",
        ),
        ("subheading", "What comes next"),
        ("paragraph", "Both parliaments must approve"),
    ],
    "liveblog": [
        ("headline", "Summit live: leaders arrive in Portsea"),
        ("lead", "Follow the first day of the summit"),
        ("date", "12:40"),
        ("subheading", "Joint statement expected"),
        ("paragraph", "Diplomats say"),
        ("date", "09:05"),
        ("subheading", "Sudria walks out"),
        ("paragraph", "Sudria's delegation has left"),
        ("paragraph", "Norland called on Sudria to return."),
        ("date", "06:10"),
        ("subheading", "Leaders arrive"),
        ("paragraph", "The first leaders have arrived"),
    ],
    "table": [
        ("headline", "Indonesia dan Norlandia Sepakati Patroli Bersama"),
        ("date", "Jakarta, 20 November 2019"),
        ("paragraph", "Indonesia dan Norlandia menyepakati"),
        ("paragraph", "Menteri Kelautan mengatakan"),
        ("paragraph", "Norlandia akan mengirim dua kapal"),
    ],
    "latin1": [
        ("headline", "Envoy visits the Château of Évreux"),
        ("byline", "by Zoë Müller"),
        ("date", "12 March 1999"),
        (
            "paragraph",
            "The envoy of Norland, Señor Peña, visited the château on Friday and promised",
        ),
        ("paragraph", "The mayor, François Côté, thanked the envoy & his staff"),
        ("paragraph", "Nobody in the crowd"),
    ],
    "portal": [
        ("headline", "Presiden Norlandia Tiba di Jakarta, Disambut Wapres"),
        ("byline", "Rina Wulandari - portalNews"),
        ("date", "Senin, 19 Feb 2024 14:22 WIB"),
        ("caption", "Presiden Norlandia turun dari pesawat"),
        ("credit", "(Foto: Dok. Setwapres)"),
        ("dateline", "Jakarta"),
        ("paragraph", "Presiden Norlandia tiba di Bandara"),
        ("paragraph", '"Selamat datang di Indonesia,"'),
        ("paragraph", "Kedua pemimpin akan membahas"),
        ("paragraph", "Ini adalah kunjungan pertama"),
        ("byline", "(rwu/abc)"),
    ],
    "cards": [
        ("kicker", "Diplomacy"),
        ("headline", "Envoys return to Sudria after two years"),
        ("lead", "Norland reopens its embassy as both capitals"),
        ("byline", "By Lena Stone and Karl Brook"),
        ("date", "2 October 2023"),
        ("paragraph", "Norland reopened its embassy in Sudria"),
        ("paragraph", "The ambassador raised the flag himself."),
        ("paragraph", "Sudria lifted its ban"),
        ("paragraph", "Talks about the prisoners go on"),
    ],
    "german": [
        ("kicker", "Diplomatie"),
        ("headline", "Nordland und Südria nehmen Gespräche wieder auf"),
        ("lead", "Nach zwei Jahren Funkstille"),
        ("paragraph", "Die Außenminister von Nordland"),
        ("paragraph", "„Wir reden wieder"),
        ("subheading", "Lange Vorgeschichte"),
        ("paragraph", "Südria hatte 2020"),
    ],
    "arabic": [
        ("headline", "وزيرا الخارجية يتفقان على هدنة"),
        ("paragraph", "اتفق وزيرا خارجية البلدين"),
        ("paragraph", "وقال الوزير في مؤتمر صحفي"),
        ("paragraph", "ورحبت دول الجوار"),
    ],
    "chinese": [
        ("headline", "两国外长会谈后同意恢复渔业谈判"),
        ("date", "2020年7月8日 10:20"),
        ("paragraph", "两国外交部长星期三"),
        ("paragraph", "“谈判的大门重新打开了。”"),
        ("paragraph", "分析人士认为"),
    ],
}
"""Every block of each page that is no furniture, in order, with how it begins."""

FURNITURE = {"related", "navigation", "advert", "share", "other"}

FACTS: dict[str, dict[str, object]] = {
    "wordpress": {
        "published": "2024-05-14",
        "modified": "2024-05-15",
        "byline": ("Ada Quill",),
        "kicker": ("World",),
        "url": "https://courier.example/2024/05/14/harbour-talks/",
    },
    "amp": {
        "published_time": "2023-03-07T09:00:00+07:00",
        "modified_time": "2023-03-07T11:30:00+07:00",
        "byline": ("Sari Melati",),
    },
    "divsoup": {"published": "2021-06-03", "byline": ("Omar Field",), "agencies": ("Reuters",)},
    "liveblog": {"published": "2022-09-01", "modified_time": "2022-09-01T12:40:00+00:00"},
    "table": {"published": "2019-11-20", "modified": None, "kicker": ()},
    "latin1": {"published": "1999-03-12", "byline": ("Zoë Müller",), "url": None},
    "portal": {
        "published_time": "2024-02-19T14:22:10",
        "byline": ("Rina Wulandari", "rwu", "abc"),
        "url": "https://portal.example/d-1234/presiden-norlandia",
    },
    "cards": {"published": "2023-10-02", "byline": ("Lena Stone", "Karl Brook")},
    "german": {"published": "2022-10-04", "byline": (), "language": "de"},
    "arabic": {"published": "2021-05-20", "language": "ar"},
    "chinese": {"published": "2020-07-08", "language": "zh"},
}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {name: read(capture(PAGES / f"{name}.html")) for name in NAMES}


def test_every_page_is_expected() -> None:
    assert sorted(JOURNALISM) == sorted(FACTS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_blocks(name: str, articles: dict[str, Article]) -> None:
    article = articles[name]
    found = [
        (block.kind, article.text[block.start : block.end])
        for block in article.blocks
        if block.kind not in FURNITURE
    ]
    wanted = JOURNALISM[name]
    assert [
        (kind, text[: len(start)]) for (kind, text), (_, start) in zip(found, wanted, strict=False)
    ] == wanted
    assert len(found) == len(wanted), found[len(wanted) :]


@pytest.mark.parametrize("name", NAMES)
def test_facts(name: str, articles: dict[str, Article]) -> None:
    found = {field: getattr(articles[name], field) for field in FACTS[name]}
    assert found == FACTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_spans_and_bytes(name: str, articles: dict[str, Article]) -> None:
    article = articles[name]
    assert article.headline
    assert article.text[article.headline.start : article.headline.end] == article.headline.text
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end
        text = article.text[block.start : block.end]
        assert reads_back(article.page, block.bytes, text), (block, text)
        middle = (block.start + block.end) // 2
        half = byte_range(article, middle, block.end)
        assert half
        assert reads_back(article.page, half, article.text[middle : block.end])
        last = block.end


@pytest.mark.parametrize("name", NAMES)
def test_furniture_is_kept(name: str, articles: dict[str, Article]) -> None:
    kept = {
        "wordpress": "everybody knows it.",
        "amp": "Harga pangan di pasar naik",
        "divsoup": "Bridge closed to lorries",
        "liveblog": "Copy link",
        "table": "22 Nov: Kunjungan kerja",
        "latin1": "Index",
        "portal": "Jadwal Bola Malam Ini",
        "cards": "played the cello",
        "german": "Warum der Hering so wichtig ist",
        "arabic": "ما الذي نعرفه",
        "chinese": "版权所有",
    }[name]
    article = articles[name]
    at = article.text.index(kept)
    block = next(b for b in article.blocks if b.start <= at < b.end)
    assert block.kind in FURNITURE


def test_provenance_names_the_source_of_each_field(articles: dict[str, Article]) -> None:
    facts = dict(articles["wordpress"].provenance)
    assert facts["published"] == "json-ld"
    assert facts["url"] == "link canonical"
    assert facts["byline"] == "byline block"
    assert dict(articles["portal"].provenance)["published"] == "meta publishdate"
    assert dict(articles["latin1"].provenance)["published"] == "date-line"


def test_headline_only_in_the_head_is_no_span() -> None:
    source = (
        '<title>Accord signed</title><meta property="og:title" content="Accord signed">'
        "<p>Two ministers signed an accord on fishing in the strait on Tuesday, they said.</p>"
    )
    article = read(capture(source.encode()))
    assert article.headline is None
    missing = next(r for r in article.reasons if r.code == "headline-missing")
    assert "Accord signed" in missing.why
