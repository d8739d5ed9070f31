"""A notice that kills or withdraws a story: a sentence or two, where the weights that find stories find nothing.

Newsrooms put it in the story's place. It stands under a headline, or says by itself what it does; a page that has
several such lines is a list of notices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.status import is_notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump.lines import Line

MOST_LINES = 5
"""So many sentences in a row may belong to a notice."""

REACH = 6
"""So many lines behind a labelled headline its first sentence may stand, behind bylines and dates."""

SHORTEST = 25
"""Columns of a sentence: what is shorter is a label of the page."""


def notice_in(lines: Sequence[Line]) -> range | None:
    """The lines of the one notice that the dump holds, without its headline; None where there is none, or several."""
    found = [place for index, line in enumerate(lines) if (place := _from(lines, index, line))]
    ends = {place.stop for place in found}
    return min(found, key=lambda place: place.start) if len(ends) == 1 else None


def _from(lines: Sequence[Line], index: int, line: Line) -> range | None:
    """The sentences that begin with this line, if it is one of a notice, or that follow it, if it is the headline."""
    if _is_sentence(line):
        return _sentences(lines, index) if is_notice(None, (line.text,)) else None
    if not is_notice(line.text, ()):
        return None
    behind = range(index + 1, min(index + 1 + REACH, len(lines)))
    start = next((one for one in behind if _is_sentence(lines[one])), None)
    return _sentences(lines, start) if start is not None else None


def _sentences(lines: Sequence[Line], start: int) -> range:
    end = start + 1
    while end < min(start + MOST_LINES, len(lines)) and _is_sentence(lines[end]):
        end += 1
    return range(start, end)


def _is_sentence(line: Line) -> bool:
    return line.ends and line.width >= SHORTEST
