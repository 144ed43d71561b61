"""Other spellings of persons' names that were brought into Latin script from another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.register.tables import Tables, parts, read_tsv

_ARTICLE = re.compile(r"\b[Aa]l-(?=\w)")
_MOST = 8
"""How many further spellings a name gets at most."""


def add_variants(tables: Tables, hand: Path) -> None:
    """Add names in full with parts that are also spelt otherwise (``hand/variants.tsv``).

    "Mohamed Salem" is also Mohammed Salem, "Bashar al-Assad" Bashar Assad. A spelling that is
    somebody else's name is left to them.
    """
    groups: dict[str, tuple[str, ...]] = {}
    for row in read_tsv(hand / "variants.tsv"):
        forms = tuple(parts(row["forms"]))
        groups |= {form: tuple({*groups.get(form, ()), *forms}) for form in forms}
    persons = {row[0] for row in tables.rows("entities") if row[1] == "person"}
    rows = tables.rows("names")
    owners: dict[str, set[str]] = defaultdict(set)
    for id, _, form, _, _ in rows:
        owners[form].add(id)
    made: dict[str, set[str]] = defaultdict(set)
    for id, language, form, use, _ in rows:
        if id in persons and language == "*" and use == "name" and " " in form:
            for variant in list(_variants(form, groups))[:_MOST]:
                if not owners[variant]:
                    made[variant].add(id)
    for variant, ids in made.items():
        if len(ids) == 1:
            tables.name(next(iter(ids)), "*", variant, "name", "variant")


def _variants(form: str, groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the other spellings of a name, one part changed at a time."""
    words = form.split()
    for at, word in enumerate(words):
        for other in sorted(groups.get(word, ())):
            if other != word:
                yield " ".join([*words[:at], other, *words[at + 1 :]])
    if _ARTICLE.search(form):
        yield _ARTICLE.sub("el-", form)
        if len(_ARTICLE.sub("", form).split()) > 1:
            yield _ARTICLE.sub("", form)
