"""Lists of alike objects by column: their names once, their spans as steps from one to the next, for a small row.

A list of objects becomes a list of one object, which holds a list for each name:

    [{"name": "Ann", "role": None}, {"name": "Bo", "role": None}]     → [{"name": ["Ann", "Bo"]}]
    [{"start": 5, "end": 8}, {"start": 20, "end": 25}]                → [{"spans": [5, 3, 12, 5]}]
    [{"mentions": [{…}, {…}]}, {"mentions": [{…}]}]                   → [{"mentions": [{"of": [2, 1], …}]}]

A column without any value is left out, unless it is the first; so is an object's field without one on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

SPANS = "spans"
"""The steps: from the end of the span before (0 at first) to the start, and from the start to the end."""

COUNTS = "of"
"""How many objects of a nested list belong to each object of the list around it."""

_ENDS = ("start", "end")


def to_columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with each list of objects by column. All objects of a list have the same names."""
    return {name: _columns(value) if _is_rows(value) else value for name, value in fields.items()}


def from_columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as `to_columns` was given them, but for what had no value."""
    return {name: _rows(value) if _is_rows(value) else value for name, value in fields.items()}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    columns: dict[str, Any] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        if any(map(_is_rows, values)):
            inner = [row for value in values for row in value]
            columns[name] = [{COUNTS: [len(value) for value in values], **_columns(inner)[0]}]
        elif name == _ENDS[0]:
            columns[SPANS] = list(_steps((row["start"], row["end"]) for row in rows))
        elif name != _ENDS[1] and (not columns or any(value is not None for value in values)):
            columns[name] = values
    return [columns]


def _rows(table: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    columns = {name: _values(name, column) for name, column in table[0].items() if name != COUNTS}
    rows: list[dict[str, Any]] = [{} for _ in next(iter(columns.values()))]
    for name, values in columns.items():
        for row, value in zip(rows, values, strict=True):
            row.update(value if name == SPANS else {} if value is None else {name: value})
    return rows


def _values(name: str, column: list[Any]) -> list[Any]:
    if name == SPANS:
        return list(_spans(column))
    if not _is_rows(column):
        return column
    inner = iter(_rows(column))
    return [list(islice(inner, count)) for count in column[0][COUNTS]]


def _steps(spans: Iterable[tuple[int, int]]) -> Iterable[int]:
    for (_, before), (start, end) in pairwise([(0, 0), *spans]):
        yield start - before
        yield end - start


def _spans(steps: Sequence[int]) -> Iterable[dict[str, int]]:
    at = 0
    for gap, length in zip(steps[::2], steps[1::2], strict=True):
        start, at = at + gap, at + gap + length
        yield {"start": start, "end": at}
