"""The rules of reading, wherever they stand, and what it takes to read without one of them.

A rule is a row, with a `name` and a `why`, of a table: a tuple in capitals in a module of `dateline.reading`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import dateline.reading

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
            if table.isupper() and _is_table(value) and _is_defined_in(module, table):
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
    table = getattr(importlib.import_module(row.module), row.table)
    holders = [(module, name) for module in _modules() for name, value in vars(module).items() if value is table]
    rest = tuple(one for one in table if one.name != row.name)
    for module, name in holders:
        setattr(module, name, rest)
    try:
        yield
    finally:
        for module, name in holders:
            setattr(module, name, table)
