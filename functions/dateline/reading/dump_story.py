"""What the lines of the story's stretch are: paragraphs, sub-headings, lists, and the furniture between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.dump_roles import Decision, Role, furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump_lines import Line

WIDEST_HEADING = 80
WIDEST_CAPTION = 300
LONG_OPEN_LINE = 150
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
    if known := furniture(line):
        return known
    if line.width < WIDEST_CAPTION and read_caption(line.text):
        return Decision(Role.CAPTION, kept=False, rule="ends with the credit of a picture")
    if _BULLET.match(line.text) and line.ends:
        return Decision(Role.LIST, kept=True, rule="opens with a bullet or a number")
    if line.ends and _QUOTED.fullmatch(line.text):
        return Decision(Role.QUOTE, kept=True, rule="stands in quotation marks as a whole")
    if line.ends:
        return Decision(Role.BODY, kept=True, rule="closes like a sentence")
    if line.width >= LONG_OPEN_LINE or line.text.endswith((":", "：")) and line.width >= 40:
        return Decision(Role.BODY, kept=True, rule="is long")
    return None


def _drop_repeats(lines: Sequence[Line], decisions: list[Decision | None]) -> None:
    """Mark lines that say again what stands close by: doubled captions, and pull quotes taken from a paragraph."""
    for index, line in enumerate(lines):
        for other in range(index + 1, min(index + 1 + REPEAT_REACH, len(lines))):
            first, second = line.folded, lines[other].folded
            if len(first) >= SHORTEST_PULL_QUOTE and second.startswith(first):
                decisions[index] = Decision(Role.CAPTION, kept=False, rule=f"said again by {lines[other].where}")
                if not (decisions[other] and lines[other].ends and len(second) > len(first)):
                    decisions[other] = decisions[other] or Decision(Role.CAPTION, kept=False, rule="repeats a line")


def _open_line(lines: Sequence[Line], decisions: list[Decision | None], index: int, line: Line) -> Decision:
    """A line that does not close like a sentence: a sub-heading between paragraphs, an item of a list, or a link."""
    before = _run(decisions, index, -1)
    after = _run(decisions, index, 1)
    alone = before == 0 and after == 0
    following = index + after + 1 < len(lines)
    if alone and following and line.width <= WIDEST_HEADING:
        return Decision(Role.SUB_HEADING, kept=True, rule="stands alone between paragraphs")
    opener = lines[index - before - 1] if index > before else None
    if opener is not None and opener.text.endswith((":", "：")) and _kept(decisions[index - before - 1]):
        return Decision(Role.LIST, kept=True, rule="follows a line that announces a list")
    return Decision(Role.RELATED, kept=False, rule="open lines in a row")


def _run(decisions: list[Decision | None], index: int, step: int) -> int:
    """How many undecided or open lines stand next to this one."""
    count = 0
    at = index + step
    while 0 <= at < len(decisions) and _is_open(decisions[at]):
        count += 1
        at += step
    return count


def _is_open(decision: Decision | None) -> bool:
    return decision is None or decision.rule in {"open lines in a row", "follows a line that announces a list"}


def _kept(decision: Decision | None) -> bool:
    return decision is not None and decision.kept
