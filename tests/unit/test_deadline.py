"""A call that takes too long is ended wherever it is, in any thread, and nothing is raised once it has ended."""

from __future__ import annotations

import contextlib
import random
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dateline import deadline
from dateline.deadline import Overdue, within

SHORT = 0.1


def in_main(test: Callable[[], Any]) -> Any:
    return test()


def in_thread(test: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(test).result()


@pytest.fixture(params=[in_main, in_thread], ids=["main thread", "other thread"])
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[], Any]], Any]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGALRM)
    yield
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == handler
    assert not deadline._under_way


def for_ever() -> None:
    while True:
        pass


def for_seconds(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def slow_pattern() -> None:
    re.fullmatch("(a+)+b", "a" * 40)


def stubborn() -> None:
    """Swallows the first exceptions of any kind."""
    for _ in range(2):
        with contextlib.suppress(BaseException):
            for_ever()
    for_ever()


def failing() -> None:
    raise KeyError("its own")


def test_what_ends_in_time_returns_or_raises_as_ever(run: Callable[[Callable[[], Any]], Any]) -> None:
    assert run(lambda: within(10, lambda: 7)) == 7
    with pytest.raises(KeyError, match="its own"):
        run(lambda: within(10, failing))


@pytest.mark.parametrize("work", [for_ever, stubborn])
def test_what_takes_too_long_is_ended(work: Callable[[], None], run: Callable[[Callable[[], Any]], Any]) -> None:
    with pytest.raises(Overdue, match=r"not done within 0\.1 seconds"):
        run(lambda: within(SHORT, work))


def test_in_the_main_thread_a_regular_expression_is_ended_too() -> None:
    with pytest.raises(Overdue):
        within(SHORT, slow_pattern)


def test_no_handler_of_exceptions_in_the_work_sees_it(run: Callable[[Callable[[], Any]], Any]) -> None:
    seen = []

    def work() -> None:
        try:
            for_ever()
        except Exception as error:  # noqa: BLE001 - what is shown not to catch it
            seen.append(error)

    with pytest.raises(Overdue):
        run(lambda: within(SHORT, work))
    assert seen == []


def test_of_nested_calls_the_one_whose_time_is_over_first_ends(run: Callable[[Callable[[], Any]], Any]) -> None:
    def inner_is_shorter() -> str:
        with pytest.raises(Overdue, match=r"0\.1 seconds"):
            within(SHORT, for_ever)
        return "went on"

    def inner_is_longer() -> None:
        try:
            within(60, for_ever)
        except Overdue:
            pytest.fail("the inner call had time left")

    assert run(lambda: within(60, inner_is_shorter)) == "went on"
    with pytest.raises(Overdue, match=r"0\.2 seconds"):
        run(lambda: within(0.2, inner_is_longer))


def test_the_outer_call_is_still_watched_when_the_inner_one_has_ended(run: Callable[[Callable[[], Any]], Any]) -> None:
    def work() -> None:
        assert within(SHORT, lambda: 1) == 1
        for_ever()

    with pytest.raises(Overdue, match=r"0\.2 seconds"):
        run(lambda: within(0.2, work))


def test_a_timer_of_somebody_else_goes_on() -> None:
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(True))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(Overdue):
            within(SHORT, for_ever)
        assert not rung
        for_seconds(0.4)
        assert rung == [True]
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads take turns, and the watchdog looks, as often as they can."""
    monkeypatch.setattr(deadline, "TICK_SECONDS", 0.0002)
    monkeypatch.setattr(deadline, "AGAIN_SECONDS", 0.0005)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def race(seed: int) -> set[str]:
    """Calls that end about when their time is over; an exception that came later would leave the loop."""
    chance, ends = random.Random(seed), set()  # noqa: S311 - times, not secrets
    for _ in range(1500):
        try:
            within(0.0006, lambda: for_seconds(chance.uniform(0.0002, 0.001)))
            ends.add("in time")
        except Overdue:
            ends.add("overdue")
        for_seconds(0.0001)
    return ends


@pytest.mark.usefixtures("hasty")
def test_nothing_is_raised_once_a_call_has_ended() -> None:
    assert race(0) == {"in time", "overdue"}
    with ThreadPoolExecutor(3) as pool:
        assert all("in time" in ends for ends in pool.map(race, range(1, 4)))


def test_one_watchdog_is_enough_for_all_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: within(10, int), range(100)))
    assert sum(thread.name == "deadline" for thread in threading.enumerate()) == 1
