"""The options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

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
