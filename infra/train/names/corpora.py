"""Sentences with known names: `TOKEN<TAB>LABEL`, a blank line between sentences, `-DOCSTART-` between documents."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.enrichment.names.tokens import token_spans
from infra.train.names.material import material
from infra.train.names.told import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from infra.train.names.told import Told


BETWEEN_DOCUMENTS = "-DOCSTART-"


def documents(path: Path) -> Iterator[list[Told]]:
    """The documents of a corpus, sentence by sentence."""
    document: list[Told] = []
    sentence: Told = []
    for line in [*path.read_text("utf-8").splitlines(), f"{BETWEEN_DOCUMENTS}\tO"]:
        word, _, label = line.partition("\t")
        if not word.strip() or word == BETWEEN_DOCUMENTS:
            if sentence:
                document.append(without_titles(sentence))
                sentence = []
            if word == BETWEEN_DOCUMENTS and document:
                yield document
                document = []
        else:
            sentence += cut(word, label[2:] or None, opens=label[0] == "B")


def cut(word: str, kind: str | None, *, opens: bool) -> Told:
    """A corpus' token, cut as the tagger cuts text; `opens`, a name starts with it."""
    return [
        Token(word[start:end], f"{'B' if opens and at == 0 else 'I'}-{kind}" if kind else "O", at > 0)
        for at, (start, end) in enumerate(token_spans(word, 0, len(word)))
    ]


def as_label(words: Iterable[str], kind: str | None) -> Told:
    """Words that are a name of the kind, or none."""
    return [token for at, word in enumerate(words) for token in cut(word, kind, opens=at == 0)]


def without_titles(sentence: Told) -> Told:
    """The sentence with titles and courtesies before people's names outside of these, as Dateline tells them."""
    titles = {word for kind in ("office", "courtesy") for phrase in material()[kind] for word in phrase.split()}
    told = list(sentence)
    for at, (token, after) in enumerate(pairwise(sentence)):
        if told[at].label == "B-PER" and token.word in titles and after.label == "I-PER":
            told[at] = token._replace(label="O")
            behind = at + 1
            if after.word == "." and behind + 1 < len(told):
                told[behind] = after._replace(label="O")
                behind += 1
            if told[behind].label == "I-PER":
                told[behind] = told[behind]._replace(label="B-PER")
    return told
