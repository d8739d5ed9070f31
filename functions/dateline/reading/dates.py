"""Dates on pages → Moments: `parse_machine` for the formats of machines, `find_dates` for those written for people."""

from dateline.reading.machine_dates import parse_machine
from dateline.reading.moments import Clock, Moment, moment

__all__ = ["Clock", "Moment", "moment", "parse_machine"]
