"""Which country a role is of, where its own words do not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise

from kawat.actors.context import CLAUSE_END, MOST, Context, Found, is_many, is_person
from kawat.actors.items import Item
from kawat.actors.lexicon import HEADS, Word
from kawat.actors.records import BODIES

_OF_PLACE = frozenset({"CVL", "REF", "MED", "EDU", "AGR", "LAB"})
"""Sectors of those who are mostly of the place a sentence is about."""
_GOVERNING = frozenset({"GOV", "LEG", "JUD", None})
"""Sectors of bodies that speak for the state a sentence begins with."""
_FEW = frozenset({"REB", "OPP"})
"""Sectors of what only some countries have."""
_CLEAR = 4
"""How often a country must be named at least for a page to be about it ..."""
_SHARE = 0.45
"""... and its share of all that is named of any country."""
_LEAD = 1.8
"""... and how many times as often as the next."""
_BACK = 2
"""How many sentences back a country still stands for who is in a sentence without one."""
_NEAR = 60
"""Within how many characters a place says where a crowd is."""
_OPEN, _CLOSE, _BOTH = frozenset("\u201c\u201e\u00ab"), frozenset("\u201d\u00bb"), '"'


class Countries:
    """The countries an article names, once all its mentions are found."""

    def __init__(self, context: Context, dateline: str | None) -> None:
        self.context = context
        self.dateline = dateline
        self._places: dict[int, list[tuple[int, str]]] = {}
        self._quotes: dict[int, list[bool]] = {}
        self._before_places: dict[int, dict[int, str]] = {}
        self._all: Counter[str] | None = None
        self._nouns: dict[str, set[str]] | None = None

    def around(self, here: Found) -> tuple[str | None, str]:
        """Return the country the context gives a role, and the rule that did.

        Who is of a place (a governor, civilians) is of the only country a place is named of,
        for civilians one close by. Else it is the only country the sentence names, or, where
        that is not what the page is about, the one the same noun has elsewhere or the page's.
        Where the sentence names several it is that of its subject, if the role is one person
        or body and in the same clause (on the annotated sentences right in two cases of
        three, any nearer name in one of two, which is not clear enough). Where it names none,
        it is that the noun has elsewhere, the page's, the only one of the sentence before,
        then that of the dateline; and on a page that names no country at all that of which
        its language is the language, where there is one such. What stands outside a quotation
        gives no country to a role within it, nor does a news medium.
        """
        word = here.phrase.head.word if here.phrase.head else None
        places = {country for _, country in self._placed(here.sentence)}
        near = self._near(here, word) if word is not None else set()
        if len(near) == 1:
            return near.pop(), "place-country"
        if (country := self._elsewhere(here, distinct=True)) is not None:
            return country, "noun-country"
        named = self._heard(here)
        if len({country for _, country in named}) == 1:
            return self._only(here, *named[0], placed=named[0][1] in places)
        country = self._elsewhere(here)
        if country is not None:
            return country, "noun-country"
        if (country := self._main()) is not None:
            return country, "page-country"
        if named:
            start, country = named[0]
            clause = self.context.cuts[here.sentence].text[start : here.phrase.start]
            opens = self.context.of(here.sentence)[0].phrase.start == start < here.phrase.start
            if opens and not is_many(here) and not CLAUSE_END & set(clause):
                return country, "subject-country"
            at_home = start > here.phrase.start and _governs(here) and self.dateline is not None
            return (self.dateline, "dateline") if at_home else (None, "")
        return self._before(here, word)

    def _before(self, here: Found, word: Word | None) -> tuple[str | None, str]:
        """Return the country of what stands before a sentence that names none."""
        actors = [actor for found in self.context.of(here.sentence) for actor in found.actors]
        local = word is not None and word.sector in _OF_PLACE
        if not local and any(actor.country in BODIES for actor in actors):
            return None, ""
        for sentence in self._back(here):
            last = {country for _, country in self._named(sentence)}
            if len(last) == 1:
                return last.pop(), "last-country"
            if last:
                break
        if self.dateline is not None:
            return self.dateline, "dateline"
        foreign = word is not None and word.form in self.context.lexicon.of_place
        media = any(_is_medium(found) for found in self.context.found)
        if self.context.lexicon.home and not foreign and not media and not self._counted():
            return self.context.lexicon.home, "home"
        return None, ""

    def _only(
        self, here: Found, start: int, country: str, *, placed: bool
    ) -> tuple[str | None, str]:
        """Return the country for a role in a sentence that names one country only."""
        main = self._main()
        follows = start < here.phrase.start
        if main is None and not follows and not is_many(here):
            return self._rather(here, country)
        if main in (None, country) or (
            follows and not is_person(here) and (placed or _governs(here))
        ):
            return country, "sentence-country"
        other = self._elsewhere(here)
        return (other, "noun-country") if other else (main, "page-country")

    def _rather(self, here: Found, country: str) -> tuple[str | None, str]:
        """Return the country of one that stands before the only country its sentence names.

        "The ministry summoned the Belarusian envoy" is mostly of another, where what stands
        before is not about that country alone.
        """
        if self.dateline not in (None, country) and _governs(here):
            return self.dateline, "dateline"
        last = next(filter(None, (sorted(self._named(n)) for n in self._back(here))), [])
        if {other for _, other in last} <= {country}:
            return country, "sentence-country"
        if (other := self._elsewhere(here)) is not None:
            return other, "noun-country"
        (top, _), *_ = self._counted().most_common(1)
        if top == last[0][1] != country:
            return top, "last-country"
        known = any(country == other for _, other in last) and not is_person(here)
        return (country, "sentence-country") if known else (None, "")

    @staticmethod
    def _back(here: Found) -> range:
        """Return the sentences before that still stand for one without a country."""
        return range(here.sentence - 1, max(-1, here.sentence - 1 - _BACK), -1)

    def _near(self, here: Found, word: Word) -> set[str]:
        """Return the countries of the places where those are who are of a place."""
        placed = list(self._placed(here.sentence))
        if word.form in self.context.lexicon.of_place:
            return {country for _, country in placed}
        if word.sector not in _OF_PLACE:
            return set()
        cut = self.context.cuts[here.sentence]
        if here.sentence not in self._before_places:
            self._before_places[here.sentence] = {
                after.start: token.key for token, after in pairwise(cut.tokens)
            }
        before = self._before_places[here.sentence]
        where = self.context.lexicon.where
        return {
            country
            for start, country in placed
            if before.get(start) in where and _is_near(cut.text, here, start)
        }

    def _heard(self, here: Found) -> list[tuple[int, str]]:
        """Return the countries a sentence names, to a role in a quotation those within it."""
        named = sorted(self._named(here.sentence))
        if here.sentence not in self._quotes:
            self._quotes[here.sentence] = _quoted(self.context.cuts[here.sentence].text)
        within = self._quotes[here.sentence]
        if named and within[here.phrase.start]:
            return [(start, country) for start, country in named if within[start]]
        return named

    def _named(self, sentence: int) -> Iterator[tuple[int, str]]:
        """Yield where in a sentence a country, or an actor or place of one, is named."""
        for found in self.context.of(sentence) if sentence >= 0 else ():
            country = _country(found)
            if country is not None:
                yield found.phrase.start, country
        yield from self._gazetteer(sentence)

    def _placed(self, sentence: int) -> Iterator[tuple[int, str]]:
        """Yield where in a sentence a place is named, and its country."""
        for found in self.context.of(sentence):
            country = _country(found) if found.locative else None
            if country is not None:
                yield found.phrase.start, country
        yield from self._gazetteer(sentence)

    def _gazetteer(self, sentence: int) -> list[tuple[int, str]]:
        if sentence < 0:
            return []
        if sentence not in self._places:
            cut = self.context.cuts[sentence]
            places = [(item, self.of_place(item)) for item in cut.items]
            starts = [(cut.tokens[item.first].start, place) for item, place in places if place]
            self._places[sentence] = starts[:MOST]
        return self._places[sentence]

    def of_place(self, item: Item) -> str | None:
        """Return the country of a place, None where it is as likely one in another."""
        if item.letter not in "KRM":
            return None
        places = [name.id for name in item.names if name.use == "place"]
        return self.context.register.likely_country(places)

    def _counted(self) -> Counter[str]:
        """Return how often the article names each country."""
        if self._all is None:
            sentences = range(len(self.context.cuts))
            self._all = Counter(c for number in sentences for _, c in self._named(number))
        return self._all

    def _main(self) -> str | None:
        """Return the country the article is clearly about, if there is one."""
        (first, count), (_, second) = [*self._counted().most_common(2), ("", 0), ("", 0)][:2]
        clear = count >= max(_CLEAR, _SHARE * self._counted().total(), _LEAD * second)
        return first if clear else None

    def _elsewhere(self, here: Found, *, distinct: bool = False) -> str | None:
        """Return the only country that words beside the same noun give it in the article.

        Not for single persons: "the minister" is of any country that has one. With
        ``distinct`` only for what few countries have (rebels, a junta).
        """
        if self._nouns is None:
            self._nouns = {}
            for found in self.context.found:
                noun, country = _noun(found), _country(found)
                named = [noun] if noun is not None and found.kind == "role" else []
                if found.kind == "organisation":
                    named = self._words(found)
                for word in named if country is not None else ():
                    self._nouns.setdefault(word, set()).add(country or "")
        nouns = self._distinct(here) if distinct else [_noun(here) or ""]
        countries = {country for noun in nouns for country in self._nouns.get(noun, ())}
        return countries.pop() if len(countries) == 1 else None

    def _words(self, found: Found) -> list[str]:
        """Return the words of a mention."""
        cut, phrase = self.context.cuts[found.sentence], found.phrase
        return [t.key for t in cut.tokens if phrase.start <= t.start < phrase.end]

    def _distinct(self, here: Found) -> list[str]:
        """Return the nouns of a role that few countries have."""
        words = [item.word for item in here.phrase.items if item.word and item.letter in HEADS]
        distinct = self.context.lexicon.distinct
        return [w.form for w in words if w.form in distinct or w.sector in _FEW]


def _governs(here: Found) -> bool:
    """Tell whether a role is one person, or a body that speaks for a state."""
    governs = is_person(here) or here.actors[0].sector in _GOVERNING
    return governs and not is_many(here)


def _is_near(text: str, here: Found, start: int) -> bool:
    """Tell whether a place of the sentence stands close to a mention, without a comma between."""
    between = text[start : here.phrase.start] or text[here.phrase.end : start]
    return "," not in between and len(between) <= _NEAR


def _noun(found: Found) -> str | None:
    """Return the noun a mention of several or of a body is built on."""
    head = found.phrase.head
    many = (
        head is not None and head.word is not None and (head.letter in "GgBb" or head.word.plural)
    )
    return head.word.form if head is not None and head.word is not None and many else None


def _country(found: Found) -> str | None:
    """Return the country a mention tells by itself; media tell none."""
    if found.open or found.kind == "pronoun" or len(found.actors) != 1:
        return None
    actor = found.actors[0]
    return None if actor.country in BODIES or _is_medium(found) else actor.country


def _is_medium(found: Found) -> bool:
    """Tell whether a mention names a news medium, which mostly is no more than a source."""
    return found.kind == "organisation" and any(actor.sector == "JRN" for actor in found.actors)


def _quoted(text: str) -> list[bool]:
    """Tell of each character whether it stands within quotation marks."""
    marks = [sign for sign in text if sign in _OPEN or sign in _CLOSE]
    if not marks and _BOTH not in text:
        return [False] * (len(text) + 1)
    inside = bool(marks) and marks[0] in _CLOSE

    def step(state: bool, sign: str) -> bool:
        if sign in _BOTH:
            return not state
        return sign in _OPEN or (state and sign not in _CLOSE)

    return list(accumulate(text, step, initial=inside))
