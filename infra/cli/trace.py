"""`dateline trace`: a page's whole way, from upload to row, with times."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.failure import Failure
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose
from infra.cli.stack import Stack, stack
from infra.cli.terminal import line, out, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from infra.cli.steps import Step

_LOG_SECONDS = 20

KEYS_ARE_TOLD = (
    "A key is given whole: `dateline show ID` tells that of an article, `dateline list --rejected` those of rejections."
)

Key = Annotated[str, typer.Argument(metavar="KEY", help="A key of the inbox.")]


def trace(
    key: Key,
    *,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Tell a page's whole way with times: uploads and removals, what each function logged, dead letters, the row.

    What belongs to one upload has one correlation id. With --json, one line for each step.
    """
    with stack(endpoint_url, stack_name, region) as found:
        steps = _steps(found, key)
    if as_json:
        for step in steps:
            write_json(step.told())
    else:
        out().print(_view(key, steps))


def _steps(found: Stack, key: str) -> list[Step]:
    """All steps in the order of time. Raises Failure where nothing is known of the key."""
    from dateline.store import InboxVersions, client, impatient_client
    from infra.cli.steps import dead_letter_steps, log_steps, row_steps, version_steps
    from infra.replay.queue import Queue

    uploads = version_steps(InboxVersions(client("s3")).newest(found.inbox_bucket, key))
    rows = row_steps(found.table, found.inbox_bucket, key)
    if not (uploads or rows):
        raise Failure(f"nothing was ever uploaded as {key}", hint=KEYS_ARE_TOLD)
    since = min(step.at for step in (*uploads, *rows))
    groups = {"parse": found.output("ParseLogGroupName"), "enrich": found.output("EnrichLogGroupName")}
    logs: Any = impatient_client("logs", _LOG_SECONDS)
    queues = {
        f"{name}Function": Queue(client("sqs"), found.output(f"{name}DeadLetterQueueUrl"))
        for name in ("Parse", "Enrich")
    }
    letters = dead_letter_steps(queues, key, found.table.overflow.fetch)
    return sorted([*uploads, *log_steps(logs, groups, key, since), *rows, *letters], key=lambda step: step.at)


def _view(key: str, steps: Sequence[Step]) -> RenderableType:
    from rich.console import Group
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label", show_edge=False)
    table.add_column("When (UTC)", no_wrap=True)
    table.add_column("Later by", no_wrap=True, justify="right", style="quiet")
    table.add_column("Where", no_wrap=True)
    table.add_column("What", overflow="fold")
    before: datetime | None = None
    told: str | None = None
    for step in steps:
        if before is None or step.at.date() != before.date():
            table.add_row(f"{step.at:%Y-%m-%d}")
        if step.correlation_id and step.correlation_id != told:
            table.add_row("", "", "", line(f"correlation id {step.correlation_id}", "quiet"))
            told = step.correlation_id
        moment = f"{step.at:%H:%M:%S}.{step.at.microsecond // 1000:03d}"
        style = "bad" if step.failed else ""
        table.add_row(moment, _later(before, step.at), step.where, line(step.what, style))
        before = step.at
    return Group(line(key, "headline"), "", table)


def _later(before: datetime | None, now: datetime) -> str:
    """`+0.312 s`, `+4 min`, `+3 d`."""
    if before is None:
        return ""
    seconds = (now - before).total_seconds()
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"+{seconds / length:.0f} {unit}"
    return f"+{seconds:.3f} s"
