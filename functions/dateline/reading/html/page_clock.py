"""By which offset from UTC a page tells its times: from two tellings of one instant, a zone, or the page's country.

A time without an offset keeps none where nothing on the page tells it for certain.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from dateline.reading.dates.country_clock import local_offset, offset_at
from dateline.reading.dates.zones import settle
from dateline.reading.html.date_order import country_of
from dateline.reading.html.machine_dates import PUBLISHED_METAS, in_metas, in_stories
from dateline.reading.html.printed_dates import Surroundings, beside_headline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dateline.reading.dates import Moment
    from dateline.reading.html.page import Page
    from dateline.reading.html.printed_dates import PrintedDate

WIDEST_OFFSET = timedelta(hours=14)
STEP = timedelta(minutes=30)  # every zone of more than a few people lies a multiple of it from UTC
SAME = timedelta(minutes=1)


def on_page_clock(moment: Moment, page: Page) -> Moment:
    """The moment with the offset that the page tells it by.

    A time without an offset is given one. An instant in UTC is moved where the page prints it as another day.
    """
    if moment.precision == "day":
        return moment
    if not moment.has_offset:
        return _with_offset(moment, page)
    if not _is_utc(moment):
        return moment
    days: set[str] = set()
    for one in page.once(Surroundings).near():
        if one.label != "updated" and one.sure:
            days.add(one.day)
        if moment.value[:10] in days:
            return moment
    return _moved(moment, page, days)


def may_be_same_instant(moment: Moment, printed: PrintedDate, page: Page) -> bool:
    """Whether a date printed with another day is the same instant by the page's own clock."""
    if (shown := printed.moment.shown) is not None:
        return _offset_between(shown, moment) is not None
    if not _is_utc(moment):
        return False
    country = country_of(page)
    instant = moment.instant
    minutes = offset_at(country, instant.replace(tzinfo=None)) if country and instant else None
    return minutes is not None and moment.moved_to(minutes, "country").value[:10] == printed.day


def _is_utc(moment: Moment) -> bool:
    return moment.value.endswith(("Z", "+00:00"))


def _with_offset(moment: Moment, page: Page) -> Moment:
    shown = moment.shown
    for other in _published_elsewhere(page):
        if shown and (minutes := _offset_between(shown, other)) is not None:
            return moment.with_offset(minutes, "page clock")
    country = country_of(page)
    countries = frozenset({country} if country else ())
    for one in beside_headline(page):
        if one.zone and one.moment.value[:16] == moment.value[:16]:
            minutes = settle(one.zone, date.fromisoformat(one.day), countries).minutes
            if minutes is not None:
                return moment.with_offset(minutes)
    if country and shown and (minutes := local_offset(country, shown)) is not None:
        return moment.with_offset(minutes, "country")
    return moment


def _moved(moment: Moment, page: Page, days: set[str]) -> Moment:
    """The instant by the first clock of the page that shows it on a day that the page prints."""
    for minutes in _offsets_shown(moment, page):
        moved = moment.moved_to(minutes, "page clock")
        if moved.value[:10] in days:
            return moved
    country = country_of(page)
    instant = moment.instant
    local = offset_at(country, instant.replace(tzinfo=None)) if country and instant else None
    if local is not None:
        moved = moment.moved_to(local, "country")
        if moved.value[:10] in days:
            return moved
    return moment


def _offsets_shown(moment: Moment, page: Page) -> Iterator[int]:
    """The offsets by which the page's other tellings of the instant lie from UTC."""
    for one in page.once(Surroundings).near():
        for told in (one.told, one.moment) if one.label != "updated" else ():
            if told and (shown := told.shown) and (minutes := _offset_between(shown, moment)) is not None:
                yield minutes
    for other in _published_elsewhere(page):
        if (shown := other.shown) and (minutes := _offset_between(shown, moment)) is not None:
            yield minutes


def _published_elsewhere(page: Page) -> Iterator[Moment]:
    for read in (in_stories("datePublished"), in_metas(PUBLISHED_METAS)):
        for found in read(page):
            yield found.value
    for one in page.once(Surroundings).near():
        if one.told and one.label != "updated":
            yield one.told


def _offset_between(shown: datetime, other: Moment) -> int | None:
    """How many minutes east of UTC a clock is that shows the time when it is the other moment; None if it is none."""
    instant = other.instant
    if instant is None:
        return None
    apart = shown - instant.astimezone(UTC).replace(tzinfo=None)
    steps = round(apart / STEP)
    if abs(apart) > WIDEST_OFFSET or abs(apart - steps * STEP) >= SAME:
        return None
    return steps * 30
