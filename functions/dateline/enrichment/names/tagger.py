"""Names in a text: where they stand, and whether each is a person's, an organisation's or a place's.

English only: other languages write names, and words that are none, with capitals of their own rules.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.names.evidence import LONGEST, Evidence
from dateline.enrichment.names.model import KINDS, OPENING, model, pull, toward
from dateline.enrichment.names.runs import glued, hyphens_set_apart, lines, runs, trimmed
from dateline.enrichment.names.signs import sentence, signs_of
from dateline.enrichment.names.tokens import token_spans
from dateline.enrichment.names.vocabulary import word_kinds
from dateline.enrichment.rarity import zipf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.enrichment.document import Document
    from dateline.enrichment.names.runs import Run
    from dateline.enrichment.names.signs import Sentence
    from dateline.findings import EntityKind

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: what no encoding takes."""

COURTESY = 12.0
"""What a courtesy weighs: more than all other signs of a word."""

MOSTLY_SMALL = 4
"""The figure of a word that has a capital at most a third as often as none."""

ALWAYS = 7
"""The figure of a word that has a capital nearly always."""

PAIR = 2
COMMON = 3.5
"""The Zipf value of a word that anybody uses; a first name of another part of the world is below."""

_AMPERSAND = re.compile(r"&[A-Z]\w{0,20}(?!\w)")

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
    looks = first_look(text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), sentences)
    evidence = Evidence()
    for look in looks:
        for first, last, kind in look.names:
            evidence.add(look.words[first:last], kind)
    for look in looks:
        look.weigh_again(evidence)
    names = [
        Tagged(look.spans[first][0], look.spans[last - 1][1], kind, look.rule)
        for look in looks
        for first, last, kind in look.names
    ]
    return tuple(_with_ampersand(text, names)) if "&" in text else tuple(names)


def _with_ampersand(text: str, names: list[Tagged]) -> Iterator[Tagged]:
    """The names, of which those that stop at an ampersand go on behind it: PG&E."""
    for at, name in enumerate(names):
        found = _AMPERSAND.match(text, name.end)
        is_free = found and not any(other.start < found.end() for other in names[at + 1 : at + 2])
        yield dataclasses.replace(name, end=found.end()) if found and is_free else name


def first_look(text: str, sentences: Iterable[tuple[int, int]]) -> list[Look]:
    """The runs of a text that may hold names, each weighed by itself."""
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
        self.sentence = whole
        self.words = whole.words
        self.run = run
        self.low = low
        self.rule = "weighed"
        weigh = model()
        self._totals = [
            sum(map(weigh.sign_weight, signs)) + sum([weigh.word_weights(role, word) for role, word in roles])
            for signs, roles in signs_of(whole, run, low, weigh.look)
        ]
        self._setting = whole.setting
        self._heed_words_before()
        self.names = self._told()
        if run.start <= whole.opening < run.end:
            self._doubt_opening(whole.opening)

    def holds(self, start: int) -> bool:
        """Whether the run covers a place of the text."""
        return self.spans[self.run.start][0] <= start < self.spans[self.run.end - 1][1]

    def _heed_words_before(self) -> None:
        """Behind Mr and the like stands a person, behind Hurricane nobody; both are no part of a name."""
        courtesies, storms = word_kinds()["SURELY BEFORE PERSON"], word_kinds()["STORM"]
        for at in range(self.run.start, self.run.end - 1):
            word, after = self.words[at], self.words[at + 1]
            if word[0].isupper() and word.lower() in courtesies | storms:
                named = at + 1 + (after == ".")
                if named < self.run.end and self.words[named][0].isupper():
                    kind: EntityKind | None = "person" if word.lower() in courtesies else None
                    self._totals[at - self.run.start] += toward(None, COURTESY)
                    self._totals[named - self.run.start] += toward(kind, COURTESY)

    def _doubt_opening(self, opening: int) -> None:
        """A common word that opens a sentence is no part of the name of a person, or of a known body: Rivals Maersk."""
        for first, last, kind in self.names:
            if first != opening or last - first == 1 or not self._is_common(self.words[first]):
                continue
            rest = model().look(self.words[last - 1].lower())
            known_body = last - first == PAIR and self.words[first].endswith("s") and rest and rest.capitals >= ALWAYS
            if kind == "person" or known_body:
                self._totals[first - self.run.start] += toward(None, COURTESY)
                self.names = self._told()
                return

    def _is_common(self, word: str) -> bool:
        known = model().look(word.lower())
        often = zipf(word.lower()) >= COMMON
        return bool(often and known and 0 < known.capitals <= MOSTLY_SMALL and not known.flags)

    def _is_plain(self, first: int, last: int) -> bool:
        """Whether what is told for a name can be told in public: no lone letter, nothing unheard of that is shouted."""
        if last - first == 1 and len(self.words[first]) == 1:
            return False
        if self._setting != "capitals":
            return True
        return all((known := model().look(word.lower())) and known.flags for word in self.words[first:last])

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
        cut = [(first, trimmed(self.words, first, last, kind), kind) for first, last, kind in found]
        return [(first, last, kind) for first, last, kind in cut if self._is_plain(first, last)]
