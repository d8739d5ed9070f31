"""Spans of the calendar, and how TIMEX3 writes them.

A value is ISO 8601 as the TimeML specification (1.2.1, section 2.2) extends it: `2018-10-15`, `2018-10`, `2018`,
`2018-W41`, `2018-W41-WE` for its weekend, `2018-Q3`, `2018-H1`, `2018-SU`, `201` for a decade, `20` for a century,
`first/last`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.findings import DatePrecision

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month that each begins with, of the northern year: TIMEX3 knows no other."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of the calendar: how it is written, how exact it is, and its first day."""

    value: str
    precision: DatePrecision
    first: date


def day(year: int, month: int, number: int) -> Period | None:
    """A day, or None where the calendar has none of that number: 31 April, or 29 February in most years."""
    try:
        return of_day(date(year, month, number))
    except ValueError:
        return None


def of_day(moment: date) -> Period:
    """The day itself."""
    return Period(moment.isoformat(), "day", moment)


def days_from(moment: date, count: int) -> Period | None:
    """The day so many days later, or earlier."""
    try:
        return of_day(moment + timedelta(count))
    except OverflowError:
        return None


def month(year: int, number: int, later: int = 0) -> Period | None:
    """A month, `later` months on."""
    year, number = divmod(year * 12 + number - 1 + later, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return Period(f"{year:04}-{number + 1:02}", "month", date(year, number + 1, 1))


def year(number: int) -> Period | None:
    """A year of the common era."""
    if not MINYEAR <= number <= MAXYEAR:
        return None
    return Period(f"{number:04}", "year", date(number, 1, 1))


def week(moment: date, later: int = 0) -> Period | None:
    """The ISO week that a day lies in, `later` weeks on."""
    try:
        monday = moment + timedelta(7 * later - moment.weekday())
    except OverflowError:
        return None
    number = monday.isocalendar()
    return Period(f"{number.year:04}-W{number.week:02}", "week", monday)


def weekend(moment: date, later: int = 0) -> Period | None:
    """The Saturday and Sunday of that week."""
    whole = week(moment, later)
    saturday = days_from(whole.first, 5) if whole else None
    if whole is None or saturday is None:
        return None
    return Period(f"{whole.value}-WE", "weekend", saturday.first)


def quarter(of_year: int, number: int, later: int = 0) -> Period | None:
    """A quarter, 1 to 4, of a year, `later` quarters on."""
    if not 1 <= number <= 4:
        return None
    of_year, number = divmod(of_year * 4 + number - 1 + later, 4)
    if not MINYEAR <= of_year <= MAXYEAR:
        return None
    return Period(f"{of_year:04}-Q{number + 1}", "quarter", date(of_year, number * 3 + 1, 1))


def half(of_year: int, number: int) -> Period | None:
    """Half a year, 1 or 2."""
    if not MINYEAR <= of_year <= MAXYEAR:
        return None
    return Period(f"{of_year:04}-H{number}", "half", date(of_year, number * 6 - 5, 1))


def season(of_year: int, name: str) -> Period | None:
    """A season by the year that it begins in; `name` is one of SP, SU, FA, WI."""
    if not MINYEAR <= of_year <= MAXYEAR:
        return None
    return Period(f"{of_year:04}-{name}", "season", date(of_year, SEASONS[name], 1))


def decade(tens: int) -> Period | None:
    """Ten years: 199 is the 1990s."""
    if not MINYEAR <= tens * 10 <= MAXYEAR:
        return None
    return Period(f"{tens:03}", "decade", date(tens * 10, 1, 1))


def century(number: int) -> Period | None:
    """A hundred years: the 20th is written 19."""
    if not 2 <= number <= 99:
        return None
    return Period(f"{number - 1:02}", "century", date(number * 100 - 100, 1, 1))


def interval(start: Period | None, end: Period | None) -> Period | None:
    """From one period's beginning to another's end; None where it would run backwards."""
    if start is None or end is None or start.first >= end.first:
        return None
    return Period(f"{start.value}/{end.value}", "interval", start.first)


def moved(moment: date, unit: str, count: int) -> Period | None:
    """So many units on from a day, as exact as the unit: three weeks ago is a week, a year ago a year.

    Raises KeyError for a unit that the calendar does not have.
    """
    return _MOVES[unit](moment, count)


_MOVES: Mapping[str, Callable[[date, int], Period | None]] = MappingProxyType(
    {
        "day": days_from,
        "week": week,
        "weekend": weekend,
        "fortnight": lambda moment, count: week(moment, 2 * count),
        "month": lambda moment, count: month(moment.year, moment.month, count),
        "quarter": lambda moment, count: quarter(moment.year, (moment.month + 2) // 3, count),
        "year": lambda moment, count: year(moment.year + count),
        "decade": lambda moment, count: decade(moment.year // 10 + count),
        "century": lambda moment, count: century((moment.year + 99) // 100 + count),
    }
)
