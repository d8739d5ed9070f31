"""Dates that are counted: from the day of publication, or from the date told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.nearest import season_year, weekday
from dateline.enrichment.dates.numbers import is_year
from dateline.enrichment.dates.tense import NEAR

if TYPE_CHECKING:
    from datetime import date

    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression


def today(expression: Expression) -> Period | None:
    """Yesterday, today, tomorrow. "Today" of no day ("there are more today than ever") has no verb that dates it."""
    published, away = expression.situation.published, expression.number("TODAY")
    if published is None or away is None or expression.before() in {"of", "better", "brighter", "new"}:
        return None
    if expression.words.word(expression.first)[0].isupper() and expression.is_kind(expression.first - 1, "NAME"):
        return None
    if away == 0 and expression.tense(NEAR) == "unknown" and not expression.is_going_on:
        return None
    return periods.days_from(published, away)


def around_today(expression: Expression) -> Period | None:
    """The day before yesterday; the day after tomorrow."""
    published, away = expression.situation.published, expression.number("TODAY")
    step = expression.number("BEFOREHAND", "AFTERWARDS")
    return periods.days_from(published, away + step) if published and away and step else None


def day_of_the_week(expression: Expression) -> Period | None:
    """On Thursday, before or after publication as the verb tells; not "every Thursday" nor the Sunday Times."""
    published, number = expression.situation.published, expression.number("AWEEKDAY")
    if published is None or number is None:
        return None
    if expression.before() in cues("NO WEEKDAY AFTER") or expression.after() in cues("NO WEEKDAY BEFORE"):
        return None
    if expression.is_kind(expression.last, "TO", "HYPHEN") and expression.is_kind(expression.last + 1, "AWEEKDAY"):
        return None
    if expression.is_kind(expression.first - 1, "TO", "HYPHEN") and expression.is_kind(
        expression.first - 2, "AWEEKDAY"
    ):
        return None
    if _is_any_such_day(expression):
        return None
    tense = expression.tense()
    if tense == "unknown" and expression.before() in {"by", "until", "till", "from", "through"}:
        tense = "ahead"
    return weekday(published, number, tense)


def _is_any_such_day(expression: Expression) -> bool:
    """Whether its sentence tells of days that come again: "on a Monday we plan, and print on Friday"."""
    start, end = expression.situation.sentence
    nearby = range(max(start + 1, expression.first - 40), min(end, expression.last + 40))
    return any(
        expression.is_kind(at, "AWEEKDAY") and expression.words.word(at - 1) in {"a", "every", "each"} for at in nearby
    )


def told_day_of_the_week(expression: Expression) -> Period | None:
    """Last Thursday, next Thursday, this Thursday, this coming Thursday.

    Where the next one is still of this week, "next Thursday" is that of the week after.
    """
    published, number = expression.situation.published, expression.number("AWEEKDAY")
    if published is None or number is None:
        return None
    if expression.place("LAST", "PAST") is not None:
        return periods.days_from(published, -((published.weekday() - number - 1) % 7 + 1))
    if expression.place("NEXT") is not None:
        coming = (number - published.weekday() - 1) % 7 + 1
        return periods.days_from(published, coming + (7 if number > published.weekday() else 0))
    behind = expression.place("COMING") is None and expression.tense() == "behind"
    return weekday(published, number, "behind" if behind else "ahead")


def neighbouring_weekday(expression: Expression) -> Period | None:
    """The following Thursday, the previous Thursday: beside the day told before."""
    told, number = expression.situation.told_nearby, expression.number("AWEEKDAY")
    if told is None or number is None or told.period.precision != "day":
        return None
    after = (number - told.period.first.weekday() - 1) % 7 + 1
    before = after - 7 or -7
    return periods.days_from(told.period.first, after if expression.place("BEFORE") is None else before)


def day_of_a_week(expression: Expression) -> Period | None:
    """Thursday of last week; Tuesday next week."""
    published, number = expression.situation.published, expression.number("AWEEKDAY")
    step = expression.number("LAST", "NEXT", "THIS")
    if published is None or number is None or step is None:
        return None
    whole = periods.week(published, step)
    return periods.days_from(whole.first, number) if whole else None


def next_unit(expression: Expression) -> Period | None:
    """Last week, this month, next year, late last year, this past weekend."""
    published = expression.situation.published
    step, unit = expression.number("LAST", "NEXT", "THIS", "PAST"), expression.unit
    if published is None or step is None or unit in {None, "day"} or expression.after() == "of":
        return None
    if unit == "weekend":
        return _weekend(expression, published, step)
    if unit == "quarter" and expression.sentence_has("SPORT") and not expression.sentence_has("MONEY"):
        return None
    return periods.moved(published, str(unit), step)


def the_weekend(expression: Expression) -> Period | None:
    """Over the weekend: the last one, or the coming one where the verb says so."""
    published = expression.situation.published
    if published is None or expression.after() in {"of", "before", "after"} or expression.after().endswith("s"):
        return None
    return _weekend(expression, published, 0)


def _weekend(expression: Expression, published: date, step: int) -> Period | None:
    running = published.weekday() >= 5
    if step < 0:
        return periods.weekend(published, -1)
    if step > 0:
        return periods.weekend(published, 1)
    return periods.weekend(published, 0 if running or expression.tense() == "ahead" else -1)


def month_of_year(expression: Expression) -> Period | None:
    """October last year, March 5 of next year."""
    published, number = expression.situation.published, expression.number("AMONTH")
    step, day = expression.number("LAST", "NEXT", "THIS"), expression.number("DAYNUMBER")
    if published is None or number is None or step is None:
        return None
    year = published.year + step
    return periods.day(year, number, day) if day else periods.month(year, number)


def next_month(expression: Expression) -> Period | None:
    """Last October, next March, this May: the nearest on that side."""
    published, number = expression.situation.published, expression.number("AMONTH")
    if published is None or number is None:
        return None
    step = expression.number("LAST", "NEXT", "THIS", "PAST") or 0
    behind = number >= published.month if step < 0 else 0
    year = published.year - behind if step < 0 else published.year + (step > 0 and number <= published.month)
    return periods.month(year, number)


def quarter(expression: Expression) -> Period | None:
    """The third quarter, of this year unless it has not begun; of money, never of a game."""
    published, number = expression.situation.published, expression.number("NTH", "Q")
    step = expression.number("LAST", "NEXT", "THIS")
    if published is None or number is None:
        return None
    if step is not None or expression.place("YEARWORD") is not None:
        return periods.quarter(published.year + (step or 0), number)
    if not expression.sentence_has("MONEY") or (expression.place("Q") is None and expression.sentence_has("SPORT")):
        return None
    current = (published.month + 2) // 3
    year = published.year - (number > current and expression.tense() != "ahead")
    year += number < current - 1 and expression.own_tense == "ahead"
    return periods.quarter(year, number)


def half(expression: Expression) -> Period | None:
    """The first half of this year."""
    published, number = expression.situation.published, expression.number("NTH")
    step = expression.number("LAST", "NEXT", "THIS") or 0
    return periods.half(published.year + step, number) if published and number and number <= 2 else None


def next_season(expression: Expression) -> Period | None:
    """Last summer, this winter, next spring."""
    published, at = expression.situation.published, expression.place("SEASON")
    step = expression.number("LAST", "NEXT", "THIS", "PAST")
    if published is None or at is None or step is None or _is_a_drop(expression):
        return None
    name = str(expression.words.values[at])
    running = name == "WI" and published.month <= 2
    year = published.year - running
    if step < 0:
        over = published.month >= (periods.SEASONS[name] + 3) and name != "WI"
        return periods.season(year - (not over), name)
    if step > 0:
        begun = published.month >= periods.SEASONS[name]
        return periods.season(year + (begun or running), name)
    return periods.season(year, name)


def season(expression: Expression) -> Period | None:
    """In the spring; by late summer."""
    published, at = expression.situation.published, expression.place("SEASON")
    if published is None or at is None or _is_a_drop(expression):
        return None
    if expression.place("PART") is None and expression.before() not in {"in", "during", "by", "until", "since", "for"}:
        return None
    if expression.after() == "of" and not is_year(expression.words, expression.last + 1):
        return None
    name = str(expression.words.values[at])
    return periods.season(season_year(published, name, expression.tense()), name)


def _is_a_drop(expression: Expression) -> bool:
    """Whether "fall" is what prices do."""
    last = expression.words.word(expression.last - 1).lower()
    return last == "fall" and expression.after() in {"in", "of", "from", "below", "to", "by"}


def edge(expression: Expression) -> Period | None:
    """The end of the year, the beginning of next month: TIMEX3 gives the whole, and the edge as a modifier."""
    published, unit = expression.situation.published, expression.unit
    if published is None or unit is None or unit in {"day", "weekend"}:
        return None
    return periods.moved(published, unit, expression.number("LAST", "NEXT", "THIS", "PAST") or 0)
