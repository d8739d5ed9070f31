"""What stands between the furniture on top of a dump and the story: the headline, and the lines about it.

The headline is told by what it shares with the story, by being said twice, and by the byline and date lines that
follow it; no place or phrase of one site is known here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.reading.bylines import parse_byline
from dateline.reading.captions import read_caption
from dateline.reading.cues import UNSPACED
from dateline.reading.dates import FoundDate, find_dates
from dateline.reading.dump_roles import is_ticker
from dateline.reading.dump_stretch import has_furniture_cue

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dateline.article import Byline
    from dateline.reading.dump_lines import Line

REACH_UP = 60
REACH_IN = 8
REACH_DOWN = 6
STORY_SAMPLE = 4_000
NARROWEST_HEADLINE, WIDEST_HEADLINE = 12, 220
LEAST_HEADLINE_SCORE = 1.0
LONGEST_ABOUT_LINE = 160
_WORD = re.compile(r"\w{3,}")
_DIGIT = re.compile(r"\d")
_BARS = re.compile(r"\s+[|•·/]\s+|\|")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line that could be the headline, and how much speaks for it."""

    index: int
    score: float
    why: str


@dataclass(slots=True)
class Head:
    """What was found around the story's beginning; line numbers are indices into the lines of the dump."""

    headlines: list[Ranked] = field(default_factory=list)
    bylines: list[tuple[int, tuple[Byline, ...]]] = field(default_factory=list)
    dates: list[tuple[int, list[FoundDate]]] = field(default_factory=list)

    @property
    def headline(self) -> int | None:
        """The line of the headline."""
        return self.headlines[0].index if self.headlines else None


def find_headlines(lines: Sequence[Line], start: int, end: int) -> list[Ranked]:
    """The lines that could be the story's headline, best first; `start` and `end` bound the story."""
    story = " ".join(line.text for line in lines[start:end])[:STORY_SAMPLE].casefold()
    told = _features(story)
    repeats = Counter(line.folded for line in lines[: end + 1])
    found = []
    for index in range(max(0, start - REACH_UP), min(start + REACH_IN, end, len(lines))):
        line = lines[index]
        if not NARROWEST_HEADLINE <= line.width <= WIDEST_HEADLINE or is_ticker(line):
            continue
        ranked = _rank(lines, index, start, told, repeats)
        if ranked.score >= LEAST_HEADLINE_SCORE:
            found.append(ranked)
    return sorted(found, key=lambda ranked: (-ranked.score, -ranked.index))


def _rank(lines: Sequence[Line], index: int, start: int, told: Collection[str], repeats: Counter[str]) -> Ranked:
    line = lines[index]
    own = _features(line.folded)
    shared = len(own & set(told)) / len(own) if own else 0.0
    score = 3.0 * shared * min(1.0, len(own) / 3)
    reasons = [f"shares {shared:.0%} of its words with the story"]
    if repeats[line.folded] > 1 and line.width >= 25:
        score += 1.0
        reasons.append("said twice")
    if 30 <= line.width <= 130:
        score += 0.5
    if index < start:
        score -= 0.05 * (start - index)
    else:
        score -= 1.0 + 0.2 * (index - start)
    if any(_is_about(lines[at]) for at in range(index + 1, min(index + 5, len(lines)))):
        score += 0.8
        reasons.append("a byline or date follows")
    if line.gap:
        score += 0.2
    if line.ends and not line.text.endswith(("?", "!", "”", '"')):
        score -= 1.0
    if has_furniture_cue(line) or _is_about(line):
        score -= 3.0
    elif read_caption(line.text):
        score -= 2.0
    return Ranked(index, score, ", ".join(reasons))


def _features(text: str) -> set[str]:
    """What two texts can share: their words, or pairs of characters where the script has no spaces."""
    if UNSPACED.search(text):
        squeezed = text.replace(" ", "")
        return {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return {word[:6] for word in _WORD.findall(text)}


def _is_about(line: Line) -> bool:
    """Whether the line tells who wrote the story or when."""
    if line.width > LONGEST_ABOUT_LINE:
        return False
    if "by" in line.cue and not line.ends and line.width < 80:
        return True
    return bool(_DIGIT.search(line.text)) and bool(find_dates(line.text, day_first=True))


def find_about(
    lines: Sequence[Line], head: Head, start: int, end: int, languages: Collection[str], *, day_first: bool | None
) -> None:
    """Fill in the bylines and dates that stand around the headline and the story's beginning, nearest first."""
    anchor = head.headline if head.headline is not None else max(0, start - REACH_DOWN)
    near = [*range(max(0, min(anchor, start) - REACH_DOWN), min(max(start, anchor) + 4, len(lines)))]
    near.sort(key=lambda index: (index <= anchor, abs(index - anchor)))
    skipped = {ranked.index for ranked in head.headlines[:1]}
    for index in near:
        line = lines[index]
        if index in skipped or line.width > LONGEST_ABOUT_LINE or is_ticker(line):
            continue
        dates = find_dates(line.text, languages=languages, day_first=day_first) if _DIGIT.search(line.text) else []
        if dates and _mostly_about(line, dates):
            head.dates.append((index, dates))
        if found := _byline_of(lines, index, dates, anchor, start):
            head.bylines.append((index, found))


def _mostly_about(line: Line, dates: list[FoundDate]) -> bool:
    """Whether the line is short enough, or its dates take up enough of it, to be no sentence about a day."""
    share = sum(one.end - one.start for one in dates) / len(line.text)
    return share > 0.2 or (not line.ends and line.width < 100)


def _byline_of(
    lines: Sequence[Line], index: int, dates: list[FoundDate], anchor: int, start: int
) -> tuple[Byline, ...]:
    """The authors that a line names: led by a word like “by”, or bare but between the headline and the story."""
    line = lines[index]
    if line.width > LONGEST_ABOUT_LINE or has_furniture_cue(line) and not line.text.startswith("@"):
        return ()
    if "by" in line.cue and line.cue.whole and index + 1 < len(lines):
        return parse_byline(lines[index + 1].text) if not has_furniture_cue(lines[index + 1]) else ()
    led = "by" in line.cue and not line.ends
    between = anchor < index < start
    if not led and not between:
        return ()
    rest = line.text
    for one in reversed(dates):
        rest = rest[: one.start] + " | " + rest[one.end :]
    found: list[Byline] = []
    for piece in _BARS.split(rest):
        if led or dates or len(piece.split()) <= 8:
            found.extend(parse_byline(piece))
    return tuple(found) if led or all(_sure(byline) for byline in found) else ()


def _sure(byline: Byline) -> bool:
    return byline.kind != "person" or (byline.name is not None and 2 <= len(byline.name.split()) <= 4)
