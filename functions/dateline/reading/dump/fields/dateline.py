"""The dateline that a dump sets on a line of its own, above the story's first paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.datelines import LONGEST_DATELINE, take_dateline

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dateline.article import Dateline
    from dateline.reading.dump.lines import Line

REACH = 2


def dateline_apart(
    lines: Sequence[Line], span: tuple[int, int], taken: Collection[int | None]
) -> tuple[int, Dateline] | None:
    """The line, and the dateline that it is as a whole: the story's first line, or one close above that is not `taken`
    for another field."""
    start, end = span
    for index in range(start, max(start - REACH, 0) - 1, -1):
        paragraph = max(index + 1, start)
        if index in taken or paragraph >= end or lines[index].width > LONGEST_DATELINE:
            continue
        dateline, rest = take_dateline(f"{lines[index].text} {lines[paragraph].text}")
        if dateline and rest == lines[paragraph].text:
            return index, dateline
    return None
