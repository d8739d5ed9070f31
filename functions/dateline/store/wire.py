"""DynamoDB's own form of values: to it, back from it, and how large it makes an item."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

Item: TypeAlias = dict[str, Any]
"""An item as DynamoDB's interface takes and gives it: `{"headline": {"S": "…"}, "word_count": {"N": "300"}}`."""

# DynamoDB, "Data types": a number has up to 38 digits and lies between 1E-130 and 1E+126.
_MAX_INTEGER = 10**38
_MIN_MAGNITUDE = 1e-130
# DynamoDB gives 1e+22 back as 22 zeroes after a 1, an integer: above this a float would not come back as it was.
_MAX_FLOAT = 2.0**53

# DynamoDB, "Item sizes and formats": one byte for two digits and one more, so at most this for 38 of them.
_NUMBER_BYTES = 21


class Unstorable(ValueError):  # noqa: N818 - named for what the value is
    """A value that DynamoDB has no form for; the message says where it stands."""


def to_wire(value: Any, where: str) -> dict[str, Any]:
    """The value in DynamoDB's form; `where` names it in errors. Raises Unstorable."""
    content: Any
    match value:
        case None:
            kind, content = "NULL", True
        case bool():
            kind, content = "BOOL", value
        case int() | float():
            kind, content = "N", _number(value, where)
        case str():
            kind, content = "S", utf8(value, where).decode()
        case bytes():
            kind, content = "B", value
        case list() | tuple():
            kind, content = "L", [to_wire(item, f"{where}[{place}]") for place, item in enumerate(value)]
        case Mapping():
            kind, content = "M", {name: to_wire(item, f"{where}.{name}") for name, item in value.items()}
        case _:
            raise Unstorable(f"{where} is a {type(value).__name__}")
    return {kind: content}


def from_wire(attribute: Mapping[str, Any]) -> Any:
    """The value that `to_wire` was given: text, bytes, int, float, bool, None, list or dict."""
    ((kind, value),) = attribute.items()
    match kind:
        case "NULL":
            return None
        case "N":
            return int(value) if value.lstrip("-").isdigit() else float(value)
        case "L":
            return [from_wire(item) for item in value]
        case "M":
            return {name: from_wire(item) for name, item in value.items()}
    return value


def size_of(item: Mapping[str, Mapping[str, Any]]) -> int:
    """The bytes that DynamoDB counts for an item ("Item sizes and formats"), or slightly more where it is vague."""
    return sum(len(name.encode()) + _value_size(attribute) for name, attribute in item.items())


def utf8(text: str, where: str) -> bytes:
    """The text in UTF-8. Raises Unstorable for half a surrogate pair, which has no place in it."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X}"
        raise Unstorable(f"{where} holds half a surrogate pair, {found}, at {error.start}") from error


def _number(value: float, where: str) -> str:
    exact = isinstance(value, int) and abs(value) < _MAX_INTEGER
    near = isinstance(value, float) and (value == 0 or _MIN_MAGNITUDE <= abs(value) <= _MAX_FLOAT)
    if not (exact or near) or math.isnan(value):
        raise Unstorable(f"{where} is a number that DynamoDB could not give back")
    return repr(value)


def _value_size(attribute: Mapping[str, Any]) -> int:
    ((kind, value),) = attribute.items()
    match kind:
        case "S":
            return len(value.encode())
        case "B":
            return len(value)
        case "N":
            return _NUMBER_BYTES
        case "L" | "BS":
            return 3 + sum(1 + _value_size(item if kind == "L" else {"B": item}) for item in value)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_size(item) for name, item in value.items())
    return 1
