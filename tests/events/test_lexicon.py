"""The trigger lexicons: data that holds together, and inflection."""

from __future__ import annotations

import re

import pytest

from kawat.events.codebook import CODEBOOK
from kawat.events.lexicon import GAP, Inflector, Phrases, lexicon, report_verbs, words
from kawat.language import load

LANGUAGES = ("en", "id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_names_a_type_and_mode_of_the_codebook(language: str) -> None:
    for group in load(language, "events")["event"]:
        kind, _, mode = group["code"].partition(".")
        assert not kind or kind in CODEBOOK.types
        assert not mode or mode in CODEBOOK.modes(kind)
        assert set(group) <= {
            "code", "roles", "head", "prepositions", "needs", "light",
            "verbs", "words", "passives", "nouns", "fixed",
        }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_has_triggers(language: str) -> None:
    found = {form.entry.type for form in lexicon(language)}
    assert found - {""} == set(CODEBOOK.types)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_stand_between_words(language: str) -> None:
    for form in lexicon(language):
        assert form.tokens[0] != GAP
        assert form.tokens[-1] != GAP
        assert "~ ~" not in " ".join(form.tokens)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_of_inflection_compile(language: str) -> None:
    table = load(language, "grammar")["inflection"]
    for kind in ("verb", "noun"):
        for rule in table.get(kind, ()):
            for pattern, _ in rule["rules"]:
                re.compile(pattern)


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        ("condemn", "condemn condemns condemned condemning"),
        ("deny", "deny denies denied denying"),
        ("ban", "ban bans banned banning"),
        ("strike", "strike strikes struck striking"),
        ("withdraw", "withdraw withdraws withdrew withdrawn withdrawing"),
        ("expel", "expel expels expelled expelling"),
        ("free", "free frees freed freeing"),
    ],
)
def test_english_verbs(stem: str, forms: str) -> None:
    inflector = Inflector(load("en", "grammar")["inflection"])
    assert {form for form, _ in inflector.verbs(stem)} == set(forms.split())


@pytest.mark.parametrize(
    ("stem", "active", "passive"),
    [
        ("kecam", "mengecam", "dikecam"),
        ("tolak", "menolak", "ditolak"),
        ("serang", "menyerang", "diserang"),
        ("puji", "memuji", "dipuji"),
        ("bantah", "membantah", "dibantah"),
        ("desak", "mendesak", "didesak"),
        ("usir", "mengusir", "diusir"),
        ("luncurkan", "meluncurkan", "diluncurkan"),
        ("kritik", "mengkritik", "dikritik"),
        ("bom", "mengebom", "dibom"),
        ("sahkan", "mengesahkan", "disahkan"),
    ],
)
def test_indonesian_verbs(stem: str, active: str, passive: str) -> None:
    forms = dict(Inflector(load("id", "grammar")["inflection"]).verbs(stem))
    assert forms[active] == "active"
    assert forms[passive] == "passive"
    assert forms[stem] == "base"


def test_verbs_of_saying_take_every_form() -> None:
    assert {"said", "says", "told"} <= report_verbs("en")
    assert {"mengatakan", "kata", "dikatakan", "ujarnya"} <= report_verbs("id")


def test_phrases_are_found_longest_first() -> None:
    phrases = Phrases(["plans", "plans to", "has no plans to"])
    tokens = list(words("It has no plans to leave"))
    assert phrases.ending(tokens, 5) == 4
    assert phrases.starting(tokens, 3) == 2
    assert "plans" in phrases
    assert "plans to" not in phrases


def test_possessives_and_contractions_are_tokens_of_their_own() -> None:
    assert words("Norland's army didn’t fire 1,200 shells") == (
        "norland", "'s", "army", "didn’t", "fire", "1,200", "shells",
    )  # fmt: skip
