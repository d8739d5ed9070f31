"""A moment as a page states it: ISO 8601 text and how precise it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from dateline.reading.dates.zones import format_offset

if TYPE_CHECKING:
    from dateline.article import OffsetSource, Precision

FIRST_YEAR = 1900
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as stated: ISO 8601 text, with an offset only where one is known.

    A day is `2020-03-02`; a minute is written with its seconds as 00, and told apart by the precision.
    `offset` tells how the offset was found, None where there is none.
    """

    value: str
    precision: Precision
    offset: OffsetSource | None = None

    @property
    def has_offset(self) -> bool:
        """Whether the offset from UTC is known."""
        return self.precision != "day" and (self.value.endswith("Z") or self.value[-6] in "+-")

    def with_offset(self, minutes: int, source: OffsetSource = "stated") -> Moment:
        """The same wall-clock time, so many minutes east of UTC as `source` tells; a bare day stays as it is."""
        if self.precision == "day" or self.has_offset:
            return self
        return Moment(self.value + format_offset(minutes), self.precision, source)

    def moved_to(self, minutes: int, source: OffsetSource) -> Moment:
        """The same instant as clocks show it so many minutes east of UTC; a time without an offset stays as it is."""
        instant = self.instant
        if instant is None:
            return self
        shown = instant.astimezone(timezone(timedelta(minutes=minutes))).replace(tzinfo=None)
        return Moment(shown.isoformat() + format_offset(minutes), self.precision, source)

    @property
    def instant(self) -> datetime | None:
        """The time in UTC, where the offset is known."""
        return datetime.fromisoformat(self.value).astimezone(UTC) if self.has_offset else None

    @property
    def minutes_east(self) -> int | None:
        """The offset from UTC, where it is known."""
        offset = datetime.fromisoformat(self.value).utcoffset() if self.has_offset else None
        return None if offset is None else round(offset / timedelta(minutes=1))

    @property
    def shown(self) -> datetime | None:
        """What the clock shows, without any offset; None for a bare day."""
        return None if self.precision == "day" else datetime.fromisoformat(self.value).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `seconds` is None where the page gives minutes only."""

    hours: int
    minutes: int
    seconds: int | None = None


def moment(day: tuple[int, int, int], clock: Clock | None = None, offset: str = "") -> Moment | None:
    """The moment of (year, month, day), an optional time of day and an ISO offset; None when no such time exists."""
    year, month, number = day
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        stated = date(year, month, number).isoformat()
    except ValueError:
        return None
    if clock is None:
        return Moment(stated, "day")
    hours, minutes, seconds = clock.hours, clock.minutes, clock.seconds
    if hours > 23 or minutes > 59 or (seconds is not None and seconds > 60):
        return None
    precision: Precision = "minute" if seconds is None else "second"
    value = f"{stated}T{hours:02}:{minutes:02}:{min(seconds or 0, 59):02}{offset}"
    return Moment(value, precision, "stated" if offset else None)
