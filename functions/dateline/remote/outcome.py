"""How asking a remote enricher for a field ends."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What asking for one field came to. Whatever it is but ENRICHED, the local finding stays.

    RESTING: nobody was asked, because the last few times no answer came.
    """

    ENRICHED = "enriched"
    NOT_OFFERED = "not_offered"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    TOO_LONG = "too_long"
    OVER_BUDGET = "over_budget"
    THROTTLED = "throttled"
    TIMED_OUT = "timed_out"
    UNAVAILABLE = "unavailable"
    RESTING = "resting"
    REFUSED = "refused"
    MALFORMED = "malformed"


class Unanswered(Exception):  # noqa: N818 - named for what happened
    """Nothing usable came back: how that came about, and more about it for people."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(f"{outcome}: {detail}" if detail else str(outcome))
        self.outcome = outcome
        self.detail = detail
