"""How long so many pages take, what they cost, and what they ask of AWS, from the measured times and sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infra.cost import prices
from infra.cost.estimate import MILLION, estimate
from infra.cost.profile import BATCH_SIZE, Traffic

KEYS_PER_MESSAGE = 20
"""Of a backfill; as ItemBatcher in template.yaml."""

KEYS_PER_LISTING = 1_000

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast pages go through, a second, with so many functions of each kind at once; and what that asks of AWS.

    `parse` and `enrich` are functions at once, `write_units` the table's and its largest index's together a second,
    `gets` reads of the inbox a second.
    """

    pages: float
    parse: int
    enrich: int
    write_units: float
    gets: float


def pace_of(parse: int, enrich: int, traffic: Traffic | None = None) -> Pace:
    """The pace at which so many functions keep up: the slower of the two is what bounds it."""
    traffic = traffic or Traffic()
    pages = min(parse / traffic.parse_seconds, enrich / traffic.enrich_seconds)
    return Pace(pages, parse, enrich, pages * traffic.row_write_units, pages)


def needed_for(pages: float, traffic: Traffic | None = None) -> Pace:
    """The functions at once that pages at this pace, a second, need."""
    traffic = traffic or Traffic()
    parse, enrich = (math.ceil(pages * each) for each in (traffic.parse_seconds, traffic.enrich_seconds))
    return Pace(pages, parse, enrich, pages * traffic.row_write_units, pages)


def uploaded_usd(pages: float) -> float:
    """Dollars for so many new pages, from upload to last row."""
    return estimate().total * pages / MILLION


def backfilled_usd(pages: float, traffic: Traffic | None = None) -> float:
    """Dollars for so many pages that lie in the inbox already: no upload and no event, but a listing and a look each.

    The look reads the key's row, which is one as large as an article's at most; a child of the map is one request and
    0.3 seconds of 64 MB, and asks the queue once.
    """
    traffic = traffic or Traffic()
    found = estimate(traffic)
    uploads = sum(line.usd for line in found.lines if line.step == "upload") / MILLION
    events = sum(line.usd for line in found.lines if line.what == "receive a batch of events") / MILLION
    message = 3 * prices.SQS_REQUEST.usd + prices.SQS_REQUEST.usd / BATCH_SIZE + prices.EXPRESS_REQUEST.usd
    message += 0.3 * 64 / 1024 * prices.EXPRESS_COMPUTE.usd
    look = math.ceil(traffic.row_bytes / 4096) * prices.READ_UNIT.usd
    listed = prices.S3_LIST.usd / KEYS_PER_LISTING
    return pages * (found.total / MILLION - uploads - events + message / KEYS_PER_MESSAGE + look + listed)


def kept_usd(pages: float) -> float:
    """Dollars a month for keeping so many: pages, rows, indexes, backup and archive."""
    return sum(line.usd for line in estimate().monthly if line.step == "keeping") * pages / MILLION


def table() -> str:
    """The table of docs/scale.md."""
    plain, fast = pace_of(50, 50), needed_for(10_000)
    heads = ("pages", "time at the template's own settings", "time at 10,000 a second")
    rows = [
        f"| {' | '.join(heads)} | new pages, $ | from the inbox, $ | kept, $ a month |",
        "|---|---|---|---|---|---|",
    ]
    for pages, name in ((10**6, "1 million"), (10**8, "100 million"), (10**10, "10 billion")):
        money = (f"{usd(pages):,.0f}" for usd in (uploaded_usd, backfilled_usd, kept_usd))
        rows.append(f"| {name} | {_time(pages / plain.pages)} | {_time(pages / fast.pages)} | {' | '.join(money)} |")
    return "\n".join(rows)


def _time(seconds: float) -> str:
    for unit, length in (("days", _DAY), ("hours", 3_600.0), ("minutes", 60.0)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"


if __name__ == "__main__":
    print(table())
