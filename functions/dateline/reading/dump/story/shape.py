"""The shape of each line, without its words: how wide, how it opens and ends, what cue, mark or repetition it carries.

A shape is three small keys, so that lines of one shape are weighed once: `look` and `marks` for the line itself, and
`letter`, by which its neighbours see it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.agencies import is_agency
from dateline.reading.captions import read_caption
from dateline.reading.dump.lines.furniture import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.dump.lines import Line

WIDTHS = (8, 15, 25, 40, 60, 80, 110, 150, 220, 320, 500)
"""Bounds of the width in columns: a line's size is how many of them it reaches."""

SIZES = tuple(bisect_right(WIDTHS, width) for width in range(WIDTHS[-1]))
SENTENCE, LONG, PARAGRAPH = 4, 6, 8
HEADING = 4
NARROWEST_CAPTION, WIDEST_CAPTION = 12, 300
MOST_SENTENCES = 5
WIDEST_CUED = 60
WIDEST_DATED = 160
WIDEST_LABEL = 60
MOST_NAMES = 5
TWIN_REACH = 2
TWIN_LENGTH = 24
NARROWEST_TWIN = 20
OFTEN = 3
"""A line that a page prints so many times is the page's own, not the story's."""

PROSE_REACH = 8
NARROWEST_PROSE, WIDE_AS_PROSE = 40, 80
"""A line that closes and is so wide may be prose, and any that is wider."""

FEWEST_GAPS, NO_GAPS = 20, 4
"""Where less than one line in twenty has a blank line above, none is told to lack it."""

_KINDS = (
    "comments",
    "appeal",
    "share",
    "advert",
    "related",
    "credit",
    "tags",
    "legal",
    "navigation",
    "by",
    "published",
    "updated",
)
_ABOUT = frozenset({"by", "published", "updated"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d")
_ASCII_STOPS = (". ", "? ", "! ", '." ')
_STOPS = (*_ASCII_STOPS, ".” ", "。", "？", "！", "।", "؟", "۔")
_BULLET = re.compile(r"(?:[•●▪■◆◦‣*·–—-]|\d{1,2}[.)])\s")
_CLOSERS = " \"'”’»«“‟」』)]】*"
_OPEN_ENDINGS = {"": ":", ":": ":", "：": ":", ",": ",", ";": ",", "-": ",", "–": ",", "—": ","}
_OPENS_QUOTE = frozenset("\"“„«‘»「'")
_CLOSES_QUOTE = frozenset('"”“»’」')


class Look(NamedTuple):
    """Width, ending, cue, gaps and first character."""

    size: int
    ends: str
    cue: str
    furniture: str
    gaps: int
    opens: str


class Marks(NamedTuple):
    """What is in the line: digits, sentences, commas; `flags` are the names of further marks."""

    size: int
    closes: bool
    digits: int
    sentences: int
    commas: int
    flags: tuple[str, ...]


class Shape(NamedTuple):
    """A line's shape; `line` is its index. `far` from all that may be prose, no more than its width is looked at."""

    line: int
    look: Look
    marks: Marks
    letter: str
    closes: bool
    far: bool = False


def shapes_of(lines: Sequence[Line], *, whole: bool = False) -> list[Shape]:
    """The shapes of all lines but those that the page prints again and again.

    Lines that no prose is near to are looked at only where the `whole` page is asked for.
    """
    counts = Counter([line.folded for line in lines])
    openings = Counter([line.folded[:TWIN_LENGTH] for line in lines])
    near = b"\1" * len(lines) if whole else _near_prose(lines)
    last = len(lines) - 1
    spaced = sum([line.gap for line in lines]) * FEWEST_GAPS > last
    found = []
    for index, line in enumerate(lines):
        count, width = counts[line.folded], line.width
        size = SIZES[width] if width < WIDTHS[-1] else len(WIDTHS)
        if count >= OFTEN and size < PARAGRAPH:
            continue
        if not near[index]:
            found.append(Shape(index, *_FAR[size, line.ends]))
            continue
        below = index == last or lines[index + 1].gap
        twin = width >= NARROWEST_TWIN and openings[line.folded[:TWIN_LENGTH]] > 1 and _has_twin(lines, index)
        found.append(_shape(index, line, size, count, 2 * line.gap + below if spaced else NO_GAPS, twin=twin))
    return found


def _near_prose(lines: Sequence[Line]) -> bytearray:
    """For each line, whether one that may be prose stands close by, so that it may be a part of a story."""
    near = bytearray(len(lines) + PROSE_REACH)
    for index, line in enumerate(lines):
        width = line.width
        if width >= WIDE_AS_PROSE or (line.ends and width >= NARROWEST_PROSE):
            first = max(0, index - PROSE_REACH)
            near[first : index + PROSE_REACH + 1] = b"\1" * (index + PROSE_REACH + 1 - first)
    return near


def _has_twin(lines: Sequence[Line], index: int) -> bool:
    """Whether a line close by begins like this one."""
    line = lines[index]
    head = line.folded[:TWIN_LENGTH]
    return any(
        other is not line and other.folded[:TWIN_LENGTH] == head and _are_twins(line, other)
        for other in lines[max(0, index - TWIN_REACH) : index + TWIN_REACH + 1]
    )


def _are_twins(one: Line, other: Line) -> bool:
    """Whether one line says the other and perhaps more, as a caption says a picture's alternative text."""
    shorter, longer = sorted((one.folded, other.folded), key=len)
    return longer.startswith(shorter.rstrip("."))


def _shape(index: int, line: Line, size: int, count: int, gaps: int, *, twin: bool) -> Shape:
    _, text, width, closes, _, opening, _ = line
    furniture, cue = "", ""
    if opening.kinds:
        told = has_furniture_cue(line)
        if told or width < WIDEST_CUED:
            kind = next((kind for kind in _KINDS if kind in opening.kinds), "other")
            furniture = kind if told else ""
            cue = kind + ("!" if opening.whole else ":" if opening.label else "")
    digits = len(_DIGITS.findall(text[:200]))
    share = 0 if not digits else 1 if digits * 8 < width else 2 if digits * 3 < width else 3
    flags = _flags(text, width, count, closes=closes, has_digits=digits > 0, twin=twin)
    sentences = 0
    if width > WIDTHS[4]:
        stops = _ASCII_STOPS if text.isascii() else _STOPS
        sentences = min(sum([text.count(stop) for stop in stops]), MOST_SENTENCES)
    commas = min(3, text.count(",") + text.count("、")) if width < WIDTHS[7] else 0
    return Shape(
        index,
        Look(size, _ending(text, closes=closes), cue, furniture, gaps, _opening(text[0])),
        Marks(size, closes, share, sentences, commas, flags),
        _letter(line, size, cue, furniture, flags),
        closes,
    )


def _ending(text: str, *, closes: bool) -> str:
    last = text[-1]
    if last in _CLOSERS:
        last = text.rstrip(_CLOSERS)[-1:]
    if closes:
        return "?" if last in "?!" else "."
    return _OPEN_ENDINGS.get(last, "")


def _opening(first: str) -> str:
    if first.isupper():
        return "A"
    if first.islower():
        return "a"
    if first.isdigit():
        return "1"
    return "“" if first in _OPENS_QUOTE else "x" if first.isalpha() else ""


def _flags(  # noqa: C901, PLR0912 (a flag each, without the cost of calls)
    text: str, width: int, count: int, *, closes: bool, has_digits: bool, twin: bool
) -> tuple[str, ...]:
    first, last = text[0], text[-1]
    flags = []
    if NARROWEST_CAPTION <= width < WIDEST_CAPTION and read_caption(text):
        flags.append("credit")
    if width < WIDEST_LABEL and not closes:
        if is_agency(text):
            flags.append("agency")
        if first.isupper() and _is_name(text):
            flags.append("name")
    if count > 1:
        flags.append("twice")
    if twin:
        flags.append("twin")
    if not first.isalpha() and _BULLET.match(text):
        flags.append("bullet")
    if has_digits and width < WIDEST_DATED and _YEAR.search(text):
        flags.append("year")
    if "|" in text or ">" in text or "»" in text[-3:]:
        flags.append("bars")
    if "@" in text or "#" in text or "http" in text:
        flags.append("address")
    if text.isupper():
        flags.append("capitals")
    if first in _OPENS_QUOTE:
        flags.append("quoted" if last in _CLOSES_QUOTE else "opens quote")
    elif last in _CLOSES_QUOTE:
        flags.append("closes quote")
    return tuple(flags)


def _is_name(text: str) -> bool:
    words = text.split(" ", MOST_NAMES)
    return len(words) <= MOST_NAMES and all(word[0].isupper() for word in words) and not text.isupper()


def _letter(  # noqa: PLR0911 (a letter each)
    line: Line, size: int, cue: str, furniture: str, flags: tuple[str, ...]
) -> str:
    """The line as its neighbours see it."""
    if "credit" in flags or "agency" in flags:
        return "credit"
    if furniture:
        return furniture[:4] + ("!" if line.cue.whole else "") + ("." if line.ends else "")
    if cue.rstrip("!:") in _ABOUT:
        return "about"
    if "twin" in flags:
        return "twin"
    if line.ends:
        letter = "P" if size >= PARAGRAPH else "L" if size >= LONG else "S" if size >= SENTENCE else "s"
        return letter + ("“" if "quoted" in flags else "")
    letter = "O" if size > LONG else "h" if size >= HEADING else "m" if size > 1 else "t"
    if letter == "O":
        return letter
    told = next((flag for flag in ("year", "name", "twice") if flag in flags), "")
    return letter + (":" if line.text.endswith((":", "：")) else told[:1] if told != "twice" else "2")


def _far(size: int, *, closes: bool) -> tuple[Look, Marks, str, bool, bool]:
    """What is looked at of a line far from all that may be prose, behind its index."""
    look = Look(size, "", "", "", NO_GAPS, "")
    letter = "s" if closes else "h" if size >= HEADING else "m" if size > 1 else "t"
    return look, Marks(size, closes, 0, 0, 0, ()), letter, closes, True


_FAR = {(size, closes): _far(size, closes=closes) for size in range(len(WIDTHS) + 1) for closes in (False, True)}
