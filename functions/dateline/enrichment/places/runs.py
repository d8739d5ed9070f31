"""Words with a capital that stand in a row: what names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dateline.enrichment.places.cues import cues
from dateline.language import function_words

_CAPITAL = (
    r"(?:(?:[^\W\d_]\.)+(?:[^\W\d_a-z][^\W\d_]{0,2}(?![^\W_])\.?)?"  # U.S., W.Va.
    r"|(?:St|Ste|Mt|Ft|ST|MT|FT)\.(?= ?[^\W\d_a-z])"  # St. Petersburg
    r"|[^\W\d_a-z][^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*)"
)
_SMALL = "and|of the|of|de la|de|del|du|da|do|dos|das|la|el|al|the|upon|on|le|y|&"
_JOINED = rf"(?:-|–|/|&|['’]s | | al-| d['’]| (?:{_SMALL}) )(?={_CAPITAL})"
_RUN = re.compile(rf"(?<![^\W_])(?:al-)?{_CAPITAL}(?:{_JOINED}{_CAPITAL})*")
_WORD = re.compile(rf"{_CAPITAL}|[^\W\d_]+|&")
_LONGEST_RUN = 30
_HEADLINE = 4
"""So many words in capitals are a headline: an acronym among them cannot be told from a small word."""

_ARTICLES = frozenset(["a", "an", "i"])
_IN_NAMES = frozenset(["new", "la", "el", "le"])
"""Small words that names begin with."""


class Word(NamedTuple):
    """A word of a run, and what stands between it and the one before it."""

    start: int
    end: int
    text: str
    low: str
    gap: str


Run = list[Word]


def runs(text: str) -> Iterator[Run]:
    """The runs of capitalised words, with the small words that hold them together, and without a sentence's first
    small word."""
    for found in _RUN.finditer(text):
        run: Run = []
        before = found.start()
        for word in _WORD.finditer(text, found.start(), found.end()):
            start, end = word.span()
            if word.group() == "s" and text[start - 1] in "'’":
                continue
            run.append(Word(start, end, word.group(), word.group().lower(), text[before:start]))
            before = end
        yield from _without_small_words(run)


@cache
def _small_words() -> frozenset[str]:
    return (function_words("en") | cues("OPENER") | _ARTICLES) - _IN_NAMES


def _without_small_words(run: Run) -> Iterator[Run]:
    """The parts of a run between small words: those that a sentence begins with, or that stand in a headline."""
    small = _small_words()
    capitals = len(run) >= _HEADLINE and all(word.text.isupper() for word in run)
    first = 0
    for at, word in enumerate(run):
        acronym = word.text.isupper() and len(word.text) > 1 and not capitals
        if word.text[0].isupper() and word.low in small and not acronym:
            if first < at:
                yield run[first:at][:_LONGEST_RUN]
            first = at + 1
    if first < len(run):
        yield run[first:][:_LONGEST_RUN]
