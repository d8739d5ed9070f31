"""What looks unlike the story's paragraphs or stands outside of their containers: labels, credits, boxes, embeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.story.names import CAPTION, PULL_QUOTE, words_of
from dateline.reading.html.story.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.reading.html.soup.blocks import RawBlock
    from dateline.reading.html.story.context import Context

LONGEST_NAMED = 300
LONGEST_STRANGER = 200
LEAST_LOOSE = 25


def _named(words: frozenset[str]) -> Callable[[Context, int, RawBlock], bool]:
    """Class names with one of these words, on a short text that is no heading."""

    def holds(context: Context, index: int, block: RawBlock) -> bool:
        if block.length > LONGEST_NAMED or block.kind == "heading" or words.isdisjoint(words_of(block.names)):
            return False
        return context.looks_foreign(index)

    return holds


def _lone_heading(context: Context, index: int, block: RawBlock) -> bool:
    return (
        block.kind == "heading"
        and context.has_looks
        and context.headings[block.looks] == 1
        and context.stands_elsewhere(index)
    )


def _stranger(context: Context, index: int, block: RawBlock) -> bool:
    return (
        block.kind == "paragraph"
        and not block.is_code
        and block.length < LONGEST_STRANGER
        and context.looks_foreign(index)
        and not (index < context.first and context.running[index])
        and not (block.looks == block.place and block.length >= LEAST_LOOSE and not context.stands_elsewhere(index))
    )


def _elsewhere(context: Context, index: int, block: RawBlock) -> bool:
    return (
        block.kind in ("list_item", "quote", "paragraph")
        and not block.is_code
        and context.stands_elsewhere(index)
        and not (context.running[index] and index <= context.first)
    )


STRANGERS = (
    Rule("class names of a caption", "caption", "Captions stand in all kinds of elements.", _named(CAPTION)),
    Rule(
        "class names of a pull quote", "pull quote", "Templates mark what they set in large type.", _named(PULL_QUOTE)
    ),
    Rule("only heading of its looks, in a box", "furniture", "Boxes have headings of their own.", _lone_heading),
    Rule(
        "unlike the story's paragraphs",
        "furniture",
        "Labels, credits and boxes stand in elements of their own, the story's paragraphs in elements all alike.",
        _stranger,
    ),
    Rule(
        "outside the story's containers",
        "furniture",
        "Boxes hold paragraphs and lists in a container of their own.",
        _elsewhere,
    ),
)
