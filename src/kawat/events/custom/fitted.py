"""A fitted codebook: its types, the head that tells them apart, and the file it is kept in.

The file is JSON of a few tens of kilobytes, to be read and compared like any text. It holds
no sentence of the user's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from kawat.errors import KawatError
from kawat.events.codebook import CODEBOOK, Quad
from kawat.events.custom.features import encoder_mark
from kawat.events.custom.head import Head
from kawat.events.custom.source import CustomType

FORM = "kawat-codebook/1"


@dataclass(frozen=True)
class CustomCodebook:
    """What ``kawat train`` made of a user's examples.

    ``types`` are the classes of ``head`` behind none, in order. ``encoder`` tells the network
    the head was fitted on.
    """

    name: str
    description: str
    types: tuple[CustomType, ...]
    head: Head
    encoder: str

    @property
    def mark(self) -> str:
        """What tells this codebook from any other: part of the name of the coder."""
        return f"{self.name}@{hashlib.sha256(self.to_json().encode()).hexdigest()[:12]}"

    def parent(self, type_: str) -> str | None:
        """Return the PLOVER type a type belongs to; None where the user names none."""
        return next((kind.parent for kind in self.types if kind.name == type_), None)

    def quad(self, type_: str) -> Quad | None:
        """Return the quad code of a type's parent; None without one."""
        parent = self.parent(type_)
        return CODEBOOK.quad(parent) if parent else None

    def score(self, type_: str, mode: str | None = None) -> float | None:
        """Return the score of a type's parent; None without one. There are no modes."""
        parent = self.parent(type_)
        return CODEBOOK.score(parent) if parent else None

    def is_material(self, type_: str) -> bool:
        """Say whether a type is of deeds: its parent is, or it has none."""
        parent = self.parent(type_)
        return parent is None or CODEBOOK.is_material(parent)

    def context_of(self, type_: str, mode: str | None) -> None:
        """Return None: no type of a user's brings a context with it."""

    def to_json(self) -> str:
        """Return the contents of the file."""
        table = {
            "form": FORM,
            "name": self.name,
            "description": self.description,
            "encoder": self.encoder,
            "types": [asdict(kind) for kind in self.types],
            "head": {
                name: np.asarray(getattr(self.head, name), np.float32).tolist()
                for name in ("centre", "scale", "weights", "bias")
            },
        }
        return json.dumps(table, ensure_ascii=False) + "\n"

    def save(self, path: Path) -> None:
        """Write the file.

        Raises:
            KawatError: ``output-unwritable``.
        """
        try:
            path.write_text(self.to_json(), encoding="utf-8")
        except OSError as error:
            raise KawatError(
                "output-unwritable",
                f"{path} cannot be written: {error.strerror}",
                "Give another path, or make its folder.",
            ) from None


def load(source: str | PathLike[str]) -> CustomCodebook:
    """Read a file that ``kawat train`` wrote.

    Raises:
        KawatError: ``codebook-missing``; ``codebook-unfitted`` where it is not such a file;
            ``codebook-other-encoder`` where it was fitted on another version of the network.
    """
    path = Path(source)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KawatError(
            "codebook-missing", f"{path} cannot be opened: {error.strerror}", "Check the path."
        ) from None
    except UnicodeDecodeError:
        raise _unfitted(path) from None
    try:
        found = _parse(json.loads(text))
    except (ValueError, TypeError, KeyError):
        raise _unfitted(path) from None
    if found.encoder != encoder_mark():
        raise KawatError(
            "codebook-other-encoder",
            f"{path} was fitted on another network ({found.encoder}; this is {encoder_mark()})",
            "Fit it again with this version: kawat train.",
        )
    return found


def _unfitted(path: Path) -> KawatError:
    return KawatError(
        "codebook-unfitted",
        f"{path} is not a codebook fitted by kawat train",
        "Run kawat train on your file of examples, and give the file it writes.",
    )


def _parse(table: dict[str, Any]) -> CustomCodebook:
    """Read the file's table; ValueError, TypeError or KeyError where it is of another form."""
    if table["form"] != FORM:
        raise ValueError(table["form"])
    types = tuple(CustomType(**row) for row in table["types"])
    head = Head(**{name: np.array(rows, np.float64) for name, rows in table["head"].items()})
    wide = (len(head.centre), len(types) + 1)
    if head.weights.shape != wide or head.bias.shape != wide[1:] or head.scale.shape != wide[:1]:
        raise ValueError("head")
    return CustomCodebook(
        str(table["name"]), str(table["description"]), types, head, str(table["encoder"])
    )
