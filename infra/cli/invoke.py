"""`dateline invoke`: one function with one recorded event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from infra.cli.cloud import Engine, EngineOption, local_cloud
from infra.cli.failure import Exit, Failure
from infra.cli.options import Json, Verbose
from infra.cli.terminal import out, write_json

if TYPE_CHECKING:
    from dateline.events import UploadEvent
    from dateline.messages import Message
    from dateline.store import OverflowBucket
    from infra.cli.settled import Settled
    from infra.local.cloud import LocalCloud

PAGES = Path(__file__).parents[2] / "tests" / "pages"


class Function(StrEnum):
    """The functions of the stack."""

    PARSE = "parse"
    ENRICH = "enrich"


FunctionName = Annotated[Function, typer.Argument(help="Which function.", show_default=False)]
EventFile = Annotated[
    Path,
    typer.Argument(metavar="EVENT.json", exists=True, dir_okay=False, help="An event as Lambda would hand it over."),
]


def invoke(
    function: FunctionName,
    event_file: EventFile,
    *,
    engine: EngineOption = Engine.EMBEDDED,
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Hand a recorded event to one function.

    It runs in a local cloud that holds the objects which the event names. Prints what the function answered, and what
    became of each upload once the events had run. Ends with 1 if the function failed.
    """
    event = _event(event_file)
    with local_cloud(engine, verbose=verbose) as cloud:
        answer, settled = _invoke(cloud, function, event, event_file)
    if as_json:
        write_json({"answer": answer, "uploads": [one.told() for one in settled]})
    else:
        _print(function, answer, settled)
    if isinstance(answer, Mapping) and answer.get("batchItemFailures"):
        raise typer.Exit(Exit.FAILED)


def _event(file: Path) -> dict[str, Any]:
    try:
        event = json.loads(file.read_bytes())
    except (ValueError, OSError) as error:
        raise Failure(f"{file} holds no JSON: {error}", code=Exit.USAGE) from error
    if not isinstance(event, dict):
        raise Failure(f"{file} holds no event: an event is a JSON object", code=Exit.USAGE)
    return event


def _invoke(cloud: LocalCloud, function: Function, event: dict[str, Any], file: Path) -> tuple[Any, list[Settled]]:
    from infra.cli.logs import errors
    from infra.cli.settled import FAILED, dead_letters, open_table, settle
    from infra.local.engine import FunctionError
    from infra.local.server import seed

    seed(cloud, events=file, pages=PAGES)
    try:
        answer = cloud.invoke(function, event)
    except FunctionError as error:
        raise Failure(f"the {function} function failed: {error.type}: {error.message}") from error
    cloud.run_until_idle()
    table, overflow = open_table(cloud)
    told = {(one.upload.bucket, one.upload.key): one for one in _told(function, event, overflow)}
    dead, logged = dead_letters(cloud, overflow), errors(cloud.logs())
    settled = [(settle(one.upload, table, dead), logged.get(one.correlation_id)) for one in told.values()]
    return answer, [replace(one, message=why) if one.outcome == FAILED and why else one for one, why in settled]


def _told(function: Function, event: Mapping[str, Any], overflow: OverflowBucket) -> Iterator[UploadEvent | Message]:
    from dateline.events import uploads_in
    from dateline.messages import decode

    if function is Function.PARSE:
        yield from uploads_in(event)
    else:
        yield from (decode(record["body"], overflow.fetch) for record in event["Records"])


def _print(function: Function, answer: object, settled: list[Settled]) -> None:
    from infra.cli.outcomes import outcome_line

    console = out()
    console.print(Text(f"{function} answered", "label"))
    console.print(Padding(Text(json.dumps(answer, indent=2, ensure_ascii=False)), (0, 2, 1, 2)))
    console.print(Text("What became of its uploads", "label"))
    for one in settled:
        console.print(Padding(outcome_line(one), (0, 2)))
    if not settled:
        console.print(Padding(Text("the event tells of none", "quiet"), (0, 2)))
