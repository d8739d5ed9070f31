"""`python -m tests.faults 17` plays a seed, `1000:2000` so many from the thousandth, `"[Put(…), …]"` a printed run."""

from __future__ import annotations

import ast
import sys
from typing import Any

from tests.faults import steps as vocabulary
from tests.faults.scenario import scenario
from tests.faults.soak import failed, soak
from tests.faults.steps import Kind, Step
from tests.faults.world import World


def main(argument: str) -> int:
    """Exit status: 0 where the promise held."""
    if ":" in argument and not argument.lstrip().startswith("["):
        first, count = (int(part) for part in argument.split(":"))
        return 0 if soak(first, count) else 1
    steps = scenario(int(argument)) if argument.isdigit() else run_in(argument)
    with World.opened() as world:
        failure = failed(world, steps)
    print(failure or f"the promise holds over {len(steps)} steps")
    return 1 if failure else 0


def run_in(text: str) -> list[Step]:
    """The steps in what a failing run prints."""
    return list(_value(ast.parse(text.strip(), mode="eval").body))


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value):
            return value
        case ast.List(elements) | ast.Tuple(elements):
            return tuple(_value(element) for element in elements)
        case ast.Attribute(ast.Name("Kind"), name):
            return Kind[name]
        case ast.Call(ast.Name(name), arguments, keywords) if name in vocabulary.__all__:
            named = {keyword.arg or "": _value(keyword.value) for keyword in keywords}
            return getattr(vocabulary, name)(*map(_value, arguments), **named)
    raise ValueError(f"no step: {ast.unparse(node)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "0:10000"))
