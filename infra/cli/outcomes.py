"""How the outcomes of a run are shown: a card for one page, a table for several, and a closing line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from infra.cli.card import article_card
from infra.cli.rejected import advice, rejection_card
from infra.cli.settled import OUTCOMES, Settled, counted
from infra.cli.terminal import line

if TYPE_CHECKING:
    from rich.console import RenderableType

PREVIEW = 3  # blocks of the story on a card


def outcome_card(one: Settled) -> RenderableType:
    """One page's outcome in full."""
    if one.outcome == "stored" and one.record:
        return article_card(one.record, blocks=PREVIEW)
    if one.reason:
        return rejection_card(one.key, one.reason, one.message or "")
    return outcome_line(one)


def outcome_line(one: Settled) -> Text:
    """One page's outcome on a line: its outcome, its key, its headline or what was wrong."""
    return Text.assemble(status(one.outcome), "  ", line(one.key, "path"), "  ", _headline_or_why(one))


def outcome_table(settled: Sequence[Settled]) -> Iterator[RenderableType]:
    """A row for each page; below, what the user can do about each reason of rejection."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label", show_edge=False)
    table.add_column("Outcome", no_wrap=True)
    table.add_column("Page", style="path", overflow="fold", max_width=48)
    table.add_column("Headline, or why", overflow="fold")
    for one in settled:
        what = _headline_or_why(one)
        if one.outcome == "stored":
            what.no_wrap, what.overflow = True, "ellipsis"
        table.add_row(status(one.outcome), line(one.key), what)
    yield table
    reasons = dict.fromkeys(one.reason for one in settled if one.reason)
    if reasons:
        yield ""
        help_ = Table.grid(padding=(0, 2, 0, 0))
        help_.add_column(no_wrap=True, style="bold")
        help_.add_column()
        for reason in reasons:
            help_.add_row(reason, advice(reason))
        yield help_


def closing_line(settled: Iterable[Settled], seconds: float) -> Text:
    """`3 stored · 1 rejected · 2.4 s`"""
    parts = [Text(f"{number:,} {outcome}", OUTCOMES[outcome][0]) for outcome, number in counted(settled)]
    return Text(" · ").join([*parts, Text(f"{seconds:.1f} s", "quiet")])


def status(outcome: str) -> Text:
    """An outcome's name in its style."""
    return Text(outcome, OUTCOMES[outcome][0])


def _headline_or_why(one: Settled) -> Text:
    if one.reason:
        return Text.assemble((one.reason, "bold"), ": ", line(one.message or ""))
    if one.message:
        return line(one.message)
    return line(one.record.headline or "(no headline)" if one.record else "")
