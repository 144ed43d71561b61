"""How well the body of a news page is read: Kawat beside trafilatura, on pages with gold.

    python benchmarks/page_reading.py --pages ../shared/data/fundus-pages [--json] [--pin]

The pages and their gold paragraphs are those of github.com/dobbersc/fundus-evaluation (80
pages of 16 English-language publishers). The measure is the one published with them:
ROUGE-LSum precision, recall and F1 of the paragraphs (Dallabetta et al. 2024, "Fundus", ACL
demos), averaged over pages, with the tokens (``[a-z0-9]+`` in lower case) and the clipped
union of longest common subsequences of the package ``rouge-score`` 0.1.2, against which this
implementation was checked. Upstream cuts sentences with NLTK's punkt, whose data no registry
carries; here sentencex does, for every reader alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import NamedTuple

from sentencex import segment  # type: ignore[import-untyped]

FLOORS = Path(__file__).with_suffix(".floors.json")
TOKEN = re.compile(r"[a-z0-9]+")

Reader = Callable[[bytes], list[str]]


class Score(NamedTuple):
    """ROUGE-LSum of one page, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


class Sentence(NamedTuple):
    """A gold sentence's tokens, and those that the page read has in common with it."""

    tokens: list[str]
    union: list[str]


def kawat(content: bytes) -> list[str]:
    """Return the running text Kawat reads from a page: lead, paragraphs and subheadings."""
    from kawat.page import capture, read

    article = read(capture(content))
    return [
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind in {"lead", "paragraph", "subheading"}
    ]


def trafilatura(content: bytes) -> list[str]:
    """Return the paragraphs trafilatura reads, called as upstream calls it."""
    from trafilatura import extract

    text = extract(content.decode("utf-8", "replace"), include_tables=False, include_comments=False)
    return text.split("\n") if text else []


READERS: dict[str, Reader] = {"kawat": kawat, "trafilatura": trafilatura}


def sentences(paragraphs: Sequence[str]) -> list[list[str]]:
    """Return the tokens of each sentence of the paragraphs."""
    cut = (TOKEN.findall(s.lower()) for p in paragraphs for s in segment("en", p))
    return [tokens for tokens in cut if tokens]


def common(gold: Sequence[str], read: Sequence[str]) -> set[int]:
    """Return the positions in ``gold`` of a longest common subsequence with ``read``."""
    rows = [[0] * (len(read) + 1)]
    for word in gold:
        last, row = rows[-1], [0]
        for j, other in enumerate(read):
            row.append(last[j] + 1 if word == other else max(last[j + 1], row[j]))
        rows.append(row)
    found, i, j = set(), len(gold), len(read)
    while i and j:
        if gold[i - 1] == read[j - 1]:
            i, j = i - 1, j - 1
            found.add(i)
        elif rows[i][j - 1] > rows[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return found


def union(tokens: Sequence[str], found: Sequence[Sequence[str]]) -> list[str]:
    """Return the words of a sentence that a common subsequence with any of ``found`` holds."""
    if tokens in found:  # the union can be no larger than the whole sentence
        return list(tokens)
    mine = set(tokens)
    kept: set[int] = set()
    for other in found:
        if not mine.isdisjoint(other):
            kept |= common(tokens, other)
    return [tokens[i] for i in sorted(kept)]


def rouge(wanted: Sequence[Sentence], found: Sequence[Sequence[str]]) -> Score:
    """Return the ROUGE-LSum of sentences found against those wanted."""
    left_found = Counter(token for tokens in found for token in tokens)
    left_wanted = Counter(token for sentence in wanted for token in sentence.tokens)
    total_wanted, total_found = left_wanted.total(), left_found.total()
    if not total_wanted or not total_found:
        return Score(0.0, 0.0, 0.0)
    hits = 0
    for sentence in wanted:
        for token in sentence.union:
            if left_found[token] > 0 and left_wanted[token] > 0:
                hits += 1
                left_found[token] -= 1
                left_wanted[token] -= 1
    precision, recall = hits / total_found, hits / total_wanted
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)


def score(gold: Sequence[str], read: Sequence[str]) -> Score:
    """Return the ROUGE-LSum of the paragraphs read against the gold paragraphs.

    Paragraphs in square brackets may be there or not, so the best choice of them counts, as
    upstream has it.
    """
    found = sentences(read)
    parts: list[list[Sentence]] = []
    optional: list[int] = []
    for paragraph in gold:
        may = paragraph.startswith("[") and paragraph.endswith("]")
        cut = sentences([paragraph[1:-1] if may else paragraph])
        if cut:  # some hold punctuation alone
            if may:
                optional.append(len(parts))
            parts.append([Sentence(tokens, union(tokens, found)) for tokens in cut])
    best = Score(0.0, 0.0, 0.0)
    for out in product((False, True), repeat=len(optional)):
        left_out = {index for index, drop in zip(optional, out, strict=True) if drop}
        wanted = [s for i, part in enumerate(parts) if i not in left_out for s in part]
        best = max(best, rouge(wanted, found), key=lambda one: one.f1)
    return best


def measure(pages: Path, names: Sequence[str], only: str = "") -> dict[str, dict[str, object]]:
    """Return for each reader its mean scores, its time a page and its scores page by page."""
    gold = json.loads((pages / "dataset" / "ground_truth.json").read_text(encoding="utf-8"))
    result: dict[str, dict[str, object]] = {}
    for name in names:
        scores: dict[str, Score] = {}
        seconds = 0.0
        for page, truth in sorted(gold.items()):
            if only not in page:
                continue
            content = gzip.decompress((pages / "dataset" / "html" / page).read_bytes())
            start = time.perf_counter()
            read = READERS[name](content)
            seconds += time.perf_counter() - start
            scores[page.removesuffix(".html.gz")] = score(truth["body"], read)
        mean = Score(*(sum(column) / len(scores) for column in zip(*scores.values(), strict=True)))
        result[name] = {
            "version": version(name),
            "pages": len(scores),
            **{key: round(value, 4) for key, value in mean._asdict().items()},
            "ms_a_page": round(1000 * seconds / len(scores), 1),
            "by_page": {page: [round(x, 4) for x in one] for page, one in scores.items()},
        }
    return result


def table(result: dict[str, dict[str, object]], worst: int) -> str:
    """Return the result as text: means first, then the pages each reader reads worst."""
    lines = [f"{'reader':<22}{'precision':>10}{'recall':>10}{'F1':>10}{'ms/page':>10}"]
    for name, found in result.items():
        figures = "".join(f"{found[key]:>10.4f}" for key in Score._fields)
        lines.append(f"{name + ' ' + str(found['version']):<22}{figures}{found['ms_a_page']:>10}")
    for name, found in result.items():
        by_page = found["by_page"]
        assert isinstance(by_page, dict)
        lines.append(f"\nworst pages of {name}")
        for page, one in sorted(by_page.items(), key=lambda item: item[1][2])[:worst]:
            lines.append(f"  {page:<20}" + "".join(f"{x:>10.4f}" for x in one))
    return "\n".join(lines)


def pin(result: dict[str, dict[str, object]], lower: bool) -> int:
    """Write the floors; refuse to lower one unless asked to."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name, found in result.items():
        was = floors.get(name, {}).get("f1", 0.0)
        if name == "kawat" and float(str(found["f1"])) < was and not lower:
            print(f"F1 was {was}: a lower floor needs --lower", file=sys.stderr)
            return 1
        floors[name] = {key: found[key] for key in ("version", "pages", *Score._fields)}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and with ``--pin`` write the floors that the quality gate holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=Path, required=True, help="folder of fundus-evaluation")
    parser.add_argument("--reader", action="append", choices=sorted(READERS), help="all if absent")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--worst", type=int, default=10, help="how many worst pages to list")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--pin", action="store_true", help=f"write {FLOORS.name}")
    parser.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    given = parser.parse_args(arguments)
    result = measure(given.pages, given.reader or list(READERS), given.only)
    print(json.dumps(result, indent=1) if given.json else table(result, given.worst))
    if given.pin:
        return pin(result, given.lower)
    return 0


if __name__ == "__main__":
    sys.exit(main())
