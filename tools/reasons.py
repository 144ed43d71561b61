"""Write ``docs/reasons.md`` from ``kawat/reasons.toml``: python tools/reasons.py."""

from __future__ import annotations

from pathlib import Path

from kawat.reasons import table

HEAD = """# Reason codes

Every field left empty, every passage passed over and every error has one of these codes. They are
stable: scripts may rely on them. `tools/reasons.py` writes this page from `kawat/reasons.toml`.

| code | what it means | what to do |
| --- | --- | --- |
"""


def main() -> None:
    """Write the page."""
    rows = (f"| `{code}` | {m['means']} | {m['remedy']} |" for code, m in sorted(table().items()))
    page = Path(__file__).resolve().parent.parent / "docs" / "reasons.md"
    page.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
