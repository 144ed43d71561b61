"""What an overlay may say: each of its tables held against the register and its own others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from typing import Any

from kawat.actors.facts import Facts, Row
from kawat.actors.overlay import (
    DATED,
    ID,
    KEYS,
    KINDS,
    SECTORS,
    USES,
    Lines,
    Overlay,
    Problem,
    agree,
    written_day,
)
from kawat.language import languages_with

_SOURCE = "overlay"


class Reader:
    """Reads the tables of an overlay into rows, and notes what is wrong."""

    def __init__(self, facts: Facts, lines: Lines, overlay: Overlay) -> None:
        self.facts = facts
        self.lines = lines
        self.overlay = overlay
        self.problems: list[Problem] = []
        self._line: Callable[[str | None], int | None] = lambda key: None
        self._own: dict[str, Row] = {}

    def read(self, data: dict[str, Any]) -> None:
        """Read what ``tomllib`` gives of an overlay."""
        for table in data:
            if table not in KEYS or not _is_tables(data[table]):
                known = table if table in KEYS else _nearest(table, KEYS)
                self._note_at(
                    self.lines.top(table),
                    f"there is no table {table!r}"
                    if table not in KEYS
                    else f"{table!r} is not a list of tables",
                    f"Write [[{known}]]; the tables are {_listed(KEYS)}.",
                )
        readers: dict[str, Callable[[dict[str, Any]], None]] = {
            "entity": self._entity,
            "correct": self._correct,
            "name": self._name,
            "office": self._office,
            "remove": self._remove,
        }
        for table, reader in readers.items():
            rows = data.get(table, [])
            for at, row in enumerate(rows if _is_tables(rows) else ()):
                self._line = self._lines_of(table, at, len(rows))
                if self._shaped(table, row):
                    reader(row)

    def _lines_of(self, table: str, at: int, count: int) -> Callable[[str | None], int | None]:
        return lambda key: self.lines.of(table, at, count, key)

    # -- what holds of every table ------------------------------------------------------

    def _shaped(self, table: str, row: dict[str, Any]) -> bool:
        """Check the keys of a table and the kinds of their values."""
        before = len(self.problems)
        keys = KEYS[table]
        for key in row:
            if key not in keys:
                best = _nearest(key, keys)
                self._note(
                    key,
                    f"[[{table}]] has no key {key!r}",
                    f"Did you mean {best!r}? Its keys are {_listed(keys)}.",
                )
        for key in (key for key, needed in keys.items() if needed and key not in row):
            self._note(None, f"this [[{table}]] has no {key!r}", f"Add {key} = … to it.")
        for key, value in row.items():
            if key in keys and not self._is_value(key, value):
                self._note(key, *_expected(key, value))
        return len(self.problems) == before

    def _is_value(self, key: str, value: Any) -> bool:
        if key in DATED:
            return written_day(value) is not None
        if key == "forms":
            return isinstance(value, list) and bool(value) and all(map(_is_text, value))
        return _is_text(value)

    def _note(self, key: str | None, what: str, remedy: str) -> None:
        self._note_at(self._line(key), what, remedy)

    def _note_at(self, line: int | None, what: str, remedy: str) -> None:
        self.problems.append(Problem(line, what, remedy))

    def _among(self, row: dict[str, Any], key: str, known: Collection[str], noun: str) -> bool:
        """Check that a value is one of those known."""
        value = row.get(key)
        if value is None or value in known:
            return True
        near = get_close_matches(value, known, 1, 0.6)
        meant = f"Did you mean {near[0]!r}? " if near else ""
        few = f"Known are {_listed(sorted(known))}." if len(known) < 60 else _WHERE.get(key, "")
        self._note(key, f"{value!r} is no {noun} that Kawat knows", (meant + few).strip())
        return False

    def _codes(self, row: dict[str, Any]) -> bool:
        """Check the country and the sector."""
        country = self._among(row, "country", self.facts.countries, "country code")
        return self._among(row, "sector", SECTORS, "sector") and country

    def _known(self, row: dict[str, Any], key: str) -> Row | None:
        """Return the actor that a table is of."""
        id = row[key]
        entity = self._own.get(id) or self.facts.entities.get(id)
        if entity is None:
            near = get_close_matches(id, self._own, 1)
            remedy = f"Did you mean {near[0]!r}? " if near else ""
            remedy += "kawat who NAME shows ids; add an actor of your own as an [[entity]]."
            self._note(key, f"nobody in the register has the id {id!r}", remedy)
        return entity

    # -- the tables ---------------------------------------------------------------------

    def _entity(self, row: dict[str, Any]) -> None:
        id = row["id"]
        if not ID.fullmatch(id):
            remedy = "Write a Wikidata id (Q123), or kawat: and a name in a-z, 0-9 and hyphens."
            self._note("id", f"{id!r} is not an id", remedy)
            return
        if id in self._own:
            self._note("id", f"the id {id!r} is given twice", "Leave one of the two out.")
            return
        if id in self.facts.entities:
            name = self.facts.entities[id]["name"]
            remedy = "Write [[correct]] to change it, or [[name]] and [[office]] to add to it."
            self._note("id", f"the register has {id!r} already: {name}", remedy)
            return
        sound = self._among(row, "kind", KINDS, "kind of actor")
        if not (self._codes(row) and sound):
            return
        entity = {key: row.get(key, "") for key in ("id", "kind", "name", "country", "sector")}
        self._add_entity({**entity, "source": _source(row), "checked": ""})
        self._add_name(id, "*", row["name"], "name", _source(row))

    def _correct(self, row: dict[str, Any]) -> None:
        if not self._codes(row):
            return
        old = self.facts.entities.get(row["id"])
        if old is None or row["id"] in self._own:
            what = (
                "is an entity of this file"
                if old is None and row["id"] in self._own
                else ("is corrected twice" if old else "is not in the register")
            )
            remedy = "[[correct]] changes, once, an actor of the register; kawat who shows ids."
            self._note("id", f"{row['id']!r} {what}", remedy)
            return
        changed: Row = {key: row[key] for key in ("name", "country", "sector") if key in row}
        self._add_entity({**old, **changed, "source": _source(row)})
        if "name" in row:
            self._add_name(row["id"], "*", row["name"], "name", _source(row))

    def _add_entity(self, entity: Row) -> None:
        self._own[entity["id"]] = entity
        self.overlay.entities.append(entity)

    def _name(self, row: dict[str, Any]) -> None:
        languages = {*self.facts.languages, *languages_with("actors")}
        sound = self._among(row, "language", languages, "language")
        sound = self._among(row, "use", USES, "use of a name") and sound
        entity = self._known(row, "id")
        if entity is None or not sound:
            return
        use = row.get("use", "name")
        if use == "surname" and entity["kind"] != "person":
            self._note(
                "use", f"{entity['name']} is no person and has no surname", 'Write use = "short".'
            )
            return
        for form in row["forms"]:
            self._add_name(row["id"], row.get("language", "*"), form, use, _source(row))

    def _add_name(self, id: str, language: str, form: str, use: str, source: str) -> None:
        name = {"id": id, "form": form, "use": use, "source": source, "language": language}
        twice = any(
            (other["id"], other["form"], other["language"], other["use"])
            == (id, form, language, use)
            for other in self.overlay.names
        )
        if twice:
            self._note(
                "forms", f"the name {form!r} of {id!r} is given twice", "Leave one of the two out."
            )
            return
        self.overlay.names.append(name)

    def _office(self, row: dict[str, Any]) -> None:
        person = self._known(row, "person")
        sound = self._among(row, "role", self.facts.roles, "role of an office")
        if not (self._codes(row) and sound) or person is None:
            return
        if person["kind"] != "person":
            self._note("person", f"{person['name']} is no person", "Give the id of a person.")
            return
        start, end, checked = (written_day(row.get(key)) or "" for key in DATED)
        if not self._in_order(start, end, checked):
            return
        spell = {
            "person": row["person"],
            "office": row["office"],
            "role": row["role"],
            "country": row.get("country", person["country"]),
            "sector": row.get("sector", person["sector"]),
            "start": start,
            "end": end,
            "source": _source(row),
            "checked": checked or end,
        }
        for other in self.overlay.offices:
            if _same_spell(other, spell):
                self._note(
                    "start",
                    f"this spell of {person['name']} is given twice",
                    "Leave one of the two out.",
                )
                return
        for other in self.facts.offices.get(row["person"], ()):
            if _same_spell(other, spell):
                self.overlay.removed_offices.add((other["person"], other["role"], other["start"]))
        self.overlay.offices.append(spell)

    def _in_order(self, start: str, end: str, checked: str) -> bool:
        """Check that a spell ends after it begins, and that an open one was seen open."""
        if end and end < start and not agree(end, start):
            self._note(
                "end",
                f"this office ends ({end}) before it begins ({start})",
                "Exchange the two dates, or mend the one that is wrong.",
            )
        elif not end and not checked:
            self._note(
                None,
                "this office has neither an end nor a day it was checked",
                "Give end, or checked = the last day you know it was held.",
            )
        elif not end and checked < start and not agree(checked, start):
            self._note(
                "checked",
                f"this office was checked ({checked}) before it began ({start})",
                "Give the last day you know it was held.",
            )
        else:
            return True
        return False

    def _remove(self, row: dict[str, Any]) -> None:
        known = self.facts.entities.get(row["id"])
        if known is None:
            self._note(
                "id",
                f"nobody in the register has the id {row['id']!r}",
                "[[remove]] is for what ships with Kawat; kawat who shows ids.",
            )
            return
        if ("form" in row) == ("role" in row):
            self._note(
                None,
                "[[remove]] takes either a name or an office away",
                "Give form (and language), or role and start.",
            )
        elif "form" in row:
            self._remove_name(row, known)
        else:
            self._remove_office(row, known)

    def _remove_name(self, row: dict[str, Any], known: Row) -> None:
        language = row.get("language")
        named = self.facts.names_of.get(row["id"], [])
        forms = {r["form"] for r in named if language in (None, r["language"])}
        if row["form"] not in forms:
            what = f"the register does not call {known['name']} {row['form']!r}"
            what += f" in {language!r}" if language else ""
            self._note("form", what, f"It has {_listed(sorted(forms), 12)}.")
            return
        self.overlay.removed_names.add((row["id"], language, row["form"]))

    def _remove_office(self, row: dict[str, Any], known: Row) -> None:
        held = [r for r in self.facts.offices.get(row["id"], ()) if r["role"] == row["role"]]
        start = written_day(row["start"]) if "start" in row else None
        if start is not None:
            found = [r for r in held if agree(r["start"], start)]
        else:
            found = held if len(held) == 1 else []
        if not found:
            days = [
                f"{r['role']} from {r['start'] or 'an unknown day'}"
                for r in self.facts.offices.get(row["id"], ())
            ]
            what = f"the register has no such office of {known['name']}"
            what = (
                f"which of the {len(held)} spells is meant" if len(held) > 1 and not start else what
            )
            self._note("role", what, f"It has {_listed(days, 12)}.")
        for spell in found:
            self.overlay.removed_offices.add((spell["person"], spell["role"], spell["start"]))


_WHERE = {
    "country": "Country codes are ISO 3166-1 alpha-3 (IDN), or PLOVER's for what is no state "
    "(UNO, EUR, IGO, NGO).",
    "role": "docs/register.md lists the roles.",
}


def _same_spell(one: Row, other: Row) -> bool:
    """Tell whether two rows are of one spell in an office."""
    keys = ("person", "role", "country")
    return all(one[key] == other[key] for key in keys) and agree(one["start"], other["start"])


def _source(row: dict[str, Any]) -> str:
    source = " ".join(row.get("source", "").split())
    return f"{_SOURCE}: {source}" if source else _SOURCE


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _is_text(value: Any) -> bool:
    """Tell whether a value is text that a table's cell can hold."""
    return isinstance(value, str) and bool(value) and value == " ".join(value.split())


def _expected(key: str, value: Any) -> tuple[str, str]:
    """Return what is wrong with the value of a key, and what it should be."""
    if key in DATED:
        shown = value if isinstance(value, str) else str(value)
        return (
            f"{shown!r} is not a date",
            "Write a day that exists, as 2023-02-21, 2023-02 or 2023.",
        )
    if key == "forms":
        return f"{key} is not a list of names", 'Write forms = ["one", "another"].'
    return f"{key} is not text without blanks around", f'Write {key} = "…" on one line.'


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like one."""
    words = list(known)
    return next(iter(get_close_matches(word, words, 1, 0.0)), words[0])


def _listed(words: Collection[str], most: int = 60) -> str:
    """Return words as a list in a sentence."""
    shown = ", ".join(list(words)[:most])
    return (shown + (" …" if len(words) > most else "")) or "none"
