"""The measure of mentions keeps its floors on the annotated sentences held out."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "mentions.py"
FLOORS = json.loads(BENCHMARK.with_suffix(".floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_mentions", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(benchmark: ModuleType, language: str) -> None:
    figures = benchmark.measure(language, "held")._asdict()
    fallen = {key: figures[key] for key, floor in FLOORS[language].items() if figures[key] < floor}
    assert not fallen, f"below {BENCHMARK.stem}.floors.json: {fallen}"


def test_every_language_measured_has_floors(benchmark: ModuleType) -> None:
    assert sorted(FLOORS) == sorted(benchmark.LANGUAGES)


def test_an_annotated_line_is_read_without_its_marks(benchmark: ModuleType) -> None:
    line = "[m1 Riga|LVA GOV] {e1 met} [m2 rebels|- REB] today || e1 CONSULT asserted m1,m2>"
    text, gold = benchmark.read_line(line)
    assert text == "Riga met rebels today"
    assert [(text[g.start : g.end], *g[2:]) for g in gold] == [
        ("Riga", "LVA", "GOV"),
        ("rebels", None, "REB"),
    ]


def test_a_mention_is_matched_once(benchmark: ModuleType) -> None:
    gold = [benchmark.Gold(0, 4, "LVA", "GOV"), benchmark.Gold(5, 9, "EST", "GOV")]
    (found,) = benchmark.mentions_of("Riga", "en")
    assert [g for g, _ in benchmark.match(gold, [found])] == [gold[0]]
