"""The way of one upload to its row: the id that it goes by in every log line, and when it passed each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Passage:
    """`correlation_id` is the id of the S3 request, or of the replay, that the row goes back to.

    `parsed_at` and `stored_at` tell when the parse function passed it on, and when the enrich function wrote the row;
    to the millisecond. When it was uploaded, its Upload tells.
    """

    correlation_id: str
    parsed_at: datetime
    stored_at: datetime

    def told(self) -> str:
        """The passage as a row keeps it, in some 40 bytes."""
        parsed = (self.parsed_at - _EPOCH) // _MILLISECOND
        return f"{parsed} {(self.stored_at - self.parsed_at) // _MILLISECOND} {self.correlation_id}"

    @classmethod
    def from_told(cls, text: str) -> Passage:
        """The passage that `told` gave."""
        parsed, taken, correlation_id = text.split(" ", 2)
        parsed_at = _EPOCH + int(parsed) * _MILLISECOND
        return cls(correlation_id, parsed_at, parsed_at + int(taken) * _MILLISECOND)
