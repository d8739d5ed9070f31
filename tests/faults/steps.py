"""What may happen: each step a plain value, so that a run is a list that can be printed, cut shorter and played again.

A step that finds nothing to act on does nothing, and numbers that choose (`nth`, `skip`, `events`) go round: what is
left of a list still plays when other steps are taken out of it.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, Literal, TypeAlias

__all__ = [
    "Backfill",
    "Deliver",
    "Deploy",
    "Expire",
    "Fault",
    "Kind",
    "Poison",
    "Purge",
    "Put",
    "Redrive",
    "Remove",
    "Replay",
    "Resume",
    "Step",
    "Takedown",
    "Work",
]

FunctionName = Literal["parse", "enrich"]
Envelope = Literal["eventbridge", "s3", "sns"]


class Kind(StrEnum):
    """What goes wrong at one call of an invocation."""

    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    THROTTLED = "throttled"
    FAILED = "failed"
    LOST_BEFORE = "lost before"
    """The connection breaks before the call took effect …"""
    LOST_AFTER = "lost after"
    """… or after it did, and the answer is lost."""
    CUT = "cut"
    """The body of the answer ends too early."""
    PARTLY = "partly"
    """A batch is taken but for some of its entries."""
    PAUSED = "paused"
    """Other steps come first; `Resume` goes on."""
    HURRIED = "hurried"
    """From here on the function has hardly any time left."""


class _Shown:
    """Shown as it is written: by its place what must be said, by its name what need not, and only where it differs."""

    __slots__ = ()

    def __repr__(self) -> str:
        told = []
        for field in fields(self):  # type: ignore[arg-type]
            value: Any = getattr(self, field.name)
            if field.default is MISSING:
                told.append(_shown(value))
            elif value != field.default:
                told.append(f"{field.name}={_shown(value)}")
        return f"{type(self).__name__}({', '.join(told)})"


def _shown(value: Any) -> str:
    return str(f"Kind.{value.name}") if isinstance(value, Kind) else repr(value)


@dataclass(frozen=True, slots=True, repr=False)
class Fault(_Shown):
    """`kind` befalls the calls of an invocation from number `call` on, `times` of them. Retries are calls too."""

    call: int
    kind: Kind
    times: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Put(_Shown):
    """A page is uploaded to a key, `after` seconds later than what was before. With `untold` no event tells of it."""

    key: str
    page: str
    after: int = 1
    untold: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Remove(_Shown):
    """A key's object is removed: a delete marker lies there."""

    key: str
    after: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Purge(_Shown):
    """One of a key's versions is deleted for good, `nth` from the newest; of a delete marker that undoes a removal."""

    key: str
    nth: int = 0
    after: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Deliver(_Shown):
    """Events on their way reach the parse queue, in one message where the envelope holds many; if `kept`, once more."""

    events: tuple[int, ...] = (0,)
    envelope: Envelope = "eventbridge"
    kept: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Poison(_Shown):
    """A message that nobody can use reaches a function's queue."""

    function: FunctionName
    nth: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Work(_Shown):
    """A function is invoked with at most `most` of its queue's messages, the oldest `skip` left for later.

    `ahead`: objects are read when the batch begins, not when their turn comes. With `unacknowledged` the messages are
    not deleted, although they were done.
    """

    function: FunctionName
    most: int = 1
    skip: int = 0
    faults: tuple[Fault, ...] = ()
    ahead: bool = True
    unacknowledged: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Resume(_Shown):
    """A paused invocation goes on."""

    nth: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Expire(_Shown):
    """The visibility of a message runs out, whoever holds it."""

    function: FunctionName
    nth: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Redrive(_Shown):
    """All of a function's dead letters go back to its queue."""

    function: FunctionName


@dataclass(frozen=True, slots=True, repr=False)
class Replay(_Shown):
    """The archive sends again what it kept, but for the first `nth` changes."""

    nth: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Backfill(_Shown):
    """A message asks for keys to be looked at again."""

    keys: tuple[str, ...]
    encoded: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Takedown(_Shown):
    """What a key holds is taken down, with all other keys that hold the same article. The uploads stay.

    With `faults`, whose call is the takedown's own, it may break off; it is done again at once.
    """

    key: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Deploy(_Shown):
    """A newer version of both functions is deployed: what is under way ends with the older one."""


Change: TypeAlias = Put | Remove | Purge
"""What happens to objects."""

Telling: TypeAlias = Deliver | Poison | Redrive | Replay | Backfill
"""What comes into the queues."""

Step: TypeAlias = Change | Telling | Work | Resume | Expire | Deploy | Takedown
