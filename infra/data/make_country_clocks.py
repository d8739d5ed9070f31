"""Make `reading/data/country_clocks.json` from the IANA time zone database: `python infra/data/make_country_clocks.py`.

For each country in which all clocks have shown the same time since 2000: its offsets from UTC, in minutes, and the
hours at which they changed. Which zones a country has is told by Babel, the offsets by Python's zoneinfo; the output
is committed. Countries of several zones are left out, for their pages do not tell by which of them they go.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2041, 1, 1, tzinfo=UTC)
TARGET = Path(__file__).parents[2] / "functions/dateline/reading/data/country_clocks.json"

Clock = tuple[tuple[int, int], ...]


def clock(zone: str) -> Clock:
    """(half-hours since 2000 in UTC, minutes east of UTC from then on), for the start and for each change."""
    told = ZoneInfo(zone)

    def offset(half_hours: int) -> int:
        found = (FIRST + timedelta(minutes=30 * half_hours)).astimezone(told).utcoffset() or timedelta()
        return round(found.total_seconds() / 60)

    changes = [(0, offset(0))]
    days = (LAST - FIRST).days
    for day in range(days):
        before, after = 48 * day, 48 * (day + 1)
        if offset(before) == offset(after):
            continue
        while after - before > 1:
            middle = (before + after) // 2
            if offset(middle) == changes[-1][1]:
                before = middle
            else:
                after = middle
        changes.append((after, offset(after)))
    return tuple(changes)


def clocks() -> dict[str, Clock]:
    """The clock of each country that has only one."""
    found: dict[str, Clock] = {}
    for country, zones in sorted(get_global("territory_zones").items()):
        try:
            kinds = {clock(zone) for zone in zones}
        except ZoneInfoNotFoundError:
            continue
        if len(kinds) == 1 and len(country) == 2 and country.isalpha():
            found[country] = kinds.pop()
    return found


def main() -> None:
    """Write the file."""
    countries: dict[Clock, list[str]] = {}
    for country, changes in clocks().items():
        countries.setdefault(changes, []).append(country)
    rows = ",\n".join(
        f"  {json.dumps({'countries': names, 'changes': changes}, separators=(',', ':'))}"
        for changes, names in sorted(countries.items(), key=lambda item: item[1])
    )
    note = "Derived from the IANA time zone database, which is in the public domain."
    TARGET.write_text(f'{{"source": {json.dumps(note)},\n "clocks": [\n{rows}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
