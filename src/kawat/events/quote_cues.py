"""Find who is said to say what: the verbs of saying of a sentence, their subjects and objects.

A unit is a sentence of the narration in which each run of quoted words and each mention of an
actor is one token, so that what is quoted cannot be taken for the reporter's own words. All
that depends on a language is in its ``speech.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kawat.events.quote_lexicon import Frames, Speech
from kawat.events.quote_marks import Marked, opens
from kawat.model import Actor, Mention

COMMAS = frozenset(",،，、—–-")
ENDS = frozenset(".!?…。！？؟")


class Token(NamedTuple):
    """A word, a punctuation mark, a verb of saying, a mention, or a whole run of quoted words."""

    kind: Literal["word", "mark", "cue", "mention", "quote"]
    start: int
    end: int
    key: str
    frames: Frames = frozenset()
    mention: Mention | None = None


class Subject(NamedTuple):
    """Who a verb's subject is, and the tokens it takes up (half open).

    ``kind`` ``same`` is the subject of the clause before, ``pronoun`` one that stands for
    somebody named earlier, ``unknown`` words that name no known actor, ``none`` no subject:
    the verb says nothing here.
    """

    kind: Literal["mention", "role", "pronoun", "same", "unknown", "none"]
    first: int
    last: int
    mention: Mention | None = None


@dataclass(slots=True)
class Saying:
    """A verb of saying in a unit.

    ``group`` are the tokens of subject and verb, ``ranges`` the tokens of what is said in the
    reporter's words, ``quote`` the token of quoted words the group directly follows.
    ``said`` is false where the verb is negated or under a condition.
    """

    cue: int
    frames: Frames
    subject: Subject
    group: tuple[int, int]
    rule: str
    ranges: list[tuple[int, int]] = field(default_factory=list)
    quote: int | None = None
    said: bool = True


class Unit:
    """A sentence of the narration as tokens, and the verbs of saying in it."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        block: int,
        speech: Speech,
        mentions: Sequence[Mention],
        marked: Sequence[Marked],
    ) -> None:
        """Tokenise ``text[span[0]:span[1]]``; mentions and marks are its own, in order."""
        self.text, self.start, self.end, self.block = text, span[0], span[1], block
        self.speech = speech
        self.tokens = self._tokenise(mentions, marked)
        words = [t for t in self.tokens if t.kind in ("word", "cue") and len(t.key) > 3]
        # whether capitals tell names: not where every word has one, as in some headlines
        self.cased = any(text[word.start].islower() for word in words)
        self.sayings = self._sayings()

    def _tokenise(self, mentions: Sequence[Mention], marked: Sequence[Marked]) -> list[Token]:
        solid = [Token("quote", m.outer_start, m.outer_end, "") for m in marked]
        solid += [Token("mention", m.start, m.end, "", mention=m) for m in mentions]
        solid.sort(key=lambda token: (token.start, -token.end))
        tokens: list[Token] = []
        at = self.start
        for token in solid:
            if token.start < at:
                continue
            tokens += self._words(at, token.start)
            tokens.append(token)
            at = token.end
        tokens += self._words(at, self.end)
        return tokens

    def _words(self, start: int, end: int) -> list[Token]:
        """Return the words, punctuation marks and verbs of saying of ``text[start:end]``."""
        tokens: list[Token] = []
        at = start
        for match in self.speech.pattern.finditer(self.text, start, end):
            key = " ".join(match.group().casefold().split())
            if frames := self.speech.cues.get(key):
                tokens += self._plain(at, match.start())
                tokens.append(Token("cue", match.start(), match.end(), key, frames))
                at = match.end()
        return tokens + self._plain(at, end)

    def _plain(self, start: int, end: int) -> list[Token]:
        return [
            Token(
                "word" if match.group()[-1].isalnum() else "mark",
                match.start(),
                match.end(),
                match.group().casefold(),
            )
            for match in self.speech.word.finditer(self.text, start, end)
        ]

    # what a token is

    def has(self, index: int, *names: str) -> bool:
        """Tell whether the token is one of the words of a list of ``speech.toml``."""
        if not 0 <= index < len(self.tokens):
            return False
        token = self.tokens[index]
        return token.kind in ("word", "cue") and any(
            token.key in self.speech.words.get(name, ()) for name in names
        )

    def kind(self, index: int) -> str:
        """Return the kind of the token, or ``end`` outside the unit."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else "end"

    def words_of(self, index: int) -> str:
        """Return the text of the token."""
        return self.text[self.tokens[index].start : self.tokens[index].end]

    def is_comma(self, index: int) -> bool:
        """Tell whether the token parts phrases: a comma or a dash."""
        return self.kind(index) == "mark" and self.tokens[index].key in COMMAS

    def is_mark(self, index: int, marks: str) -> bool:
        """Tell whether the token is one of these punctuation marks."""
        return self.kind(index) == "mark" and self.tokens[index].key in marks

    def is_unclosed(self, index: int) -> bool:
        """Tell whether the token is a quotation mark that encloses nothing."""
        return self.kind(index) == "mark" and opens(self.tokens[index].key)

    def is_time(self, index: int) -> bool:
        """Tell whether the token belongs to a date or time."""
        return self.has(index, "times") or (
            self.kind(index) == "word" and self.tokens[index].key[0].isdigit()
        )

    def is_plain(self, index: int) -> bool:
        """Tell whether the token is a word that no list of ``speech.toml`` knows."""
        return self.kind(index) == "word" and not self.is_time(index) and not self.has(
            index, "determiners", "prepositions", "adverbs", "relatives", "coordinators",
            "breaks", "complementizers", "pronouns", "unsaid", "subordinators", "agents",
        )  # fmt: skip

    def opens_adjunct(self, index: int) -> bool:
        """Tell whether a phrase of place, time or circumstance begins at the token."""
        return (
            self.has(index, "prepositions", "relatives", "adverbs", "subordinators")
            or self.is_time(index)
            or self.is_mark(index, "([")
        )

    # subjects

    def _left_of(self, index: int) -> tuple[int, bool]:
        """Skip adverbs and auxiliaries to the left; tell whether none denies the verb."""
        said = True
        ending = self.speech.adverb_ending
        while self.has(index, "adverbs", "unsaid") or (
            ending and self.kind(index) == "word" and self.tokens[index].key.endswith(ending)
        ):
            said = said and not self.has(index, "unsaid")
            index -= 1
        return index, said

    def _in_phrase(self, index: int) -> int | None:
        """Return the preposition that governs the mention at ``index``, or None."""
        before = index - 1
        while self.has(before, "determiners"):
            before -= 1
        if self.has(before, "prepositions") and not self.has(before, "clausal"):
            return before
        mention = self.tokens[index].mention
        return index if mention is not None and mention.locative else None

    def _qualifies(self, index: int) -> bool:
        """Tell whether the mention only qualifies a noun: "warga Kyiv", "Kyiv residents"."""
        mention = self.tokens[index].mention
        if mention is None or mention.kind in ("person", "role", "pronoun"):
            return False
        if self.speech.head_first:
            return mention.kind != "organisation" and self.is_plain(index - 1)
        return self.is_plain(index + 1) or self._possesses(index)

    def _possesses(self, index: int) -> bool:
        after = index + 1
        return self.kind(after) == "word" and self.tokens[after].key[0] in "'’"

    def subject_before(self, cue: int) -> tuple[Subject, bool]:
        """Return the subject to the left of a verb, and whether the verb is not denied."""
        at, said = self._left_of(cue - 1)
        nobody = Subject("none", cue, cue)
        if any(self.has(i, "passives") for i in range(at + 1, cue)) and not (
            self.tokens[cue].frames & {"participle", "clause"}
        ):
            return nobody, said
        if "participle" in self.tokens[cue].frames or self.has(at, "coordinators"):
            return Subject("same", at + (at < cue - 1), cue), said
        if at < 0 or self.kind(at) == "quote":
            return nobody, said
        if self.is_mark(at, ",)—–"):
            at = self._before_insertion(at)
        return self._head(at, cue), said

    def _before_insertion(self, at: int) -> int:
        """Return the token before what commas or brackets insert up to ``at``."""
        opening = "(" if self.is_mark(at, ")") else ",—–"
        before = at - 1
        while before >= 0 and not self.is_mark(before, opening + ";:"):
            if self.kind(before) == "quote":
                return at - 1
            before -= 1
        if before <= 0 or self.is_mark(before, ";:"):
            return at - 1
        return before - 1

    def _head(self, at: int, cue: int) -> Subject:
        """Return the head of the noun phrase that ends at ``at``, phrases of place apart."""
        found: Subject | None = None
        last, plain = at, False
        nobody = Subject("none", cue, cue)
        while at >= 0 and not self._bars(at):
            if self.is_comma(at) or self.is_mark(at, ")"):
                if found or plain:
                    break
                at, last = at - 1, at - 1
                continue
            if self.has(at, "relatives"):
                found, plain = None, False
                at, last = at - 1, at - 1
                continue
            if found is None:
                phrase = self._in_phrase(at) if self.kind(at) == "mention" else None
                if phrase is not None:
                    at, plain = phrase - 1, False
                    continue
                if self.has(at, "purposes") and self.is_plain(at + 1):
                    return nobody
                if self.has(at, "prepositions"):
                    plain = False
                else:
                    found = self._noun(at, last, cue)
                    plain = plain or self.is_plain(at) or self.kind(at) == "mention"
            at -= 1
        if found:
            return found
        return Subject("unknown", at + 1, cue) if plain else nobody

    def _bars(self, at: int) -> bool:
        """Tell whether a clause ends here."""
        return (
            self.kind(at) == "quote"
            or self.is_mark(at, ";:")
            or (self.has(at, "breaks") and self.is_comma(at - 1))
            or self.has(at, "complementizers")
        )

    def _noun(self, at: int, last: int, cue: int) -> Subject | None:
        """Return the subject whose noun stands at ``at`` in a phrase that ends at ``last``."""
        between = at < last and not (
            self.opens_adjunct(at + 1)
            or self.is_comma(at + 1)
            or (self.speech.head_first and last - at == 1 and self.kind(last) == "word")
        )
        token = self.tokens[at]
        first = at
        while self.has(first - 1, "determiners"):
            first -= 1
        if token.kind == "mention":
            if between or self._qualifies(at) or self._possesses(at):
                return None
            return Subject("mention", first, cue, token.mention)
        if self.has(at, "pronouns") and not between:
            return Subject("pronoun", at, cue)
        if not between and (run := self._name(at)) and run[1] == at + 1:
            return Subject("mention", run[0], cue, self._named(run))
        if self.has(at, "anonymous") and (not between or self.speech.head_first):
            return self._role(at, last, first, cue)
        return None

    def _role(self, at: int, last: int, first: int, cue: int) -> Subject:
        """Return a speaker that only a common noun names: "a senior official"."""
        start = end = at
        if self.speech.head_first:
            while end < last and self.is_plain(end + 1) and end - at < 2:
                end += 1
        else:
            while at - start < 3 and (
                self.is_plain(start - 1) or self.has(start - 1, "adjectives")
            ):
                start -= 1
            first = min(first, start)
        span = self.tokens[start].start, self.tokens[end].end
        role = Mention(*span, self.text[slice(*span)], "role", (), "speech")
        return Subject("role", first, cue, role)

    def subject_after(self, cue: int) -> Subject:
        """Return the subject to the right of a verb ("said the minister")."""
        at = cue + 1
        while self.has(at, "adverbs", "determiners", "agents"):
            at += 1
        if self.kind(at) == "mention":
            if self.speech.head_first or not self._qualifies(at):
                return Subject("mention", cue + 1, at + 1, self.tokens[at].mention)
        elif self.has(at, "pronouns"):
            return Subject("pronoun", cue + 1, at + 1)
        return self._further(cue, at)

    def _further(self, cue: int, at: int) -> Subject:
        """Look past words that describe the speaker for a name beside them."""
        first, name = at, None
        while at - first < 10 and (self.is_plain(at) or self.kind(at) == "mention"):
            if self.kind(at) == "mention":
                if at > first and self._is_person(at):
                    return Subject("mention", cue + 1, at + 1, self.tokens[at].mention)
                name = None
            elif run := self._name(at):
                name = Subject("mention", cue + 1, run[1], self._named(run))
                at = run[1] - 1
            elif self.has(at, "anonymous") and not (self._is_person(at + 1) or self._name(at + 1)):
                role = self._role(at, at + 3, at, cue)
                return Subject("role", cue + 1, at + 1, role.mention)
            at += 1
        if name:
            return name
        if at > first and self.is_comma(at) and self._is_person(at + 1):
            return Subject("mention", cue + 1, at + 2, self.tokens[at + 1].mention)
        return Subject("unknown" if at > first else "none", cue + 1, at)

    def _name(self, at: int) -> tuple[int, int] | None:
        """Return the tokens of the proper name around ``at``, as capitals show it."""
        if not self._capital(at) or not self.cased:
            return None
        first, last = at, at + 1
        while self._capital(first - 1):
            first -= 1
        while self._capital(last):
            last += 1
        # the first word of a sentence has a capital whatever it is
        return None if last - first == 1 and first == 0 else (first, last)

    def _capital(self, at: int) -> bool:
        return self.is_plain(at) and self.text[self.tokens[at].start].isupper()

    def _named(self, run: tuple[int, int]) -> Mention:
        """Return a speaker whom the register does not know, by name."""
        start, end = self.tokens[run[0]].start, self.tokens[run[1] - 1].end
        text = self.text[start:end]
        return Mention(start, end, text, "person", (Actor(None, text, None, None),), "speech")

    def _is_person(self, index: int) -> bool:
        mention = self.tokens[index].mention if self.kind(index) == "mention" else None
        return mention is not None and mention.kind == "person"

    def main_subject(self) -> Mention | None:
        """Return the mention the sentence is about: its first that stands in no phrase."""
        at = 0
        if self.has(0, "subordinators", "prepositions"):
            commas = (i for i in range(len(self.tokens)) if self.is_comma(i))
            at = next((i for i in commas if self._mention_near(i + 1)), 0)
        for index in range(at, len(self.tokens)):
            if self.kind(index) == "quote":
                return None
            if (
                self.kind(index) == "mention"
                and self._in_phrase(index) is None
                and not self._qualifies(index)
            ):
                return self.tokens[index].mention
        return None

    def _mention_near(self, index: int) -> bool:
        while self.has(index, "determiners", "adverbs"):
            index += 1
        return self.kind(index) == "mention"

    # sayings

    def _sayings(self) -> list[Saying]:
        found = [saying] if (saying := self._colon()) else []
        for index, token in enumerate(self.tokens):
            if token.kind == "cue" and (saying := self._saying(index)):
                found.append(saying)
        for saying in found:
            self._bound(saying, found)
        return found

    def _colon(self) -> Saying | None:
        """Return the saying of "Name: words", or of "words": Name, where the words are marked."""
        at = 0
        while self.has(at, "determiners"):
            at += 1
        if self.kind(at) == "quote":
            return self._signed(at)
        follows = self.kind(at + 2) != "end"
        mention = self.tokens[at].mention if self.kind(at) == "mention" else None
        if mention is None or not self.is_mark(at + 1, ":：") or not follows:
            return None
        topic = mention.kind in ("state", "metonym", "group")
        if topic and not self.speech.colon_states and self.kind(at + 2) != "quote":
            return None
        subject = Subject("mention", at, at + 1, mention)
        return Saying(at + 1, frozenset(), subject, (at, at + 2), "colon", [(at + 2, -1)])

    def _signed(self, at: int) -> Saying | None:
        sign = at + 1
        name = sign + 1
        while self.has(name, "determiners"):
            name += 1
        dash = self.is_mark(sign, "—–-") and self.kind(name + 1) in ("end", "mark")
        if self.kind(name) != "mention" or not (dash or self.is_mark(sign, ":：")):
            return None
        subject = Subject("mention", name, name + 1, self.tokens[name].mention)
        group = (sign, name + 1)
        return Saying(sign, frozenset(), subject, group, "signed", quote=at)

    def _saying(self, cue: int) -> Saying | None:
        frames = self.tokens[cue].frames
        if "according" in frames:
            return self._according(cue, frames)
        if "noun" in frames and (saying := self._noun_of_saying(cue, frames)):
            return saying
        if frames <= {"noun"} or self.has(cue - 1, "determiners"):
            return None
        before, said = self.subject_before(cue)
        parted = (
            cue == 0 or self.kind(cue - 1) == "quote" or self.is_comma(cue - 1)
        ) and before.kind not in ("mention", "role", "pronoun", "same")
        if "clitic" in frames:
            if not parted and before.kind != "same":
                return None
            subject = Subject("pronoun", cue, cue + 1)
            return self._place(Saying(cue, frames, subject, (cue, cue + 1), "cue"))
        if "passive" in frames or (parted and self._inverts(cue)):
            after = self.subject_after(cue)
            bare = not frames & {"clause", "loose", "that"} or self.kind(cue - 1) == "quote"
            if after.kind != "none" and (after.kind != "unknown" or (cue and bare)):
                group = (cue, max(after.last, cue + 1))
                return self._place(Saying(cue, frames, after, group, "cue"))
        if before.kind == "none" or frames <= {"inverted", "passive"}:
            return None
        group = (min(before.first, cue), cue + 1)
        return self._place(Saying(cue, frames, before, group, "cue", said=said))

    def _inverts(self, cue: int) -> bool:
        """Tell whether the speaker may follow the verb, which begins a phrase."""
        frames = self.tokens[cue].frames
        return "inverted" in frames and (
            "act" not in frames or self.kind(cue - 1 - self.is_comma(cue - 1)) == "quote"
        )

    def _according(self, cue: int, frames: Frames) -> Saying:
        if "clitic" in frames:
            subject = Subject("pronoun", cue, cue + 1)
        else:
            subject = self.subject_after(cue)
        last = max(subject.last, cue + 1)
        saying = Saying(cue, frames, subject, (cue, last), "according")
        before = cue - 1 if self.is_comma(cue - 1) else cue
        after = last
        while after < len(self.tokens) and not self.is_comma(after) and after - last < 12:
            if self.kind(after) == "quote" and self.is_mark(after - 1, ":"):
                break
            after += 1
        leads = before <= 1 or self.opens_adjunct(0)
        if self.is_comma(after):
            after += 1
        if self.kind(before - 1) == "quote":
            saying.quote = before - 1
        elif before > 1 and self.kind(after) != "quote":
            saying.ranges.append((0, before))
        if after < len(self.tokens) and (leads or self.is_comma(cue - 1)):
            saying.ranges.append((after, -1))
        elif self.kind(last) == "quote":
            saying.ranges.append((last, -1))
        return saying

    def _noun_of_saying(self, cue: int, frames: Frames) -> Saying | None:
        """Return the saying of "a claim by X that ...", "X's claim that ..."."""
        that = cue + 1
        while that < cue + 8 and self.kind(that) in ("word", "mention"):
            if self.has(that, "complementizers"):
                break
            that += 1
        if not self.has(that, "complementizers"):
            return None
        if self.has(that, "ambiguous") and not (
            self.kind(that + 1) == "mention" or self.has(that + 1, "determiners", "subjects")
        ):
            return None
        # what is claimed runs to the end of the sentence only where the claim is its object
        if not any(
            self.kind(i) in ("word", "cue")
            and not self.has(i, "determiners", "adverbs", "prepositions")
            for i in range(cue)
        ):
            return None
        for at in range(cue + 1, that):
            if self.kind(at) == "mention":
                subject = Subject("mention", cue, that, self.tokens[at].mention)
                return Saying(cue, frames, subject, (cue, that), "noun", [(that + 1, -1)])
        before = cue - 1 - (self.kind(cue - 2) == "mention" and self._possesses(cue - 2))
        if self.kind(before) == "mention" and (before < cue - 1 or that == cue + 1):
            if before == cue - 1 and len(frames) > 1:
                return None
            subject = Subject("mention", before, cue, self.tokens[before].mention)
            return Saying(cue, frames, subject, (before, cue + 1), "noun", [(that + 1, -1)])
        return None

    def _place(self, saying: Saying) -> Saying:
        """Tell where what is said stands: before the subject and verb, after, or around them."""
        first, last = saying.group
        before = first - 1
        if self.is_comma(before):
            before -= 1
        if self.kind(before) == "quote" and saying.subject.kind != "same":
            saying.quote = before
            if sum(self.kind(i) in ("word", "mention") for i in range(before)) > 1:
                saying.ranges.append((0, before + 1))
        trails = self._trails(last, saying.frames)
        clause = saying.frames & {"clause", "loose", "that", "inverted"}
        if clause and self.is_comma(first - 1) and saying.quote is None and first > 1:
            if saying.subject.kind != "same" and trails:
                saying.ranges += self._before(first - 1)
                return saying
            if saying.subject.kind != "same" and self._resumes(last):
                saying.ranges += self._before(first - 1)
                saying.ranges.append((last + 1, -1))
                return saying
        if first == 0 and "inverted" in saying.frames and self.is_comma(last):
            saying.ranges.append((last + 1, -1))
            return saying
        frames = saying.frames if saying.quote is None else saying.frames & {"that"}
        if (start := self._content(last, frames)) is not None:
            saying.ranges.append((start, -1))
        return saying

    def _before(self, last: int) -> list[tuple[int, int]]:
        """Return what stands before a verb as what is said, where it is more than circumstance."""
        return [] if self.opens_adjunct(0) and last < 6 else [(0, last)]

    def _trails(self, at: int, frames: Frames) -> bool:
        """Tell whether nothing but circumstances follows: the words said stand before."""
        if "addressee" in frames:
            at = self._past_listener(at)
        if self.is_comma(at):
            at += 1
            if self.kind(at) == "mention" and (
                self.kind(at + 1) == "end" or self.is_mark(at + 1, ",.")
            ):
                return True
            if self.has(at, "adverbs") and not self.is_time(at):
                return False
        if self.kind(at) == "end" or self.is_mark(at, "".join(ENDS)):
            return True
        if not (self.opens_adjunct(at) or self.has(at, "coordinators") or self._participle(at)):
            return False
        rest = range(at, len(self.tokens))
        return not any(self.kind(i) == "quote" or self.is_mark(i, ":") for i in rest) and not (
            self._complementizer(at, frames)
        )

    def _participle(self, at: int) -> bool:
        return self.kind(at) == "cue" and "participle" in self.tokens[at].frames

    def _resumes(self, at: int) -> bool:
        """Tell whether the clause that the verb interrupts goes on after a comma."""
        return (
            self.is_comma(at)
            and self.kind(at + 1) in ("word", "mention")
            and not (self.has(at + 1, "relatives", "breaks"))
        )

    def _past_listener(self, at: int) -> int:
        """Skip who is told."""
        begun = at
        while self.has(at, "determiners"):
            at += 1
        if self.kind(at) == "mention":
            at += 1
            if self.has(at, "coordinators") and self.kind(at + 1) == "mention":
                at += 2
            return at
        while self.has(at, "listeners") or (self.is_plain(at) and self.has(at + 1, "listeners")):
            at += 1
            begun = at
        return begun

    def _complementizer(self, at: int, frames: Frames) -> int | None:
        """Return the "that" that the verb before ``at`` governs, or None."""
        if not (
            self.has(at, "complementizers")
            or self.opens_adjunct(at)
            or self.is_comma(at)
            or "addressee" in frames
        ):
            return None
        for index in range(at, min(at + 25, len(self.tokens))):
            if self.has(index, "complementizers"):
                return index
            if self.kind(index) in ("quote", "cue") or self.is_mark(index, ".;:!?"):
                return None
        return None

    def _content(self, at: int, frames: Frames) -> int | None:
        """Return the first token of what is said after the verb, or None."""
        if frames & {"clause", "loose", "that"} and (that := self._complementizer(at, frames)):
            return that + 1
        if self.kind(at) == "quote" or self.is_mark(at, ":"):
            return None
        if not frames & {"clause", "loose"}:
            return None
        if "addressee" in frames:
            at = self._past_listener(at)
        at = self._past_circumstances(at)
        if self.kind(at) not in ("word", "mention", "cue") or self.has(at, "topics"):
            return None
        if self._is_clause(at) or ("clause" in frames and not self.has(at, "prepositions")):
            return at
        return None

    def _past_circumstances(self, at: int) -> int:
        """Skip when, where and to whom something was said."""
        while True:
            begun = at
            while self.is_time(at):
                at += 1
            if self.is_mark(at, "(["):
                while self.kind(at) != "end" and not self.is_mark(at, ")]"):
                    at += 1
                at += 1
            if self.has(at, "prepositions") and (past := self._past_phrase(at)):
                at = past
            if self.is_comma(at) and at > begun:
                at += 1
            if at == begun:
                return at

    def _past_phrase(self, at: int) -> int | None:
        """Return the token after a phrase of place, time or circumstance, or None."""
        at += 1
        while self.has(at, "determiners"):
            at += 1
        if self.kind(at) == "mention" or self.is_time(at):
            return at + 1
        for index in range(at, at + 3):
            if self.has(index, "settings", "listeners"):
                while self.has(index + 1, "settings", "listeners"):
                    index += 1
                return index + 1
            if not self.is_plain(index):
                return None
        return None

    def _is_clause(self, at: int) -> bool:
        """Tell whether a clause and no mere object begins at the token."""
        if self.has(at, "subjects"):
            return True
        for index in range(at, min(at + 14, len(self.tokens))):
            if self.has(index, "finite") or (index > at and self._predicates(index)):
                return True
            if self.kind(index) == "mark" or self.has(index, "relatives", "purposes"):
                return False
        return False

    def _predicates(self, index: int) -> bool:
        """Tell whether the token has the shape of a verb and follows a definite noun."""
        prefixes = self.speech.verb_prefixes
        token = self.tokens[index]
        return (
            bool(prefixes)
            and token.kind in ("word", "cue")
            and len(token.key) > 5
            and token.key.startswith(prefixes)
            and (self.kind(index - 1) == "mention" or self.has(index - 1, "demonstratives"))
        )

    def _bound(self, saying: Saying, sayings: Sequence[Saying]) -> None:
        """Close the ranges that run on to the end of the clause."""
        bounded = []
        for first, last in saying.ranges:
            end = self._end(first, sayings) if last < 0 else last
            begin = first
            if last >= 0:
                stops = [s.group[1] for s in sayings if s.quote is not None and s.group[1] < end]
                stops += [i + 1 for i in range(first, end) if self.is_mark(i, ";")]
                begin = max([first, *stops])
            while end > begin and self.kind(end - 1) == "mark" and not self.is_mark(end - 1, ")]%"):
                end -= 1
            while begin < end and self.is_comma(begin):
                begin += 1
            if begin < end:
                bounded.append((begin, end))
        saying.ranges = bounded

    def _end(self, first: int, sayings: Sequence[Saying]) -> int:
        stops = {
            s.group[0]: s
            for s in sayings
            if s.subject.kind == "same" and s.cue > first and self._matters(s)
        }
        at = first
        while at < len(self.tokens):
            if self.is_mark(at, ";") or (
                self.is_comma(at)
                and self.has(at + 1, "breaks")
                and (self._mention_near(at + 2) or self.has(at + 2, "pronouns"))
            ):
                return at
            if at in stops and at > first:
                return at - 1 if self.has(at - 1, "coordinators") or self.is_comma(at - 1) else at
            at += 1
        return at

    def _matters(self, saying: Saying) -> bool:
        """Tell whether a verb joined by "and" reports again and is no part of what is said."""
        if saying.frames & {"clause", "loose", "that"} and saying.ranges:
            return True
        reach = range(saying.cue, min(saying.cue + 8, len(self.tokens)))
        return any(self.kind(i) == "quote" and " " in self.words_of(i) for i in reach)
