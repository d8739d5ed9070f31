"""How a list of articles or of rejections is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from infra.cli.terminal import line
from infra.cli.withdrawn import withdrawal_line

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store import RejectedRow
    from dateline.withdrawal import Withdrawal


def article_list(marked: Sequence[tuple[Record, Withdrawal | None]]) -> Table:
    """When (by the page's own clock), who and what; the id to show each by stands below its headline.

    Where an article was withdrawn, that stands above it.
    """
    publishers = [record.publisher.domain or record.publisher.name or "" for record, _ in marked]
    columns = ["Published", "Publisher", "Headline"] if any(publishers) else ["Published", "Headline"]
    table = _table(*columns)
    for (record, withdrawal), publisher in zip(marked, publishers, strict=True):
        when = (record.published_at or "no date")[: len("2020-03-02T13:39")].replace("T", " ")
        told = [line(record.headline or "(no headline)", "headline"), line(record.article_id, "quiet")]
        what = Text("\n").join([*([withdrawal_line(withdrawal)] if withdrawal else []), *told])
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
