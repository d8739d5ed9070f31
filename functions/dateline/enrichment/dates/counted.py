"""Dates that are so many units away from another date: from the day of publication, or from the date told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods

if TYPE_CHECKING:
    from datetime import date

    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression, Told

_BIGGEST = 2000
"""So many units at most are counted back."""

_SHORT = 12
"""So many characters at most stand between a date and what explains it."""

_OF_ANOTHER = frozenset(["a", "one", "last", "of", "in", "after"])
"""Behind "the same quarter" and the like: it is the one of another year."""

_WEEK = frozenset(["day", "week", "weekend"])
_YEAR = _WEEK | {"month", "quarter", "season", "half", "year"}
_EXACT_ENOUGH: dict[str, frozenset[str]] = {
    "day": frozenset(["day"]),
    "week": _WEEK,
    "fortnight": _WEEK,
    "month": _WEEK | {"month"},
    "quarter": _WEEK | {"month", "quarter"},
    "year": _YEAR,
    "decade": _YEAR | {"decade"},
    "century": _YEAR | {"decade", "century"},
}
"""From dates of which precision a unit can be counted."""


def rolling(expression: Expression) -> Period | None:
    """The past year, the last month: up to the day of publication."""
    published, unit = expression.situation.published, expression.unit
    if published is None or unit in {None, "day", "century"} or expression.goes_on:
        return None
    if unit == "weekend":
        return periods.weekend(published, -1)
    if unit == "week":
        return periods.interval(periods.days_from(published, -7), periods.of_day(published))
    if unit == "quarter":
        return periods.moved(published, unit, -1)
    months = {"month": 1, "year": 12, "decade": 120}[str(unit)]
    this_month = periods.month(published.year, published.month)
    return periods.interval(periods.month(published.year, published.month, -months), this_month)


def ago(expression: Expression) -> Period | None:
    """Three weeks ago, a year ago, ten days from now: as exact as the unit, or as the day that is told with it.

    A year before a quarter or month of the same comparison is as exact as that.
    """
    published, unit, count = expression.situation.published, expression.unit, _count(expression)
    if published is None or unit is None or not 0 < count <= _BIGGEST:
        return None
    if expression.place("NOW") is not None:
        return periods.moved(published, unit, count)
    if expression.place("TODAY", "AWEEKDAY") is not None:
        return _day_ago(expression, published, unit, count)
    told = expression.situation.told_nearby
    if told and unit == "year" and _is_compared(expression, told):
        return _moved_from(told.period, unit, -count)
    return periods.moved(published, unit, -count)


def _is_compared(expression: Expression, told: Told) -> bool:
    """Whether a figure of a year ago stands beside one of the quarter or month that was told."""
    if told.period.precision == "month":
        return expression.before() in {"from", "than"}
    return told.period.precision == "quarter" and expression.in_the_sentence_of(told)


def _day_ago(expression: Expression, published: date, unit: str, count: int) -> Period | None:
    """A week ago today, two weeks ago Friday, a year ago today."""
    weekday, away = expression.number("AWEEKDAY"), expression.number("TODAY")
    if unit == "week" and weekday is not None:
        whole = periods.week(published, -count)
        return periods.days_from(whole.first, weekday) if whole else None
    if unit == "week" and away is not None:
        return periods.days_from(published, away - 7 * count)
    return periods.day(published.year - count, published.month, published.day) if unit == "year" and away == 0 else None


def _count(expression: Expression) -> int:
    """The number, or 0 where it is only part of one: "half a century", "thirty - five years"."""
    before = expression.first - 1
    part = expression.before() == "half" or (expression.before() == "of" and expression.unit in {"century", "decade"})
    if part or (expression.is_kind(before, "DASH", "HYPHEN") and expression.is_kind(before - 1, "ANUMBER")):
        return 0
    counted = [expression.value(at) for at in expression.places("ANUMBER")]
    if len(counted) == 2 and not (counted[0] >= 20 and counted[1] < 10):
        return 0
    return sum(counted)


def from_told(expression: Expression) -> Period | None:
    """A year earlier, two days later, the year before: from the date told before, as exact as that one if need be."""
    told, unit = expression.situation.told_nearby, expression.unit
    count = _count(expression) if expression.place("ANUMBER") is not None else 1
    step = expression.number("EARLIER", "LATER", "BEFOREHAND", "AFTERWARDS")
    if unit is None or step is None or not 0 < count <= _BIGGEST or expression.after() == "than":
        return None
    earlier = step < 0 or expression.place("EARLIER", "BEFOREHAND") is not None
    if expression.place("BEFOREHAND", "AFTERWARDS") is not None and not _ends_a_clause(expression):
        return None
    if told and _explains(expression, told):
        return None
    away = -count if earlier else count
    if told is None:
        published = expression.situation.published
        return periods.moved(published, unit, away) if published and unit == "year" and earlier else None
    return _moved_from(told.period, unit, away)


def _explains(expression: Expression, told: Told) -> bool:
    """Whether it only says how far the date just told is from another: "on Monday, about three months later"."""
    between = expression.words.text[told.end : expression.words.starts[expression.first]]
    return len(between) < _SHORT and between.lstrip()[:1] == ","


def _ends_a_clause(expression: Expression) -> bool:
    at = expression.last
    return at >= len(expression.words) or expression.is_kind(at, "COMMA", "STOP", "DASH", "AND", "QUOTE", "MARK")


def neighbour(expression: Expression) -> Period | None:
    """The previous year, the following week: beside the date told before."""
    told, unit = expression.situation.told_nearby, expression.unit
    step = expression.number("BEFORE", "AFTER", "NEXT")
    if told is None or unit is None or step is None or expression.after() in {"and", "or"} or expression.goes_on:
        return None
    if expression.before() == "or":
        return None
    if expression.place("NEXT") is not None and expression.before() in {"over", "for", "in", "during", "within", "of"}:
        return None
    if unit == "year" and told.period.precision == "month":
        return periods.moved(told.period.first, unit, step)
    return _moved_from(told.period, unit, step)


def year_before(expression: Expression) -> Period | None:
    """The year-ago quarter, the year-earlier period."""
    told = expression.situation.told_nearby
    if told is None or told.period.precision not in {"month", "quarter", "half", "year"}:
        return None
    return _moved_from(told.period, "year", -1)


def same(expression: Expression) -> Period | None:
    """The same day, that year: the one told before."""
    told, unit = expression.situation.told_nearby, expression.unit
    if told is None or unit is None or told.period.precision not in _EXACT_ENOUGH[unit]:
        return None
    if (
        unit in {"decade", "century", "quarter"} and told.period.precision != unit
    ) or expression.after() in _OF_ANOTHER:
        return None
    return periods.moved(told.period.first, unit, 0)


def _moved_from(told: Period, unit: str, away: int) -> Period | None:
    if told.precision not in _EXACT_ENOUGH[unit]:
        return None
    if unit == "year" and away == -1 and told.precision == "quarter":
        return periods.quarter(told.first.year, (told.first.month + 2) // 3, 4 * away)
    if unit == "year" and away == -1 and told.precision == "month":
        return periods.month(told.first.year, told.first.month, 12 * away)
    return periods.moved(told.first, unit, away)
