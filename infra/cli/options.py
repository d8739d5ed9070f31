"""The options that several commands share, and how a day that one of them wants is read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from infra.cli.failure import Exit, Failure

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead.")]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Say more: log lines, and the traceback of an error."),
]
Endpoint = Annotated[
    str | None,
    typer.Option("--endpoint-url", metavar="URL", envvar="AWS_ENDPOINT_URL", help="Where the stack is, unless in AWS."),
]
StackName = Annotated[
    str | None,
    typer.Option("--stack", metavar="NAME", help="The name of the stack; dateline unless told."),
]
Region = Annotated[str | None, typer.Option("--region", metavar="REGION", envvar="AWS_REGION", help="The AWS region.")]


def as_day(option: str, text: str | None) -> str | None:
    """The day that an option gives, as ISO 8601; None where it gives none. Raises Failure where it is no day."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise Failure(f"{option} wants a day like 2020-03-02, not {text!r}", code=Exit.USAGE) from error
