"""``kawat code`` and ``kawat add``."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kawat as api
from kawat.formats.result import schema
from run import Run

BAD = {
    "empty.txt": (b"", "page-empty"),
    "blank.txt": (b" \n\t ", "page-empty"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "page-binary"),
    "noise.txt": (bytes(range(256)) * 64, "page-binary"),
}
ODD = {
    "cut.html": b"<html><body><article><h1>Ministers meet</h1><p>The ministers of France and Ira",
    "nested.html": b"<div>" * 10_000 + b"Word.",
    "charset.html": b'<meta charset="shift_jis"><p>Menteri Luar Negeri bertemu \xe2\x80\x9c',
    "arabic.txt": "التقى وزير الخارجية الفرنسي نظيره الإيراني في جنيف يوم الثلاثاء.\n".encode() * 5,
    "swahili.txt": b"Rais alikutana na waziri wa mambo ya nje mjini Nairobi siku ya Jumanne.\n" * 5,
}
"""Pages that are hard to read, and must be read all the same."""


@pytest.fixture
def folder(tmp_path: Path, examples: list[Path]) -> Path:
    """Two good pages, a folder below with a third, and what must not be taken for a page."""
    folder = tmp_path / "pages"
    (folder / "below").mkdir(parents=True)
    for page, name in zip(examples[:3], ("a", "b", "below/c"), strict=True):
        (folder / name).with_suffix(page.suffix).write_bytes(page.read_bytes())
    (folder / ".hidden").write_bytes(b"\0")
    return folder


def test_every_example_as_json_keeps_to_the_schema(kawat: Run, examples: list[Path]) -> None:
    ran = kawat("code", "--format", "jsonl", *examples)
    assert (ran.status, ran.err) == (0, "")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["page"]["origin"] for line in lines] == [str(page) for page in examples]
    validator = Draft202012Validator(schema())
    for line in lines:
        validator.validate(line)
    assert sum(len(line["events"]) for line in lines) > len(lines)
    assert json.loads(kawat("code", "--format", "json", *examples).out) == lines


def test_the_same_page_gives_the_same_bytes(kawat: Run, examples: list[Path]) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-m", "kawat", "code", "--format", "jsonl", examples[-1]],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""


def test_the_table_shows_events_and_speakers(kawat: Run, examples: list[Path]) -> None:
    page = examples[-1]
    result = api.code(api.read(page))
    ran = kawat("code", page)
    assert ran.status == 0
    assert result.reports[0].type in ran.out
    assert "who says" in ran.out
    assert "Passed over" in ran.out


def test_standard_input(
    kawat: Run, examples: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for command in (["code", "--format", "jsonl", "-"], ["add", str(tmp_path / "a"), "-"]):
        content = io.BytesIO(examples[0].read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
        ran = kawat(*command, "--url", "https://example.org/a")
        assert ran.status == 0
    with api.open(tmp_path / "a") as ledger:
        (sha256,) = ledger.pages()
        assert ledger.page(sha256).url == "https://example.org/a"


def test_an_address_is_of_one_page(kawat: Run, examples: list[Path], tmp_path: Path) -> None:
    for command in (["code"], ["add", tmp_path / "a"]):
        ran = kawat(*command, *examples[:2], "--url", "https://example.org/a")
        assert ran.status == 2
        assert "--url is for one page" in ran.err


@pytest.mark.parametrize("name", [*BAD, "missing.txt", "none*.txt", "hollow"])
def test_pages_that_cannot_be_read_say_why(
    kawat: Run, tmp_path: Path, examples: list[Path], name: str
) -> None:
    (tmp_path / "hollow").mkdir()
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name][0])
    code = BAD[name][1] if name in BAD else "page-missing"
    for command in (["code"], ["add", tmp_path / "a.kawat"]):
        ran = kawat(*command, tmp_path / name)
        assert ran.status == 2
        assert ran.err.startswith(f"[{code}] ")
        assert name in ran.err
        assert len(ran.err.splitlines()) == 1
        ran = kawat(*command, tmp_path / name, examples[0])
        assert ran.status == 1
        assert ran.err.startswith(f"[{code}] ")


@pytest.mark.parametrize("name", ODD)
def test_pages_that_are_hard_to_read_are_kept(kawat: Run, tmp_path: Path, name: str) -> None:
    page = tmp_path / name
    page.write_bytes(ODD[name])
    assert kawat("code", page).status == 0
    assert kawat("add", tmp_path / "a.kawat", page).status == 0
    assert kawat("verify", tmp_path / "a.kawat").status == 0


def test_a_page_in_an_unread_language_says_so(kawat: Run, tmp_path: Path) -> None:
    page = tmp_path / "swahili.txt"
    page.write_text("Rais wa Kenya alikutana na mwenzake wa Tanzania mjini Arusha Jumanne.\n" * 5)
    assert "language-unread" in kawat("code", page).out
    assert "1 not in a language Kawat reads" in kawat("add", tmp_path / "a", page).out


def test_a_line_of_50_megabytes_is_refused(kawat: Run, tmp_path: Path) -> None:
    page = tmp_path / "line.txt"
    page.write_bytes(b"word " * 10_000_000)
    ran = kawat("add", tmp_path / "a.kawat", page)
    assert ran.status == 2
    assert ran.err.startswith("[page-too-large]")


def test_one_bad_page_does_not_stop_the_others(kawat: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "aa.bin").write_bytes(BAD["noise.txt"][0])
    ran = kawat("add", tmp_path / "a.kawat", folder, "--json")
    assert ran.status == 1
    summary = json.loads(ran.out)
    assert summary["added"] == 3
    assert [(Path(f["page"]).name, f["code"]) for f in summary["failed"]] == [
        ("aa.bin", "page-binary")
    ]
    assert ran.err.startswith("[page-binary]")


def test_a_defect_on_one_page_does_not_stop_the_others(
    kawat: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kawat.events import coder

    code = coder.code

    def failing(article: Any, **_: Any) -> Any:
        if article.page.origin.endswith(("b.html", "b.txt")):
            raise ZeroDivisionError("a defect")
        return code(article)

    monkeypatch.setattr(coder, "code", failing)
    ran = kawat("add", tmp_path / "a.kawat", folder)
    assert ran.status == 1
    assert "[page-failed]" in ran.err
    assert "ZeroDivisionError: a defect" in ran.err
    assert ran.out.startswith("2 pages added, 1 failed")


def test_a_result_that_cannot_be_written_does_not_stop_the_others(
    kawat: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kawat.events import coder

    code = coder.code

    def doubled(article: Any, **_: Any) -> Any:
        result = code(article)
        if article.page.origin.endswith(("b.html", "b.txt")):
            result = replace(result, reports=result.reports * 2)
        return result

    monkeypatch.setattr(coder, "code", doubled)
    ran = kawat("add", tmp_path / "a.kawat", folder)
    assert ran.status == 1
    assert "same id" in ran.err
    assert ran.out.startswith("2 pages added, 1 failed")


def test_adding_resumes(kawat: Run, folder: Path, tmp_path: Path, examples: list[Path]) -> None:
    ledger = tmp_path / "a.kawat"
    assert json.loads(kawat("add", ledger, folder, "--json").out)["added"] == 3
    (folder / "d.txt").write_bytes(examples[-1].read_bytes())
    summary = json.loads(kawat("add", ledger, folder, "--json").out)
    assert (summary["added"], summary["known"], summary["failed"]) == (1, 3, [])
    copy = tmp_path / "zcopy.txt"
    copy.write_bytes(examples[-1].read_bytes())
    assert json.loads(kawat("add", ledger, copy, "--json").out)["captured"] == 1


def test_another_coder_reads_anew(
    kawat: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kawat.events import coder

    kawat("add", tmp_path / "a.kawat", folder)
    monkeypatch.setattr(coder, "CODER", f"{coder.CODER}.1")
    ran = kawat("add", tmp_path / "a.kawat", folder)
    assert ran.out.startswith("0 pages added, 3 read anew;")
    assert kawat("add", tmp_path / "a.kawat", folder).out.startswith("0 pages added, 3 in it")


def test_a_ledger_among_the_pages_is_no_page(kawat: Run, folder: Path) -> None:
    for _ in range(2):
        ran = kawat("add", folder / "a.kawat", folder)
        assert (ran.status, ran.err) == (0, "")


def test_patterns(kawat: Run, folder: Path) -> None:
    lines = kawat("code", "--format", "jsonl", f"{folder}/**/c*").out.splitlines()
    assert [Path(json.loads(line)["page"]["origin"]).stem for line in lines] == ["c"]


def test_a_name_that_looks_like_a_pattern_is_a_file(
    kawat: Run, tmp_path: Path, examples: list[Path]
) -> None:
    page = tmp_path / "a[1].txt"
    page.write_bytes(examples[-1].read_bytes())
    assert kawat("code", page).status == 0


def test_a_file_that_is_no_ledger_is_left_alone(
    kawat: Run, tmp_path: Path, examples: list[Path]
) -> None:
    path = tmp_path / "thesis.txt"
    path.write_text("years of work")
    ran = kawat("add", path, examples[0])
    assert ran.status == 2
    assert ran.err.startswith("[ledger-foreign]")
    assert path.read_text() == "years of work"


def test_ctrl_c_says_how_to_go_on(
    kawat: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kawat.events import coder

    code, calls = coder.code, iter(range(9))

    def interrupted(article: Any, **_: Any) -> Any:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return code(article)

    with monkeypatch.context() as patch:
        patch.setattr(coder, "code", interrupted)
        patch.setattr(sys.modules["kawat.cli.add"], "_TOGETHER", 1)
        ran = kawat("add", tmp_path / "a.kawat", folder)
    assert ran.status == 130
    assert "1 page added" in ran.err
    assert "same command again" in ran.err
    assert kawat("verify", tmp_path / "a.kawat").status == 0
    assert kawat("add", tmp_path / "a.kawat", folder).status == 0


def test_a_signal_while_adding(tmp_path: Path) -> None:
    """The real thing, in a process: SIGINT, then SIGKILL, then to the end."""
    pages = tmp_path / "pages"
    pages.mkdir()
    story = "Ministers meet in Geneva\n\nFrance accused Iran of delay on Tuesday.\n\nLine {}\n"
    for n in range(500):
        (pages / f"{n:03}.txt").write_text(story.format(n))
    command = [sys.executable, "-m", "kawat", "add", str(tmp_path / "a.kawat"), str(pages)]
    for number, status in ((signal.SIGINT, 130), (signal.SIGKILL, -9)):
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
            wait_for_pages(tmp_path / "a.kawat", run)
            run.send_signal(number)
            _, err = run.communicate()
        assert run.returncode == status
        assert ("same command again" in err) == (number == signal.SIGINT)
        with api.open(tmp_path / "a.kawat", read_only=True) as ledger:
            assert list(ledger.verify()) == []
    subprocess.run(command, check=True, capture_output=True)
    with api.open(tmp_path / "a.kawat", read_only=True) as ledger:
        assert ledger.sizes()["pages"] == len(list(pages.iterdir()))
        assert list(ledger.verify()) == []


def wait_for_pages(ledger: Path, run: subprocess.Popen[str]) -> None:
    """Wait until the ledger's log grows: pages are being written."""
    log = ledger.with_name(f"{ledger.name}.wal")
    begun = log.stat().st_size if log.exists() else 0
    while run.poll() is None and not (log.exists() and log.stat().st_size > begun + 20_000):
        pass


def test_a_reader_that_leaves_is_no_error(examples: list[Path]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kawat", "code", "--format", "jsonl", *map(str, examples)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
