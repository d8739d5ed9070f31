"""`dateline list`: what stands in the table, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, TypedDict, TypeVar, cast

import typer

from infra.cli.failure import Exit, Failure
from infra.cli.options import Endpoint, Json, Region, StackName, Verbose, as_day
from infra.cli.stack import stack
from infra.cli.terminal import err, out, write_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.record import Record
    from dateline.rejection import Reason
    from dateline.store import ArticleReader, Name, NameKind

T = TypeVar("T")

SCREENFUL = 20  # rows for people, where no limit is given

Day = Annotated[str | None, typer.Option(metavar="DAY", help="Of this day, like 2020-03-02.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Of this day and later.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Of this day and earlier.")]
Publisher = Annotated[str | None, typer.Option(metavar="DOMAIN", help="Of this publisher, like example.com.")]
Person = Annotated[list[str] | None, typer.Option(metavar="NAME", help="That name this person: all or part of a name.")]
Organisation = Annotated[list[str] | None, typer.Option(metavar="NAME", help="That name this body, company or party.")]
Place = Annotated[list[str] | None, typer.Option(metavar="NAME", help="That name this place.")]
Country = Annotated[list[str] | None, typer.Option(metavar="CODE", help="With a place in this country, like TR.")]
SaidBy = Annotated[list[str] | None, typer.Option(metavar="NAME", help="In which this person or body is quoted.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="The uploads that were no articles instead.")]
RejectedFor = Annotated[str | None, typer.Option("--reason", metavar="REASON", help="Rejected for this reason.")]


class Span(TypedDict, total=False):
    """The first and the last day that are asked for."""

    since: str
    until: str


Limit = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help=f"At most so many. Without it {SCREENFUL}, and with --json all of them."),
]


def list_(  # noqa: PLR0913 - each option of the command is a parameter
    *,
    day: Day = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    person: Person = None,
    organisation: Organisation = None,
    place: Place = None,
    country: Country = None,
    said_by: SaidBy = None,
    rejected: Rejected = False,
    reason: RejectedFor = None,
    limit: Limit = None,
    as_json: Json = False,
    endpoint_url: Endpoint = None,
    stack_name: StackName = None,
    region: Region = None,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """List the articles, or the rejections, newest first.

    Names are found however they are spelt ("Erdogan" for Erdoğan); several options must all fit. A search for names
    looks through all articles of the days asked for: --since makes it quicker.
    What was killed or withdrawn is marked, and so are the copies of its text.
    With --json, one record per line without its story, or one rejection per line.
    """
    from infra.cli.listing import article_list, rejection_list
    from infra.cli.rejected import rejection_line
    from infra.cli.withdrawn import record_json

    span = _span(day, since, until)
    wanted = _reason(reason)
    names = _names(person=person, organisation=organisation, place=place, country=country, speaker=said_by)
    if (rejected or wanted) and (publisher or names):
        raise Failure("a rejected upload has neither publisher nor names: leave them out", code=Exit.USAGE)
    most = _one_more(limit, as_json)
    with stack(endpoint_url, stack_name, region) as found:
        if rejected or wanted:
            rows = found.table.by_reason(wanted, most, **span)
            if as_json:
                _write(rejection_line(row.upload.key or "", row.reason, row.message) for row in rows)
            else:
                _print(list(rows), limit, rejection_list, "rejections")
        else:
            notices = found.table.notices()
            records = _articles(found.table, publisher, names, most, span)
            marked = ((record, notices.withdrawing(record)) for record in records)
            if as_json:
                _write(record_json(record, withdrawal, blocks=False) for record, withdrawal in marked)
            else:
                _print(list(marked), limit, article_list, "articles")


def _articles(
    table: ArticleReader, publisher: str | None, names: list[Name], most: int | None, span: Span
) -> Iterator[Record]:
    if names:
        return table.by_name(
            [*names, *_names(publisher=[publisher] if publisher else None)], most, blocks=False, **span
        )
    if publisher:
        return table.by_publisher(publisher, most, blocks=False, **span)
    return table.newest(most, blocks=False, **span)


def _names(**asked: list[str] | None) -> list[Name]:
    """The names that are asked for, by kind."""
    from dateline.store import Name

    try:
        return [Name(cast("NameKind", kind), text) for kind, texts in asked.items() for text in texts or ()]
    except ValueError as error:
        raise Failure(str(error), code=Exit.USAGE) from error


def _span(day: str | None, since: str | None, until: str | None) -> Span:
    if day and (since or until):
        raise Failure("give either --day, or --since and --until", code=Exit.USAGE)
    one = as_day("--day", day)
    span: Span = {}
    if first := one or as_day("--since", since):
        span["since"] = first
    if last := one or as_day("--until", until):
        span["until"] = last
    return span


def _reason(name: str | None) -> Reason | None:
    from dateline.rejection import Reason

    if name is None:
        return None
    if name not in set(Reason):
        raise Failure(f"no such reason: {name}; there are {', '.join(Reason)}", code=Exit.USAGE)
    return Reason(name)


def _one_more(limit: int | None, as_json: bool) -> int | None:
    """How many rows to read: for people one more than is shown, which tells that there are more."""
    return limit if as_json else (limit or SCREENFUL) + 1


def _write(lines: Iterable[bytes | dict[str, str]]) -> None:
    for one in lines:
        write_json(one)


def _print(rows: list[T], limit: int | None, view: Callable[[list[T]], RenderableType], what: str) -> None:
    shown = rows[: limit or SCREENFUL]
    if not shown:
        err().print(f"no {what} there")
        return
    out().print(view(shown))
    if len(rows) > len(shown):
        err().print(f"there are more {what}: --limit shows them", style="quiet")
