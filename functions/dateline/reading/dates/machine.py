"""Dates as machines write them, in JSON-LD, meta and time tags → Moment."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dateline.reading.dates.moments import Clock, Moment, moment
from dateline.reading.dates.zones import UTC_NAMES, format_offset, stated_offset

LONGEST_MACHINE_DATE = 64

_ISO = re.compile(
    r"""(?P<y>\d{4})(?P<dash>[-/.]?)(?P<m>\d{2})(?P=dash)(?P<d>\d{2})
        (?:(?:[T_]|\s+|(?<=\d{8}))(?P<h>\d{2}):?(?P<min>\d{2})(?::?(?P<s>\d{2})(?:[.,:]\d{1,9})?)?)?
        \s*(?P<zone>Z|[A-Za-z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?)?(?:\[[\w/+-]{1,40}\])?""",
    re.VERBOSE | re.ASCII,
)
_RFC = re.compile(
    r"""(?:[A-Za-z]{3,9},?\s+)?
        (?:(?P<d>\d{1,2})[\s-]+(?P<mon>[A-Za-z]{3})[a-z]*[\s-]+(?P<y>\d{4}),?
          |(?P<mon2>[A-Za-z]{3})[a-z]*\s+(?P<d2>\d{1,2}),?(?:\s+(?P<y2>\d{4}),?)?)
        (?:\s+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?\s*(?P<half>[AaPp][Mm])?)?
        \s*(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}:?\d{2}|[A-Za-z]{1,5})?
        (?:\s+(?P<y3>\d{4}))?(?:\s*\([A-Za-z .]{1,40}\))?""",
    re.VERBOSE | re.ASCII,
)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)


def parse_machine(text: str) -> Moment | None:
    """Read a machine's date: ISO 8601, RFC 3339, RFC 2822, ctime and JavaScript forms, seconds since 1970.

    A zone that cannot be told for certain is left out. None for anything else, and for days that do not exist.
    """
    text = text.strip()
    return _parsed(text) if 8 <= len(text) <= LONGEST_MACHINE_DATE else None


@lru_cache(maxsize=256)  # a page states the same time in several places
def _parsed(text: str) -> Moment | None:
    if found := _ISO.fullmatch(text):
        return moment((int(found["y"]), int(found["m"]), int(found["d"])), _clock(found), _zone(found))
    if _EPOCH.fullmatch(text):
        return _from_epoch(int(text[:10]))
    if found := _RFC.fullmatch(text):
        month = _MONTHS.get((found["mon"] or found["mon2"]).lower())
        year = found["y"] or found["y2"] or found["y3"]
        if month is None or year is None:
            return None
        return moment((int(year), month, int(found["d"] or found["d2"])), _clock(found), _zone(found))
    return None


def _clock(found: re.Match[str]) -> Clock | None:
    if found["h"] is None:
        return None
    hours = int(found["h"])
    half = found.groupdict().get("half")
    if half:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    return Clock(hours, int(found["min"]), int(found["s"]) if found["s"] else None)


def _zone(found: re.Match[str]) -> str:
    zone = found["zone"] or ""
    if zone.upper() in UTC_NAMES:
        return "Z"
    minutes = stated_offset(zone)
    return "" if minutes is None else format_offset(minutes)


def _from_epoch(seconds: int) -> Moment | None:
    days, rest = divmod(seconds, 86_400)
    day = date.fromordinal(date(1970, 1, 1).toordinal() + days)
    return moment((day.year, day.month, day.day), Clock(rest // 3600, rest // 60 % 60, rest % 60), "Z")
