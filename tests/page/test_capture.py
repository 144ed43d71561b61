"""Taking pages in: every kind of source, every encoding, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.errors import PageError
from kawat.page import capture, read
from kawat.page.capture import MAX_BYTES

PAGE = "Judul halaman ini\n\nMenteri Luar Negeri bertemu mitranya di Jakarta pada hari Senin.\n"


def refused(source: object, **options: str) -> str:
    with pytest.raises(PageError) as error:
        capture(source, **options)  # type: ignore[arg-type]
    assert error.value.remedy
    return error.value.code


def test_path_bytes_text_and_file(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode())
    pages = [capture(path), capture(str(path)), capture(PAGE), capture(PAGE.encode())]
    pages.append(capture(io.BytesIO(PAGE.encode())))
    assert {page.content for page in pages} == {PAGE.encode()}
    assert len({page.sha256 for page in pages}) == 1
    assert [page.origin for page in pages] == [str(path), str(path), None, None, None]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    page = capture("-", url="https://kabar.example/1", captured="2024-01-02T03:04:05Z")
    assert (page.content, page.origin) == (PAGE.encode(), "-")
    assert (page.url, page.captured) == ("https://kabar.example/1", "2024-01-02T03:04:05Z")


def fetching(monkeypatch: pytest.MonkeyPatch, answer: httpx.Response | Exception) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = httpx.Client(transport=httpx.MockTransport(handle))
    monkeypatch.setattr(httpx, "stream", client.stream)


def test_address(monkeypatch: pytest.MonkeyPatch) -> None:
    header = {"content-type": "text/html; charset=windows-1251"}
    body = "<html><body><p>Президент прибыл в Москву.</p></body></html>".encode("cp1251")
    fetching(monkeypatch, httpx.Response(200, headers=header, content=body))
    page = capture("https://kabar.example/2")
    assert (page.encoding, page.encoding_by, page.media) == ("cp1251", "declared", "html")
    assert page.url == page.origin == "https://kabar.example/2"
    assert page.captured is not None


@pytest.mark.parametrize(
    "answer", [httpx.Response(404), httpx.ConnectError("no route"), httpx.ReadTimeout("late")]
)
def test_address_that_fails(
    monkeypatch: pytest.MonkeyPatch, answer: httpx.Response | Exception
) -> None:
    fetching(monkeypatch, answer)
    assert refused("https://kabar.example/3") == "page-unfetchable"


def test_address_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    fetching(monkeypatch, httpx.Response(200, content=b"kata " * (MAX_BYTES // 5 + 1)))
    assert refused("https://kabar.example/4") == "page-too-large"


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt") == "page-missing"
    assert refused(tmp_path) == "page-missing"
    assert refused("a" * 5000) == "page-missing"
    assert refused("nul\0.txt") == "page-missing"


@pytest.mark.parametrize(
    "source", [b"", b" \n\t\r\n ", "", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\n"]
)
def test_empty(source: bytes | str) -> None:
    assert refused(source) == "page-empty"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"\x1f\x8b\x08\x00abc",
        b"PK\x03\x04" + b"word/document.xml",
        bytes(range(256)) * 8,
        b"\0" * 64,
        b"ab\0\0\0\0\0\0cd" * 40,
    ],
)
def test_binary(content: bytes) -> None:
    assert refused(content) == "page-binary"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    assert refused(path) == "page-too-large"
    assert refused(b"x" * (MAX_BYTES + 1)) == "page-too-large"


def test_unknown_encoding() -> None:
    assert refused(PAGE, encoding="utf-7") == "encoding-unknown"
    assert refused(b"abc\n", encoding="rot13") == "encoding-unknown"


CYRILLIC = "Министр иностранных дел встретился с коллегой в Москве. Стороны договорились.\n"
CHINESE = "外交部发言人周三在例行记者会上表示，双方就地区局势交换了意见，并同意继续对话。\n"
ARABIC = "التقى وزير الخارجية نظيره في القاهرة يوم الاثنين وبحثا العلاقات بين البلدين.\n"
FRENCH = "Le ministre a été reçu à l’Élysée ; « nous négocions », a-t-il déclaré jeudi.\n"
TURKISH = "Dışişleri Bakanı İstanbul'da görüştü; şimdi görüşmeler sürüyor, dedi ve ülkeye döndü.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CYRILLIC, "cp1251", "cp1251"),
        (CYRILLIC, "koi8-r", "koi8-r"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE + "ASCII too\n" * 30, "utf-16-be", "utf-16-be"),
        (ARABIC, "cp1256", "cp1256"),
        (FRENCH, "cp1252", "cp1252"),
        (CYRILLIC, "utf-8", "utf-8"),
        (ARABIC, "utf-16", "utf-16-le"),
    ],
)
def test_sniffed(text: str, encoding: str, found: str) -> None:
    page = capture((text * 4).encode(encoding))
    assert (page.encoding, page.encoding_by) == (
        found,
        "bom" if encoding == "utf-16" else "sniffed",
    )
    assert read(page).text == text * 4


def test_ascii_is_assumed() -> None:
    assert capture(b"plain words only\n").encoding_by == "assumed"


def declaring(charset: str, text: str, encoding: str) -> bytes:
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text * 3}</p></body></html>'
    return page.encode(encoding)


@pytest.mark.parametrize(
    ("charset", "text", "encoding", "found", "by"),
    [
        ("windows-1251", CYRILLIC, "cp1251", "cp1251", "declared"),
        ("utf-8", CYRILLIC, "utf-8", "utf-8", "declared"),
        ("utf-8", FRENCH, "cp1252", "cp1252", "sniffed"),
        ("iso-8859-1", FRENCH, "utf-8", "utf-8", "sniffed"),
        ("iso-8859-1", FRENCH, "cp1252", "cp1252", "declared"),
        ("no-such-thing", FRENCH, "utf-8", "utf-8", "sniffed"),
        ("utf-16", FRENCH, "utf-8", "utf-8", "sniffed"),
        ("utf-8", CYRILLIC, "cp1251", "cp1251", "sniffed"),
    ],
)
def test_declared(charset: str, text: str, encoding: str, found: str, by: str) -> None:
    page = capture(declaring(charset, text, encoding))
    assert (page.encoding, page.encoding_by) == (found, by)
    assert page.encoding_declared == charset


def test_stray_bytes_do_not_change_utf8() -> None:
    content = (CYRILLIC * 5).encode() + b"\xff" + CYRILLIC.encode()
    page = capture(content)
    assert page.encoding == "utf-8"
    article = read(page)
    assert article.text.count("\ufffd") == 1
    assert "encoding-invalid-bytes" in [r.code for r in article.reasons]


def test_cut_in_the_last_character() -> None:
    assert capture((CYRILLIC * 3).encode()[:-2]).encoding == "utf-8"


@pytest.mark.parametrize(
    ("source", "media"),
    [
        ("<!DOCTYPE html><html><body>Halo</body></html>", "html"),
        ("\n <HTML><p>Halo\n", "html"),
        ("<!-- a -->\n<html><p>Halo\n", "html"),
        ("cut off</p><p>Halo</p>" + "<p>Lagi</p>" * 8 + "\n", "html"),
        ("Harga < 5 dan > 3\nSelesai\n", "text"),
        (PAGE, "text"),
    ],
)
def test_media(source: str, media: str) -> None:
    assert capture(source).media == media


def test_media_by_name(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("Halo <b>dunia</b><br>", encoding="utf-8")
    assert capture(path).media == "html"
    assert capture(path, media="text").media == "text"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_crash(content: bytes) -> None:
    try:
        page = capture(content, media="text")
    except PageError as error:
        assert error.code in ("page-empty", "page-binary")  # noqa: PT017
        return
    article = read(page)
    assert article.page.content == content
