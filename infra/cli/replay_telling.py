"""How a replay is told: its plan, its progress, its end; for people at a terminal, for a log, or as JSON."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn
from rich.table import Table
from rich.text import Text

from infra.cli.pasting import print_command
from infra.cli.terminal import err, line, out, write_json

FEW = 5  # things that are shown of many
MOST_VALUES = 6  # of one fact
LINE = 80  # characters of such values beside each other
SECONDS_A_LINE = 5.0  # where progress goes to a log

OnDone = Callable[[int], None]
"""Called with how many are done, of all."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a replay would do. `number` of `unit` ("page"), in so many messages, as far as that can be told.

    `counts` tell how many have which value of a fact; `first` are the first keys, each with a remark or none;
    `seconds` and `usd` are what it takes, where that can be told; `notes` are sentences that matter beside.
    """

    what: str
    unit: str
    number: int | None
    messages: int | None = None
    counts: Mapping[str, Counter[str]] = field(default_factory=dict)
    first: Sequence[tuple[str, str]] = ()
    seconds: float | None = None
    usd: float | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a replay ended: how many were sent and are left, where that can be told, and whether it was told to stop."""

    unit: str
    number: int | None
    left: int | None
    seconds: float
    stopped: bool = False


class Teller(Protocol):
    """Tells of one replay."""

    def nothing(self, what: str) -> None:
        """There is nothing to replay."""

    def dry(self, plan: Planned, command: str) -> None:
        """What it would do, and the command that does it."""

    def begins(self, plan: Planned) -> None:
        """What it is about to do."""

    def goes_on(self, what: str, unit: str, number: int, of: int) -> None:
        """That it goes on where it was stopped before."""

    def working(self, what: str, done: int = 0, of: int | None = None) -> Any:
        """A context in which `OnDone` is given; `of` is how many there are, None where nobody knows."""

    def ended(self, end: Ended) -> None:
        """How it ended."""


class People:
    """Tells people. Progress is a bar on a terminal, else a line now and then; it goes to standard error."""

    def nothing(self, what: str) -> None:
        err().print(line(f"nothing to replay: there are no {what}"), soft_wrap=True)

    def dry(self, plan: Planned, command: str) -> None:
        console = out()
        console.print(plan_view(plan))
        console.print()
        console.print(Text("This was a dry run, and nothing was sent. To send it:", "quiet"))
        print_command(console, command)

    def begins(self, plan: Planned) -> None:
        out().print(plan_view(plan))

    def goes_on(self, what: str, unit: str, number: int, of: int) -> None:
        told = f"replay of {what} goes on: {number:,} of {_amount(of, unit)} were sent before"
        out().print(line(told), soft_wrap=True)

    @contextmanager
    def working(self, what: str, done: int = 0, of: int | None = None) -> Iterator[OnDone]:
        if sys.stderr.isatty():
            with _bar(of is not None) as progress:
                task = progress.add_task(what, completed=done, total=of)
                yield lambda number: progress.update(task, completed=number)
        else:
            yield _Lines(what, done, of)

    def ended(self, end: Ended) -> None:
        sent = f"{end.unit}s" if end.number is None else _amount(end.number, end.unit)
        told = Text.assemble((f"{sent} sent", "odd" if end.stopped else "good"), f" · {_time(end.seconds)}")
        if end.left:
            told.append(f" · {end.left:,} left", "odd")
        out().print("", told, sep="\n")
        if end.stopped:
            err().print(Text("stopped; the same command goes on from there, --from-start begins anew", "quiet"))


class Machine:
    """Tells machines: one JSON object a line on standard output."""

    def nothing(self, what: str) -> None:
        write_json({"event": "nothing", "what": what})

    def dry(self, plan: Planned, command: str) -> None:
        write_json({**_plain(plan), "dry_run": True, "command": command})

    def begins(self, plan: Planned) -> None:
        write_json({**_plain(plan), "dry_run": False})

    def goes_on(self, what: str, unit: str, number: int, of: int) -> None:
        write_json({"event": "resumed", "what": what, "unit": unit, "sent": number, "left": of - number})

    @contextmanager
    def working(self, what: str, done: int = 0, of: int | None = None) -> Iterator[OnDone]:  # noqa: ARG002 - as Teller
        def tell(number: int) -> None:
            if of is not None:
                write_json({"event": "sent", "sent": number, "left": max(of - number, 0)})

        yield tell

    def ended(self, end: Ended) -> None:
        event = "stopped" if end.stopped else "done"
        told = {"event": event, "unit": end.unit, "sent": end.number, "left": end.left}
        write_json({**told, "seconds": round(end.seconds, 3)})


def plan_view(plan: Planned) -> RenderableType:
    """The plan as people read it."""
    facts = Table.grid(padding=(0, 3, 0, 0))
    facts.add_column(style="label", no_wrap=True)
    facts.add_column(overflow="fold")
    in_messages = "" if plan.messages is None else f", in {_amount(plan.messages, 'message')}"
    if plan.number is not None:
        facts.add_row("How many", f"{_amount(plan.number, plan.unit)}{in_messages}")
    for name, counted in plan.counts.items():
        facts.add_row(line(name[:1].upper() + name[1:]), _counted(counted))
    explained = len(plan.counts.get("why", ())) != 1
    for number, (key, remark) in enumerate(plan.first):
        told = Text("  ").join([line(key, "path"), *([line(remark, "quiet")] if remark and explained else [])])
        facts.add_row("" if number else "The first", told)
    if plan.seconds is not None:
        facts.add_row("Takes", f"{_time(plan.seconds)} to send")
    if plan.usd is not None:
        facts.add_row("Costs", f"${plan.usd:,.2f} at most" if plan.usd >= 0.005 else "less than a cent")
    parts: list[RenderableType] = [line(f"Replay of {plan.what}", "headline")]
    if facts.row_count:
        parts.append(Padding(facts, (1, 0, 0, 2)))
    if plan.notes:
        parts.append(Padding(Group(*(line(note, "odd") for note in plan.notes)), (1, 0, 0, 2)))
    return Group(*parts)


class _Lines:
    """Progress as lines: `40 of 120 pages sent, 80 left, 2 s`."""

    def __init__(self, what: str, done: int, of: int | None) -> None:
        self._what, self._of, self._before = what, of, done
        self._began = self._told = time.monotonic()
        self._console = err()

    def __call__(self, number: int) -> None:
        now = time.monotonic()
        if now - self._told < SECONDS_A_LINE:
            return
        self._told = now
        told = f"{self._what}: {number:,}"
        if self._of is not None:
            told += f" of {self._of:,}, {self._of - number:,} left"
            gone = number - self._before
            if gone > 0:
                told += f", about {_time((self._of - number) * (now - self._began) / gone)}"
        self._console.print(line(told))


class _Left(ProgressColumn):
    """`1,234 left, 25 s`"""

    def render(self, task: Task) -> Text:
        if task.total is None:
            return Text(f"{task.completed:,.0f}", "quiet")
        seconds = task.time_remaining
        told = f"{task.completed:,.0f} of {task.total:,.0f} · {task.remaining:,.0f} left"
        return Text(told if seconds is None else f"{told} · {_time(seconds)}")


def _bar(known: bool) -> Progress:
    bar = (BarColumn(complete_style="good", finished_style="good"),) if known else ()
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False), *bar, _Left(), console=err(), transient=True
    )


def _counted(counted: Counter[str]) -> Text:
    shown = counted.most_common(MOST_VALUES)
    parts = [Text.assemble((f"{number:,}× ", "bold"), line(value)) for value, number in shown]
    if len(counted) > len(shown):
        more = len(counted) - len(shown)
        rest = counted.total() - sum(number for _, number in shown)
        parts.append(Text(f"{rest:,} in {more:,} more", "quiet"))
    return Text(" · " if sum(map(len, parts)) < LINE else "\n").join(parts)


def _amount(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _time(seconds: float) -> str:
    if seconds < 1:
        return "less than a second"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 7200 else f"{seconds / 3600:,.1f} h"


def _plain(plan: Planned) -> dict[str, Any]:
    return {
        "event": "planned",
        "what": plan.what,
        "unit": plan.unit,
        "number": plan.number,
        "messages": plan.messages,
        "counts": {name: dict(counted) for name, counted in plan.counts.items()},
        "first": [{"key": key, "remark": remark} if remark else {"key": key} for key, remark in plan.first],
        "seconds": plan.seconds,
        "usd": plan.usd,
        "notes": list(plan.notes),
    }
