"""What the clocks of a country show: its offset from UTC on a day, for countries where all clocks show the same."""

from __future__ import annotations

import json
from bisect import bisect_right
from datetime import datetime
from functools import lru_cache
from pathlib import Path

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the data counts half-hours of UTC since then


@lru_cache(maxsize=1)
def _clocks() -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """For each country the half-hours of its changes, and the offset in minutes from each of them on."""
    text = (Path(__file__).parents[1] / "data/country_clocks.json").read_text("utf-8")
    clocks: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for row in json.loads(text)["clocks"]:
        changes = tuple(at for at, _ in row["changes"]), tuple(minutes for _, minutes in row["changes"])
        clocks.update(dict.fromkeys(row["countries"], changes))
    return clocks


def local_offset(country: str, local: datetime) -> int | None:
    """Minutes east of UTC when the clocks of a country showed `local`, a time without an offset.

    None for countries of several zones, before 2000, and for the hours that clocks show twice or never.
    """
    found = _clocks().get(country)
    if found is None or local < _EPOCH:
        return None
    minutes = (local - _EPOCH).total_seconds() / 60
    fitting = {offset for offset in set(found[1]) if _offset_at(found, (minutes - offset) / 30) == offset}
    return fitting.pop() if len(fitting) == 1 else None


def offset_at(country: str, instant: datetime) -> int | None:
    """Minutes east of UTC in a country at an instant, given as the time in UTC; None as for `local_offset`."""
    found = _clocks().get(country)
    if found is None or instant < _EPOCH:
        return None
    return _offset_at(found, (instant - _EPOCH).total_seconds() / 1800)


def _offset_at(clock: tuple[tuple[int, ...], tuple[int, ...]], half_hours: float) -> int:
    changes, offsets = clock
    return offsets[max(0, bisect_right(changes, half_hours) - 1)]
