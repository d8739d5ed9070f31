"""`dateline explain`: why a page was read as it was."""

from __future__ import annotations

from typing import Annotated

import typer

from infra.cli.failure import Exit
from infra.cli.options import Json, Verbose
from infra.cli.pages import page
from infra.cli.terminal import out, write_json


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A page on disk, or - for standard input.")],
    *,
    every: Annotated[bool, typer.Option("--all", help="Give each line or block of a long page a row.")] = False,
    as_json: Json = False,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Show why a page was read as it was.

    Tells of every line or block its role, whether it was kept, and by which rule; of every field where it was read, and
    what else it could have been. Ends with 3 if the page was rejected.
    """
    from dateline.limits import Limits
    from dateline.reading import Explanation
    from dateline.reading import explain as explain_page
    from dateline.rejection import Rejection
    from infra.cli.explanation import explanation_json, explanation_view

    source = page(file)
    try:
        explanation = explain_page(source.read(Limits()), key=source.key)
    except Rejection as rejection:  # too large to be read
        explanation = Explanation(rejection=rejection)
    if as_json:
        write_json(explanation_json(source.key, explanation))
    else:
        console = out()
        console.print(explanation_view(source.key, explanation, console.width, every=every))
    if explanation.rejection:
        raise typer.Exit(Exit.REJECTED)
