"""`dateline show`: one article, from the table or from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.failure import Exit, Failure
from infra.cli.held_back import ARTICLE_ID, taken_down
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose
from infra.cli.pages import STDIN, is_there, page
from infra.cli.stack import Stack, stack
from infra.cli.terminal import out, write_json

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store import Row

What = Annotated[
    str, typer.Argument(metavar="ID|KEY|FILE", help="An article's id, its key in the inbox, or a file on disk.")
]


def show(
    what: What,
    *,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Show one article, from the table or from a file.

    A file on disk is read and enriched here, and not stored. What is no file is looked for in the table, by its id or
    by its key in the inbox. Ends with 3 if it was rejected.
    """
    from dateline.rejection import Rejection
    from dateline.withdrawal import Withdrawal
    from infra.cli.card import article_card
    from infra.cli.copies import copies_view
    from infra.cli.rejected import rejection_card, rejection_line
    from infra.cli.withdrawn import record_json, withdrawal_view

    try:
        if what == STDIN or not what or is_there(what):
            record, copies = _from_file(what), None
            withdrawal = Withdrawal.by(record)
        else:
            with stack(endpoint_url, stack_name, region) as found:
                record = _from_table(found, what)
                cluster = found.table.cluster_of(record, blocks=not as_json)
                copies = None if as_json else copies_view(cluster, record)
                withdrawal = found.table.notices().withdrawing(record, *(copy.article for copy in cluster.copies))
    except Rejection as rejection:
        if as_json:
            write_json(rejection_line(what, rejection.reason, rejection.message))
        else:
            out().print(rejection_card(what, rejection.reason, rejection.message))
        raise typer.Exit(Exit.REJECTED) from rejection
    if as_json:
        write_json(record_json(record, withdrawal))
    else:
        if withdrawal:
            out().print(withdrawal_view(withdrawal, record), "", sep="\n")
        out().print(article_card(record))
        if copies:
            out().print("", copies, sep="\n")


def _from_file(file: str) -> Record:
    from dateline.enrichment import enrich
    from dateline.limits import Limits
    from dateline.reading import parse

    source = page(file)
    return enrich(parse(source.read(Limits()), key=source.key))


def _from_table(found: Stack, what: str) -> Record:
    """The record under an id or a key. Raises Failure where there is none, Rejection where the key was rejected."""
    from dateline.record import Record
    from dateline.rejection import Rejection
    from dateline.store import RejectedRow, RemovedRow, TakenDownRow

    is_id = ARTICLE_ID.fullmatch(what)
    row: Row | None = found.table.get(what) if is_id else None
    row = row or found.table.row_of(found.inbox_bucket, what) or (found.table.taken_down(what) if is_id else None)
    match row:
        case Record():
            return row
        case RejectedRow():
            raise Rejection(row.reason, row.message)
        case RemovedRow():
            raise Failure(f"{what} was removed at {row.removed_at}")
        case TakenDownRow():
            raise taken_down(what, row)
        case None:
            raise Failure(f"no file, no article and no upload is called {what}")
