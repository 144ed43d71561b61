"""The vocabulary that ships: the pieces of the languages read, and their vectors as they came.

A piece is kept that occurs when the words of ``wordfreq``'s lists, the annotated sentences or the
register's names are cut, or that is a single character. What is cut off is written with smaller
pieces. The vectors are not trained, so they keep the four bits they came in (``Q4_0``).
"""

from __future__ import annotations

import base64
import csv
import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

import wordfreq
from benchmarks.sentences import examples
from sentencepiece import sentencepiece_model_pb2 as spm
from tokenizers import Tokenizer
from training.encoder.weights import PIECES_AT, tokenizer_file, weights_file

LISTS = {"ar": "large", "de": "large", "en": "large", "es": "large", "fr": "large", "id": "best",
         "ja": "best", "ms": "best", "pt": "large", "ru": "large", "tr": "best", "uk": "best",
         "zh": "large"}  # fmt: skip
NAMES = Path(__file__).resolve().parents[2] / "src" / "kawat" / "actors" / "data" / "names"
WORDS = 60_000
"""Most words taken of a list."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
ROW = 384 // 32 * 18
"""Bytes of one vector: twelve blocks of a 16-bit scale and 32 half bytes."""


def texts() -> Iterator[str]:
    """Yield what the pieces must be able to write well."""
    for language, kind in LISTS.items():
        words = wordfreq.top_n_list(language, WORDS, kind)
        yield from words
        yield from (word.capitalize() for word in words if word.isalpha())
        yield from (example.clue.sentence.text for example in examples(language))
        with (NAMES / f"{language}.tsv").open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            yield from (row["form"] for row in rows)


def kept(tokenizer: Tokenizer, vocabulary: list[tuple[str, float]]) -> list[int]:
    """Return the ids of the pieces to keep, in order."""
    found = {n for n, (piece, _) in enumerate(vocabulary) if len(piece.lstrip("▁")) <= 1}
    found |= set(range(len(SPECIAL)))
    batch: list[str] = []
    for text in texts():
        batch.append(text)
        if len(batch) == 10_000:
            found |= _ids(tokenizer, batch)
            batch = []
    return sorted(found | _ids(tokenizer, batch))


def _ids(tokenizer: Tokenizer, batch: Iterable[str]) -> set[int]:
    return {i for coded in tokenizer.encode_batch(list(batch)) for i in coded.ids}


def write(folder: Path) -> int:
    """Write ``pieces.model`` and ``vectors.q4``; return how many pieces are kept."""
    file = tokenizer_file()
    data = json.loads(file.read_text(encoding="utf-8"))
    vocabulary = [(piece, score) for piece, score in data["model"]["vocab"]]
    tokenizer = Tokenizer.from_file(str(file))
    rows = [n for n in kept(tokenizer, vocabulary) if n < len(vocabulary)]
    model = spm.ModelProto()
    kinds = {"<unk>": spm.ModelProto.SentencePiece.UNKNOWN}
    for row in rows:
        piece, score = vocabulary[row]
        special = spm.ModelProto.SentencePiece.CONTROL if piece in SPECIAL else None
        model.pieces.add(
            piece=piece,
            score=score,
            type=kinds.get(piece, special or spm.ModelProto.SentencePiece.NORMAL),
        )
    model.trainer_spec.model_type = spm.TrainerSpec.UNIGRAM
    model.trainer_spec.vocab_size = len(rows)
    model.trainer_spec.bos_id, model.trainer_spec.pad_id = 0, 1
    model.trainer_spec.eos_id, model.trainer_spec.unk_id = 2, 3
    normalizer = model.normalizer_spec
    normalizer.name = "nmt_nfkc"
    charsmap = data["normalizer"]["normalizers"][0]["precompiled_charsmap"]
    normalizer.precompiled_charsmap = base64.b64decode(charsmap)
    normalizer.add_dummy_prefix = True
    normalizer.remove_extra_whitespaces = True
    normalizer.escape_whitespaces = True
    (folder / "pieces.model").write_bytes(model.SerializeToString())
    (folder / "vectors.q4").write_bytes(b"".join(_vectors(rows)))
    return len(rows)


def _vectors(rows: list[int]) -> Iterator[bytes]:
    """Yield the blocks of each row of the word embedding, as the weights file has them."""
    data = weights_file().read_bytes()
    pieces, *_, length = struct.unpack_from("<5iQ", data, 44)
    at = PIECES_AT + 4 * (pieces + 1) + 4 * pieces + length
    _, norms = struct.unpack_from("<iI", data, at)
    at += 8 + norms + 4
    while True:
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size]
        at += 2 + size
        _, _, offset, _ = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        if name == b"emb.word":
            break
    for row in rows:
        yield data[offset + row * ROW : offset + (row + 1) * ROW]
