"""What the lines of the story's stretch are: paragraphs, sub-headings, lists, and the furniture between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.dump.roles import Decision, Role, furniture
from dateline.reading.dump.stretch import FURNITURE

if TYPE_CHECKING:
    from dateline.reading.dump.lines import Line

WIDEST_HEADING = 80
WIDEST_CAPTION = 300
LONG_OPEN_LINE = 150
WIDE_ANNOUNCEMENT = 40
LONGEST_LIST = 40
REPEAT_REACH = 3
SHORTEST_PULL_QUOTE = 60
_BULLET = re.compile(r"(?:[•●▪■◆◦‣*·–—-]|\d{1,2}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"[\"“„«「『][^\"”“»」』]+[\"”“»」』]\.?")


def decide(lines: Sequence[Line]) -> list[Decision]:
    """One decision for each line of the stretch."""
    decisions = [_alone(line) for line in lines]
    _drop_repeats(lines, decisions)
    for index, line in enumerate(lines):
        if decisions[index] is None:
            decisions[index] = _open_line(lines, decisions, index, line)
    return [decision for decision in decisions if decision is not None]


def _alone(line: Line) -> Decision | None:
    """The decision that a line's own shape allows; None for an open line, which its neighbours decide."""
    return picture(line) or furniture(line) or next((decision for applies, decision in _SHAPES if applies(line)), None)


def picture(line: Line) -> Decision | None:
    """The decision for a line that carries the credit of a picture, unless it opens like furniture of another kind."""
    if line.width >= WIDEST_CAPTION or (line.cue.kinds & FURNITURE) - {"credit"}:
        return None
    return _CAPTION if read_caption(line.text) else None


def _announces(line: Line) -> bool:
    return line.text.endswith((":", "："))


_CAPTION = Decision(Role.CAPTION, kept=False, rule="ends with the credit of a picture")
_HEADING = Decision(Role.SUB_HEADING, kept=True, rule="stands alone between paragraphs")
_LISTED = Decision(Role.LIST, kept=True, rule="follows a line that announces a list")
_IN_A_ROW = Decision(Role.RELATED, kept=False, rule="open lines in a row")
_LINK = Decision(Role.RELATED, kept=False, rule="stands under a pointer to other stories")
_REPEATED = Decision(Role.CAPTION, kept=False, rule="repeats a line")

_SHAPES: tuple[tuple[Callable[[Line], bool], Decision], ...] = (
    (
        lambda line: line.ends and _BULLET.match(line.text) is not None,
        Decision(Role.LIST, kept=True, rule="opens with a bullet or a number"),
    ),
    (
        lambda line: line.ends and _QUOTED.fullmatch(line.text) is not None,
        Decision(Role.QUOTE, kept=True, rule="stands in quotation marks as a whole"),
    ),
    (lambda line: line.ends, Decision(Role.BODY, kept=True, rule="closes like a sentence")),
    (lambda line: line.width >= LONG_OPEN_LINE, Decision(Role.BODY, kept=True, rule="is long")),
    (
        lambda line: line.width >= WIDE_ANNOUNCEMENT and _announces(line),
        Decision(Role.BODY, kept=True, rule="announces what follows"),
    ),
)
"""What a line's shape says, the first that applies."""


def _drop_repeats(lines: Sequence[Line], decisions: list[Decision | None]) -> None:
    """Mark lines that say again what stands close by: doubled captions, and pull quotes taken from a paragraph."""
    for index, line in enumerate(lines):
        for other in range(index + 1, min(index + 1 + REPEAT_REACH, len(lines))):
            first, second = line.folded, lines[other].folded
            if len(first) >= SHORTEST_PULL_QUOTE and second.startswith(first):
                decisions[index] = Decision(Role.CAPTION, kept=False, rule=f"said again by {lines[other].where}")
                decisions[other] = decisions[other] or _REPEATED


def _open_line(lines: Sequence[Line], decisions: list[Decision | None], index: int, line: Line) -> Decision:
    """A line that does not close like a sentence: a sub-heading between paragraphs, an item of a list, or a link."""
    before = _run(decisions, index, -1)
    after = _run(decisions, index, 1)
    above = lines[index - 1] if index else None
    if above and above.cue.whole and above.cue.says("related"):
        return _LINK
    if before == 0 and after == 0 and index + 1 < len(lines) and line.width <= WIDEST_HEADING:
        return _HEADING
    opener = index - before - 1
    if opener >= 0 and _announces(lines[opener]) and _is_kept(decisions[opener]):
        return _LISTED
    return _IN_A_ROW


def _run(decisions: list[Decision | None], index: int, step: int) -> int:
    """How many open lines stand next to this one; no list of a story is longer than is looked at."""
    count = 0
    at = index + step
    while 0 <= at < len(decisions) and count < LONGEST_LIST and decisions[at] in {None, _LISTED, _IN_A_ROW}:
        count += 1
        at += step
    return count


def _is_kept(decision: Decision | None) -> bool:
    return decision is not None and decision.kept
