"""Scores of lines or blocks, in the page's order → which of them are the story: one span, with boxes left out of it.

A score above 0 speaks for the story, one below against. The story is the span with the largest sum, where leaving a box
out of it costs a little, so that one doubtful line is no box, and a far-off paragraph is no part of the story.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Place(Enum):
    """Where a line stands: before the story, in it, in a box that interrupts it, or after it."""

    BEFORE = 0
    STORY = 1
    BOX = 2
    AFTER = 3


BOX_OPENS = -0.7
"""What each box in the story costs."""

BOX_GOES_ON = -0.05
"""What each line of a box costs."""

_BY_NUMBER = tuple(Place)


def places(scores: Sequence[float]) -> list[Place]:
    """The place of each line in the most credible reading of them all, in one pass forth and one back (Viterbi)."""
    before_box, before_end = BOX_OPENS + BOX_GOES_ON, float("-inf")
    story = box = after = before_end
    steps: list[tuple[int, int, int]] = []
    for score in scores:
        from_story, best = (0, 0.0) if story <= 0.0 else (1, story)
        if box > best:
            from_story, best = 2, box
        opened = story + before_box
        kept = box + BOX_GOES_ON
        from_box = 1 if opened >= kept else 2
        from_after = 1 if story >= after else 3
        steps.append((from_story, from_box, from_after))
        box = opened if opened >= kept else kept  # noqa: FURB136 - max() takes five times as long
        after = story if story >= after else after  # noqa: FURB136
        story = best + score
    place = _last(story, after)
    found: list[Place] = []
    for into_story, into_box, into_after in reversed(steps):
        found.append(_BY_NUMBER[place])
        place = (0, into_story, into_box, into_after)[place]
    found.reverse()
    return found


def _last(story: float, after: float) -> int:
    """The place of the last line; where nothing speaks for a story, all stand before one that never comes."""
    if max(story, after) <= 0.0:
        return 0
    return 1 if story >= after else 3
