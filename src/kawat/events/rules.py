"""The first coder's reader of sentences: a trigger lexicon, function words, no model.

What it knows of a language is in ``language/<code>/events.toml`` and ``grammar.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kawat.events.clause import HARD, Line
from kawat.events.clause_roles import Roles
from kawat.events.clause_said import charges, demands
from kawat.events.clause_subjects import Trigger
from kawat.events.codebook import CODEBOOK
from kawat.events.dates import find_dates
from kawat.events.lexicon import Entry, lexicon, report_verbs, words
from kawat.events.reader import Clue
from kawat.events.rules_confidence import confidence, default_threshold
from kawat.events.rules_find import find_triggers, light_verbs
from kawat.events.rules_parties import NAMELESS, by_crowd, by_parties, nameless
from kawat.events.status import CHARGES, PROMISED, Judge, verb_group
from kawat.model import Frame, Mention, Span

SAID = Entry("saying", "ACCUSE", "allege", "direct", "actor", frozenset(), False, frozenset())
"""What a verb of saying becomes where it charges somebody with hostile conduct."""
MUST = Entry("obligation", "REQUEST", None, "direct", "actor", frozenset(), False, frozenset())
"""What a verb of saying becomes where it tells what somebody has to do."""
CONTENT = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
"""Types whose complement is no event of its own (annotation rules of ``training/sentences``)."""
DEEDS = frozenset({"RETREAT", "COERCE", "ASSAULT", "SANCTION", "AID", "COOPERATE", "CONCEDE"})
"""Types whose verbs need an object: without one, "X jailed for libel" is a passive."""


class RuleReader:
    """A ``SentenceReader`` that goes by rules alone.

    ``threshold`` is the confidence below which nothing is returned; the default was chosen
    with the calibration (``benchmarks/calibrate.py``).
    """

    def __init__(self, threshold: float | None = None) -> None:
        """Use the calibrated threshold unless one is given."""
        self.threshold = default_threshold() if threshold is None else threshold

    def read(self, items: Sequence[Clue]) -> list[list[Frame]]:
        """Return the frames of each sentence, in the order of their triggers.

        Raises:
            KeyError: a clue is in a language Kawat does not read.
        """
        return [read_sentence(clue, self.threshold) for clue in items]


def read_sentence(
    clue: Clue,
    threshold: float = 0.0,
    trust: Callable[[Trigger, str], float] = confidence,
) -> list[Frame]:
    """Return the frames of one sentence whose confidence is at least ``threshold``.

    ``trust`` gives the confidence of a trigger with a status.
    """
    known = lexicon(clue.language)
    line = Line(clue.sentence.text, clue.sentence.start, clue.mentions, clue.language)
    if known.elsewhere(line.low, words(clue.context) if clue.context else ()):
        return []
    said = report_verbs(clue.language)
    reports = frozenset(i for i, low in enumerate(line.low) if low in said)
    triggers = find_triggers(line, known)
    if not clue.mentions:
        triggers = [t for t in triggers if t.entry.type in NAMELESS]
    if not triggers and not (reports and clue.mentions):
        return []
    light_verbs(line, triggers)
    for trigger in triggers:
        verb_group(line, trigger)
    verbs = [t for t in triggers if t.voice != "noun" or t.light]
    deeds = frozenset(t.first for t in triggers)
    line.make_groups(frozenset(i for t in verbs for i in (t.head, t.group_start)) | reports, deeds)
    passives(line, triggers)
    roles = Roles(line, triggers, reports)
    roles.assign()
    by_parties(line, triggers)
    day = date.fromisoformat(clue.published) if clue.published else None
    dates = find_dates(clue.sentence.text, clue.language, day, clue.sentence.start)
    judge = Judge(line, triggers, reports, clue.quotes, dates, day)
    content(line, triggers)
    for trigger in triggers:
        trigger.content &= judge.denier(trigger) is None
    found = [t for t in triggers if not t.content]
    found += charges(roles, known.hostile, SAID) + demands(roles, MUST)
    frames = [_frame(clue, line, trigger, judge, trust) for trigger in found]
    kept = [frame for frame in frames if frame and frame.confidence >= threshold]
    return sorted(kept, key=lambda frame: frame.trigger.start)


def content(line: Line, triggers: list[Trigger]) -> None:
    """Mark what is only asked, promised, threatened or refused, and give the accused his deed."""
    for n, trigger in enumerate(triggers):
        for other in reversed(triggers[:n]):
            between = range(other.last + 1, trigger.head)
            if any(line.low[j] in HARD for j in between):
                break
            accuses = other.entry.type == "ACCUSE" and other.entry.mode in CHARGES
            if accuses and not _goes_on(line, trigger) and trigger.actors in ((), other.actors):
                trigger.actors = other.recipients or trigger.actors
                trigger.recipients = tuple(m for m in trigger.recipients if m not in trigger.actors)
            if other.entry.type not in CONTENT:
                continue
            joined = any(line.low[j] == "," or line.begins("coordinators", j) for j in between)
            if joined and not other.content and not _in_complement(line, between, trigger):
                break
            own = line.is_mention(trigger.group_start - 1) and "infinitive" not in trigger.cues
            own = own and other.last < trigger.group_start
            if trigger.voice != "noun" and not (own and other.entry.type != "REQUEST"):
                trigger.content = True
            break


def _goes_on(line: Line, trigger: Trigger) -> bool:
    """Whether "and" and a finite verb go on with the main clause: "accused X of ... and warned"."""
    finite = trigger.voice in ("either", "active") and not line.grammar.agent_adjacent
    return finite and bool(line.ends("coordinators", trigger.group_start))


def _in_complement(line: Line, between: range, trigger: Trigger) -> bool:
    """Whether a verb joined by a comma or "and" still belongs to an infinitive before it."""
    if trigger.voice == "noun" or line.is_mention(trigger.group_start - 1):
        return False
    if not line.grammar.agent_adjacent and trigger.voice != "base":
        return False
    return any(line.begins("infinitive", j) for j in between)


def passives(line: Line, triggers: list[Trigger]) -> None:
    """Tell the passive triggers."""
    for trigger in triggers:
        if trigger.voice == "passive":
            trigger.passive = "have" not in trigger.cues or "be" in trigger.cues
        elif trigger.light:
            voice = trigger.light_voice
            trigger.passive = voice == "passive" or (voice == "either" and "be" in trigger.cues)
        elif trigger.voice == "either":
            trigger.passive = _participle(line, trigger)
        elif "be" in trigger.cues and trigger.voice in ("active", "base"):
            # A participle like the stem ("was set upon by"), or a phrase the lexicon has as it is.
            trigger.passive = bool(line.begins("agent", trigger.last + 1))


def _participle(line: Line, trigger: Trigger) -> bool:
    if "be" in trigger.cues:
        return True
    if "have" in trigger.cues:
        return False
    after = trigger.last + 1
    if after >= len(line):
        return False
    if line.begins("agent", after):
        return True
    if trigger.entry.type not in DEEDS or trigger.entry.roles == "alone":
        return False
    if not trigger.head:
        return True
    if trigger.gap_item is not None:
        return False
    takes_object = not trigger.entry.prepositions or "-" in trigger.entry.prepositions
    objectless = bool(line.begins("prepositions", after)) or line.low[after] in HARD | {","}
    bare = takes_object and objectless and len(trigger.entry.name.split()) == 1
    return bare and line.is_mention(trigger.group_start - 1) and not line.is_mention(after)


def _same(mentions: Sequence[Mention], actors: Iterable[int], recipients: Iterable[int]) -> bool:
    """Whether nobody receives but who acts: the same names. Two pronouns are two parties."""
    said = {_name(mentions[m]) for m in actors if mentions[m].kind != "pronoun"}
    received = {_name(mentions[m]) for m in recipients}
    return bool(received) and received <= said


def _firms(mentions: Sequence[Mention], actors: Iterable[int]) -> bool:
    """Whether all who act are firms: what they sell, close or "attack" is business."""
    sectors = {referent.sector for m in actors for referent in mentions[m].referents}
    return sectors == {"BUS"}


def _name(mention: Mention) -> object:
    """Return the country of a state or a capital, the words of other mentions."""
    if mention.kind in ("state", "metonym") and mention.referents:
        return tuple(r.country for r in mention.referents if r.country) or mention.text
    return mention.text


def _frame(
    clue: Clue,
    line: Line,
    trigger: Trigger,
    judge: Judge,
    trust: Callable[[Trigger, str], float],
) -> Frame | None:
    kind, mode = trigger.entry.type, trigger.entry.mode
    done_to = trigger.recipients and trigger.passive
    if not trigger.actors and not done_to and not nameless(line, trigger):
        return None
    # News often leaves unnamed who is helped or sanctioned, but nobody cooperates alone.
    two = "two" in trigger.entry.needs or (kind == "COOPERATE" and not trigger.passive)
    parties = (clue.mentions[m] for m in (*trigger.actors, *trigger.recipients))
    if two and sum(max(1, len(party.referents)) for party in parties) < 2:
        return None
    # A crowd makes even an everyday verb a protest: "thousands marched past the palace".
    crowd = kind == "PROTEST" and by_crowd(line, trigger)
    if "recipient" in trigger.entry.needs and not trigger.recipients and not crowd:
        return None
    if _same(clue.mentions, trigger.actors, trigger.recipients):
        return None
    if CODEBOOK.is_material(kind) and _firms(clue.mentions, trigger.actors):
        return None
    status, claimant = judge.judge(trigger)
    if status == "future" and kind in PROMISED:
        kind, mode, status = PROMISED[kind], None, "asserted"
    start, end = line.start[trigger.first], line.end[trigger.last]
    offset = clue.sentence.start
    span = Span(start, end, clue.sentence.text[start - offset : end - offset])
    return Frame(
        trigger=span,
        type=kind,
        mode=mode,
        status=status,
        actors=trigger.actors,
        recipients=trigger.recipients,
        confidence=trust(trigger, status),
        rule=f"{clue.language}:{trigger.entry.name}",
        claimant=claimant,
    )
