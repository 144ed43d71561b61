"""Lines of pages in ten languages: each was once told wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kawat.model import Article
from kawat.page import capture, read
from kawat.page.bylines import read_byline, split_dateline
from kawat.page.dating import read_date_line
from kawat.page.phrases import furniture_kind

EN = """Home

Envoys from Chile and Peru resume talks on fishing rights

{under}

Envoys from Chile and Peru resumed talks on fishing rights on Wednesday, officials in Lima said.

The ministers of the two countries will meet again in Vienna next month, their offices said.

Norway offered to host a further round of talks if both sides agree to a date before the summer.
"""


def english(under: str) -> Article:
    return read(capture(EN.format(under=under)))


def kinds(article: Article) -> dict[str, str]:
    return {article.text[b.start : b.end]: b.kind for b in article.blocks}


@pytest.mark.parametrize(
    ("language", "line", "published", "modified"),
    [
        ("es", "Publicado el 11 de junio de 2024 a las 18:25", "2024-06-11T18:25:00", None),
        ("es", "Actualizado el 11 de junio del 2024 a las 20:10", None, "2024-06-11T20:10:00"),
        ("es", "Jueves 23 de octubre de 2025 | 07:40", "2025-10-23T07:40:00", None),
        ("es", "mayo 5 de 2024, 9:15", "2024-05-05T09:15:00", None),
        ("es", "11/jun/2024 09:15", "2024-06-11T09:15:00", None),
        ("pt", "Publicado em 11 de junho de 2024 às 18h25", "2024-06-11T18:25:00", None),
        ("ar", "نشر في 11 من يونيو 2024 18:25", "2024-06-11T18:25:00", None),
        ("en", "Updated 4:12 PM EDT, May 18, 2024", None, "2024-05-18T16:12:00-04:00"),
        ("en", "Date: Aug - 05 - 2023, 19:20", "2023-08-05T19:20:00", None),
        (
            "zh",
            "2024/6/19 16:42（2024/6/19 18:05 更新）",
            "2024-06-19T16:42:00",
            "2024-06-19T18:05:00",
        ),
        ("zh", "2024/6/19 16:42（6/19 18:05 更新）", "2024-06-19T16:42:00", None),
        ("zh", "2024-06-19 16:42 发布 2024-06-20 更新", "2024-06-19T16:42:00", None),
    ],
)  # fmt: skip
def test_dates(language: str, line: str, published: str | None, modified: str | None) -> None:
    found = read_date_line(line, language)
    assert found is not None
    assert not found.rest
    for role, moment in (("published", published), ("modified", modified)):
        assert next((d.moment for d in found.found if d.role == role and d.moment), None) == moment


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "Story: Ama Serwaa Boateng & agencies", ("Ama Serwaa Boateng",)),
        ("en", "By Rt Hon Winston Peters", ("Winston Peters",)),
        ("zh", "林惠敏 报道", ("林惠敏",)),
        ("zh", "编辑：陈怡君", ()),
        ("zh", "责任编辑：徐岚 | 版面编辑：吴秋晗", ()),
    ],
)
def test_bylines(language: str, line: str, names: tuple[str, ...]) -> None:
    found = read_byline(line, language)
    assert found is not None
    assert (found.kind, found.names) == ("byline", names)


@pytest.mark.parametrize("line", ["外交部 报道", "欧洲议会选举后的高加索政策 报道"])
def test_what_reports_is_no_author(line: str) -> None:
    found = read_byline(line, "zh")
    assert found is None or not found.names


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("字級：小 中 大", "share"),
        ("聽新聞前，請先同意本站的隱私權規範。", "cookie"),
        ("稍後閱讀", "share"),
    ],
)
def test_furniture_in_chinese(line: str, rule: str) -> None:
    found = furniture_kind(line, "zh")
    assert found is not None
    assert found[1] == rule


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("新华社北京5月8日电（记者 周文澜 何立）塞尔维亚总统抵达北京。", "塞尔维亚总统抵达北京。"),
        ("（中央社巴黎19日專電）法國國防部長宣布。", "法國國防部長宣布。"),
        ("【环球网】（驻墨西哥城记者 何若愚）参议院通过法案。", "参议院通过法案。"),
        ("（前天）总统抵达北京。", None),
        ("北京5月8日电视台播出。", None),
    ],
)
def test_datelines_in_chinese(line: str, rest: str | None) -> None:
    cut = split_dateline(line, "zh", first=False)
    assert (line[cut[1] :] if cut else None) == rest


def test_authors_in_a_dateline() -> None:
    text = "塞尔维亚总统访华 两国签署文件\n\n新华社北京5月8日电（记者 周文澜 何立）"
    text += "塞尔维亚总统武契奇8日抵达北京，开始对中国进行国事访问，并将与国家主席举行会谈。\n\n"
    text += "会谈后，两国签署了12项自由贸易和铁路建设文件，中国将向塞尔维亚提供优惠贷款。\n"
    assert read(capture(text)).byline == ("周文澜", "何立")


def test_a_button_is_no_author() -> None:
    article = english("3 May 2023\n\nJane Doe\n\nREAD LATER\nPRINT")
    assert article.byline == ("Jane Doe",)
    assert kinds(article)["READ LATER"] == "share"


def test_a_row_of_buttons() -> None:
    row = "Facebook  Twitter  WhatsApp"
    assert kinds(english(f"3 May 2023\n\n{row}"))[row] == "share"


@pytest.mark.parametrize(
    ("day", "published"), [("May 3, 2023", "2023-05-03"), ("May 5, 2023", None)]
)
def test_the_weekday_bears_an_update_out(day: str, published: str | None) -> None:
    article = english(f"Updated 4:12 PM EDT, {day}")
    assert article.published == published
    assert article.modified is not None


PAGE = (
    "<html lang={language}><body><main><article><h1>{headline}</h1>"
    "<p>{above}</p><p class={name}>{lead}</p>{body}</article></main></body></html>"
)


@pytest.mark.parametrize(
    ("language", "name", "lead", "body"),
    [
        (
            "zh", "abstract", "墨西哥经济部长否认法案针对中国；印度要求与墨方磋商",
            "墨西哥参议院当地时间12月10日通过法案，对中国、印度和韩国的汽车、钢铁等商品加征最高50%的关税。",
        ),
        (
            "tr", "spot", "Azerbaycan İran'a nota verdi. Gürcistan arabuluculuk önerdi.",
            "Azerbaycan Dışişleri Bakanlığı, Tahran'a nota verdiğini duyurdu.",
        ),
        (
            "es", "entradilla", "La ministra visitó Uruguay y anunció una donación",
            "La ministra de Asuntos Exteriores visitó Uruguay y anunció una donación.",
        ),
        (
            "pt", "linha-fina", "Colômbia protesta e chama embaixador para consultas",
            "O governo da Colômbia protestou e chamou o embaixador em Caracas.",
        ),
    ],
)  # fmt: skip
def test_leads_by_the_name_of_their_box(language: str, name: str, lead: str, body: str) -> None:
    page = PAGE.format(
        language=language, headline="X 1 Y 2 Z 3", above="2 5", name=name, lead=lead,
        body=f"<p>{body}</p>" * 3,
    )  # fmt: skip
    article = read(capture(page))
    assert article.lead is not None
    assert article.lead.text == lead


def test_a_portfolio_is_no_paragraph() -> None:
    body = "<p>The minister met her counterpart in Port Vila today and saw the damage done.</p>" * 3
    article = read(
        capture(
            "<html lang=en><body><article><h1>New Zealand gives six million</h1>"
            f"<p class=portfolio>Foreign Affairs</p>{body}</article></body></html>"
        )
    )
    assert kinds(article)["Foreign Affairs"] == "other"


DEVELOPMENT = Path(__file__).parents[1] / "gold" / "development" / "pages"


@pytest.mark.parametrize(
    ("name", "published"), [("es-agencia.txt", "2024-06-11"), ("pt-minuto.txt", "2025-12-03")]
)
def test_whole_pages(name: str, published: str) -> None:
    assert read(capture((DEVELOPMENT / name).read_bytes())).published == published
