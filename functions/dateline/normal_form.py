"""Unicode's normal forms, in time in proportion to the text.

Putting the marks on one letter in order takes the square of their number, in C, which nothing ends. Unicode's own
answer is the Stream-Safe Text Format (UAX #15, section 13): no more than thirty of them in a row. No script writes
more than a handful; those beyond are left out.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

MOST_MARKS = 30

_KANA_MARKS = "\uff9e\uff9f"
"""The only letters that become marks."""

_MARKS = re.compile(rf"(?:[^\w\s\x00-\u02ff]|[{_KANA_MARKS}]){{{MOST_MARKS + 1},}}")
"""A row in which so many marks may stand: no other mark is a letter, and all stand behind the Latin letters."""


def normalized(form: Literal["NFC", "NFKD"], text: str) -> str:
    """The text in the normal form, without marks beyond the thirtieth in a row."""
    if len(text) > MOST_MARKS and not text.isascii():
        text = _MARKS.sub(lambda found: _thinned(found.group()), text)
    return unicodedata.normalize(form, text)


def _thinned(row: str) -> str:
    kept, marks = [], 0
    for character in row:
        is_mark = unicodedata.category(character).startswith("M") or character in _KANA_MARKS
        marks = marks + 1 if is_mark else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
