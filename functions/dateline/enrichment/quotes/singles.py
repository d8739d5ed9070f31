"""What stands between single quotation marks that are no apostrophes: ‘…’, '…' and ‹…›."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from dateline.enrichment.quotes.marks import Quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile(
    r"(?P<open>(?<![^\s(\[{–—―-])[‘‚‹'’](?=[^\W_]|[‘'$£€(\[…]))"
    r"|(?P<close>(?<!\s)['’›](?![^\W_]))"
)
_SHORTENED = re.compile(r"[‘'’](?:\d0?s\b|\d\ds?\b|(?:tis|twas|til|em|cause|bout|n|round|cos|n')\b)", re.IGNORECASE)
_APOSTROPHE_AFTER = frozenset("sSnN")
"""Letters that an apostrophe may stand behind at the end of a word: the residents’ homes, rockin’."""
_BEHIND = frozenset(".,;:!?)")
"""What hardly stands behind such an apostrophe, but behind a quote."""
_FEWEST_WORDS = 3


def quoted(text: str, paragraphs: Sequence[tuple[int, int]], taken: Sequence[Quoted]) -> list[Quoted]:
    """All that stands in single marks, outside of what is taken: in the order of the text.

    The closing mark is the first that can be no apostrophe, else the last before another one opens, so that the one
    in "the residents’ homes" closes nothing.
    """
    found: list[Quoted] = []
    starts = [one.opened for one in taken]
    for number, (start, end) in enumerate(paragraphs):
        opened = last = None
        for mark in _MARK.finditer(text, start, end):
            at = mark.start()
            before = bisect_right(starts, at)
            if before and at < taken[before - 1].closed:
                opened = last = None
            elif mark["open"] and not _SHORTENED.match(text, at):
                _add(text, found, opened, last, number)
                opened, last = at, None
            elif mark["close"] and opened is not None:
                last = at
                if text[at - 1] not in _APOSTROPHE_AFTER or text[at + 1 : at + 2] in _BEHIND:
                    _add(text, found, opened, last, number)
                    opened = last = None
        _add(text, found, opened, last, number)
    return found


def _add(text: str, found: list[Quoted], opened: int | None, closing: int | None, number: int) -> None:
    if opened is None or closing is None:
        return
    words = text[opened + 1 : closing]
    bare = words.strip()
    if len(bare.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS or bare.endswith((",", "?", "!", ".")):
        start = opened + 1 + len(words) - len(words.lstrip())
        found.append(Quoted(start, start + len(bare), opened, closing + 1, number))
