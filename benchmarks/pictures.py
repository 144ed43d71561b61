"""Draw how the learned coder learnt and what it confuses, to ``docs/images``.

    python benchmarks/pictures.py

- ``learning.svg``: figures on the sentences put aside after each epoch (``training/runs``);
- ``confusion.svg``: of the true triggers of each type put aside, what the shipped network types
  them as (``none``: refused).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import altair as alt

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.encoder import aside  # noqa: E402

from kawat.events.learned import Reading, labels  # noqa: E402
from kawat.language import LANGUAGES  # noqa: E402

IMAGES, RUNS = ROOT / "docs" / "images", ROOT / "training" / "runs"
DRAWN = {
    "typed": "triggers found and typed, F1",
    "roles": "with exact roles, F1",
    "role given": "exact roles, trigger given",
    "status given": "status, trigger given",
}


def learning() -> alt.Chart:
    """Return figures by epoch, a panel a run."""
    rows = [
        {"run": path.stem, "epoch": line["epoch"], "figure": name, "share": line[key]}
        for path in sorted(RUNS.glob("*.jsonl"))
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for key, name in DRAWN.items()
        if key in line
    ]
    drawn: alt.Chart = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_line(point=True)
        .encode(
            x=alt.X("epoch:O", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("share:Q", scale=alt.Scale(domain=[0, 1]), title=None),
            color=alt.Color("figure:N", title=None, legend=alt.Legend(labelLimit=300)),
        )
        .properties(width=260, height=240)
        .facet(column=alt.Column("run:N", title=None))
    )
    return drawn


def confused() -> Counter[tuple[str, str]]:
    """Return how often a true trigger of one type is typed as another."""
    names = labels()["types"]
    seen: Counter[tuple[str, str]] = Counter()
    for data in aside(LANGUAGES).values():
        for example in data:
            reading = Reading(example.clue)
            for gold in example.gold:
                trigger = reading.tokens(gold.start, gold.end)
                if trigger is not None:
                    said = int(reading.asked([trigger]).types[0].argmax())
                    seen[gold.type, names[said]] += 1
    return seen


def confusion() -> alt.LayerChart:
    """Return shares of each type read as each."""
    seen = confused()
    total = Counter[str]()
    for (gold, _), count in seen.items():
        total[gold] += count
    rows: list[dict[str, Any]] = [
        {"type": gold, "read as": said, "share": count / total[gold]}
        for (gold, said), count in seen.items()
    ]
    order = [name for name in labels()["types"] if name != "none"]
    data = alt.Data(values=rows)  # type: ignore[no-untyped-call]
    base = alt.Chart(data).encode(
        x=alt.X("read as:N", sort=[*order, "none"], axis=alt.Axis(orient="top", labelAngle=-45)),
        y=alt.Y("type:N", sort=order),
    )
    squares = base.mark_rect().encode(
        color=alt.Color("share:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None)
    )
    figures = base.mark_text(fontSize=9).encode(
        text=alt.Text("share:Q", format=".0%"),
        color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("#333")),
        opacity=alt.condition("datum.share >= 0.02", alt.value(1), alt.value(0)),
    )
    drawn: alt.LayerChart = (squares + figures).properties(width=520, height=460)
    return drawn


def main() -> None:
    """Draw both."""
    for name, chart in (("learning", learning()), ("confusion", confusion())):
        chart.save(IMAGES / f"{name}.svg")


if __name__ == "__main__":
    main()
