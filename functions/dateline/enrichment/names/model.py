"""The model of the name tagger: weights of signs, and the most likely labels of a run.

A conditional random field over the labels of BIO: of every kind a first word (B) and a further one (I), and O.
"""

from __future__ import annotations

import mmap
import struct
from functools import cache, lru_cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.enrichment.names.index import NUMBER, STARTS_SIZE, Index
from dateline.enrichment.names.lexicon import Lexicon
from dateline.enrichment.names.signs import word_signs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.findings import EntityKind

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
KINDS: tuple[EntityKind | None, ...] = (None, "person", "person", "organisation", "organisation", "place", "place")
OUTSIDE_LABEL = 0
OPENING = (1, 3, 5)
"""The labels that open a name."""

MODEL = Path(__file__).parent.parent / "data" / "names.bin"
MAGIC = b"names 2\n"
HEAD = struct.Struct("<8sII49h")
"""Magic, number of signs, number of words, and the weights of label after label, row by row."""

UNIT = 128
"""Weights are counted in so many parts of 1."""

LANE = 16
ROW = 14
"""Bytes of a row: for each label 16 bits, all of them one signed number, so that one addition adds a row."""

PULL = 2.0
"""What the first vote of the rest of the text weighs; twice as many weigh one more."""

MOST_PULLS = 3.0

_BIAS = sum(1 << LANE * label + LANE - 1 for label in range(len(LABELS)))
_MASK = (1 << LANE) - 1
_MIDDLE = 1 << LANE - 1
_SHIFTS = tuple(LANE * label for label in range(len(LABELS)))
_INSIDE = range(2, len(LABELS), 2)
_ANYWHERE = (0, *OPENING)
_CACHED = 1 << 13


class Model:
    """A model file, mapped into memory: opening it reads nothing but its head."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, signs, words, *steps = HEAD.unpack_from(view)
        if magic != MAGIC:
            raise ValueError(f"{path} is no model of names")
        at = HEAD.size
        sections = []
        for size in (STARTS_SIZE + NUMBER * signs, STARTS_SIZE + NUMBER * words, ROW * signs, Lexicon.ROW * words):
            sections.append(view[at : at + size])
            at += size
        self._index = Index(sections[0])
        self._rows = sections[2]
        self._steps = [steps[row * len(LABELS) : (row + 1) * len(LABELS)] for row in range(len(LABELS))]
        self.look = lru_cache(_CACHED)(Lexicon(Index(sections[1]), sections[3]).__getitem__)
        self.word_weights = lru_cache(_CACHED)(self._word_weights)
        self.sign_weight = lru_cache(_CACHED)(self._sign_weight)

    def _word_weights(self, role: str, word: str) -> int:
        return self.weights(word_signs(role, word, self.look))

    def _sign_weight(self, sign: str) -> int:
        at = self._index.row(sign)
        return int.from_bytes(self._rows[at * ROW : (at + 1) * ROW], "little", signed=True) if at >= 0 else 0

    def weights(self, signs: Iterable[str]) -> int:
        """The rows of the signs, added."""
        return sum(map(self._sign_weight, signs))

    def labels(self, totals: Iterable[int]) -> list[int]:
        """The most likely labels (numbers into LABELS) of tokens in a row, given what their signs weigh (Viterbi)."""
        steps = self._steps
        best: list[int] = []
        came: list[list[int]] = []
        for total in totals:
            lanes = total + _BIAS
            here = [(lanes >> shift & _MASK) - _MIDDLE for shift in _SHIFTS]
            if not best:
                best = here
                for label in _INSIDE:
                    best[label] = -1 << 30
                continue
            scores, froms = [0] * len(here), [0] * len(here)
            for label in _ANYWHERE:
                froms[label] = source = max(range(len(best)), key=lambda one: best[one] + steps[one][label])
                scores[label] = best[source] + steps[source][label] + here[label]
            for label in _INSIDE:
                opened, went_on = best[label - 1] + steps[label - 1][label], best[label] + steps[label][label]
                froms[label] = label - 1 if opened >= went_on else label
                scores[label] = max(opened, went_on) + here[label]
            came.append(froms)
            best = scores
        if not best:
            return []
        path = [max(range(len(best)), key=best.__getitem__)]
        for froms in reversed(came):
            path.append(froms[path[-1]])
        return path[::-1]


def pull(votes: float) -> float:
    """What so many votes of the rest of the text weigh."""
    return PULL * min(log2(1 + votes), MOST_PULLS)


def lane(row: int, label: int) -> int:
    """What one row, or the sum of some, weighs for a label, in parts of `UNIT`."""
    return (row + _BIAS >> LANE * label & _MASK) - _MIDDLE


def toward(kind: EntityKind | None, weight: float, *, opening: bool = True) -> int:
    """A row that speaks for a name's first word, or a further one, of a kind; without a kind, for no name."""
    return round(weight * UNIT) << LANE * (KINDS.index(kind) + (not opening))


@cache
def model() -> Model:
    """The model that is shipped."""
    return Model(MODEL)
