"""Who acts and who receives where the order of words misleads; a test for each defect found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_rules import READER, clue, read, shown  # type: ignore[import-not-found]

from kawat.model import Actor

ROLES = [
    # places a deed is aimed at
    ("[Norland] sent tanks to [Sudland@].", "en", "AID asserted Norland>Sudland"),
    (
        "[Norland] suspended aid to [Sudland@].",
        "en",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    (
        "[Norland] fired missiles at [Sudland@].",
        "en",
        "ASSAULT.heavy-weapons asserted Norland>Sudland",
    ),
    ("[Norland] sent [troops/role] to [Sudland@].", "en", "MOBILIZE.troops asserted Norland>"),
    ("[Norland] mengirim senjata ke [Sudland@].", "id", "AID asserted Norland>Sudland"),
    (
        "[Norland] menjatuhkan sanksi baru ke [Sudland@].",
        "id",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    ("[Norland] sent aid to the flooded towns.", "en", "AID asserted Norland>"),
    # parentheses, days and amounts around the verb
    (
        "[Norland] ([NL]) mengecam [Sudland] (SL).",
        "id",
        "ACCUSE.disapprove asserted Norland>Sudland",
    ),
    (
        "[Norland] hari Kamis (25/3) memberlakukan sanksi terhadap [Sudland].",
        "id",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    (
        "[Norland] suspended $700 million in aid to [Sudland@].",
        "en",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    # appositions and relative clauses
    (
        "[Norland], [Ostland's ally], has warned [Sudland].",
        "en",
        "THREATEN asserted Norland>Sudland",
    ),
    (
        "[Premier Lo|NOR/person], who met [Mi|SUD/person] in [Oststadt@] on the sidelines of "
        "a summit, called on [Westland] to release the captives.",
        "en",
        "REQUEST.yield asserted Premier Lo>Westland",
    ),
    (
        "[Premier Lo|NOR/person], who met [Mi|SUD/person] in [Oststadt@] on the sidelines of "
        "a summit, called on [Westland] to release the captives.",
        "en",
        "CONSULT.multilateral asserted Premier Lo,Mi>",
    ),
    (
        "[Norland] praised [Sudland], which on Monday condemned [Ostland].",
        "en",
        "ACCUSE.disapprove asserted Sudland>Ostland",
    ),
    (
        "[Norland], meeting at the request of [Ostland], condemned the raid.",
        "en",
        "ACCUSE.disapprove asserted Norland>",
    ),
    # second conjuncts, purposes and participles
    (
        "[Norland] accused [Sudland] of deceit, and warned that it would respond.",
        "en",
        "THREATEN asserted Norland>Sudland",
    ),
    (
        "[Norland] and [Sudland] joined [Ostland] in rejecting the text.",
        "en",
        "REJECT asserted Norland,Sudland>",
    ),
    (
        "[Lo|NOR/person] berbicara dengan [Mi|SUD/person] untuk menyampaikan belasungkawa.",
        "id",
        "SUPPORT asserted Lo>Mi",
    ),
    (
        "[Lo|NOR/person] berjabat tangan dan berbincang dengan [Mi|SUD/person].",
        "id",
        "CONSULT asserted Lo,Mi>",
    ),
    # lists of headlines and pairs
    (
        "[Norland], [Sudland] condemn [Ostland]",
        "en",
        "ACCUSE.disapprove asserted Norland,Sudland>Ostland",
    ),
    ("[Norland]-[Sudland] talks resumed.", "en", "CONSULT asserted Norland,Sudland>"),
    ("[Norland]–[Sudland] Gelar Perundingan", "id", "CONSULT asserted Norland,Sudland>"),
    # one's own things, and two pronouns
    (
        "[Norland|NOR] closed [its consulate|NOR/role] in [Sudstadt@].",
        "en",
        "SANCTION.discontinue asserted Norland>",
    ),
    (
        "[Norland|NOR] closed [its|NOR/pronoun] border with [Sudland|SUD].",
        "en",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    ("[it/pronoun] did not shoot [it/pronoun] down.", "en", "ASSAULT.heavy-weapons negated it>it"),
    # split forms
    (
        "[Norland] took [two reporters/role] hostage.",
        "en",
        "ASSAULT.abduct asserted Norland>two reporters",
    ),
    (
        "[Norland] urged [Sudland] to protect [civilians/role].",
        "en",
        "REQUEST.yield asserted Norland>Sudland",
    ),
    # denials answer who told it; makers of what is condemned
    (
        "[Norland] said [Sudland] shelled a village; [Sudstadt] denied it.",
        "en",
        "REJECT asserted Sudstadt>Norland",
    ),
    (
        "The decision by [Norland] to close the port was condemned by [Sudland].",
        "en",
        "ACCUSE.disapprove asserted Sudland>Norland",
    ),
]


@pytest.mark.parametrize(("marked", "language", "expected"), ROLES)
def test_roles(marked: str, language: str, expected: str) -> None:
    given = clue(marked, language)
    assert expected in [shown(f, given) for f in READER.read([given])[0]]


PARTIES = [
    (
        "[Norland] and [Sudland] conducted joint live-fire exercises.",
        "en",
        "COOPERATE asserted Norland,Sudland>",
    ),
    ("[Norland] held drills with [Sudland].", "en", "COOPERATE asserted Norland,Sudland>"),
    ("[Norland] held drills near [Sudland@].", "en", "MOBILIZE.troops asserted Norland>"),
    (
        "[Norland] dan [Sudland] menggelar latihan pengeboman bersama.",
        "id",
        "COOPERATE asserted Norland,Sudland>",
    ),
    (
        "[Protesters/role] stormed [parliament/role].",
        "en",
        "PROTEST.riot asserted Protesters>parliament",
    ),
    ("[Soldiers/role] stormed [the camp/role].", "en", "ASSAULT asserted Soldiers>the camp"),
    (
        "[Pengunjuk rasa/role] menyerbu [istana/role].",
        "id",
        "PROTEST.riot asserted Pengunjuk rasa>istana",
    ),
    ("Tens of thousands took to the streets in [Norstadt@].", "en", "PROTEST.demo asserted >"),
    ("Thousands marched through [Norstadt@] on Sunday.", "en", "PROTEST.demo asserted >"),
    (
        "[Thousands/role] marched through [Norstadt@].",
        "en",
        "PROTEST.demo asserted Thousands>",
    ),
    ("Ribuan orang turun ke jalan di Norstadt.", "id", "PROTEST.demo asserted >"),
    ("Unjuk rasa pecah di [Norstadt@] pada Jumat.", "id", "PROTEST.demo asserted >"),
    ("A drone strike killed several people near the town.", "en", "ASSAULT.drone asserted >"),
    ("Serangan drone menewaskan lima orang.", "id", "ASSAULT.drone asserted >"),
    ("Rocket attacks on [Norland] wounded five.", "en", "ASSAULT.heavy-weapons asserted >Norland"),
]


@pytest.mark.parametrize(("marked", "language", "expected"), PARTIES)
def test_parties_make_the_type(marked: str, language: str, expected: str) -> None:
    given = clue(marked, language)
    assert expected in [shown(f, given) for f in READER.read([given])[0]]


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("Thousands marched through the town for carnival.", "en"),
        ("[Thousands/role] marched through [Norstadt@] before the marathon.", "en"),
        ("[Soldiers/role] marched through [Norstadt@].", "en"),
        ("An explosion at a factory killed three workers.", "en"),
        ("Ledakan pabrik menewaskan tiga pekerja.", "id"),
        ("A drone strike is a weapon of the weak.", "en"),
        ("The protest was a topic at lunch.", "en"),
        ("[Norland] demands that [Norland] pay.", "en"),
    ],
)
def test_no_clear_deed_without_an_actor(marked: str, language: str) -> None:
    assert read(marked, language) == []


def test_one_mention_of_two_countries_is_two_parties() -> None:
    one = clue("[The two countries|NOR] convened in Oststadt.", "en")
    mention = one.mentions[0]
    two = replace(mention, referents=(mention.referents[0], Actor(None, None, "SUD", None)))
    assert READER.read([one]) == [[]]
    (frame,) = READER.read([replace(one, mentions=(two,))])[0]
    assert (frame.type, frame.actors) == ("CONSULT", (0,))


def test_the_verb_of_a_split_form_is_the_trigger() -> None:
    spans = {
        "[Norland] handed over [its|NOR/pronoun] weapons.": "handed over",
        "[Norland] lifted [its|NOR/pronoun] blockade.": "lifted",
        "[Norland] took [two reporters/role] hostage.": "hostage",
    }
    for marked, trigger in spans.items():
        assert trigger in [f.trigger.text for f in read(marked, "en")]
