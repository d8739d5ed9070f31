"""What a remote enricher is asked, what it answers, and what it may cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from dateline.disclosure import told
from dateline.remote.failures import FAILURES, outcome_of
from dateline.remote.outcome import Outcome, Unanswered

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """The text to be read, its language as a BCP 47 tag where it is known, and the fields of an Enrichment wanted."""

    text: str
    language: str | None
    fields: Collection[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """By field, what was found, or why nothing was. Offsets are code points into the text as it was asked about.

    `dropped` counts findings of the enricher that do not stand in the text where, or as, it says.
    """

    found: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    failed: Mapping[str, Unanswered] = field(default_factory=lambda: MappingProxyType({}))
    dropped: int = 0


class Enricher(Protocol):
    """Something outside this process that finds fields of an Enrichment in a text, for money."""

    @property
    def name(self) -> str:
        """What the record says made the field."""

    @property
    def fields(self) -> Collection[str]:
        """The fields that it can find."""

    def enrich(self, question: Question, allowance: Allowance) -> Answer:
        """Find the fields asked for, all of which it offers, within the allowance."""


class Allowance:
    """What one article may cost at a remote enricher, in dollars and in time.

    `clock` gives seconds from any beginning. A call under way is not cut off here: its client's own time-out does that.
    """

    def __init__(self, usd: float, seconds: float, clock: Callable[[], float]) -> None:
        self.spent_usd = 0.0
        self._usd = usd
        self._clock = clock
        self._until = clock() + seconds

    def admit(self, usd: float) -> None:
        """Raise Unanswered where this much more is not to be spent: before the first of the calls that cost it."""
        if self.spent_usd + usd > self._usd:
            raise Unanswered(Outcome.OVER_BUDGET, f"${self.spent_usd + usd:.6f} of ${self._usd:.6f}")

    def spend(self, usd: float, call: Callable[[], T]) -> T:
        """What the call gives, which costs this much; raises Unanswered where it fails, or there is no time for it.

        What may have been billed counts as spent: a call that was answered, and one of which no answer came.
        """
        if self._clock() >= self._until:
            raise Unanswered(Outcome.TIMED_OUT, "no time left for another call")
        self.admit(usd)
        try:
            answer = call()
        except FAILURES as error:
            outcome = outcome_of(error)
            if outcome in (Outcome.TIMED_OUT, Outcome.UNAVAILABLE):
                self.spent_usd += usd
            raise Unanswered(outcome, told(error)) from error
        self.spent_usd += usd
        return answer

    def settle(self, most: float, usd: float) -> None:
        """A call for which `most` was spent has cost so much."""
        self.spent_usd += usd - most
