"""How an upload ends."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of an upload: exactly one of these, once its messages are done.

    `put_…` gives what one write came to, `ArticleTable.outcome_of` what the table tells of the upload now.
    """

    STORED = "stored"
    REJECTED = "rejected"
    REMOVED = "removed"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"


_WRITTEN = {
    "article": Outcome.STORED,
    "rejection": Outcome.REJECTED,
    "removal": Outcome.REMOVED,
    "takedown": Outcome.REMOVED,
}


def written_as(kind: str) -> Outcome:
    """How an upload ends whose row, of this kind, stands in the table."""
    return _WRITTEN[kind]


def overtaken_by(kind: str) -> Outcome:
    """How an upload ends after which a later one, of this kind, was written to the same key."""
    return Outcome.REMOVED if kind in {"removal", "takedown"} else Outcome.SUPERSEDED
