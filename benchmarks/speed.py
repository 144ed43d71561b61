"""How fast Kawat reads and codes, in how much memory, and how soon it starts.

    python benchmarks/speed.py [--pages 500] [--json]

Generates news pages (half Indonesian, half English; half plain text, half HTML with the menus,
scripts and teasers of a portal), then reads and codes them in one process of its own, and adds
them to a ledger in another. Figures are pages a second of one core, the peak of resident memory
in MiB, and the median of five starts of `kawat --help`, and of `kawat code` of one page,
in seconds. Same seed, same pages.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SENTENCES = {
    "en": (
        "{a} Foreign Minister {p} met {b} officials in {c} on Tuesday.",
        "“We want peace and we will work for it,” {p} told reporters after the talks.",
        "{A} accused {B} of shelling a village near the border, a charge {B} denied.",
        "{B} will send humanitarian aid to {A} next month, officials in {c} said.",
        "The two countries agreed to reopen the crossing and to exchange prisoners.",
        "Analysts said the price of grain rose by {n} per cent over the year.",
        "Residents queued for bread in the old town, where shops stayed open until late.",
        "{A} imposed sanctions on {n} companies from {B} in March 2021.",
        "Protesters marched through {c} to demand that the government step down.",
        "“It is not our war,” said a trader, who asked not to be named.",
    ),
    "id": (
        "Menteri Luar Negeri {A} {p} bertemu mitranya dari {B} di {c} pada Selasa.",
        "“Kami menginginkan perdamaian,” kata {p} kepada wartawan seusai pertemuan.",
        "{A} menuduh {B} menembaki sebuah desa di perbatasan, tetapi {B} membantahnya.",
        "{B} akan mengirim bantuan kemanusiaan ke {A} bulan depan, kata pejabat di {c}.",
        "Kedua negara sepakat membuka kembali perbatasan dan bertukar tahanan.",
        "Analis mengatakan harga gandum naik {n} persen sepanjang tahun.",
        "Warga mengantre roti di kota tua, tempat toko-toko buka hingga larut malam.",
        "{A} menjatuhkan sanksi terhadap {n} perusahaan dari {B} pada Maret 2021.",
        "Pengunjuk rasa berpawai di {c} menuntut pemerintah mundur.",
        "“Ini bukan perang kami,” ujar seorang pedagang yang enggan disebut namanya.",
    ),
}
STATES = {
    "en": (("Russia", "Russian"), ("China", "Chinese"), ("France", "French"), ("Iran", "Iranian")),
    "id": (("Rusia", "Rusia"), ("Cina", "Cina"), ("Prancis", "Prancis"), ("Iran", "Iran")),
}
CITIES = {"en": ("Geneva", "Moscow", "Cairo"), "id": ("Jenewa", "Moskow", "Kairo")}
NAMES = ("Anna Lindqvist", "Omar Haddad", "Budi Hartono", "Li Mei", "Pavel Orlov")
DATES = {"en": "22 February 2023", "id": "22 Februari 2023"}
PARAGRAPHS = 14
"""Paragraphs a page; with two or three sentences each, about the length of a wire story."""
TEASERS = 120
"""Links around the article of an HTML page, which brings it to about 40 KB."""


def story(draw: random.Random, language: str) -> list[str]:
    """Return a headline and the paragraphs of a made-up story."""

    def sentence() -> str:
        (state, adjective), (other, other_adjective) = draw.sample(STATES[language], 2)
        return draw.choice(SENTENCES[language]).format(
            A=state,
            a=adjective,
            b=other_adjective,
            B=other,
            p=draw.choice(NAMES),
            c=draw.choice(CITIES[language]),
            n=draw.randint(2, 90),
        )

    paragraphs = [
        " ".join(sentence() for _ in range(draw.randint(2, 3))) for _ in range(PARAGRAPHS)
    ]
    return [sentence().rstrip("."), *paragraphs]


def as_text(draw: random.Random, language: str) -> str:
    """Return a page as a text browser gives it."""
    headline, *paragraphs = story(draw, language)
    return "\n\n".join(["Menu\nHome", headline, DATES[language], *paragraphs])


def as_html(draw: random.Random, language: str) -> str:
    """Return a page as a portal sends it."""
    headline, *paragraphs = story(draw, language)
    links = "".join(
        f'<li class="card"><a href="/a/{i}?ref=box"><span class="t">{story_title}</span></a></li>\n'
        for i, story_title in enumerate(
            draw.choice(SENTENCES[language])[:60] for _ in range(TEASERS)
        )
    )
    script = "window.dataLayer=window.dataLayer||[];" * 200
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{headline} - Example</title><script>{script}</script></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>{headline}</h1>"
        f'<time datetime="2023-02-22">{DATES[language]}</time>{body}</article></main>'
        f"<aside><ul>{links}</ul></aside></body></html>"
    )


def generate(count: int, folder: Path) -> None:
    """Write ``count`` pages into ``folder``."""
    draw = random.Random(20230222)
    for i in range(count):
        language = ("id", "en")[i % 2]
        html = i // 2 % 2 == 1
        page = (as_html if html else as_text)(draw, language)
        path = folder / f"{i:05}.{'html' if html else 'txt'}"
        path.write_text(page, encoding="utf-8")


CODE = """
import json, resource, sys, time
from pathlib import Path
import kawat
pages = sorted(Path(sys.argv[1]).iterdir())
kawat.code(kawat.read(pages[0])), kawat.code(kawat.read(pages[2]))
steps = {"read": 0.0, "code": 0.0}
events = 0
for page in pages:
    start = time.perf_counter()
    article = kawat.read(page)
    middle = time.perf_counter()
    events += len(kawat.code(article).reports)
    steps["read"] += middle - start
    steps["code"] += time.perf_counter() - middle
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
seconds = sum(steps.values())
print(json.dumps({"pages": len(pages), "events": events, "pages_per_second": len(pages) / seconds,
    "read_ms": 1000 * steps["read"] / len(pages), "code_ms": 1000 * steps["code"] / len(pages),
    "peak_mib": memory}))
"""


def together(folders: Sequence[Path]) -> float:
    """Return pages a second of as many processes as folders, all at once."""
    command = [sys.executable, "-c", CODE]
    runs = [
        subprocess.Popen([*command, str(folder)], stdout=subprocess.PIPE, text=True)
        for folder in folders
    ]
    return float(sum(json.loads(run.communicate()[0])["pages_per_second"] for run in runs))


ADD = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run([sys.executable, "-m", "kawat", "add", sys.argv[2], sys.argv[1], "--json"],
               check=True, capture_output=True)
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": memory}))
"""


def child(program: str, *arguments: str) -> dict[str, float]:
    """Run a program in a process of its own; return what it prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def start_up(*arguments: str) -> float:
    """Return the median of five starts of ``kawat`` with arguments, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        command = [sys.executable, "-m", "kawat", *arguments]
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def halves(folder: Path) -> list[Path]:
    """Part the pages into two folders beside theirs, each with all kinds of them."""
    made = [folder.with_name(name) for name in ("one", "other")]
    for half in made:
        half.mkdir()
    for number, path in enumerate(sorted(folder.iterdir())):
        (made[number // 4 % 2] / path.name).write_bytes(path.read_bytes())
    return made


def measure(count: int) -> dict[str, dict[str, float] | float | str]:
    """Return all figures over ``count`` generated pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        generate(count, folder)
        size = sum(path.stat().st_size for path in folder.iterdir()) / count
        add = child(ADD, str(folder), str(Path(name) / "speed.kawat"))
        return {
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "bytes_per_page": round(size),
            "code": child(CODE, str(folder)),
            "add": add | {"pages_per_second": count / add["seconds"]},
            "two_processes": {"pages_per_second": together(halves(folder))},
            "help_seconds": start_up("--help"),
            "first_result_seconds": start_up("code", str(min(folder.iterdir()))),
        }


def main() -> None:
    """Print the figures, for people or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.pages)
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name}:", *(f"{key} {number:.4g}" for key, number in value.items()), sep="  ")
        else:
            print(f"{name}:  {value:.4g}" if isinstance(value, float) else f"{name}:  {value}")


if __name__ == "__main__":
    main()
