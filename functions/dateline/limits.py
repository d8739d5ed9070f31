"""How large an upload may be."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.rejection import Reason, Rejection


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes: of the object as stored, and of what it unpacks to. Above them an upload is `too_large`."""

    max_bytes: int = 10_000_000
    max_unpacked_bytes: int = 50_000_000

    def too_large(self, size: int) -> Rejection:
        """What is said of an object of so many bytes, more than `max_bytes`."""
        return Rejection(Reason.TOO_LARGE, f"The file has {size:,} bytes; the limit is {self.max_bytes:,}.")
