"""The copies of an article as a table: who carried the text and when, who supplied it, what each cut and added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store import Cluster

MOST = 20  # copies; more are counted


def copies_view(cluster: Cluster, shown: Record) -> RenderableType | None:
    """The copies of `shown`, the first of them first; None where there are none. Their blocks are needed."""
    if len(cluster.copies) == 1:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label")
    table.add_column("Published", no_wrap=True)
    table.add_column("Publisher", no_wrap=True)
    for column in ("Agency", "Kept", "Paragraphs"):
        table.add_column(column, overflow="fold")
    for copy in cluster.copies[:MOST]:
        record = copy.article
        when = (record.published_at or "no date")[: len("2020-03-02T13:39")].replace("T", " ")
        kept, paragraphs = _compared(cluster.first, record)
        style = "headline" if record.article_id == shown.article_id else ""
        publisher = line(record.publisher.domain or record.publisher.name or "", style)
        who = Text("\n").join([publisher, line(record.article_id, "quiet")])
        cells = (line(", ".join(copy.agencies)), line(kept), line(paragraphs))
        table.add_row(line(when, style), who, *cells)
    return Group(Text.assemble(("Copies", "label"), "  ", (_told(cluster), "quiet")), table)


def _compared(first: Record, record: Record) -> tuple[str, str]:
    """How much of the first copy's wording the record has, and how many paragraphs it cut and added."""
    from dateline.enrichment.copies import changes

    if record.article_id == first.article_id:
        return "first", ""
    told = changes(first.body, record.body)
    parts = (f"−{len(told.cut)}" if told.cut else "", f"+{len(told.added)}" if told.added else "")
    return f"{told.kept:.0%}", " ".join(part for part in parts if part) or "the same"


def _told(cluster: Cluster) -> str:
    count = f"{len(cluster.copies):,}" if cluster.complete else f"{len(cluster.copies):,} or more"
    shown = f", the first {MOST} shown" if len(cluster.copies) > MOST else ""
    return f"{count}{shown}" + (f"; supplied by {cluster.agency}" if cluster.agency else "")
