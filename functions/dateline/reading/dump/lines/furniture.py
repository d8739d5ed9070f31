"""Which lines open like page furniture: with a cue of sharing, related stories, adverts, and are short enough to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.reading.dump.lines import Line

FURNITURE = frozenset({"share", "related", "appeal", "comments", "tags", "legal", "credit", "advert", "navigation"})
"""The kinds of cue that speak against a line being the story's."""

CUE_WIDTH = 150
"""A line wider than this is prose whatever word it opens with; an appeal may be longer."""

NARROWEST_SENTENCE = 40
"""A line that closes and is at least so wide may be a sentence that only happens to open with the word of a cue."""


def has_furniture_cue(line: Line) -> bool:
    """Whether the line opens like furniture and is short enough to be."""
    kinds = line.cue.kinds
    if not kinds:
        return False
    kinds &= FURNITURE
    if not kinds:
        return False
    if line.width >= CUE_WIDTH:
        return "appeal" in kinds and line.width < 2 * CUE_WIDTH and line.cue.phrase.count(" ") > 0
    if kinds == {"navigation"}:
        return not line.ends
    return not _is_sentence(line, kinds)


def _is_sentence(line: Line, kinds: frozenset[str]) -> bool:
    """Whether the words of the cue are those of a sentence: `Next week, …`, `Share prices fell …`.

    An appeal is itself a sentence, and so are most phrases of several words; only a pointer to other stories is not.
    """
    if not line.ends or line.width < NARROWEST_SENTENCE or line.cue.whole or line.cue.label:
        return False
    return kinds == {"related"} if " " in line.cue.phrase else "appeal" not in kinds
