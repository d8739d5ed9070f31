"""Bodies that the noun behind them tells to be bodies, whatever their names look like: "the Red Anchor rebel group"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from dateline.enrichment.names.forms import is_people
from dateline.enrichment.names.tagger import Tagged
from dateline.enrichment.names.vocabulary import word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def told_by_noun(text: str, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The tagged spans of a text, and between them the names of two words and more before such a noun."""
    bodies = {(body.start, body.end): body for body in _bodies(text, [span.start for span in tagged], tagged)}
    others = [span for span in tagged if (span.start, span.end) not in bodies]
    return sorted([*others, *bodies.values()], key=lambda span: span.start)


def _bodies(text: str, starts: Sequence[int], tagged: Sequence[Tagged]) -> Iterator[Tagged]:
    """Such names where no span stands; and where one stands as a person, if an adjective of bodies follows as well."""
    for found in _before_noun().finditer(text):
        start, end = found.span("name")
        same = next(
            (
                span
                for span in tagged[bisect_left(starts, start) : bisect_left(starts, start) + 1]
                if span.start == start
            ),
            None,
        )
        if same and same.end == end and same.kind == "person" and found["adjectives"]:
            yield Tagged(start, end, "organisation", f"{same.rule}, noun behind")
            continue
        following = bisect_left(starts, end)
        is_free = following == 0 or tagged[following - 1].end <= start
        words = found["name"].split()
        if is_free and not any(is_people(word) or word.casefold() in word_kinds()["NOT ALONE"] for word in words):
            yield Tagged(start, end, "organisation", "noun behind")


@cache
def _before_noun() -> re.Pattern[str]:
    """A name that only adjectives part from its noun; of bounded length, as a run of capitals may be endless."""
    kinds = word_kinds()
    nouns, adjectives = ("|".join(sorted(kinds[kind])) for kind in ("BODY", "OF A BODY"))
    word = r"[A-ZÀ-Þ][\w\-]*\w"
    return re.compile(
        rf"(?<![\w’'\-])(?:The )?(?P<name>{word}(?: (?:al-|el-|de |of |of the )?{word}){{1,4}})"
        rf"(?= (?P<adjectives>(?:(?:{adjectives}) ){{0,2}})(?:{nouns})\b)"
    )
