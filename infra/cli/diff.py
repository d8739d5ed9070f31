"""`dateline diff`: what would a new parser change?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.failure import Exit, Failure
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose, as_day
from infra.cli.pasting import pasteable, print_command, where
from infra.cli.stack import Stack, stack
from infra.cli.terminal import err, out, write_json

if TYPE_CHECKING:
    from infra.diff.batches import Batch
    from infra.diff.examples import Tally
    from infra.diff.selection import Selection

FEW = 50  # uploads; more of them get a progress bar

Prefix = Annotated[str, typer.Option(metavar="PREFIX", help="Uploads whose keys begin so.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Articles published, rejections uploaded, since then.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="The same until then, the day included.")]
Publisher = Annotated[str | None, typer.Option(metavar="DOMAIN", help="Articles of this publisher, like example.com.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="The rejections alone: would any be an article?")]
Sample = Annotated[int | None, typer.Option(min=1, metavar="N", help="So many of them, drawn at random.")]
Seed = Annotated[int, typer.Option(metavar="N", help="Draws another sample, and other examples.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")]
Examples = Annotated[int, typer.Option(min=0, metavar="N", help="Examples of each field to look at.")]
AllFields = Annotated[
    bool, typer.Option("--all-fields", help="Compare evidence, versions and facts of the upload, too.")
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", dir_okay=False, help="Write a page to look at, too.")
]
Check = Annotated[bool, typer.Option("--check", help="End with 1 if anything would change.")]
Jobs = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes; as many as processors unless told. 1: this one.")
]


def diff(  # noqa: PLR0913 - each option of the command is a parameter
    *,
    prefix: Prefix = "",
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    rejected: Rejected = False,
    sample: Sample = None,
    seed: Seed = 0,
    limit: Limit = None,
    examples: Examples = 3,
    all_fields: AllFields = False,
    html: Html = None,
    check: Check = False,
    jobs: Jobs = None,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,
) -> None:
    """Tell what the code at hand would change in the table.

    Reads the originals in the inbox bucket anew and compares what would be stored with what is, field by field.
    Nothing is written; `dateline replay` does that. Without options everything is compared.

    With --json, one line per record that would change: key, article_id, changes {field: [old, new]}; then a line with
    the summary.
    """
    from infra.diff.examples import Tally
    from infra.diff.workers import processors

    selection = _selection(prefix, since, until, publisher, rejected, sample, seed, limit)
    if html and not html.absolute().parent.is_dir():
        raise Failure(f"there is no folder {html.absolute().parent} to write {html.name} to", code=Exit.USAGE)
    tally, begun = Tally(examples, seed), time.monotonic()
    with stack(endpoint_url, stack_name, region) as found:
        for batch in _compared(found, selection, all_fields, jobs or processors(), hidden=verbose):
            tally.add(batch)
            if as_json:
                _write_changes(batch)
    seconds = time.monotonic() - begun
    replay = replay_command(selection, where(endpoint_url, stack_name, region))
    if html:
        _write_page(html, tally, selection, replay)
    if as_json:
        write_json({"summary": _summary(tally, seconds)})
    else:
        from infra.cli.differences import closing, differences

        console = out()
        for part in differences(tally, marked=console.color_system is None):
            console.print(part)
        for part in closing(tally, seconds, html, thorough=verbose):
            console.print(part)
        if tally.changed:
            console.print("To make the changes:", style="label")
            print_command(console, replay)
    if check and tally.changed:
        raise typer.Exit(Exit.FAILED)


def _selection(*asked: Any) -> Selection:
    from infra.diff.selection import Selection

    prefix, since, until, publisher, rejected, sample, seed, limit = asked
    if rejected and publisher:
        raise Failure("a rejected upload has no publisher: leave one of them out", code=Exit.USAGE)
    since, until = as_day("--since", since), as_day("--until", until)
    if since and until and since > until:
        raise Failure(f"there is no day from {since} to {until}", code=Exit.USAGE)
    return Selection(prefix, since, until, publisher, rejected, sample, seed, limit)


def _compared(found: Stack, selection: Selection, all_fields: bool, jobs: int, *, hidden: bool) -> Iterator[Batch]:
    from dateline.store import Inbox, MadeRows, client
    from infra.diff.batches import Source
    from infra.diff.selection import keys
    from infra.diff.workers import compare_all

    table = found.table
    rows = MadeRows(client("dynamodb"), table.table_name, table.overflow)
    limits = found.limits, found.page_seconds
    source = Source(table.table_name, table.overflow.bucket, found.inbox_bucket, *limits, all_fields=all_fields)
    with _progress(hidden=hidden) as (begin, advance):
        wanted = keys(selection, found.inbox_bucket, Inbox(client("s3")), rows)
        begin(len(wanted))
        try:
            for batch in compare_all(source, wanted, min(jobs, max(1, len(wanted) // FEW))):
                advance(batch.keys)
                yield batch
        except BrokenProcessPool as error:
            hint = "A page may take more memory than there is: --jobs 1 reads one at a time, --prefix narrows it down."
            raise Failure("a worker process died", hint=hint) from error


@contextmanager
def _progress(*, hidden: bool) -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=err(), transient=True, disable=hidden or not sys.stderr.isatty()
    ) as progress:
        task = progress.add_task("looking for uploads", total=None)
        yield (
            lambda total: progress.update(task, total=total, description="reading the originals anew"),
            lambda number: progress.advance(task, number),
        )


def _write_page(html: Path, tally: Tally, selection: Selection, replay: str) -> None:
    from dateline.article import PARSER_VERSION
    from dateline.record import ENRICHER_VERSION
    from infra.diff.page import Asked, page

    when = f"{datetime.now().astimezone():%-d %B %Y, %H:%M}, parser {PARSER_VERSION}, enricher {ENRICHER_VERSION}"
    try:
        html.write_text(page(tally, Asked(selection.told(), when, replay)), encoding="utf-8")
    except OSError as error:
        raise Failure(f"{html} cannot be written: {error.strerror}") from error


def _write_changes(batch: Batch) -> None:
    for record in batch.changed:
        told = {name: [change.old, change.new] for name, change in record.changes.items()}
        write_json({"key": record.key, "article_id": record.article_id, "changes": told})


def _summary(tally: Tally, seconds: float) -> dict[str, Any]:
    return {
        "compared": tally.compared,
        "changed": tally.changed,
        "fields": {name: {"records": one.records, **one.kinds} for name, one in tally.ordered()},
        "skipped": dict(tally.skipped),
        "made_outside": dict(tally.outside),
        "not_replayable": tally.unreplayable,
        "seconds": round(seconds, 3),
    }


def replay_command(selection: Selection, stack_asked: tuple[str, ...]) -> str:
    """The command that makes the changes: of the uploads that were looked at, or of more."""
    words = ["dateline", "replay"]
    given = {"--publisher": selection.publisher, "--since-day": selection.since, "--until-day": selection.until}
    words += [word for option, value in given.items() if value for word in (option, value)]
    words += ["--rejected"] if selection.rejected else []
    if selection.asks_the_table or not selection.prefix:
        words += ["--parser-version", "older"]
    else:
        words += ["--prefix", selection.prefix]
    return pasteable([*words, *stack_asked, "--apply"])
