"""What may be told in a log: the shape of what came, and of a failure its kind and its place, never what a page says.

The message of an exception is told where it was written here, of names and shapes only. Others are not: botocore's
about a parameter repeats the parameter, Python's about a value the value, and DynamoDB's may as well.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import PurePath

_PACKAGE = __name__.partition(".")[0]

# A name that a machine gave something: one word of letters, digits and the marks between them.
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.:*/-]{0,59}")


def shape_of(value: object) -> str:
    """A value of JSON by its kind and size."""
    match value:
        case None | bool():
            return "null" if value is None else "a boolean"
        case int() | float():
            return "a number"
        case str():
            return f"text of {len(value)} characters"
        case Mapping():
            return f"an object of {len(value)} fields"
        case list() | tuple():
            return f"a list of {len(value)}"
    return f"a {type(value).__name__}"


def name_of(value: object) -> str:
    """A name that a machine gave, as it is; of anything else the shape."""
    return repr(value) if isinstance(value, str) and _IDENTIFIER.fullmatch(value) else shape_of(value)


def told(error: BaseException) -> str:
    """One line: the exception's type, and its message where that is written to be told, else the place.

    Of an answer of AWS its code, the operation and the request, for AWS's support; why access was denied, in its words.
    """
    name = type(error).__name__
    if type(error).__module__.partition(".")[0] == _PACKAGE:
        return f"{name}: {error}" if str(error) else name
    response = getattr(error, "response", None)
    if not isinstance(response, Mapping):
        return f"{name}{_place(error)}"
    code = str(response.get("Error", {}).get("Code"))
    if code.startswith("AccessDenied"):
        return f"{name}: {error}"
    request = response.get("ResponseMetadata", {}).get("RequestId")
    return f"{name}: {code} when calling {getattr(error, 'operation_name', '')}, request {request}"


def trace_of(error: BaseException) -> str:
    """The exception with those that led to it, the first of them first, as Python prints them, without messages."""
    return "\n\n".join(
        f"Traceback (most recent call last):\n{''.join(traceback.format_tb(one.__traceback__))}{told(one)}"
        for one in reversed(list(_chain(error)))
    )


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" in {frames[-1].name}, {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
