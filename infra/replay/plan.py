"""What a replay would send: its messages, and what is counted of them for people to decide by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

FEW = 5
"""So many keys are told of a plan."""


@dataclass(frozen=True, slots=True)
class Page:
    """One upload that is to be looked at again, and facts about it that are worth counting, by what they are called."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the parse queue, and the uploads that it tells of."""

    body: str
    pages: tuple[Page, ...]


class Source(Protocol):
    """Where the messages of a replay come from."""

    @property
    def what(self) -> str:
        """What is replayed, for people: a noun."""

    @property
    def identity(self) -> Mapping[str, str | None]:
        """What makes it the same replay when it is asked for again."""

    def messages(self, replay_id: str, time: str) -> Iterator[Message]:
        """The messages, made for a replay with this id that began at this time (ISO 8601)."""


@dataclass(slots=True)
class Plan:
    """What so many messages come to: `counts` tell, by fact, how many pages have which value."""

    messages: int = 0
    pages: int = 0
    first: list[str] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def counting(self, messages: Iterable[Message]) -> Iterator[Message]:
        """The messages, each counted as it passes."""
        for message in messages:
            self.messages += 1
            self.pages += len(message.pages)
            self.first += [page.key for page in message.pages[: FEW - len(self.first)]]
            for page in message.pages:
                for name, value in page.facts.items():
                    self.counts.setdefault(name, Counter())[value] += 1
            yield message
