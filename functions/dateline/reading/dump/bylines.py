"""The byline of a dump: which lines around the headline name the authors, and which only look like names.

A line is believed when a word like “by” leads it, when a handle or a date stands with the name, or when the page
names the author again; not when the story speaks of the person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.reading.bylines import parse_byline
from dateline.reading.cues import UNSPACED, phrases
from dateline.reading.datelines import take_dateline
from dateline.reading.dates.month_names import names_days_only
from dateline.reading.dump.roles import is_ticker
from dateline.reading.dump.stretch import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Byline
    from dateline.reading.dump.dated_lines import DatedLines
    from dateline.reading.dump.lines import Line

REACH_UP = 6
REACH_IN = 8
REACH_AFTER = 4
WIDEST = 160
WIDEST_BARE = 70
MOST_BARE_WORDS = 10

LED = 3.0
HAS_HANDLE = 2.0
NEAR_DATE = 1.2
UNDER_HEADLINE = 0.6
NAMED_AGAIN = 0.6
SPOKEN_OF = -1.5
AFTER_THE_STORY = -1.0
IN_A_MENU = -1.0
PER_LINE = -0.1
LEAST = 1.0
MENU_LINES = 3
WIDEST_MENU_LINE = 30

# A name, and a word of the site's menu that a page glued to it: `Ann LeeNews`.
_GLUED = re.compile(r"(.*[^\W\d_]{4}(?<=[a-z]))([A-Z][a-z]{2,})")
_SECTIONS = phrases("navigation") | phrases("label") | phrases("role")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\s/\s")


@dataclass(frozen=True, slots=True)
class Credited:
    """A line that names authors, and how much speaks for its being the byline."""

    index: int
    authors: tuple[Byline, ...]
    score: float
    why: str


def find_bylines(
    lines: Sequence[Line], headline: int | None, start: int, end: int, dated: DatedLines
) -> list[Credited]:
    """The lines that name authors, the most credible first."""
    anchor = headline if headline is not None else start
    first, last = min(anchor, start), max(anchor, start)
    places = [*range(max(0, first - REACH_UP), min(last + REACH_IN, len(lines)))]
    places += range(max(end, last + REACH_IN), min(end + REACH_AFTER, len(lines)))
    page = "\n".join([line.folded for line in lines])
    opening = take_dateline(lines[start].folded)[1]
    story = "\n".join([opening, *(line.folded for line in lines[start + 1 : end] if line.width > WIDEST_BARE)])
    found = []
    for index in places:
        line = lines[index]
        if index == headline or line.width > WIDEST or is_ticker(line):
            continue
        credited = _credit(lines, index, dated, (page, story), (anchor, end))
        if credited:
            found.append(credited)
    found.sort(key=lambda credited: (-credited.score, credited.index))
    return _joined(found)


def _credit(
    lines: Sequence[Line], index: int, dated: DatedLines, texts: tuple[str, str], places: tuple[int, int]
) -> Credited | None:
    line = lines[index]
    led = line.cue.says("by") and not line.ends
    if led and line.cue.whole:
        return _under_lead(lines, index)
    if not led and not _may_be_bare(line):
        return None
    authors = _authors(line, dated)
    if not authors or (not led and not all(map(_sure, authors))):
        return None
    beside_date = any(dated.is_dated(at) for at in range(max(0, index - 2), min(index + 3, len(lines))))
    anchor, end = places
    page, story = texts
    names = [author.name.casefold() for author in authors if author.name]
    signs = (
        (led, LED, f"led by “{line.cue.phrase}”"),
        (any(author.handle for author in authors), HAS_HANDLE, "has a handle"),
        (beside_date, NEAR_DATE, "beside a date"),
        (anchor < index <= anchor + 3, UNDER_HEADLINE, "under the headline"),
        (bool(names) and page.count(names[0]) > 1, NAMED_AGAIN, "named again on the page"),
        (index >= end, AFTER_THE_STORY, "after the story"),
        (not led and index < anchor and _in_menu(lines, index, dated), IN_A_MENU, "in a menu"),
        (not led and any(name in story for name in names), SPOKEN_OF, "spoken of in the story"),
    )
    score = PER_LINE * abs(index - anchor) * (0.3 if led else 1.0) + sum(worth for holds, worth, _ in signs if holds)
    why = ", ".join(sign for holds, _, sign in signs if holds)
    return Credited(index, authors, score, why) if score >= LEAST else None


def _under_lead(lines: Sequence[Line], index: int) -> Credited | None:
    """`By` on a line of its own, and the names on the next."""
    if index + 1 >= len(lines) or has_furniture_cue(lines[index + 1]):
        return None
    authors = _named(lines[index + 1].text)
    return Credited(index + 1, authors, LED, "under a word like “by”") if authors else None


def _in_menu(lines: Sequence[Line], index: int, dated: DatedLines) -> bool:
    """Whether nothing but short, open lines stand before the line."""
    before = range(index - MENU_LINES, index)
    return before.start >= 0 and all(
        lines[at].width <= WIDEST_MENU_LINE and not lines[at].ends and not dated.is_about(at) for at in before
    )


def _named(text: str) -> tuple[Byline, ...]:
    """The authors that a text names, less what only has the shape of a name."""
    found = []
    for author in parse_byline(text):
        name = author.name
        if author.kind == "person" and name is not None:
            glued = _GLUED.fullmatch(name)
            if glued and glued[2].casefold() in _SECTIONS:
                name = glued[1]
            # A name ends in no word like “of”: what follows was cut out, as a date is.
            if names_days_only(name) or name.split()[-1][0].islower():
                continue
        found.append(replace(author, name=name))
    return tuple(found)


def _may_be_bare(line: Line) -> bool:
    """Whether a line that no word leads is short enough to be names and no more."""
    short = line.width <= WIDEST_BARE or "@" in line.text
    return (
        short
        and not line.text[0].islower()
        and not line.ends
        and not has_furniture_cue(line)
        and line.text.count(" ") <= MOST_BARE_WORDS
    )


def _authors(line: Line, dated: DatedLines) -> tuple[Byline, ...]:
    """The authors in a line, with its dates cut out."""
    rest = line.text
    for one in reversed(dated.at(line)):
        rest = rest[: one.start] + " | " + rest[one.end :]
    found: list[Byline] = []
    for piece in _BARS.split(rest):
        if piece:
            found.extend(author for author in _named(piece) if author not in found)
    return tuple(found)


def _sure(author: Byline) -> bool:
    """Whether a bare line reads like a name: two to four words, or with its role in a script without spaces."""
    if author.kind != "person" or author.name is None:
        return author.kind != "person"
    return author.role is not None if UNSPACED.search(author.name) else 2 <= len(author.name.split()) <= 4


def _joined(found: list[Credited]) -> list[Credited]:
    """Bare names on neighbouring lines are one byline."""
    if not found:
        return found
    best = found[0]
    authors = list(best.authors)
    for other in sorted(found[1:], key=lambda credited: credited.index):
        if abs(other.index - best.index) <= len(authors) and other.score > best.score - 1:
            known = {(author.name or author.handle or "").casefold() for author in authors}
            authors += [one for one in other.authors if (one.name or one.handle or "").casefold() not in known]
    return [Credited(best.index, tuple(authors), best.score, best.why), *found[1:]]
