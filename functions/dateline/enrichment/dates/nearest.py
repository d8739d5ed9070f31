"""Which year a month or a day without one belongs to, and which day a day of the week is.

The Associated Press leaves the year out of dates of the current calendar year (Stylebook, "dates"); what tells
otherwise is a verb that points to the other side, or a winter that lies between.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.patterns import compiled
from dateline.enrichment.dates.tense import was_done_then

if TYPE_CHECKING:
    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression, Told
    from dateline.enrichment.dates.tense import Tense

_SLACK = 14
"""So many days may a date lie ahead of publication although its verb, right before it, says that it was."""

_STORY = 300
"""A story goes on within so many characters."""

_OF_THAT_YEAR = compiled("OF? (THAT | THE SAME) SAME? YEARWORD").expression
_RECENT = 45
"""A date so many days before publication is news, whatever year was told before."""

_FAR, _VERY_FAR = 130, 270
"""So many days on the other side of publication than a verb of its sentence says, a date is of another year; and so
many days away, one that no verb tells."""


def weekday(published: date, number: int, tense: Tense) -> Period | None:
    """The day of the week nearest to publication, itself included: before it, unless the tense is "ahead"."""
    away = (number - published.weekday()) % 7
    return periods.days_from(published, away if tense == "ahead" else away - 7 if away else 0)


def year_of(expression: Expression, month: int, day: int | None = None) -> int | None:
    """The year of a month, or of one of its days; None where nothing tells."""
    published, told = expression.situation.published, expression.situation.told_nearby
    if _OF_THAT_YEAR.match(expression.words.kinds, expression.last):
        return told.period.first.year if told else None
    tense = "behind" if expression.before() == "since" else expression.own_tense
    distance = (month - published.month) * 30 + ((day - published.day) if day else 0) if published else 0
    if tense == "behind" and told and _goes_on_from(told, expression, distance):
        first = told.period.first
        return first.year + ((month, day or 31) < (first.month, first.day))
    if published is None:
        return None
    listed = tense == "unknown" and told and told.period.first > published and expression.in_the_sentence_of(told)
    if listed and told and abs(distance) > _RECENT and expression.tense() != "behind":
        return told.period.first.year + (month < told.period.first.month)
    if tense == "unknown" and distance > _FAR:
        tense = expression.tense()
    done = expression.before() == "since" or was_done_then(expression.words, expression.first)
    return published.year + _years_off(distance, tense, (_SLACK if done else _FAR) if day else 0)


def _goes_on_from(told: Told, expression: Expression, distance: int) -> bool:
    """Whether a story of another year, told by its month or day, goes on; not where the date is one of these weeks."""
    published = expression.situation.published
    far = expression.words.starts[expression.first] - told.end > _STORY
    if far or not told.with_year or told.period.precision not in {"day", "month"}:
        return False
    return published is None or (told.period.first.year < published.year - 1 and not -_RECENT <= distance <= 0)


def _years_off(distance: int, tense: Tense, slack: int) -> int:
    """Which year from that of publication a date is of, that lies so many days from publication in that one."""
    match tense:
        case "behind":
            return -1 if distance > slack else 0
        case "ahead":
            return 1 if distance < -_FAR else 0
        case _:
            return -1 if distance > _VERY_FAR else 1 if distance < -_VERY_FAR else 0


def season_year(published: date, name: str, tense: Tense) -> int:
    """The year that a season began or will begin in."""
    begins = periods.SEASONS[name]
    this_year = date(published.year, begins, 1)
    if tense == "ahead":
        over = begins + 3 <= 12 and published.month >= begins + 3
        return published.year + over
    winter_lasts = name == "WI" and published.month <= 2
    return published.year - (winter_lasts or (this_year - published).days > _SLACK)
