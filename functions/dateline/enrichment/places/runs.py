"""Words with a capital that stand in a row: what names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.language import function_words

_CAPITAL = r"(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])\.?|[^\W\d_a-z][^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*"
_SMALL = "of the|of|de la|de|del|du|la|el|al|the|upon|on|le|y|&"
_JOINED = rf"(?: |-|–|/|&| al-| (?:{_SMALL}) )(?={_CAPITAL})"
_RUN = re.compile(rf"(?<![^\W_])(?:al-)?(?:{_CAPITAL})(?:{_JOINED}(?:{_CAPITAL}))*")
_WORD = re.compile(rf"(?:{_CAPITAL})|[^\W\d_]+|&")
_LONGEST_RUN = 30


@dataclass(frozen=True, slots=True)
class Word:
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
        for word in _WORD.finditer(found.group()):
            start, end = found.start() + word.start(), found.start() + word.end()
            run.append(Word(start, end, word.group(), word.group().lower(), text[before:start]))
            before = end
        small = function_words("en")
        while run and (run[0].low in small or not run[0].text[0].isupper()) and not run[0].text.isupper():
            run.pop(0)
        if run:
            yield run[:_LONGEST_RUN]
