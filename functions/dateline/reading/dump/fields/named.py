"""The authors that a line of a dump names, less what only has the shape of a name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.reading.bylines import parse_byline
from dateline.reading.cues import UNSPACED, cue, phrases
from dateline.reading.dates.month_names import names_days_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Byline
    from dateline.reading.dates import FoundDate

FEWEST_WORDS, MOST_WORDS = 2, 4

# What a page glued to a name: a word of its menu (`Ann LeeNews`), or its own name (`Ann LeeThe Harbour Post`).
_GLUED = re.compile(r"(.*(?:^|\s)(?!Fitz[A-Z])[^\W\d_]*[a-zß-ÿ]{3,}(?<=[^\W\d_]{4}))([A-Z][A-Za-z]{2,}.*)")
_LEAD_GLUED = re.compile(r"^(?i:by|von|par|por|di)(?=[A-ZÀ-Þ][a-zß-ÿ])")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\s/\s")
_BAR = re.compile(r"[|•·/–—-]")
_SECTIONS = phrases("navigation") | phrases("label") | phrases("role")


def opens_glued(text: str) -> bool:
    """Whether a word like “by” opens the text, glued to a name."""
    return _LEAD_GLUED.match(text) is not None


def authors_in(text: str, dates: Sequence[FoundDate]) -> tuple[tuple[Byline, ...], bool]:
    """The authors in a line, with its dates cut out, and whether a word like “by” stands before them.

    Behind the bar that follows a name only an agency is one more author: there the page names itself.
    """
    for one in reversed(dates):
        text = text[: one.start] + " | " + text[one.end :]
    text = _LEAD_GLUED.sub(lambda lead: f"{lead[0]} ", text)
    pieces = [piece for piece in _BARS.split(text) if piece] if _BAR.search(text) else [text]
    led = next((at for at, piece in enumerate(pieces) if at and cue(piece).says("by")), None)
    found: list[Byline] = []
    for piece in pieces[led:]:
        told = any(author.kind == "person" for author in found)
        named = _named(piece)
        found += [author for author in named if author not in found and (not told or author.kind == "agency")]
    return tuple(found), led is not None


def _named(text: str) -> list[Byline]:
    found = []
    for author in parse_byline(text):
        name = author.name
        if author.kind == "person" and name is not None:
            name = _unglued(name)
            # A name ends in no word like “of”: what follows was cut out, as a date is.
            if names_days_only(name) or name.split()[-1][0].islower():
                continue
        found.append(replace(author, name=name))
    return found


def _unglued(name: str) -> str:
    """`Ann LeeNews` → `Ann Lee`: a full name, and what the page glued to it."""
    glued = _GLUED.fullmatch(name)
    if glued and (" " in glued[1].strip() or glued[2].casefold() in _SECTIONS):
        return glued[1]
    return name


def is_sure(author: Byline) -> bool:
    """Whether a bare line reads like a name: two to four words, or with its role in a script without spaces."""
    if author.kind != "person" or author.name is None:
        return author.kind != "person"
    if UNSPACED.search(author.name):
        return author.role is not None
    return FEWEST_WORDS <= len(author.name.split()) <= MOST_WORDS
