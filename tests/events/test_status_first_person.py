"""First persons of quotations, on sentences written for these tests."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kawat.events.first_person import FIRST_PERSON, with_first_person
from kawat.events.reader import Clue
from kawat.events.rules import RuleReader
from kawat.model import Actor, Frame, Mention, MentionKind, Quote, Sentence

READER = RuleReader(threshold=0.0)
NORLAND = Actor(None, None, "NOR", "GOV")


def mention(text: str, words: str, *actors: Actor, kind: MentionKind = "role") -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, kind, actors, "test")


def quoted(text: str, speaker: Mention | None) -> Quote:
    start, end = text.index("“") + 1, text.index("”")
    return Quote(start, end, text[start:end], "direct", speaker, None, "test")


def read(text: str, language: str, others: list[Mention]) -> tuple[list[Frame], list[Mention]]:
    speaker = mention(text, "Norland", NORLAND)
    quote = quoted(text, speaker)
    known = sorted([speaker, *others], key=lambda m: m.start)
    mentions = with_first_person(text, language, known, [quote])
    clue = Clue(language, Sentence(0, len(text), text, 0), "paragraph", mentions, (quote,))
    return READER.read([clue])[0], list(mentions)


def test_we_is_the_speaker_and_his_speech_act_is_asserted() -> None:
    text = "“We condemn Sudland,” Norland said."
    (frame,), mentions = read(
        text, "en", [mention(text, "Sudland", Actor(None, None, "SUD", None))]
    )
    assert (frame.type, frame.status) == ("ACCUSE", "asserted")
    actor = mentions[frame.actors[0]]
    assert (actor.text, actor.rule, actor.referents) == ("We", FIRST_PERSON, (NORLAND,))


def test_kami_is_the_speaker() -> None:
    text = "“Kami mengecam Sudland,” kata Norland."
    (frame,), mentions = read(
        text, "id", [mention(text, "Sudland", Actor(None, None, "SUD", None))]
    )
    assert (frame.type, frame.status) == ("ACCUSE", "asserted")
    assert mentions[frame.actors[0]].referents == (NORLAND,)


def test_a_speaker_of_an_earlier_sentence_needs_no_mention_in_this_one() -> None:
    text = "“We condemn Sudland.”"
    far = Mention(900, 907, "Norland", "role", (NORLAND,), "test")
    quote = quoted(text, far)
    known = [mention(text, "Sudland", Actor(None, None, "SUD", None))]
    mentions = with_first_person(text, "en", known, [quote])
    clue = Clue("en", Sentence(0, len(text), text, 0), "paragraph", mentions, (quote,))
    (frame,) = READER.read([clue])[0]
    assert (frame.type, frame.status) == ("ACCUSE", "asserted")
    assert mentions[frame.actors[0]].referents == (NORLAND,)


def test_they_in_a_quotation_are_others() -> None:
    text = "“They attacked the embassy,” Norland said."
    (frame,), mentions = read(text, "en", [mention(text, "They", kind="pronoun")])
    assert frame.status == "claimed"
    assert frame.claimant is not None
    assert mentions[frame.claimant].text == "Norland"


def test_without_a_speaker_we_is_nobody() -> None:
    text = "“We condemn Sudland.”"
    assert with_first_person(text, "en", (), [quoted(text, None)]) == ()


@given(st.text(alphabet="wei WEIusm.,“”\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_first_persons_read_back(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    speaker = Mention(900, 907, "Norland", "role", (NORLAND,), "test")
    taken = [Mention(0, 1, text[:1], "role", (), "test")] if text else []
    quote = Quote(start, end, text[start:end], "direct", speaker, None, "test")
    mentions = with_first_person(text, "en", taken, [quote, quote])
    for found in mentions:
        assert text[found.start : found.end] == found.text
    assert all(m.end <= n.start for m, n in pairwise(mentions))
    assert all(start <= m.start and m.end <= end for m in mentions if m.rule == FIRST_PERSON)
