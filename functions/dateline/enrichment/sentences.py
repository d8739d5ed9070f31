"""Where the sentences of a paragraph end, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CLOSERS = "\"'”’»)]）」』›“"
"""What may stand between a stop and the end of its sentence."""

STOPS = ".!?…؟۔।॥։።။។"
"""What ends a sentence where a space follows."""

WIDE_STOPS = "。！？"
"""What ends a sentence of Chinese or Japanese: no space follows."""

_CLOSING = f"[{re.escape(CLOSERS)}]*"
# A row of stops is looked at from its first one alone: from each of them, a million would take for ever.
_STOP = re.compile(rf"[{WIDE_STOPS}]+{_CLOSING}|(?<![{STOPS}])[{STOPS}]++{_CLOSING}(?=\s)")
_OPENERS = " \"'“‘«„(¿¡"
_ABBREVIATIONS = Path(__file__).parent.parent / "data" / "abbreviations.txt"
_LONGEST_WORD = 24


def sentences(text: str) -> Iterator[str]:
    """The sentences of one paragraph, in order, without the white space around them.

    A full stop after an initial, a title, another common abbreviation or a day of the month ends none, nor does a stop
    that a small letter follows.
    """
    for start, end in sentence_spans(text, 0, len(text)):
        yield text[start:end]


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of the paragraph `text[start:end]` stand, as `sentences` tells them."""
    first = start
    for stop in _STOP.finditer(text, start, end):
        if _goes_on(text, first, stop):
            continue
        yield from _stripped(text, first, stop.end())
        first = stop.end()
    yield from _stripped(text, first, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    whole = text[start:end]
    bare = whole.strip()
    if bare:
        first = start + whole.index(bare[0])
        yield first, first + len(bare)


def _goes_on(text: str, start: int, stop: re.Match[str]) -> bool:
    following = text[stop.end() : stop.end() + 8].lstrip(_OPENERS)[:1]
    if following.islower():
        return True
    if stop.group() != ".":
        return False
    before = text[max(start, stop.start() - _LONGEST_WORD) : stop.start()].rpartition(" ")[2].lstrip(_OPENERS)
    if before.isdigit():
        return len(before) <= 2
    initials = len(before) == 1 or ("." in before and len(before) <= 6)
    abbreviations = _abbreviations()
    return (
        initials
        or before in abbreviations["before a word"]
        or (following.isdigit() and before in abbreviations["before a number"])
    )


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    by_place: dict[str, frozenset[str]] = {}
    for line in _ABBREVIATIONS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            place, _, words = line.partition(" | ")
            by_place[place] = by_place.get(place, frozenset()) | frozenset(words.split())
    return by_place
