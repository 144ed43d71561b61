"""Count what the register holds: ``python tools/register/counts.py``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "src" / "kawat" / "actors" / "data"


def rows(table: str) -> list[dict[str, str]]:
    """Read a table of the package, of names with their language."""
    if (DATA / table).is_dir():
        return [
            row | {"language": path.stem}
            for path in sorted((DATA / table).iterdir())
            for row in rows(f"{table}/{path.stem}")
        ]
    lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def main() -> None:
    """Print the number of rows by kind, language, role and source."""
    entities, names, offices = rows("entities"), rows("names"), rows("offices")
    places, place_names = rows("places"), rows("place_names")
    print(
        f"entities {len(entities)}; with a Wikidata id {sum(r['id'][0] == 'Q' for r in entities)}"
    )
    persons = [row for row in entities if row["kind"] == "person"]
    print(f"persons {len(persons)}; with a Wikidata id {sum(r['id'][0] == 'Q' for r in persons)}")
    for title, table, column in (
        ("entities by kind", entities, "kind"),
        ("names by use", names, "use"),
        ("names by language", names, "language"),
        ("offices by role", offices, "role"),
        ("offices by source", offices, "source"),
        ("places by kind", places, "kind"),
        ("place names by language", place_names, "language"),
    ):
        counted = Counter(row[column] for row in table).most_common()
        print(f"{title} ({len(table)}): " + ", ".join(f"{key} {count}" for key, count in counted))
    open_spells = [row for row in offices if not row["end"]]
    print(f"offices without an end {len(open_spells)}; by year of the check: ", end="")
    by_year = Counter(row["checked"][:4] for row in open_spells)
    print(", ".join(f"{year} {count}" for year, count in sorted(by_year.items())))
    size = sum(path.stat().st_size for path in DATA.rglob("*.tsv"))
    print(f"size of the tables {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
