"""The keywords that a dump prints under its story: `Tags: ferries, harbour`, or one a line under `Tags`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dump.fields.told import Page, Source
from dateline.reading.dump.lines.furniture import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH_AFTER = 25
MOST_KEYWORDS = 15
WIDEST_KEYWORD = 40
MOST_WORDS = 5
LONGEST_LINE = 400
_MARKS = re.compile(r"\s*[,;|•·/]\s*|\s+#|\s{2,}")
_COUNT = re.compile(r"\s?\d+$")
_LETTER = re.compile(r"[^\W\d_]{2}")


def _labelled(page: Page) -> Iterator[tuple[tuple[str, ...], int]]:
    for index in range(page.end, min(page.end + REACH_AFTER, len(page.lines))):
        line = page.lines[index]
        if line.cue.says("tags") and not line.cue.whole and line.cue.label and line.width <= LONGEST_LINE:
            at = line.folded.find(line.cue.phrase) + len(line.cue.phrase)
            if words := _keywords(_MARKS.split(line.text[at:].lstrip(" :：|-–"))):
                yield words, index


def _listed(page: Page) -> Iterator[tuple[tuple[str, ...], int]]:
    for index in range(page.end, min(page.end + REACH_AFTER, len(page.lines))):
        if page.lines[index].cue.says("tags") and page.lines[index].cue.whole:
            below = []
            for line in page.lines[index + 1 : index + 1 + MOST_KEYWORDS]:
                if line.width > WIDEST_KEYWORD or line.ends or has_furniture_cue(line):
                    break
                below.append(line.text)
            if words := _keywords(below):
                yield words, index


def _keywords(parts: list[str]) -> tuple[str, ...]:
    """Each once, without a count; none where a part is no keyword: then the line is something else."""
    words = list(dict.fromkeys(word for part in parts if (word := part.strip(" #.,:·•|-–"))))
    if len(words) > 1 and all(word[-1].isdigit() for word in words):
        words = [_COUNT.sub("", word) for word in words]
    fit = all(
        len(word) <= WIDEST_KEYWORD and len(word.split()) <= MOST_WORDS and _LETTER.search(word) for word in words
    )
    return tuple(words[:MOST_KEYWORDS]) if fit else ()


KEYWORDS: tuple[Source[tuple[str, ...]], ...] = (
    Source("line of tags", "Stories close with their topics: Tags: …", "high", _labelled),
    Source("lines under tags", "In a dump each tag may have a line of its own.", "medium", _listed),
)
