"""CloudFormation's intrinsic functions and conditions, worked out to plain values.

A function that is not in the table is an error by its name, so that nothing in a template is quietly left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

NO_VALUE = object()
"""What `AWS::NoValue` stands for: the property or list item that holds it is left out."""

_PLACEHOLDER = re.compile(r"\$\{([^}]+)\}")


class Scope(Protocol):
    """What the functions look names up in. Each raises UnknownNameError for a name that the template does not have."""

    def ref(self, name: str) -> Any: ...
    def attribute(self, logical_id: str, attribute: str) -> Any: ...
    def condition(self, name: str) -> bool: ...
    def in_map(self, name: str, first: str, second: str) -> Any: ...


class UnknownIntrinsicError(ValueError):
    """The template uses a function that the local cloud does not know."""


class UnknownNameError(ValueError):
    """The template refers to a parameter, resource, attribute or condition that does not exist."""


def resolve(value: Any, scope: Scope) -> Any:
    """`value` with every intrinsic function in it replaced by what it comes to."""
    if isinstance(value, Mapping):
        name = _function_in(value)
        if name is None:
            return _without_no_value({str(key): resolve(item, scope) for key, item in value.items()})
        return _INTRINSICS[name](value[name], scope)
    if isinstance(value, list):
        return [item for item in (resolve(item, scope) for item in value) if item is not NO_VALUE]
    if isinstance(value, str) and "{{resolve:" in value:
        raise UnknownIntrinsicError(f"dynamic reference {value}")
    return value


def holds(expression: Any, scope: Scope) -> bool:
    """Whether an expression of the template's Conditions section is true."""
    if not isinstance(expression, Mapping) or len(expression) != 1:
        raise UnknownIntrinsicError(f"condition {expression!r}")
    ((name, argument),) = expression.items()
    match name:
        case "Fn::Equals":
            left, right = (resolve(side, scope) for side in argument)
            return str(left) == str(right)
        case "Fn::Not":
            return not holds(argument[0], scope)
        case "Fn::And":
            return all(holds(part, scope) for part in argument)
        case "Fn::Or":
            return any(holds(part, scope) for part in argument)
        case "Condition":
            return scope.condition(argument)
    raise UnknownIntrinsicError(name)


def _function_in(value: Mapping[str, Any]) -> str | None:
    if len(value) != 1:
        return None
    (name,) = value
    if name != "Ref" and not str(name).startswith("Fn::"):
        return None
    if name not in _INTRINSICS:
        raise UnknownIntrinsicError(name)
    return name


def _without_no_value(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in mapping.items() if item is not NO_VALUE}


def _ref(argument: Any, scope: Scope) -> Any:
    return NO_VALUE if argument == "AWS::NoValue" else scope.ref(argument)


def _get_att(argument: Any, scope: Scope) -> Any:
    logical_id, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
    return scope.attribute(logical_id, resolve(attribute, scope))


def _sub(argument: Any, scope: Scope) -> str:
    text, extra = (argument, {}) if isinstance(argument, str) else argument
    own = {name: resolve(value, scope) for name, value in extra.items()}

    def value_of(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name.startswith("!"):
            return f"${{{name[1:]}}}"
        if name in own:
            return str(own[name])
        return str(_get_att(name, scope) if "." in name else scope.ref(name))

    return _PLACEHOLDER.sub(value_of, text)


def _join(argument: Any, scope: Scope) -> str:
    separator, parts = argument
    return str(separator).join(str(part) for part in resolve(parts, scope))


def _if(argument: Any, scope: Scope) -> Any:
    condition, when_true, when_false = argument
    return resolve(when_true if scope.condition(condition) else when_false, scope)


def _select(argument: Any, scope: Scope) -> Any:
    index, parts = resolve(argument, scope)
    return parts[int(index)]


def _split(argument: Any, scope: Scope) -> list[str]:
    separator, text = resolve(argument, scope)
    return str(text).split(separator)


def _find_in_map(argument: Any, scope: Scope) -> Any:
    name, first, second = resolve(argument, scope)
    return scope.in_map(name, first, second)


_INTRINSICS: dict[str, Callable[[Any, Scope], Any]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::If": _if,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::FindInMap": _find_in_map,
}
