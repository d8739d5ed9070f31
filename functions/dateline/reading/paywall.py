"""The lines with which pages keep their stories for those who pay: `Subscribe to continue reading`.

The phrases stand in `data/paywall_words.json`, by language; each speaks of reading on, or of a story that is for
subscribers: an offer to subscribe alone stands on every page.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST_LINE = 240
MOST_LINES = 12
LEAST_SHARE = 0.4


def barrier(lines: Iterable[str], story: Collection[str] = ()) -> str | None:
    """The first of the lines that keeps the story from those who do not pay.

    To be asked of the short lines that follow on the story's text, or stand right above it. Of lines that are the
    `story`'s own, the words must make up much: a sentence of news may hold them too.
    """
    short = [line for _, line in zip(range(MOST_LINES), lines, strict=False) if len(line) <= LONGEST_LINE]
    told = "\n".join(short).casefold()
    known = _phrases(ascii_only=told.isascii())
    if not any(map(told.__contains__, known)):
        return None
    return next((line for line in short if _keeps(line, known, LEAST_SHARE if line in story else 0.0)), None)


def _keeps(line: str, known: tuple[str, ...], share: float) -> bool:
    folded = line.casefold()
    return any(len(phrase) >= share * len(folded) and phrase in folded for phrase in known)


@cache
def _phrases(*, ascii_only: bool) -> tuple[str, ...]:
    data = json.loads((Path(__file__).parent / "data/paywall_words.json").read_text("utf-8"))
    return tuple(phrase for phrases in data.values() for phrase in phrases if phrase.isascii() or not ascii_only)
