"""`dateline history`: every wording of an article, with what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.failure import Failure
from infra.cli.held_back import ARTICLE_ID, refuse_taken_down
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose
from infra.cli.stack import Stack, stack
from infra.cli.terminal import out, write_json

if TYPE_CHECKING:
    from dateline.store import Version
    from infra.history.entries import Read


What = Annotated[str, typer.Argument(metavar="ID|KEY", help="An article's id, or a key of the inbox.")]


def history(
    what: What,
    *,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Show every wording of an article, with what changed.

    It is read from the versions that the inbox bucket keeps: of all keys that hold the article where its id is given,
    else of one key, removed or not. What changed around the story only makes no wording. With --json, one line for
    each wording, removal and rejection.
    """
    from infra.cli.wordings import entry_json, history_view
    from infra.history.entries import entries

    with stack(endpoint_url, stack_name, region) as found:
        refuse_taken_down(found, what)
        told = entries(_reads(found, what))
    if as_json:
        for entry in told:
            write_json(entry_json(entry))
    else:
        console = out()
        console.print(history_view(told, signs=console.color_system is None))


def _reads(found: Stack, what: str) -> list[tuple[Version, Read]]:
    """The versions that tell of an id or a key, with what each was read as. Raises Failure where there are none."""
    from dateline.store import InboxVersions, client
    from infra.history.reading import reads_of_article, reads_of_key

    versions = InboxVersions(client("s3"))
    keys = found.table.keys_of(what) if ARTICLE_ID.fullmatch(what) else []
    reads = reads_of_article(what, keys, versions) if keys else reads_of_key(found.inbox_bucket, what, versions)
    if not reads:
        hint = "Of a removed article give the key: the table has forgotten its id."
        raise Failure(f"no article and no upload is called {what}", hint=hint if ARTICLE_ID.fullmatch(what) else None)
    return reads
