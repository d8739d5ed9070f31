"""Where a name starts and ends, where the tagger took in too much or too little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.enrichment.names.forms import is_people
from dateline.enrichment.names.runs import hyphens_set_apart
from dateline.enrichment.names.tagger import Tagged
from dateline.enrichment.names.titles import courtesies
from dateline.enrichment.names.vocabulary import without_accents, word_kinds
from dateline.enrichment.rarity import zipf

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASH = re.compile(r"[  ](?:--|[–—])[  ]")
_DASH_OR_HYPHEN = re.compile(r"[  ](?:-{1,2}|[–—])[  ]")
_DAY = re.compile(r"[  ](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z")
_FIRST_DAY = re.compile(r"(?<=\b[Oo]n )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[  ](?=[A-ZÀ-Þ])")
_WORD_BEFORE = re.compile(r"(?<![\w.’'\-&])[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ][^\W\d_]*(?:-[^\W\d_]+)? \Z")
_REACH = 30
_RARE = 3.2
"""The Zipf value up to which a word with a capital before a surname is a first name, not a word of the sentence."""


def bounded(text: str, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The spans, none running over a dash or a day, and surnames with the first name that stands before them."""
    found: list[Tagged] = []
    set_apart = hyphens_set_apart(text)
    for span in tagged:
        is_one_word = text.find(" ", span.start, span.end) < 0
        start, end = (span.start, span.end) if is_one_word else _cut(text, span, set_apart=set_apart)
        if span.kind == "person" and is_one_word:
            start = _widened(text, start, found[-1].end if found else 0)
        found.append(span if (start, end) == (span.start, span.end) else Tagged(start, end, span.kind, span.rule))
    return found


def _cut(text: str, span: Tagged, *, set_apart: bool) -> tuple[int, int]:
    dash = (_DASH if set_apart else _DASH_OR_HYPHEN).search(text, span.start, span.end)
    start, end = span.start, dash.start() if dash else span.end
    first_day = _FIRST_DAY.match(text, start, end)
    start = first_day.end() if first_day else start
    day = _DAY.search(text, start, end) if span.kind != "place" else None
    return start, day.start() if day and day.start() > start else end


def _widened(text: str, start: int, last_end: int) -> int:
    """Where a person's name starts that is tagged by its surname only."""
    reach = text[max(last_end, start - _REACH) : start]
    has_capital = reach.endswith(" ") and reach[reach.rfind(" ", 0, -1) + 1].isupper()
    before = _WORD_BEFORE.search(reach) if has_capital else None
    if not before:
        return start
    word = before.group().strip()
    plain = without_accents(word)
    kinds = word_kinds()
    is_other = plain in courtesies() or any(plain in kinds[kind] for kind in ("TITLE HEAD", "TITLE PART", "COMMON"))
    is_word = zipf(plain) > _RARE or is_people(word) or plain in kinds["NOT ALONE"] or plain in kinds["STORM"]
    return start if is_other or is_word else start - len(before.group())
