"""How a list of articles or of rejections is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store import RejectedRow


def article_list(records: Sequence[Record]) -> Table:
    """When (by the page's own clock), who and what; the id to show each by stands below its headline."""
    publishers = [record.publisher.domain or record.publisher.name or "" for record in records]
    columns = ["Published", "Publisher", "Headline"] if any(publishers) else ["Published", "Headline"]
    table = _table(*columns)
    for record, publisher in zip(records, publishers, strict=True):
        when = (record.published_at or "no date")[: len("2020-03-02T13:39")].replace("T", " ")
        what = Text("\n").join([line(record.headline or "(no headline)", "headline"), line(record.article_id, "quiet")])
        table.add_row(line(when), *([line(publisher)] if any(publishers) else []), what)
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
