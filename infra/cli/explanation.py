"""How an explanation is shown: each line or block with its role and rule, each field with its candidates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from infra.cli.card import FACTS, count
from infra.cli.rejected import rejection_card, rejection_line
from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.reading.trace import Candidate, Explanation, Unit

LONGEST_VALUE = 200  # columns of a candidate's value
MOST_VALUES = 6  # of a field
MOST_UNITS = 60  # shown one by one; of a longer page, dropped ones in a row for one reason share a row
FEWEST_TOGETHER = 3
LONGEST_SAMPLE = 300  # characters of what such a row tells of its texts
LINE = "line "
_WON, _LOST = Text("✓", "good"), Text("×", "quiet")


def explanation_view(name: str, explanation: Explanation, width: int, *, every: bool = False) -> Group:
    """The explanation of the page `name`, for people with so many columns; `every` unit in a row of its own."""
    return Group(*_parts(name, explanation, width, every=every))


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


def _parts(name: str, explanation: Explanation, width: int, *, every: bool) -> Iterator[RenderableType]:
    if explanation.rejection:
        yield rejection_card(name, explanation.rejection.reason.value, explanation.rejection.message)
        yield ""
    if explanation.units:
        kept = sum(unit.kept for unit in explanation.units)
        kind = "line" if explanation.units[0].where.startswith(LINE) else "block"
        total = count(len(explanation.units), kind)
        rows = [(unit,) for unit in explanation.units] if every else list(_rows(explanation.units))
        hint = "; --all gives each a row" if len(rows) < len(explanation.units) else ""
        yield Text.assemble(("Page  ", "label"), (f"{kept:,} of {total} kept in the story{hint}", "quiet"))
        yield _units(rows, width)
        yield ""
    if explanation.article or explanation.candidates:
        yield Text("Fields", "label")
        yield _fields(explanation)


def _rows(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """The units that share a row: each is alone on a short page, where it is kept, and as a headline."""
    for _, run in groupby(units, key=lambda unit: (unit.kept, unit.rule, unit.role == "headline")):
        together = tuple(run)
        if together[0].kept or len(units) <= MOST_UNITS or len(together) < FEWEST_TOGETHER:
            yield from ((unit,) for unit in together)
        else:
            yield together


def _units(rows: Iterable[tuple[Unit, ...]], width: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right", style="quiet")
    table.add_column(no_wrap=True, max_width=18, overflow="ellipsis")
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column(overflow="fold", max_width=max(20, min(width // 3, 44)), style="quiet")
    for row in rows:
        first = row[0]
        table.add_row(
            Text("●", "good") if first.kept else Text("·", "quiet"),
            _places(row, max(8, width // 7)),
            line(", ".join(dict.fromkeys(unit.role for unit in row)), "good" if first.kept else "label"),
            line(_sample(row), "" if first.kept else "quiet"),
            line(first.rule),
        )
    return table


def _sample(row: tuple[Unit, ...]) -> str:
    """The text of one unit; of several, how they begin."""
    if len(row) == 1:
        return row[0].text
    return " / ".join(unit.text[:LONGEST_SAMPLE] for unit in row[:LONGEST_SAMPLE])[:LONGEST_SAMPLE]


def _places(row: tuple[Unit, ...], longest: int) -> Text:
    """Where a unit stands; of several the first and the last line, or how many blocks they are."""
    if len(row) == 1:
        return _place(row[0].where, longest)
    if row[0].where.startswith(LINE):
        return line(f"{row[0].where.removeprefix(LINE)}-{row[-1].where.removeprefix(LINE)}")
    return line(count(len(row), "block"))


def _fields(explanation: Explanation) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="label")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for field, found in explanation.candidates.items():
        _add_candidates(table, field, found)
    if explanation.article:
        told = {field: value for _, field, value in FACTS}
        for field, source in explanation.article.evidence.items():
            if field not in explanation.candidates:
                value = told[field](explanation.article) if field in told else None
                table.add_row(line(field), _WON, _value(value or "", "", [source]))
    return table


def _add_candidates(table: Table, field: str, candidates: tuple[Candidate, ...]) -> None:
    """The winner first; candidates of one value share a row."""
    sources: dict[str, dict[str, None]] = {}
    for one in candidates:
        where = f"{_last_step(one.where)}: " if one.where else ""
        sources.setdefault(one.value, {})[f"{where}{one.source}"] = None
    for place, (value, told_by) in enumerate(sources.items()):
        if place == MOST_VALUES:
            table.add_row("", "", Text(f"… and {count(len(sources) - place, 'other')}; --json tells them", "quiet"))
            break
        won = place == 0
        table.add_row(
            line(field if won else ""), _WON if won else _LOST, _value(value, "" if won else "quiet", told_by)
        )


def _value(value: str, style: str, sources: Iterable[str]) -> Text:
    shown = line(value, style)
    shown.truncate(LONGEST_VALUE, overflow="ellipsis")
    return Text.assemble(shown, "  ", line(f"← {'; '.join(sources)}", "quiet"))


def _place(where: str, longest: int) -> Text:
    """The number of a line; of a path its last step, cut from the left where it is long."""
    shown = _last_step(where.removeprefix(LINE))
    return line(shown if len(shown) <= longest else f"…{shown[1 - longest :]}")


def _last_step(where: str) -> str:
    return where.rsplit(" > ", 1)[-1]
