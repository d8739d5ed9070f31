"""What is left without what it belonged to, once the other rules have held: looked at from the end to the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.story.rule import Rule

if TYPE_CHECKING:
    from dateline.reading.html.blocks import RawBlock
    from dateline.reading.html.story.context import Context


HEADS_NOTHING = "heading over nothing"
MOST_HEADINGS_OVER_NOTHING = 2


def _heads_nothing(context: Context, index: int, block: RawBlock) -> bool:
    """No text is kept between the heading and the next one. A page of many such headings tells its story in them."""
    if block.kind != "heading":
        return False
    dropped, headings = False, 0
    for after in range(index + 1, len(context.blocks)):
        rule = context.taken[after]
        if rule is None:
            return context.blocks[after].kind == "heading" and dropped
        headings += context.blocks[after].kind == "heading" and rule.name == HEADS_NOTHING
        if headings > MOST_HEADINGS_OVER_NOTHING:
            return False
        dropped = dropped or rule.role != "caption"
    return True


def _list_of_a_dropped_heading(context: Context, index: int, block: RawBlock) -> bool:
    """A list behind the last paragraph, below a line that was left out."""
    if block.kind != "list_item" or index < context.last:
        return False
    for before in range(index - 1, context.last, -1):
        if context.blocks[before].kind != "list_item":
            return context.taken[before] is not None
    return False


BEREFT = (
    Rule(HEADS_NOTHING, "trailer", "What the heading announces was left out.", _heads_nothing),
    Rule(
        "list of a dropped heading",
        "related",
        "Lists of other stories stand below a label.",
        _list_of_a_dropped_heading,
    ),
)
