"""A field's value as lines to compare: a text by its paragraphs, a list by its elements, a mapping by its names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from infra.diff.comparing import MESSAGE, OUTCOME, without_places
from infra.diff.wording import Row, list_rows, text_rows
from infra.worddiff import Piece

if TYPE_CHECKING:
    from infra.diff.examples import Changed

_LEADS = ("text", "name", "url", "code")
"""What an element is known by: the first of these that it has."""

_MENTIONS = "mentions"

BETWEEN = " · "


def rows_of(name: str, record: Changed) -> tuple[Row, ...]:
    """Both values of a field that changes, side by side: a row for each paragraph or element."""
    change = record.changes[name]
    old, new = change.old, change.new
    if name == OUTCOME:
        message = record.changes.get(MESSAGE)
        return (_replaced(old, new), *(text_rows(message.old or "", message.new or "") if message else ()))
    rows = _rows(old, new)
    differ = any(piece.kind != "kept" for row in rows for piece in row)
    return rows if differ else (_replaced(json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)),)


def _rows(old: Any, new: Any) -> tuple[Row, ...]:
    if _is_text(old) and _is_text(new):
        return text_rows(old or "", new or "")
    before, after = written(old), written(new)
    if before == after:  # they differ in where they stand in the body, or in how much they count
        before, after = written(old, exact=True), written(new, exact=True)
    rows = list_rows(before, after)
    return (_in_a_line(rows),) if _is_of_words(old) and _is_of_words(new) else rows


def written(value: Any, *, exact: bool = False) -> list[str]:
    """The elements of a value, each on a line; `exact` with offsets and shares."""
    match value:
        case None:
            return []
        case list():
            return [_element(one if exact else without_places(one)) for one in value]
        case Mapping():
            return [f"{name}: {_plain(one)}" for name, one in value.items() if one not in (None, "", [], {})]
    return [_plain(value)]


def _element(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _plain(value)
    lead = next((name for name in _LEADS if value.get(name)), None)
    parts = [_plain(value[lead])] if lead else []
    return BETWEEN.join([*parts, *_facts({name: one for name, one in value.items() if name != lead})])


def _facts(value: Mapping[str, Any]) -> Iterator[str]:
    for name, one in value.items():
        if one in (None, "", [], {}):
            continue
        if name == _MENTIONS:
            where = [f"{mention['start']}–{mention['end']}" for mention in one if "start" in mention]
            number = "1 mention" if len(one) == 1 else f"{len(one)} mentions"
            yield f"{number} at {', '.join(where)}" if where else number
        elif name == "kind":
            yield _plain(one)
        else:
            yield f"{name}: {', '.join(map(_plain, one)) if isinstance(one, list) else _plain(one)}"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_of_words(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _replaced(old: str, new: str) -> Row:
    return Piece("removed", old), Piece("added", new)


def _in_a_line(rows: tuple[Row, ...]) -> Row:
    """The rows of a list of words as one, with dots between them."""
    pieces: list[Piece] = []
    for number, row in enumerate(rows):
        for piece in (Piece("kept", BETWEEN), *row) if number else row:
            if pieces and pieces[-1].kind == piece.kind == "kept":
                pieces[-1] = Piece("kept", pieces[-1].text + piece.text)
            else:
                pieces.append(piece)
    return tuple(pieces)
