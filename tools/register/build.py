"""Build the actor register's tables from their sources and our own additions.

``python tools/register/build.py --sources ../shared/data/actors`` rewrites
``src/kawat/actors/data/*.tsv`` byte for byte; ``docs/register.md`` says what is in them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.register.people import add_people  # noqa: E402
from tools.register.places import add_places  # noqa: E402
from tools.register.states import add_bodies, add_states  # noqa: E402
from tools.register.tables import Tables, read_tsv  # noqa: E402

HAND = Path(__file__).resolve().parent / "hand"


def build(sources: Path) -> Tables:
    """Return the tables made from the sources in ``sources`` and the hand-written ones."""
    tables = Tables()
    add_bodies(tables, sources, HAND)
    add_states(tables, sources, HAND)
    add_people(tables, sources, HAND)
    add_places(tables, sources, HAND)
    for row in read_tsv(HAND / "ambiguous.tsv"):
        tables.add("ambiguous", row["language"], row["form"], row["ids"], row["why"])
    return tables


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
