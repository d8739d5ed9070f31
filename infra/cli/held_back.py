"""What the commands say of an article or a key that is taken down, instead of what it held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from infra.cli.failure import Failure

if TYPE_CHECKING:
    from dateline.store import TakenDownRow
    from infra.cli.stack import Stack

ARTICLE_ID = re.compile(r"[0-9a-f]{32}")


def refuse_taken_down(found: Stack, what: str) -> None:
    """Raises Failure where an id or a key is taken down."""
    from dateline.store import TakenDownRow

    row = found.table.taken_down(what) if ARTICLE_ID.fullmatch(what) else None
    told = row or found.table.row_of(found.inbox_bucket, what)
    if isinstance(told, TakenDownRow):
        raise taken_down(what, told)


def taken_down(what: str, row: TakenDownRow) -> Failure:
    """That it is, since when, and which audit row tells by whom and why."""
    audit = f" (takedown {row.takedown_id})" if row.takedown_id else ""
    return Failure(f"{what} was taken down on {row.taken_down_at}{audit}", hint="dateline takedown --list tells more.")
