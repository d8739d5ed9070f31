"""How an explanation is shown: each line or block with its role and rule, each field with its candidates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from infra.cli.card import count, with_source
from infra.cli.rejected import rejection_card, rejection_line
from infra.cli.terminal import line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.reading.trace import Candidate, Explanation, Unit


def explanation_view(name: str, explanation: Explanation) -> Group:
    """The explanation of the page `name`, for people."""
    return Group(*_parts(name, explanation))


def explanation_json(name: str, explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values: `article`, `rejection`, `units`, `candidates`."""
    from dateline.codec import to_mapping

    rejection = explanation.rejection
    return {
        "article": explanation.article and to_mapping(explanation.article),
        "rejection": rejection and rejection_line(name, rejection.reason.value, rejection.message),
        "units": [dataclasses.asdict(unit) for unit in explanation.units],
        "candidates": {
            field: [dataclasses.asdict(candidate) for candidate in candidates]
            for field, candidates in explanation.candidates.items()
        },
    }


def _parts(name: str, explanation: Explanation) -> Iterator[RenderableType]:
    if explanation.rejection:
        yield rejection_card(name, explanation.rejection.reason.value, explanation.rejection.message)
        yield ""
    if explanation.units:
        kept = sum(unit.kept for unit in explanation.units)
        kind = "line" if explanation.units[0].where.startswith("line ") else "block"
        total = count(len(explanation.units), kind)
        yield Text.assemble(("Page  ", "label"), (f"{kept:,} of {total} kept in the story", "quiet"))
        yield _units(explanation.units)
        yield ""
    if explanation.candidates:
        yield Text("Fields", "label")
        yield _fields(explanation.candidates)


def _units(units: tuple[Unit, ...]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right", max_width=28, overflow="ellipsis", style="quiet")
    table.add_column(no_wrap=True, max_width=18, overflow="ellipsis")
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=32, style="quiet")
    for unit in units:
        mark = Text("●", "good") if unit.kept else Text("·", "quiet")
        style = "" if unit.kept else "quiet"
        table.add_row(
            mark,
            line(unit.where.removeprefix("line ")),
            line(unit.role, "good" if unit.kept else "label"),
            line(unit.text, style),
            line(unit.rule),
        )
    return table


def _fields(candidates: Mapping[str, tuple[Candidate, ...]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="label")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for field, found in candidates.items():
        for place, candidate in enumerate(found):
            won = place == 0
            table.add_row(
                line(field if won else ""),
                Text("✓", "good") if won else Text("×", "quiet"),
                with_source(line(candidate.value, "" if won else "quiet"), f"{candidate.source}, {candidate.where}"),
            )
    return table
