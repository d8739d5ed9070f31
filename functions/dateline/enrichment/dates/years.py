"""Years, their parts, and what is made of them: seasons, quarters, decades, centuries, by number and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.numbers import is_year

if TYPE_CHECKING:
    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression

_SHORT_YEAR_REACH = 10
"""A year of two digits lies at most so many years after publication."""

_LONGEST_SPAN, _LAST_YEAR = 300, 2400
"""Two numbers further apart, or later, are no span of years."""

_FIRST_BARE_DECADE = 5
"""Those "in the 20s and 30s" are people of that age; from the 50s on, the decade is meant more often."""


def year(expression: Expression) -> Period | None:
    """In 2018; the 2018 memorandum; early 2018; the end of 2018."""
    at = expression.place("YEAR")
    return periods.year(expression.value(at)) if at is not None and is_year(expression.words, at) else None


def years(expression: Expression) -> Period | None:
    """2017-18, 1998-2003, 2017/18: from the one year to the other."""
    at = expression.first
    if expression.is_kind(at, "YEARS"):
        first, _, last = str(expression.words.values[at]).partition("/")
    else:
        if not is_year(expression.words, at) or expression.is_kind(expression.last, "HYPHEN", "PERCENT"):
            return None
        first, last = expression.words.word(at), expression.words.word(expression.last - 1)
    start, end = int(first), int(last)
    if len(last) == 2:
        end += start // 100 * 100
        end += 100 if end < start and start % 100 == 99 else 0
    if not 1000 <= start < end <= min(start + _LONGEST_SPAN, _LAST_YEAR):
        return None
    return periods.interval(periods.year(start), periods.year(end))


def short_year(expression: Expression) -> Period | None:
    """Back in '84; not the opening of a quotation that begins with a number."""
    digits = expression.words.word(expression.last - 1)
    published = expression.situation.published
    quoted = expression.has_a_noun_behind or expression.is_kind(expression.last, "APOSTROPHE", "PERCENT")
    after_a_month = expression.is_kind(expression.first - 1, "AMONTH", "SEASON")
    if published is None or quoted or not (after_a_month or expression.before() in cues("YEAR AFTER")):
        return None
    return periods.year(full_year(int(digits), published.year))


def full_year(digits: int, published: int) -> int:
    """The year of two digits nearest to publication, a few years after it at most."""
    latest = published + _SHORT_YEAR_REACH
    return latest - (latest - digits) % 100


def year_of_an_era(expression: Expression) -> Period | None:
    """AD 79; 410 CE."""
    number = expression.number("DAY", "TWO", "NUMBER", "YEAR")
    return periods.year(number) if number else None


def decade(expression: Expression) -> Period | None:
    """The 1990s, the early 1990s; a whole century in "the 1800s"."""
    year = expression.number("YEAR")
    tens = expression.number("DECADE") or (year or 0) // 10
    thousands = tens == 100 or not expression.is_kind(expression.first, "THE", "PART")
    if (year is not None and year % 10) or (thousands and expression.after() == "of"):
        return None
    _without_the(expression)
    return periods.century(tens // 10 + 1) if tens % 10 == 0 and tens < 200 else periods.decade(tens)


def short_decade(expression: Expression) -> Period | None:
    """The '90s, the 90s, the nineties, of the last century; not somebody's age, nor degrees."""
    tens = expression.number("SHORTDECADE", "TIES") or 0
    bare = expression.place("APOSTROPHE", "TIES") is None
    if expression.sentence_has("DEGREES") or tens < (_FIRST_BARE_DECADE if bare else 2):
        return None
    if expression.is_kind(expression.first, "SHORTDECADE") and not _is_another_decade(expression):
        return None
    _without_the(expression)
    return periods.decade(190 + tens)


def _is_another_decade(expression: Expression) -> bool:
    """Whether it is the second in "the 80s and 90s"."""
    told = expression.situation.told
    before = expression.words.ends[expression.first - 2] if expression.first > 1 else None
    return told is not None and told.period.precision == "decade" and told.end == before


def century(expression: Expression) -> Period | None:
    """The 20th century; the mid-nineteenth century; the twenty-first century."""
    at = expression.place("ANTH")
    named = expression.is_kind(expression.last, "NAME") and expression.words.word(expression.last - 1).istitle()
    if at is None or named or expression.is_kind(expression.last, "BC"):
        return None
    _without_the(expression)
    return periods.century((expression.number("COUNT") or 0) + expression.value(at))


def _without_the(expression: Expression) -> None:
    """The article is left out where it belongs to a noun behind the date: "the 1960s film"."""
    if expression.is_kind(expression.first, "THE") and expression.has_a_noun_behind:
        expression.first += 1


def quarter_of_year(expression: Expression) -> Period | None:
    """The third quarter of 2018, Q3 2018, 2018 Q3; the first half of 2018."""
    at, number = expression.place("YEAR"), expression.number("QUARTERNTH", "Q", "HALFYEAR")
    if at is None or number is None or not is_year(expression.words, at):
        return None
    if expression.place("HALF", "HALFYEAR") is not None:
        return periods.half(expression.value(at), number) if number <= 2 else None
    return periods.quarter(expression.value(at), number)


def season_of_year(expression: Expression) -> Period | None:
    """The summer of 2019, winter 2018-19: the year that it begins in."""
    at, kind = expression.place("YEAR"), expression.place("SEASON")
    if at is None or kind is None or not is_year(expression.words, at):
        return None
    return periods.season(expression.value(at), str(expression.words.values[kind]))
