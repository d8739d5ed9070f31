"""A conditional random field out of sentences with known names (python-crfsuite), and the file the tagger reads."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zlib import crc32

import pycrfsuite

from dateline.enrichment.names.index import index_of
from dateline.enrichment.names.model import HEAD, LABELS, LANE, MAGIC, ROW, UNIT
from dateline.enrichment.names.runs import runs
from dateline.enrichment.names.signs import sentence, signs_of, word_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.enrichment.names.lexicon import Known
    from infra.train.names.told import Told

PENALTIES = {"c1": 0.1, "c2": 1.0}
"""On the sum of the weights' sizes, which leaves few of them, and on that of their squares."""

STEPS = 150
FEWEST = 2
"""A sign that was seen less often is none."""

LEAST = 0.04
"""A sign none of whose weights is larger is not worth its place in the file."""

Weights = dict[str, list[float]]


class Field:
    """What is learnt: weights of signs by label, and of label after label."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = known
        self._trainer = pycrfsuite.Trainer(verbose=False)
        self._word_signs = lru_cache(None)(lambda role, word: word_signs(role, word, known.get))

    def add(self, told: Told, low: frozenset[str]) -> None:
        """A sentence; `low` are the words that its document has in small letters."""
        words = [token.word for token in told]
        whole = sentence(words)
        for run in runs(words, [token.glued for token in told]):
            rows = [
                signs + [sign for role, word in roles for sign in self._word_signs(role, word)]
                for signs, roles in signs_of(whole, run, low, self._known.get)
            ]
            labels = [token.label for token in told[run.start : run.end]]
            self._trainer.append(pycrfsuite.ItemSequence(rows), list(_well_formed(labels)))

    def learn(self) -> tuple[Weights, list[float]]:
        """The weights of the signs for each label, and those of label after label, row by row (L-BFGS)."""
        self._trainer.select("lbfgs")
        self._trainer.set_params(
            {**PENALTIES, "max_iterations": STEPS, "feature.minfreq": FEWEST, "feature.possible_transitions": True}
        )
        with TemporaryDirectory() as folder:
            path = str(Path(folder) / "field")
            self._trainer.train(path)
            tagger = pycrfsuite.Tagger()
            tagger.open(path)
            info = tagger.info()
            tagger.close()
        weights: Weights = defaultdict(lambda: [0.0] * len(LABELS))
        for (sign, label), weight in info.state_features.items():
            weights[sign][LABELS.index(label)] = weight
        steps = [0.0] * len(LABELS) ** 2
        for (before, label), weight in info.transitions.items():
            steps[LABELS.index(before) * len(LABELS) + LABELS.index(label)] = weight
        return weights, steps


def _well_formed(labels: Iterable[str]) -> Iterator[str]:
    """The labels of a run, where a name may have begun before it."""
    before = "O"
    for label in labels:
        before = f"B{label[1:]}" if label[0] == "I" and before[1:] != label[1:] else label
        yield before


def file_of(weights: Weights, steps: Iterable[float], words: Mapping[int, bytes]) -> bytes:
    """The file that `enrichment/names/model.py` reads; `words` are the lexicon's rows by their sums."""
    rows: dict[int, list[int]] = {}
    for sign in sorted(weights):
        counted = [round(weight * UNIT) for weight in weights[sign]]
        if max(map(abs, counted)) >= LEAST * UNIT:
            number = crc32(sign.encode())
            rows[number] = [
                one + other for one, other in zip(counted, rows.get(number, [0] * len(LABELS)), strict=True)
            ]
    sums = sorted(rows)
    packed = [
        sum(weight << LANE * label for label, weight in enumerate(rows[one])).to_bytes(ROW, "little", signed=True)
        for one in sums
    ]
    head = HEAD.pack(MAGIC, len(sums), len(words), *(round(step * UNIT) for step in steps))
    word_sums = sorted(words)
    word_rows = [words[one] for one in word_sums]
    return b"".join([head, index_of(sums), index_of(word_sums), *packed, *word_rows])
