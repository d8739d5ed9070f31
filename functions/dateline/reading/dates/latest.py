"""No page was published after it was saved: the latest day that its dates may have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.reading.dates.moments import Moment

ZONES = timedelta(days=1)  # clocks of the page may be so far ahead of those that tell when it was saved


def lies_after(moment: Moment, saved: str | None) -> bool:
    """Whether a moment lies after the ISO 8601 time at which a page was saved, whatever the zones."""
    if saved is None:
        return False
    try:
        latest = date.fromisoformat(saved[:10]) + ZONES
    except (ValueError, OverflowError):
        return False
    return moment.value[:10] > latest.isoformat()
