"""When the story of a dump was published and modified, and when the page was saved: told apart, and zoned.

The clock on top of a page tells when it was saved, and in which zone the page tells time; never when the story
was published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.dates.addresses import day_in_address
from dateline.reading.dates.country_clock import local_offset
from dateline.reading.dates.latest import lies_after
from dateline.reading.dates.zones import settle
from dateline.reading.dump.times.date_signs import SIGNS
from dateline.reading.dump.times.datings import datings
from dateline.reading.dump.weighing import reasons, weigh
from dateline.reading.trace import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from dateline.article import Confidence, OffsetSource
    from dateline.reading.dates import FoundDate, Moment
    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.times.date_signs import Dating
    from dateline.reading.dump.times.dated_lines import DatedLines

LEAST = -1.0
LIKELY = 0.5
SURE = 2.0
BESIDE = 3


class _Weighed(NamedTuple):
    """A date, how much speaks for its being the story's, and what."""

    score: float
    one: Dating
    why: str


@dataclass(slots=True)
class Times:
    """The three times of a page, with where each was read and how far it is to be believed."""

    published: Moment | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, Confidence] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    clock: int | None = None
    date_lines: list[int] = field(default_factory=list)
    _settled: Dating | None = None

    def take(self, it: _Weighed, moment: Moment, line: Line, zoned: str) -> None:
        """Take a date as the time of the story or of its last change, unless a likelier one has been taken."""
        one = it.one
        first = self._settled
        changed = one.label == "updated" or (first is not None and _follows(first, one))
        name = "modified_at" if changed else "published_at"
        source = f"{it.why}{zoned}"
        self.candidates.setdefault(name, []).append(Candidate(source, moment.value, line.where))
        if first is None:
            self._settled = first = one
        elif not changed or self.modified is not None or not _is_close(first, one):
            return
        if changed:
            self.modified = moment
        else:
            self.published = moment
        self.date_lines.append(one.index)
        self.evidence[name] = f"{line.where}: {source}"
        self.confidence[name] = "high" if it.score >= SURE else "medium" if it.score >= LIKELY else "low"
        if not one.sure:
            self.confidence[name] = "low"


def _follows(first: Dating, one: Dating) -> bool:
    """Whether a date without a label is that of a change: a later time right behind the first."""
    return one.label is None and one.index == first.index and one.date.moment.value > first.date.moment.value


def _is_close(first: Dating, one: Dating) -> bool:
    return abs(one.index - first.index) <= BESIDE and one.day >= first.day


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
    found, clock = datings(lines, dated, headline, (start, end))
    times = Times(clock=clock)
    zone = ""
    if clock is not None:
        one = dated.at(lines[clock])[0]
        zone = one.zone_text
        times.retrieved, why = _zoned(one, "", countries)
        times.evidence["retrieved_at"] = f"{lines[clock].where}: the page's clock{why}"
        times.candidates["retrieved_at"] = [
            Candidate(f"the page's clock{why}", times.retrieved.value, lines[clock].where)
        ]
    saved = not_after or (times.retrieved.value if times.retrieved else None)
    weighed = [
        _Weighed(sum(worths), one, reasons(SIGNS, worths))
        for one in found
        if not lies_after(one.date.moment, saved) and sum(worths := weigh(SIGNS, one)) >= LEAST
    ]
    weighed.sort(key=lambda it: (-it.score, it.one.index))
    for it in weighed:
        moment, zoned = _zoned(it.one.date, zone, countries)
        times.take(it, moment, lines[it.one.index], zoned)
    if times.published is None and times.modified is not None:
        times.published = times.modified
        times.evidence["published_at"] = times.evidence["modified_at"] + "; the only date that the story tells"
        times.confidence["published_at"] = "low"
    if times.published is None and url and (told := day_in_address(url)):
        _from_address(times, told[0])
    return times


def _zoned(one: FoundDate, page_zone: str, countries: Callable[[], AbstractSet[str]]) -> tuple[Moment, str]:
    """The moment with its offset where that is certain, and a note on how the offset was found."""
    if one.moment.has_offset:
        return one.moment, f"; offset stated as {one.zone_text}"
    if one.moment.precision == "day":
        return one.moment, ""
    zone = one.zone_text or page_zone
    if not zone:
        return _by_country(one.moment, countries())
    settled = settle(zone, date.fromisoformat(one.moment.value[:10]), countries())
    source = "" if one.zone_text else " (the page's clock)"
    if settled.minutes is None:
        return one.moment, f"; no offset: {settled.why}{source}"
    told: OffsetSource = "stated" if one.zone_text else "page clock"
    return one.moment.with_offset(settled.minutes, told), f"; offset from {settled.why}{source}"


def _by_country(moment: Moment, countries: AbstractSet[str]) -> tuple[Moment, str]:
    """The moment by the clocks of the one country that the page tells, if all its clocks show the same."""
    country = next(iter(countries)) if len(countries) == 1 else None
    minutes = local_offset(country, moment.shown) if country and moment.shown else None
    if minutes is None:
        return moment, "; no zone told"
    return moment.with_offset(minutes, "country"), f"; offset from the clocks of {country}"


def _from_address(times: Times, told: Moment) -> None:
    times.published = told
    times.evidence["published_at"] = "the page's address"
    times.confidence["published_at"] = "medium"
    times.candidates["published_at"] = [Candidate("the page's address", told.value, "address")]
