"""How errors are told: one sentence on standard error and an exit code; the traceback where `-v` asks for it."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from typing import ParamSpec

import typer

from infra.cli.failure import Exit, Failure
from infra.cli.terminal import err, line

P = ParamSpec("P")


def telling(command: Callable[P, None]) -> Callable[P, None]:
    """`command`, its failures told to the user. What nobody foresaw is told too, and where to find its traceback."""

    @functools.wraps(command)
    def told(*args: P.args, **options: P.kwargs) -> None:
        try:
            command(*args, **options)
        except Failure as failure:
            _tell(failure.message, failure.hint)
            raise typer.Exit(failure.code) from failure
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if options.get("verbose"):
                err().print("".join(traceback.format_exception(error)), soft_wrap=True)
                raise typer.Exit(Exit.FAILED) from error
            _tell(f"{type(error).__name__}: {error}", "Run it again with -v for the traceback.")
            raise typer.Exit(Exit.FAILED) from error

    return told


def _tell(message: str, hint: str | None) -> None:
    console = err()
    console.print(line(f"dateline: {message}", "bad"), soft_wrap=True)
    if hint:
        console.print(line(hint, "quiet"), soft_wrap=True)
