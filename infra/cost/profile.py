"""What one article asks of AWS: its calls, its sizes, its time. What the template says is named beside each.

The calls are counted by a test that fails when one is added. The sizes and times are measured; their order is what
matters, and `Traffic` lets a user put in their own.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.cost import prices

if TYPE_CHECKING:
    from infra.cost.prices import Price

BATCH_SIZE = 10
"""`BatchSize` of both event source mappings, and the most entries that SendMessageBatch takes."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls of one operation for each article, in full batches. `caller` is a function's logical id, or "driver" for
    the event source mappings of Lambda; `operation` is a service and an operation as boto3 spells them."""

    caller: str
    operation: str
    batched: bool
    follows_from: str

    @property
    def per_article(self) -> float:
        """Calls for one article."""
        return 1 / BATCH_SIZE if self.batched else 1.0


CALLS = (
    Calls("driver", "sqs.ReceiveMessage", batched=True, follows_from="BatchSize of ParseFunction's mapping"),
    Calls("ParseFunction", "s3.GetObject", batched=False, follows_from="one read of the upload"),
    Calls("ParseFunction", "sqs.SendMessageBatch", batched=True, follows_from="one send for each batch received"),
    Calls("driver", "sqs.DeleteMessageBatch", batched=True, follows_from="BatchSize of ParseFunction's mapping"),
    Calls("driver", "sqs.ReceiveMessage", batched=True, follows_from="BatchSize of EnrichFunction's mapping"),
    Calls("EnrichFunction", "dynamodb.PutItem", batched=False, follows_from="one row for each upload"),
    Calls("EnrichFunction", "dynamodb.GetItem", batched=True, follows_from="one look for takedowns after the writes"),
    Calls("driver", "sqs.DeleteMessageBatch", batched=True, follows_from="BatchSize of EnrichFunction's mapping"),
)
"""Not in it, because they are not for each article: the calendar's row for the first article of a day and shard that a
process sees; what an article too large for a message or an item asks of the overflow bucket."""


def calls_of(articles: int) -> dict[str, Counter[str]]:
    """By caller and operation, the calls that so many articles make when they come in full batches."""
    counted: dict[str, Counter[str]] = {}
    for calls in CALLS:
        of_caller = counted.setdefault(calls.caller, Counter())
        of_caller[calls.operation] += math.ceil(articles / BATCH_SIZE) if calls.batched else articles
    return counted


@dataclass(frozen=True, slots=True)
class Traffic:
    """Sizes in bytes and times in seconds of the average article, and how full the batches are.

    Sizes are the average of 280 news pages in 25 languages, of 830 words. `parse_seconds` and `enrich_seconds` are the
    billed time for one article of a batch: the work, at the share of a core that the memory buys (1,769 MB is a whole
    one), and the waiting for S3 and DynamoDB. Parsing takes 13.8 ms of a whole core, 24 ms of what 1,024 MB buy, and a
    tenth of the 80 ms in which a batch's pages come, all at once, and its articles go. Enriching takes 15 ms of a whole
    core, 52 ms of what 512 MB buy, and 8 ms for the row to be written. Times of work are the least of three rounds on
    two shared x86 cores; on a busy machine they were up to a third longer, which would make 0.2 $ per million articles.
    """

    articles_per_batch: float = BATCH_SIZE
    upload_bytes: int = 150_000
    text_characters: int = 5_000
    upload_event_bytes: int = 600
    queue_message_bytes: int = 4_900
    row_bytes: int = 4_400
    row_write_units: float = 4.8
    index_bytes: int = 2_300
    index_writes: float = 6.0
    parse_memory_mb: int = 1024
    parse_seconds: float = 0.032
    enrich_memory_mb: int = 512
    enrich_seconds: float = 0.060
    log_bytes_per_article: int = 370
    log_bytes_per_invocation: int = 260
    traced_share: float = 0.05


STANDING: tuple[tuple[str, float, Price, str], ...] = (
    ("watch the alarms", 12, prices.ALARM, "the metrics of the template's alarms"),
    ("show the dashboard", 1, prices.DASHBOARD, "one dashboard"),
    ("keep the functions' own metrics", 13, prices.METRIC, "a metric for each way that an upload can end"),
    (
        "poll the queues",
        2 * 5 * 3 * 60 * 24 * 30,
        prices.SQS_REQUEST,
        "two mappings of five pollers, which ask every 20 seconds",
    ),
)
"""What a month costs without a single upload: what for, how many units, the price, why so many."""
