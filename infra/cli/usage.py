"""What is said of a wrong use of the command: it repeats what was typed, or what a shell took from file names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperGroup
from typer.exceptions import TyperException

from infra.cli.terminal import clean


class Commands(TyperGroup):
    """The commands, whose errors hold nothing that acts on a terminal."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """As ever."""
        with _cleaned():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        """As ever."""
        with _cleaned():
            return super().invoke(ctx)


@contextmanager
def _cleaned() -> Iterator[None]:
    try:
        yield
    except TyperException as error:
        if isinstance(told := getattr(error, "message", None), str):
            error.message = clean(told)
        raise
