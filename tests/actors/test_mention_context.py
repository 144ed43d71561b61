"""Mentions among their neighbours: asides, names within names, countries of bare roles."""

import re

import pytest

from kawat.actors import find_mentions
from kawat.model import Mention, Sentence
from one_page import article


def read(language: str, text: str, published: str | None = "2024-06-05") -> list[Mention]:
    """Return the mentions of sentences that bars part."""
    sentences, start = [], 0
    for part in text.split(" | "):
        sentences.append(Sentence(start, start + len(part), part, 0))
        start += len(part) + 1
    whole = text.replace(" | ", " ")
    return list(find_mentions(article(whole, language, published), sentences))


def codes(mention: Mention) -> str:
    return " ".join(f"{actor.country} {actor.sector}" for actor in mention.referents)


# A sentence, then its mentions in order, each with its country and sector.
WHOLE = """
id Korea Utara (Korut) menguji rudal.
    Korea Utara (Korut) = PRK None
id Uni Eropa (UE) dan Amerika Serikat (AS) setuju.
    Uni Eropa (UE) = EUR None
    Amerika Serikat (AS) = USA None
id Ia menelepon Perdana Menteri (PM) Jepang Fumio Kishida.
    Ia
    Perdana Menteri (PM) Jepang Fumio Kishida = JPN GOV
id Kementerian Luar Negeri (Kemlu) RI memanggil Duta Besar (Dubes) Swedia.
    Kementerian Luar Negeri (Kemlu) RI = IDN GOV
    Duta Besar (Dubes) Swedia = SWE GOV
id Menlu Retno Marsudi (kanan) menyambut Menlu Jepang Yoko Kamikawa (kiri).
    Menlu Retno Marsudi (kanan) = IDN GOV
    Menlu Jepang Yoko Kamikawa (kiri) = JPN GOV
en The European Union (EU) paid.
    European Union (EU) = EUR None
en President Joe Biden (second left) met Prime Minister Fumio Kishida (67).
    President Joe Biden (second left) = USA GOV
    Prime Minister Fumio Kishida (67) = JPN GOV
en Russia (which denied it) left.
    Russia = RUS None
en Iran (France objected) signed.
    Iran = IRN None
    France = FRA None
id India menyalurkan 2 juta dolar AS kepada Sri Lanka.
    India = IND None
    Sri Lanka = LKA None
en Japan pledged US$5 million as the US dollar fell.
    Japan = JPN None
en The Liberal Democrats objected in Britain.
    Liberal Democrats = GBR PTY
    Britain = GBR None
id KBRI Ankara menolong mereka.
    KBRI Ankara = IDN GOV
    mereka
id Menko PMK Budi Ujianto hadir.
    Menko PMK Budi Ujianto = IDN GOV
en It accused the president of acting alone in Peru.
    president = PER GOV
    Peru = PER None
en Russia's Putin and the EU's Josep Borrell met.
    Russia's Putin = RUS GOV
    EU's Josep Borrell = EUR None
en The Biden administration froze funds.
    Biden administration = USA GOV
en Kosovo's Prime Minister Albin Kurti spoke.
    Kosovo's Prime Minister Albin Kurti = XKX GOV
en A spokesman for the Chinese Ministry of National Defense spoke.
    spokesman for the Chinese Ministry of National Defense = CHN GOV
en Burkinab\u00e8 soldiers and Chechen fighters fled.
    Burkinab\u00e8 soldiers = BFA MIL
    Chechen fighters = RUS REB
de Kroatien protestiert. | Vier Fischer sind von slowenischen Polizisten verhaftet worden.
    Kroatien = HRV None
    Fischer = HRV LAB
    slowenischen Polizisten = SVN COP
de In Peru rügte Präsident Budi Uji die Gendarmen. | Er drohte ihnen.
    Peru = PER None
    Präsident Budi Uji = PER GOV
    Gendarmen = PER COP
    Er = PER GOV
    ihnen = PER COP
de In Peru hat die Kantonspolizei elf Personen verhaftet.
    Peru = PER None
    Kantonspolizei = CHE COP
    Personen = PER CVL
de Die Bundesregierung warf Moskau einen Angriff vor.
    Bundesregierung = DEU GOV
    Moskau = RUS GOV
de Österreich wählt. | Wien ruht. | Die Bundesregierung schweigt.
    Österreich = AUT None
    Wien = AUT GOV
    Bundesregierung = AUT GOV
de In Peru lobte Ministerin Ana Uji Chile. | Die beiden Regierungschefs schwiegen.
    Peru = PER None
    Ministerin Ana Uji = PER GOV
    Chile = CHL None
    Die beiden Regierungschefs = PER None CHL None
de Der Bundesrat in Bern schwieg, wie die Schweiz mitteilte.
    Bundesrat = CHE GOV
    Bern = CHE GOV
    Schweiz = CHE None
de Der Bundesrat lehnte ab, wie Deutschland mitteilte.
    Bundesrat = DEU LEG
    Deutschland = DEU None
de Lettlands Innenminister Rihards Uji kam. | Moskau schweige, sagte der Minister.
    Lettlands Innenminister Rihards Uji = LVA GOV
    Moskau = RUS GOV
    Minister = LVA GOV
de In Peru erklärte die Armee, sie habe zwei Jugendliche von Gendarmen getrennt.
    Peru = PER None
    Armee = PER MIL
    sie = PER MIL
    Jugendliche = PER CVL
    Gendarmen = PER COP
fr La Norvège, elle, hésite. | Elle refuse de payer.
    Norvège = NOR None
    elle = NOR None
    Elle = NOR None
fr La Norvège a reçu la ministre suédoise. | Elle refuse de payer.
    Norvège = NOR None
    ministre suédoise = SWE GOV
    Elle = SWE GOV
ru Норвегия встретила Швецию. | Она отказалась платить.
    Норвегия = NOR None
    Швецию = SWE None
    Она = NOR None
en Norway hesitates. | She refuses to pay.
    Norway = NOR None
    She
de In Peru kamen die Lehrer. | Sie riefen laut.
    Peru = PER None
    Lehrer = PER EDU
    Sie = PER EDU
de Ungarn zürnt. | Die nationalkonservative Partei siegte. | Der Stadt drohte die Landrätin.
    Ungarn = HUN None
    nationalkonservative Partei = HUN PTY
    Stadt = HUN GOV
    Landrätin = DEU GOV
de Belgien dankte Den Haag und den Europäern.
    Belgien = BEL None
    Den Haag = NLD GOV
    Europäern = EUR None
de Burundi, dessen Soldaten in Goma kämpfen, schwieg.
    Burundi = BDI None
    dessen Soldaten = BDI MIL
de Nach Treffen in Lima warf Peru dem Mann Versagen vor.
    Lima = PER GOV
    Peru = PER None
    Mann = PER CVL
id Ribuan orang turun ke jalan di Yangon.
    Ribuan orang = MMR CVL
id Ribuan pendukung kudeta berkumpul di Niamey.
    pendukung = NER CVL
    Niamey = NER GOV
en Thousands of nationalists marched in Belgrade.
    Thousands of nationalists = SRB CVL
    Belgrade = SRB GOV
en Hundreds marched in Lisbon.
    Hundreds = PRT CVL
    Lisbon = PRT GOV
fr Le Mali a averti le Niger. | Les deux chefs d'Etat se sont vus.
    Mali = MLI None
    Niger = NER None
    Les deux chefs d'Etat = MLI None NER None
fr La France a reçu le président malien. | Il a invité son hôte.
    France = FRA None
    président malien = MLI GOV
    Il = MLI GOV
    son hôte = FRA GOV
fr La Commission européenne prévient le Mali. | La Commission et la Commission de Bamako votent.
    Commission européenne = EUR GOV
    Mali = MLI None
    Commission = EUR GOV
    Commission de Bamako = MLI GOV
fr L'UDC accuse le Parti populaire.
    UDC = CHE PTY
    Parti populaire = ESP PTY
fr Le Niger blâme le Bénin. | Il voit des avions. | Le Bénin nie. | Son ministre, Bamba Faye, nie.
    Niger = NER None
    Bénin = BEN None
    Il = NER None
    Bénin = BEN None
    Son ministre, Bamba Faye = BEN GOV
fr Le Bénin accuse le Niger. | Il redoute de voir son voisin accueillir l'armée russe.
    Bénin = BEN None
    Niger = NER None
    Il = BEN None
    son voisin = NER None
    armée russe = RUS MIL
fr Des centaines d'habitants ont fui le Togo, 9 millions d'habitants.
    habitants = None CVL
    Togo = TGO None
fr Il est pris en otage devant la presse au Mali.
    presse = MLI JRN
    Mali = MLI None
en Israel hit Lebanon. | The president of Israel met his counterpart.
    Israel = ISR None
    Lebanon = LBN None
    president of Israel = ISR GOV
    his counterpart = LBN GOV
fr Une partie de la France attend la partie russe.
    France = FRA None
    partie russe = RUS GOV
fr Me Bamba Faye a nié au Mali.
    Me Bamba Faye = MLI None
    Mali = MLI None
en Hundreds of houses burned in Lisbon.
    Lisbon = PRT GOV
zh 反对派指责总统纵容犯罪。
    反对派 = CHN OPP
    总统 = CHN GOV
zh 十四名矿工和一名加纳警察受伤。
    矿工 = GHA LAB
    加纳警察 = GHA COP
zh 美国一名官员说，各方应当克制。
    美国一名官员 = USA GOV
    各方 = None None
zh 肯尼亚外长呼吁国际社会提供援助。
    肯尼亚外长 = KEN GOV
    国际社会 = None None
zh 加纳总统说，加方愿意合作。 | 阿方没有回应。
    加纳总统 = GHA GOV
    加方 = GHA GOV
    阿方 = GHA GOV
zh 日本外相抗议。 | 驻日大使吴江浩回应。
    日本外相 = JPN GOV
    驻日大使吴江浩 = None GOV
zh 智利和秘鲁边境关闭。 | 两国总统通电话。
    智利 = CHL None
    秘鲁 = PER None
    两国总统 = CHL GOV PER GOV
zh 德国外长召见伊朗大使，向其递交照会。
    德国外长 = DEU GOV
    伊朗大使 = IRN GOV
    其 = IRN GOV
zh 伊朗否认其官员受贿。
    伊朗 = IRN None
    其官员 = IRN GOV
zh 真主党拒绝撤离。 | 该组织发言人批评法国。
    真主党 = LBN REB
    该组织发言人 = LBN REB
    法国 = FRA None
zh 德国总理默茨同他通电话。
    德国总理默茨 = DEU GOV
    他
zh 立院通過，綠營和藍白互批。
    立院 = TWN LEG
    綠營 = TWN PTY
    藍白 = TWN OPP
pt Angola mudou. | Jovens foram feridos pela polícia que guardava a ponte.
    Angola = AGO None
    Jovens = AGO CVL
    polícia = AGO COP
pt O ministro disse aos americanos que a Justiça brasileira é livre.
    ministro = None GOV
    americanos = USA CVL
    Justiça brasileira = BRA JUD
pt A Comissão Europeia aceitou. | O francês, irritado, disse que a Comissão cedeu.
    Comissão Europeia = EUR GOV
    francês = FRA None
    Comissão = EUR GOV
pt Chile e Peru cederam. | Os ministros dos dois países voltaram.
    Chile = CHL None
    Peru = PER None
    ministros dos dois países = CHL GOV PER GOV
pt A porta-voz coreana Kang Yu-jung discutiu com a embaixada novas regras.
    porta-voz coreana Kang Yu-jung = KOR GOV
    embaixada = KOR GOV
pt O governador Tarcísio de Moraes visitou o prefeito J. B. Nunes na Coreia do Sul.
    governador Tarcísio de Moraes = KOR GOV
    prefeito J. B. Nunes = KOR GOV
    Coreia do Sul = KOR None
pt Três suspeitos estão presos na Crimeia.
    suspeitos = UKR CVL
pt Insurgentes atacaram Mocímboa da Praia, em Cabo Delgado.
    Insurgentes = MOZ REB
"""
CASES = [case.split("\n") for case in re.split(r"\n(?=\S)", WHOLE.strip())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_mentions_and_their_countries(case: list[str]) -> None:
    found = [
        f"{m.text} = {codes(m)}" if m.referents else m.text for m in read(*case[0].split(" ", 1))
    ]
    assert found == [line.strip() for line in case[1:]]


@pytest.mark.parametrize("text", ["Lee met Henry.", "Then Mitchell left.", "He saw Abbas."])
def test_a_common_surname_alone_names_nobody(text: str) -> None:
    assert [m for m in read("en", text) if m.kind == "person"] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [("Putin left.", "RUS"), ("He saw Netanyahu.", "ISR"), ("PM Lawrence Wong and Wong", "SGP")],
)
def test_a_rare_or_introduced_surname_names_somebody(text: str, country: str) -> None:
    persons = [m for m in read("en", text) if m.kind == "person"]
    assert persons
    assert {actor.country for m in persons for actor in m.referents} == {country}


def test_one_out_of_office_is_named_without_it() -> None:
    (trump, _) = read("id", "Trump menjatuhkan sanksi terhadap Iran.")
    assert [(a.country, a.sector, a.office) for a in trump.referents] == [("USA", "ELI", None)]
    (trump, _) = read("id", "Trump menjatuhkan sanksi terhadap Iran.", "2019-06-25")
    assert [(a.sector, a.office) for a in trump.referents] == [("GOV", "President")]


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("en", "US envoy Gabriel Escobar spoke.", "Gabriel Escobar", "USA"),
        ("id", "Juru bicara Kemlu Iran, Abbas Mousavi, hadir.", "Abbas Mousavi", "IRN"),
        ("en", "On Monday Prime Minister Kishida Fumio spoke.", "Fumio Kishida", "JPN"),
        ("en", "UN Secretary-General Antonio Guterres spoke.", "Ant\u00f3nio Guterres", "UNO"),
        ("en", "The EU's Josep Borrell spoke.", "Josep Borrell", "EUR"),
        ("en", "French President Emmanuel Macron spoke.", "Emmanuel Macron", "FRA"),
    ],
)
@pytest.mark.parametrize("published", [None, "2023-03-19"])
def test_whole_names_with_and_without_a_date(
    language: str, text: str, name: str, country: str, published: str | None
) -> None:
    persons = [m for m in read(language, text, published) if m.kind == "person"]
    assert [(a.name, a.country) for m in persons for a in m.referents] == [(name, country)]


def test_a_relative_is_not_the_leader() -> None:
    assert [m for m in read("en", "Later Barron Trump smiled.") if m.kind == "person"] == []


SUDAN = (
    "Sudan's military seized Khartoum. | Sudanese police fired. | Crowds left Omdurman in Sudan. | "
)


@pytest.mark.parametrize(
    ("language", "text", "role", "country"),
    [
        ("en", SUDAN + "The United States told the military to go.", "military", "SDN"),
        ("en", SUDAN + "The UN, the US and the EU condemned the military.", "military", "SDN"),
        ("id", "Junta Niger diam. | Nigeria marah. | Menurut AFP, junta pergi.", "junta", "NER"),
        ("id", "Dilansir AFP, pasukan mundur.", "pasukan", None),
        ("id", "Kepada CNN Indonesia, polisi membantah.", "polisi", None),
        ("en", "Tbilisi woke. | Protesters had EU flags. | It rained.", "Protesters", "GEO"),
        ("en", "Tbilisi woke. | It rained. | The parliament met.", "parliament", "GEO"),
        ("en", "Russian forces shelled Kharkiv, the governor said.", "governor", "UKR"),
        ("en", "Israel hit civilians in Gaza.", "civilians", "PSE"),
        ("en", "\u201cThe army must leave,\u201d a US spokesman said.", "army", None),
        ("en", "The US called on Iran and Iraq. | The army is ready.", "army", None),
        ("en", "Poland shut it. | The ministry met the Belarusian envoy.", "ministry", "POL"),
        ("zh", "波兰关闭口岸。 | 外交部召见白俄罗斯大使。", "外交部", "POL"),
        ("zh", "波兰邀立陶宛会谈。 | 外长批评白俄罗斯。", "外长", "POL"),
        ("ru", "Комитет сената Перу созван. | Комитет отклонил жалобу.", "Комитет", "PER"),
        ("ru", "МАГАТЭ осудило удар. | Иран ответил, что агентство лжет.", "агентство", "UNO"),
        ("ru", "Минфин Чили молчит. | В ведомстве ждут Перу.", "ведомстве", "CHL"),
        ("ru", "«Фидес» проиграла. | Партия обвинила Польшу.", "Партия", "HUN"),
        ("ru", "В Чили прошел митинг. | Организаторов отпустили.", "Организаторов", "CHL"),
        ("ru", "Полиция Перу задержала студентов. | Вечером их отпустили.", "их", "PER"),
        ("ru", "Чили молчит. | Следственный комитет ждет.", "Следственный комитет", "CHL"),
    ],
)
def test_the_country_of_a_bare_role(
    language: str, text: str, role: str, country: str | None
) -> None:
    last = [m for m in read(language, text) if m.text == role][-1]
    assert [actor.country for actor in last.referents] == [country]


def test_a_sentence_without_end_is_read_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks of quotation are looked for once a sentence, not once a role."""
    calls: list[str] = []
    from kawat.actors import countries

    plain = countries._quoted

    def counted(text: str) -> list[bool]:
        calls.append(text)
        return plain(text)

    monkeypatch.setattr(countries, "_quoted", counted)
    read("en", "In Peru " + "police (left) and Putin met " * 20)
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("language", "text", "several"),
    [
        ("en", "The foreign ministers of Brazil, Colombia and Mexico met.", ["BRA", "COL", "MEX"]),
        ("es", "Los cancilleres de Brasil y México se reunieron.", ["BRA", "MEX"]),
        ("ru", "Министры обороны Швеции и Дании встретились.", ["SWE", "DNK"]),
    ],
)
def test_a_noun_of_several_is_shared_by_the_states_behind_it(
    language: str, text: str, several: list[str]
) -> None:
    mentions = read(language, text, published="2023-02-21")
    assert [m.referents[0].country for m in mentions] == several
    assert {m.referents[0].sector for m in mentions} == {"GOV"}
    assert mentions[0].referents[0].office is None


def test_two_countries_are_those_joined_where_a_third_watches() -> None:
    mentions = read("en", "Chile and Peru met while Brazil watched. | Both countries signed.")
    assert {actor.country for actor in mentions[-1].referents} == {"CHL", "PER"}


def test_a_row_of_capitals_is_a_headline_only_where_headlines_are_written_so() -> None:
    (mention,) = read("ru", "Глава Дагестана Тимур Выдуманов")
    assert mention.referents[0].name == "Тимур Выдуманов"
