"""docs/runbook.md as data: its sections, their commands, and the AWS calls that these would make."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import botocore.session
from botocore import xform_name

RUNBOOK = Path(__file__).parents[2] / "docs" / "runbook.md"

_FENCE = re.compile(r"^```(sh (?:aws|look|mend|see|up)|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANY_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,2} (.+)$", re.MULTILINE)
_OF_THE_CLI = {"query", "output", "max-items"}
_TAIL = {"--since", "--filter-pattern"}


@dataclass(frozen=True, slots=True)
class Block:
    """Commands of one kind (look, mend, see, up or aws), a line each, and the lines that they print among others."""

    kind: str
    commands: tuple[str, ...]
    prints: tuple[str, ...]


def sections() -> Mapping[str, str]:
    """The text of each section by its heading."""
    text = RUNBOOK.read_text(encoding="utf-8")
    outside = _ANY_FENCE.sub(lambda found: found[0].replace("#", " "), text)
    heads = list(_HEADING.finditer(outside))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {head[1]: text[head.end() : end] for head, end in zip(heads, ends, strict=True)}


def blocks(section: str) -> list[Block]:
    """The blocks of a section's text, in their order."""
    found: list[Block] = []
    for kind, content in _FENCE.findall(section):
        lines = tuple(content.splitlines())
        if kind == "text":
            before = found.pop()
            found.append(Block(before.kind, before.commands, lines))
        else:
            found.append(Block(kind.removeprefix("sh "), lines, ()))
    return found


def anchor(heading: str) -> str:
    """The name under which GitHub links to a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def commands_of(line: str) -> Iterator[list[str]]:
    """The words of each command of a line; what a shell would put in for `$(named X)` is left as it stands."""
    for command in line.split(" && "):
        yield shlex.split(command)


@dataclass(frozen=True, slots=True)
class Call:
    """What `aws SERVICE OPERATION --option value …` asks for. `operation` is None for what is more than one call."""

    service: str
    operation: str | None
    parameters: Mapping[str, Any]


def call_of(words: list[str], named: Callable[[str], str]) -> Call:
    """The call; raises AssertionError where no such operation or option is, or one that is needed is missing."""
    _, service, action, *rest = words
    resolved = [re.sub(r"\$\(named (\w+)\)", lambda found: named(found[1]), word) for word in rest]
    if service == "s3":
        assert action in {"cp", "ls"}, words
        return Call(service, None, {})
    if (service, action) == ("logs", "tail"):
        assert {word for word in resolved if word.startswith("--")} <= _TAIL, words
        return Call(service, None, {})
    session = botocore.session.get_session()
    if action == "wait":
        waiters = session.get_waiter_model(service)
        names = {xform_name(name, "-"): waiters.get_waiter(name).operation for name in waiters.waiter_names}
        assert resolved[0] in names, words
        _parameters(session.get_service_model(service).operation_model(names[resolved[0]]), resolved[1:])
        return Call(service, None, {})
    model = session.get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    assert action in names, words
    return Call(service, xform_name(names[action]), _parameters(model.operation_model(names[action]), resolved))


def _parameters(operation: Any, words: list[str]) -> dict[str, Any]:
    shape = operation.input_shape
    members = {xform_name(name, "-"): name for name in shape.members}
    given: dict[str, list[str]] = {}
    for word in words:
        if word.startswith("--"):
            given[word[2:]] = []
        else:
            given[list(given)[-1]].append(word)
    parameters = {}
    for option, values in given.items():
        plain = option.removeprefix("no-")
        if option not in _OF_THE_CLI:
            assert plain in members, f"{operation.name} has no --{option}"
            name = members[plain]
            parameters[name] = _value(shape.members[name], values, yes=option == plain)
    missing = set(shape.required_members) - parameters.keys()
    assert not missing, f"{operation.name} needs {missing}"
    return parameters


def _value(shape: Any, values: list[str], *, yes: bool = True) -> Any:
    match shape.type_name:
        case "boolean" if values:
            return values[0] == "true"
        case "boolean":
            return yes
        case "list":
            return [_value(shape.member, [value]) for value in values]
        case "structure":
            pairs = dict(pair.split("=", 1) for pair in values[0].split(","))
            return {name: _value(shape.members[name], [value]) for name, value in pairs.items()}
        case kind:
            return {"integer": int, "double": float}.get(kind, str)(values[0])
