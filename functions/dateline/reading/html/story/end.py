"""What follows the last paragraph: credits, appeals, tags, the beginnings of other stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.story.context import LONG, ends_sentence
from dateline.reading.html.story.rule import Rule

if TYPE_CHECKING:
    from dateline.reading.html.blocks import RawBlock
    from dateline.reading.html.story.context import Context


def _is_loose(_: Context, __: int, block: RawBlock) -> bool:
    return block.kind == "paragraph" and block.length < LONG and not ends_sentence(block.text)


END = (Rule("loose line behind the text", "trailer", "Labels behind the text are no sentences.", _is_loose),)
