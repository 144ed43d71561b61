"""Which country a role is of that does not say so: how often that is read right, and by what signs.

    python benchmarks/countries.py [--fit] [--json]

The gold is the annotated stories (``training/stories``), each read as an article: its mentions
carry the countries that their writers meant. Measured are the stories put aside
(``benchmarks/sentences.py``); ``--fit`` first fits the weights of the signs to the others, and
writes them to ``src/kawat/actors/data/signs.toml`` (a softmax over the countries an article
names, and none of them; what a sign weighs is its logarithm of odds).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import sentences  # noqa: E402
from benchmarks.mentions import Gold, country_of, match  # noqa: E402

from kawat.actors import countries, find_mentions  # noqa: E402
from kawat.actors.found import Found  # noqa: E402
from kawat.language import LANGUAGES  # noqa: E402
from kawat.language.sentences import split  # noqa: E402
from kawat.model import Article, Block, Page  # noqa: E402

Floats = NDArray[np.float64]
WEIGHTS = ROOT / "src" / "kawat" / "actors" / "data" / "signs.toml"
LIKELY = 0.45
"""How likely a country must be: as often right as wrong, at the least."""
RIDGE, STEPS, RATE = 1e-3, 300, 0.15


class Case(NamedTuple):
    """An open role: the signs for each country, those for none, and the true country."""

    offers: dict[str, countries.Signs]
    none: countries.Signs
    true: str | None


class Read(NamedTuple):
    """A gold mention that was found: its rule, the true country and the one read."""

    language: str
    rule: str
    true: str | None
    read: str | None


def stories(language: str, *, aside: bool) -> Iterator[tuple[Article, list[Gold]]]:
    """Yield the stories of a language as articles, with their gold mentions."""
    for story in sentences.stories(language):
        if sentences.put_aside(story[0].clue.sentence.text) == aside:
            yield article(story, language)


def article(story: Sequence[sentences.Example], language: str) -> tuple[Article, list[Gold]]:
    """Return a story as an article, the first line its headline, and its mentions placed in it."""
    text, gold, blocks = "", [], []
    for number, example in enumerate(story):
        start = len(text)
        text += example.clue.sentence.text
        kind = "paragraph" if number else "headline"
        blocks.append(Block(kind, start, len(text), "given", (0, 0)))  # type: ignore[arg-type]
        gold += [
            Gold(start + one.start, start + one.end, actor.country, actor.sector)
            for one in example.clue.mentions
            for actor in one.referents
        ]
        text += "\n\n"
    page = Page(b"", "", "text", "utf-8", "given")
    return Article(page, text, tuple(blocks), (), language=language), gold


def reads(language: str) -> Iterator[Read]:
    """Yield what is read of each gold mention found in the stories put aside."""
    for told, gold in stories(language, aside=True):
        for one, mention in match(gold, find_mentions(told, split(told))):
            yield Read(language, mention.rule, one.country, country_of(mention))


def cases(language: str) -> Iterator[Case]:
    """Yield the open roles of the stories not put aside."""
    seen: dict[tuple[int, int], tuple[dict[str, countries.Signs], countries.Signs]] = {}

    class Recorder(countries.Countries):
        def around(self, here: Found) -> tuple[str | None, str]:
            seen[here.sentence, here.phrase.start] = self.signs(here), self.none(here)
            return super().around(here)

    for told, gold in stories(language, aside=False):
        seen.clear()
        cut = split(told)
        with patch("kawat.actors.mentions.Countries", Recorder):
            pairs = match(gold, find_mentions(told, cut))
        starts = {cut[sentence].start + start: signs for (sentence, start), signs in seen.items()}
        for one, mention in pairs:
            if mention.start in starts:
                yield Case(*starts[mention.start], one.country)


def fit(found: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Return the weights under which the true countries are likeliest, small ones preferred."""
    names = {
        "country": sorted({s for case in found for signs in case.offers.values() for s in signs}),
        "none": sorted({sign for case in found for sign in case.none}),
    }
    columns = {(part, name): n for n, (part, name) in enumerate(
        (part, name) for part, several in names.items() for name in several)}  # fmt: skip
    rows: list[Floats] = []
    starts: list[int] = []
    true: list[float] = []
    for case in found:
        starts.append(len(rows))
        offers = [*(("country", signs) for signs in case.offers.values()), ("none", case.none)]
        places = list(case.offers)
        right = places.index(case.true) if case.true in case.offers else len(places)
        for number, (part, signs) in enumerate(offers):
            row = np.zeros(len(columns))
            for sign, value in signs.items():
                row[columns[part, sign]] = value
            rows.append(row)
            true.append(float(number == right))
    weights = _ascend(np.array(rows), np.array(starts), np.array(true))
    return {
        part: {name: round(float(weights[columns[part, name]]), 3) for name in several}
        for part, several in names.items()
    }


def _ascend(rows: Floats, starts: NDArray[np.int64], true: Floats) -> Floats:
    """Return weights by Adam on the likelihood, all cases at once."""
    case = np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)]))
    weights, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        worth = rows @ weights
        odds = np.exp(worth - np.maximum.reduceat(worth, starts)[case])
        likely = odds / np.add.reduceat(odds, starts)[case]
        slope = rows.T @ (likely - true) / len(starts) + RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def write(weights: dict[str, dict[str, float]]) -> None:
    """Write the weights."""
    lines = ["# Written by benchmarks/countries.py --fit: what speaks for a country, or for none."]
    for part, several in {**weights, "threshold": {"likely": LIKELY}}.items():
        lines += ["", f"[{part}]", *(f'"{name}" = {value}' for name, value in several.items())]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def shares(found: Sequence[Read]) -> dict[str, float]:
    """Return how many of the mentions found are of the right country, of a wrong one, or open."""
    counted = Counter(
        "right" if one.read == one.true else "open" if one.read is None else "wrong"
        for one in found
    )
    return {
        "mentions": len(found),
        **{name: round(counted[name] / len(found), 3) for name in ("right", "wrong", "open")},
    }


def main() -> None:
    """Fit where asked to; measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.fit:
        write(fit([case for language in LANGUAGES for case in cases(language)]))
        countries._weights.cache_clear()
    groups: dict[str, list[Read]] = defaultdict(list)
    for language in LANGUAGES:
        for one in reads(language):
            for name in ("all", one.language, one.rule):
                groups[name].append(one)
    table = {name: shares(several) for name, several in groups.items()}
    if options.json:
        print(json.dumps(table, indent=1))
        return
    for name, row in table.items():
        print(f"{name:20}", *(f"{key} {value:<6}" for key, value in row.items()))


if __name__ == "__main__":
    main()
