"""Whatever the mark-up, every span of the text reads back from the bytes of the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.errors import PageError
from kawat.page import capture, read
from kawat.page.source import byte_range, decode, reads_back
from kawat.page.tree import parse, place

WORDS = st.sampled_from(
    ["kata", "Wang", " ", "\n", "\r\n", "\r", "\t", "  ", ".", "“", "”", "é", "ß", "中文", "سلام",
     "\u00a0", "\u00ad", "\u200b", "\x0c", "\0", "&amp;", "&amp;amp;", "&lt;b&gt;", "&nbsp;",
     "&eacute;", "&#233;", "&#x4e2d;", "&#150;", "&notit;", "&copy", "&", "&;", "&bogus;", "<", ">",
     "a < b", "5<6", "😀", "Panjang sekali kalimat ini sehingga menjadi sebuah paragraf penuh.",
     "\ufeff", "\u2028"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["p", "div", "b", "a", "span", "h1", "h2", "ul", "li", "table", "tr", "td", "figure",
     "figcaption", "article", "pre", "blockquote", "time", "i", "em", "form", "button", "select",
     "option", "svg", "textarea", "iframe", "title", "custom-tag", "ruby", "center", "font"]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", ' class="byline"', " class='date'", " id=content", ' class="share"', ' class="caption"',
     " hidden", ' style="display:none"', ' itemprop="articleBody"', ' href="/x"', ' lang="id"',
     ' datetime="2024-01-01"', ' class="a > b"', " class=x/"]
)  # fmt: skip
ODD = st.sampled_from(
    ["<br>", "<br/><br>", "<!-- catatan -->", "<!-->", "<!doctype html>", "<?php x ?>", "</zzz>",
     "</p>", "</div>", "<![CDATA[x]]>", "<script>if (a<b) { '</p>' }</script>",
     "<style>p{}</style>",
     "<template><p>t</p></template>", "<noscript><p>n</p></noscript>", "<", "</", "<!", "<a href='",
     "<p class=\"", "<script>", "<!-- ", "<head>", "<body>", "</body>", "</html>", "<frameset>",
     "<plaintext>", "</table>", "<math><mi>x</mi></math>", "<hr>", "<img alt='x'>"]
)  # fmt: skip


@st.composite
def markup(draw: st.DrawFn) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 14))):
        what = draw(st.integers(0, 9))
        if what < 5:
            parts.append(draw(WORDS))
        elif what < 9:
            tag = draw(TAGS)
            parts += [f"<{tag}{draw(ATTRIBUTES)}>", draw(WORDS)]
            if draw(st.booleans()):
                parts += [f"</{tag}>", draw(WORDS)]
        else:
            parts.append(draw(ODD))
    return "".join(parts)


def check(content: bytes, encoding: str | None = None) -> None:
    try:
        page = capture(content, media="html", encoding=encoding)
    except PageError:
        return  # empty or binary: refused when it is captured
    article = read(page)
    last = 0
    for run in article.runs:
        assert last <= run.start < run.end <= len(article.text)
        assert 0 <= run.byte_start < run.byte_end <= len(content)
        text = article.text[run.start : run.end]
        if run.verbatim:
            assert page.content[run.byte_start : run.byte_end].decode(page.encoding) == text
        last = run.end
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        text = article.text[block.start : block.end]
        assert text == text.strip()
        assert "\n" not in text
        assert block.bytes == byte_range(article, block.start, block.end)
        assert reads_back(page, block.bytes, text), (text, content[slice(*block.bytes)])
        last = block.end
    for span in (article.headline, article.lead, article.dateline):
        assert span is None or article.text[span.start : span.end] == span.text


@settings(max_examples=100, deadline=None)
@given(markup(), st.sampled_from(["utf-8", "utf-16", "windows-1252", "gb18030"]))
def test_blocks_read_back(source: str, encoding: str) -> None:
    check(source.encode(encoding, "replace"), encoding)


@settings(max_examples=100, deadline=None)
@given(markup(), st.data())
def test_any_span_reads_back(source: str, data: st.DataObject) -> None:
    try:
        page = capture(source.encode("utf-8"), media="html", encoding="utf-8")
    except PageError:
        return
    article = read(page)
    for block in article.blocks[:4]:
        start = data.draw(st.integers(block.start, block.end - 1))
        end = data.draw(st.integers(start + 1, block.end))
        text = article.text[start:end]
        if any(not run.verbatim and run.end - run.start > 1 for run in article.runs):
            continue  # a reference for two characters reads back only as a whole
        where = byte_range(article, start, end)
        assert where
        assert reads_back(page, where, text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read(content: bytes) -> None:
    check(content)
    check(b"<html><body><p>" + content + b"</p>")


@settings(max_examples=100, deadline=None)
@given(markup())
def test_parsed_text_is_found_in_the_source(source: str) -> None:
    """Texts that the parser moved about are pieced together again from where they stood."""
    shift = source.startswith("\ufeff")
    stack = [parse(source)]
    while stack:
        node = stack.pop()
        stack.extend(node.children or ())
        if node.name == "#text" and node.data and node.origin_offset is not None:
            for piece in place(str(node.data), source, node.origin_offset + shift):
                if piece.verbatim:
                    assert source[piece.start : piece.end] == piece.text


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>a &amp;amp; b\r\n c<br>d</zzz>e<!-- x -->f</p>", ["a &amp; b c", "def"]),
        ("<table>foo<tr><td>x</td>bar</tr>baz</table>", ["foo", "barbaz", "x"]),
        ("<p>satu<script>var dua</script> tiga</p>", ["satu tiga"]),
        ("<p>a<noscript><p>b</p></noscript>c", ["ac"]),
        ("<div>a<iframe>b</iframe>c</div>", ["a", "c"]),
        ("<pre>\nfirst\nline\n\nsecond</pre>", ["first line", "second"]),
        ("<p>x\0y</p>", ["xy"]),
        ("\ufeff\ufeff<p>x</p>", ["x"]),
        ("<p>1<b>2<p>3</b>4</p>5", ["12", "34", "5"]),
        ("<svg><text>t</text></svg><p>z", ["z"]),
        ("<p>&nbsp; a&nbsp;b &nbsp;</p>", ["a\u00a0b"]),
        ("<ul><li><a href=1>Politik</a><a href=2>Rusia</a></ul>", ["Politik", "Rusia"]),
        ("<p>Kota<br><br>Desa</p>", ["Kota", "Desa"]),
        ("<p>trunc <b>ated", ["trunc ated"]),
        ("<p>fish &chips; &lt;p&gt;", ["fish &chips; <p>"]),
        ("<p></p>", []),
    ],
)  # fmt: skip
def test_text_of_odd_markup(source: str, texts: list[str]) -> None:
    article = read(capture(source.encode(), media="html", encoding="utf-8"))
    assert [article.text[b.start : b.end] for b in article.blocks] == texts
    check(source.encode(), "utf-8")


def test_broken_bytes_are_runs_of_their_own() -> None:
    content = b"<p>The caf\xc3 sells coffee and \xff\xfe tea to everybody who comes in.</p>"
    check(content, "utf-8")
    article = read(capture(content, media="html", encoding="utf-8"))
    assert "encoding-invalid-bytes" in {reason.code for reason in article.reasons}


@pytest.mark.parametrize("tag", ["div", "b", "span", "table", "ul><li", "font"])
def test_deep_nesting(tag: str) -> None:
    names = tag.split("><")
    content = (f"<{tag}>" * 10_000 + "inti" + "".join(f"</{n}>" for n in names[::-1]) * 10).encode()
    started = time.perf_counter()
    article = read(capture(content, media="html", encoding="utf-8"))
    assert article.text == "inti"
    assert time.perf_counter() - started < 60  # not quadratic; no measure of speed


def test_many_texts_without_markup_between() -> None:
    content = ("<p>" + "kata " * 200_000).encode()
    article = read(capture(content, media="html", encoding="utf-8"))
    assert len(article.text) == 200_000 * 5 - 1


def test_source_positions_survive_references_in_long_text() -> None:
    source = "<p>" + "A &amp; B &eacute;. " * 500 + "</p>"
    page = capture(source.encode(), media="html", encoding="utf-8")
    article = read(page)
    at = article.text.rindex("B é")
    where = byte_range(article, at, at + 3)
    assert where
    assert page.content[slice(*where)] == b"B &eacute;"
    assert decode(page).byte_range(3, 4) == (3, 4)
