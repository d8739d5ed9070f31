"""Why an upload is no article: the closed set of reasons, each with what the user can do about it."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The reasons for which an upload is refused for good. Retrying the same bytes gives the same answer.

    But for `too_slow`, which `parse` never says: there a function's limit of time was reached.
    """

    EMPTY = "empty"
    UNSUPPORTED_TYPE = "unsupported_type"
    TOO_LARGE = "too_large"
    CORRUPT = "corrupt"
    NO_ARTICLE = "no_article"
    TOO_SLOW = "too_slow"

    @property
    def advice(self) -> str:
        """What the user can do about it, as one sentence."""
        return _ADVICE[self]


_ADVICE = {
    Reason.EMPTY: "Save the page again and check that the file has text in it before uploading.",
    Reason.UNSUPPORTED_TYPE: "Save the page as HTML or as plain text; either may be gzipped.",
    Reason.TOO_LARGE: "Upload the page alone, without embedded media, or raise the stack's size limit.",
    Reason.CORRUPT: "Compress or download the file again: its gzip stream is damaged.",
    Reason.NO_ARTICLE: "Upload the page of one story, not a home page, a listing, a consent wall or an error page.",
    Reason.TOO_SLOW: "Look whether the page was made to be slow; if not, replay it, or give the functions more memory.",
}


class Rejection(Exception):  # noqa: N818 - a rejection is an outcome with a name of its own, not a fault
    """Raised by `dateline.parse` when the bytes are no article.

    `reason` is one of `Reason`, `message` says what was found, for people.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    @property
    def advice(self) -> str:
        """What the user can do about it, as one sentence."""
        return self.reason.advice

    def __reduce__(self) -> tuple[type[Rejection], tuple[Reason, str]]:
        return type(self), (self.reason, self.message)


def unsearched(overdue: TimeoutError) -> Rejection:
    """What is said of an article in whose text nothing could be found in time."""
    return Rejection(Reason.TOO_SLOW, f"The article was {overdue}: its text was not searched to its end.")
