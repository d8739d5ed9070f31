"""The dates around a dump's story that could be its own, each with what its signs look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from dateline.reading.dates.labels import label_of
from dateline.reading.dump.times.date_signs import MOSTLY, Dating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dates.labels import Label
    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.times.dated_lines import DatedLines

CLOCK_REACH = 12
CLOCK_DISTANCE = 3
WIDEST_CLOCK = 60
REACH_UP = 10
REACH_DOWN = 15
REACH_END = 4
REACH_AFTER = 12
REACH_CUED = 80
MOST_HEADLINES = 4
LONGEST_LABEL = 30
AMONG_REACH = 6
SPARSE = 4
_ABOUT_DATES = frozenset({"published", "updated", "by"})


def find_clock(lines: Sequence[Line], before: int, dated: DatedLines) -> int | None:
    """The page's own clock: a line on top, well before the headline, that holds little but a date."""
    for index, line in enumerate(lines[: min(CLOCK_REACH, max(0, before - CLOCK_DISTANCE + 1))]):
        if line.width <= WIDEST_CLOCK and len(dated.at(line)) == 1 and dated.share(index) >= MOSTLY:
            return index
    return None


def datings(
    lines: Sequence[Line], dated: DatedLines, headline: int | None, story: tuple[int, int]
) -> tuple[list[Dating], int | None]:
    """The dates that may be the story's, whose bounds are given, and the line of the page's own clock."""
    start, end = story
    clock = find_clock(lines, start if headline is None else headline, dated)
    headlines = _said_at(lines, headline, start)
    found: list[Dating] = []
    for index in _places(lines, headlines, story):
        line = lines[index]
        dates = dated.at(line) if index != clock else []
        at = 0
        for one in dates:
            dating = Dating(index, line, one, _label(lines, index, line.text[at : one.start], first=not at))
            dating.first_in_line = not at
            dating.sure = dated.is_sure(line)
            dating.share = dated.share(index)
            dating.below = min((index - other for other in headlines), key=abs)
            dating.after = index >= end
            at = one.end
            found.append(dating)
    _compare(found)
    return found, clock


def _said_at(lines: Sequence[Line], headline: int | None, start: int) -> list[int]:
    """The lines that say the headline, or where it would stand."""
    if headline is None:
        return [start - 1]
    said = lines[headline].folded
    others = [index for index, line in enumerate(lines) if line.folded == said and index != headline]
    return [headline, *others[: MOST_HEADLINES - 1]]


def _places(lines: Sequence[Line], headlines: Sequence[int], story: tuple[int, int]) -> list[int]:
    """The lines around the headline and the story's end, and those further up that open with a word for dates."""
    start, end = story
    near = {
        index for at in (*headlines, start) for index in range(max(0, at - REACH_UP), min(at + REACH_DOWN, len(lines)))
    }
    near.update(range(max(start, end - REACH_END), min(end + REACH_AFTER, len(lines))))
    near.update(index for index in range(max(0, start - REACH_CUED), start) if lines[index].cue.kinds & _ABOUT_DATES)
    return sorted(near.difference(headlines))


def _label(lines: Sequence[Line], index: int, before: str, *, first: bool) -> Label | None:
    label = label_of(before[-LONGEST_LABEL:])
    if label is None and first and index and not before.strip(" :|-–") and lines[index - 1].width <= LONGEST_LABEL:
        return label_of(lines[index - 1].text)
    return label


def _compare(found: Sequence[Dating]) -> None:
    """Tell of each date whether others stand around it."""
    lines = sorted({one.index for one in found})
    for one in found:
        around = bisect_right(lines, one.index + AMONG_REACH) - bisect_left(lines, one.index - AMONG_REACH)
        one.among = min(1.0, (around - 1) / SPARSE)
