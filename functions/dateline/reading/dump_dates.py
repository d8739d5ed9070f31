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
from dateline.reading.trace import Candidate
from dateline.reading.zones import settle

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dateline.reading.dump_head import Head
    from dateline.reading.dump_lines import Line

CLOCK_REACH = 12
CLOCK_DISTANCE = 3
_PUBLISHED = tuple(sorted(phrases("published"), key=len, reverse=True))
_UPDATED = tuple(sorted(phrases("updated"), key=len, reverse=True))
_DIGIT = re.compile(r"\d")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?!\d)")
_ADDRESS_DATE = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-])")


@dataclass(slots=True)
class Times:
    """The three times of a page, with where each was read."""

    published: Moment | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    clock: int | None = None


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


def find_clock(lines: Sequence[Line], before: int, languages: Collection[str]) -> tuple[int, FoundDate] | None:
    """The page's own clock: a line on top, well before the headline, that holds little but today's date."""
    for index, line in enumerate(lines[: min(CLOCK_REACH, max(0, before - CLOCK_DISTANCE + 1))]):
        if line.width > 60 or not _DIGIT.search(line.text):
            continue
        for one in find_dates(line.text, languages=languages):
            if one.end - one.start >= len(line.text) * 0.5:
                return index, one
    return None


def tell_times(
    lines: Sequence[Line],
    head: Head,
    clock: tuple[int, FoundDate] | None,
    countries: Collection[str],
    url: str | None,
) -> Times:
    """Sort the dates near the headline into published and modified, and zone them by what the page tells."""
    times = Times(clock=clock[0] if clock else None)
    zone = clock[1].zone_text if clock else ""
    if clock:
        times.retrieved, why = _zoned(clock[1], "", countries)
        _note(times, "retrieved_at", times.retrieved, lines[clock[0]], f"the page's clock{why}")
    for index, dates in head.dates:
        if index == times.clock:
            continue
        for one, kind in zip(dates, _kinds(lines, index, dates), strict=True):
            found, why = _zoned(one, zone, countries)
            name = "modified_at" if kind == "updated" else "published_at"
            held = times.modified if kind == "updated" else times.published
            if held is None and kind == "updated":
                times.modified = found
            elif held is None:
                times.published = found
            _note(times, name, found, lines[index], f"date line, {kind}{why}", lost=held is not None)
    if times.published is None and url and (dated := _ADDRESS_DATE.search(url)):
        _from_address(times, dated)
    return times


def _kinds(lines: Sequence[Line], index: int, dates: list[FoundDate]) -> list[str]:
    """For each date of a line: `published` or `updated` as the words before it say, else `unlabelled`."""
    kinds = []
    at = 0
    text = lines[index].text.casefold()
    before = lines[index - 1] if index else None
    for one in dates:
        label = text[at : one.start] if len(text) == len(lines[index].text) else text
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


def _zoned(one: FoundDate, page_zone: str, countries: Collection[str]) -> tuple[Moment, str]:
    """The moment with its offset where that is certain, and a note on how the offset was found."""
    if one.moment.has_offset:
        return one.moment, f"; offset stated as {one.zone_text}"
    if one.moment.precision == "day":
        return one.moment, ""
    zone = one.zone_text or page_zone
    if not zone:
        return one.moment, "; no zone told"
    settled = settle(zone, date.fromisoformat(one.moment.value[:10]), frozenset(countries))
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
