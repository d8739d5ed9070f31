"""The local cloud that a command works in: which engine runs the functions, and what is said when it cannot start."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.failure import Failure
from infra.cli.terminal import err

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud
    from infra.local.logs import LogLine


class Engine(StrEnum):
    """What runs the functions."""

    EMBEDDED = "embedded"
    RIE = "rie"


EngineOption = Annotated[
    Engine,
    typer.Option(help="What runs the functions: this process, or AWS's runtime interface emulator and what was built."),
]


@contextmanager
def local_cloud(engine: Engine, *, verbose: bool, **options: Any) -> Iterator[LocalCloud]:
    """A local cloud with the stack deployed; `options` are its own, such as `host` and `port`.

    With `verbose` its functions' log lines go to standard error. Raises Failure where it cannot start.
    """
    from infra.local.cloud import LocalCloud
    from infra.local.rie import EngineNotReadyError

    make = {Engine.EMBEDDED: LocalCloud.embedded, Engine.RIE: LocalCloud.rie}[engine]
    with ExitStack() as opened:
        try:
            cloud = opened.enter_context(make(**options))
        except OSError as error:
            where = f"{options.get('host', 'this machine')}, port {options.get('port', 'any')}"
            hint = "--port 0 takes a free one." if error.errno == errno.EADDRINUSE else None
            why = str(error.strerror).partition(" (while")[0]  # the socket adds the address, which stands here already
            raise Failure(f"cannot listen on {where}: {why}", hint=hint) from error
        except EngineNotReadyError as error:
            raise Failure(str(error)) from error
        if verbose:
            _show_logs(cloud)
        try:
            yield cloud
        except EngineNotReadyError as error:  # a function is started when it is first called
            raise Failure(str(error)) from error


def _show_logs(cloud: LocalCloud) -> None:
    from infra.cli.logs import log_text

    console = err()

    def show(log: LogLine) -> None:
        shown = log_text(log)
        if shown:
            console.print(shown, soft_wrap=True)

    cloud.on_log = show
