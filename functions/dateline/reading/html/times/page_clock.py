"""By which offset from UTC a page tells its times: from two tellings of one instant, a zone, or the page's country.

A time without an offset keeps none where the page does not tell it, or where two signs contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.dates.country_clock import local_offset, offset_at
from dateline.reading.dates.zones import settle
from dateline.reading.html.times.date_order import country_of, region_of
from dateline.reading.html.times.machine_dates import in_address
from dateline.reading.html.times.printed_dates import Surroundings, beside_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.article import OffsetSource
    from dateline.reading.dates import Moment
    from dateline.reading.html.fields.trust import Source
    from dateline.reading.html.page import Page
    from dateline.reading.html.times.dated_lines import PrintedDate

WIDEST_OFFSET = timedelta(hours=14)
STEP = timedelta(minutes=30)  # zones a quarter of an hour off it, as Nepal's, only their country tells
SAME = timedelta(minutes=1)
MOST_TELLINGS = 5  # of one source: the hundreds of entries of a live blog are events of their own


@dataclass(frozen=True, slots=True)
class Tellings:
    """The sources that tell of the same event as a moment, those that tell of the page's other events, and whether
    lines with a word for changes tell of it, or those without."""

    same: Sequence[Source[Moment]]
    other: Sequence[Source[Moment]]
    updated: bool = False

    def printed(self, page: Page) -> Iterator[PrintedDate]:
        """The dates under the headline that tell of the event."""
        return (one for one in page.once(Surroundings).near() if (one.label == "updated") == self.updated)


@dataclass(frozen=True, slots=True)
class OffsetSign:
    """A row of OFFSETS: what tells the offset of a time that is stated without one, in minutes east of UTC."""

    name: str
    why: str
    source: OffsetSource
    minutes: Callable[[Moment, Page, Tellings], Iterator[int]]


def on_page_clock(moment: Moment, page: Page, tellings: Tellings) -> Moment:
    """The moment with the offset that the page tells it by.

    A time without an offset is given one. An instant in UTC is moved where the page prints it as another day.
    """
    if moment.precision == "day":
        return moment
    if not moment.has_offset:
        return _with_offset(moment, page, tellings)
    if not _is_utc(moment):
        return moment
    days: set[str] = set()
    for one in tellings.printed(page):
        if one.sure:
            days.add(one.day)
        if moment.value[:10] in days:
            return moment
    if not days and not tellings.updated:
        days.update(found.value.value for found in in_address(page))
        if moment.value[:10] in days:
            return moment
    return _moved(moment, page, tellings, days)


def may_be_same_instant(moment: Moment, printed: PrintedDate, page: Page) -> bool:
    """Whether a date printed with another day is the same instant by the page's own clock."""
    if (shown := printed.moment.shown) is not None:
        return _offset_between(shown, moment) is not None
    if not _is_utc(moment):
        return False
    minutes = _country_at(moment, page)
    return minutes is not None and moment.moved_to(minutes, "country").value[:10] == printed.day


def is_utc_day(moment: Moment, other: Moment) -> bool:
    """Whether two instants in UTC are of one day: where the page leaves one as it is, it says nothing of the other."""
    return _is_utc(moment) and _is_utc(other) and moment.value[:10] == other.value[:10]


def _is_utc(moment: Moment) -> bool:
    return moment.value.endswith(("Z", "+00:00"))


def _with_offset(moment: Moment, page: Page, tellings: Tellings) -> Moment:
    local = next(_clock_of_country(moment, page, tellings), None)
    for sign in OFFSETS:
        for minutes in sign.minutes(moment, page, tellings):
            if local is not None and minutes != local:
                return moment
            return moment.with_offset(minutes, sign.source)
    return moment


def _told_with_offset(moment: Moment, page: Page, tellings: Tellings) -> Iterator[int]:
    shown = moment.shown
    for other in _other_tellings(page, tellings):
        if shown and (minutes := _offset_between(shown, other)) is not None:
            yield minutes


def _zone_beside(moment: Moment, page: Page, tellings: Tellings) -> Iterator[int]:
    del tellings
    country = page.once(country_of)
    regions = {tag[3:].upper() for tag in page.languages if len(tag) == len("en-GB")}
    for one in beside_headline(page):
        if one.zone and one.moment.value[:16] == moment.value[:16]:
            minutes = settle(one.zone, date.fromisoformat(one.day), {country} if country else regions).minutes
            if minutes is not None:
                yield minutes


def _same_day_elsewhere(moment: Moment, page: Page, tellings: Tellings) -> Iterator[int]:
    for source in tellings.other:
        for found in islice(source.read(page), MOST_TELLINGS):
            other = found.value
            if other.value[:10] == moment.value[:10] and not _is_utc(other) and (minutes := other.minutes_east):
                yield minutes


def _clock_of_country(moment: Moment, page: Page, tellings: Tellings) -> Iterator[int]:
    del tellings
    country, shown = page.once(country_of), moment.shown
    if country and shown and (minutes := local_offset(country, shown)) is not None:
        yield minutes


OFFSETS = (
    OffsetSign(
        "told with an offset elsewhere",
        "A page that states a time twice often gives the offset, or UTC, but once.",
        "page clock",
        _told_with_offset,
    ),
    OffsetSign("zone beside the time", "Newsrooms print their zone: 10:32 ET.", "stated", _zone_beside),
    OffsetSign(
        "another time of the day",
        "What changed on the same day is told by the same clock.",
        "page clock",
        _same_day_elsewhere,
    ),
    OffsetSign(
        "clock of the country",
        "A page goes by the clocks of the country whose domain it has, where those all show the same.",
        "country",
        _clock_of_country,
    ),
)


def _moved(moment: Moment, page: Page, tellings: Tellings, days: set[str]) -> Moment:
    """The instant by the first clock of the page that shows it on a day that the page prints."""
    for minutes in _offsets_shown(moment, page, tellings):
        moved = moment.moved_to(minutes, "page clock")
        if moved.value[:10] in days:
            return moved
    if (local := _country_at(moment, page)) is not None:
        moved = moment.moved_to(local, "country")
        if moved.value[:10] in days:
            return moved
    return moment


def _country_at(moment: Moment, page: Page) -> int | None:
    """Minutes east of UTC in the country of the page's domain, or else of its language, at an instant."""
    instant = moment.instant
    country = page.once(country_of) or next(filter(None, map(region_of, page.languages)), None)
    return offset_at(country, instant.replace(tzinfo=None)) if country and instant else None


def _offsets_shown(moment: Moment, page: Page, tellings: Tellings) -> Iterator[int]:
    """The offsets by which the page's other tellings of the instant lie from UTC."""
    printed = (one.moment for one in tellings.printed(page))
    for others in (_other_tellings(page, tellings), printed):
        for other in others:
            if (shown := other.shown) and (minutes := _offset_between(shown, moment)) is not None:
                yield minutes


def _other_tellings(page: Page, tellings: Tellings) -> Iterator[Moment]:
    for source in tellings.same:
        for found in islice(source.read(page), MOST_TELLINGS):
            yield found.value
    for one in tellings.printed(page):
        if one.told and one.share:
            yield one.told


def _offset_between(shown: datetime, other: Moment) -> int | None:
    """How many minutes east of UTC a clock is that shows the time when it is the other moment; None if it is none."""
    instant = other.instant
    if instant is None:
        return None
    apart = shown - instant.replace(tzinfo=None)
    steps = round(apart / STEP)
    if abs(apart) > WIDEST_OFFSET or abs(apart - steps * STEP) >= SAME:
        return None
    return steps * 30
