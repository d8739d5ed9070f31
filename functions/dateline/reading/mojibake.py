"""Text that was decoded in a wrong character set before it was saved (`schÃ¶n`, `â€œ`, `РїСЂРё`), put right.

The work is ftfy's, which repairs a stretch only where the result can have come about in no other way. Here it is asked
of pages alone whose story shows the signs, stretch by stretch between tags, for few pages are damaged all over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WARNING = "Text that had been decoded in a wrong character set was repaired."

LONGEST_LOOK = 1_000

# The first byte of a character in UTF-8, and one that continues it, as sets of single bytes show them: windows-1252 and
# Latin-1, windows-1251.
_LATIN = "\u00c2-\u00f4"
_LATIN_NEXT = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_CYRILLIC = "\u0420\u0421"
_CYRILLIC_NEXT = "\u0402-\u040f\u0452-\u045f\u00a0-\u00bf\u0490\u0491\u2018-\u2026\u2030\u2039\u203a\u20ac\u2122"
# It opens with one set of all first bytes: text is searched for a set several times as fast as for two in turn.
_SIGNS = re.compile(
    f"[{_LATIN}{_CYRILLIC}](?:(?<=[{_LATIN}])[{_LATIN_NEXT}]"
    f"|(?<=[{_CYRILLIC}])[{_CYRILLIC_NEXT}][{_CYRILLIC}][{_CYRILLIC_NEXT}])"
)
_STRETCH = re.compile(r"[^<>\n]+")


def is_suspect(texts: Iterable[str]) -> bool:
    """Whether the texts show the signs, in as much as is looked at. Signs only: `ROÍ’s` and `«À»` show them, too."""
    left = LONGEST_LOOK
    for text in texts:
        if not text.isascii() and _SIGNS.search(text, 0, left):
            return True
        left -= len(text)
        if left <= 0:
            break
    return False


def repaired(text: str) -> str:
    """The text, page or dump, with the stretches repaired that certainly are damaged."""
    from ftfy import fix_encoding  # noqa: PLC0415 - rarely needed and slow to import

    def put_right(stretch: re.Match[str]) -> str:
        found = stretch[0]
        return fix_encoding(found) if not found.isascii() and _SIGNS.search(found) else found

    return _STRETCH.sub(put_right, text)
