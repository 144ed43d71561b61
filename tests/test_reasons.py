"""The reason codes: each documented, each given somewhere, none given that is not in the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kawat.reasons import reason, table

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "reasons.md").read_text(encoding="utf-8")
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "src" / "kawat").rglob("*")
    if path.suffix in {".py", ".toml"} and path.name != "reasons.toml"
)


@pytest.mark.parametrize("code", table())
def test_code_is_documented_with_its_meaning_and_remedy(code: str) -> None:
    meaning = table()[code]
    assert f"| `{code}` | {meaning['means']} | {meaning['remedy']} |" in DOCUMENT


@pytest.mark.parametrize("code", table())
def test_code_is_given_somewhere(code: str) -> None:
    assert re.search(rf"[\"']{code}[\"']", SOURCE), f"nothing gives {code}: delete it"


def test_documented_codes_are_in_the_table() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", DOCUMENT, re.M) == sorted(table())


def test_a_code_that_is_not_in_the_table_cannot_be_given() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        reason("no-such-code")
