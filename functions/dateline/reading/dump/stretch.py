"""Where the story lies in a dump: the stretch of lines in which prose outweighs page furniture the most.

Prose closes its sentences and fills its lines; furniture is short, open-ended, or opens with a cue. Each line gets a
weight for or against, and the stretch is the one with the largest sum.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from dateline.reading.dump.furniture import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump.lines import Line

# Bounds of the width in columns, and the weight below each; measured as log-odds on labelled dumps.
_CLOSED = ((15, 25, 40, 60, 80, 110, 150, 220), (-1.2, -0.4, 0.2, 0.5, 0.8, 1.2, 1.8, 2.4, 3.0))
_OPEN = ((25, 40, 110, 150, 220), (-1.4, -1.2, -1.0, -0.6, 0.2, 0.6))
_CUE_WEIGHT = -2.0
APPEAL_REACH = 3
"""So many lines after an appeal's heading may be its text: as prose they count for nothing."""

_FADING = 0.9
"""Each further line against in a row weighs so much less: a box inside a story may be long."""

_END_WEIGHT = -5.0
"""What a line that says nothing but “comments” adds: after it readers speak, at any length."""


def weight(line: Line) -> float:
    """How much a line speaks for being prose of the story (above 0) or furniture (below)."""
    if has_furniture_cue(line):
        return _CUE_WEIGHT + (_END_WEIGHT if line.cue.whole and line.cue.says("comments") else 0.0)
    bounds, values = _CLOSED if line.ends else _OPEN
    return values[bisect_right(bounds, line.width)]


def stretch(lines: Sequence[Line]) -> tuple[int, int]:
    """The story's first line and the one after its last, as indices; (0, 0) where no line speaks for a story."""
    best, found = 0.0, (0, 0)
    total, start, fade, quiet = 0.0, 0, 1.0, 0
    for index, line in enumerate(lines):
        value = weight(line)
        if value > 0 and index < quiet:
            value = 0.0
        elif line.cue.says("appeal") and value < 0:
            quiet = index + 1 + APPEAL_REACH
        if value >= 0:
            fade = 1.0
        else:
            value *= fade
            fade *= _FADING
        total += value
        if total <= 0:
            total, start, fade = 0.0, index + 1, 1.0
        elif total > best:
            best, found = total, (start, index + 1)
    return found
