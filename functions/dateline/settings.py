"""What each function is told by its environment: read once, typed, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import TypeVar

from dateline.limits import Limits

T = TypeVar("T")

ENRICHERS = ("comprehend", "bedrock")
NO_ENRICHER = "none"


class InvalidSettings(ValueError):  # noqa: N818 - named for what it says, as `Rejection` is
    """The environment lacks a variable, or holds a value that cannot be used. The message names every one."""


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """What the parse function needs to know. A page may take `page_seconds`.

    After `max_receives` a message that fails is a dead letter.
    """

    parse_queue_url: str
    enrich_queue_url: str
    overflow_bucket: str
    table_name: str
    max_receives: int
    limits: Limits
    page_seconds: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ParseSettings:
        """Raises InvalidSettings."""
        reader = _Reader(environment)
        settings = cls(
            parse_queue_url=reader.read("PARSE_QUEUE_URL", str, ""),
            enrich_queue_url=reader.read("ENRICH_QUEUE_URL", str, ""),
            overflow_bucket=reader.read("OVERFLOW_BUCKET", str, ""),
            table_name=reader.read("TABLE_NAME", str, ""),
            max_receives=reader.read("MAX_RECEIVES", _positive, 0),
            limits=Limits(
                max_bytes=reader.read("MAX_UPLOAD_BYTES", _positive, 0),
                max_unpacked_bytes=reader.read("MAX_UNPACKED_BYTES", _positive, 0),
            ),
            page_seconds=reader.read("PAGE_SECONDS", _positive, 0),
        )
        reader.check()
        return settings


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """Which fields are asked of which enricher outside, and what one article may cost there.

    `always` asks even where the field is known here. `timeout_seconds` is for one call, and the time after which no
    further call for the article is begun. The model and its prices, dollars for a million tokens, are Bedrock's.
    """

    enricher: str
    fields: tuple[str, ...]
    always: bool
    max_usd_per_article: float
    timeout_seconds: float
    model_id: str = ""
    usd_per_million_input_tokens: float = 0.0
    usd_per_million_output_tokens: float = 0.0


@dataclass(frozen=True, slots=True)
class EnrichSettings:
    """What the enrich function needs to know. A removed upload is remembered for `tombstone_days` days, and an
    article may take `page_seconds` here.

    After `max_receives` a message that fails is a dead letter. `remote` is None unless an enricher outside is named.
    """

    table_name: str
    overflow_bucket: str
    tombstone_days: int
    max_receives: int
    page_seconds: int
    remote: RemoteSettings | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> EnrichSettings:
        """Raises InvalidSettings."""
        reader = _Reader(environment)
        settings = cls(
            table_name=reader.read("TABLE_NAME", str, ""),
            overflow_bucket=reader.read("OVERFLOW_BUCKET", str, ""),
            tombstone_days=reader.read("TOMBSTONE_DAYS", _positive, 0),
            max_receives=reader.read("MAX_RECEIVES", _positive, 0),
            page_seconds=reader.read("PAGE_SECONDS", _positive, 0),
            remote=_remote(reader, environment.get("REMOTE_ENRICHER") or NO_ENRICHER),
        )
        reader.check()
        return settings


def _remote(reader: _Reader, enricher: str) -> RemoteSettings | None:
    if enricher == NO_ENRICHER:
        return None
    settings = RemoteSettings(
        enricher=reader.read("REMOTE_ENRICHER", _one_of(*ENRICHERS), ""),
        fields=reader.read("REMOTE_FIELDS", _list, ()),
        always=reader.read("REMOTE_WHEN", _one_of("unknown", "always"), "") == "always",
        max_usd_per_article=reader.read("REMOTE_MAX_USD_PER_ARTICLE", _price, 0.0),
        timeout_seconds=reader.read("REMOTE_TIMEOUT_MS", _positive, 0) / 1000,
    )
    if enricher != "bedrock":
        return settings
    return replace(
        settings,
        model_id=reader.read("REMOTE_MODEL_ID", str, ""),
        usd_per_million_input_tokens=reader.read("REMOTE_USD_PER_MILLION_INPUT_TOKENS", _price, 0.0),
        usd_per_million_output_tokens=reader.read("REMOTE_USD_PER_MILLION_OUTPUT_TOKENS", _price, 0.0),
    )


def _positive(text: str) -> int:
    number = int(text)
    if number <= 0:
        raise ValueError("it must be greater than zero")
    return number


def _price(text: str) -> float:
    number = float(text)
    if not 0 < number < inf:
        raise ValueError("it must be greater than zero")
    return number


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _one_of(*choices: str) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text not in choices:
            raise ValueError(f"it must be one of {', '.join(choices)}")
        return text

    return chosen


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
