"""The promise holds over many seeds, and wherever a process dies."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.faults.__main__ import run_in
from tests.faults.scenario import scenario
from tests.faults.shrink import shrunk
from tests.faults.soak import failed, failure_of
from tests.faults.steps import (
    Deliver,
    Expire,
    Fault,
    FunctionName,
    Kind,
    Purge,
    Put,
    Remove,
    Replay,
    Step,
    Takedown,
    Work,
)
from tests.faults.witnesses import WITNESSES
from tests.faults.world import World

SEEDS, AT_ONCE = 300, 25

# A run that has each kind of row, an overflow, an article that replaces one, and one whose key is empty in the end.
RICH: Sequence[Step] = (
    Put("a.html", "long"),
    Deliver(),
    Work("parse"),
    Work("enrich"),
    Put("a.html", "long, later"),
    Put("b c+d%2F.html", "ferry"),
    Put("ü/&é.txt", "picture"),
    Put("c.html", "storm"),
    Remove("c.html"),
    Deliver((0, 1, 2), "s3"),
    Deliver((0, 1), "sns"),
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World.opened() as opened:
        yield opened


@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_the_promise_holds_over_many_seeds(world: World, first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        failure = failed(world, scenario(seed))
        assert failure is None, f"python -m tests.faults {seed}\n{failure}"


@pytest.mark.parametrize("name", WITNESSES)
def test_the_promise_holds_over_each_thing_that_may_go_wrong(world: World, name: str) -> None:
    assert failure_of(world, WITNESSES[name]) is None


@pytest.mark.parametrize("kind", [Kind.CRASH_BEFORE, Kind.CRASH_AFTER, Kind.LOST_AFTER], ids=str)
@pytest.mark.parametrize("function", ["parse", "enrich"])
def test_a_process_may_die_at_any_call_and_an_answer_be_lost(world: World, function: FunctionName, kind: Kind) -> None:
    work = [Work("parse", most=10), Work("parse", most=10), Work("enrich", most=10)]
    for call in itertools.count():
        faults = (Fault(call, kind, times=4 if kind is Kind.LOST_AFTER else 1),)
        steps = [replace(step, faults=faults if step.function == function else ()) for step in work]
        failure = failure_of(world, [*RICH, *steps])
        assert failure is None, f"{kind} at call {call}: {failure}"
        met = [one for one in world.workers.ended if one.disturbed]
        if not any(one.crashed or one.failed or len(one.calls) > call for one in met):
            break  # no invocation makes so many calls
    assert call >= 6


def test_a_takedown_may_break_off_at_any_call_and_is_done_again(world: World) -> None:
    held = [step for key in ("a.html", "c.html") for step in (Put(key, "long"), Deliver(), Work("parse"))]
    for call in range(27):  # it makes 26
        broken_off = Takedown("a.html", (Fault(call, Kind.CRASH_BEFORE),))
        failure = failure_of(world, [*held, Work("enrich", most=10), broken_off, Put("ü/&é.txt", "long")])
        assert failure is None, f"at call {call}: {failure}"


def test_a_seed_is_the_same_run_every_time(world: World) -> None:
    for seed in range(5):
        steps = scenario(seed)
        assert scenario(seed) == steps
        assert failure_of(world, steps) is None
        first = [(one.function, one.calls, one.counted, one.crashed) for one in world.workers.ended]
        assert failure_of(world, steps) is None
        assert [(one.function, one.calls, one.counted, one.crashed) for one in world.workers.ended] == first


def test_a_printed_run_can_be_played() -> None:
    steps = [
        *RICH,
        Purge("a.html", 1, after=0),
        Work("enrich", faults=(Fault(2, Kind.PAUSED), Fault(0, Kind.THROTTLED, 4)), unacknowledged=True),
        Expire("parse"),
        Replay(3),
    ]
    assert run_in(repr(steps)) == steps
    assert all(run_in(repr(scenario(seed))) == scenario(seed) for seed in range(50))


def test_a_run_that_fails_is_cut_down_to_what_it_needs() -> None:
    needed: list[Step] = [Put("a.html", "ferry"), Work("enrich", faults=(Fault(1, Kind.CRASH_AFTER),))]

    def fails(steps: Sequence[Step]) -> bool:
        crashes = [step for step in steps if isinstance(step, Work) and Fault(1, Kind.CRASH_AFTER) in step.faults]
        return needed[0] in steps and bool(crashes)

    more = Work("enrich", 3, 1, (Fault(0, Kind.PAUSED), Fault(1, Kind.CRASH_AFTER)), ahead=False)
    steps: list[Step] = [Remove("b"), needed[0], Deliver(), Deliver((0, 1), kept=True), Work("parse"), more, Replay()]
    assert shrunk(steps, fails) == needed
