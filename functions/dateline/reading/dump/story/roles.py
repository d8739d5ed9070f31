"""The roles that a line of a dump can have, and the decision that gives a line one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.reading.dump.lines.furniture import has_furniture_cue
from dateline.reading.trace import Unit

if TYPE_CHECKING:
    from dateline.reading.dump.lines import Line


class Role(StrEnum):
    """What a line is for its page."""

    PAGE_CLOCK = "page clock"
    NAVIGATION = "navigation"
    SHARE = "share"
    TICKER = "ticker"
    KICKER = "kicker"
    HEADLINE = "headline"
    REPEATED_HEADLINE = "repeated headline"
    BYLINE = "byline"
    DATE_LINE = "date line"
    DATELINE = "dateline"
    STANDFIRST = "standfirst"
    BODY = "body"
    SUB_HEADING = "sub-heading"
    QUOTE = "quote"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    APPEAL = "appeal"
    TAGS = "tags"
    COMMENT = "comment"
    ADVERT = "advert"
    FOOTER = "footer"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of a line, whether the line belongs to the story's text, and the rule that said so."""

    role: Role
    kept: bool
    rule: str

    def unit(self, line: Line, why: str) -> Unit:
        """The decision as the trace shows it, with what spoke most for or against the line."""
        return Unit(line.where, self.role.value, self.kept, f"{self.rule} ({why})" if why else self.rule, line.text)


_ROLE_OF_CUE = {
    "comments": Role.COMMENT,
    "appeal": Role.APPEAL,
    "share": Role.SHARE,
    "advert": Role.ADVERT,
    "related": Role.RELATED,
    "credit": Role.CREDIT,
    "tags": Role.TAGS,
    "legal": Role.LEGAL,
    "navigation": Role.NAVIGATION,
}
"""In order of trust: a phrase may be a cue of several kinds."""

FEWEST_TICKER_PARTS = 3
SHORTEST_TICKER = 100
WIDEST_FOOTER = 30


def furniture(line: Line) -> Decision | None:
    """The decision for a line that opens with a cue of page furniture; None for any other."""
    if not has_furniture_cue(line):
        return None
    kind = next(kind for kind in _ROLE_OF_CUE if line.cue.says(kind))
    return Decision(_ROLE_OF_CUE[kind], kept=False, rule=f"opens with a cue of {kind}: “{line.cue.phrase}”")


def is_ticker(line: Line) -> bool:
    """Whether the line strings several headlines together."""
    return line.width >= SHORTEST_TICKER and line.text.count(" | ") >= FEWEST_TICKER_PARTS - 1


_TICKER = Decision(Role.TICKER, kept=False, rule="headlines strung together by bars")
_BEFORE = Decision(Role.NAVIGATION, kept=False, rule="stands before the story")
_AFTER = Decision(Role.RELATED, kept=False, rule="stands after the story")
_SHORT_AFTER = Decision(Role.FOOTER, kept=False, rule="a short line after the story")
_UNDER = {
    Role.APPEAL: Decision(Role.APPEAL, kept=False, rule="stands under an appeal"),
    Role.COMMENT: Decision(Role.COMMENT, kept=False, rule="stands under the heading of comments"),
}


def outside(line: Line, *, before: bool, above: Role | None = None) -> Decision:
    """The decision for a line outside of the story that nothing else has claimed; `above` is the role of the last line
    behind the story that a cue told."""
    if is_ticker(line):
        return _TICKER
    if line.cue.kinds and (known := furniture(line)):
        return known
    if before:
        return _BEFORE
    if line.width < WIDEST_FOOTER:
        return _SHORT_AFTER
    return _UNDER.get(above, _AFTER) if above else _AFTER
