"""What is left without what it belonged to, once the other rules have held: looked at from the end to the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.story.rule import Rule

if TYPE_CHECKING:
    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context


MANY_HEADINGS = 4


def _heads_nothing(context: Context, _: int, block: RawBlock) -> bool:
    """No text is kept between the heading and the next one. A page of many such headings tells its story in them."""
    if block.kind != "heading" or context.headings[block.looks] >= MANY_HEADINGS:
        return False
    return context.kept_behind is None or (context.kept_behind == "heading" and context.dropped_behind)


def _list_of_a_dropped_line(context: Context, index: int, block: RawBlock) -> bool:
    """A list behind the last paragraph, below a line that was left out."""
    if block.kind != "list_item" or index < context.last:
        return False
    above = context.above_list[index]
    return above > context.last and context.roles[above] is not None


BEREFT = (
    Rule("heading over nothing", "trailer", "What the heading announces was left out.", _heads_nothing),
    Rule(
        "list below a dropped line",
        "related",
        "Lists of other stories stand below a label.",
        _list_of_a_dropped_line,
    ),
)
