"""The headline of a dump's story: which line above the story it is, and what speaks for it.

It is told by the words that it shares with the story, by being said twice, by the blank line above it, and by the
byline and date lines that follow it. The line under it may look the same, but is the standfirst.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.cues import UNSPACED
from dateline.reading.dump.roles import is_ticker
from dateline.reading.dump.stretch import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from dateline.reading.dump.dates import DatedLines
    from dateline.reading.dump.lines import Line

REACH_UP = 60
REACH_IN = 8
STORY_SAMPLE = 2_500
NARROWEST, WIDEST = 12, 220
SHORT = 25
WIDE_AS_A_CUE = 35
BYLINE_REACH = 4

# What each sign is worth. Measured on labelled dumps; the order of the leaders hardly changes near these values.
SHARED_WORDS = 3.0
SAID_TWICE = 1.3
GAP_ABOVE = 2.0
BYLINE_FOLLOWS = 0.8
STANDFIRST_FOLLOWS = 0.5
HEADLINE_ABOVE = -1.2
CLOSES_LIKE_A_SENTENCE = -2.0
NAMES_A_PATH = -0.8
IS_SHORT = -0.3
IS_CAPTION = -4.0
IS_FURNITURE = -1.5
INSIDE_THE_STORY = -2.0
PER_LINE_ABOVE = -0.01
PER_LINE_INSIDE = -0.2
LEAST = 1.0

_WORD = re.compile(r"\w{3,}")
_PATH = re.compile(r"[|»>]")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line that could be the headline, how much speaks for it, and what."""

    index: int
    score: float
    why: str


def find_headlines(lines: Sequence[Line], start: int, end: int, dated: DatedLines) -> list[Ranked]:
    """The lines that could be the story's headline, best first; `start` and `end` bound the story."""
    story = features(" ".join(line.text for line in lines[start:end])[:STORY_SAMPLE].casefold())
    repeats = Counter([line.folded for line in lines])
    found = []
    above = 0.0
    for index in range(max(0, start - REACH_UP), min(start + REACH_IN, end)):
        line = lines[index]
        candid = _could_be(line) and not dated.is_about(index)
        own = features(line.folded) if candid else frozenset()
        shared = len(own & story) / len(own) if own else 0.0
        if own:
            score, why = _signs(lines, index, dated, repeats, above)
            score += SHARED_WORDS * shared * min(1.0, len(own) / 3)
            score += PER_LINE_ABOVE * (start - index) if index < start else INSIDE_THE_STORY
            score += PER_LINE_INSIDE * max(0, index - start)
            if score >= LEAST and read_caption(line.text):
                score += IS_CAPTION
            if score >= LEAST:
                found.append(
                    Ranked(index, score, ", ".join([f"shares {shared:.0%} of its words with the story", *why]))
                )
        above = shared if line.width >= SHORT and not line.ends else 0.0
    return sorted(found, key=lambda ranked: (-ranked.score, -ranked.index))


def _signs(
    lines: Sequence[Line], index: int, dated: DatedLines, repeats: Counter[str], above: float
) -> tuple[float, list[str]]:
    """What a line's own shape and its neighbours say; `above` is what the line above it shares with the story."""
    line = lines[index]
    score = 0.0
    why = []
    if repeats[line.folded] > 1 and line.width >= SHORT:
        score += SAID_TWICE
        why.append("said twice")
    if any(dated.is_about(at) for at in range(index + 1, min(index + 1 + BYLINE_REACH, len(lines)))):
        score += BYLINE_FOLLOWS
        why.append("a byline or date follows")
    if line.gap:
        score += GAP_ABOVE
        why.append("a blank line above")
    if index and lines[index - 1].folded != line.folded:
        score += HEADLINE_ABOVE * above
    if index + 1 < len(lines) and lines[index + 1].width >= SHORT and not has_furniture_cue(lines[index + 1]):
        score += STANDFIRST_FOLLOWS * 0.5
    if line.ends and not line.text.endswith(("?", "!", "”", '"', "»")):
        score += CLOSES_LIKE_A_SENTENCE
    if _PATH.search(line.text):
        score += NAMES_A_PATH
    if line.width < SHORT:
        score += IS_SHORT
    if has_furniture_cue(line):
        score += IS_FURNITURE
    return score, why


def _could_be(line: Line) -> bool:
    if not NARROWEST <= line.width <= WIDEST or is_ticker(line):
        return False
    return not has_furniture_cue(line) or (line.width >= WIDE_AS_A_CUE and not line.cue.whole)


def features(text: str) -> AbstractSet[str]:
    """What two texts can share: the beginnings of words, or pairs of characters in a script without spaces."""
    if UNSPACED.search(text):
        squeezed = text.replace(" ", "")
        return {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return {word[:6] for word in _WORD.findall(text)}
