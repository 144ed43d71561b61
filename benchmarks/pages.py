"""What is read from whole pages, held against their gold (`tests/gold/<set>/*.json`).

    python benchmarks/pages.py [--json] [--misses] [--set regression] [--pin]

For every page: the fields of the article, the kinds of its blocks, the speakers of its quotes,
the events that must be found (recall), and the events found that the gold neither requires nor
allows (precision). `forbidden` are readings that must never appear. A gold file has the form of
the founding page's (`between`, `actor`, `recipient` match by country; `trigger` by words).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kawat
from kawat.formats.result import to_json

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
FLOORS = Path(__file__).with_name("pages.floors.json")
SETS = {
    "examples": (GOLD / "examples", ROOT / "examples" / "pages"),
    "regression": (GOLD / "regression", GOLD / "regression" / "pages"),
    "unseen": (GOLD / "unseen", GOLD / "unseen" / "pages"),
}
"""Where the gold and the pages of a set are."""

ABOUT = {
    "examples": "the example pages, on which the rules were developed.",
    "regression": "written without sight of the coder and measured once before its authors saw "
    "what failed (recall .62, precision .75); then used to repair it.",
    "unseen": "written without sight of the coder, and not used to repair it; its totals were "
    "looked at while rules were repaired, and one developer saw six lines of its misses.",
}
"""How the pages of each set came about."""


@dataclass
class Score:
    """Counts over one page or many; ``misses`` says in words what failed."""

    fields: list[int] = field(default_factory=lambda: [0, 0])
    blocks: list[int] = field(default_factory=lambda: [0, 0])
    quotes: list[int] = field(default_factory=lambda: [0, 0])
    required: list[int] = field(default_factory=lambda: [0, 0])
    precise: list[int] = field(default_factory=lambda: [0, 0])
    forbidden: int = 0
    misses: list[str] = field(default_factory=list)

    def note(self, part: str, right: bool, miss: str) -> None:
        """Count one expectation of ``part``; keep ``miss`` where it does not hold."""
        counts: list[int] = getattr(self, part)
        counts[0] += right
        counts[1] += 1
        if not right:
            self.misses.append(f"{part}: {miss}")

    def add(self, other: Score) -> None:
        """Add another page's counts to these."""
        for part in ("fields", "blocks", "quotes", "required", "precise"):
            mine, theirs = getattr(self, part), getattr(other, part)
            mine[0] += theirs[0]
            mine[1] += theirs[1]
        self.forbidden += other.forbidden
        self.misses += other.misses

    def shares(self) -> dict[str, float]:
        """Return the share that holds of each part, and the count of forbidden readings."""
        parts = ("fields", "blocks", "quotes", "required", "precise")
        shares = {
            part: round(getattr(self, part)[0] / (getattr(self, part)[1] or 1), 4)
            for part in parts
            if getattr(self, part)[1]
        }
        return shares | {"forbidden": self.forbidden}


def plain(value: Any) -> Any:
    """Return a field as gold states it: the text of a span, lists sorted."""
    if isinstance(value, dict):
        return value.get("text")
    return sorted(value) if isinstance(value, list) else value


def kind_at(article: dict[str, Any], at: int) -> str | None:
    """Return the kind of the block that covers a position."""
    return next((b["kind"] for b in article["blocks"] if b["start"] <= at < b["end"]), None)


def same_actor(actor: dict[str, Any], country: str | None, name: str | None) -> bool:
    """Tell whether an actor has the country and a name that holds ``name``."""
    if country and actor.get("country") != country:
        return False
    return not name or name.lower() in (actor.get("name") or "").lower()


def matches(event: dict[str, Any], want: dict[str, Any]) -> bool:
    """Tell whether an event fits every condition of ``want``."""
    actors, recipients = event["actors"], event["recipients"]
    both = actors + recipients
    checks = (
        event["type"] == want.get("type", event["type"]),
        event["status"] == want.get("status", event["status"]),
        "actor" not in want or any(same_actor(a, want["actor"], None) for a in actors),
        "recipient" not in want or any(same_actor(a, want["recipient"], None) for a in recipients),
        set(want.get("between", ())) <= {a["country"] for a in both},
        all(any(same_actor(a, None, n) for a in both) for n in want.get("name", ())),
        "date" not in want or (event["date"] or {}).get("value") == want["date"],
        "place" not in want
        or want["place"].lower() in ((event["place"] or {}).get("text") or "").lower(),
        "trigger" not in want or any(t in event["trigger"]["text"] for t in want["trigger"]),
    )
    return all(checks)


def score(gold: dict[str, Any], result: dict[str, Any]) -> Score:
    """Hold one page's result against its gold."""
    total, article, events = Score(), result["article"], result["events"]
    for name, want in gold["article"].items():
        got = plain(article[name])
        total.note("fields", got == plain(want), f"{name} is {got!r}, not {want!r}")
    for block in gold["blocks"]:
        got = kind_at(article, article["text"].find(block["text"]))
        total.note("blocks", got == block["kind"], f"{block['text']!r}: {got}, not {block['kind']}")
    for want in gold["quotes"]:
        hits = [q for q in result["quotes"] if want["words"] in q["text"]]
        speaker = (hits[0]["speaker"] or {}) if hits else {}
        right = bool(hits) and same_actor(
            speaker, want["speaker"].get("country"), want["speaker"].get("name")
        )
        total.note("quotes", right, f"{want['words']!r}: {speaker.get('name')!r}, {len(hits)} hits")
    expected = gold["events"]["required"]
    for want in expected:
        total.note("required", any(matches(e, want) for e in events), want["id"])
    for event in events:
        fits = any(matches(event, want) for want in [*expected, *gold["events"]["allowed"]])
        total.note("precise", fits, describe(event))
    for bad in gold["events"]["forbidden"]:
        for event in events:
            kinds = bad.get("block_kinds")
            at = event["trigger"]["start"]
            if kind_at(article, at) in kinds if kinds else matches(event, bad):
                total.forbidden += 1
                total.misses.append(f"forbidden: {bad['id']}: {describe(event)}")
    return total


def describe(event: dict[str, Any]) -> str:
    """Return an event in one line."""
    sides = (
        ", ".join(f"{a['text']} [{a['country']}]" for a in event[side])
        for side in ("actors", "recipients")
    )
    return (
        f"{event['type']}.{event['mode'] or '-'} {event['status']} "
        f"{event['trigger']['text']!r} {' > '.join(sides)}"
    )


def measure(name: str = "examples") -> dict[str, Score]:
    """Code every page of a set that has gold; return a score by the page's name."""
    golds, pages = SETS[name]
    scores = {}
    for path in sorted(golds.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        result = to_json(kawat.code(kawat.read(pages / gold["page"])))
        scores[gold["page"]] = score(gold, result)
    return scores


def pin() -> None:
    """Write the floors of every page: what is reached now, as coding is deterministic."""
    floors = {name: {page: one.shares() for page, one in measure(name).items()} for name in SETS}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Print the scores, for people or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="say what fails, page by page")
    parser.add_argument("--set", choices=SETS, default="examples")
    parser.add_argument("--pin", action="store_true", help=f"write {FLOORS.name}")
    options = parser.parse_args()
    if options.pin:
        pin()
        return
    scores, total = measure(options.set), Score()
    for one in scores.values():
        total.add(one)
    if options.json:
        print(json.dumps({n: s.shares() for n, s in (scores | {"all": total}).items()}, indent=1))
        return
    for name, one in (scores | {"all": total}).items():
        print(f"{name:26}", *(f"{part} {share}" for part, share in one.shares().items()), sep="  ")
        if options.misses and one is not total:
            print(*(f"    {miss}" for miss in one.misses), sep="\n")


if __name__ == "__main__":
    main()
