"""Days of the week: of the days around publication, or around the day told before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.absolute import month_day, month_day_year
from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.nearest import weekday
from dateline.enrichment.dates.patterns import compiled

if TYPE_CHECKING:
    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression

_DATE_BEHIND = compiled("MARK? (AMONTH DAYNUMBER | DAY AMONTH) (,? YEAR)?").expression
_APART = 3
"""So many words at most stand between a day of the week and its date in brackets: "Sunday night (March 4)"."""

_MONTHS_ROUND = 14
"""Within so many months each day of the month is each day of the week once, or nearly so."""

_SATURDAY = 5
_OVER = frozenset(["after", "since", "following"])
"""Before what happened on a day of the week these say that it is over, unless a verb nearby tells otherwise."""

_ANY = frozenset(["a", "every", "each", "any", "most"])


def day(expression: Expression) -> Period | None:
    """On Thursday, before or after publication as the verb tells; not "every Thursday" nor the Sunday Times."""
    published, number = expression.situation.published, expression.number("AWEEKDAY")
    if number is None or not _is_one_day(expression):
        return None
    if _closes_a_span(expression):
        return _last_of_a_span(expression, number)
    if told := _told_behind(expression, number):
        return told
    if published is None or (_opens_a_span(expression) and not _is_one_week(expression)):
        return None
    tense = expression.tense()
    if expression.before() in _OVER and _owns_what_follows(expression) and expression.own_tense != "ahead":
        tense = "behind"
    if tense == "unknown" and expression.before() in {"by", "until", "till", "from", "through", "than"}:
        tense = "ahead"
    if tense == "unknown" and expression.is_label and expression.after() == ":":
        tense = "ahead"
    return weekday(published, number, tense)


def _owns_what_follows(expression: Expression) -> bool:
    """Whether something of that day follows: "Monday's loss", "Monday night's loss"."""
    return any(expression.is_kind(at, "APOSTROPHE") for at in (expression.last, expression.last + 1))


def _is_one_day(expression: Expression) -> bool:
    """Whether it is one day of the calendar, and not a day of any week or a name."""
    first, last = expression.first, expression.last
    if expression.is_kind(first, "SHORTDAY") and expression.words.word(first) not in cues("SHORT WEEKDAY"):
        return False
    if expression.before() in cues("NO WEEKDAY AFTER") or expression.after() in cues("NO WEEKDAY BEFORE"):
        return False
    start, end = expression.situation.sentence
    nearby = range(max(start + 1, first - 40), min(end, last + 40))
    return not any(expression.is_kind(at, "AWEEKDAY") and expression.words.word(at - 1) in _ANY for at in nearby)


def _opens_a_span(expression: Expression) -> bool:
    return expression.is_kind(expression.last, "TO", "LINE") and expression.is_kind(expression.last + 1, "AWEEKDAY")


def _closes_a_span(expression: Expression) -> bool:
    first = expression.first
    return expression.is_kind(first - 1, "TO", "LINE") and expression.is_kind(first - 2, "AWEEKDAY")


def _is_one_week(expression: Expression) -> bool:
    """Whether "from Monday to Friday" is told of one week; opening hours have no verb, or a clock beside them."""
    start, end = expression.situation.sentence
    nearby = range(max(start, expression.first - 40), min(end, expression.last + 40))
    return expression.own_tense != "unknown" and not any(
        expression.words.word(at) in {"a.m", "am", "pm", "m"} for at in nearby
    )


def _last_of_a_span(expression: Expression, number: int) -> Period | None:
    """The last day of "from Friday to Sunday", where the first was one."""
    told = expression.situation.told
    if told is None or told.end != expression.words.ends[expression.first - 2]:
        return None
    return periods.days_from(told.period.first, (number - told.period.first.weekday()) % 7)


def _told_behind(expression: Expression, number: int) -> Period | None:
    """The date that stands behind the day of the week, where it is of that day: "Thursday (March 5)"."""
    words = expression.words
    for at in range(expression.last, min(expression.last + _APART, len(words))):
        if found := _DATE_BEHIND.match(words.kinds, at):
            behind = replace(expression, first=found.start(), last=found.end())
            period = month_day_year(behind) or month_day(behind)
            return period if period and period.first.weekday() == number else None
        if words.word(at) in {",", ".", ";"}:
            break
    return None


def numbered_day(expression: Expression) -> Period | None:
    """Friday the 13th: the nearest, before or after publication as the verb tells."""
    published, number = expression.situation.published, expression.number("WEEKDAY")
    day_of_month = expression.number("ORDINAL")
    if published is None or number is None or day_of_month is None:
        return None
    step = 1 if expression.tense() == "ahead" else -1
    for months in range(_MONTHS_ROUND):
        month = periods.month(published.year, published.month, step * months)
        day = periods.day(month.first.year, month.first.month, day_of_month) if month else None
        if day and day.first.weekday() == number and (day.first - published).days * step >= 0:
            return day
    return None


def next_day(expression: Expression) -> Period | None:
    """Last Thursday, next Thursday, this Thursday, this coming Thursday.

    Where the next one is still of this week, "next Thursday" is that of the week after, and likewise "last Thursday"
    that of the week before; on a Saturday the week is over.
    """
    published, number = expression.situation.published, expression.number("AWEEKDAY")
    if published is None or number is None:
        return None
    if expression.place("LAST", "PAST") is not None:
        gone = (published.weekday() - number - 1) % 7 + 1
        of_this_week = number < published.weekday() < _SATURDAY and expression.place("PAST") is None
        return _told_behind(expression, number) or periods.days_from(published, -gone - (7 if of_this_week else 0))
    if expression.place("NEXT") is not None:
        coming = (number - published.weekday() - 1) % 7 + 1
        return periods.days_from(published, coming + (7 if number > published.weekday() else 0))
    behind = expression.place("COMING") is None and expression.tense() == "behind"
    return weekday(published, number, "behind" if behind else "ahead")


def neighbour(expression: Expression) -> Period | None:
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
    step = expression.step
    if published is None or number is None or step is None:
        return None
    whole = periods.week(published, step)
    return periods.days_from(whole.first, number) if whole else None
