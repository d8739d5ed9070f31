"""Names in a text: where they stand, and whether each is a person's, an organisation's or a place's.

English only: other languages write names, and words that are none, with capitals of their own rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.names.evidence import LONGEST, Evidence
from dateline.enrichment.names.model import KINDS, OPENING, model, pull, toward
from dateline.enrichment.names.runs import glued, hyphens_set_apart, lines, runs, trimmed
from dateline.enrichment.names.signs import sentence, signs_of
from dateline.enrichment.names.tokens import token_spans
from dateline.enrichment.names.vocabulary import word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.runs import Run
    from dateline.enrichment.names.signs import Sentence
    from dateline.findings import EntityKind

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: what no encoding takes."""

COURTESY = 12.0
"""What a courtesy weighs: more than all other signs of a word."""

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
    looks = _first_look(text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), sentences)
    evidence = Evidence()
    for look in looks:
        for first, last, kind in look.names:
            evidence.add(look.words[first:last], kind)
    for look in looks:
        look.weigh_again(evidence)
    return tuple(
        Tagged(look.spans[first][0], look.spans[last - 1][1], kind, look.rule)
        for look in looks
        for first, last, kind in look.names
    )


def _first_look(text: str, sentences: Iterable[tuple[int, int]]) -> list[Look]:
    set_apart = hyphens_set_apart(text)
    parts, read = [], 0
    for start, end in lines(text, sentences):
        spans = token_spans(text, start, end)
        parts.append((spans, [text[first:last] for first, last in spans]))
        read += len(spans)
        if read > MOST_TOKENS:
            break
    low = frozenset(word for _, words in parts for word in words if word.islower())
    looks = []
    for spans, words in parts:
        found = runs(words, glued(words, spans, set_apart=set_apart))
        if found:
            whole = sentence(words)
            looks += [Look(spans, whole, run, low) for run in found]
    return looks


class Look:
    """A run as it was weighed: `names` are the numbers of its first and next-to-last tokens, and the kind."""

    def __init__(self, spans: list[tuple[int, int]], whole: Sentence, run: Run, low: frozenset[str]) -> None:
        self.spans = spans
        self.words = whole.words
        self.run = run
        self.rule = "weighed"
        weigh = model()
        self._totals = [
            weigh.weights(signs) + sum([weigh.word_weights(role, word) for role, word in roles])
            for signs, roles in signs_of(whole, run, low, weigh.look)
        ]
        self._heed_courtesies()
        self.names = self._told()

    def _heed_courtesies(self) -> None:
        """What stands behind Mr and the like is a person, and the courtesy is no part of the name."""
        for at in range(self.run.start, self.run.end - 1):
            word, after = self.words[at], self.words[at + 1]
            if word[0].isupper() and word.lower() in word_kinds()["SURELY BEFORE PERSON"]:
                named = at + 1 + (after == ".")
                if named < self.run.end and self.words[named][0].isupper():
                    self._totals[at - self.run.start] += toward(None, COURTESY)
                    self._totals[named - self.run.start] += toward("person", COURTESY)

    def weigh_again(self, evidence: Evidence) -> None:
        """Add what the rest of the text says of its wordings, and tell again where that changes anything."""
        own = {(first, last): kind for first, last, kind in self.names}
        added = False
        at = self.run.start
        while at < self.run.end:
            last, told = self._elsewhere(at, own, evidence)
            if told:
                kind, votes = told
                for place in range(at, last):
                    self._totals[place - self.run.start] += toward(kind, pull(votes), opening=place == at)
                added = True
            at = last
        if added and (names := self._told()) != self.names:
            self.names, self.rule = names, "weighed with the rest of the text"

    def _elsewhere(
        self, at: int, own: dict[tuple[int, int], EntityKind], evidence: Evidence
    ) -> tuple[int, tuple[EntityKind, float] | None]:
        """What the longest wording from here stands for elsewhere, where that is something else than here."""
        if self.words[at][0].isupper():
            for last in range(min(self.run.end, at + LONGEST), at, -1):
                kind = own.get((at, last))
                told = evidence.kind_of(self.words[at:last], kind)
                if told:
                    covered = any(first <= at and last <= end and end - first > last - at for first, end in own)
                    return last, None if told[0] == kind or covered else told
        return at + 1, None

    def _told(self) -> list[tuple[int, int, EntityKind]]:
        found: list[tuple[int, int, EntityKind]] = []
        for at, label in enumerate(model().labels(self._totals), self.run.start):
            kind = KINDS[label]
            if kind and label in OPENING:
                found.append((at, at + 1, kind))
            elif kind:
                found[-1] = (found[-1][0], at + 1, kind)
        return [(first, trimmed(self.words, first, last, kind), kind) for first, last, kind in found]
