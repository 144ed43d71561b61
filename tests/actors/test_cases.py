"""Who stands beside whom in a language with cases: Russian, Turkish."""

from __future__ import annotations

import pytest
from benchmarks.mentions import mentions_of


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Американскому послу Москва вручила ноту.", [("послу", "USA"), ("Москва", "RUS")]),
        ("Индийским паломникам Пекин отказал в визах.", [("паломникам", "IND"), ("Пекин", "CHN")]),
        (
            "Временному поверенному РФ министр Оана Цою вручила ноту.",
            [("Временному поверенному РФ", "RUS"), ("министр", "ROU")],
        ),
        ("Войска России обстреляли Харьков.", [("Войска России", "RUS")]),
        ("Солдаты КНДР вошли в Курск.", [("Солдаты КНДР", "PRK")]),
        ("Посол Вьетнама вызван в МИД Японии.", [("Посол Вьетнама", "VNM"), ("МИД", "JPN")]),
        ("Американского коллегу Путин поздравил.", [("коллегу", "USA"), ("Путин", "RUS")]),
        (
            "Литовским перевозчикам белорусские власти отказали.",
            [("Литовским перевозчикам", "LTU"), ("белорусские власти", "BLR")],
        ),
        ("Киеву Прагой обещаны снаряды.", [("Киеву", "UKR"), ("Прагой", "CZE")]),
        ("Южная Африка вышла из пакта.", [("Южная Африка", "ZAF")]),
    ],
)
def test_a_noun_owns_only_what_is_in_the_genitive(text: str, named: list[tuple[str, str]]) -> None:
    found = mentions_of(text, "ru")
    for mention, (words, country) in zip(found, named, strict=False):
        assert words in mention.text
        assert [actor.country for actor in mention.referents] == [country]
    assert len(found) >= len(named)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "ABD, Tahran yönetimini öğrencilere şiddet uygulamakla suçladı.",
            [("ABD", "USA"), ("Tahran yönetimini", "IRN")],
        ),
        (
            "Ankara'nın hükümete verdiği destek sürdü.",
            [("Ankara'nın", "TUR"), ("hükümete", "TUR")],
        ),
        ("Ukrayna tankerlere saldırdı.", [("Ukrayna", "UKR")]),
        ("ABD hükümet yetkilileri konuştu.", [("ABD hükümet yetkilileri", "USA")]),
        ("Sudan Öğretmenler Birliği konuştu.", [("Sudan Öğretmenler Birliği", "SDN")]),
        ("Polis, Hintli balıkçıyı Vagah kapısında bıraktı.", [("Hintli balıkçıyı", "IND")]),
        ("Rusya bölgeye özel kuvvetler yolladı.", [("Rusya", "RUS"), ("özel kuvvetler", "RUS")]),
        ("Atina'nın Ankara Büyükelçisi'ni çağırdı.", [("Atina'nın Ankara Büyükelçisi'ni", "GRC")]),
        ("Eritre'nin BM temsilcisi konuştu.", [("Eritre'nin BM temsilcisi", "ERI")]),
        ("İran NATO üyelerini suçladı.", [("İran", "IRN"), ("NATO üyelerini", "NAT")]),
        ("UNICEF Türkiye Temsilcisi konuştu.", [("UNICEF Türkiye Temsilcisi", "UNO")]),
        ("İtalya göçmenleri gönderdi.", [("İtalya", "ITA")]),
        ("İran'ın Ankara Büyükelçiliği kapandı.", [("İran'ın Ankara Büyükelçiliği", "IRN")]),
    ],
)
def test_an_ending_tells_who_owns_whom(text: str, named: list[tuple[str, str]]) -> None:
    found = {mention.text: mention.referents for mention in mentions_of(text, "tr")}
    for words, country in named:
        assert [actor.country for actor in found[words]] == [country]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Fransa'da 22 öğrenci gözaltına alındı.", "öğrenci", "FRA"),
        ("Fransa'da 14 kişi gözaltına alındı.", "kişi", "FRA"),
        ("Paris'te öğrencilere polis tazyikli su sıktı.", "polis", "FRA"),
        ("Almanya'da hükümet polise teşekkür etti.", "polise", "DEU"),
        ("Güney Afrika, vatandaşlarını Mali'den tahliye etti.", "vatandaşlarını", "ZAF"),
        ("İsrail'de bakan konuştu. Sözcü, karara uyulacağını söyledi.", "Sözcü", "ISR"),
        (
            "Tayland Başbakanı Anutin Charnvirakul konuştu. Başbakan, Phnom Penh rejimini uyardı.",
            "Başbakan",
            "THA",
        ),
        (
            "Norveç Dışişleri Bakanı Espen Eide konuştu. Bakan, Çin'i uyardı.",
            "Bakan",
            "NOR",
        ),
        ("CHP Genel Başkanı Özgür Özel konuştu, Özel'in sözleri tuttu.", "Özel'in", "TUR"),
        ("Almanya Başbakanı Friedrich Merz konuştu. Ona Fransa destek verdi.", "Ona", "DEU"),
        ("Afrika Birliği toplandı. Birlik, Mali'yi uyardı.", "Birlik", "IGO"),
    ],
)
def test_a_noun_named_again_is_whose_it_was(text: str, words: str, country: str) -> None:
    found = [mention for mention in mentions_of(text, "tr") if mention.text == words]
    assert [[actor.country for actor in mention.referents] for mention in found] == [[country]]


def test_a_noun_of_two_states_is_of_both() -> None:
    text = "ABD ve Çin görüştü, iki ülkenin dışişleri bakanları imza attı."
    actors = mentions_of(text, "tr")[-1].referents
    assert [(actor.country, actor.sector) for actor in actors] == [("USA", "GOV"), ("CHN", "GOV")]
