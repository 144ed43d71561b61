"""What is denied, planned, dated or told: status on sentences written for these tests."""

from __future__ import annotations

import pytest

from kawat.events.reader import Clue
from kawat.events.rules import RuleReader
from kawat.model import Actor, Mention, MentionKind, Sentence

READER = RuleReader(threshold=0.0)


def read(marked: str, language: str, published: str | None = "2024-06-05") -> dict[str, str]:
    """Return trigger -> "TYPE status claimant: actors" of ``[words|COUNTRY]`` marked text."""
    text, mentions = "", []
    for n, part in enumerate(marked.replace("]", "[").split("[")):
        words, _, country = part.partition("|")
        if n % 2:
            kind: MentionKind = "pronoun" if country == "pro" else "role"
            actors = () if country == "pro" else (Actor(None, None, country, "GOV"),)
            at = len(text)
            mentions.append(Mention(at, at + len(words), words, kind, actors, "test"))
        text += words if n % 2 else part
    clue = Clue(
        language, Sentence(0, len(text), text, 0), "paragraph", tuple(mentions), (), "", published
    )
    return {
        f.trigger.text: " ".join(
            (
                f.type,
                f.status,
                *(() if f.claimant is None else (mentions[f.claimant].text,)),
                ": " + ", ".join(mentions[m].text for m in f.actors),
            )
        ).replace(" :", ":")
        for f in READER.read([clue])[0]
    }


DENIED = [
    ("en", "[Norland|NOR] denies [its troops|NOR] bombed [Sudland|SUD].", "bombed"),
    ("en", "[Norland|NOR] denied reports that [its army|NOR] had bombed [Sudland|SUD].", "bombed"),
    ("en", "[Norland|NOR] dismissed claims that [it|pro] attacked [Sudland|SUD].", "attacked"),
    ("en", "[Norland|NOR] has denied supplying weapons to [Sudland|SUD].", "supplying weapons"),
    ("en", "Reports that [Norland|NOR] bombed [Sudland|SUD] are false.", "bombed"),
    ("id", "[Norland|NOR] menampik tudingan bahwa [pasukannya|NOR] menyerang [Sudland|SUD].", ""),
    ("id", "[Norland|NOR] menyangkal kabar bahwa [tentara|NOR] menyerang [Sudland|SUD].", ""),
    ("id", "[Norland|NOR] membantah bahwa [tentaranya|NOR] menyerang [Sudland|SUD].", ""),
    ("id", "[Norland|NOR] menepis tuduhan telah menyerang [Sudland|SUD].", ""),
    ("id", "Tuduhan bahwa [Norland|NOR] menyerang [Sudland|SUD] dibantah [Norland|NOR].", ""),
]


@pytest.mark.parametrize(("language", "marked", "trigger"), DENIED)
def test_what_is_denied_is_negated(language: str, marked: str, trigger: str) -> None:
    found = read(marked, language)[trigger or "menyerang"]
    assert found.split(":")[0].endswith(" negated")


@pytest.mark.parametrize(
    ("marked", "language", "trigger", "expected"),
    [
        # a denial ends where the denier does something else
        (
            "[Norland|NOR] denied bombing [Sudland|SUD] and expelled [two Ostland diplomats|OST].",
            "en",
            "expelled",
            "SANCTION asserted: Norland",
        ),
        (
            "[Norland|NOR] denied that [it|pro] bombed [Sudland|SUD] and accused [Ostland|OST].",
            "en",
            "accused",
            "ACCUSE asserted: Norland",
        ),
        # whose charge is denied is named: it stays a claim
        (
            "[Norland|NOR] rejected a claim by [Ostland|OST] that [its army|NOR] bombed "
            "[Sudland|SUD].",
            "en",
            "bombed",
            "ASSAULT claimed Ostland: its army",
        ),
        # the purpose of a plan is planned
        (
            "[Norland|NOR] akan terbang ke [Sudland|SUD] untuk bertemu [Ostland|OST].",
            "id",
            "bertemu",
            "AGREE asserted: Norland, Ostland",
        ),
        (
            "[Norland|NOR] will send judges to [Sudland|SUD] to arrest [Ostland|OST].",
            "en",
            "arrest",
            "COERCE future: Norland",
        ),
        ("[Norland|NOR] to expel [Sudland|SUD] envoys", "en", "expel", "SANCTION future: Norland"),
        # what is only demanded
        (
            "[Norland|NOR] rejected calls that [the captives|SUD] be released by [Ostland|OST].",
            "en",
            "released",
            "RETREAT hypothetical: Ostland",
        ),
        # an accusation ends with its content
        (
            "[Norland|NOR] accused [Sudland|SUD] of arresting [envoys|OST], in a step coordinated "
            "with [Westland|WES].",
            "en",
            "coordinated with",
            "COOPERATE asserted: Norland, Westland",
        ),
        (
            "[Norland|NOR], who accused [Sudland|SUD] of bombing [a port|WES], met [Ostland|OST].",
            "en",
            "met",
            "CONSULT asserted: Norland, Ostland",
        ),
        (
            "[Norland|NOR] said [Sudland|SUD] had bombed [a port|OST] and threatened [envoys|WES].",
            "en",
            "threatened",
            "THREATEN asserted: Sudland",
        ),
        # sources without a mention, hearsay, grounds that are no sources
        (
            "According to a leaked memo, [Norland|NOR] bombed [Sudland|SUD].",
            "en",
            "bombed",
            "ASSAULT claimed: Norland",
        ),
        (
            "According to the agreement, [Norland|NOR] expelled [Sudland|SUD].",
            "en",
            "expelled",
            "SANCTION asserted: Norland",
        ),
        (
            "[Norland|NOR] bombed [Sudland|SUD], his wife told [Ostland|OST].",
            "en",
            "bombed",
            "ASSAULT claimed: Norland",
        ),
        (
            "[Norland|NOR] bombed [Sudland|SUD], according to [Ostland|OST], which offered proof.",
            "en",
            "bombed",
            "ASSAULT claimed Ostland: Norland",
        ),
        (
            "Muncul bukti bahwa [Norland|NOR] menyerang [Sudland|SUD].",
            "id",
            "menyerang",
            "ASSAULT claimed: Norland",
        ),
        # "declare" does what it says, unless a clause follows
        (
            "[Norland|NOR] declared war on [Sudland|SUD] after [Ostland|OST] bombed "
            "[Westland|WES].",
            "en",
            "bombed",
            "ASSAULT asserted: Ostland",
        ),
        (
            "[Norland|NOR] declared that [Ostland|OST] had bombed [Westland|WES].",
            "en",
            "bombed",
            "ASSAULT claimed Norland: Ostland",
        ),
        # the second deed that is told is no deed of the teller
        (
            "[Norland|NOR] said [Sudland|SUD] had bombed [Ostland|OST] and abducted [doctors|OST].",
            "en",
            "abducted",
            "ASSAULT claimed Norland: Sudland",
        ),
        (
            "[Norland|NOR] mengatakan [Sudland|SUD] menyerang [Ostland|OST] dan menculik "
            "[dokter|OST].",
            "id",
            "menculik",
            "ASSAULT claimed Norland: Sudland",
        ),
        (
            "[Norland|NOR], [Ostland|OST] says, bombed [Sudland|SUD].",
            "en",
            "bombed",
            "ASSAULT claimed Ostland: Norland",
        ),
    ],
)
def test_what_is_told_or_planned(marked: str, language: str, trigger: str, expected: str) -> None:
    assert read(marked, language).get(trigger) == expected


@pytest.mark.parametrize(
    ("marked", "language", "trigger", "expected"),
    [
        ("[Norland|NOR] bombed [Sudland|SUD] on 28 May 2024.", "en", "bombed", "asserted"),
        ("[Norland|NOR] bombed [Sudland|SUD] on 28 May 2021.", "en", "bombed", "historical"),
        ("Pada Senin, 3 Juni 2024, [Norland|NOR] menyerang [Sudland|SUD].", "id", "", "asserted"),
        ("Pada 3 Juni 2019, [Norland|NOR] menyerang [Sudland|SUD].", "id", "", "historical"),
        ("Sebelumnya, [Norland|NOR] menyerang [Sudland|SUD].", "id", "", "asserted"),
        ("Sehari sebelumnya, [Norland|NOR] menyerang [Sudland|SUD].", "id", "", "asserted"),
        ("[Norland|NOR], yang sebelumnya menyerang [Sudland|SUD].", "id", "", "historical"),
        ("[Norland|NOR] had met [Sudland|SUD] over the weekend.", "en", "met", "asserted"),
        ("[Norland|NOR] had met [Sudland|SUD] on Monday.", "en", "met", "asserted"),
        ("[Norland|NOR] had met [Sudland|SUD].", "en", "met", "historical"),
        (
            "[Norland|NOR] expelled [Sudland|SUD] envoys in 2018, and [Ostland|OST] bombed "
            "[Westland|WES].",
            "en",
            "bombed",
            "historical",
        ),
        (
            "The war began in November 2020 when [Norland|NOR] bombed [Sudland|SUD].",
            "en",
            "bombed",
            "historical",
        ),
        (
            "[Norland|NOR] apologised, nine years after [Ostland|OST] bombed [Sudland|SUD].",
            "en",
            "bombed",
            "historical",
        ),
        (
            "[Norland|NOR] has condemned [Sudland|SUD] since 2014.",
            "en",
            "condemned",
            "asserted",
        ),
        (
            "[Norland|NOR] menjalin hubungan diplomatik dengan [Sudland|SUD] sejak 1950.",
            "id",
            "menjalin hubungan",
            "historical",
        ),
        (
            "[Norland|NOR] condemned the 2015 accord with [Sudland|SUD].",
            "en",
            "condemned",
            "asserted",
        ),
    ],
)
def test_background_is_long_past(marked: str, language: str, trigger: str, expected: str) -> None:
    found = read(marked, language)[trigger or "menyerang"]
    assert found.split(":")[0].split(" ")[1] == expected


def test_the_page_decides_what_is_recent() -> None:
    marked = "[Norland|NOR] bombed [Sudland|SUD] on 28 December 2023."
    assert "asserted" in read(marked, "en", "2024-01-03")["bombed"]
    assert "historical" in read(marked, "en", "2024-06-03")["bombed"]
    assert "asserted" in read(marked, "en", None)["bombed"]
