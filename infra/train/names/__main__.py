"""Learn the tagger of names: `python -m infra.train.names TRAIN`.

TRAIN is a folder with `crossner.tsv`, `ewt.tsv` and `wikigold.tsv`.

Writes `enrichment/data/names.bin`; the card beside it tells from what. The packages of `requirements/names.in` must be
installed. The same corpora and packages make the same file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dateline.enrichment.names.model import MODEL
from infra.train.names.corpora import documents
from infra.train.names.field import Field, file_of
from infra.train.names.renaming import renamed, reported
from infra.train.names.words import lexicon, packed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.enrichment.names.lexicon import Known
    from infra.train.names.told import Told

CORPORA = ("wikigold", "ewt", "crossner")
RENAMINGS = 3
"""So many times each sentence that names somebody is learnt from with other names."""

REPORTS = 7000
SEED = 1


def main() -> None:
    """Learn from the corpora of the folder, and write what was learnt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with the corpora")
    folder = parser.parse_args().corpora
    known = lexicon()
    learnt = taught([document for name in CORPORA for document in documents(folder / f"{name}.tsv")], known)
    MODEL.write_bytes(learnt)
    print(f"{len(known)} words, {len(learnt)} bytes")


def taught(corpus: list[list[Told]], known: Mapping[str, Known], reports: int = REPORTS) -> bytes:
    """The model that is learnt from documents, and from so many sentences of made-up reports."""
    random = Random(SEED)  # noqa: S311 (draws names to learn from, no secrets)
    field = Field(known)
    for document in corpus:
        low = small_words(document)
        for told in document:
            field.add(told, low)
            if any(token.label != "O" for token in told):
                for _ in range(RENAMINGS):
                    field.add(renamed(told, random), low)
    for _ in range(reports):
        told = reported(random)
        field.add(told, small_words([told]))
    return file_of(*field.learn(), packed(known))


def small_words(document: list[Told]) -> frozenset[str]:
    """The words that stand in small letters somewhere in a document."""
    return frozenset(token.word for told in document for token in told if token.word.islower())


if __name__ == "__main__":
    main()
