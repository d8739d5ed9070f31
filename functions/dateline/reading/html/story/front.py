"""What stands between the headline and the first paragraph: the standfirst, the byline, the date, a kicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.bylines import parse_byline
from dateline.reading.dates import find_dates
from dateline.reading.html.story.context import LONG, ends_sentence
from dateline.reading.html.story.inside import SHORT
from dateline.reading.html.story.names import STANDFIRST, sets_apart, words_of
from dateline.reading.html.story.rule import Rule

if TYPE_CHECKING:
    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context

LONGEST_STANDFIRST = 700


def _is_standfirst_by_name(context: Context, index: int, block: RawBlock) -> bool:
    if (
        block.kind != "paragraph"
        or block.length > LONGEST_STANDFIRST
        or not (context.looks_foreign(index) or context.stands_elsewhere(index))
        or STANDFIRST.isdisjoint(words_of(block.names))
    ):
        return False
    return any(sets_apart(tag.name, str(tag.get("class") or "")) for tag in block.around)


def _has_date(_: Context, __: int, block: RawBlock) -> bool:
    return block.length < SHORT and bool(find_dates(block.text))


def _has_name(_: Context, __: int, block: RawBlock) -> bool:
    return (
        block.length < SHORT
        and block.kind != "heading"
        and not ends_sentence(block.text)
        and bool(parse_byline(block.text))
    )


def _is_loose(context: Context, index: int, block: RawBlock) -> bool:
    return (
        block.kind == "paragraph"
        and block.length < LONG
        and context.looks_foreign(index)
        and not ends_sentence(block.text)
    )


FRONT = (
    Rule(
        "standfirst in the header",
        "standfirst",
        "What is set with the headline is a field of its own; what is set below it opens the text.",
        _is_standfirst_by_name,
    ),
    Rule("date in front of the text", "date line", "The date is a field of its own.", _has_date),
    Rule("name in front of the text", "byline", "The byline is a field of its own.", _has_name),
    Rule("loose line in front of the text", "kicker", "A kicker tells the genre, and is no sentence.", _is_loose),
)
