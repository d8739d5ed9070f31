"""Names in a text: where they stand, and whether each is a person's, an organisation's or a place's.

English only: other languages write names, and words that are none, with capitals of their own rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.names.model import LABELS, model
from dateline.enrichment.names.runs import runs
from dateline.enrichment.names.signs import place_signs, roles, sentence
from dateline.enrichment.names.tokens import token_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.runs import Run
    from dateline.enrichment.names.signs import Sentence
    from dateline.findings import EntityKind

_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
MOST_TOKENS = 200_000
"""Text beyond is not looked at."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name from `start` up to and without `end`, its kind, and what decided."""

    start: int
    end: int
    kind: EntityKind
    rule: str


def tagged(document: Document) -> tuple[Tagged, ...]:
    """The names of an English text in reading order, none overlapping another; of a text in another language, none.

    They are sought once for a document.
    """
    return document.names


def names_of(text: str, sentences: Iterable[tuple[int, int]]) -> tuple[Tagged, ...]:
    """The names of an English text whose sentences stand where it is told."""
    sentence_tokens, read = [], 0
    for start, end in sentences:
        spans = token_spans(text, start, end)
        sentence_tokens.append(spans)
        read += len(spans)
        if read > MOST_TOKENS:
            break
    low = frozenset(word for spans in sentence_tokens for start, end in spans if (word := text[start:end]).islower())
    found: list[Tagged] = []
    for spans in sentence_tokens:
        words = [text[start:end] for start, end in spans]
        glued = [at > 0 and spans[at - 1][1] == start for at, (start, _) in enumerate(spans)]
        whole = None
        for run in runs(words, glued):
            whole = whole or sentence(words)
            found += _named(spans, run, labels_of(whole, run, low))
    return tuple(found)


def labels_of(whole: Sentence, run: Run, low: frozenset[str]) -> list[str]:
    """The labels of a run's tokens."""
    weigh = model()
    totals = []
    for at in range(run.start, run.end):
        total = weigh.weights(place_signs(whole, run, at, low, weigh.look))
        for role, word in roles(whole, run, at):
            total += weigh.word_weights(role, word)
        totals.append(total)
    return [LABELS[label] for label in weigh.labels(totals)]


def _named(spans: list[tuple[int, int]], run: Run, labels: list[str]) -> list[Tagged]:
    found: list[Tagged] = []
    for (start, end), label in zip(spans[run.start : run.end], labels, strict=True):
        if label[0] == "B":
            found.append(Tagged(start, end, _KINDS[label[2:]], "weighed"))
        elif label[0] == "I":
            found[-1] = Tagged(found[-1].start, end, found[-1].kind, found[-1].rule)
    return found
