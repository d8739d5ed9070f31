"""When the story of a dump was published and modified, and when the page was saved: told apart, and zoned.

The clock on top of a page tells when it was saved, and in which zone the page tells time; never when the story
was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dateline.reading.cues import phrases
from dateline.reading.dates import FoundDate, Moment, find_dates
from dateline.reading.dates.latest import lies_after
from dateline.reading.dates.zones import settle
from dateline.reading.trace import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from collections.abc import Set as AbstractSet

    from dateline.reading.dump.lines import Line

CLOCK_REACH = 12
CLOCK_DISTANCE = 3
WIDEST_CLOCK = 60
LONGEST_DATE_LINE = 200
WIDEST_BYLINE = 80
LEAST_SHARE = 0.2
MOSTLY = 0.5
REACH_UP = 7
REACH_IN = 15
REACH_AFTER = 5
_PUBLISHED = tuple(sorted(phrases("published"), key=len, reverse=True))
_UPDATED = tuple(sorted(phrases("updated"), key=len, reverse=True))
_DIGIT = re.compile(r"\d")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?!\d)")
_ADDRESS_DATE = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-])")


class DatedLines:
    """The dates in the lines of one page, each line searched once."""

    def __init__(self, lines: Sequence[Line], languages: Collection[str]) -> None:
        self._lines = lines
        self._languages = languages
        self._day_first = day_order(lines)
        self._found: dict[int, list[FoundDate]] = {}
        self._about: dict[int, bool] = {}

    def at(self, line: Line) -> list[FoundDate]:
        """The dates in a line; none in a line as long as a paragraph."""
        found = self._found.get(line.number)
        if found is None:
            found = []
            if line.width <= LONGEST_DATE_LINE and _DIGIT.search(line.text):
                found = find_dates(line.text, languages=self._languages, day_first=self._day_first)
            self._found[line.number] = found
        return found

    def is_dated(self, index: int) -> bool:
        """Whether dates make up a good part of the line."""
        return self.share(index) > LEAST_SHARE

    def share(self, index: int) -> float:
        """How much of the line its dates make up, 0 to 1."""
        line = self._lines[index]
        dates = self.at(line)
        return sum(one.end - one.start for one in dates) / len(line.text) if dates else 0.0

    def is_about(self, index: int) -> bool:
        """Whether the line tells who wrote the story or when."""
        known = self._about.get(index)
        if known is None:
            line = self._lines[index]
            led = line.cue.says("by") and not line.ends and line.width < WIDEST_BYLINE
            known = self._about[index] = led or self.is_dated(index)
        return known


@dataclass(slots=True)
class Times:
    """The three times of a page, with where each was read."""

    published: Moment | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    clock: int | None = None
    date_lines: list[int] = field(default_factory=list)


def day_order(lines: Sequence[Line]) -> bool | None:
    """Whether this page writes the day first, told by its dates that can be read one way only."""
    firsts = {
        int(first) > 12
        for line in lines
        if "/" in line.text
        for first, second in _SLASHED.findall(line.text)
        if (int(first) > 12) != (int(second) > 12)
    }
    return firsts.pop() if len(firsts) == 1 else None


def find_clock(lines: Sequence[Line], before: int, dated: DatedLines) -> int | None:
    """The page's own clock: a line on top, well before the headline, that holds little but a date."""
    for index, line in enumerate(lines[: min(CLOCK_REACH, max(0, before - CLOCK_DISTANCE + 1))]):
        if line.width <= WIDEST_CLOCK and len(dated.at(line)) == 1 and dated.share(index) >= 0.5:
            return index
    return None


def tell_times(
    lines: Sequence[Line],
    dated: DatedLines,
    places: tuple[int | None, int, int],
    countries: Callable[[], AbstractSet[str]],
    url: str | None,
    not_after: str | None = None,
) -> Times:
    """Sort the dates around the story into published and modified, and zone them by what the page tells.

    `places` are the indices of the headline, of the story's first line, and of the one after its last.
    """
    headline, start, end = places
    anchor = headline if headline is not None else start
    times = Times(clock=find_clock(lines, anchor, dated))
    zone = ""
    if times.clock is not None:
        one = dated.at(lines[times.clock])[0]
        zone = one.zone_text
        times.retrieved, why = _zoned(one, "", countries)
        _note(times, "retrieved_at", times.retrieved, lines[times.clock], f"the page's clock{why}")
    for rank, index in sorted(_date_lines(lines, dated, anchor, start, end, times.clock)):
        times.date_lines.append(index)
        dates = dated.at(lines[index])
        for one, kind in zip(dates, _kinds(lines, index, dates), strict=True):
            found, why = _zoned(one, zone, countries)
            if lies_after(found, not_after):
                continue
            name = "modified_at" if kind == "updated" else "published_at"
            held = times.modified if kind == "updated" else times.published
            if held is None and kind == "updated":
                times.modified = found
            elif held is None:
                times.published = found
            _note(times, name, found, lines[index], f"date line, {kind}{why}", lost=held is not None)
        del rank
    if times.published is None and times.modified is not None:
        times.published = times.modified
        times.evidence["published_at"] = times.evidence["modified_at"] + "; the only date that the story tells"
    if times.published is None and url and (found_in := _ADDRESS_DATE.search(url)):
        _from_address(times, found_in)
    return times


def _date_lines(
    lines: Sequence[Line], dated: DatedLines, anchor: int, start: int, end: int, clock: int | None
) -> list[tuple[tuple[int, int], int]]:
    """The lines that may date the story, with their rank: labelled before bare, near before far."""
    first, last = min(anchor, start), max(anchor, start)
    places = [*range(max(0, first - REACH_UP), min(last + REACH_IN, len(lines)))]
    places += range(max(end, last + REACH_IN), min(end + REACH_AFTER, len(lines)))
    found = []
    for index in places:
        line = lines[index]
        if index in {clock, anchor} or not dated.at(line):
            continue
        labelled = bool(line.cue.kinds & {"published", "updated", "by"})
        share = dated.share(index)
        inside = start + 4 <= index
        if not labelled and (share < (LEAST_SHARE if not inside else MOSTLY) or (line.ends and share < MOSTLY)):
            continue
        after = 2 if index >= end else 0
        rank = after + (0 if line.cue.says("published") and share > LEAST_SHARE else 1)
        found.append(((rank, abs(index - anchor)), index))
    return found


def _kinds(lines: Sequence[Line], index: int, dates: list[FoundDate]) -> list[str]:
    """For each date of a line: `published` or `updated` as the words before it say, else `unlabelled`."""
    kinds: list[str] = []
    at = 0
    text = lines[index].text
    before = lines[index - 1] if index else None
    for one in dates:
        label = text[at : one.start].casefold()
        if not label.strip(" :|-–") and at == 0 and before is not None and before.cue.whole:
            label = before.cue.phrase
        kinds.append(_labelled(label, kinds))
        at = one.end
    return kinds


def _labelled(label: str, kinds: list[str]) -> str:
    if any(phrase in label for phrase in _UPDATED):
        return "updated"
    if any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", label) for phrase in _PUBLISHED if phrase in label):
        return "published"
    return "unlabelled" if not kinds else "updated"


def _zoned(one: FoundDate, page_zone: str, countries: Callable[[], AbstractSet[str]]) -> tuple[Moment, str]:
    """The moment with its offset where that is certain, and a note on how the offset was found."""
    if one.moment.has_offset:
        return one.moment, f"; offset stated as {one.zone_text}"
    if one.moment.precision == "day":
        return one.moment, ""
    zone = one.zone_text or page_zone
    if not zone:
        return one.moment, "; no zone told"
    settled = settle(zone, date.fromisoformat(one.moment.value[:10]), countries())
    source = "" if one.zone_text else " (the page's clock)"
    if settled.minutes is None:
        return one.moment, f"; no offset: {settled.why}{source}"
    return one.moment.with_offset(settled.minutes), f"; offset from {settled.why}{source}"


def _from_address(times: Times, dated: re.Match[str]) -> None:
    year, month, day = (int(part) for part in dated.groups())
    try:
        stated = Moment(date(year, month, day).isoformat(), "day")
    except ValueError:
        return
    times.published = stated
    times.evidence["published_at"] = "the page's address"
    times.candidates["published_at"] = [Candidate("the page's address", stated.value, "address")]


def _note(times: Times, name: str, found: Moment, line: Line, source: str, *, lost: bool = False) -> None:
    if not lost:
        times.evidence[name] = f"{line.where}: {source}"
    times.candidates.setdefault(name, []).append(Candidate(source, found.value, line.where))
