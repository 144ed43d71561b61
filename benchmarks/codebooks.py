"""How well the example codebook reads sentences it never saw: types, and in the right words.

    python benchmarks/codebooks.py

Trains ``examples/codebooks/maritime.toml`` and judges the sentences of ``codebooks.held.toml``,
read each as a page of one paragraph; also counts what is found in the annotated sentences held
out in ten languages, which are of diplomacy and war and hardly of incidents at sea.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.sentences import examples

from kawat.events.custom import read_source, train
from kawat.events.custom.reader import CustomReader
from kawat.events.reader import Clue
from kawat.language import LANGUAGES
from kawat.model import Sentence

FOLDER = Path(__file__).resolve().parent
CODEBOOK = FOLDER.parent / "examples" / "codebooks" / "maritime.toml"
EACH = 30


def main(shown: bool) -> None:
    """Print the figures; ``shown``: and each sentence that is read wrongly."""
    training = train(read_source(CODEBOOK))
    print("cross-validation", training.evaluation.to_json())
    reader = CustomReader(training.codebook)
    table = tomllib.loads((FOLDER / "codebooks.held.toml").read_text(encoding="utf-8"))
    counts: Counter[str] = Counter()
    for kind, lines in table.items():
        for line in lines:
            language, _, marked = line.partition(": ")
            text = re.sub(r"[{}]", "", marked)
            start, end = marked.find("{"), marked.find("}") - 1
            (frames,) = reader.read([Clue(language, Sentence(0, len(text), text, 0), "paragraph")])
            right = [
                frame
                for frame in frames
                if frame.type == kind and frame.trigger.start < end and start < frame.trigger.end
            ]
            counts["there"] += kind != "none"
            counts["found"] += len(frames)
            counts["right"] += bool(right)
            counts[f"{kind} right"] += bool(right) or (kind == "none" and not frames)
            if shown and (len(frames) != len(right) or (kind != "none" and not right)):
                print(kind, line, [(f.type, f.trigger.text, f.confidence) for f in frames])
    print(dict(counts))
    print("precision", counts["right"] / max(1, counts["found"]))
    print("recall", counts["right"] / counts["there"])
    read, found = 0, []
    for language in LANGUAGES:
        clues = [example.clue for example in examples(language) if example.held_out][:EACH]
        read += len(clues)
        found += [frame for frames in reader.read(clues) for frame in frames]
    print(f"{read} sentences of other things: {len(found)} events")
    if shown:
        print("\n".join(f"{f.type} {f.trigger.text} {f.confidence}" for f in found))


if __name__ == "__main__":
    main("--misses" in sys.argv[1:])
