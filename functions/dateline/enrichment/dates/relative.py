"""Dates that are counted: from the day of publication, or from the date told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.nearest import season_year
from dateline.enrichment.dates.numbers import is_year
from dateline.enrichment.dates.tense import NEAR

if TYPE_CHECKING:
    from datetime import date

    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression


_TUESDAY, _SATURDAY = 1, 5

_LONG = 40
"""So many words of a sentence at most are looked at."""


def today(expression: Expression) -> Period | None:
    """Yesterday, today, tomorrow. "Today" of no day ("there are more today than ever") has no verb that dates it.

    With a capital inside a sentence it is a name: USA Today, Tomorrow Group.
    """
    published, away = expression.situation.published, expression.number("TODAY")
    if published is None or away is None or expression.before() in cues("NO DAY AFTER"):
        return None
    named = expression.words.word(expression.first)[0].isupper()
    if named and (not expression.opens_a_sentence or expression.after() in cues("BROADCAST")):
        return None
    return periods.days_from(published, away) if away or _is_dated(expression) else None


def _is_dated(expression: Expression) -> bool:
    """Whether something was done or will be done today, rather than is or would be so."""
    words = expression.words
    nearby = range(max(expression.first - int(NEAR), expression.situation.sentence[0]), expression.first)
    if expression.after() in {"as", "than"} or any(words.word(at).lower() in cues("UNREAL") for at in nearby):
        return False
    if any(words.word(at).lower() == "were" and words.word(at + 1) in cues("SUBJECT") for at in nearby):
        return False
    return expression.own_tense != "unknown" or expression.is_going_on


def around_today(expression: Expression) -> Period | None:
    """The day before yesterday; the day after tomorrow."""
    published, away = expression.situation.published, expression.number("TODAY")
    step = expression.number("BEFOREHAND", "AFTERWARDS")
    return periods.days_from(published, away + step) if published and away and step else None


def next_unit(expression: Expression) -> Period | None:
    """Last week, this month, next year, late last year, this past weekend; and "this years" for "this year's"."""
    published, plural = expression.situation.published, expression.place("UNITS")
    if plural is not None and (expression.step != 0 or expression.words.word(plural).lower() != "years"):
        return None
    step, unit = expression.step, expression.unit
    if published is None or step is None or unit in {None, "day"} or expression.goes_on:
        return None
    if step and expression.before() in {"the", "his", "her", "their", "my", "our", "its", "your"}:
        return None
    if unit == "weekend":
        return _weekend(expression, published, step)
    return None if unit == "quarter" and is_of_a_game(expression) else periods.moved(published, str(unit), step)


def the_weekend(expression: Expression) -> Period | None:
    """Over the weekend: the last one, or the coming one where the verb says so."""
    published = expression.situation.published
    if published is None or expression.after() in {"of", "before", "after"} or expression.after().endswith("s"):
        return None
    return _weekend(expression, published, 0)


def _weekend(expression: Expression, published: date, step: int) -> Period | None:
    """The weekend before or after publication; where no verb tells, the one that is nearer."""
    if step:
        return periods.weekend(published, step)
    tense = expression.tense()
    running, near = published.weekday() >= _SATURDAY, published.weekday() > _TUESDAY
    coming = running or tense == "ahead" or (tense == "unknown" and near)
    return periods.weekend(published, 0 if coming else -1)


def month_of_year(expression: Expression) -> Period | None:
    """October last year, March 5 of next year."""
    published, number = expression.situation.published, expression.number("AMONTH")
    step, day = expression.step, expression.number("DAYNUMBER")
    if published is None or number is None or step is None:
        return None
    year = published.year + step
    return periods.day(year, number, day) if day else periods.month(year, number)


def next_month(expression: Expression) -> Period | None:
    """Last October, next March, this May, last March 8: the nearest on that side."""
    published, number = expression.situation.published, expression.number("AMONTH")
    if published is None or number is None:
        return None
    day = expression.number("DAYNUMBER")
    step = expression.step or 0
    wanted, present = (number, day or 0), (published.month, published.day if day else 0)
    behind, ahead = step < 0 and wanted >= present, step > 0 and wanted <= present
    year = published.year - behind + ahead
    return periods.day(year, number, day) if day else periods.month(year, number)


def quarter(expression: Expression) -> Period | None:
    """The third quarter, of this year unless it has not begun; of money, never of a game."""
    published, number = expression.situation.published, expression.number("QUARTERNTH", "Q")
    step = expression.step
    if published is None or number is None:
        return None
    if step is not None or expression.place("YEARWORD") is not None:
        return periods.quarter(published.year + (step or 0), number)
    if not is_of_money(expression) or expression.after() == "of" or expression.is_kind(expression.last, "FISCAL"):
        return None
    current = (published.month + 2) // 3
    year = published.year - (number > current and expression.tense() != "ahead")
    year += number < current - 1 and expression.own_tense == "ahead"
    return periods.quarter(year, number)


def half(expression: Expression) -> Period | None:
    """The first half of this year; the first half, of money."""
    published, number = expression.situation.published, expression.number("NTH")
    step = expression.step
    if published is None or number is None or number > 2:
        return None
    if expression.place("YEARWORD") is None:
        if not is_of_money(expression):
            return None
        step = -1 if number == 2 and published.month <= 6 and expression.tense() != "ahead" else 0
    return periods.half(published.year + (step or 0), number)


def told_quarter(expression: Expression) -> Period | None:
    """The latest quarter, the quarter: the one that was told before."""
    told = expression.situation.told_nearby
    if told is None or told.period.precision != "quarter" or is_of_a_game(expression) or expression.after() == "of":
        return None
    return told.period


def year_end(expression: Expression) -> Period | None:
    """By year-end."""
    published = expression.situation.published
    if published is None:
        return None
    over = published.month <= 2 and expression.own_tense == "behind"
    return periods.year(published.year - over)


def is_of_money(expression: Expression) -> bool:
    """Whether a quarter or a half is a company's or an economy's."""
    games = expression.sentence_has("SPORT") or expression.situation.signs.is_of_sport
    return expression.sentence_has("MONEY") and not games


def is_of_a_game(expression: Expression) -> bool:
    """Whether a quarter is one of a game."""
    return expression.sentence_has("SPORT") and not expression.sentence_has("MONEY")


def next_season(expression: Expression) -> Period | None:
    """Last summer, this winter, next spring."""
    published, at = expression.situation.published, expression.place("SEASON")
    step = expression.step
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
    """In the spring, by late summer, where a verb tells which: "in the summer it is hot" is any summer."""
    published, at = expression.situation.published, expression.place("SEASON")
    if published is None or at is None or _is_a_drop(expression):
        return None
    if expression.place("PART") is None and expression.before() not in {"in", "during", "by", "until", "since"}:
        return None
    if expression.after() == "of" and not is_year(expression.words, expression.last + 1):
        return None
    tense = expression.tense()
    if (
        tense == "unknown"
        or _is_of_any_year(expression)
        or (expression.has_a_noun_behind and expression.is_kind(expression.first, "THE"))
    ):
        return None
    name = str(expression.words.values[at])
    return periods.season(season_year(published, name, tense), name)


def _is_of_any_year(expression: Expression) -> bool:
    """Whether its sentence tells what comes again, or what would be: "if it is cut during the winter"."""
    if expression.own_tense == "behind":
        return False
    first, words = expression.first, expression.words
    before = range(max(expression.situation.sentence[0], first - _LONG), first)
    return expression.sentence_has("YEARLY AGAIN") or any(words.word(at).lower() in cues("ANY YEAR") for at in before)


def _is_a_drop(expression: Expression) -> bool:
    """Whether "fall" is what prices do."""
    last = expression.words.word(expression.last - 1).lower()
    return last == "fall" and expression.after() in {"in", "of", "from", "below", "to", "by"}


def edge(expression: Expression) -> Period | None:
    """The end of the year, the beginning of next month: TIMEX3 gives the whole, and the edge as a modifier."""
    published, unit = expression.situation.published, expression.unit
    if published is None or unit is None or unit in {"day", "weekend"} or expression.is_kind(expression.last, "HYPHEN"):
        return None
    return periods.moved(published, unit, expression.step or 0)
