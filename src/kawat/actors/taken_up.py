"""Which body a noun that stands alone takes up ("the agency", behind the IAEA)."""

from __future__ import annotations

from dataclasses import dataclass, field

from kawat.actors.items import Sentence
from kawat.actors.lexicon import Lexicon
from kawat.actors.names import Names
from kawat.actors.phrases import Phrase
from kawat.actors.records import OF_STATE
from kawat.actors.register import Register

_BODIES = "Bb"


@dataclass
class TakenUp:
    """Tells the nouns that may stand for a body from where an article names it on.

    A body named with what it belongs to goes by its noun ("the Border Committee of Belarus": "the
    committee"), one of the register by the nouns in its names and by those of its sector ("the
    party"), one of a state also by a noun for any such (``any_body``).
    """

    register: Register
    lexicon: Lexicon
    names: Names
    _of: dict[str, frozenset[str]] = field(default_factory=dict)

    def nouns(self, phrase: Phrase, sentence: Sentence) -> frozenset[str]:
        """Return the nouns by which what a phrase names may be taken up."""
        head = phrase.head
        if head is not None and head.word is not None:
            if head.letter not in _BODIES or head.word.plural or len(phrase.items) < 2:
                return frozenset()
            text = sentence.text[sentence.tokens[head.first].start : phrase.end]
            last = sentence.tokens[head.last - 1].end - sentence.tokens[head.first].start
            return self._in(text[:last]) | self._of_sector(head.word.sector, named=False)
        item = phrase.items[-1 if self.lexicon.head_last else 0]
        ids = {name.id for name in item.names} if item.letter == "O" and not phrase.name else ()
        return self._entity(ids.pop()) if ids and len(ids) == 1 else frozenset()

    def _entity(self, id: str) -> frozenset[str]:
        if id not in self._of:
            entity = self.register.entity(id)
            sector = self._of_sector(entity.sector if entity else None, named=True)
            self._of[id] = sector.union(*(self._in(name.form) for name in self.names.of(id)))
        return self._of[id]

    def _in(self, text: str) -> frozenset[str]:
        """Return the nouns for bodies in a name that by themselves name none."""
        tokens = self.lexicon.morphology.tokenize(text)
        words = [self.lexicon.longest(tokens[at : at + 1], 0)[1] for at in range(len(tokens))]
        return frozenset(word.form for word in words if word is not None and word.letter == "b")

    def _of_sector(self, sector: str | None, *, named: bool) -> frozenset[str]:
        """Return the nouns that take up any body of a sector."""
        if sector in OF_STATE:
            return self.lexicon.any_body
        if not named or sector is None:
            return frozenset()
        return self.lexicon.bodies_of(sector)
