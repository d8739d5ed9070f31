"""What each line of a dump is: by its place and its words, then by the field that was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.dump.story import decide, picture
from dateline.reading.dump.story.roles import Decision, Role, outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump.fields.bylines import Credited
    from dateline.reading.dump.fields.headline import Ranked
    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.times import Times

PICTURE_REACH = 6
_UNTOLD = Decision(Role.FOOTER, kept=False, rule="stands apart from the story")
UNCLAIMED = frozenset({Role.FOOTER, Role.NAVIGATION, Role.RELATED})
"""The roles of lines that no field was read from."""


def decisions_of(
    lines: Sequence[Line], headline: int | None, told: Sequence[bool], span: tuple[int, int], *, thorough: bool
) -> list[Decision]:
    """What each line is; of those far from the story, no more than whoever asks for it is told."""
    start, end = span
    first, last = min(start, start if headline is None else headline) - PICTURE_REACH, end + PICTURE_REACH
    decisions = [_UNTOLD] * len(lines)
    decisions[start:end] = decide(lines[start:end], told[start:end])
    looked_at = range(len(lines)) if thorough else range(max(0, first), min(last, len(lines)))
    above: Role | None = None
    for index in (*range(looked_at.start, start), *range(end, looked_at.stop)):
        line = lines[index]
        near = picture(line) if first <= index < last else None
        if near or thorough:
            decisions[index] = near or outside(line, before=index < start, above=above)
            above = decisions[index].role if index >= end and line.cue.kinds else above
    return decisions


@dataclass(frozen=True, slots=True)
class Claims:
    """The lines that the fields were read from: candidates in order of trust, and the indices of single lines."""

    headlines: Sequence[Ranked]
    bylines: Sequence[Credited]
    times: Times
    standfirst: int | None
    kicker: int | None
    dateline: int | None

    def make(self, lines: Sequence[Line], decisions: list[Decision]) -> None:
        """Give these lines their roles."""
        for index in self.times.date_lines:
            decisions[index] = _claimed(Role.DATE_LINE, "holds little but a date, near the story's head")
        if self.bylines:
            decisions[self.bylines[0].index] = _claimed(Role.BYLINE, self.bylines[0].why)
        if self.times.clock is not None:
            decisions[self.times.clock] = _claimed(Role.PAGE_CLOCK, "a date and little else, on top of the page")
        if self.headlines:
            said = lines[self.headlines[0].index].folded
            for index in [index for index, line in enumerate(lines) if line.folded == said]:
                decisions[index] = _claimed(Role.REPEATED_HEADLINE, "says the headline again")
            decisions[self.headlines[0].index] = _claimed(Role.HEADLINE, self.headlines[0].why)
        if self.standfirst is not None:
            decisions[self.standfirst] = _claimed(Role.STANDFIRST, "sums up between the headline and the text")
        if self.kicker is not None and decisions[self.kicker].role in UNCLAIMED:
            decisions[self.kicker] = _claimed(Role.KICKER, "names the topic above the headline")
        if self.dateline is not None:
            decisions[self.dateline] = _claimed(Role.DATELINE, "tells where the story was filed, on a line of its own")


def _claimed(role: Role, rule: str) -> Decision:
    return Decision(role, kept=False, rule=rule)
