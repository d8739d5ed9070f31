"""Dates of the solar calendar of Iran and Afghanistan: `۲۱ اردیبهشت ۱۳۹۹` and `1399/02/21` are 10 May 2020."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

# No other calendar has these years in the time of the web: 1995 to 2033.
YEARS = range(1374, 1412)
_NEW_YEAR = date(1995, 3, 21).toordinal()  # of 1374
_LEAP_YEARS = (1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408)  # an astronomer's reckoning, as published
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
_MONTHS: dict[str, int] = {
    name: number
    for months in json.loads((Path(__file__).parents[1] / "data/solar_months.json").read_text("utf-8")).values()
    for number, names in enumerate(months, 1)
    for name in names
}


def solar_month_of(word: str) -> int | None:
    """The month, 1 to 12, that a Persian, Dari or Pashto word names."""
    return _MONTHS.get(word.strip(" .,").translate(_LETTERS))


def gregorian(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """Year, month and day of the common calendar; None for a day that does not exist, or before 1374."""
    longest = 31 if month <= 6 else 30 if month <= 11 or year in _LEAP_YEARS else 29
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    leap_days = sum(1 for leap in _LEAP_YEARS if leap < year)
    before = 31 * (month - 1) - max(0, month - 7)
    found = date.fromordinal(_NEW_YEAR + 365 * (year - YEARS.start) + leap_days + before + day - 1)
    return found.year, found.month, found.day
