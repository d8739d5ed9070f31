"""Dates on pages → Moments: `parse_machine` for the formats of machines, `find_dates` for those written for people."""

from dateline.reading.dates.machine import parse_machine
from dateline.reading.dates.moments import Clock, Moment, moment
from dateline.reading.dates.visible import FoundDate, find_dates

__all__ = ["Clock", "FoundDate", "Moment", "find_dates", "moment", "parse_machine"]
