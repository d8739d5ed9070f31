"""What is learnt from sentences with known names, and that it is the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.enrichment.names.lexicon import Known
from dateline.enrichment.names.model import LABELS, Model
from dateline.enrichment.names.runs import runs
from dateline.enrichment.names.signs import sentence, signs_of
from infra.train.names.told import Token

if TYPE_CHECKING:
    from pathlib import Path

learning = pytest.importorskip("infra.train.names.field", reason="python-crfsuite is not installed")

LINES = (
    "Yesterday Anna/B-PER Berg/I-PER left Oslo/B-LOC .",
    "Mr Berg/B-PER works for Nordic/B-ORG Steel/I-ORG in Oslo/B-LOC .",
    "The Oslo/B-ORG Council/I-ORG met Per/B-PER Lund/I-PER .",
    "Nordic/B-ORG Steel/I-ORG left Bergen/B-LOC .",
)
KNOWN = {"anna": Known(3, 1, 5, 7, ("first",)), "oslo": Known(4, 2, 9, 8, ("city",))}


def learnt() -> bytes:
    field = learning.Field(KNOWN)
    for line in LINES * 3:
        pairs = [word.partition("/") for word in line.split()]
        field.add([Token(word, label or "O", glued=False) for word, _, label in pairs], frozenset())
    file: bytes = learning.file_of(*field.learn(), {})
    return file


def test_the_same_sentences_make_the_same_file() -> None:
    assert learnt() == learnt()


def test_the_file_tells_the_names_it_was_learnt_from(tmp_path: Path) -> None:
    path = tmp_path / "names.bin"
    path.write_bytes(learnt())
    model = Model(path)
    for line in LINES:
        pairs = [word.partition("/") for word in line.split()]
        words = [word for word, _, _ in pairs]
        whole = sentence(words)
        told = ["O"] * len(words)
        for run in runs(words, [False] * len(words)):
            totals = [
                model.weights(signs) + sum(model.word_weights(role, word) for role, word in roles)
                for signs, roles in signs_of(whole, run, frozenset(), model.look)
            ]
            told[run.start : run.end] = [LABELS[label] for label in model.labels(totals)]
        assert told == [label or "O" for _, _, label in pairs]
