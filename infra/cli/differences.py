"""How a diff is shown: which fields change in how many records, and examples with the words that go and come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.terminal import line
from infra.diff.comparing import OUTCOME
from infra.diff.elements import rows_of
from infra.diff.showing import in_short, visible
from infra.diff.telling import left_out, percent, warning, ways

if TYPE_CHECKING:
    from rich.console import RenderableType

    from infra.diff.examples import Changed, Counts, Tally
    from infra.diff.wording import Row

BAR = 20  # columns
_STYLES = {"kept": "", "removed": "removed", "added": "added"}
_MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
"""As `git diff --word-diff` marks words where there are no colours."""


def differences(tally: Tally, *, marked: bool) -> Iterator[RenderableType]:
    """The table of fields, then each field's examples; `marked` where colours cannot tell what goes and comes."""
    fields = tally.ordered()
    if not fields:
        return
    yield _table(fields, tally.compared)
    for name, counts in fields:
        examples = tally.examples(name)
        if not examples:
            continue
        yield ""
        yield Text.assemble((name, "headline"), (f"  {ways(counts)}", "quiet"))
        for record in examples:
            yield Padding(_heading(name, record), (0, 0, 0, 2))
            yield Padding(_example(name, record, marked=marked), (0, 0, 0, 4))


def closing(tally: Tally, seconds: float, html: Path | None, *, thorough: bool) -> Iterator[RenderableType]:
    """What it came to, and what was left out and why."""
    yield ""
    share = f" ({percent(tally.changed, tally.compared)})" if tally.changed else ""
    yield Text.assemble(
        (f"{tally.changed:,} of {tally.compared:,} records would change{share}", "odd" if tally.changed else "good"),
        (f" · {seconds:.1f} s", "quiet"),
    )
    yield from (Text(note, "quiet") for note in left_out(tally))
    for one in tally.complaints:
        complaint = Text.assemble(line(one.key, "path"), "  ", line(one.detail or "", "bad"))
        yield Padding(complaint, (0, 0, 0, 2))
    if thorough:
        parts = [f"{what} {spent:.1f} s" for what, spent in sorted(tally.seconds.items())]
        yield Text(f"spent by all processes: {' · '.join(parts)}", "quiet")
    if html:
        yield Text.assemble(("The page: ", "label"), line(str(html), "path"))
    warned = warning(tally)
    if warned:
        yield Text(warned, "odd")


def _table(fields: Iterable[tuple[str, Counts]], compared: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label")
    table.add_column("Field", no_wrap=True)
    table.add_column("Records", justify="right", no_wrap=True)
    table.add_column("Share", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, width=BAR)
    for column in ("Filled", "Emptied", "Changed"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, counts in fields:
        kinds = counts.kinds
        changed = counts.records if name == OUTCOME else kinds["changed"]
        numbers = (f"{number:,}" if number else "" for number in (kinds["filled"], kinds["emptied"], changed))
        share = counts.records / compared
        bar = Text("━" * max(1, round(share * BAR)), "bad" if name == OUTCOME else "label")
        table.add_row(name, f"{counts.records:,}", percent(counts.records, compared), bar, *numbers)
    return table


def _heading(name: str, record: Changed) -> Text:
    told = [line(record.key, "path")]
    if record.headline and name != "headline":
        told.append(line(visible(record.headline), "quiet"))
    return Text("  ").join(told)


def _example(name: str, record: Changed, *, marked: bool) -> Text:
    shown = in_short(rows_of(name, record))
    lines = [_row(row, marked=marked) for row in shown.rows]
    if shown.more:
        lines.append(Text(f"… and at {shown.more:,} more places", "quiet"))
    return Text("\n").join(lines)


def _row(row: Row, *, marked: bool) -> Text:
    told = Text()
    for at, (kind, text) in enumerate(row):
        if not marked and kind == "added" and at and row[at - 1].kind == "removed":
            told.append(" → " if len(row) == 2 else " ", "quiet")
        told.append((_MARKS[kind] if marked else "{}").format(_one_line(text)), _STYLES[kind])
    return told


def _one_line(text: str) -> str:
    """The piece clean and on one line, the space at its ends kept: it parts words."""
    inner = line(text).plain
    if not inner:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{inner}{' ' * text[-1].isspace()}"
