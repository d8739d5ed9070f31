"""The headline of a dump's story: which line above the story it is, and what speaks for it.

The lines that could be it are ranked by the signs of `headline_signs`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.cues import UNSPACED
from dateline.reading.dump.headline_signs import NARROWEST_SENTENCE, Place, reasons, weigh
from dateline.reading.dump.roles import is_ticker
from dateline.reading.dump.stretch import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from dateline.reading.dump.dated_lines import DatedLines
    from dateline.reading.dump.lines import Line

REACH_UP = 60
REACH_IN = 25
STORY_SAMPLE = 2_500
OPENING_SAMPLE = 500
NARROWEST, WIDEST = 12, 220
WIDE_ENOUGH = 25
WIDE_AS_A_CUE = 35
FEWEST_WORDS = 3
ABOUT_REACH = 8
TITLES_REACH = 8
TWIN_REACH = 12
ABOVE_REACH = 4
BELOW_REACH = 3
MOST_RETURNS = 5
MUCH_ABOVE = 0.2
LEAST = 1.0
MOST_RANKED = 5

_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line that could be the headline, how much speaks for it, and what."""

    index: int
    score: float
    why: str


def find_headlines(lines: Sequence[Line], start: int, end: int, dated: DatedLines) -> list[Ranked]:
    """The lines that could be the story's headline, best first; `start` and `end` bound the story."""
    found = []
    for index, place in places(lines, start, end, dated):
        worths = weigh(place)
        score = sum(worths)
        if score >= LEAST:
            found.append((score, index, worths))
    found.sort(key=lambda one: (-one[0], -one[1]))
    return [Ranked(index, score, reasons(worths)) for score, index, worths in found[:MOST_RANKED]]


def places(lines: Sequence[Line], start: int, end: int, dated: DatedLines) -> Iterator[tuple[int, Place]]:
    """Each line that could be the headline by its shape, with what the signs look at."""
    story = " ".join(line.text for line in lines[start:end])[:STORY_SAMPLE].casefold()
    words = Counter(_features(story))
    opening = features(story[:OPENING_SAMPLE])
    page = _Page(lines, dated)
    prose = sum(map(_prose, lines[start:end])) or 1
    above = 0
    for index in range(max(0, start - REACH_UP), min(start + REACH_IN, end)):
        line = lines[index]
        if index > start:
            above += _prose(lines[index - 1])
        own = features(line.folded) if page.could_be_title(index) else None
        if not own:
            continue
        shared = [word for word in own if word in words]
        full = min(1.0, len(own) / FEWEST_WORDS)
        page.told[index] = told = full * len(shared) / len(own)
        if dated.is_about(index):
            continue
        place = page.place(index)
        place.told = told
        place.opening = full * len(own & opening) / len(own)
        place.returning = sum(min(words[word], MOST_RETURNS) for word in shared) / (len(own) * MOST_RETURNS)
        place.inside = index >= start
        place.below_prose = min(1.0, above / (prose * MUCH_ABOVE))
        yield index, place


def _prose(line: Line) -> int:
    """How wide the line is, where it may be a paragraph's."""
    return line.width if line.ends and line.width >= NARROWEST_SENTENCE else 0


class _Page:
    """What the places of one page share: which lines are said again, and what those above tell."""

    def __init__(self, lines: Sequence[Line], dated: DatedLines) -> None:
        self._lines = lines
        self._dated = dated
        self._said = Counter([line.folded for line in lines])
        self._openings = Counter([line.folded[:WIDE_ENOUGH] for line in lines])
        self.told: dict[int, float] = {}

    def could_be_title(self, index: int) -> bool:
        """Whether the line has the width of a title, and is no furniture or ticker by its own word."""
        line = self._lines[index]
        if not NARROWEST <= line.width <= WIDEST or is_ticker(line):
            return False
        return not line.cue.kinds or not has_furniture_cue(line) or (line.width >= WIDE_AS_A_CUE and not line.cue.whole)

    def place(self, index: int) -> Place:
        """The place of a line, with what its neighbours and the whole page tell of it."""
        lines, line = self._lines, self._lines[index]
        under = lines[index + 1 : index + 1 + BELOW_REACH]
        place = Place(line, under[0] if under else None)
        place.furniture = has_furniture_cue(line)
        place.caption = read_caption(line.text) is not None
        if under:
            place.gap_below = under[0].gap
            place.furniture_below = has_furniture_cue(under[0])
            place.sentence_below = any(one.ends and one.width >= NARROWEST_SENTENCE for one in under)
            place.share_below = any(one.cue.says("share") for one in under)
            place.caption_below = any(read_caption(one.text) for one in under)
        place.about_above = index > 0 and self._dated.is_about(index - 1)
        place.about_in = self._about_in(index)
        place.titles_above = sum(at in self.told for at in range(index - TITLES_REACH, index)) / TITLES_REACH
        place.above_told = self._above_told(index)
        if line.width >= WIDE_ENOUGH:
            self._find_twins(place, index)
        return place

    def _about_in(self, index: int) -> int:
        last = min(index + 1 + ABOUT_REACH, len(self._lines))
        return next((at - index for at in range(index + 1, last) if self._dated.is_about(at)), 0)

    def _above_told(self, index: int) -> float:
        own = self._lines[index].folded
        above = [at for at in range(index - ABOVE_REACH, index) if at in self.told]
        lines = [(at, self._lines[at]) for at in above]
        return max(
            (self.told[at] for at, line in lines if line.width >= WIDE_ENOUGH and not line.ends and line.folded != own),
            default=0.0,
        )

    def _find_twins(self, place: Place, index: int) -> None:
        """Whether the line is said elsewhere, alone or as a part of another line."""
        own = place.line.folded
        place.said_again = self._said[own] > 1
        if self._openings[own[:WIDE_ENOUGH]] > 1:
            place.opens_another = any(one.folded != own and one.folded.startswith(own) for one in self._lines)
        around = self._lines[max(0, index - TWIN_REACH) : index + TWIN_REACH]
        place.closes_another = any(len(one.folded) > len(own) and one.folded.endswith(own) for one in around)


def features(text: str) -> AbstractSet[str]:
    """What two texts can share: the beginnings of words, or pairs of characters in a script without spaces."""
    return frozenset(_features(text))


def _features(text: str) -> Iterator[str]:
    if UNSPACED.search(text):
        squeezed = text.replace(" ", "")
        return map("".join, pairwise(squeezed))
    return (word[:6] for word in _WORD.findall(text))
