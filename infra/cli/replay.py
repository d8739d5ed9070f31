"""`dateline replay`: what was uploaded once, sent through the stack again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.failure import Exit, Failure
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose
from infra.cli.pasting import pasteable
from infra.cli.replay_asked import Archived, Asked, DeadLetters, Given, asked
from infra.cli.stack import stack
from infra.cli.stopping import stopping

if TYPE_CHECKING:
    from infra.cli.replay_session import Session
    from infra.cli.replay_telling import Ended

PAGES_A_SECOND = 50.0

What = Annotated[
    str | None,
    typer.Argument(
        metavar="[EVENT.json|QUEUE|REASON]",
        help="A file of upload events, in any envelope, or one a line; - for standard input. "
        "With --dead-letters: parse, enrich or all. With --rejected: the reason.",
        show_default=False,
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="All of the bucket; with --archive all of that.")]
Prefix = Annotated[str | None, typer.Option(metavar="PREFIX", help="Pages of the bucket whose keys begin so.")]
Since = Annotated[
    str | None, typer.Option(metavar="TIME", help="Pages uploaded at this time or later, like 2020-03-02T13:39Z.")
]
Until = Annotated[str | None, typer.Option(metavar="TIME", help="And before this time; of a day, until it is over.")]
Letters = Annotated[bool, typer.Option("--dead-letters", help="Dead letters: back to the queue they came from.")]
FromArchive = Annotated[
    bool, typer.Option("--archive", help="Events of EventBridge's archive, by --since and --until.")
]
Rejected = Annotated[bool, typer.Option("--rejected", help="Pages of the table that were rejected.")]
RejectedFor = Annotated[str | None, typer.Option("--reason", metavar="REASON", help="For this reason.")]
Day = Annotated[str | None, typer.Option(metavar="DAY", help="Articles of this day, like 2020-03-02, or rejections.")]
SinceDay = Annotated[str | None, typer.Option(metavar="DAY", help="Of this day and later.")]
UntilDay = Annotated[str | None, typer.Option(metavar="DAY", help="Of this day and earlier.")]
Publisher = Annotated[str | None, typer.Option(metavar="DOMAIN", help="Articles of this publisher, like example.com.")]
Version = Annotated[
    str | None,
    typer.Option("--parser-version", metavar="older|N", help="Made by older code than this here, or by that parser."),
]
Apply = Annotated[bool, typer.Option("--apply", help="Send. Without it the plan is told, and nothing is sent.")]
Rate = Annotated[
    float | None,
    typer.Option(min=0.01, max=100_000, metavar="N", help=f"Pages a second, at most; {PAGES_A_SECOND:g} unless told."),
]
FromStart = Annotated[bool, typer.Option("--from-start", help="Forget where the same replay was stopped.")]
Wait = Annotated[bool, typer.Option("--wait", help="End when the queues are empty.")]


def replay(  # noqa: PLR0913 - each option of the command is a parameter
    context: typer.Context,
    what: What = None,
    *,
    everything: Everything = False,
    prefix: Prefix = None,
    since: Since = None,
    until: Until = None,
    dead_letters: Letters = False,
    archive: FromArchive = False,
    rejected: Rejected = False,
    reason: RejectedFor = None,
    day: Day = None,
    since_day: SinceDay = None,
    until_day: UntilDay = None,
    publisher: Publisher = None,
    parser_version: Version = None,
    apply: Apply = False,
    rate: Rate = None,
    from_start: FromStart = False,
    wait: Wait = False,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Send uploads through the stack again.

    Recorded events, pages of the bucket, dead letters, the archive of events, or pages that the table is asked for.
    A dry run unless --apply: it tells how many, of what, and what that costs. Nothing changes that is up to date,
    however often it is replayed.

    Ctrl-C stops it, and the same command goes on where it was. Ends with 0 when all was sent, 1 if a queue did not
    take something, 130 when it was stopped.
    """
    from infra.cli.replay_session import How, Session
    from infra.cli.replay_telling import Machine, People

    source = asked(
        Given(
            what, everything, prefix, since, until, dead_letters, archive, rejected, reason, day, since_day, until_day,
            publisher, parser_version,
        )
    )  # fmt: skip
    if rate is not None and isinstance(source, Archived):
        raise Failure("EventBridge replays its archive at its own pace: leave --rate out", code=Exit.USAGE)
    how = How(apply, rate or PAGES_A_SECOND, from_start, f"{_given(context)} --apply")
    with stopping() as stop, stack(endpoint_url, stack_name, region) as found:
        session = Session(found, how, Machine() if as_json else People(), stop)
        ended = _replayed(session, source)
        if ended:
            session.teller.ended(ended)
            if wait and not ended.stopped:
                _wait(session)
    if stop.is_set():
        raise typer.Exit(Exit.STOPPED)


def _replayed(session: Session, source: Asked) -> Ended | None:
    from infra.cli.replay_archive import replay_archive
    from infra.cli.replay_letters import replay_letters
    from infra.cli.replay_list import replay_list

    match source:
        case DeadLetters():
            return replay_letters(session, source)
        case Archived():
            return replay_archive(session, source)
        case _:
            return replay_list(session, source)


def _wait(session: Session) -> None:
    from infra.replay.queue import wait_until_empty

    queues = [session.queue("ParseQueueUrl"), session.queue("EnrichQueueUrl")]
    with session.teller.working("waiting in the queues") as on_done:
        wait_until_empty(queues, session.stop, on_done)


def _given(context: typer.Context) -> str:
    """The command as it was given, without what another place told, such as the environment."""
    words = ["dateline", context.info_name or ""]
    for parameter in sorted(context.command.params, key=lambda one: one.param_type_name == "argument"):
        name = parameter.name or ""
        source, value = context.get_parameter_source(name), context.params.get(name)
        if source is None or source.name != "COMMANDLINE" or value is None:
            continue
        if parameter.param_type_name == "option":
            words.append(parameter.opts[0])
        if value is not True:
            words.append(f"{value:g}" if isinstance(value, float) else str(value))
    return pasteable(words)
