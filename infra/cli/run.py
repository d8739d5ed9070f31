"""`dateline run`: pages through the whole stack, on this machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.cloud import Engine, EngineOption, local_cloud
from infra.cli.failure import Failure
from infra.cli.options import Json, Verbose
from infra.cli.pages import pages
from infra.cli.terminal import err, out, write_json

if TYPE_CHECKING:
    from infra.cli.pages import Page
    from infra.cli.settled import Settled

FEW = 5  # pages; more of them get a progress bar


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, patterns, or - for standard input.")]


def run(
    paths: Paths, *, as_json: Json = False, engine: EngineOption = Engine.EMBEDDED, verbose: Verbose = False
) -> None:
    """Take pages the whole way, and show what was stored.

    Each page is uploaded, parsed, enriched and stored in a local cloud, which is gone afterwards.

    With --json, one stored record per line on standard output; whatever else became of an upload is told on standard
    error, as JSON too. Ends with 0 if all were stored, 3 if some were rejected, 1 if something failed; with 2, and
    nothing uploaded, if a path leads to no file.
    """
    from infra.cli.settled import exit_code, take_through

    found = _pages(paths)
    started = time.monotonic()
    with _progress(len(found), hidden=verbose) as on_progress, local_cloud(engine, verbose=verbose) as cloud:
        settled = take_through(cloud, found, on_progress)
    if as_json:
        _print_json(settled)
    else:
        _print(settled, time.monotonic() - started)
    raise typer.Exit(exit_code(settled))


def _pages(paths: list[str]) -> list[Page]:
    try:
        return pages(paths)
    except Failure as failure:
        raise Failure(failure.message, code=failure.code, hint="Nothing was uploaded.") from failure


@contextmanager
def _progress(total: int, *, hidden: bool) -> Iterator[Callable[[int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) if total > FEW else ()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *columns,
        console=err(),
        transient=True,
        disable=hidden or not sys.stderr.isatty(),
        redirect_stdout=False,  # the local cloud does so itself, while a function runs
        redirect_stderr=False,
    ) as progress:
        task = progress.add_task("taking the pages through the stack", total=total)
        yield lambda number: progress.advance(task, number)


def _print(settled: list[Settled], seconds: float) -> None:
    from infra.cli.outcomes import closing_line, outcome_card, outcome_table

    console = out()
    if len(settled) == 1:
        console.print(outcome_card(settled[0]))
    else:
        for part in outcome_table(settled):
            console.print(part)
    console.print()
    console.print(closing_line(settled, seconds))


def _print_json(settled: list[Settled]) -> None:
    from dateline.codec import to_json

    for one in settled:
        if one.outcome == "stored" and one.record:
            write_json(to_json(one.record))
        else:
            write_json(one.told(), stderr=True)
