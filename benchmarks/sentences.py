"""The annotated sentences of ``training/sentences`` as clues and gold frames.

    python benchmarks/sentences.py FILE ...

checks the notation of files (see ``training/sentences/README.md``).
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kawat.events.codebook import CODEBOOK
from kawat.events.reader import Clue
from kawat.model import STATUSES, Actor, Mention, MentionKind, Sentence

FOLDER = Path(__file__).resolve().parent.parent / "training" / "sentences"
STORIES = FOLDER.with_name("stories")
MARK = re.compile(r"\[(m\d+) ([^\[\]{}|]+)\|([A-Z]{3}|-) ([A-Z]{3}|-)\]|\{(e\d+) ([^\[\]{}|]+)\}")
EVENT = re.compile(
    r"(e\d+) ([A-Z]+)(?:\.([a-z-]+))? (claimed:(?:m\d+|-)|[a-z]+) ((?:m\d+(?:,m\d+)*)?)>"
    r"((?:m\d+(?:,m\d+)*)?)$"
)


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated event: trigger (code points of the sentence), type, roles, status."""

    start: int
    end: int
    type: str
    mode: str | None
    status: str
    actors: frozenset[int]
    recipients: frozenset[int]
    claimant: int | None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its gold mentions as a clue, and its gold events."""

    clue: Clue
    gold: tuple[Gold, ...]
    held_out: bool
    alone: bool = True
    """Whether it is of no story."""


def held_out(text: str) -> bool:
    """Whether a sentence belongs to the third that nobody develops on (by its own hash)."""
    return _number(text) % 3 == 0


def _number(text: str) -> int:
    """Return a number that belongs to a text for good."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def put_aside(text: str) -> bool:
    """Whether a sentence is among the sixth that the learned coder was not trained on."""
    return held_out(text) and _number(text) // 3 % 2 == 0


def parse(line: str, language: str) -> Example:
    """Return a line of the notation as an example (see ``training/sentences/README.md``)."""
    marked, events = line.split(" || ")
    text = ""
    mentions: list[Mention] = []
    names: dict[str, int] = {}
    triggers: dict[str, tuple[int, int]] = {}
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        start = len(text)
        text += match[2] or match[6]
        if match[1]:
            names[match[1]] = len(mentions)
            mentions.append(_mention(start, match[2], match[3], match[4]))
        else:
            triggers[match[5]] = (start, len(text))
    text += marked[at:]
    gold = []
    for event in events.split(" ; ") if events.strip() != "none" else ():
        found = EVENT.match(event.strip())
        if not found:
            raise ValueError(f"not an event: {event!r}")
        name, kind, mode, status, actors, recipients = found.groups()
        status, _, claimant = status.partition(":")
        gold.append(
            Gold(
                *triggers[name],
                kind,
                mode,
                status,
                frozenset(names[m] for m in actors.split(",") if m),
                frozenset(names[m] for m in recipients.split(",") if m),
                names.get(claimant),
            )
        )
    kind = "paragraph" if text.rstrip()[-1:] in '.!?"”。！？」؟' else "headline"
    clue = Clue(language, Sentence(0, len(text), text, 0), kind, tuple(mentions))  # type: ignore[arg-type]
    return Example(clue, tuple(gold), held_out(text))


def _mention(start: int, text: str, country: str, sector: str) -> Mention:
    state = sector == "-"
    actor = Actor(None, None, None if country == "-" else country, None if state else sector, None)
    kind: MentionKind = "state" if state else "role"
    return Mention(start, start + len(text), text, kind, (actor,), "gold")


def has_sentences(language: str) -> bool:
    """Tell whether there are sentences in a language."""
    return (FOLDER / f"{language}.txt").is_file()


def examples(language: str) -> list[Example]:
    """Return all examples of a language."""
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [parse(line, language) for line in lines if " || " in line]


def stories(language: str) -> list[list[Example]]:
    """Return the annotated stories of a language, sentence by sentence, headline first.

    A story is put aside whole, by its headline.
    """
    path = STORIES / f"{language}.txt"
    blocks = path.read_text(encoding="utf-8").split("\n\n") if path.exists() else []
    told = [[line for line in block.splitlines() if " || " in line] for block in blocks]
    return [
        [replace(parse(line, language), alone=False) for line in lines] for lines in told if lines
    ]


def parted(language: str) -> tuple[list[Example], list[Example]]:
    """Return what the learned coder is trained on in a language, and the sixth put aside."""
    trained: list[Example] = []
    aside: list[Example] = []
    for story in [*([example] for example in examples(language)), *stories(language)]:
        (aside if put_aside(story[0].clue.sentence.text) else trained).extend(story)
    return trained, aside


def faults(line: str) -> Iterator[str]:
    """Yield what is wrong with a line of the notation."""
    if line.count(" || ") != 1:
        yield "needs exactly one ' || '"
        return
    marked, events = line.split(" || ")
    if re.search(r"[\[\]{}|]", MARK.sub("", marked)):
        yield "a stray or malformed mark"
    marks = [match[1] or match[5] for match in MARK.finditer(marked)]
    if len(set(marks)) < len(marks):
        yield "a mark twice"
    triggers = {mark for mark in marks if mark[0] == "e"}
    told = {event.split(" ", 1)[0] for event in events.split(" ; ") if events.strip() != "none"}
    if triggers != told:
        yield f"triggers and events differ: {sorted(triggers ^ told)}"
        return
    try:
        example = parse(line, "")
    except (KeyError, ValueError) as error:
        yield f"does not parse: {error}"
        return
    for gold in example.gold:
        if gold.type not in CODEBOOK.types:
            yield f"no such type: {gold.type}"
        elif gold.mode and gold.mode not in CODEBOOK.modes(gold.type):
            yield f"no such mode: {gold.type}.{gold.mode}"
        if gold.status not in STATUSES:
            yield f"no such status: {gold.status}"


def main(paths: list[str]) -> int:
    """Print the faults of files; return 1 where there are any."""
    found = [
        f"{path}:{number}: {fault}"
        for path in paths
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
        for fault in faults(line)
    ]
    print("\n".join(found) or "no faults")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
