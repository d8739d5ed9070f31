"""The standfirst of a dump's story: the line under the headline that sums it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.dump.lines.furniture import has_furniture_cue
from dateline.reading.dump.story.roles import is_ticker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.times.dated_lines import DatedLines

REACH = 4
NARROWEST, WIDEST = 40, 420
WIDEST_OPEN = 260


def find_standfirst(lines: Sequence[Line], headline: int, start: int, dated: DatedLines) -> int | None:
    """The standfirst's index, where one stands between the headline and the story's first paragraph.

    The first paragraph itself is taken for it where a byline or a date stands between it and the next.
    """
    said = lines[headline].folded
    for index in range(headline + 1, min(headline + 1 + REACH, len(lines))):
        line = lines[index]
        if not _could_be(line, dated, index) or line.folded[:NARROWEST] == said[:NARROWEST]:
            continue
        if any(other.folded.startswith(line.folded[:NARROWEST]) for other in lines[index + 1 : index + 3]):
            continue
        if index < start:
            return index
        return index if index + 1 < len(lines) and dated.is_about(index + 1) else None
    return None


def _could_be(line: Line, dated: DatedLines, index: int) -> bool:
    return (
        NARROWEST <= line.width <= (WIDEST if line.ends else WIDEST_OPEN)
        and not has_furniture_cue(line)
        and not is_ticker(line)
        and not dated.is_about(index)
        and read_caption(line.text) is None
    )
