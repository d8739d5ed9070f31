"""Scores → which lines are the story: one span, with boxes left out of it."""

from __future__ import annotations

import pytest

from dateline.reading.sequence import places


@pytest.mark.parametrize(
    ("scores", "read"),
    [
        ([], ""),
        ([-1.0, -2.0], "BB"),
        ([-1.0, 3.0, 2.0, -4.0], "BSSA"),
        ([3.0, -2.0, -2.0, 3.0], "SXXS"),
        ([3.0, -0.2, 3.0], "SSS"),
        ([5.0, *[-2.0] * 100, 1.0], "S" + "A" * 101),
        ([2.0], "S"),
    ],
)
def test_the_story_is_one_span_with_boxes_left_out(scores: list[float], read: str) -> None:
    letters = {"BEFORE": "B", "STORY": "S", "BOX": "X", "AFTER": "A"}
    assert "".join(letters[place.name] for place in places(scores)) == read
