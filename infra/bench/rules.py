"""The rules of reading, wherever they stand, and what it takes to read without one of them.

A rule is a row, with a `name` and a `why`, of a table: a tuple in capitals in a module of `dateline.reading`.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from types import ModuleType
from typing import Any

import dateline.reading
from dateline.reading.dump.story.signs import Sign

ROOM = "dateline.reading"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: the module and table that it stands in, its name, which a table may hold twice, and what it is for."""

    module: str
    table: str
    name: str
    why: str

    @property
    def place(self) -> str:
        """Where it stands, below the room: `html/times · PUBLISHED`."""
        return f"{self.module.removeprefix(f'{ROOM}.').replace('.', '/')} · {self.table}"


def rows() -> Iterator[Row]:
    """All rules, in the order of the modules' names and of the tables."""
    for module in _modules():
        for table, value in vars(module).items():
            if table[0].isalpha() and table.isupper() and _is_table(value) and _is_defined_in(module, table):
                for name, why in {row.name: row.why for row in value}.items():
                    yield Row(module.__name__, table, name, why)


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = [found.name for found in pkgutil.walk_packages(dateline.reading.__path__, f"{ROOM}.")]
    return tuple(importlib.import_module(name) for name in names)


def _is_table(value: object) -> bool:
    return isinstance(value, tuple) and value != () and all(hasattr(row, "why") for row in value)


def _is_defined_in(module: ModuleType, table: str) -> bool:
    """Whether the table is the module's own, not imported from another."""
    return re.search(rf"^{table}\b[^\n]*?=", inspect.getsource(module), re.MULTILINE) is not None


@contextmanager
def taken_out(row: Row) -> Iterator[None]:
    """The row is missing from its table, wherever that was imported to."""
    table = _table_of(row)
    forget(all_of_it=True)
    with _in_place_of(table, tuple(one for one in table if one.name != row.name)):
        yield
    forget(all_of_it=True)


@contextmanager
def watched(met: Callable[[Row], None]) -> Iterator[frozenset[Row]]:
    """Each rule tells `met` whenever it holds or finds something; yields the rules of which that can be told.

    Before each page `forget` what was remembered: a rule that is not asked tells nothing.
    """
    told: set[Row] = set()
    with ExitStack() as stack:
        for place, of_table in groupby(rows(), lambda row: (row.module, row.table)):
            by_name = {row.name: row for row in of_table}
            table = getattr(importlib.import_module(place[0]), place[1])
            told |= {by_name[one.name] for one in table if _calls(one)}
            watching = tuple(_watching(one, partial(met, by_name[one.name])) for one in table)
            stack.enter_context(_in_place_of(table, watching))
        yield frozenset(told)


def _table_of(row: Row) -> tuple[Any, ...]:
    table: tuple[Any, ...] = getattr(importlib.import_module(row.module), row.table)
    return table


@contextmanager
def _in_place_of(table: tuple[Any, ...], other: tuple[Any, ...]) -> Iterator[None]:
    """The other table stands wherever the one was imported to, or is part of a mapping."""
    rooms = [vars(module) for module in _modules()]
    rooms += [value for room in rooms for value in room.values() if isinstance(value, dict)]
    holders = [(room, name) for room in rooms for name, value in room.items() if value is table]
    for room, name in holders:
        room[name] = other
    try:
        yield
    finally:
        for room, name in holders:
            room[name] = table


def forget(*, all_of_it: bool = False) -> None:
    """Let go of what was worked out for one page and is remembered, or of all that was ever worked out."""
    for module in _modules():
        for value in vars(module).values():
            clear = getattr(value, "cache_clear", None)
            if clear and (all_of_it or value.cache_parameters()["maxsize"] is not None):
                clear()


def _calls(one: Any) -> dict[str, Callable[..., Any]]:
    """The functions of a row, by the names of its fields; not those whose answers are remembered for good."""
    if not dataclasses.is_dataclass(one) or isinstance(one, Sign):
        return {}
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    return {name: value for name, value in values.items() if callable(value)}


def _watching(one: Any, met: Callable[[], None]) -> Any:
    calls = _calls(one)
    return dataclasses.replace(one, **{name: _telling(call, met) for name, call in calls.items()}) if calls else one


def _telling(call: Callable[..., Any], met: Callable[[], None]) -> Callable[..., Any]:
    def told(*arguments: Any, **named: Any) -> Any:
        found = call(*arguments, **named)
        if isinstance(found, Iterator):
            return _each(found, met)
        if found:
            met()
        return found

    return told


def _each(found: Iterator[Any], met: Callable[[], None]) -> Iterator[Any]:
    for one in found:
        met()
        yield one
