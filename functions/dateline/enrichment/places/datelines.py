"""Whether a name is where the story was filed from: it opens the story, and an agency or a dash follows it."""

from __future__ import annotations

import re

from dateline.enrichment.places.spelling import folded

REACH = 500
"""So far into a text may its dateline stand: behind a headline, a credit, or a summary."""

_LONGEST = 80
_BEFORE = re.compile(r"(?:^|\n|[.!?:)\]”\"'’] )[^\S\n]*$")
_AFTER = re.compile(
    r"(?P<wider>(?:,? [A-Z][\w.]*(?: [A-Z][\w.]*)?(?: \d{1,2}(?:, \d{4})?)?|, \d{1,2} [A-Z][a-z]+){0,2}),?"
    r"(?: ?(?P<agency>\([A-Z][^()\n]{1,38}\))|/(?P<slash>[A-Z][\w ]{1,20}):)?"
    r"(?P<mark> ?(?:---?|[–—]|_|\ufffd) ?| - ?|:?\s|:)"
)
_CLEAR = frozenset(["--", "---", "–", "—", "_", "\ufffd"])


def opens_story(text: str, start: int, end: int) -> bool:
    """Whether the name at that place of the text is its dateline.

    In capitals it needs a dash or an agency after it, and the state or the day between; else an agency, or a long dash.
    """
    if start > REACH or not _BEFORE.search(text, max(0, start - 20), start):
        return False
    found = _AFTER.match(text, end, end + _LONGEST)
    if found is None:
        return False
    if found["agency"] or found["slash"]:
        return True
    mark = found["mark"].strip()
    return mark in _CLEAR or (mark == "-" and text[start:end].isupper())


def is_the_dateline(text: str, start: int, key: str, dateline: str) -> bool:
    """Whether the name at that place of the text, as it is looked up, is the place of the dateline that is known."""
    return start < REACH and not text[:start].rpartition("\n")[2].strip() and key == folded(dateline)
