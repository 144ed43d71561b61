"""Status and claimants, on sentences written for these tests."""

from __future__ import annotations

import pytest

from kawat.events.reader import Clue
from kawat.events.rules import RuleReader
from kawat.model import Actor, Mention, Sentence

READER = RuleReader(threshold=0.0)


def status(marked: str, language: str, published: str | None = None) -> dict[str, str]:
    """Return trigger -> status (with the claimant) of ``[words|COUNTRY]`` marked text."""
    text, mentions = "", []
    for n, part in enumerate(marked.replace("]", "[").split("[")):
        words, _, country = part.partition("|")
        if n % 2:
            actor = Actor(None, None, country or None, "GOV")
            start = len(text)
            mentions.append(Mention(start, start + len(words), words, "role", (actor,), "test"))
        text += words if n % 2 else part
    sentence = Sentence(0, len(text), text, 0)
    clue = Clue(language, sentence, "paragraph", tuple(mentions), published=published)
    return {
        f.trigger.text: f.status + ("" if f.claimant is None else f" {mentions[f.claimant].text}")
        for f in READER.read([clue])[0]
    }


@pytest.mark.parametrize(
    ("marked", "language", "trigger", "expected"),
    [
        (
            "[Norland|NOR] said [Sudland|SUD] had shelled a village.",
            "en",
            "shelled",
            "claimed Norland",
        ),
        (
            "[Sudland|SUD] shelled a village, [Norland|NOR] said.",
            "en",
            "shelled",
            "claimed Norland",
        ),
        (
            "According to [Norland|NOR], [Sudland|SUD] shelled a village.",
            "en",
            "shelled",
            "claimed Norland",
        ),
        ("[Norland|NOR] claimed it bombed [Sudland|SUD].", "en", "bombed", "claimed Norland"),
        ("[Norland|NOR] said it had shelled [Sudland|SUD].", "en", "shelled", "asserted"),
        (
            "The [Norland army|NOR] shelled [Sudland|SUD], the [Norland premier|NOR] said.",
            "en",
            "shelled",
            "asserted",
        ),
        (
            "[Norland|NOR] accused [Sudland|SUD] of shelling [Ostland|OST].",
            "en",
            "shelling",
            "claimed Norland",
        ),
        ("[Sudland|SUD] reportedly shelled [Norland|NOR].", "en", "shelled", "claimed"),
        ("[Norland|NOR] denied shelling [Sudland|SUD].", "en", "shelling", "negated"),
        ("[Norland|NOR] plans to expel [Sudland envoys|SUD].", "en", "expel", "future"),
        ("[Norland|NOR] may expel [Sudland envoys|SUD].", "en", "expel", "hypothetical"),
        ("[Norland|NOR] invaded [Sudland|SUD] three years ago.", "en", "invaded", "historical"),
        (
            "Menurut [Norland|NOR], [Sudland|SUD] menembaki [Ostland|OST].",
            "id",
            "menembaki",
            "claimed Norland",
        ),
        (
            "[Sudland|SUD] menembaki [Ostland|OST], kata [Norland|NOR].",
            "id",
            "menembaki",
            "claimed Norland",
        ),
        (
            "[Norland|NOR] mengatakan [Sudland|SUD] menembaki [Ostland|OST].",
            "id",
            "menembaki",
            "claimed Norland",
        ),
        (
            "[Norland|NOR] menuduh [Sudland|SUD] menembaki [Ostland|OST].",
            "id",
            "menembaki",
            "claimed Norland",
        ),
        ("[Sudland|SUD] diduga menembaki [Ostland|OST].", "id", "menembaki", "claimed"),
        ("[Norland|NOR] belum mengusir [diplomat Sudland|SUD].", "id", "mengusir", "negated"),
        ("[Norland|NOR] akan mengusir [diplomat Sudland|SUD].", "id", "mengusir", "future"),
        ("[Norland|NOR] ingin mengusir [diplomat Sudland|SUD].", "id", "mengusir", "hypothetical"),
        ("[Norland|NOR] menyerang [Sudland|SUD] tiga tahun lalu.", "id", "menyerang", "historical"),
    ],
)
def test_status(marked: str, language: str, trigger: str, expected: str) -> None:
    assert status(marked, language).get(trigger) == expected


def test_a_year_is_background_only_before_the_page() -> None:
    marked = "[Norland|NOR] invaded [Sudland|SUD] in 2022."
    assert status(marked, "en", "2022-03-01")["invaded"] == "asserted"
    assert status(marked, "en", "2024-03-01")["invaded"] == "historical"
