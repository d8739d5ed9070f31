"""Days and months by number and name. A year that they leave out is looked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.nearest import year_of
from dateline.enrichment.dates.numbers import is_year
from dateline.enrichment.dates.patterns import compiled
from dateline.enrichment.dates.years import full_year

if TYPE_CHECKING:
    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression

_YEAR_AHEAD = compiled(
    "(AND | TO | LINE | , AND?) (PART -?)? (AMONTH DAYNUMBER? (, | OF)? | DAYNUMBER AMONTH ,?) YEAR"
    " | (, DAYNUMBER)? (AND | , AND?) DAYNUMBER , YEAR"
).expression
_KNOWN_DAYS = Path(__file__).parents[1] / "data" / "known_days.txt"
_MARCH, _MAY = 3, 5
_ALWAYS_BEFORE_MONTHS = frozenset(["in", "since", "until", "during"])
_OWNERS = frozenset(["the", "a", "its", "his", "their", "s"])
_COUNTED = frozenset(["percent", "per", "million", "billion", "people", "points", "trillion"])


def month_day_year(expression: Expression) -> Period | None:
    """October 15, 2018; 15 October 2018, with or without the day of the week."""
    month, day = expression.number("AMONTH"), expression.number("DAYNUMBER", "NTH", "NTHLONG")
    at = expression.place("YEAR")
    if month is None or day is None or at is None or not is_year(expression.words, at, dated=True):
        return None
    return _of_its_weekday(expression, periods.day(expression.value(at), month, day))


def _of_its_weekday(expression: Expression, day: Period | None) -> Period | None:
    """Leaves out a short word before the date that is no day of the week: "Edmonton Sun, August 16"."""
    if (
        day
        and expression.is_kind(expression.first, "SHORTDAY")
        and expression.value(expression.first) != day.first.weekday()
    ):
        expression.first += 1 + expression.is_kind(expression.first + 1, "COMMA")
    return day


def month_day(expression: Expression) -> Period | None:
    """October 15, of a year that the text or the day of publication gives."""
    month, day = expression.number("AMONTH"), expression.number("DAYNUMBER", "NTH", "NTHLONG")
    if month is None or day is None or _goes_on_as_a_number(expression):
        return None
    year = _known_year(expression, month, day) or year_ahead(expression, month) or year_of(expression, month, day)
    year = year and _year_of_its_weekday(expression, year, month, day)
    return _of_its_weekday(expression, periods.day(year, month, day)) if year else None


def _year_of_its_weekday(expression: Expression, year: int, month: int, day: int) -> int:
    """The year itself, or another in which the date falls on the day of the week that it has: one that the text
    states for it, the one before or the one after."""
    weekday = expression.number("WEEKDAY")
    elsewhere = sorted(expression.situation.signs.stated.years_of_day(month, day), reverse=True)
    for other in (year, *elsewhere, year - 1, year + 1):
        period = periods.day(other, month, day)
        if period and period.first.weekday() == weekday:
            return other
    return year


def _known_year(expression: Expression, month: int, day: int) -> int | None:
    """The year of the Sept. 11 attacks and of other days that have become a name."""
    year, words = _known_days().get(f"{month}-{day}", (0, frozenset()))
    published = expression.situation.published
    return year if expression.after() in words and (published is None or published.year >= year) else None


@cache
def _known_days() -> dict[str, tuple[int, frozenset[str]]]:
    lines = (line.split(" | ") for line in _KNOWN_DAYS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {day: (int(year), frozenset(words.split())) for day, year, words in lines}


def year_ahead(expression: Expression, month: int) -> int | None:
    """The year that follows with the second of two dates: "from November 3 to January 5, 2019"."""
    words = expression.words
    found = _YEAR_AHEAD.match(words.kinds, expression.last)
    if found is None or not is_year(words, found.end() - 1):
        return None
    other = replace(expression, first=found.start(), last=found.end()).number("AMONTH") or month
    return expression.value(found.end() - 1) - (month > other)


def _goes_on_as_a_number(expression: Expression) -> bool:
    return expression.after() in _COUNTED or expression.is_kind(expression.last, "PERCENT")


def month_year(expression: Expression) -> Period | None:
    """October 2018, in October of 2018, early October 2018."""
    month, at = expression.number("AMONTH"), expression.place("YEAR")
    if month is None or at is None or not is_year(expression.words, at, dated=True):
        return None
    return periods.month(expression.value(at), month)


def month(expression: Expression) -> Period | None:
    """In October."""
    number = expression.number("AMONTH")
    if number is None or not _is_month(expression):
        return None
    year = year_ahead(expression, number)
    if year is None and _is_of_any_year(expression):
        return None
    year = year or year_of(expression, number)
    return periods.month(year, number) if year else None


def _is_of_any_year(expression: Expression) -> bool:
    """Whether it is of a season that comes again, as "May to November" without a verb."""
    last = expression.last
    opens = expression.is_kind(last, "TO", "LINE") and expression.is_kind(last + 1, "AMONTH")
    return (opens or _closes_a_span(expression)) and expression.tense() == "unknown"


def _closes_a_span(expression: Expression) -> bool:
    first = expression.first
    return expression.is_kind(first - 1, "TO", "LINE") and expression.is_kind(first - 2, "AMONTH")


def month_of_short_year(expression: Expression) -> Period | None:
    """February of '09."""
    published, number = expression.situation.published, expression.number("AMONTH")
    if published is None or number is None:
        return None
    return periods.month(full_year(int(expression.words.word(expression.last - 1)), published.year), number)


def _is_month(expression: Expression) -> bool:
    """Whether a month's name is no verb and no person's name, as in "January said"."""
    before, after = expression.before(), expression.after()
    if after in cues("NO MONTH BEFORE") or before in cues("NO MONTH AFTER"):
        return False
    if after in cues("SAYS") and before not in cues("MONTH AFTER"):
        return False
    if expression.is_kind(expression.first, "MAYBE"):
        words, at = expression.words, expression.first
        if expression.situation.signs.is_in_a_persons_name(words.starts[at], words.ends[at]):
            return False
        return before in _ALWAYS_BEFORE_MONTHS or _may_be_a_month(expression, before, after)
    short = expression.is_kind(expression.first, "SHORT")
    return not short or (before in cues("MONTH AFTER") and expression.words.word(expression.first).endswith("."))


def _may_be_a_month(expression: Expression, before: str, after: str) -> bool:
    """Whether March, April, May, June or August is a month after a word that may also stand before a name."""
    number = expression.number("MAYBE")
    if number == _MAY and expression.situation.signs.may_is_a_person:
        return False
    if _closes_a_span(expression):
        return True
    if before in cues("MONTH AFTER"):
        return not expression.is_kind(expression.last, "NAME")
    if before in _OWNERS:
        return number != _MARCH and expression.is_kind(expression.last, "WORD") and after.islower()
    return expression.is_kind(expression.last, "AND", "TO") and expression.is_kind(expression.last + 1, "AMONTH")


def iso_day(expression: Expression) -> Period | None:
    """2018-10-15, 2018/10/15; not in an address of the web."""
    if expression.words.joined(expression.first) and expression.before() in {"/", "-", "_"}:
        return None
    parts = str(expression.words.values[expression.first])
    numbers = [int(part) for part in parts.replace("/", "-").split("-")]
    return periods.day(*numbers) if 1000 <= numbers[0] <= 2400 else None


def slashed_day(expression: Expression) -> Period | None:
    """10/15/2018 and 15.10.2018, where only one order makes a date or the text's other dates tell the order."""
    parts = str(expression.words.values[expression.first])
    if expression.words.joined(expression.first) and expression.before() in {"/", "-", "_"}:
        return None
    if parts == "9/11":
        return periods.day(2001, 9, 11)
    dotted = expression.is_kind(expression.first, "DOTTED")
    numbers = parts.split("." if dotted else "/")
    if len(numbers[2]) == 2 and (dotted or expression.situation.published is None):
        return None
    first, second, year = map(int, numbers)
    if len(numbers[2]) == 2 and expression.situation.published:
        year = full_year(year, expression.situation.published.year)
    if dotted or first > 12 or first == second:
        return periods.day(year, second, first)
    order = True if second > 12 else expression.situation.signs.month_first
    if order is None:
        return None
    return periods.day(year, first, second) if order else periods.day(year, second, first)


def days(expression: Expression) -> Period | None:
    """March 3-5; 3 to 5 March 2020: the first and the last day."""
    month, at = expression.number("AMONTH"), expression.place("YEAR")
    first, last = expression.places("DAYNUMBER")[:2]
    if month is None or _goes_on_as_a_number(expression) or (at is not None and not is_year(expression.words, at)):
        return None
    year = expression.value(at) if at is not None else year_of(expression, month, expression.value(first))
    if not year:
        return None
    return periods.interval(
        periods.day(year, month, expression.value(first)), periods.day(year, month, expression.value(last))
    )
