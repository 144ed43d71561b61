"""``kawat events``, ``show``, ``explain``, ``verify``, and the help."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

import kawat as api
import made
from kawat.cli.events import COLUMNS
from kawat.formats.html import to_html
from kawat.store import EventRow
from run import Run

COMMANDS = ("code", "add", "events", "statements", "show", "explain", "verify")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asking") / "a.kawat"
    with api.open(path) as opened:
        opened.add(made.variant(1))
        opened.add(made.variant(2))
    return path


@pytest.fixture(scope="module")
def accuse(ledger: Path) -> EventRow:
    with api.open(ledger, read_only=True) as opened:
        return next(opened.events(type="ACCUSE"))


# Help


def test_help_names_every_command(kawat: Run) -> None:
    ran = kawat("--help")
    assert ran.status == 0
    for command in COMMANDS:
        assert f"kawat {command} " in ran.out
    assert "[bold]" not in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(kawat: Run, command: str) -> None:
    ran = kawat(command, "--help")
    assert ran.status == 0
    assert ran.out.count(".") > 2
    assert kawat(command).status == 2


def test_version(kawat: Run) -> None:
    assert kawat("--version").out == f"kawat {api.__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys, runpy; sys.argv = ['kawat', '--help']\n"
        "try: runpy.run_module('kawat', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'duckdb', 'httpx', 'justhtml', 'numpy', 'py3langid', 'sentencex', 'zstandard'}))"
        "\nprint([n for n in sys.modules if n.startswith(('kawat.page', 'kawat.events'))])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout.splitlines()[-2:] == ["[]", "[]"]


def test_importing_kawat_imports_nothing_else_of_it() -> None:
    program = "import sys, kawat; print([n for n in sys.modules if n.startswith('kawat')])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert sorted(ast.literal_eval(ran.stdout)) == ["kawat", "kawat.version"]


def test_the_public_api_is_a_page() -> None:
    assert api.__file__ is not None
    assert len(Path(api.__file__).read_text().splitlines()) < 50


# Events


def test_events_as_a_table(kawat: Run, ledger: Path, accuse: EventRow) -> None:
    ran = kawat("events", ledger)
    assert ran.status == 0
    assert accuse.id[:8] in ran.out
    assert "Norland → Sudria" in ran.out
    assert "claimed by Norland, Sudria" in ran.out
    assert re.search(r"\b2023-02\b(?!-)", ran.out)
    assert ran.err == "4 events\n"


def test_events_as_json_lines(kawat: Run, ledger: Path, accuse: EventRow) -> None:
    ran = kawat("events", ledger, "--format", "jsonl", "--type", "accuse/allege", "--limit", "1")
    (line,) = map(json.loads, ran.out.splitlines())
    assert line["id"] == accuse.id
    assert line["recipients"][0]["country"] == "SDR"
    assert line["trigger"]["text"] == "accused"
    assert line["date_evidence"]["text"] == "Tuesday"


def test_events_as_csv(kawat: Run, ledger: Path, tmp_path: Path) -> None:
    ran = kawat("events", ledger, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 4
    assert all(len(row) == len(COLUMNS) and None not in row for row in rows)
    agree = rows[0]
    assert (agree["actors"], agree["actor_countries"]) == ("Norland; Sudria", "NRL; SDR")
    assert agree["place"] == ""
    kawat("events", ledger, "--format", "csv", "--output", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == ran.out


def test_events_as_parquet(kawat: Run, ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "it's.parquet"
    assert kawat("events", ledger, "--format", "parquet", "--output", file).status == 0
    query = "SELECT actors[1].name, trigger.text FROM read_parquet(?) WHERE type = 'ACCUSE'"
    found = duckdb.execute(query, [str(file)]).fetchall()
    assert found == [("Norland", "accused")] * 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "parquet"], "--output"),
        (["--type", "MEET"], "CONSULT"),
        (["--type", "CONSULT/tea"], "visit"),
        (["--status", "maybe"], "asserted"),
        (["--since", "21 Feb"], "21 Feb"),
        (["--limit", "0"], "--limit"),
    ],
)
def test_filters_that_cannot_be_met(
    kawat: Run, ledger: Path, arguments: list[str], message: str
) -> None:
    ran = kawat("events", ledger, *arguments)
    assert ran.status == 2
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--actor", "NRL"],
        ["--recipient", "sudria"],
        ["--status", "claimed"],
        ["--since", "2023-02-21", "--until", "2023-02-21", "--type", "ACCUSE"],
        ["--place", "geneva"],
        ["--text", "shelling"],
    ],
)
def test_filters_reach_the_ledger(kawat: Run, ledger: Path, arguments: list[str]) -> None:
    out = kawat("events", ledger, "--format", "jsonl", "--type", "ACCUSE", *arguments).out
    assert len(out.splitlines()) == 2
    assert kawat("events", ledger, *arguments, "--text", "nowhere").err == "0 events\n"


def test_an_output_that_cannot_be_written(kawat: Run, ledger: Path, tmp_path: Path) -> None:
    for format in ("csv", "jsonl", "table", "parquet"):
        ran = kawat("events", ledger, "--format", format, "--output", tmp_path / "no" / "file")
        assert ran.status == 2
        assert ran.err.startswith("[output-unwritable]")


@pytest.mark.parametrize("command", ["events", "show", "explain", "verify"])
def test_a_ledger_that_is_not_there(kawat: Run, tmp_path: Path, command: str) -> None:
    ran = kawat(command, tmp_path / "a.kawat", *(["abc"] if command in {"show", "explain"} else []))
    assert ran.status == 2
    assert ran.err.startswith("[ledger-missing]")
    assert list(tmp_path.iterdir()) == []


# Show and explain


@pytest.mark.parametrize("command", ["show", "explain"])
def test_ids_that_stand_for_nothing(kawat: Run, ledger: Path, command: str) -> None:
    ran = kawat(command, ledger, "nothing")
    assert ran.status == 2
    assert ran.err.startswith("[id-unknown]")


def test_show_prints_the_page(kawat: Run, ledger: Path, accuse: EventRow) -> None:
    ran = kawat("show", ledger, accuse.page[:10])
    assert ran.status == 0
    flat = " ".join(ran.out.split())
    for line in made.TEXT.splitlines():
        assert line in flat
    assert "AGREE" in ran.out
    assert "AGREE" not in kawat("show", ledger, accuse.id[:10]).out


def test_a_page_cannot_steer_the_terminal(kawat: Run, tmp_path: Path) -> None:
    page = made.page(f"\x1b[2J\x9b2J\x07{made.TEXT}", url="https://example.org/\x1b]0;a\x07")
    result = made.result(page)
    trigger = made.span(result.article.text, "\x1b[2J\x9b2J\x07Menu")
    result = replace(result, reports=(replace(result.reports[0], trigger=trigger),))
    with api.open(tmp_path / "a.kawat") as opened:
        opened.add(result)
    for command in (["show"], ["explain"]):
        for id in (page.sha256, result.reports[0].id):
            ran = kawat(*command, tmp_path / "a.kawat", id)
            assert "Menu" in ran.out
            assert not set("\x1b\x9b\x07") & set(ran.out)
    assert not set("\x1b\x9b\x07") & set(kawat("events", tmp_path / "a.kawat").out)
    assert "\x1b" not in kawat("code", "\x1b[2J").err


def test_explain_tells_words_rules_and_entries(kawat: Run, ledger: Path, accuse: EventRow) -> None:
    ran = kawat("explain", ledger, accuse.id)
    assert ran.status == 0
    for words in (
        "“accused”",
        "Q900002",
        "by weekday",
        "GeoNames 2660646",
        "2023-02-21",
        "score -2",
    ):
        assert words in ran.out
    found = json.loads(kawat("explain", ledger, accuse.id, "--format", "json").out)
    assert found["event"]["id"] == accuse.id


def test_explain_tells_what_decided_each_part_of_a_page(
    kawat: Run, ledger: Path, accuse: EventRow
) -> None:
    ran = kawat("explain", ledger, accuse.page)
    for words in ("navigation", "by made", "Menu", "page-empty", accuse.id[:8]):
        assert words in ran.out


def test_every_record_of_the_examples_can_be_shown_and_explained(kawat: Run, coded: Path) -> None:
    with api.open(coded, read_only=True) as opened:
        ids = [event.id for event in opened.events()][::9]
        pages = list(opened.pages())
    assert kawat("verify", coded).status == 0
    for id in [*ids, *pages]:
        assert kawat("show", coded, id).status == 0
        assert kawat("explain", coded, id).status == 0


class Words(HTMLParser):
    """The text of an HTML page by where it stands, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in {"src", "href", "action"}, value

    def handle_data(self, data: str) -> None:
        if self._inside not in {"style", "script"}:
            self.text.append(data)


def test_the_html_page_holds_the_article_and_loads_nothing(
    kawat: Run, ledger: Path, accuse: EventRow, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    assert kawat("show", ledger, accuse.id, "--html", file).status == 0
    html = file.read_text(encoding="utf-8")
    page = Words(html)
    text = "".join(page.text)
    for line in made.TEXT.splitlines():
        assert line in text
    assert 'data-pick="e0"' in html
    assert "http" not in html.replace("https://example.org", "").replace("http-equiv", "")
    assert page.tags.count("script") == 1
    assert page.tags.count("button") == 4 + 1
    assert 'class="navigation furniture"' in html


def test_the_script_that_may_run_is_the_pages_own() -> None:
    from base64 import b64encode
    from hashlib import sha256

    html = to_html(made.variant(1))
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    (allowed,) = re.findall(r"script-src '(sha256-[^']+)'", html)
    assert allowed == f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>&amp;"\'$pick ${title}'


def test_words_from_outside_never_become_markup() -> None:
    base = made.variant(1)
    text = f"Menu\n{HOSTILE}\nMore {HOSTILE}\nEnd\n"
    read = made.article(made.page(text, url=HOSTILE, origin=HOSTILE))
    words = made.span(text, HOSTILE)
    actor = replace(made.HOLM, name=HOSTILE, country=HOSTILE, sector=HOSTILE)
    mention = made.mention(text, HOSTILE, actor)
    read = replace(read, headline=words, language=HOSTILE, byline=(HOSTILE,), agencies=(HOSTILE,))
    read = replace(read, published=HOSTILE, modified=HOSTILE)
    accuse = base.reports[0]
    assert accuse.place is not None
    accuse = replace(
        accuse,
        id=HOSTILE,
        type=HOSTILE,
        mode=HOSTILE,
        contexts=(HOSTILE,),
        rule=HOSTILE,
        actors=(mention,),
        recipients=(mention,),
        claimed_by=mention,
        trigger=words,
        sentence=words,
        date=None,
        place=replace(accuse.place, span=words, name=HOSTILE),
    )
    quote = replace(
        base.quotes[1], start=words.start, end=words.end, text=HOSTILE, speaker=mention, cue=words
    )
    html = to_html(
        replace(base, article=read, mentions=(), reports=(accuse,), quotes=(quote,), coder=HOSTILE)
    )
    page = Words(html)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "".join(page.text).count(HOSTILE) > 8


def test_text_from_right_to_left_keeps_its_direction() -> None:
    text = "قائمة\nالتقى الوزيران في جنيف\nاتهمت الشمال الجنوب يوم الثلاثاء\n"
    read = replace(made.article(made.page(text)), language="ar")
    html = to_html(replace(made.result(made.page("x\n")), article=read))
    assert 'lang="ar"' in html
    blocks = re.findall(r'<(?:p|h1)[^>]*data-kind="\w+"[^>]*>', html)
    assert len(blocks) == 3
    assert all('dir="auto"' in block for block in blocks)


def test_overlapping_evidence_is_cut_and_nothing_is_lost() -> None:
    from kawat.formats.evidence import passages

    result = made.variant(1)
    text = "".join(piece.text for p in passages(result) for piece in p.pieces)
    assert "".join(text.split()) == "".join(result.article.text.split())
    marked = {
        (mark.key, mark.role, piece.text)
        for p in passages(result)
        for piece in p.pieces
        for mark in piece.marks
    }
    assert ("e0", "recipient", "Sudria") in marked
    assert ("q0", "quote", "Norland") in marked
    assert ("e0", "actor", "Norland") in marked


def test_text_outside_every_block_is_shown() -> None:
    from kawat.formats.evidence import passages

    result = made.variant(1)
    bare = replace(result, article=replace(result.article, blocks=result.article.blocks[1:2]))
    shown = [(p.kind, p.furniture) for p in passages(bare)]
    assert shown == [("other", True), ("headline", False), ("other", True)]


# Verify


def test_verify_counts_what_holds(kawat: Run, ledger: Path) -> None:
    ran = kawat("verify", ledger)
    assert ran.status == 0
    assert re.fullmatch(r"No problems in 2 pages, 4 events, 4 quotes, \d+ spans\.\n", ran.out)


def test_verify_names_what_does_not(kawat: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.kawat"
    with api.open(path) as opened:
        opened.add(made.variant(1))
        opened.cursor().execute("UPDATE articles SET text = '?' || text")
    ran = kawat("verify", path)
    assert ran.status == 1
    assert "event 0, trigger: 'accused' is not what stands at" in ran.out
    lines = kawat("verify", path, "--json").out.splitlines()
    assert {"page", "record", "field", "what"} == json.loads(lines[0]).keys()


def test_a_damaged_file_is_one_line(kawat: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.kawat"
    with api.open(path) as opened:
        for n in range(30):
            opened.add(made.variant(n))
    content = bytearray(path.read_bytes())
    for at in range(20_000, len(content), 40_000):
        content[at] ^= 0xFF
    path.write_bytes(content)
    for command in ("verify", "events"):
        ran = kawat(command, path)
        assert ran.status == 2
        assert ran.err.startswith("[ledger-damaged]")
        assert "Traceback" not in ran.err


# Statements


def test_statements_as_a_table(kawat: Run, ledger: Path) -> None:
    ran = kawat("statements", str(ledger), "--speaker", "NRL", "--about", "SDR")
    assert "“We will not yield,”" in ran.out
    assert "Ada Holm" in ran.out
    assert "Sudria −" in ran.out
    assert "2 statements" in ran.err
    assert kawat("statements", str(ledger), "--about", "SDR", "--stance", "supports").out == ""


def test_statements_as_json_and_csv(kawat: Run, ledger: Path, tmp_path: Path) -> None:
    rows = kawat("statements", str(ledger), "--kind", "direct", "--format", "jsonl").out
    first = json.loads(rows.splitlines()[0])
    assert first["addressees"][0]["country"] == "NRL"
    assert [one["stance"] for one in first["about"]] == ["opposes", "neutral"]
    assert first["about"][0]["shown_by"]["text"] == "said"
    file = tmp_path / "a.csv"
    kawat("statements", str(ledger), "--format", "csv", "--output", str(file))
    table = list(csv.DictReader(io.StringIO(file.read_text())))
    assert len(table) == 4
    assert {row["stances"] for row in table} == {"opposes; neutral", ""}


@pytest.mark.parametrize("wrong", [["--stance", "likes"], ["--since", "May"], ["--kind", "x"]])
def test_statements_refuse_what_they_do_not_know(
    kawat: Run, ledger: Path, wrong: list[str]
) -> None:
    ran = kawat("statements", str(ledger), *wrong)
    assert ran.status == 2
    assert wrong[1] in ran.err
