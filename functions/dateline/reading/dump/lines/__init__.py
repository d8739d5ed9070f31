"""The lines of a plain-text page dump, each with the features that its role is told by: shape, ending, opening cue."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from dateline.reading.cues import NO_CUE, Cue, cue, may_open_with_cue
from dateline.reading.dump.lines.unbroken import is_unbroken, pieces_of
from dateline.reading.invisible import visible

MOST_CHARACTERS = 2_000_000
"""So much of a dump is read; a story ends long before, and work stays bounded for a file of any size."""

MOST_LINES = 20_000
WIDEST_CUED = 300
NARROWEST_WRAP, WIDEST_WRAP = 50, 130
FEWEST_WRAPPED = 6

_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
# U+FFFD stands where a file was cut in the middle of a character, and so of a sentence.
_SENTENCE_MARKS = frozenset(".!?…。！？।॥۔؟։\ufffd")
# An escape sequence may hold what ends a line; the others are white space or end lines, unless they are taken out.
_ACROSS_LINES = "\x1b\x1c\x1d\x1e\x1f"
_CLOSERS = " \"'”’»«“‟」』)])】*"


class Line(NamedTuple):
    """One line that is not blank.

    `number` counts from 1 in the dump, and is shared by the sentences that a line was split into; `width` is in
    columns, where East Asian characters take two; `ends` tells whether it closes like a sentence; `gap` whether a blank
    line stands before it; `folded` is for comparing.
    """

    number: int
    text: str
    width: int
    ends: bool
    gap: bool
    cue: Cue
    folded: str

    @property
    def where(self) -> str:
        """The place of the line, as evidence names it."""
        return f"line {self.number}"


def lines_of(dump: str) -> list[Line]:
    """The lines of a dump that have text in them; paragraphs that were wrapped to a width are joined again."""
    dump = dump[:MOST_CHARACTERS]
    rows = _rows(dump)
    if is_unbroken(dump, rows):
        rows = [(number, piece) for number, text in rows for piece in pieces_of(text)][:MOST_LINES]
    width = _wrap_width(rows)
    if width:
        rows = _unwrapped(rows, width)
    has_wide = not dump.isascii() and _WIDE.search(dump) is not None
    lines: list[Line] = []
    gap = False
    for number, text in rows:
        if text:
            width = len(text) + len(_WIDE.findall(text)) if has_wide else len(text)
            folded = text[:200].casefold()
            opening = cue(folded) if width < WIDEST_CUED and may_open_with_cue(folded) else NO_CUE
            lines.append(Line(number, text, width, closes(text), gap, opening, folded))
        gap = not text
    return lines


def _rows(dump: str) -> list[tuple[int, str]]:
    """The numbered lines, with what no reader sees taken out and one space for any."""
    if any(sign in dump for sign in _ACROSS_LINES):
        dump = visible(dump)
    raws = dump.splitlines()[:MOST_LINES]
    return list(enumerate([raw.strip() if raw.isprintable() and "  " not in raw else _tidied(raw) for raw in raws], 1))


def _tidied(raw: str) -> str:
    text = " ".join(raw.split())
    return text if text.isprintable() else " ".join(visible(text).split())


def closes(text: str) -> bool:
    """Whether a text ends like a sentence, in any script that has a mark for it."""
    last = text[-1:]
    return last in _SENTENCE_MARKS or (last in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _SENTENCE_MARKS)


def _wrap_width(rows: list[tuple[int, str]]) -> int:
    """The column that the paragraphs of the dump were wrapped at; 0 where they were not.

    Wrapped text has no long lines, and most lines break just where the next word would not have fitted.
    """
    longest = [len(text) for _, text in rows if text]
    if len(longest) < FEWEST_WRAPPED or max(longest) > WIDEST_WRAP * 1.5:
        return 0
    longest.sort(reverse=True)
    width = longest[len(longest) // 100]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or longest[0] > width * 1.5:
        return 0
    pairs = list(pairwise(rows))
    full = sum(_breaks_where_full(one, other, width) and not closes(one) for (_, one), (_, other) in pairs)
    loose = sum(bool(one and other) and not _breaks_where_full(one, other, width) for (_, one), (_, other) in pairs)
    return width if full >= FEWEST_WRAPPED and full > loose else 0


def _breaks_where_full(line: str, following: str, width: int) -> bool:
    if not line or not following:
        return False
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _unwrapped(rows: list[tuple[int, str]], width: int) -> list[tuple[int, str]]:
    joined: list[tuple[int, list[str]]] = []
    last = ""
    for number, text in rows:
        if _breaks_where_full(last, text, width):
            joined[-1][1].append(text)
        else:
            joined.append((number, [text]))
        last = text
    return [(number, " ".join(parts)) for number, parts in joined]
