"""`dateline takedown`: articles taken out of the table and the buckets, and kept out; the lifting of that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.failure import Exit, Failure
from infra.cli.held_back import ARTICLE_ID
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose, as_day
from infra.cli.pasting import pasteable, print_command, where
from infra.cli.stack import Stack, stack
from infra.cli.terminal import err, out, write_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.store.audit import Action, Audit
    from dateline.store.takedown import Found, Takedowns, Target

REASON = "…"
"""Stands in the command that a dry run prints for the reason, which people have to give."""

LIFT_SECONDS = 5
"""So long the message of a lifted key waits, until the row that would refuse it is gone."""

What = Annotated[
    str | None,
    typer.Argument(metavar="[ID|KEY]", help="An article's id, or its key in the inbox.", show_default=False),
]
Person = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="All articles there are now whose story names exactly this person."),
]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="With --person: of this day and later.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="With --person: of this day and earlier.")]
Uploads = Annotated[
    bool, typer.Option("--uploads", help="Erase all versions of what was uploaded, too: nothing of it can come back.")
]
Apply = Annotated[bool, typer.Option("--apply", help="Do it. Without it the command tells what it would do.")]
Because = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="Why; asked for with --apply. It is kept for good: a case number, no name and no content."
    ),
]
By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who does it; unless told, the AWS identity, or the user.")
]
Lift = Annotated[bool, typer.Option("--lift", help="End a takedown: what still lies in the inbox comes back.")]
ListThem = Annotated[bool, typer.Option("--list", help="The takedowns there were, the latest first.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be taken down, or let in again, and how."""

    what: str | None
    person: str | None
    since: str | None
    until: str | None
    uploads: bool
    lift: bool
    where: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """Those that the audit row keeps: none of them tells of a person or a page."""
        given = {"person": self.person, "since": self.since, "until": self.until, "uploads": self.uploads}
        return tuple(f"--{name}" for name, value in given.items() if value)

    @property
    def command(self) -> str:
        """The command that does it."""
        words = ["dateline", "takedown", *([self.what] if self.what else [])]
        for name in ("person", "since", "until"):
            value = getattr(self, name)
            words += [f"--{name}", value] if value else []
        flags = [f"--{name}" for name in ("uploads", "lift") if getattr(self, name)]
        return pasteable([*words, *flags, *self.where, "--apply", "--because", REASON])


def takedown(  # noqa: PLR0913 - each option of the command is a parameter
    what: What = None,
    *,
    person: Person = None,
    since: Since = None,
    until: Until = None,
    uploads: Uploads = False,
    apply: Apply = False,
    because: Because = None,
    by: By = None,
    lift: Lift = False,
    list_them: ListThem = False,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Take articles down, and keep them out.

    Removes an article's rows under every key and all that lay aside for them, with --uploads what was uploaded as well.
    Nothing that comes later brings it back, from these keys or from others, until it is lifted. A dry run unless
    --apply. An audit row stays: when, who, why, which ids and how much, no content and no key.
    """
    from infra.cli.takedown_told import audits_told, audits_view

    days = as_day("--since", since), as_day("--until", until)
    asked = Asked(what, person, *days, uploads, lift, where(endpoint_url, stack_name, region))
    _check(asked, apply=apply, because=because, list_them=list_them)
    with stack(endpoint_url, stack_name, region) as found:
        takedowns = _takedowns(found)
        if list_them:
            audits = list(takedowns.audits.newest())
            if as_json:
                for one in audits_told(audits):
                    write_json(one)
            elif audits:
                out().print(audits_view(audits))
            else:
                err().print("nothing was taken down")
            return
        audit = _audit(asked, by, because) if apply else None
        if lift:
            _lift(found, takedowns, asked, audit, as_json=as_json)
        else:
            _take_down(found, takedowns, asked, audit, as_json=as_json)


def _check(asked: Asked, *, apply: bool, because: str | None, list_them: bool) -> None:
    if list_them + (asked.what is not None) + (asked.person is not None) != 1:
        raise Failure("give an article's id, a key, --person NAME, or --list", code=Exit.USAGE)
    if asked.lift and (asked.what is None or asked.uploads):
        raise Failure("--lift wants an id or a key, and nothing else", code=Exit.USAGE)
    if (asked.since or asked.until) and not asked.person:
        raise Failure("--since and --until go with --person", code=Exit.USAGE)
    if apply and (because or "").strip() in {"", REASON}:
        raise Failure("--apply wants --because TEXT, which is kept for good: no name, no content", code=Exit.USAGE)


def _take_down(found: Stack, takedowns: Takedowns, asked: Asked, audit: Audit | None, *, as_json: bool) -> None:
    from dateline.store.takedown import MOST_ARTICLES, ChangedMeanwhile
    from infra.cli.takedown_told import nothing_left, plan_told, plan_view, removed_told, removed_view

    there = [takedowns.found(target) for target in _targets(found, takedowns, asked)]
    if not there:
        raise Failure(f"no article of these days names {asked.person}")
    if len(there) > MOST_ARTICLES:
        hint = "Take them down in parts, by --since and --until."
        raise Failure(f"{len(there):,} articles are more than {MOST_ARTICLES:,}", code=Exit.USAGE, hint=hint)
    if not any(_is_left(one, asked) for one in there):
        _print(nothing_left(there, uploads=asked.uploads), {"applied": False, "left": False}, as_json=as_json)
    elif audit is None:
        told = plan_told(there, asked.command, uploads=asked.uploads)
        _print(plan_view(there, uploads=asked.uploads), told, as_json=as_json)
        if not as_json:
            print_command(out(), asked.command)
    else:
        targets = [one.target for one in there]
        try:
            removed = takedowns.take_down(targets, audit, uploads=asked.uploads)
        except ChangedMeanwhile as changed:
            raise Failure(str(changed), hint="Run it again.") from changed
        _print(removed_view(removed, uploads=asked.uploads), removed_told(removed), as_json=as_json)


def _targets(found: Stack, takedowns: Takedowns, asked: Asked) -> Iterator[Target]:
    from dateline.store.queries import FIRST_DAY, LAST_DAY

    if asked.person is None:
        yield _target(found, takedowns, asked.what or "")
        return
    try:
        yield from takedowns.of_person(asked.person, asked.since or FIRST_DAY, asked.until or LAST_DAY)
    except ValueError as error:
        raise Failure(str(error), code=Exit.USAGE) from error


def _target(found: Stack, takedowns: Takedowns, what: str) -> Target:
    target = takedowns.of_article(what) if ARTICLE_ID.fullmatch(what) else None
    target = target or takedowns.of_key(found.inbox_bucket, what)
    if target is None:
        raise Failure(f"no article and no upload is called {what}")
    return target


def _is_left(one: Found, asked: Asked) -> bool:
    """Whether something would be done for it."""
    not_blocked = one.target.article_id is not None and not one.blocked
    return bool(one.standing or not_blocked or one.aside or (asked.uploads and one.uploads))


def _lift(found: Stack, takedowns: Takedowns, asked: Asked, audit: Audit | None, *, as_json: bool) -> None:
    from infra.cli.takedown_told import lift_plan_view, lifted_view, removed_told, target_told

    target = _target(found, takedowns, asked.what or "")
    there = takedowns.found(target)
    if not there.blocked and len(there.standing) == len(target.keys):
        raise Failure(f"{asked.what} is not taken down")
    if audit is None:
        told = {"applied": False, "lift": target_told(there), "command": asked.command}
        _print(lift_plan_view(there), told, as_json=as_json)
        if not as_json:
            print_command(out(), asked.command)
        return
    lifted = takedowns.lift(target, audit, _look_again(found))
    _print(lifted_view(lifted), removed_told(lifted), as_json=as_json)


def _look_again(found: Stack) -> Callable[[str, str], None]:
    from dateline.store import client

    queue, sqs = found.output("ParseQueueUrl"), client("sqs")

    def look_again(bucket: str, key: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = {"backfill": {"bucket": bucket, "keys": [key], "id": f"lift-{now}", "time": now}}
        sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(told), DelaySeconds=LIFT_SECONDS)

    return look_again


def _takedowns(found: Stack) -> Takedowns:
    from dateline.store import client
    from dateline.store.takedown import Takedowns

    return Takedowns(client("dynamodb"), client("s3"), found.table)


def _audit(asked: Asked, by: str | None, because: str | None) -> Audit:
    from dateline.store.audit import Audit

    action: Action = "lift" if asked.lift else "takedown"
    return Audit(action, by or _caller(), (because or "").strip(), (), asked.options)


def _caller() -> str:
    """Who runs the command: the AWS identity, or the user's name where nobody tells it."""
    import getpass

    from botocore.exceptions import BotoCoreError, ClientError

    from dateline.store import impatient_client

    try:
        return str(impatient_client("sts", 5).get_caller_identity()["Arn"])
    except (BotoCoreError, ClientError):
        return getpass.getuser()


def _print(view: RenderableType, told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        write_json(told)
    else:
        out().print(view)
