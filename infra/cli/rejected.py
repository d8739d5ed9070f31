"""How a rejection is shown: what came, why it is no article, and what the user can do."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from infra.cli.terminal import line


def rejection_card(name: str, reason: str, message: str) -> RenderableType:
    """One rejection, of the file or key `name`, with its advice."""
    return Group(
        Text.assemble(("rejected", "odd"), "  ", line(name, "path")),
        Padding(Text.assemble((reason, "bold"), ": ", line(message)), (0, 2)),
        Padding(Text.assemble(("what to do  ", "label"), advice(reason)), (0, 2)),
    )


def advice(reason: str) -> Text:
    """What the user can do about uploads rejected for `reason`."""
    from dateline.rejection import Reason

    return line(Reason(reason).advice)


def rejection_line(key: str, reason: str, message: str) -> dict[str, str]:
    """One rejection as `--json` tells it."""
    return {"key": key, "reason": reason, "message": message}
