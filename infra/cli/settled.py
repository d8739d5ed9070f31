"""What became of uploads: taken through a local cloud, then read back from its table and dead-letter queues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.cli.failure import Exit, Failure

if TYPE_CHECKING:
    from dateline.article import Upload
    from dateline.limits import Limits
    from dateline.record import Record
    from dateline.store import ArticleTable, OverflowBucket
    from infra.cli.pages import Page
    from infra.local.cloud import LocalCloud
    from infra.local.driver import Batch

# How many uploads wait in the queues at once: the local queues slow down with their depth.
AT_ONCE = 20

DEAD_LETTERED = "dead-lettered"
FAILED = "failed"
UNREADABLE = "unreadable"

# Each outcome, the style that it is shown in, and what it makes of the exit code. Order is that of the closing line.
OUTCOMES: dict[str, tuple[str, Exit]] = {
    "stored": ("good", Exit.FINE),
    "superseded": ("quiet", Exit.FINE),
    "duplicate": ("quiet", Exit.FINE),
    "removed": ("quiet", Exit.FINE),
    "rejected": ("odd", Exit.REJECTED),
    DEAD_LETTERED: ("bad", Exit.FAILED),
    FAILED: ("bad", Exit.FAILED),
    UNREADABLE: ("bad", Exit.FAILED),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """One upload's end: its outcome, the record where there is one, the message where that says why."""

    key: str
    outcome: str
    record: Record | None = None
    reason: str | None = None
    message: str | None = None

    def told(self) -> dict[str, str]:
        """What `--json` tells of it where no record is asked for."""
        told = {"key": self.key, "outcome": self.outcome, "reason": self.reason, "message": self.message}
        return {name: value for name, value in told.items() if value is not None}


def take_through(cloud: LocalCloud, pages: Sequence[Page], on_progress: Callable[[int], None]) -> list[Settled]:
    """Uploads `pages`, lets the events run, and tells what became of each, in order.

    A page over the stack's limit is not uploaded: it is told as the parse function would reject it, which does not
    read it either. `on_progress` is called with the number of pages that have just been settled.
    """
    from dateline.settings import ParseSettings

    limits = ParseSettings.from_environment(cloud.functions["ParseFunction"].environment).limits
    uploads: list[Upload | Settled] = []
    for start in range(0, len(pages), AT_ONCE):
        uploads += [_upload(cloud, page, limits) for page in pages[start : start + AT_ONCE]]
        on_progress(sum(isinstance(one, Settled) for one in uploads[start:]))
        cloud.run_until_idle(lambda batch: on_progress(newly_settled(batch)))
    table, overflow = open_table(cloud)
    dead = dead_letters(cloud, overflow)
    return [upload if isinstance(upload, Settled) else settle(upload, table, dead) for upload in uploads]


def settle(upload: Upload, table: ArticleTable, dead: Mapping[str, str]) -> Settled:
    """What became of `upload`; `dead` holds the error for each key whose message is in a dead-letter queue."""
    from dateline.record import Record
    from dateline.store import Outcome, RejectedRow

    bucket, key, sequencer = upload.bucket or "", upload.key or "", upload.sequencer or ""
    if key in dead:
        return Settled(key, DEAD_LETTERED, message=dead[key])
    outcome = table.outcome_of(bucket, key, sequencer)
    if outcome is None:
        return Settled(key, FAILED, message="it left no trace, neither in the table nor in a dead-letter queue")
    match table.row_of(bucket, key):
        case RejectedRow(_, reason, message):
            return Settled(key, outcome, reason=reason, message=message)
        case Record() as record:
            instead = None if outcome is Outcome.STORED else _instead(record, table)
            return Settled(key, outcome, record=record, message=instead)
        case _:
            return Settled(key, outcome)


def open_table(cloud: LocalCloud) -> tuple[ArticleTable, OverflowBucket]:
    """The table of a local cloud, and the bucket of what is too large for it."""
    from dateline.settings import EnrichSettings
    from dateline.store import ArticleTable, OverflowBucket

    settings = EnrichSettings.from_environment(cloud.functions["EnrichFunction"].environment)
    overflow = OverflowBucket(cloud.client("s3"), settings.overflow_bucket)
    table = ArticleTable(cloud.client("dynamodb"), settings.table_name, overflow, settings.tombstone_days)
    return table, overflow


def dead_letters(cloud: LocalCloud, overflow: OverflowBucket) -> dict[str, str]:
    """The keys whose messages no function could do, each with the error that was logged last."""
    from infra.cli.logs import errors
    from infra.cli.poison import NO_REASON, poison

    logged = errors(cloud.logs())
    dead = {}
    for letter in cloud.dead_letters():
        found = poison(letter.queue.replace("DeadLetterQueue", "Function"), letter.body, overflow.fetch)
        why = found.why(logged) or letter.error or NO_REASON
        dead.update(dict.fromkeys(found.keys, f"every try failed: {why}"))
    return dead


def arrivals(batch: Batch, table: ArticleTable, overflow: OverflowBucket) -> Iterator[tuple[str | None, Settled]]:
    """The sequencers of the uploads that a batch settled, and what became of each, as the table tells now."""
    from dateline.messages import decode

    if newly_settled(batch):
        for message in batch.done:
            upload = decode(message.body, overflow.fetch).upload
            yield upload.sequencer, settle(upload, table, {})


def newly_settled(batch: Batch) -> int:
    """How many uploads a batch of messages settled: the enrich function's messages are one upload each."""
    return len(batch.done) if batch.function == "EnrichFunction" else 0


def exit_code(settled: Iterable[Settled]) -> Exit:
    """Failed if one failed, else rejected if one was rejected."""
    codes = {OUTCOMES[one.outcome][1] for one in settled}
    return next((code for code in (Exit.FAILED, Exit.REJECTED) if code in codes), Exit.FINE)


def counted(settled: Iterable[Settled]) -> list[tuple[str, int]]:
    """How many uploads ended as what, in the order of OUTCOMES."""
    counts = Counter(one.outcome for one in settled)
    return [(outcome, counts[outcome]) for outcome in OUTCOMES if counts[outcome]]


def _instead(record: Record, table: ArticleTable) -> str | None:
    """Which upload tells the article where this one does not."""
    teller = table.get(record.article_id)
    if teller is None or teller.upload == record.upload:
        return None
    return f"{teller.upload.key} tells the same article, and was uploaded later"


def _upload(cloud: LocalCloud, page: Page, limits: Limits) -> Upload | Settled:
    from dateline.rejection import Rejection

    try:
        data = page.read(limits)
    except Rejection as rejection:
        return Settled(page.key, "rejected", reason=rejection.reason, message=rejection.message)
    except Failure as failure:
        return Settled(page.key, UNREADABLE, message=failure.message)
    return cloud.upload(page.key, data)
