"""The way from the text back to the bytes."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.page import capture, read
from kawat.page.encoding import lookup
from kawat.page.source import byte_range, decode, reads_back

ENCODINGS = tuple(tomllib.loads(files("kawat.page").joinpath("encodings.toml").read_text()))


def test_labels() -> None:
    assert lookup(" ISO-8859-1 ") == "cp1252"
    assert lookup("GB2312") == "gb18030"
    assert lookup("utf-7") is None


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_character_has_its_bytes(encoding: str, data: st.DataObject) -> None:
    letters = st.characters(exclude_categories=["Cs", "Cc"])
    text = data.draw(st.text(letters, min_size=1, max_size=60))
    content = ("kata " + text).encode(encoding, "ignore")
    decoded = decode(capture(content, encoding=encoding, media="text"))
    places = [decoded.to_byte(i) for i in range(len(decoded.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(content)
    for start, (char, begin, end) in enumerate(zip(decoded.text, places, places[1:], strict=False)):
        assert content[begin:end].decode(encoding) == char
        assert decoded.byte_range(start, start + 1) == (begin, end)


@settings(max_examples=300, deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(ENCODINGS))
def test_invalid_bytes_keep_their_place(noise: bytes, encoding: str) -> None:
    from kawat.model import Page

    page = Page(noise, "", "text", encoding, "given")
    decoded = decode(page)
    at = 0
    for run in decoded.runs:
        assert run.start == at
        got = noise[run.byte_start : run.byte_end].decode(encoding, "replace")
        assert got == decoded.text[run.start : run.end]
        at = run.end
    assert at == len(decoded.text)


def test_long_line_is_cut_into_runs() -> None:
    decoded = decode(capture("é — kata " * 5000 + "\n"))
    assert max(run.end - run.start for run in decoded.runs) <= 1024
    assert decoded.to_byte(40_000) == len(decoded.text[:40_000].encode())


def test_outside_the_text() -> None:
    decoded = decode(capture("abc\n"))
    with pytest.raises(IndexError):
        decoded.to_byte(5)


def test_byte_range_through_runs() -> None:
    article = read(capture("Satu — dua.\nTiga."))
    assert byte_range(article, 5, 6) == (5, 8)
    assert byte_range(article, 5, 5) is None
    assert byte_range(article, 0, len(article.text)) == (0, len(article.page.content))


HTML = (
    "<html><body><p>Xi &amp; Putin <b>bertemu</b>&nbsp;di\n  Moskow<!-- > --><br>hari "
    '<a title="a > b">ini</a>.</p><script>var x = "Xi";</script></body></html>'
)


def test_reads_back_from_html() -> None:
    page = capture(HTML)
    start, end = HTML.index("Xi"), HTML.index("</p>")
    assert reads_back(page, (start, end), "Xi & Putin bertemu di Moskow hari ini.")
    assert reads_back(page, (start, len(HTML)), "Xi & Putin bertemu di Moskow\nhari ini.")
    assert not reads_back(page, (start, end), "Xi dan Putin bertemu di Moskow hari ini.")
    assert not reads_back(page, (start, end - 1), "Xi & Putin bertemu di Moskow hari ini.")
    assert not reads_back(page, (0, len(HTML) + 1), "")


def test_reads_back_from_text_is_exact() -> None:
    page = capture("Satu  dua.\n")
    assert reads_back(page, (0, 10), "Satu  dua.")
    assert not reads_back(page, (0, 10), "Satu dua.")
    assert not reads_back(page, (3, 3), "")
