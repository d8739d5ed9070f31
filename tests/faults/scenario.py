"""A seed → the steps of a run: few keys and pages, so that they meet, and whatever AWS may do to them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from tests.faults.pages import PAGES
from tests.faults.steps import (
    Backfill,
    Deliver,
    Deploy,
    Envelope,
    Expire,
    Fault,
    FunctionName,
    Kind,
    Poison,
    Purge,
    Put,
    Redrive,
    Remove,
    Replay,
    Resume,
    Step,
    Takedown,
    Work,
)

T = TypeVar("T")

KEYS: Final = ("a.html", "b c+d%2F.html", "ü/&é.txt", "c.html")
_ARTICLES: Final = [name for name, data in PAGES.items() if data.startswith(b"<!doctype")]
_OTHERS: Final = [name for name in PAGES if name not in _ARTICLES]
_LONG: Final = [name for name in _ARTICLES if name.startswith("long")]

_DELAYS: Final = (0, 1, 1, 90_000)
_ENVELOPES: Final[tuple[Envelope, ...]] = ("eventbridge", "eventbridge", "s3", "sns")
_FUNCTIONS: Final[tuple[FunctionName, ...]] = ("parse", "enrich", "enrich")
_CRASHES: Final = (Kind.CRASH_BEFORE, Kind.CRASH_AFTER)
_PASSING: Final = (Kind.THROTTLED, Kind.FAILED, Kind.LOST_BEFORE, Kind.LOST_AFTER)


def scenario(seed: int) -> list[Step]:
    """The same steps for the same seed, everywhere."""
    return _Writer(random.Random(seed)).written()  # noqa: S311 - it is to be the same again


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._keys = chance.sample(KEYS, chance.choice((1, 1, 2, 3)))
        few = chance.choice(((_LONG, 3), (_ARTICLES, 3), (_ARTICLES, 5)))
        self._pages = [*chance.sample(few[0], min(few[1], len(few[0]))), chance.choice(_OTHERS)]
        # Runs differ in what goes wrong most: of everything a little would seldom be two of a kind at once.
        self._faulty = chance.choice((0.0, 0.3, 0.6))
        self._pausing = chance.choice((0.0, 0.4))
        self._rare = chance.choice((0.0, 0.1))
        self._newer = chance.choice((0.0, 0.0, 0.8))
        self._forbidding = chance.choice((0.0, 0.0, 0.0, 0.5))
        self._kept = chance.choice((0.2, 0.7)) if self._newer else 0.3

    def written(self) -> list[Step]:
        """Changes to begin with, and then changes, deliveries and work in turn."""
        before = [Put(key, self._one(self._pages), untold=True) for key in self._keys if self._chance.random() < 0.1]
        steps: list[Step] = [*before, *(self._change() for _ in range(self._chance.choice((1, 2, 3))))]
        kinds: Sequence[tuple[Callable[[], Step], float]] = (
            (self._change, 1.2),
            (self._delivery, 2.5),
            (self._work, 5.0),
            (lambda: Resume(self._number(3)), 2.5 * self._pausing),
            (lambda: Expire(self._function(), self._number(4)), 2.5 * max(self._pausing, self._faulty)),
            (lambda: Poison(self._function(), self._number(3)), self._rare),
            (lambda: Redrive(self._function()), self._rare),
            (lambda: Replay(self._number(3)), 2 * self._rare),
            (Deploy, self._newer),
            (self._takedown, self._forbidding),
            (self._backfill, max(self._newer, 2 * self._rare)),
        )
        writers, weights = zip(*kinds, strict=True)
        for writer in self._chance.choices(writers, weights, k=self._chance.randrange(6, 26)):
            steps.append(writer())  # noqa: PERF401 - one after the other, in this order
        return steps

    def _change(self) -> Step:
        key, after = self._one(self._keys), self._one(_DELAYS)
        kind = self._chance.random()
        if kind < 0.65:
            return Put(key, self._one(self._pages), after)
        return Remove(key, after) if kind < 0.82 else Purge(key, self._number(3), after)

    def _backfill(self) -> Step:
        return Backfill(tuple(self._keys), encoded=self._chance.random() < 0.5)

    def _takedown(self) -> Step:
        breaks_off = self._chance.random() < self._faulty
        return Takedown(self._one(self._keys), (Fault(self._number(12), self._one(_CRASHES)),) if breaks_off else ())

    def _delivery(self) -> Step:
        envelope = self._one(_ENVELOPES)
        most = 1 if envelope == "eventbridge" else 3
        events = tuple(self._chance.sample(range(4), self._chance.randint(1, most)))
        return Deliver(events, envelope, kept=self._chance.random() < self._kept)

    def _work(self) -> Step:
        faults = [
            *([self._fault()] if self._chance.random() < self._faulty else []),
            *([Fault(self._call(), Kind.PAUSED)] if self._chance.random() < self._pausing else []),
        ]
        return Work(
            self._function(),
            most=self._one((1, 1, 2, 3, 10)),
            skip=self._one((0, 0, 1, 2, 3)),
            faults=tuple(faults),
            ahead=self._chance.random() < 0.6,
            unacknowledged=self._chance.random() < 0.3 * self._faulty,
        )

    def _fault(self) -> Fault:
        kind = self._chance.random()
        if kind < 0.45:
            return Fault(self._call(), self._one(_CRASHES))
        if kind < 0.8:
            return Fault(self._call(), self._one(_PASSING), self._one((1, 1, 3, 4, 8)))
        if kind < 0.9:
            return Fault(0, Kind.PARTLY, 30)
        return Fault(self._number(4), self._one((Kind.CUT, Kind.HURRIED)))

    def _call(self) -> int:
        """The number of a call: most invocations make few."""
        return self._one((0, 0, 1, 1, 2, 2, 3, 4, 5, 7))

    def _function(self) -> FunctionName:
        return self._one(_FUNCTIONS)

    def _number(self, below: int) -> int:
        return self._chance.randrange(below)

    def _one(self, choices: Sequence[T]) -> T:
        return self._chance.choice(choices)
