"""Write ``docs/accuracy.md``, ``performance.md`` and ``model-card.md`` from the benchmarks.

    python benchmarks/report.py accuracy [--pages ../shared/data/fundus-pages]
    python benchmarks/report.py performance
    python benchmarks/report.py model-card

Every figure in the documents is computed here, when this is run; none is typed in.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import (  # noqa: E402
    actor_cases,
    coding,
    development,
    encoder,
    mentions,
    network_speed,
    page_reading,
    pages,
    petrarch,
    quotes,
    register,
    speed,
    statements,
    stories,
)
from benchmarks.sentences import examples, parted  # noqa: E402

from kawat.events.coder import default_reader  # noqa: E402
from kawat.events.learned import LearnedReader  # noqa: E402
from kawat.events.rules import RuleReader  # noqa: E402
from kawat.language import LANGUAGES as READ  # noqa: E402
from kawat.version import __version__  # noqa: E402

PIECE = 384 // 32 * 18
"""Bytes of the vector of a piece: 12 blocks of 32 half bytes and a scale."""
MODEL = ROOT / "src" / "kawat" / "model_files"
LANGUAGES = ("id", "en")
PARTS = ("fields", "blocks", "quotes", "recall", "precision", "forbidden")


def template(name: str) -> str:
    """Return the text of a document, with marks where the figures go."""
    return (ROOT / "benchmarks" / "templates" / f"{name}.md").read_text(encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; numbers with up to three decimals."""

    def cell(value: object) -> str:
        return f"{value:.3f}" if isinstance(value, float) else str(value)

    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def page_rows() -> Iterable[Sequence[object]]:
    """Yield the totals of each set of pages, a row a language."""
    for name in pages.SETS:
        scores = pages.measure(name)
        for language in LANGUAGES:
            total = pages.Score()
            mine = [s for page, s in scores.items() if page.startswith(language)]
            for one in mine:
                total.add(one)
            shares = total.shares()
            parts = ("fields", "blocks", "quotes", "required", "precise", "forbidden")
            yield (name, language, len(mine), *(shares[part] for part in parts))


def quote_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of quotes, a row a language."""
    for language in LANGUAGES:
        score = quotes.measure(language, "held", "found")
        yield (language, *score)


def statement_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of statements in whole paragraphs, a row a language, then of all."""
    everything: Counter[str] = Counter()
    for language in READ:
        total = statements.counts(statements.read(language, "held"))
        everything += total
        yield (language, *statement_row(total))
    yield ("all", *statement_row(everything))


def statement_row(total: Counter[str]) -> Sequence[object]:
    """Return the number of statements and their figures; empty where nothing was counted."""
    found = statements.shares(total)
    gold = sum(total[f"{kind} gold"] for kind in statements.KINDS)
    return (gold, *(found.get(name, "") for name in statements.FIGURES))


def mention_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of mentions, a row a language."""
    for language in mentions.LANGUAGES:
        yield (language, *mentions.measure(language, "held"))


def case_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of the outside actor cases."""
    yield actor_cases.measure(actor_cases.read_cases(), actor_cases.disputed())


def coding_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of events in a sentence, a row a language."""
    for language in LANGUAGES:
        held_out = [example for example in examples(language) if example.held_out]
        score = coding.score(held_out, RuleReader())
        names = [f"{level} F1" for level in coding.LEVELS]
        yield (language, len(held_out), *(score[name] for name in [*names, "false"]))


def development_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of the development pages, a row a language."""
    for language, score in development.scores().items():
        yield (language, *score)


def story_rows() -> Iterable[Sequence[object]]:
    """Yield the figures of the stories put aside, a row a language."""
    for language in READ:
        yield (language, *stories.score(stories.lines(language), default_reader()).values())


def encoder_tables() -> dict[str, str]:
    """Return the tables of the learned coder on sentences put aside."""
    aside = encoder.aside(READ)
    found = encoder.measure(aside)
    names = [f"{level} F1" for level in coding.LEVELS]
    shares = [f"{level} {part}" for level in ("type", "status") for part in "PR"]
    rules = {language: coding.score(aside[language], RuleReader()) for language in LANGUAGES}
    first = [(f"{language}, first coder", figures) for language, figures in rules.items()]
    told = [
        (name, figures["sentences"], *(figures[key] for key in [*names, "false"]))
        for name, figures in [*found["events"].items(), *first]
    ]
    sure = found["events, shipped threshold"].items()
    kinds = list(found["roles"]["all"])
    return {
        "encoder": table(("language", "sentences", *coding.LEVELS, "false"), told),
        "threshold": table(
            ("language", *shares, "false"),
            [(name, *(figures[key] for key in [*shares, "false"])) for name, figures in sure],
        ),
        "roles": table(
            ("language", *kinds),
            [
                (name, *(figures.get(kind, "") for kind in kinds))
                for name, figures in found["roles"].items()
            ],
        ),
        "statuses": table(
            ("status", "events", "precision", "recall", "F1"),
            [
                (name, *figures.values())
                for name, figures in encoder.statuses(
                    [example for data in aside.values() for example in data]
                ).items()
            ],
        ),
        "claims": "{claimed:g} such deeds; read as fact: {read as asserted:.3f}.".format(
            **found["claims"]["all"]
        ),
    }


def card() -> str:
    """Return ``docs/model-card.md``."""
    aside = encoder.aside(READ)
    everything = [example for data in aside.values() for example in data]
    kinds = encoder.by_type(everything, encoder.Once([example.clue for example in everything]))
    counted = [parted(language) for language in READ]
    return template("model-card").format(
        version=__version__,
        day=datetime.now(UTC).date(),
        trained=sum(len(trained) for trained, _ in counted),
        aside=len(everything),
        talked=sum(not statements.is_aside(p) for la in READ for p in statements.annotated(la)),
        size=round(sum(path.stat().st_size for path in MODEL.iterdir()) / 1e6),
        pieces=f"{(MODEL / 'vectors.q4').stat().st_size // PIECE:,}",
        sure=LearnedReader().threshold,
        types=table(
            ("type", "events", "precision", "recall", "F1"),
            [(kind, *figures.values()) for kind, figures in kinds.items()],
        ),
        reliability=table(
            ("confidence", "records", "right"), stories.reliability(LearnedReader(0.0))
        ),
        pages=table(("language", *development.Score._fields), development_rows()),
        **encoder_tables(),
    )


def textacy_rows() -> Iterable[Sequence[object]]:
    """Yield what ``textacy_quotes.py --json`` measured, which needs an environment of its own."""
    path = ROOT / "benchmarks" / "textacy.json"
    for language, systems in json.loads(path.read_text(encoding="utf-8")).items():
        for system, counted in systems.items():
            yield language, system, counted["gold"], *counted["shares"].values()


TEXTACY = ("language", "system", "quotes", "recall", "precision", "speaker", "pronoun", "both")
OTHERS = (
    ("ConfliBERT, 110 M parameters, fine-tuned", 0.867, "the paper"),
    ("zero-shot by entailment, roberta-large, 355 M", 0.824, "the paper"),
    ("GPT-4, zero-shot", 0.615, "the paper"),
    ("Universal PETRARCH", 0.463, "the paper"),
)
"""Macro-F1 of others on marked pairs (arXiv 2308.07876)."""


def marked_rows() -> Iterable[Sequence[object]]:
    """Yield who types marked pairs how well, the best first."""
    path = ROOT / "training" / "runs" / "pairs.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    said = f"cross-validated ({found['pairs']} pairs, accuracy {found['accuracy']:.3f})"
    ours = ("Kawat's network, 21 M parameters", round(found["macro-F1"], 3), said)
    return sorted([*OTHERS, ours], key=lambda row: -row[1])


def petrarch_tables() -> dict[str, str]:
    """Return the figures of Kawat and Universal PETRARCH on the latter's sentences."""
    measured = {suite: figures for suite, (figures, _) in petrarch.measure().items()}
    rows: list[Sequence[object]] = [("Universal PETRARCH", "all", *petrarch.PETRARCH.values())]
    for suite, figures in measured.items():
        levels = [figures.levels[name].f1 for name in petrarch.MEASURED[suite]]
        blank = [""] * (len(petrarch.LEVELS) - len(levels))
        rows.append((f"Kawat {__version__}", f"`{suite}`", figures.counted, *levels, *blank))
    return {
        "petrarch": table(("coder", "of them", "sentences", *petrarch.LEVELS), rows),
        "petrarch_false": "{false} of {quiet}".format(**measured["up_gsr"]._asdict()),
        "petrarch_out": "{} of {}".format(
            measured["up_gsr"].sentences - measured["up_gsr"].counted,
            measured["up_gsr"].sentences,
        ),
    }


def reading_rows(folder: Path) -> Iterable[Sequence[object]]:
    """Yield the figures of page reading, a row a reader."""
    for name, found in page_reading.measure(folder, list(page_reading.READERS)).items():
        yield (f"{name} {found['version']}", *(found[key] for key in page_reading.Score._fields))


def accuracy(folder: Path) -> str:
    """Return ``docs/accuracy.md``."""
    return template("accuracy").format(
        version=__version__,
        day=datetime.now(UTC).date(),
        pages=table(("set", "language", "pages", *PARTS), page_rows()),
        sets="\n".join(f"- `{name}`: {about}" for name, about in pages.ABOUT.items()),
        reading=table(("reader", *page_reading.Score._fields), reading_rows(folder)),
        mentions=table(
            ("language", *(name.replace("_", " ") for name in mentions.Score._fields)),
            mention_rows(),
        ),
        cases=table([name.replace("_", " ") for name in actor_cases.Score._fields], case_rows()),
        quotes=table(("language", *quotes.Score._fields), quote_rows()),
        textacy=table(TEXTACY, textacy_rows()),
        statements=table(("language", "statements", *statements.FIGURES), statement_rows()),
        coding=table(("language", "sentences", *coding.LEVELS, "false"), coding_rows()),
        development=table(("language", *development.Score._fields), development_rows()),
        stories=table(("language", "events", "precision", "recall"), story_rows()),
        marked=table(("system", "macro-F1", "source"), marked_rows()),
        **petrarch_tables(),
        **encoder_tables(),
    )


def register_rows(named: dict[str, Any]) -> Iterable[Sequence[object]]:
    """Yield the figures of the register, a row a figure."""
    yield "loaded for every language, seconds", round(named["load"], 2)
    yield "loaded for one language, seconds", round(named["one"], 2)
    yield "size of the tables, MiB", round(named["size"], 1)
    for language, megabytes in named["find"].items():
        yield f"names found in `{language}`, MB of text a second", round(megabytes, 1)
    yield "time with twice as many names, to that with those there are", round(named["doubled"], 2)


def performance(count: int) -> str:
    """Return ``docs/performance.md``."""
    measured = speed.measure(count)
    rows = [
        (f"{name.replace('_', ' ')}: {key.replace('_', ' ')}", round(number, 2))
        for name in ("code", "two_processes", "add")
        for key, number in measured[name].items()  # type: ignore[union-attr]
    ]
    rows.append(("`kawat --help`, seconds", round(measured["help_seconds"], 2)))  # type: ignore[arg-type]
    first = round(measured["first_result_seconds"], 2)  # type: ignore[arg-type]
    rows.append(("`kawat code` of one page, seconds", first))
    encoder = network_speed.measure()
    shares = ", ".join(f"{name} {share:.0%}" for name, share in encoder.pop("parts").items())
    named = register.measure()
    return template("performance").format(
        day=datetime.now(UTC).date(),
        version=__version__,
        cores=os.cpu_count(),
        machine=f"{platform.machine()}, Python {platform.python_version()}",
        count=count,
        teasers=2 * speed.TEASERS,
        paragraphs=speed.PARAGRAPHS,
        size=measured["bytes_per_page"],
        figures=table(("figure", "measured"), rows),
        sentences=encoder.pop("sentences"),
        rates=table(("network", "sentences a second"), [(k, round(v)) for k, v in encoder.items()]),
        shares=shares,
        actors=named["actors"],
        names=named["names"],
        offices=named["offices"],
        languages=named["languages"],
        register=table(("figure", "measured"), register_rows(named)),
    )


def main() -> None:
    """Write the document named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("document", choices=("accuracy", "performance", "model-card"))
    parser.add_argument("--pages", type=Path, default=ROOT.parent / "shared/data/fundus-pages")
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    if options.document == "model-card":
        text = card()
    elif options.document == "accuracy":
        text = accuracy(options.pages)
    else:
        text = performance(options.count)
    (ROOT / "docs" / f"{options.document}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
