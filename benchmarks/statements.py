"""How well statements are read: their words, who says them, to whom, about whom, with what stance.

    python benchmarks/statements.py [--part held|dev] [--errors N] [--pin] [LANGUAGE ...]

Whole paragraphs in ten languages, written for it by writers who had not seen the rules, in
``tests/events/data/quotes_<language>_pages.toml``. The notation is that of
``benchmarks/quotes.py``; before the bar ``>L`` says who is told, ``~B-``, ``~B+`` and ``~B0`` whom
the statement opposes, supports, or is about otherwise. Nested statements stand in each other.
Every second page is ``held``: measured, but not looked at while rules are mended.

Nothing is given but the text. An indirect statement that is nothing but quoted words counts as
these. A full stop or comma at the end may be of the words or not. Where
quoted words stand in an indirect statement, the whole of it (``Quote.clause``) counts as found too.
By language and kind: the share of gold statements whose words are exactly found (``recall``), of
those found that are gold (``precision``), and of those exactly found whose speaker is right
(``speaker``). Over all exactly found: the share of gold addressees found (``told``), and of those
whom the gold says it is about that are found (``about``), of those found that the gold has
(``about precision``), and with the gold's stance (``stance``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import quotes
from benchmarks.quotes import Gold, Sample

import kawat
from kawat.language import LANGUAGES
from kawat.model import Mention, Quote

FLOORS = Path(__file__).with_suffix(".floors.json")
MARGIN = 0.02
"""How far below the measured figure a floor is pinned."""
PAGES = Path(__file__).resolve().parent.parent / "training" / "statements"
"""Pages in the same notation, with cues, that the network is trained on, most of them."""
ASIDE = 8
"""One of those pages in so many is put aside."""
STANCES = {"-": "opposes", "+": "supports", "0": "neutral"}
KINDS = ("direct", "indirect")
FIGURES = (
    *(f"{kind} {name}" for kind in KINDS for name in ("recall", "precision", "speaker")),
    "told", "about", "about precision", "stance",
)  # fmt: skip
"""The names of the figures, in the order of ``shares``."""


T = TypeVar("T")
Words = tuple[int, int, str]
"""Where a statement stands and its kind: what is compared."""


@dataclass(frozen=True, slots=True)
class Read:
    """A page of the set, and what was read from it."""

    sample: Sample
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]

    def gold(self) -> dict[Words, Gold]:
        """Return the statements annotated, by their words."""
        return self._apart({self._words(g.start, g.end, g.kind): g for g in self.sample.gold})

    def found(self) -> dict[Words, Quote]:
        """Return the statements found, by their words."""
        whole = {
            self._words(q.clause.start, q.clause.end, "indirect"): q
            for q in self.quotes
            if q.clause
        }
        return self._apart(whole | {self._words(q.start, q.end, q.kind): q for q in self.quotes})

    def _apart(self, found: dict[Words, T]) -> dict[Words, T]:
        """Return statements without the clauses that are nothing but quoted words and marks."""
        text = self.sample.article.text
        quoted = {(start, end) for start, end, kind in found if kind == "direct"}

        def is_more(start: int, end: int) -> bool:
            around = [(s, e) for s, e in quoted if start <= s and e <= end]
            rest = [text[start:s] + text[e:end] for s, e in around]
            return all(any(map(str.isalnum, words)) for words in rest)

        return {at: one for at, one in found.items() if at[2] == "direct" or is_more(*at[:2])}

    def _words(self, start: int, end: int, kind: str) -> Words:
        text = self.sample.article.text
        return start, start + len(text[start:end].rstrip(" .,。，،")), kind


def samples(language: str, part: str) -> Iterator[Sample]:
    """Yield the pages of a language, those held out or the others."""
    for page in quotes.pages(f"quotes_{language}_pages.toml"):
        if page.get("held", False) == (part == "held"):
            yield quotes.read_sample(page, language)


def annotated(language: str, folder: Path = PAGES) -> list[Sample]:
    """Return the pages of a language that are trained on or put aside; none without a file.

    Raises:
        ValueError: an indirect statement has no cue.
    """
    path = folder / f"{language}.toml"
    if not path.exists():
        return []
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["page"]
    found = [quotes.read_sample(table, language) for table in tables]
    for page in found:
        if any(gold.kind == "indirect" and gold.cue is None for gold in page.gold):
            raise ValueError(f"{path.name}, {page.name!r}: an indirect statement has no cue")
    return found


def is_aside(page: Sample) -> bool:
    """Tell whether a page, by the hash of its name, is measured and not trained on."""
    return hashlib.sha256(page.name.encode()).digest()[0] % ASIDE == 0


def read(language: str, part: str) -> list[Read]:
    """Return the pages of a language as Kawat reads them."""
    found = []
    for sample in samples(language, part):
        result = kawat.code(sample.article)
        found.append(Read(sample, result.mentions, result.quotes))
    return found


def counts(pages: Iterable[Read]) -> Counter[str]:
    """Count what is gold, what is found, and what of it is right."""
    total: Counter[str] = Counter()
    for page in pages:
        gold, found = page.gold(), page.found()
        total.update(f"{kind} gold" for _, _, kind in gold)
        total.update(f"{kind} found" for _, _, kind in found)
        for words in gold.keys() & found.keys():
            told, quote, kind = gold[words], found[words], words[2]
            total[f"{kind} exact"] += 1
            if quotes.is_speaker(page.sample, told, quote, page.mentions):
                total[f"{kind} speaker"] += 1
            total.update(_further(page, told, quote))
    return total


def _further(page: Read, gold: Gold, quote: Quote) -> Iterator[str]:
    """Yield what is gold and what is right of whom a statement is told and is about."""

    def means(key: str, mention: Mention) -> bool:
        return quotes.means(page.sample, key, mention, page.mentions)

    if gold.addressee:
        yield "addressee gold"
        if quote.addressee and means(gold.addressee, quote.addressee):
            yield "addressee right"
    keys = {key for key, _ in gold.about}
    for about in quote.about:
        yield "about found"
        if any(means(key, about.mention) for key in keys):
            yield "about meant"
    for key, sign in gold.about:
        yield "about gold"
        hit = next((a for a in quote.about if means(key, a.mention)), None)
        if hit:
            yield "about right"
            if hit.stance == STANCES[sign]:
                yield "stance right"


def shares(total: Counter[str]) -> dict[str, float]:
    """Return the figures as shares; one that nothing was counted for is left out."""
    pairs = {
        f"{kind} {name}": (total[f"{kind} {part}"], total[f"{kind} {whole}"])
        for kind in KINDS
        for name, part, whole in (
            ("recall", "exact", "gold"),
            ("precision", "exact", "found"),
            ("speaker", "speaker", "exact"),
        )
    }
    pairs["told"] = (total["addressee right"], total["addressee gold"])
    pairs["about"] = (total["about right"], total["about gold"])
    pairs["about precision"] = (total["about meant"], total["about found"])
    pairs["stance"] = (total["stance right"], total["about right"])
    return {name: round(part / whole, 3) for name, (part, whole) in pairs.items() if whole}


def errors(pages: Iterable[Read]) -> Iterator[str]:
    """Yield what went wrong, page by page."""
    for page in pages:
        sample, gold, found = page.sample, page.gold(), page.found()
        text = sample.article.text
        wrong = [f"missed {k} {text[s:e]!r}" for s, e, k in gold if (s, e, k) not in found]
        for at, quote in found.items():
            who = quote.speaker and quote.speaker.text
            if at not in gold:
                wrong.append(f"spurious {at[2]} {text[at[0] : at[1]]!r} of {who!r}, {quote.rule}")
            elif not quotes.is_speaker(sample, gold[at], quote, page.mentions):
                wrong.append(f"speaker of {quote.text!r} is {who!r}, {quote.rule}")
        if wrong:
            yield f"{sample.name}:" + "".join(f"\n    {item}" for item in wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; pin the floors of the gate where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES, metavar="LANGUAGE")
    parser.add_argument("--part", choices=("held", "dev"), default="held")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N pages of dev")
    parser.add_argument("--pin", action="store_true", help=f"write {FLOORS.name}")
    options = parser.parse_args(arguments)
    everything: Counter[str] = Counter()
    floors: dict[str, dict[str, float]] = {}
    for language in options.languages:
        pages = read(language, options.part)
        total = counts(pages)
        everything += total
        floors[language] = shares(total)
        _print(language, total)
        if options.errors and options.part == "dev":
            print(*list(errors(pages))[: options.errors], sep="\n")
    _print("all", everything)
    if options.pin:
        lowered = {
            language: {name: round(max(share - MARGIN, 0), 3) for name, share in found.items()}
            for language, found in floors.items()
        }
        FLOORS.write_text(json.dumps(lowered, indent=1) + "\n", encoding="utf-8")
    return 0


def _print(language: str, total: Counter[str]) -> None:
    number = sum(total[f"{kind} gold"] for kind in KINDS)
    figures = "  ".join(
        f"{re.sub('(in)?direct', lambda m: m[0][:1], name)} {share:.3f}"
        for name, share in shares(total).items()
    )
    print(f"{language:3} {number:4} {figures}")


if __name__ == "__main__":
    raise SystemExit(main())
