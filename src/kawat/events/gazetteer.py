"""The gazetteer: places by the forms a language gives their names.

The tables are ``kawat/actors/data/places.tsv`` and ``place_names/``, made from GeoNames.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from kawat.actors.morphology import PLAIN, Morphology, morphology
from kawat.language import languages_with, load


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    ``key`` is its GeoNames id or, where it has another source, one of Kawat's own; ``country``
    an ISO 3166-1 alpha-3 code, or None for what lies in several; ``kind`` is the table's.
    """

    key: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    kind: str

    @property
    def geonames(self) -> int | None:
        """The GeoNames id, None where the entry is not from there."""
        return int(self.key) if self.key.isdecimal() else None


_BLANKS = 2
"""Most blanks in a name that is looked for in its forms."""


class Gazetteer:
    """Places by name, for one language."""

    def __init__(self, names: Mapping[str, tuple[Place, ...]], forms: Morphology = PLAIN) -> None:
        """Index the names, which are folded to small letters; ``forms`` are those they may have."""
        self._names = names
        self._forms = forms
        self._bases = {self._key(name): places for name, places in names.items()}
        self.longest = max(map(len, names), default=0)
        self.countries: dict[str, set[str]] = {}
        """For each country, the names that tell of it: its own and its capital's."""
        for name, places in names.items():
            for place in places:
                if place.country and place.kind in ("country", "territory", "capital"):
                    self.countries.setdefault(place.country, set()).add(name)

    def __getitem__(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, () for none."""
        return self._names.get(name.casefold(), ())

    def inflected(self, words: str) -> tuple[Place, ...]:
        """Return the places of a name that stands in another form: "Москве", () for none."""
        if not self._forms.inflects or words.count(" ") > _BLANKS:
            return ()
        keys = self._key(words).split(" ")
        bases = ([key, *(way.base for way in self._forms.ways(key))] for key in keys)
        found = (self._bases.get(" ".join(base)) for base in product(*bases))
        return next((places for places in found if places), ())

    def _key(self, name: str) -> str:
        return " ".join(map(self._forms.key, name.split(" "))) if self._forms.inflects else name


def build(
    places: Iterable[Place], forms: Iterable[tuple[str, str]], inflection: Morphology = PLAIN
) -> Gazetteer:
    """Return a gazetteer of these places under these forms (key and form), however inflected."""
    by_key = {place.key: place for place in places}
    names: dict[str, dict[str, Place]] = {}
    for key, form in forms:
        if key in by_key:
            names.setdefault(form.casefold(), {})[key] = by_key[key]
    return Gazetteer({name: tuple(found.values()) for name, found in names.items()}, inflection)


@cache
def gazetteer(language: str) -> Gazetteer:
    """Return the gazetteer of the package for a language.

    Names are found in other forms than their own where ``places.toml`` says so (``inflected``).
    """
    forms = (
        (key, form)
        for table in ("any", language)
        for key, form in _rows(f"place_names/{table}.tsv", 2)
    )
    inflects = language in languages_with("places") and load(language, "places").get("inflected")
    return build(_places(), forms, morphology(language) if inflects else PLAIN)


@cache
def _places() -> tuple[Place, ...]:
    return tuple(
        Place(key, name, country or None, _number(lat), _number(lon), int(population or 0), kind)
        for key, name, country, lat, lon, population, kind in _rows("places.tsv", 7)
    )


def _rows(name: str, columns: int) -> Iterable[list[str]]:
    """Yield the first columns of a table of the register, without its head."""
    text = files("kawat.actors").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")[:columns]


def _number(figures: str) -> float | None:
    return float(figures) if figures else None
