"""Who goes by a title, or a body by its noun, for those who are named so again ("the minister")."""

from __future__ import annotations

from kawat.actors.context import Context
from kawat.actors.found import Found
from kawat.actors.phrases import Phrase
from kawat.actors.taken_up import TakenUp


class Titles:
    """Who in an article was last named with each title."""

    def __init__(self, context: Context, taken_up: TakenUp) -> None:
        self.context, self.taken_up = context, taken_up
        self._known: dict[str, Found] = {}

    def note(self, found: Found) -> None:
        """Keep who goes by a title; of those named by it alone none where there are two."""
        phrase, lexicon = found.phrase, self.context.lexicon
        word = phrase.head.word if phrase.head is not None else None
        if len(found.actors) != 1 or found.rule == "epithet":
            return
        if found.actors[0].country is not None:
            for noun in self.taken_up.nouns(phrase, self.context.cuts[found.sentence]):
                self._known[lexicon.base(noun)] = found
        if found.kind == "organisation" and word is None:
            names = phrase.items[-1].names
            words = names[0].form.split() if names else [""]
            noun = words[-1] if lexicon.head_last else words[0] if len(words) > 1 else ""
            self._known[lexicon.base(lexicon.lower(noun))] = found
        elif word is not None and word.letter in "Bb" and len(phrase.items) > 1:
            self._known.pop(lexicon.base(word.form), None)
        elif word is not None and word.letter in "Hh" and not word.plural:
            named = bool(phrase.name)
            if not named and (found.actors[0].country is None or found.owner is not None):
                return
            for title in lexicon.titles(word.form):
                before = self._known.get(title)
                if named or before is None or before.actors[0].country == found.actors[0].country:
                    self._known[title] = found
                else:
                    del self._known[title]

    def bearer(self, phrase: Phrase) -> Found | None:
        """Return the person last named with the same title, or the body with the same noun."""
        head = phrase.head
        if head is None or head.word is None or head.letter in "GgXx" or head.word.plural:
            return None
        return self._known.get(head.word.base) if len(phrase.items) == 1 else None
