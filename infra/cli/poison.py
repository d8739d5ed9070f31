"""What is known of a message that a function could not do: the uploads that it tells of, and why it failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

NO_REASON = "its log does not say why"


@dataclass(frozen=True, slots=True)
class Poison:
    """One message: the keys and correlation ids of its uploads, or what was wrong with it where it tells of none."""

    keys: tuple[str, ...] = ()
    correlation_ids: tuple[str, ...] = ()
    refused: str | None = None

    def why(self, logged: Mapping[str, str]) -> str | None:
        """Why it failed: what was wrong with it, else what is `logged` under its correlation ids."""
        return self.refused or next((logged[one] for one in self.correlation_ids if one in logged), None)


def poison(function: str, body: str, fetch: Callable[[str, str], bytes]) -> Poison:
    """The message with this body, on its way to a function; `fetch(bucket, key)` brings one that was put aside."""
    from botocore.exceptions import ClientError

    from dateline.events import uploads_in_body
    from dateline.messages import decode

    try:
        told = list(uploads_in_body(body)) if function == "ParseFunction" else [decode(body, fetch)]
    except (ValueError, ClientError) as error:  # as the function itself finds it
        return Poison(refused=f"{type(error).__name__}: {error}")
    return Poison(tuple(one.upload.key or "" for one in told), tuple(one.correlation_id for one in told))
