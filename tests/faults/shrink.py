"""A run that fails → the shortest one found that still does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from tests.faults.steps import Deliver, Purge, Put, Remove, Step, Work

MOST_TRIES: Final = 600

_OF_NO_MATTER: Final[dict[type, tuple[str, ...]]] = {
    Work: ("unacknowledged", "ahead", "skip", "most"),
    Deliver: ("kept", "envelope"),
    Put: ("after",),
    Remove: ("after",),
    Purge: ("after", "nth"),
}
"""Fields of steps that are tried without what is peculiar in them."""


def shrunk(steps: Sequence[Step], fails: Callable[[list[Step]], bool]) -> list[Step]:
    """The steps without those, and without those faults, that the failure does not need; `fails` plays some."""
    left, tries = list(steps), 0
    while True:
        for shorter in _shorter(left):
            tries += 1
            if fails(shorter):
                left = shorter
                break
            if tries == MOST_TRIES:
                return left
        else:
            return left


def _shorter(steps: list[Step]) -> Iterator[list[Step]]:
    """Without half of the steps, a quarter and so on down to one; then with one step made simpler."""
    size = len(steps) // 2
    while size:
        for start in range(0, len(steps), size):
            yield steps[:start] + steps[start + size :]
        size //= 2
    for number, step in enumerate(steps):
        for simpler in _simpler(step):
            yield [*steps[:number], simpler, *steps[number + 1 :]]


def _simpler(step: Step) -> Iterator[Step]:
    """The step with one of its peculiarities less."""
    match step:
        case Work(faults=faults):
            for number, fault in enumerate(faults):
                yield dataclasses.replace(step, faults=faults[:number] + faults[number + 1 :])
                if fault.times > 1:
                    once = dataclasses.replace(fault, times=1)
                    yield dataclasses.replace(step, faults=(*faults[:number], once, *faults[number + 1 :]))
        case Deliver(events=events) if len(events) > 1:
            for number in range(len(events)):
                yield dataclasses.replace(step, events=events[:number] + events[number + 1 :])
    for name in _OF_NO_MATTER.get(type(step), ()):
        [plain] = [field.default for field in dataclasses.fields(step) if field.name == name]
        if getattr(step, name) != plain:
            told: dict[str, Any] = {name: plain}
            yield dataclasses.replace(step, **told)
