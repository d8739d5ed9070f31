"""What each function is told by its environment: read once, typed, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dateline.limits import Limits

T = TypeVar("T")


class InvalidSettings(ValueError):  # noqa: N818 - named for what it says, as `Rejection` is
    """The environment lacks a variable, or holds a value that cannot be used. The message names every one."""


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """What the parse function needs to know."""

    enrich_queue_url: str
    overflow_bucket: str
    limits: Limits

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ParseSettings:
        """Raises InvalidSettings."""
        reader = _Reader(environment)
        settings = cls(
            enrich_queue_url=reader.read("ENRICH_QUEUE_URL", str, ""),
            overflow_bucket=reader.read("OVERFLOW_BUCKET", str, ""),
            limits=Limits(
                max_bytes=reader.read("MAX_UPLOAD_BYTES", _positive, 0),
                max_unpacked_bytes=reader.read("MAX_UNPACKED_BYTES", _positive, 0),
            ),
        )
        reader.check()
        return settings


@dataclass(frozen=True, slots=True)
class EnrichSettings:
    """What the enrich function needs to know. A removed upload is remembered for `tombstone_days` days."""

    table_name: str
    overflow_bucket: str
    tombstone_days: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> EnrichSettings:
        """Raises InvalidSettings."""
        reader = _Reader(environment)
        settings = cls(
            table_name=reader.read("TABLE_NAME", str, ""),
            overflow_bucket=reader.read("OVERFLOW_BUCKET", str, ""),
            tombstone_days=reader.read("TOMBSTONE_DAYS", _positive, 0),
        )
        reader.check()
        return settings


def _positive(text: str) -> int:
    number = int(text)
    if number <= 0:
        raise ValueError("it must be greater than zero")
    return number


class _Reader:
    """Reads variables and keeps every complaint, so that one error tells all that has to be mended."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._complaints: list[str] = []

    def read(self, name: str, convert: Callable[[str], T], otherwise: T) -> T:
        text = self._environment.get(name, "")
        if not text:
            self._complaints.append(f"{name} is not set")
            return otherwise
        try:
            return convert(text)
        except ValueError as error:
            self._complaints.append(f"{name} is {text!r}: {error}")
            return otherwise

    def check(self) -> None:
        if self._complaints:
            raise InvalidSettings("the function's environment is incomplete: " + "; ".join(self._complaints))
