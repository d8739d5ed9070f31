"""How a list of articles or of rejections is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from infra.cli.card import moment
from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store import RejectedRow


def article_list(records: Iterable[Record]) -> Table:
    """When, who and what; the id to show each by stands below its headline."""
    table = _table("Published", "Publisher", "Headline")
    for record in records:
        publisher = record.publisher.domain or record.publisher.name or ""
        what = Text("\n").join([line(record.headline or "(no headline)", "headline"), line(record.article_id, "quiet")])
        table.add_row(line(moment(record.published_at) or "no date"), line(publisher), what)
    return table


def rejection_list(rows: Iterable[RejectedRow]) -> Table:
    """Which upload, and why."""
    table = _table("Reason", "Upload", "Message")
    for row in rows:
        table.add_row(line(row.reason, "odd"), line(row.upload.key or "", "path"), line(row.message))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label")
    for column in columns[:-1]:
        table.add_column(column, overflow="fold", max_width=30)
    table.add_column(columns[-1], overflow="fold")
    return table
