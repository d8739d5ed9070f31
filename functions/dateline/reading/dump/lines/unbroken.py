"""A dump that has lost its line breaks → where its lines may have ended.

Sentences end lines; so does what the page prints twice, as it does its headline, and a date in front of a new sentence.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.dates.labels import label_of
from dateline.reading.dates.visible import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST_ROWS, LONG_DUMP = 3, 1_500
"""A long dump of fewer lines has lost its line breaks."""

MOST_WORDS = 10_000
"""Lines are looked for among so many words; what lies behind them is cut at sentences alone."""

FEWEST_REPEATED, MOST_REPEATED = 5, 30
"""So many words of a headline: fewer are repeated by chance, more are a paragraph's."""

SENTENCE_MARKS = ".!?…。！？।"
LONGEST_LABEL = 30
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？।])(?=\S)")
_WORD = re.compile(r"\S+")
# A word in lower case, or a short one that opens a sentence: `since`, `On`.
_LEADS_ON = re.compile(r"(?:(?:^|\s)[^\W\d_A-Z]\w*|[.!?…]\s+\w{1,5})\s+$")
_OPENS_ANEW = re.compile(r"\s*[^\w\s]*\s*(?:[^\W\d_])")


def is_unbroken(dump: str, rows: Sequence[tuple[int, str]]) -> bool:
    """Whether a dump of so many numbered rows has lost its line breaks."""
    return len(dump) >= LONG_DUMP and sum(bool(text) for _, text in rows) < FEWEST_ROWS


def pieces_of(text: str) -> list[str]:
    """The lines that a row was probably made of, in order; together they say what the row says, but for spaces."""
    cuts = sorted({0, *_repeats(text), *_after_dates(text)})
    parts = [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [piece.strip() for part in parts for piece in _SENTENCE_END.split(part) if piece.strip()]


def _after_dates(text: str) -> Iterator[int]:
    """Behind each date that a capital, or a letter of a script without them, follows: one with its time, or a day that
    no word of a sentence leads to (`On 4 May Mayor Lee signed`)."""
    for found in find_dates(text):
        opening = _OPENS_ANEW.match(text, found.end)
        if opening and not opening[0][-1].islower():
            before = text[max(0, found.start - LONGEST_LABEL) : found.start]
            if found.moment.precision != "day" or label_of(before) or not _LEADS_ON.search(before):
                yield found.end


def _repeats(text: str) -> Iterator[int]:
    """Where each run of words begins and ends that the text says twice."""
    words = list(islice(_WORD.finditer(text), MOST_WORDS))
    folded = [word[0].casefold() for word in words]
    first: dict[tuple[str, ...], int] = {}
    at = 0
    while at + FEWEST_REPEATED <= len(words):
        if folded[at][-1] in SENTENCE_MARKS:
            at += 1
            continue
        opening = tuple(folded[at : at + FEWEST_REPEATED])
        before = first.setdefault(opening, at)
        count = _run(folded, before, at) if before + FEWEST_REPEATED <= at else 0
        if FEWEST_REPEATED <= count <= MOST_REPEATED:
            for start in (before, at):
                yield from (words[start].start(), words[start + count - 1].end())
        at += max(count, 1)


def _run(words: Sequence[str], one: int, other: int) -> int:
    """How many words from the one place on are said again from the other on, up to the end of a sentence."""
    count = 0
    while other + count < len(words) and one + count < other and words[one + count] == words[other + count]:
        count += 1
        if words[one + count - 1][-1] in SENTENCE_MARKS:
            break
    return count
