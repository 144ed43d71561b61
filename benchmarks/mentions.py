"""How well political actors are found: spans, countries and sectors, held to annotated text.

    python benchmarks/mentions.py [--language LL] [--part held|dev|all] [--misses [N]]
                                  [--json] [--pin]

The gold is the annotated sentences of ``training/sentences`` (``README.md`` there gives the
notation): each line is read as an article of its own. A third of the lines, chosen by a hash
of their text, is held out from development, and the figures reported are for that third.

- A found mention matches a gold one where they overlap; ``exact`` where they are the same.
  Each counts once. A name found after a preposition of place (``locative``) is an error only
  of no kind: the gold marks places as actors only where they act, the register marks all.
- ``country`` and ``sector`` are the shares that are right among the matched; where the gold
  has ``-`` the right answer is None. Many lines name roles whose country only their writer
  knew; ``country_claimed`` is the share that is right among those matched for which a country
  was claimed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kawat.actors import find_mentions
from kawat.language import languages_with, sentences
from kawat.model import Article, Mention

FLOORS = Path(__file__).with_suffix(".floors.json")
FOLDER = Path(__file__).resolve().parent.parent / "training" / "sentences"
LANGUAGES = tuple(
    language for language in languages_with("actors") if (FOLDER / f"{language}.txt").is_file()
)
"""The languages Kawat finds actors in of which there are annotated sentences."""
_MENTION = re.compile(r"\[m\d+ ([^|\]]*)\|(\S+) (\S+)\]")
_TRIGGER = re.compile(r"\{e\d+ ([^}]*)\}")
_MARGIN = 0.005
"""How far below the measured figure a floor is pinned."""


class Gold(NamedTuple):
    """A mention as annotated; country and sector None where the gold has ``-``."""

    start: int
    end: int
    country: str | None
    sector: str | None


class Score(NamedTuple):
    """Shares between 0 and 1; ``lines`` and ``mentions`` count the gold."""

    lines: int
    mentions: int
    precision: float
    recall: float
    f1: float
    exact_f1: float
    country: float
    country_claimed: float
    sector: float


def is_held_out(line: str) -> bool:
    """Tell whether a line belongs to the third that development does not look at."""
    return int(hashlib.sha256(line.encode()).hexdigest(), 16) % 3 == 0


def gold_lines(language: str, part: str) -> Iterator[tuple[str, list[Gold]]]:
    """Yield the text of each annotated line of a language and its gold mentions.

    Raises:
        FileNotFoundError: there are no annotated sentences of the language.
    """
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if part == "all" or is_held_out(line) == (part == "held"):
            yield read_line(line)


def read_line(line: str) -> tuple[str, list[Gold]]:
    """Return the text of an annotated line without its marks, and its mentions."""
    marked = _TRIGGER.sub(r"\1", line.split(" || ")[0])
    text, gold, last = "", [], 0
    for match in _MENTION.finditer(marked):
        text += marked[last : match.start()]
        country, sector = (None if code == "-" else code for code in match.group(2, 3))
        gold.append(Gold(len(text), len(text) + len(match[1]), country, sector))
        text += match[1]
        last = match.end()
    return text + marked[last:], gold


def mentions_of(text: str, language: str) -> tuple[Mention, ...]:
    """Return the mentions found in a text read as an article of one paragraph."""
    article = Article.of_paragraph(text, language)
    return find_mentions(article, sentences.split(article))


def match(gold: Sequence[Gold], found: Sequence[Mention]) -> list[tuple[Gold, Mention]]:
    """Pair gold and found mentions that overlap, the longest overlap first, each once."""
    overlaps = sorted(
        (
            (min(g.end, m.end) - max(g.start, m.start), i, j)
            for i, g in enumerate(gold)
            for j, m in enumerate(found)
            if g.start < m.end and m.start < g.end
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, i, j in overlaps:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in sorted(pairs.items())]


def country_of(mention: Mention) -> str | None:
    """Return the country of a mention's referents where they agree on one."""
    countries = {actor.country for actor in mention.referents}
    return countries.pop() if len(countries) == 1 else None


def sector_of(mention: Mention) -> str | None:
    """Return the sector of a mention's referents where they agree on one."""
    sectors = {actor.sector for actor in mention.referents}
    return sectors.pop() if len(sectors) == 1 else None


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def measure(language: str, part: str) -> Score:
    """Return the figures of a language over a part of its annotated sentences."""
    lines = total = found_count = matched = exact = country = claimed = right = sector = 0
    for text, gold in gold_lines(language, part):
        found = mentions_of(text, language)
        pairs = match(gold, found)
        taken = {id(mention) for _, mention in pairs}
        lines += 1
        total += len(gold)
        found_count += sum(not m.locative or id(m) in taken for m in found)
        matched += len(pairs)
        exact += sum((g.start, g.end) == (m.start, m.end) for g, m in pairs)
        country += sum(g.country == country_of(m) for g, m in pairs)
        claimed += sum(country_of(m) is not None for _, m in pairs)
        right += sum(g.country == country_of(m) is not None for g, m in pairs)
        sector += sum(g.sector == sector_of(m) for g, m in pairs)
    precision, recall = _share(matched, found_count), _share(matched, total)
    exact_f1 = _f1(_share(exact, found_count), _share(exact, total))
    figures = (precision, recall, _f1(precision, recall), exact_f1)
    shares = (_share(country, matched), _share(right, claimed), _share(sector, matched))
    return Score(lines, total, *figures, *shares)


def misses(language: str, part: str, count: int) -> Iterator[str]:
    """Yield what went wrong, line by line, for those who work on it."""
    for text, gold in gold_lines(language, part):
        found = mentions_of(text, language)
        pairs = match(gold, found)
        matched_gold = {id(g) for g, _ in pairs}
        matched_found = {id(m) for _, m in pairs}
        wrong = [f"missed {text[g.start : g.end]!r}" for g in gold if id(g) not in matched_gold]
        wrong += [
            f"spurious {m.text!r}" for m in found if id(m) not in matched_found and not m.locative
        ]
        for g, m in pairs:
            if (g.start, g.end) != (m.start, m.end):
                wrong.append(f"span {text[g.start : g.end]!r} got {m.text!r}")
            if (g.country, g.sector) != (country_of(m), sector_of(m)):
                wrong.append(f"{m.text!r} {g[2:]} got {country_of(m), sector_of(m)} by {m.rule}")
        if wrong:
            yield text + "".join(f"\n    {item}" for item in wrong)
            count -= 1
        if count <= 0:
            return


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; pin the floors of the gate where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--part", choices=("held", "dev", "all"), default="held")
    parser.add_argument(
        "--misses",
        "--errors",
        type=int,
        nargs="?",
        default=0,
        const=1_000_000,
        metavar="N",
        help="show what went wrong, in N lines where given (never of the part held out)",
    )
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pin", action="store_true", help=f"write {FLOORS.name}; no floor falls")
    options = parser.parse_args(arguments)
    scores = {}
    for language in options.language or LANGUAGES:
        scores[language] = measure(language, options.part)._asdict()
        for line in misses(language, "dev", options.misses) if options.misses else ():
            print(line)
    if options.json:
        print(json.dumps(scores, indent=2))
    else:
        for language, score in scores.items():
            figures = " ".join(
                f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
                for key, value in score.items()
            )
            print(language, figures)
    if options.pin:
        kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
        for language, score in scores.items():
            floors = kept.setdefault(language, {})
            for key, value in score.items():
                if isinstance(value, float):
                    floors[key] = max(floors.get(key, 0.0), round(value - _MARGIN, 3))
        FLOORS.write_text(json.dumps(dict(sorted(kept.items())), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
