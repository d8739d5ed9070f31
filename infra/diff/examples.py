"""What a diff comes to: how many records change in which field and how, with a few of them to look at.

The examples of a field are drawn by the hash of their keys, so that they lie all over the pages, and are the same
however many processes looked.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from infra.diff.comparing import MESSAGE, OUTCOME, Change, Changes

if TYPE_CHECKING:
    from infra.diff.batches import Batch, Skip, Skipped

MOST_COMPLAINTS = 3
"""What was complained of of uploads that cannot be read; of more, only their number is told."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that would change. `replayable` tells that newer code than its row's would write it."""

    key: str
    article_id: str | None
    headline: str | None
    changes: Changes
    replayable: bool


@dataclass(slots=True)
class Counts:
    """How many records change in one field, and how; of each way, the examples drawn so far by rank."""

    kinds: Counter[str] = field(default_factory=Counter)
    drawn: defaultdict[str, list[tuple[str, Changed]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def records(self) -> int:
        """The records that change in this field."""
        return self.kinds.total()


class Tally:
    """Adds up what the batches come to. Each field keeps `examples` of each way in which it changes."""

    def __init__(self, examples: int, seed: int = 0) -> None:
        self._most = examples
        self._seed = seed
        self.same = self.changed = self.unreplayable = 0
        self.skipped: Counter[Skip] = Counter()
        self.complaints: list[Skipped] = []
        self.outside: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.fields: defaultdict[str, Counts] = defaultdict(Counts)

    @property
    def compared(self) -> int:
        """The records that were looked at and could be compared."""
        return self.same + self.changed

    def add(self, batch: Batch) -> None:
        """Add what a batch came to."""
        self.same += batch.same
        self.skipped.update(one.why for one in batch.skipped)
        self.complaints += [one for one in batch.skipped if one.detail][: MOST_COMPLAINTS - len(self.complaints)]
        self.outside.update(batch.outside)
        for what, spent in batch.seconds.items():
            self.seconds[what] += spent
        for record in batch.changed:
            self.changed += 1
            self.unreplayable += not record.replayable
            rank = hashlib.sha256(f"{self._seed} {record.key}".encode("utf-8", "surrogatepass")).hexdigest()
            for name, change in record.changes.items():
                if name != MESSAGE or OUTCOME not in record.changes:  # it is told with the outcome
                    self._count(way(name, change), name, rank, record)

    def ordered(self) -> list[tuple[str, Counts]]:
        """The fields that change: the outcome first, then those that change most."""
        return sorted(self.fields.items(), key=lambda one: (one[0] != OUTCOME, -one[1].records, one[0]))

    def examples(self, name: str) -> list[Changed]:
        """What to look at of a field: of each way in turn, as many as there may be of one; of outcomes, of each."""
        by_kind = [[record for _, record in sorted(drawn, key=_rank)] for _, drawn in self._drawn(name)]
        in_turn = [one for one in chain(*zip_longest(*by_kind)) if one]
        return list(chain(*by_kind)) if name == OUTCOME else in_turn[: self._most]

    def _drawn(self, name: str) -> list[tuple[str, list[tuple[str, Changed]]]]:
        counts = self.fields[name]
        return sorted(counts.drawn.items(), key=lambda one: (-counts.kinds[one[0]], one[0]))

    def _count(self, kind: str, name: str, rank: str, record: Changed) -> None:
        counts = self.fields[name]
        counts.kinds[kind] += 1
        drawn = counts.drawn[kind]
        drawn.append((rank, record))
        if len(drawn) > self._most:
            drawn.remove(max(drawn, key=_rank))


def way(name: str, change: Change) -> str:
    """In which way a field changes: `filled`, `emptied`, `changed`; of the outcome, from what to what."""
    return f"{change.old} → {change.new}" if name == OUTCOME else change.kind


def _rank(drawn: tuple[str, Changed]) -> str:
    return drawn[0]
