"""The headline of a dump's story: which line above the story it is, and what speaks for it.

The lines that could be it are ranked by the signs of `headline_signs`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.captions import read_caption
from dateline.reading.dump.fields.headline_signs import (
    LEAST_REASON,
    MOST_REASONS,
    NARROWEST_SENTENCE,
    SIGNS,
    WIDE_TITLE,
    Place,
)
from dateline.reading.dump.lines.furniture import has_furniture_cue
from dateline.reading.dump.lines.vocabulary import features, shareable
from dateline.reading.dump.story.roles import is_ticker
from dateline.reading.dump.weighing import reasons, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.times.dated_lines import DatedLines

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


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line that could be the headline, and how much speaks for it: in all, and by each of the signs."""

    index: int
    score: float
    worths: Sequence[float]

    @property
    def why(self) -> str:
        """The signs that speak for it the most."""
        return reasons(SIGNS, self.worths, most=MOST_REASONS, least=LEAST_REASON)


def find_headlines(lines: Sequence[Line], start: int, end: int, dated: DatedLines) -> list[Ranked]:
    """The lines that could be the story's headline, best first; `start` and `end` bound the story."""
    found = []
    for index, place in places(lines, start, end, dated):
        worths = weigh(SIGNS, place)
        score = sum(worths)
        if score >= LEAST:
            found.append((score, index, worths))
    found.sort(key=lambda one: (-one[0], -one[1]))
    return [Ranked(index, score, worths) for score, index, worths in found[:MOST_RANKED]]


def places(lines: Sequence[Line], start: int, end: int, dated: DatedLines) -> Iterator[tuple[int, Place]]:
    """Each line that could be the headline by its shape, with what the signs look at."""
    story = " ".join([line.text for line in lines[start:end]])[:STORY_SAMPLE].casefold()
    words = Counter(shareable(story))
    opening = features(story[:OPENING_SAMPLE])
    span = range(max(0, start - REACH_UP), min(start + REACH_IN, end))
    page = _Page(lines, dated.about(span.start - 1, span.stop + ABOUT_REACH))
    prose = sum(map(_prose, lines[start:end])) or 1
    above = 0
    for index in span:
        line = lines[index]
        if index > start:
            above += _prose(lines[index - 1])
            if line.ends and line.width > WIDE_TITLE:
                continue
        own = features(line.folded) if page.could_be_title(index) else None
        if not own:
            continue
        shared = [word for word in own if word in words]
        full = min(1.0, len(own) / FEWEST_WORDS)
        page.told[index] = told = full * len(shared) / len(own)
        if page.is_about(index) or (not told and not page.stands_out(index)):
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
    """What the places of one page share: what a line is by itself, which are said again, what those above tell."""

    def __init__(self, lines: Sequence[Line], about: Sequence[int]) -> None:
        self._lines = lines
        self._about = about
        self._folded = [line.folded for line in lines]
        self._said = Counter(self._folded)
        self._openings = Counter([folded[:WIDE_ENOUGH] for folded in self._folded])
        self._endings = Counter([folded[-WIDE_ENOUGH:] for folded in self._folded])
        self._looks: dict[int, _Look] = {}
        self.told: dict[int, float] = {}

    def look(self, index: int) -> _Look:
        """What the line is by itself."""
        known = self._looks.get(index)
        if known is None:
            line = self._lines[index]
            furniture = bool(line.cue.kinds) and has_furniture_cue(line)
            sentence = line.ends and line.width >= NARROWEST_SENTENCE
            caption = read_caption(line.text) is not None
            known = self._looks[index] = _Look(furniture, sentence, line.cue.says("share"), caption)
        return known

    def is_about(self, index: int) -> bool:
        """Whether the line tells who wrote the story or when."""
        at = bisect_left(self._about, index)
        return at < len(self._about) and self._about[at] == index

    def stands_out(self, index: int) -> bool:
        """Whether a line that shares no word with the story may be its headline: said again, or set apart."""
        line = self._lines[index]
        if self._said[line.folded] > 1:
            return True
        below = self._lines[index + 1 : index + 2]
        return line.gap and bool(below) and below[0].gap

    def could_be_title(self, index: int) -> bool:
        """Whether the line has the width of a title, and is no furniture or ticker by its own word."""
        line = self._lines[index]
        if not NARROWEST <= line.width <= WIDEST or is_ticker(line):
            return False
        return not line.cue.kinds or not has_furniture_cue(line) or (line.width >= WIDE_AS_A_CUE and not line.cue.whole)

    def place(self, index: int) -> Place:
        """The place of a line, with what its neighbours and the whole page tell of it."""
        lines, line = self._lines, self._lines[index]
        below = lines[index + 1] if index + 1 < len(lines) else None
        place = Place(line, below)
        place.furniture, _, _, place.caption = self.look(index)
        if below:
            under = [self.look(at) for at in range(index + 1, min(index + 1 + BELOW_REACH, len(lines)))]
            place.gap_below = below.gap
            place.furniture_below = under[0].furniture
            for one in under:
                place.sentence_below |= one.sentence
                place.share_below |= one.share
                place.caption_below |= one.caption
        place.about_above = self.is_about(index - 1)
        place.about_in = self._about_in(index)
        place.titles_above = len(self.told.keys() & range(index - TITLES_REACH, index)) / TITLES_REACH
        place.above_told = self._above_told(index)
        if line.width >= WIDE_ENOUGH:
            self._find_twins(place, index)
        return place

    def _about_in(self, index: int) -> int:
        """How many lines down the next one stands that tells who or when; 0 where none is near."""
        after = bisect_right(self._about, index)
        lines_down = self._about[after] - index if after < len(self._about) else 0
        return lines_down if lines_down <= ABOUT_REACH else 0

    def _above_told(self, index: int) -> float:
        own, most = self._lines[index].folded, 0.0
        for at in range(index - ABOVE_REACH, index):
            told = self.told.get(at, 0.0)
            if told > most:
                line = self._lines[at]
                if line.width >= WIDE_ENOUGH and not line.ends and line.folded != own:
                    most = told
        return most

    def _find_twins(self, place: Place, index: int) -> None:
        """Whether the line is said elsewhere, alone or as a part of another line."""
        own = place.line.folded
        times = self._said[own]
        place.said_again = times > 1
        if self._openings[own[:WIDE_ENOUGH]] > times:
            place.opens_another = len([one for one in self._folded if one.startswith(own)]) > times
        if self._endings[own[-WIDE_ENOUGH:]] > times:
            around = self._folded[max(0, index - TWIN_REACH) : index + TWIN_REACH]
            place.closes_another = any(len(one) > len(own) and one.endswith(own) for one in around)


class _Look(NamedTuple):
    """What a line is by itself: furniture, a sentence, a share button, a caption."""

    furniture: bool
    sentence: bool
    share: bool
    caption: bool
