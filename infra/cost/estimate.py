"""Calls and sizes per article, times prices → dollars per million articles, line by line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.cost import prices
from infra.cost.profile import STANDING, Traffic

if TYPE_CHECKING:
    from infra.cost.prices import Price

MILLION = 1_000_000
GB = 1_000_000_000
"""Logs, archives and tables are billed by the binary gigabyte, of which this is 93 %; the estimate errs upwards."""

SQS_CHUNK_BYTES = 65_536
"""SQS pricing: each 64 KB of a call's payload is a request."""

MB_IN_GB = 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is paid for: `amount` units at `price`, and why so many.

    For an article's own costs the amount is for one article and `usd` is dollars for a million of them; for standing
    costs both are for a month.
    """

    step: str
    what: str
    amount: float
    price: Price
    why: str
    usd: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a million articles cost, in the order of an article's way, and apart from it what a month costs anyhow."""

    lines: tuple[Line, ...]
    monthly: tuple[Line, ...]

    @property
    def total(self) -> float:
        """Dollars per million articles."""
        return sum(line.usd for line in self.lines)

    def by_step(self) -> dict[str, float]:
        """Dollars per million articles, by step."""
        sums: dict[str, float] = {}
        for line in self.lines:
            sums[line.step] = sums.get(line.step, 0.0) + line.usd
        return sums


def estimate(traffic: Traffic | None = None, outside: tuple[Line, ...] = ()) -> Estimate:
    """What the articles of `traffic` cost, at list prices without free tiers.

    `outside` is what an enricher outside costs besides; see `infra.cost.remote`.
    """
    traffic = traffic or Traffic()
    return Estimate(
        (*_upload(traffic), *_parse(traffic), *_enrich(traffic), *_table(traffic), *_watching(traffic), *outside),
        (*_standing(), *_keeping(traffic)),
    )


def _upload(traffic: Traffic) -> tuple[Line, ...]:
    archived = traffic.upload_event_bytes / GB
    return (
        _line("upload", "put the page into the inbox", 1, prices.S3_PUT, "one upload"),
        _line("upload", "tell of it", 1, prices.EVENT, "S3 sends EventBridge an event for each upload"),
        _line("upload", "archive the event", archived, prices.EVENT_ARCHIVED, f"{traffic.upload_event_bytes} bytes"),
        _line("upload", "put the event into the parse queue", 1, prices.SQS_REQUEST, "EventBridge sends one by one"),
    )


def _parse(traffic: Traffic) -> tuple[Line, ...]:
    once = 1 / traffic.articles_per_batch
    received = _requests(traffic, traffic.upload_event_bytes)
    sent = _requests(traffic, traffic.queue_message_bytes)
    batch = f"batches of {traffic.articles_per_batch:g}"
    compute = traffic.parse_memory_mb / MB_IN_GB * traffic.parse_seconds
    time = f"{traffic.parse_seconds * 1000:g} ms at {traffic.parse_memory_mb} MB"
    return (
        _line("parse", "receive a batch of events", received, prices.SQS_REQUEST, batch),
        _line("parse", "invoke the function", once, prices.LAMBDA_REQUEST, batch),
        _line("parse", "run the function", compute, prices.LAMBDA_COMPUTE, time),
        _line("parse", "get the page", 1, prices.S3_GET, "one read of the upload"),
        _line("parse", "send a batch of articles", sent, prices.SQS_REQUEST, _payload(traffic)),
        _line("parse", "delete the batch", once, prices.SQS_REQUEST, batch),
    )


def _enrich(traffic: Traffic) -> tuple[Line, ...]:
    once = 1 / traffic.articles_per_batch
    received = _requests(traffic, traffic.queue_message_bytes)
    batch = f"batches of {traffic.articles_per_batch:g}"
    compute = traffic.enrich_memory_mb / MB_IN_GB * traffic.enrich_seconds
    time = f"{traffic.enrich_seconds * 1000:g} ms at {traffic.enrich_memory_mb} MB"
    return (
        _line("enrich", "receive a batch of articles", received, prices.SQS_REQUEST, _payload(traffic)),
        _line("enrich", "invoke the function", once, prices.LAMBDA_REQUEST, batch),
        _line("enrich", "run the function", compute, prices.LAMBDA_COMPUTE, time),
        _line("enrich", "delete the batch", once, prices.SQS_REQUEST, batch),
    )


def _table(traffic: Traffic) -> tuple[Line, ...]:
    once = 1 / traffic.articles_per_batch
    row = f"a row of {traffic.row_bytes} bytes, a unit for each KB begun"
    return (
        _line("table", "write the row", traffic.row_write_units, prices.WRITE_UNIT, row),
        _line(
            "table",
            "write the indexes",
            traffic.index_writes,
            prices.WRITE_UNIT,
            "by article, by day, by publisher, by three words",
        ),
        _line("table", "look for takedowns", once, prices.READ_UNIT, f"batches of {traffic.articles_per_batch:g}"),
    )


def _watching(traffic: Traffic) -> tuple[Line, ...]:
    invocations = 2 / traffic.articles_per_batch
    logged = (traffic.log_bytes_per_article + invocations * traffic.log_bytes_per_invocation) / GB
    traced = invocations * traffic.traced_share
    share = f"{traffic.traced_share:.0%} of the invocations"
    return (
        _line("watching", "keep the logs and metrics", logged, prices.LOG_INGESTED, "a line for each article and step"),
        _line("watching", "trace", traced, prices.TRACE, share),
    )


def _standing() -> tuple[Line, ...]:
    return tuple(_monthly("standing", what, amount, price, why) for what, amount, price, why in STANDING)


def _keeping(traffic: Traffic) -> tuple[Line, ...]:
    table = (traffic.row_bytes + traffic.index_bytes) * MILLION / GB
    pages = traffic.upload_bytes * MILLION / GB
    events = traffic.upload_event_bytes * MILLION / GB
    return (
        _monthly("keeping", "rows and indexes", table, prices.TABLE_STORED, "a million articles"),
        _monthly("keeping", "their backup", table, prices.TABLE_BACKED_UP, "point-in-time recovery"),
        _monthly(
            "keeping", "the pages", pages, prices.S3_STORED, f"{traffic.upload_bytes} bytes each, earlier versions too"
        ),
        _monthly(
            "keeping", "the archive of events", events, prices.EVENT_STORED, f"{traffic.upload_event_bytes} bytes each"
        ),
    )


def _requests(traffic: Traffic, message_bytes: int) -> float:
    """SQS requests for one article, of a call that carries a batch."""
    batch = traffic.articles_per_batch
    return math.ceil(batch * message_bytes / SQS_CHUNK_BYTES) / batch


def _payload(traffic: Traffic) -> str:
    return (
        f"batches of {traffic.articles_per_batch:g}, {traffic.queue_message_bytes} bytes each, a request for each 64 KB"
    )


def _line(step: str, what: str, amount: float, price: Price, why: str) -> Line:
    return Line(step, what, amount, price, why, amount * price.usd * MILLION)


def _monthly(step: str, what: str, amount: float, price: Price, why: str) -> Line:
    return Line(step, what, amount, price, why, amount * price.usd)
