"""In which order notices come that were given in several zones, or at no time that is known."""

from __future__ import annotations

from dateline.withdrawal import Withdrawal


def given(at: str | None) -> Withdrawal:
    return Withdrawal("1", None, None, "kill", at)


def test_notices_come_in_the_order_of_time_wherever_they_were_given() -> None:
    times = ["2026-03-02T10:00:00+05:30", "2026-03-02T09:00:00+00:00", "2026-03-02T10:00:00", "2026-03-03", None]
    assert [one.at for one in sorted(map(given, reversed(times)), key=lambda one: one.moment)] == times
    assert given("in spring").moment == given(None).moment
