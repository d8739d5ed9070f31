"""The stretch of prose, mended at both ends: up to the headline, and on over a box that interrupts the story.

A long box of links or adverts can outweigh what stands before or after it. A paragraph under the headline is the
story's, and so is one after a box that goes on speaking in the story's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.dump.vocabulary import features
from dateline.reading.dump.stretch import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from dateline.reading.dump.dated_lines import DatedLines
    from dateline.reading.dump.lines import Line

WIDTH_UNDER_HEADLINE = 120
REACH_UP = 40
REACH_ON = 8
WIDTH_GOING_ON = 100
LONGEST_POINTER = 2
LEAST_SHARED = 0.6
FEWEST_WORDS = 8
STORY_SAMPLE = 8_000


def mend(lines: Sequence[Line], span: tuple[int, int], headline: int | None, dated: DatedLines) -> tuple[int, int]:
    """The first line of the story and the one after its last, with what the stretch missed."""
    start, end = span
    if headline is not None and start - REACH_UP <= headline < start:
        start = _first_under(lines, headline, start, dated)
    return start, _last_going_on(lines, start, end)


def _first_under(lines: Sequence[Line], headline: int, start: int, dated: DatedLines) -> int:
    for index in range(headline + 1, start):
        line = lines[index]
        if line.ends and line.width >= WIDTH_UNDER_HEADLINE and _is_prose(line) and not dated.is_about(index):
            return index
    return start


def _last_going_on(lines: Sequence[Line], start: int, end: int) -> int:
    told: AbstractSet[str] | None = None
    last = end
    index = end
    while index < min(last + REACH_ON, len(lines)):
        line = lines[index]
        if line.cue.whole and line.cue.says("comments"):
            break
        if line.ends and line.width >= WIDTH_GOING_ON and _is_prose(line):
            if _is_pointer(lines[last:index]):
                last = index + 1
                index += 1
                continue
            if told is None:
                told = features(" ".join(line.text for line in lines[start:end])[:STORY_SAMPLE].casefold())
            own = features(line.folded)
            if len(own) >= FEWEST_WORDS and len(own & told) >= LEAST_SHARED * len(own):
                last = index + 1
        index += 1
    return last


def _is_pointer(box: Sequence[Line]) -> bool:
    """Whether the lines are one pointer to another story: `Read also: …`, or `Read also` with one link under it."""
    if not 1 <= len(box) <= LONGEST_POINTER or not has_furniture_cue(box[0]):
        return False
    return len(box) == 1 or (box[0].cue.whole and box[0].cue.says("related") and not box[1].ends)


def _is_prose(line: Line) -> bool:
    return not has_furniture_cue(line) and read_caption(line.text) is None
