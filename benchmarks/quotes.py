"""How well quotes and their speakers are found, over paragraphs written for it.

    python benchmarks/quotes.py [--part held|dev|second|all] [--mentions given|found] [--errors N]
                                [--pin]

The paragraphs and their notation are in ``tests/events/data/quotes_<language>.toml``. Some of
them, ``held``, were put aside before the rules were written; the figures pinned are theirs and,
apart, those of ``quotes_<language>_second.toml``, a set written later to find what was wrong.

- ``recall`` is the share of gold quotes whose span and kind are found exactly, ``precision``
  the share of recorded quotes that are gold.
- ``speaker`` is the share of the exactly found whose speaker is the gold one (None where the
  page names none): a naming of the same actor, wherever it stands.
- With ``--mentions given`` the actors are those of the gold; with ``found`` they are what
  ``kawat.actors`` finds, and a speaker is right where it overlaps a naming in the gold.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kawat.actors import find_mentions
from kawat.events.quotes import find_quotes
from kawat.language.sentences import split
from kawat.model import Actor, Article, Block, Mention, Page, Quote, Span

DATA = Path(__file__).resolve().parent.parent / "tests" / "events" / "data"
FLOORS = Path(__file__).with_suffix(".floors.json")
LANGUAGES = ("en", "id")
PARTS = ("held", "dev", "second", "all")
PINNED = ("held", "second")
_MARGINS = {"given": 0.005, "found": 0.03}
"""How far below the measured figure a floor is pinned: more where it hangs on the actors found."""
_MARKUP = re.compile(
    r"\{(?P<who>\w)(?P<state>\*?)\|"
    r"|\[(?P<by>[\w?]):(?P<kind>[di])(?P<number>\d*)(?P<told>>\w)?(?P<about>(?:~\w[-+0])*)\|"
    r"|\^(?P<cue>\d+)\||(?P<end>[\]}^])"
)

Kind = Literal["direct", "indirect"]


class Gold(NamedTuple):
    """A quote as annotated; ``speaker`` is the key of its speaker, ``?`` where there is none.

    ``addressee`` is the key of who is told; ``about`` are those of whom it speaks, each with a
    sign of the stance (``benchmarks/statements.py``). ``cue`` is the word that tells that it is
    one, where the annotation marks it: `he ^1|said^ [A:i1|it was over]`.
    """

    start: int
    end: int
    kind: Kind
    speaker: str
    addressee: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    cue: Span | None = None


class Sample(NamedTuple):
    """A page of the development set; ``keys`` are those of ``mentions``."""

    name: str
    article: Article
    mentions: tuple[Mention, ...]
    keys: tuple[str, ...]
    gold: tuple[Gold, ...]

    def namings(self, key: str) -> list[Mention]:
        """Return the mentions of an actor."""
        return [m for m, other in zip(self.mentions, self.keys, strict=True) if other == key]


class Score(NamedTuple):
    """Shares between 0 and 1; ``quotes`` counts the gold."""

    quotes: int
    recall: float
    precision: float
    speaker: float


def samples(language: str, part: str = "all") -> Iterator[Sample]:
    """Yield the pages of a language: held out, to develop on, of the second set, or all."""
    if part != "second":
        for page in pages(f"quotes_{language}.toml"):
            if part == "all" or page.get("held", False) == (part == "held"):
                yield read_sample(page, language)
    if part in ("second", "all"):
        for page in pages(f"quotes_{language}_second.toml"):
            yield read_sample(page, language)


def pages(name: str) -> list[dict[str, Any]]:
    """Return the pages of a file of the set."""
    found: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["page"]
    return found


def read_sample(page: dict[str, Any], language: str) -> Sample:
    """Return a page without its notation, with what the notation says."""
    marked, text, last = page["text"], "", 0
    pending: list[tuple[re.Match[str], int]] = []
    mentions: list[tuple[Mention, str]] = []
    gold: list[tuple[Gold, str]] = []
    cues: dict[str, Span] = {}
    for match in _MARKUP.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if not match["end"]:
            pending.append((match, len(text)))
            continue
        opened, start = pending.pop()
        if opened["cue"]:
            cues[opened["cue"]] = Span(start, len(text), text[start:])
        elif key := opened["who"]:
            actor = Actor(None, key, None, None)
            mention = Mention(start, len(text), text[start:], "role", (actor,), "given")
            if opened["state"]:
                mention = replace(mention, kind="state")
            elif mention.text.istitle() and " " in mention.text:
                mention = replace(mention, kind="person")
            mentions.append((mention, key))
        else:
            direct: Kind = "direct" if opened["kind"] == "d" else "indirect"
            told, about = (opened["told"] or "")[1:] or None, opened["about"] or ""
            pairs = tuple((name[0], name[1]) for name in about.split("~")[1:])
            one = Gold(start, len(text), direct, opened["by"], told, pairs)
            gold.append((one, opened["number"]))
    text += marked[last:]
    mentions.sort(key=lambda pair: pair[0].start)
    return Sample(
        page["name"],
        _article(text, language, headline=page.get("headline", False)),
        tuple(mention for mention, _ in mentions),
        tuple(key for _, key in mentions),
        tuple(sorted(one._replace(cue=cues.get(number)) for one, number in gold)),
    )


def _article(text: str, language: str, *, headline: bool) -> Article:
    kind: Literal["headline", "paragraph"] = "headline" if headline else "paragraph"
    blocks = tuple(
        Block(kind, match.start(), match.end(), "given", (0, 0))
        for match in re.finditer(r"[^\n]+", text)
    )
    page = Page(b"", "", "text", "utf-8", "given")
    return Article(page, text, blocks, (), language=language)


def quotes_of(sample: Sample, mentions: str) -> tuple[Quote, ...]:
    """Return the quotes found in a sample with its ``given`` mentions or those ``found``."""
    return find_quotes(sample.article, split(sample.article), actors_of(sample, mentions))


def actors_of(sample: Sample, mentions: str) -> tuple[Mention, ...]:
    """Return the sample's ``given`` mentions or those ``found``."""
    if mentions == "given":
        return sample.mentions
    return find_mentions(sample.article, split(sample.article))


def is_speaker(sample: Sample, gold: Gold, quote: Quote, actors: Sequence[Mention]) -> bool:
    """Tell whether a quote found has the speaker of the gold quote.

    A pronoun is right where it stands for what a naming of the speaker was found to be.
    """
    speaker = quote.speaker
    if gold.speaker == "?" or speaker is None:
        # words that mean nobody known ("a baker") are as good as nobody
        return gold.speaker == "?" and (speaker is None or not speaker.referents)
    return means(sample, gold.speaker, speaker, actors)


def means(sample: Sample, key: str, mention: Mention, actors: Sequence[Mention]) -> bool:
    """Tell whether a mention found is a naming of an actor of the gold, or a pronoun for it."""
    if names(sample, key, mention):
        return True
    namings = sample.namings(key)
    meant = {a for n in namings for m in actors if _overlap(n, m) for a in m.referents}
    # whom only the words name stands in no register, nor among the actors found
    called = {a for a in mention.referents if any(a.name and a.name in n.text for n in namings)}
    return mention.kind == "pronoun" and bool(called or meant & set(mention.referents))


def names(sample: Sample, key: str, mention: Mention) -> bool:
    """Tell whether a mention found overlaps a naming of an actor of the gold."""
    return any(_overlap(naming, mention) for naming in sample.namings(key))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def measure(language: str, part: str = "held", mentions: str = "given") -> Score:
    """Return the figures of a language over a part of its pages."""
    total = found = exact = speakers = 0
    for sample in samples(language, part):
        actors = actors_of(sample, mentions)
        quotes = {(q.start, q.end, q.kind): q for q in quotes_of(sample, mentions)}
        hits = [(g, quotes[g[:3]]) for g in sample.gold if g[:3] in quotes]
        total += len(sample.gold)
        found += len(quotes)
        exact += len(hits)
        speakers += sum(is_speaker(sample, gold, quote, actors) for gold, quote in hits)
    return Score(total, exact / total, exact / found, speakers / exact)


def errors(language: str, part: str, mentions: str) -> Iterator[str]:
    """Yield what went wrong, page by page."""
    for sample in samples(language, part):
        quotes = {(q.start, q.end, q.kind): q for q in quotes_of(sample, mentions)}
        gold = {g[:3]: g for g in sample.gold}
        actors = actors_of(sample, mentions)
        text = sample.article.text
        wrong = [f"missed {k} {text[s:e]!r}" for s, e, k in gold if (s, e, k) not in quotes]
        wrong += [
            f"spurious {q.kind} {q.text!r} of {q.speaker and q.speaker.text!r}, {q.rule}"
            for at, q in quotes.items()
            if at not in gold
        ]
        wrong += [
            f"speaker of {q.text!r} is {q.speaker and q.speaker.text!r}, {q.rule}"
            for at, q in quotes.items()
            if at in gold and not is_speaker(sample, gold[at], q, actors)
        ]
        if wrong:
            yield f"{language} {sample.name}:" + "".join(f"\n    {item}" for item in wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; pin the floors of the gate where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--part", choices=PARTS, default="held")
    parser.add_argument("--mentions", choices=("given", "found"), action="append")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N pages")
    parser.add_argument("--pin", action="store_true", help=f"write {FLOORS.name}")
    options = parser.parse_args(arguments)
    print("language  mentions  quotes  recall  precision  speaker")
    for language in options.language or LANGUAGES:
        for mentions in options.mentions or ("given", "found"):
            score = measure(language, options.part, mentions)
            shares = "  ".join(f"{share:9.3f}" for share in score[1:])
            print(f"{language:8}  {mentions:8}  {score.quotes:6}{shares}")
            shown = list(errors(language, options.part, mentions))[: options.errors]
            print(*shown, sep="\n", end="\n" if shown else "")
    if options.pin:
        floors = {part: {la: _floors(la, part) for la in LANGUAGES} for part in PINNED}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 0


def _floors(language: str, part: str) -> dict[str, dict[str, float]]:
    """Return the figures of a language a margin below what is measured."""
    return {
        mentions: {
            name: round(max(share - margin, 0), 3)
            for name, share in zip(
                Score._fields[1:], measure(language, part, mentions)[1:], strict=True
            )
        }
        for mentions, margin in _MARGINS.items()
    }


if __name__ == "__main__":
    raise SystemExit(main())
