"""A sentence as the rules see it: tokens, mentions as single items, clause boundaries, groups.

No parser: a mention is one item, function words come from ``language/<code>/grammar.toml``, and
what stands before and after a trigger is found by walking over the items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kawat.events.lexicon import WORD, Phrases, items
from kawat.language import load
from kawat.model import Mention

HARD = frozenset(";:.!?—–()[]…")
QUOTES = frozenset("\"“”„«»‘'")
YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:-an|s)?$")
ASIDE = re.compile(r"[(\[（][^()\[\]（）]{1,40}[)\]）]")
"""A short parenthesis ("(UN)", "(25/3)", "(left)"): read as if it were not there."""
PAIRING = re.compile(r"[-‑–—]")
"""What joins two names to a pair: "Israel-Hamas"."""
REACH = 16
"""How many items to the right a role is looked for."""

_LISTS = (
    "determiners modifiers possessives "
    "pronouns possessor agent of partner between recipients places directions "
    "prepositions participial relatives coordinators list_conjunctions subordinators "
    "complementizers "
    "conditionals inversions obligations be have auxiliaries "
    "infinitive adverbs negators nominal_negators first_person"
)


class Grammar:
    """The function words of a language, ready to look up."""

    def __init__(self, language: str) -> None:
        """Read ``grammar.toml``.

        Raises:
            KeyError: Kawat does not read the language.
            FileNotFoundError: the language has no grammar.
        """
        data = load(language, "grammar")
        self.lists = {name: Phrases(items(data.get(name, ""))) for name in _LISTS.split()}
        self.group = {name: Phrases(items(v)) for name, v in data["verb_group"].items()}
        self.status = {name: Phrases(items(v)) for name, v in data["status"].items()}
        self.deeds = {name: Phrases(items(v)) for name, v in data["deeds"].items()}
        self.light = {name: Phrases(items(v)) for name, v in data["light"].items()}
        self.adverb_ending: str = data.get("adverb_ending", "")
        self.clitics = tuple(items(data.get("inflection", {}).get("clitics", "")))
        self.agent_adjacent = not data.get("be")
        """Whether the agent of a passive may follow it without a preposition."""

    def __getitem__(self, name: str) -> Phrases:
        """Return a list of function words."""
        return self.lists[name]


@cache
def grammar(language: str) -> Grammar:
    """Return the grammar of a language (see ``Grammar``)."""
    return Grammar(language)


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions joined by "and" or commas: the items it covers and the mentions' indices."""

    first: int
    last: int
    mentions: tuple[int, ...]


class Line:
    """The items of a sentence: a word, a mark, or a whole mention."""

    def __init__(self, text: str, offset: int, mentions: Sequence[Mention], language: str) -> None:
        """Tokenize ``text``, which starts at ``offset`` of the article."""
        self.grammar = grammar(language)
        self._lists = self.grammar.lists
        self.language = language
        self.mentions = mentions
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.mention: list[int] = []
        self.roles: dict[int, frozenset[str]] = {}
        """The words of mentions that are common nouns ("troops"): a trigger may need them."""
        self._text, self._offset = text, offset
        asides = [(m.start() + offset, m.end() + offset) for m in ASIDE.finditer(text)]
        upcoming = 0
        for match in WORD.finditer(text):
            start, end = match.start() + offset, match.end() + offset
            while asides and asides[0][1] <= start:
                asides.pop(0)
            if asides and asides[0][0] <= start and self.low:
                while upcoming < len(mentions) and mentions[upcoming].start < end:
                    upcoming += 1
                continue
            while upcoming < len(mentions) and mentions[upcoming].start < end:
                if mentions[upcoming].kind == "role":
                    named = WORD.findall(mentions[upcoming].text.lower())
                    self.roles[len(self.low)] = frozenset(named)
                self._push("", mentions[upcoming].start, mentions[upcoming].end, upcoming)
                upcoming += 1
            if upcoming and start < mentions[upcoming - 1].end:
                continue
            self._push(match[0].lower(), start, end, -1)
        self.groups: dict[int, Group] = {}
        self.verbs: frozenset[int] = frozenset()
        """The items that hold a finite verb, once they are known."""

    def _push(self, low: str, start: int, end: int, mention: int) -> None:
        self.low.append(low)
        self.start.append(start)
        self.end.append(end)
        self.mention.append(mention)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.low)

    def is_mention(self, i: int) -> bool:
        """Whether item ``i`` is a mention."""
        return 0 <= i < len(self.low) and self.mention[i] >= 0

    def ends(self, name: str, end: int) -> int:
        """Return how many items of a phrase of list ``name`` end just before ``end``."""
        return self._lists[name].ending(self.low, end)

    def begins(self, name: str, start: int) -> int:
        """Return how many items of a phrase of list ``name`` start at ``start``."""
        return self._lists[name].starting(self.low, start)

    def is_adverb(self, i: int) -> bool:
        """Whether item ``i`` has an adverb's ending."""
        ending = self.grammar.adverb_ending
        return bool(ending) and len(self.low[i]) > 4 and self.low[i].endswith(ending)

    def before(self, i: int) -> int:
        """Return where the determiners and numbers before item ``i`` begin."""
        while i > 0:
            n = self.ends("determiners", i)
            if n:
                i -= n
            elif self.low[i - 1][:1].isdigit() and not YEAR.match(self.low[i - 1]):
                i -= 1
            else:
                break
        return i

    def preposition(self, i: int) -> tuple[str, int]:
        """Return the preposition before the mention at ``i``, and the item it starts at.

        The preposition is empty where there is none.
        """
        start = self.before(i)
        for at in (i, start):
            n = self.ends("prepositions", at)
            if n and not (at == i and start != i and n == 0):
                return " ".join(self.low[at - n : at]), at - n
        return "", start

    def make_groups(self, verbs: frozenset[int], deeds: frozenset[int] = frozenset()) -> None:
        """Join coordinated mentions.

        ``verbs`` are the items that hold a finite verb: "X condemned Y and Z praised W" does
        not join Y and Z. ``deeds`` are items that hold a noun of deed.
        """
        self.verbs, self._deeds = verbs, deeds
        at = [i for i in range(len(self)) if self.mention[i] >= 0]
        done: set[int] = set()
        for i in at:
            if i in done:
                continue
            group = self._group(i, verbs)
            for member in group:
                done.add(member)
            made = Group(group[0], group[-1], tuple(self.mention[m] for m in group))
            for member in group:
                self.groups[member] = made

    def _group(self, i: int, verbs: frozenset[int]) -> list[int]:
        members: list[int] = [i]
        pending: list[int] = []
        last = i
        while True:
            j = self._paired(last)
            if j:
                members += [*pending, j]
                pending, last = [], j
                continue
            j = last + 1
            comma = j < len(self) and self.low[j] == ","
            j += comma
            n = self.begins("list_conjunctions", j)
            if not (comma or n):
                break
            k = j + n
            while k < len(self) and not self.is_mention(k):
                m = self.begins("determiners", k) or int(self.low[k][:1].isdigit())
                if not m:
                    break
                k += m
            if not self.is_mention(k):
                break
            pending.append(k)
            last = k
            if n:
                if self._starts_clause(i, k, verbs):
                    break
                members += pending
                pending = []
        opening = len(members) == 1 and bool(pending) and i == 0
        if opening and self._predicate(pending[-1] + 1, verbs):
            # Headlines join with a comma alone: "Seoul, Tokyo hold talks".
            members += pending
        return members

    def _paired(self, i: int) -> int | None:
        """Return the mention that a hyphen or a dash joins to the one at ``i``."""
        j = i + 1 if self.is_mention(i + 1) else i + 2
        if not self.is_mention(j):
            return None
        between = self._text[self.end[i] - self._offset : self.start[j] - self._offset]
        return j if PAIRING.fullmatch(between) else None

    def _predicate(self, i: int, verbs: frozenset[int]) -> bool:
        """Whether a verb stands at ``i``, or after a role noun ("Chinese navies hold ...")."""
        if i >= len(self) or not self.low[i][:1].isalnum():
            return False
        if self.low[i + 1 : i + 2] == [","]:
            return False  # "Beijing, Manila says, sent ships"
        return any(j in verbs or j in self._deeds or self._auxiliary(j) for j in (i, i + 1))

    def clause_follows(self, i: int, verbs: frozenset[int]) -> bool:
        """Whether a mention at or after ``i`` is the subject of a verb, not part of a phrase."""
        while i < len(self) and not self.is_mention(i):
            n = self.begins("determiners", i)
            if not n:
                return True
            i += n
        group = self.groups.get(i)
        after = group.last + 1 if group else i + 1
        return after in verbs or self._auxiliary(after)

    def _starts_clause(self, first: int, last: int, verbs: frozenset[int]) -> bool:
        """Whether the mention at ``last`` is the subject of a new clause."""
        if last + 1 not in verbs and not self._auxiliary(last + 1):
            return False
        start = self.before(first)
        earlier = any(j in verbs for j in range(max(0, first - 8), first))
        return start - 1 in verbs or (earlier and bool(self.preposition(first)[0]))

    def _auxiliary(self, i: int) -> bool:
        return bool(self.begins("auxiliaries", i))
