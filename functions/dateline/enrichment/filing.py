"""The dateline that a bare text opens with: where the story was filed from, and how long that opening is.

An article's dateline was already lifted out of its text when the page was read. This is for text that comes without
an article, and takes only the form that is beyond doubt: the place in capitals, and a dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = r"(?P<place>[^\W\d_a-z][^\W\d_a-z'’.\- ]*(?:[ \-'’.]{1,2}[^\W\d_a-z'’.\- ]+){0,3})"
_REGION_AND_DAY = r"(?:, [\w. ]{2,30}){0,2}"
_AGENCY = r"(?: ?\([^()\n]{2,40}\))?"
_OPENING = re.compile(rf"\s*{_PLACE}{_REGION_AND_DAY}{_AGENCY} ?(?:--|[-–—]) ?(?=\S)")

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_](?![^\W\d_]))?")
_LONGEST_ACRONYM = 3
_LABELS = frozenset(
    ["BREAKING", "EXCLUSIVE", "UPDATE", "WATCH", "LIVE", "OPINION", "ANALYSIS", "VIDEO", "CORRECTION", "EXPLAINER"]
)
"""What newsrooms put before a dash in the same manner, and which is no place."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The first place that the dateline names, in the usual letters, and the number of characters before the story."""

    place: str
    length: int


def opening_of(text: str) -> Opening | None:
    """The dateline at the head of `text`, or None."""
    found = _OPENING.match(text[:200])
    if found is None or len(found["place"]) < 3 or found["place"] in _LABELS or not found["place"].isupper():
        return None
    return Opening(in_usual_letters(found["place"]), found.end())


def in_usual_letters(place: str) -> str:
    """A place that stands in capitals as it is written elsewhere: `ST. JOHN'S` is St. John's. `USA` stays."""
    if len(place) <= _LONGEST_ACRONYM or not place.isupper():
        return place
    return _LETTERS.sub(lambda word: word.group().capitalize(), place)
