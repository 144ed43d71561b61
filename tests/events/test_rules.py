"""The reader of sentences by rules, on sentences written for these tests."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawat.events.reader import Clue
from kawat.events.rules import RuleReader
from kawat.model import Actor, Frame, Mention, MentionKind, Quote, Sentence

MARK = re.compile(r"\[([^]|/@]+)(?:\|([A-Z]{3}))?(?:/([a-z]+))?(@)?\]")
READER = RuleReader(threshold=0.0)


def clue(marked: str, language: str, offset: int = 0, published: str | None = None) -> Clue:
    """Return a clue: ``[words|COUNTRY/kind@]`` is a mention, ``@`` a place."""
    text, at = "", 0
    mentions = []
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        start = offset + len(text)
        text += found[1]
        kind: MentionKind = found[3] or "state"  # type: ignore[assignment]
        actor = Actor(None, None, found[2], None if kind == "state" else "GOV")
        mentions.append(
            Mention(start, start + len(found[1]), found[1], kind, (actor,), "test", bool(found[4]))
        )
    text += marked[at:]
    sentence = Sentence(offset, offset + len(text), text, 0)
    return Clue(language, sentence, "paragraph", tuple(mentions), published=published)


def read(marked: str, language: str, published: str | None = None) -> list[Frame]:
    return READER.read([clue(marked, language, published=published)])[0]


def shown(frame: Frame, clue_: Clue) -> str:
    names = [m.text for m in clue_.mentions]
    mode = f".{frame.mode}" if frame.mode else ""
    actors = ",".join(names[i] for i in frame.actors)
    recipients = ",".join(names[i] for i in frame.recipients)
    return f"{frame.type}{mode} {frame.status} {actors}>{recipients}"


ENGLISH = [
    ("[Norland] condemned [Sudland] over the raid.", "ACCUSE.disapprove asserted Norland>Sudland"),
    ("[Sudland] was condemned by [Norland].", "ACCUSE.disapprove asserted Norland>Sudland"),
    ("[Norland] and [Sudland] held talks on Monday.", "CONSULT asserted Norland,Sudland>"),
    ("Talks between [Norland] and [Sudland] resumed.", "CONSULT asserted Norland,Sudland>"),
    ("[Norland]'s invasion of [Sudland] began at dawn.", "ASSAULT asserted Norland>Sudland"),
    (
        "[Norland] imposed new sanctions on [Sudland].",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    ("[Norland] will send tanks to [Sudland].", "AGREE asserted Norland>Sudland"),
    ("[Norland] has not attacked [Sudland].", "ASSAULT negated Norland>Sudland"),
    ("If [Norland] attacks [Sudland], prices will rise.", "ASSAULT hypothetical Norland>Sudland"),
    (
        "Two [envoys/role] expelled by [Norland] flew home.",
        "SANCTION.expel asserted Norland>envoys",
    ),
    ("[Premier Lo|NOR/person] arrived in [Sudland@].", "CONSULT.visit asserted Premier Lo>Sudland"),
    ("[Norland] hosts [Premier Mi|SUD/person].", "CONSULT.visit asserted Premier Mi>Norland"),
    ("[Norland] urged [Sudland] to withdraw.", "REQUEST.yield asserted Norland>Sudland"),
    ("[Norland] launched air strikes on [Sudland].", "ASSAULT.aerial asserted Norland>Sudland"),
    ("Hundreds of [students/role] took to the streets.", "PROTEST.demo asserted students>"),
    (
        "[Norland] closed a border post; [Sudland] protested at the move.",
        "ACCUSE.disapprove asserted Sudland>Norland",
    ),
]
INDONESIAN = [
    (
        "[Norland] mengecam [Sudland] atas serbuan itu.",
        "ACCUSE.disapprove asserted Norland>Sudland",
    ),
    ("[Sudland] dikecam oleh [Norland].", "ACCUSE.disapprove asserted Norland>Sudland"),
    ("[Sudland] dikecam [Norland].", "ACCUSE.disapprove asserted Norland>Sudland"),
    ("[Norland] bertemu dengan [Sudland] kemarin.", "CONSULT asserted Norland,Sudland>"),
    ("Perundingan antara [Norland] dan [Sudland] dimulai.", "CONSULT asserted Norland,Sudland>"),
    (
        "Kunjungan mendadak [Premier Lo|NOR/person] ke [Sudland@] usai.",
        "CONSULT.visit asserted Premier Lo>Sudland",
    ),
    ("[Norland] menegaskan dukungan [Norland] bagi [Sudland].", "SUPPORT asserted Norland>Sudland"),
    ("[Norland] akan mengirim tank ke [Sudland].", "AGREE asserted Norland>Sudland"),
    ("[Norland] tidak menyerang [Sudland].", "ASSAULT negated Norland>Sudland"),
    ("Jika [Norland] menyerang [Sudland], harga naik.", "ASSAULT hypothetical Norland>Sudland"),
    (
        "[Norland] menjatuhkan sanksi baru kepada [Sudland].",
        "SANCTION.discontinue asserted Norland>Sudland",
    ),
    (
        "Pasukan yang didukung [Norland] mundur; [Sudland] memuji [Norland].",
        "SUPPORT asserted Sudland>Norland",
    ),
    ("[Norland] mendesak [Sudland] menarik pasukan.", "REQUEST.yield asserted Norland>Sudland"),
    ("[Norland] sepakat untuk menjaga laut dan menentang perang.", "AGREE asserted Norland>"),
]


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_english(marked: str, expected: str) -> None:
    given_ = clue(marked, "en")
    assert expected in [shown(f, given_) for f in READER.read([given_])[0]]


@pytest.mark.parametrize(("marked", "expected"), INDONESIAN)
def test_indonesian(marked: str, expected: str) -> None:
    given_ = clue(marked, "id")
    assert expected in [shown(f, given_) for f in READER.read([given_])[0]]


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("[Norland] attacked from the first whistle of the Champions League semi-final.", "en"),
        ("[Norland] menyerang sejak peluit pertama.", "id"),
        ("The shelf was full of books.", "en"),
        ("The [Norland] strike team waited.", "en"),
        ("", "en"),
    ],
)
def test_no_event(marked: str, language: str) -> None:
    assert read(marked, language) == []


def test_what_is_asked_for_is_no_event() -> None:
    types = [f.type for f in read("[Norland] urged [Sudland] to free the captives.", "en")]
    assert types == ["REQUEST"]


def test_bystanders_stay_out() -> None:
    given_ = clue("[Norland] accused [Sudland] on Monday, while [Ostland] looked on.", "en")
    (frame,) = READER.read([given_])[0]
    assert shown(frame, given_) == "ACCUSE.allege asserted Norland>Sudland"


def test_telling_of_hostile_conduct_is_an_accusation() -> None:
    frames = read("[Norland] mengatakan bahwa [Sudland] berusaha menghalangi [Ostland].", "id")
    assert [(f.type, f.trigger.text, f.actors, f.recipients) for f in frames] == [
        ("ACCUSE", "mengatakan", (0,), (1,))
    ]


def test_the_threshold_leaves_out_what_is_not_trusted() -> None:
    given_ = clue("[Norland] condemned [Sudland].", "en")
    assert RuleReader(threshold=0.0).read([given_])[0]
    assert RuleReader(threshold=1.0).read([given_])[0] == []
    assert 0 < RuleReader().threshold < 1


def test_an_unread_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        READER.read([clue("[Norland] parle.", "xx")])


def test_role_nouns_may_be_words_of_the_trigger() -> None:
    (frame,) = read("[Norland] deployed [troops/role] near [Sudland].", "en")
    assert (frame.type, frame.mode, frame.actors) == ("MOBILIZE", "troops", (0,))


@given(
    st.lists(
        st.sampled_from(
            [
                "[Norland]",
                "[Sudland@]",
                "[it/pronoun]",
                "condemned",
                "met",
                "with",
                "by",
                "was",
                "not",
                "will",
                "said",
                "that",
                ",",
                ";",
                "and",
                "attack",
                "on",
                "to",
                "visit",
                "the",
                "of",
                "'s",
                '"',
                "who",
                "sanctions",
                "talks",
                "between",
            ]
        ),
        max_size=25,
    ),
    st.integers(0, 1000),
)
def test_spans_read_back_and_roles_exist(parts: list[str], offset: int) -> None:
    given_ = clue(" ".join(parts), "en", offset)
    for frame in READER.read([given_])[0]:
        start, end = frame.trigger.start - offset, frame.trigger.end - offset
        assert given_.sentence.text[start:end] == frame.trigger.text
        roles = (*frame.actors, *frame.recipients)
        assert roles
        assert all(0 <= role < len(given_.mentions) for role in roles)
        assert not set(frame.actors) & set(frame.recipients)
        assert 0 <= frame.confidence <= 1
        assert (frame.claimant is None) or frame.status == "claimed"


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    sentence = Sentence(0, len(text), text, 0)
    mention = Mention(0, min(3, len(text)), text[:3], "state", (), "test")
    for language in ("id", "en"):
        items = [Clue(language, sentence, "headline", (mention,) if text else ())]
        assert len(READER.read(items)) == 1


def test_a_quote_of_somebody_else_is_a_claim() -> None:
    given_ = clue("[Norland] bombed [Sudland].", "en")
    speaker = Mention(90, 94, "Ostl", "state", (), "test")
    quote = Quote(0, len(given_.sentence.text), given_.sentence.text, "direct", speaker, None, "t")
    quoted = Clue("en", given_.sentence, "paragraph", given_.mentions, (quote,))
    (frame,) = READER.read([quoted])[0]
    assert (frame.status, frame.claimant) == ("claimed", None)


def test_what_firms_do_is_business_but_not_what_they_say_or_what_is_done_to_them() -> None:
    def types(marked: str) -> list[str]:
        asked = clue(marked, "en")
        firms = tuple(
            replace(m, referents=tuple(replace(r, sector="BUS") for r in m.referents))
            if m.text == "Acme"
            else m
            for m in asked.mentions
        )
        return [frame.type for frame in READER.read([replace(asked, mentions=firms)])[0]]

    assert types("[Acme|NOR] attacked [Sudland].") == []
    assert types("[Norland] attacked [Sudland].") == ["ASSAULT"]
    assert types("[Acme|NOR] condemned [Sudland].") == ["ACCUSE"]
    assert types("[Sudland] imposed sanctions on [Acme|NOR].") == ["SANCTION"]
