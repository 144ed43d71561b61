"""The learned reader of sentences: exact spans, the same reading every time, its threshold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.events.learned import LearnedReader, Reading, labels
from kawat.events.network import Network, network
from kawat.events.reader import Clue
from kawat.model import Actor, Mention, Sentence

READER = LearnedReader(0.0)


def clue(text: str, *names: tuple[str, str], language: str = "fr", at: int = 0) -> Clue:
    """Return a sentence that begins at ``at``, with states named in it."""
    mentions = []
    for name, country in names:
        start = at + text.index(name)
        actor = Actor(None, None, country, None, None)
        mentions.append(Mention(start, start + len(name), name, "state", (actor,), "test"))
    sentence = Sentence(at, at + len(text), text, 0)
    return Clue(language, sentence, "paragraph", tuple(mentions))


ACCUSED = clue("La Russie a accusé l'Ukraine d'avoir bombardé un hôpital.", ("Russie", "RUS"),
               ("Ukraine", "UKR"))  # fmt: skip
MET = clue("Китай и Россия провели переговоры в Пекине.", ("Китай", "CHN"), ("Россия", "RUS"),
           language="ru")  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "trigger", "kind", "actors", "recipients"),
    [(ACCUSED, "accusé", "ACCUSE", (0,), (1,)), (MET, "провели переговоры", "CONSULT", (0, 1), ())],
)
def test_who_does_what_to_whom(
    asked: Clue, trigger: str, kind: str, actors: tuple[int, ...], recipients: tuple[int, ...]
) -> None:
    frame = READER.read([asked])[0][0]
    assert (frame.trigger.text, frame.type) == (trigger, kind)
    assert (frame.actors, frame.recipients) == (actors, recipients)
    assert frame.status == "asserted"


def test_what_is_only_claimed_has_its_claimant() -> None:
    claimed = [frame for frame in READER.read([ACCUSED])[0] if frame.type == "ASSAULT"]
    assert [(f.status, f.claimant, f.actors) for f in claimed] == [("claimed", 0, (1,))]


def test_a_trigger_is_of_whole_words() -> None:
    reading = Reading(clue("Reçu à Kiev, он уехал 他访问了北京", ("Kiev", "UKR")))
    whole = {
        reading.words(tokens).text
        for at in range(2, 20)
        if (tokens := reading.tokens(at, at + 1)) and not reading.words(tokens).text.isspace()
    }
    assert whole & {"Reçu", "Kiev", "уехал"} == {"Reçu", "Kiev", "уехал"}


@given(st.text("aeäßшиk访 问", max_size=30), st.lists(st.booleans(), min_size=40, max_size=40))
def test_no_two_triggers_share_a_word(text: str, likely: list[bool]) -> None:
    reading = Reading(clue(text))
    for at, trigger in enumerate(likely[: len(reading.tags)]):
        reading.tags[at] = (0, 0, 1) if trigger else (1, 0, 0)
    words = [reading.words(tokens) for tokens in reading.triggers()]
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_spans_are_of_the_page() -> None:
    far = clue(ACCUSED.sentence.text, ("Russie", "RUS"), ("Ukraine", "UKR"), at=1000)
    near, moved = READER.read([ACCUSED, far])
    assert [f.trigger.start + 1000 for f in near] == [f.trigger.start for f in moved]


def test_the_same_whatever_stands_beside_it_and_however_many_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = [READER.read([asked])[0] for asked in (ACCUSED, MET)]
    assert READER.read([MET, ACCUSED, MET]) == [alone[1], alone[0], alone[1]]
    two = Network(threads=2)
    monkeypatch.setattr("kawat.events.learned.network", lambda: two)
    assert READER.read([ACCUSED, MET]) == alone


def test_the_threshold_leaves_out_what_is_not_trusted() -> None:
    assert READER.read([ACCUSED])[0]
    assert LearnedReader(1.01).read([ACCUSED]) == [[]]
    assert 0 < LearnedReader().threshold < 1


def test_confidence_never_falls_as_the_network_is_surer() -> None:
    points = labels()["calibration"]
    trusted = [LearnedReader.trust(n / 100, points) for n in range(101)]
    assert trusted == sorted(trusted)
    assert trusted[0] < trusted[-1]


def test_nobody_named_nothing_read() -> None:
    assert READER.read([clue("Il pleut sur la ville depuis lundi.")]) == [[]]


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=60)
def test_pieces_read_back_on_any_text(text: str) -> None:
    ids, spans = network().cut(text)
    assert len(ids) == len(spans)
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)


CREWS = clue("La Russie a expulsé des pêcheurs et des ouvriers.", ("Russie", "RUS"))


def test_words_taken_for_mentions_are_told_apart_from_those_given() -> None:
    reading = Reading(CREWS)
    assert [words.text for words in reading.tagged] == ["pêcheurs", "ouvriers"]
    assert reading.known == list(range(1 + len(reading.tagged)))
    for words in reading.tagged:
        assert CREWS.sentence.text[words.start : words.end] == words.text


@given(st.text(alphabet="aàé Лш中国،. '-7", max_size=30), st.integers(0, 50))
@settings(deadline=None, max_examples=40)
def test_what_is_tagged_is_exact_and_overlaps_no_mention(tail: str, at: int) -> None:
    given_clue = clue(f"Les ouvriers de Paul et la Russie {tail}", ("Russie", "RUS"), at=at)
    reading = Reading(given_clue)
    (mention,) = given_clue.mentions
    for words in reading.tagged:
        text = given_clue.sentence.text
        assert text[words.start - at : words.end - at] == words.text != ""
        assert words.end <= mention.start or mention.end <= words.start
