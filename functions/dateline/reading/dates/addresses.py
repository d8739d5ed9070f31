"""The day in a page's address: `/2024/05/17/`, `/2024-05-17-ferry`, `/2024/may/17`, `/17-05-2024`, `?id=20240517-3`."""

from __future__ import annotations

import re

from dateline.reading.dates.moments import Moment, moment
from dateline.reading.dates.month_names import month_of

_ENDS = r"(?=[/_.?&#-]|$)"
_YEAR_FIRST = re.compile(
    rf"""/(?P<y>(?:19|20)\d\d)(?P<sep>[/_-]?)
        (?P<m>0[1-9]|1[0-2]|(?<=/)[1-9](?=/)|[^\W\d_]{{3,10}}(?=/))(?P=sep)
        (?P<d>0[1-9]|[12]\d|3[01]|(?<=/)[1-9](?=/)){_ENDS}
    | [=_-](?P<y2>20\d\d)(?P<sep2>-?)(?P<m2>0[1-9]|1[0-2])(?P=sep2)(?P<d2>0[1-9]|[12]\d|3[01]){_ENDS}""",
    re.VERBOSE,
)
_YEAR_LAST = re.compile(rf"[/_-](?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>20\d\d){_ENDS}")


def day_in_address(address: str, *, day_first: bool | None = None) -> tuple[Moment, str] | None:
    """The day that an address holds, with the part of it that tells; None where it holds none.

    A day that could be read two ways is left out unless `day_first` settles it.
    """
    for found in _YEAR_FIRST.finditer(address):
        month = found["m"] or found["m2"]
        number = int(month) if month.isdecimal() else month_of(month)
        if number and (told := moment((int(found["y"] or found["y2"]), number, int(found["d"] or found["d2"])))):
            return told, found[0]
    for found in _YEAR_LAST.finditer(address):
        first, second = int(found["a"]), int(found["b"])
        certain = (first > 12) != (second > 12) or first == second
        order = first > 12 if certain else day_first
        if order is not None:
            day, number = (first, second) if order else (second, first)
            if told := moment((int(found["y"]), number, day)):
                return told, found[0]
    return None
