"""What `dateline replay` was asked for: exactly one source, its options checked and typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from infra.cli.failure import Exit, Failure
from infra.cli.options import as_day
from infra.cli.pages import STDIN

if TYPE_CHECKING:
    from dateline.rejection import Reason

SOURCES = """\
Name one source: a file of events, --all, --prefix, --since or --until for the bucket, --dead-letters, --archive, or \
--rejected, --day, --publisher or --parser-version for the table."""

OLDER = "older"


class DeadLetters(StrEnum):
    """Which dead-letter queues."""

    PARSE = "parse"
    ENRICH = "enrich"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Given:
    """The options as they were given."""

    what: str | None = None
    everything: bool = False
    prefix: str | None = None
    since: str | None = None
    until: str | None = None
    dead_letters: bool = False
    archive: bool = False
    rejected: bool = False
    reason: str | None = None
    day: str | None = None
    since_day: str | None = None
    until_day: str | None = None
    publisher: str | None = None
    parser_version: str | None = None


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file of recorded events, or `-`."""

    name: str


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects of the bucket."""

    prefix: str
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Archived:
    """Events of the archive; None for as far back as it goes, and for now."""

    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the table; `since` and `until` are days."""

    rejected: bool
    reason: Reason | None
    publisher: str | None
    since: str | None
    until: str | None
    parser_version: str | None


Asked = EventFile | Objects | DeadLetters | Archived | Rows


def asked(given: Given) -> Asked:
    """The one source. Raises Failure where there is none, or more than one, or an option that does not fit it."""
    named = list(_named(given))
    if not named:
        raise Failure("nothing says what to replay", code=Exit.USAGE, hint=SOURCES)
    if len(named) > 1:
        raise Failure(f"{named[0]} and {named[1]} cannot be replayed in one go", code=Exit.USAGE, hint=SOURCES)
    if given.dead_letters:
        return _dead_letters(given.what)
    if given.archive:
        return Archived(*_times(given))
    if given.rejected or given.reason or _of_table(given):
        return _rows(given)
    if given.what is not None:
        if given.what != STDIN and not Path(given.what).is_file():
            what = "is a folder" if given.what and Path(given.what).is_dir() else "no such file"
            raise Failure(f"{what}: {given.what}", code=Exit.USAGE)
        return EventFile(given.what)
    return Objects(given.prefix or "", *_times(given))


def _named(given: Given) -> list[str]:
    """The sources that were named, for people."""
    takes_what = given.dead_letters or given.rejected
    spanned = given.everything or given.since or given.until
    if given.archive and not spanned and not given.prefix:
        raise Failure("--archive needs --since or --until, or --all for as far back as it goes", code=Exit.USAGE)
    return [
        name
        for name, there in {
            "a file of events": given.what is not None and not takes_what,
            "--dead-letters": given.dead_letters,
            "--archive": given.archive,
            "pages of the bucket (--all, --prefix, --since, --until)": given.prefix or (spanned and not given.archive),
            "rows of the table": given.rejected or given.reason or _of_table(given),
        }.items()
        if there
    ]


def _of_table(given: Given) -> bool:
    return any((given.day, given.since_day, given.until_day, given.publisher, given.parser_version))


def _dead_letters(name: str | None) -> DeadLetters:
    if name is not None and name not in set(DeadLetters):
        raise Failure(f"no such queue: {name}; there are {', '.join(DeadLetters)}", code=Exit.USAGE)
    return DeadLetters(name or DeadLetters.ALL)


def _rows(given: Given) -> Rows:
    from dateline.rejection import Reason

    if given.what and given.reason and given.what != given.reason:
        raise Failure(f"{given.what} and {given.reason} are two reasons; name one", code=Exit.USAGE)
    reason = (given.what if given.rejected else None) or given.reason
    if reason is not None and reason not in set(Reason):
        raise Failure(f"no such reason: {reason}; there are {', '.join(Reason)}", code=Exit.USAGE)
    rejected = given.rejected or reason is not None
    if rejected and given.publisher:
        raise Failure("a rejected upload has no publisher: leave one of them out", code=Exit.USAGE)
    if given.day and (given.since_day or given.until_day):
        raise Failure("give either --day, or --since-day and --until-day", code=Exit.USAGE)
    return Rows(
        rejected=rejected,
        reason=Reason(reason) if reason else None,
        publisher=given.publisher,
        since=as_day("--day", given.day) or as_day("--since-day", given.since_day),
        until=as_day("--day", given.day) or as_day("--until-day", given.until_day),
        parser_version=_version(given.parser_version),
    )


def _version(text: str | None) -> str | None:
    if text is not None and text != OLDER and not (text.isascii() and text.isdigit()):
        raise Failure(f"--parser-version wants {OLDER}, or a whole number, not {text!r}", code=Exit.USAGE)
    return text


def _times(given: Given) -> tuple[datetime | None, datetime | None]:
    since, until = _moment("--since", given.since), _moment("--until", given.until, end_of_day=True)
    if since and until and since >= until:
        raise Failure(f"there is no time from --since {given.since} to --until {given.until}", code=Exit.USAGE)
    return since, until


def _moment(option: str, text: str | None, *, end_of_day: bool = False) -> datetime | None:
    """The time, in UTC; of a day its beginning, or the moment when it is over."""
    if text is None:
        return None
    try:
        if len(text) <= len("2020-03-02"):
            day = datetime.fromisoformat(date.fromisoformat(text).isoformat()).replace(tzinfo=UTC)
            return day + timedelta(days=1) if end_of_day else day
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        wanted = "a day like 2020-03-02, or a time like 2020-03-02T13:39Z"
        raise Failure(f"{option} wants {wanted}, not {text!r}", code=Exit.USAGE) from error
