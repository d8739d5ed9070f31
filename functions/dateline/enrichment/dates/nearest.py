"""Which year a month or a day without one belongs to, and which day a day of the week is.

The Associated Press leaves the year out of dates of the current calendar year (Stylebook, "dates"); what tells
otherwise is a verb that points to the other side, or a winter that lies between.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.patterns import compiled
from dateline.enrichment.dates.tense import NEAR, was_done_then

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

_BACK, _ON = -180, 300
"""An entry of a list that lies so many days before the entry above it, in the same year, is of the next one; and one so
many days after it of the year before, as lists that run backwards have it."""

_SEASON = 4
"""So many months at most does a season last as it is told: July to September are summer."""

_BESIDE = 3
"""So many words before a date at most stands the verb that announces it: "concludes in early October"."""

_HEADING = 40
"""So many characters at most stand between the year and the end of a list's heading: "Tour 2020 dates:"."""

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
    tense = "behind" if expression.is_since else expression.own_tense
    distance = (month - published.month) * 30 + ((day - published.day) if day else 0) if published else 0
    if elsewhere := _year_told_elsewhere(expression, month, day, tense, distance):
        return elsewhere
    if tense == "behind" and told and _goes_on_from(told, expression, distance):
        first = told.period.first
        return first.year + ((month, day or 31) < (first.month, first.day))
    if published is None:
        return None
    if told and _is_listed(told, expression, tense, distance):
        return told.period.first.year + (month < told.period.first.month)
    if tense == "ahead" and _was_planned(expression):
        tense = "unknown"
    elif tense == "unknown" and distance > _FAR:
        tense = expression.tense()
    done = expression.is_since or was_done_then(expression.words, expression.first)
    return published.year + _years_off(distance, tense, (_SLACK if done else _FAR) if day else 0)


def _year_told_elsewhere(
    expression: Expression, month: int, day: int | None, tense: Tense, distance: int
) -> int | None:
    """The year that the text gives, in the same sentence or somewhere else; not for a date of these weeks."""
    published = expression.situation.published
    if (published and -_RECENT <= distance <= 0 and tense != "ahead") or _counts_from_publication(expression):
        return None
    year = _year_of_the_list(expression, month, day) or _year_of_the_scene(expression, month) or None
    year = year or _stated_year(expression, month, day)
    if year and published and tense == "ahead" and year < published.year:
        return None
    return year


def _counts_from_publication(expression: Expression) -> bool:
    """Whether "last", "this" or "next" stands on either side: "next May", "May last year"."""
    return expression.is_kind(expression.first - 1, "REL") or expression.is_kind(expression.last, "REL")


def _year_of_the_list(expression: Expression, month: int, day: int | None) -> int | None:
    """The year of an entry of a list: that of the entry before, or one beside it, or that of the list's heading.

    The first entry is of the year in which the text told that day.
    """
    if not expression.is_label or day is None:
        return None
    told = expression.situation.told_nearby
    if told and told.is_label and told.period.precision == "day":
        first = told.period.first
        apart = (month - first.month) * 30 + day - first.day
        return first.year + (apart < _BACK) - (apart > _ON)
    if told and told.period.precision == "year":
        between = expression.words.text[told.end : expression.words.starts[expression.first]].rstrip()
        if len(between) < _HEADING and between.endswith(":"):
            return told.period.first.year
    return expression.situation.days_told.get((month, day))


def _year_of_the_scene(expression: Expression, month: int) -> int | None:
    """The year of the year or season that opened this sentence, or the one before it: "In 2005, …, on July 10"."""
    told = expression.situation.told
    if told is None or told.opens is None or told.paragraph != expression.situation.paragraph:
        return None
    words, sentence = expression.words, expression.situation.sentence
    if sentence[0] >= len(words) or words.starts[sentence[0]] > told.opens:
        return None
    same = expression.in_the_sentence_of(told)
    if told.period.precision == "year":
        return told.period.first.year if same or expression.sets_the_scene else None
    later = (month - told.period.first.month) % 12
    if told.period.precision != "season" or later >= _SEASON or not same:
        return None
    return told.period.first.year + (month < told.period.first.month)


def _stated_year(expression: Expression, month: int, day: int | None) -> int | None:
    """The one year that the text states somewhere for this day, or for this month and what happened in it."""
    signs, words = expression.situation.signs, expression.words
    if expression.sentence_has("YEARLY AGAIN"):
        return None
    if day and (years := signs.stated.years_of_day(month, day)):
        return next(iter(years)) if len(years) == 1 else None
    if expression.situation.published is None or expression.tense() != "behind":
        return None
    start, end = words.starts[expression.first], words.ends[expression.last - 1]
    return signs.stated.year_of_month(words.text, start, end, month)


def _is_listed(told: Told, expression: Expression, tense: Tense, distance: int) -> bool:
    """Whether a date of the same sentence that lies ahead goes before: "kicks off June 9 and concludes October 10"."""
    published = expression.situation.published
    if published is None or told.period.first <= published or not expression.in_the_sentence_of(told):
        return False
    words, first = expression.words, expression.first
    if tense == "ahead":
        announced = any(words.word(at) in cues("ANNOUNCED") for at in range(max(first - _BESIDE, 0), first))
        return announced and distance < 0
    return tense == "unknown" and abs(distance) > _RECENT and expression.tense() != "behind"


def _was_planned(expression: Expression) -> bool:
    """Whether it lay ahead once: "was set to open in April", "would open"."""
    nearby = range(max(expression.first - 2 * int(NEAR), expression.situation.sentence[0]), expression.first)
    return any(expression.words.word(at) in {"was", "were"} for at in nearby)


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
