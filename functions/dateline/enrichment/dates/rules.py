"""The expressions of time that are known: each with its name, its pattern, what makes its value, and an example.

Of several that fit at a place, the one counts that takes the most words and has a value, then the first in the table.
A pattern takes the words that the TimeML annotation guidelines (1.2.1, section 2.2) put into an expression: no
preposition before it, no "'s" behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.enrichment.dates import absolute as told
from dateline.enrichment.dates import counted, weekdays, years
from dateline.enrichment.dates import relative as near
from dateline.enrichment.dates.holidays import holiday
from dateline.enrichment.dates.patterns import Pattern, compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression

    Maker = Callable[[Expression], Period | None]

_WEEKDAY = "(REL? AWEEKDAY ,? )?"
_DAY = "THE? DAYNUMBER"
_NTH_OF = "THE? (NTH | NTHLONG) OF AMONTH"
_DAY_MONTH_YEAR = f"{_WEEKDAY} {_DAY} OF? AMONTH ,? YEAR | {_NTH_OF} ,? YEAR"
_EDGE_OF = "(THE? (PART -? | EDGE OF))"
_DAY_OF_MONTH = "(AMONTH DAYNUMBER | DAYNUMBER AMONTH)"
_MONTH_OF = "(THE? (PART -? | EDGE OF | MONTHWORD OF))"
_PART = "(THE? PART -? | THE)?"
_NUMBER = "(COUNT - )? ANUMBER"
_ANY_NUMBER = "(DAY | TWO | NUMBER | YEAR)"
_UNIT = "(ONEUNIT | WEEKEND)"
_NEXT_UNIT = f"PART? (REL FISCAL? | THE? THIS (PAST | FISCAL)?) {_UNIT} | THIS UNITS"
_OTHER_YEAR = "(LAST | NEXT) YEARWORD"
_SHORT_DECADE = "THE? (PART -?)? APOSTROPHE SHORTDECADE | THE (PART -?)? (SHORTDECADE | TIES) | SHORTDECADE"
_SEASON_OF_YEAR = "(THE? PART? SEASON | THE? SEASON OF) YEAR (- (TWO | DAY | YEAR))?"
_QUARTER = "THE? FISCAL? QUARTERNTH FISCAL? -? QUARTER"
_QUARTER_OF_YEAR = f"{_QUARTER} OF? FISCAL? YEAR | THE? YEAR QUARTERNTH QUARTER | Q ,? OF? YEAR | YEAR Q"
_HALF_OF_YEAR = "THE? NTH -? HALF OF? FISCAL? YEAR | HALFYEAR YEAR"
_YEAR_AGO = "THE? YEARWORD (-? (AGO | EARLIER) (QUARTER | MONTHWORD | SPAN) | - (AGO | EARLIER))"
_OF_A_YEAR = "OF (THE | REL) YEARWORD"

TABLE: tuple[tuple[str, str, Maker, str], ...] = (
    ("iso-day", "ISO", told.iso_day, "2018-10-15"),
    ("numeric-day", "SLASHED | DOTTED", told.slashed_day, "10/15/2018"),
    ("month-day-year", f"{_WEEKDAY} AMONTH THE? DAYNUMBER ,? YEAR", told.month_day_year, "October 15, 2018"),
    ("day-month-year", _DAY_MONTH_YEAR, told.month_day_year, "15 October 2018"),
    ("month-days", "AMONTH DAYNUMBER (LINE | TO) DAYNUMBER (,? YEAR)?", told.days, "March 3-5"),
    ("days-month", "DAYNUMBER (LINE | TO | AND) DAYNUMBER OF? AMONTH (,? YEAR)?", told.days, "3 to 5 March"),
    ("month-day-other-year", f"{_DAY_OF_MONTH} OF? {_OTHER_YEAR}", near.month_of_year, "March 5 next year"),
    ("month-day", f"{_WEEKDAY} AMONTH THE? DAYNUMBER", told.month_day, "March 5"),
    ("day-month", f"{_WEEKDAY} {_DAY} OF? AMONTH | {_NTH_OF}", told.month_day, "5 March"),
    ("month-year", f"{_MONTH_OF}? AMONTH (, | OF)? YEAR", told.month_year, "early October 2018"),
    ("month-short-year", "AMONTH OF? APOSTROPHE (TWO | DAY)", told.month_of_short_year, "February of '09"),
    ("month-other-year", f"{_EDGE_OF}? AMONTH OF? {_OTHER_YEAR}", near.month_of_year, "October last year"),
    ("next-month", "REL AMONTH DAYNUMBER?", near.next_month, "last October"),
    ("part-of-month", f"{_MONTH_OF} AMONTH", told.month, "mid-May"),
    ("month", "AMONTH", told.month, "in October"),
    ("years", "YEAR - (YEAR | TWO | DAY) | YEARS", years.years, "the 2014-15 season"),
    ("fiscal-year", "THE? (FISCAL YEARWORD? | YEARWORD FISCAL) YEAR (- (TWO | DAY))?", years.year, "fiscal 2019"),
    ("year", f"({_EDGE_OF} | THE YEARWORD)? YEAR", years.year, "early 2020"),
    ("year-of-era", f"AD {_ANY_NUMBER} | {_ANY_NUMBER} (AD | CE)", years.year_of_an_era, "AD 79"),
    ("short-year", "APOSTROPHE (TWO | DAY)", years.short_year, "back in '84"),
    ("decade", f"{_PART} DECADE | THE (PART -?)? YEAR ' S", years.decade, "the early 1990s"),
    ("short-decade", _SHORT_DECADE, years.short_decade, "the '90s"),
    ("century", f"{_PART} (COUNT - )? ANTH -? CENTURY", years.century, "the 20th century"),
    ("season-of-year", _SEASON_OF_YEAR, years.season_of_year, "the summer of 2019"),
    ("quarter-of-year", _QUARTER_OF_YEAR, years.quarter_of_year, "Q3 2019"),
    ("half-of-year", _HALF_OF_YEAR, years.quarter_of_year, "the first half of 2019"),
    ("holiday", "(LAST | NEXT)? HOLIDAY", holiday, "Christmas Eve"),
    ("today", "TODAY", near.today, "yesterday"),
    ("around-today", "THE DAYWORD (BEFOREHAND | AFTERWARDS) TODAY", near.around_today, "the day after tomorrow"),
    ("weekday", "AWEEKDAY", weekdays.day, "on Thursday"),
    ("weekday-the-day", "WEEKDAY ,? THE? ORDINAL", weekdays.numbered_day, "Friday the 13th"),
    ("next-weekday", "(REL | THIS (PAST | COMING)) AWEEKDAY", weekdays.next_day, "next Tuesday"),
    ("following-weekday", "THE (BEFORE | AFTER | NEXT) AWEEKDAY", weekdays.neighbour, "the following Friday"),
    ("weekday-of-week", "AWEEKDAY OF? REL WEEKWORD", weekdays.day_of_a_week, "Thursday of last week"),
    ("next-unit", _NEXT_UNIT, near.next_unit, "late last year"),
    ("rolling", f"THE (LAST | PAST) {_UNIT}", counted.rolling, "the past year"),
    ("weekend", "THE WEEKEND", near.the_weekend, "over the weekend"),
    ("ago", f"{_NUMBER} AUNIT (AGO (TODAY | AWEEKDAY)? | FROM NOW)", counted.ago, "three weeks ago"),
    ("later", f"{_NUMBER} AUNIT (EARLIER | LATER | BEFOREHAND | AFTERWARDS)", counted.from_told, "a year earlier"),
    ("unit-before", "THE ONEUNIT (BEFOREHAND | AFTERWARDS)", counted.from_told, "the year before"),
    ("following-unit", "THE (BEFORE | AFTER | NEXT) ONEUNIT", counted.neighbour, "the following week"),
    ("same-unit", "(THE SAME | THAT SAME?) ONEUNIT", counted.same, "the same day"),
    ("quarter", f"{_QUARTER} ({_OF_A_YEAR})? | Q", near.quarter, "third-quarter"),
    ("told-quarter", "THE AGAIN? QUARTER", near.told_quarter, "the latest quarter"),
    ("year-before", _YEAR_AGO, counted.year_before, "the year-ago quarter"),
    ("year-end", "YEARWORD - EDGE", near.year_end, "by year-end"),
    ("half", f"THE? NTH -? HALF ({_OF_A_YEAR})?", near.half, "the first half of this year"),
    ("next-season", "REL PART? SEASON | THIS PAST SEASON", near.next_season, "last summer"),
    ("season", "THE PART? SEASON | PART SEASON", near.season, "in the spring"),
    ("edge", "THE? EDGE OF (THE (LAST | NEXT)? | REL) ONEUNIT", near.edge, "the end of the year"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table, ready to match."""

    name: str
    pattern: Pattern
    make: Maker


RULES = tuple(Rule(name, compiled(pattern), make) for name, pattern, make, _ in TABLE)
