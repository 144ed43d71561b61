"""Build the actor register's tables from their sources and our own additions.

``python tools/register/build.py --sources ../shared/data/actors`` rewrites
``src/kawat/actors/data/*.tsv`` byte for byte; ``docs/register.md`` says what is in them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.register.native import add_languages  # noqa: E402
from tools.register.people import add_people  # noqa: E402
from tools.register.places import add_places  # noqa: E402
from tools.register.states import add_bodies, add_states  # noqa: E402
from tools.register.tables import Tables, read_tsv  # noqa: E402
from tools.register.variants import add_variants  # noqa: E402

HAND = Path(__file__).resolve().parent / "hand"


def build(sources: Path) -> Tables:
    """Return the tables made from the sources in ``sources`` and the hand-written ones."""
    tables = Tables()
    add_bodies(tables, sources, HAND)
    add_states(tables, sources, HAND)
    add_people(tables, sources, HAND)
    add_languages(tables, sources, HAND)
    add_variants(tables, HAND)
    add_places(tables, sources, HAND)
    for row in read_tsv(HAND / "ambiguous.tsv"):
        tables.add("ambiguous", row["language"], row["form"], row["ids"], row["why"])
    add_common_names(tables, HAND)
    return tables


def add_common_names(tables: Tables, hand: Path) -> None:
    """Add the surnames that name nobody by themselves: too many go by them.

    Those of three persons at least, those that two others have elsewhere in their name, and
    those of ``hand/common_names.tsv`` (which also says which are not).
    """
    persons = {row[0] for row in tables.rows("entities") if row[1] == "person"}
    family: dict[str, set[str]] = defaultdict(set)
    other: dict[str, set[str]] = defaultdict(set)
    for person, _, form, use, source in tables.rows("names"):
        if person in persons and source != "variant":
            for word in [form] if use == "surname" else form.split():
                (family if use == "surname" else other)[word].add(person)
    said = {row["form"]: row["common"] == "yes" for row in read_tsv(hand / "common_names.tsv")}
    for form, bearers in family.items():
        many = len(bearers) >= 3 or len(other[form] - bearers) >= 2
        if said.get(form, many):
            tables.add("common_names", form)


def main() -> None:
    """Run the build from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sources", type=Path, required=True, help="folder of the sources")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "src" / "kawat" / "actors" / "data", help="output"
    )
    options = parser.parse_args()
    build(options.sources).write(options.out)


if __name__ == "__main__":
    main()
