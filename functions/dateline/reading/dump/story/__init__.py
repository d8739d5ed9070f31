"""What the lines of the story are: paragraphs, sub-headings, quotes and lists, and what the boxes between them are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.captions import read_caption
from dateline.reading.dump.lines.furniture import FURNITURE
from dateline.reading.dump.story.roles import Decision, Role, furniture

if TYPE_CHECKING:
    from dateline.reading.dump.lines import Line

WIDEST_HEADING = 100
WIDEST_CAPTION = 300
REPEAT_REACH = 3
SHORTEST_REPEAT = 24
_BULLET = re.compile(r"(?:[•●▪■◆◦‣*·–—-]|\d{1,2}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"[\"“„«「『][^\"”“»」』]+[\"”“»」』]\.?")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line of the story can be besides a paragraph, and how it is told."""

    name: str
    why: str
    role: Role
    holds: Callable[[Line, Line | None], bool]


def _is_listed(line: Line, before: Line | None) -> bool:
    return _BULLET.match(line.text) is not None or (
        before is not None and not line.ends and before.text.endswith((":", "："))
    )


KINDS: tuple[Kind, ...] = (
    Kind("list", "opens with a bullet or a number, or follows a line that announces it", Role.LIST, _is_listed),
    Kind(
        "quote",
        "stands in quotation marks as a whole",
        Role.QUOTE,
        lambda line, _: line.ends and _QUOTED.fullmatch(line.text) is not None,
    ),
    Kind(
        "sub-heading",
        "does not close, and is short",
        Role.SUB_HEADING,
        lambda line, _: not line.ends and line.width <= WIDEST_HEADING and not line.text.endswith((":", "：")),
    ),
)
"""What a line of the story is, the first that holds; any other is a paragraph."""

_PARAGRAPH = Decision(Role.BODY, kept=True, rule="reads like the story's prose")
_DECISIONS = {kind.name: Decision(kind.role, kept=True, rule=kind.why) for kind in KINDS}
_CAPTION = Decision(Role.CAPTION, kept=False, rule="ends with the credit of a picture")
_REPEATED = Decision(Role.CAPTION, kept=False, rule="says what stands close by")
_BOX = Decision(Role.RELATED, kept=False, rule="interrupts the story")


def decide(lines: Sequence[Line], told: Sequence[bool]) -> list[Decision]:
    """One decision for each line from the story's first to its last; `told` are those that the story consists of."""
    decisions = []
    before: Line | None = None
    for index, line in enumerate(lines):
        if told[index]:
            decisions.append(_of_story(line, before))
            before = line
        else:
            decisions.append(picture(line) or furniture(line) or (_REPEATED if _is_said(lines, index) else _BOX))
    return decisions


def _of_story(line: Line, before: Line | None) -> Decision:
    for kind in KINDS:
        if kind.holds(line, before):
            return _DECISIONS[kind.name]
    return _PARAGRAPH


def picture(line: Line) -> Decision | None:
    """The decision for a line that carries the credit of a picture, unless it opens like furniture of another kind."""
    if line.width >= WIDEST_CAPTION or (line.cue.kinds & FURNITURE) - {"credit"}:
        return None
    return _CAPTION if read_caption(line.text) else None


def _is_said(lines: Sequence[Line], index: int) -> bool:
    said = lines[index].folded[:SHORTEST_REPEAT]
    close = lines[max(0, index - REPEAT_REACH) : index + REPEAT_REACH + 1]
    return sum(other.folded.startswith(said) for other in close) > 1
