"""The `dateline` command: its sub-commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from infra.cli.cost import cost
from infra.cli.diff import diff
from infra.cli.explain import explain
from infra.cli.history import history
from infra.cli.invoke import invoke
from infra.cli.list import list_
from infra.cli.replay import replay
from infra.cli.run import run
from infra.cli.show import show
from infra.cli.takedown import takedown
from infra.cli.telling import telling
from infra.cli.trace import trace
from infra.cli.up import up
from infra.cli.usage import Commands


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)]

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def dateline(*, version: Version = False) -> None:
    """Saved news pages in, articles out: through the project's own stack, on this machine or in AWS."""


COMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
    "up": up,
    "list": list_,
    "show": show,
    "history": history,
    "trace": trace,
    "explain": explain,
    "takedown": takedown,
    "replay": replay,
    "diff": diff,
    "invoke": invoke,
    "cost": cost,
}

for name, command in COMMANDS.items():
    app.command(name)(telling(command))
