"""How an explanation shows the page: its lines or blocks in order, the kept ones to be seen at a glance, and of each
other one why it was dropped. Long runs of dropped ones share a row, but inside the story, where each is worth seeing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table
from rich.text import Text

from infra.cli.card import count
from infra.cli.explained_fields import last_step
from infra.cli.terminal import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.article import Article
    from dateline.reading.trace import Unit

MOST_UNITS = 40  # shown one by one; of a longer page, dropped ones in a row share a row
FEWEST_TOGETHER = 3
FEWEST_TOGETHER_INSIDE = 8  # between the first and the last that is kept
LONGEST_SAMPLE = 300  # characters of what such a row tells of its texts
WIDE = 100  # columns from which the places of blocks are shown
WIDEST_ROLE, WIDEST_PLACE = 14, 18
REASON_SHARE = 0.6  # of the room that a text shares with the reason why it was dropped
LINE = "line "
# What the reader of an explanation looks for among what was dropped.
_SOUGHT = frozenset(
    {"headline", "repeated headline", "kicker", "standfirst", "byline", "date line", "dateline", "page clock"}
)
_PLAIN = ("paragraph", "body")

Row = tuple["Unit", ...]  # one unit, or several that share a row


class _Cells(NamedTuple):
    mark: Text
    place: Text
    role: Text
    text: Text
    reason: str


def unit_word(units: Sequence[Unit]) -> str:
    """What the units of a page are: lines of a dump, or blocks of HTML."""
    return "line" if units and units[0].where.startswith(LINE) else "block"


def rows_of(units: Sequence[Unit], *, every: bool) -> list[Row]:
    """The units that share a row: none on a short page, or where `every` is asked for."""
    if every or len(units) <= MOST_UNITS:
        return [(unit,) for unit in units]
    kept = [at for at, unit in enumerate(units) if unit.kept]
    first, last = (kept[0], kept[-1]) if kept else (len(units), -1)
    rows: list[Row] = []
    run: list[Unit] = []
    for at, unit in enumerate(units):
        if unit.kept or unit.role in _SOUGHT:
            rows += _together(run, inside=first < at <= last)
            rows.append((unit,))
            run = []
        else:
            run.append(unit)
    return [*rows, *_together(run, inside=False)]


def _together(run: list[Unit], *, inside: bool) -> Iterator[Row]:
    if len(run) >= (FEWEST_TOGETHER_INSIDE if inside else FEWEST_TOGETHER):
        yield tuple(run)
    else:
        yield from ((unit,) for unit in run)


def page_table(rows: Sequence[Row], width: int, article: Article | None = None) -> Table:
    """The rows, for people with so many columns; a reason stands at the right end of what it dropped."""
    lines = bool(rows) and rows[0][0].where.startswith(LINE)
    taken = _taken(article) if article else {}
    cells = [_several(row, lines=lines) if len(row) > 1 else _one(row[0], taken) for row in rows]
    places = min(WIDEST_PLACE, max((cell.place.cell_len for cell in cells), default=0))
    roles = min(WIDEST_ROLE, max((cell.role.cell_len for cell in cells), default=0))
    shows_places = lines or width >= WIDE
    room = width - 2 - (places + 1 if shows_places else 0) - (roles + 1)
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, width=1)
    if shows_places:
        table.add_column(no_wrap=True, justify="right", style="quiet", width=places, overflow="ellipsis")
    table.add_column(no_wrap=True, width=roles, overflow="ellipsis")
    table.add_column(no_wrap=True)
    for cell in cells:
        place = (cell.place,) if shows_places else ()
        table.add_row(cell.mark, *place, cell.role, _beside(cell.text, cell.reason, room))
    return table


def _beside(text: Text, reason: str, room: int) -> Text:
    """The text at the left of the room, the reason at its right, both cut where they do not fit."""
    why = line(f"× {reason}" if reason else "", "why")
    why.truncate(max(int(room * REASON_SHARE), 1), overflow="ellipsis")
    gap = 2 if reason else 0
    text.truncate(max(room - why.cell_len - gap, 1), overflow="ellipsis", pad=bool(reason))
    return Text.assemble(text, " " * gap, why)


def _taken(article: Article) -> Mapping[str, str]:
    """The texts of which a field was read, so that nobody wonders why they are missing from the story."""
    return {
        text: f"taken as the {field}"
        for field, text in (("standfirst", article.standfirst), ("headline", article.headline))
        if text
    }


def _one(unit: Unit, taken: Mapping[str, str]) -> _Cells:
    place = line(last_step(unit.where.removeprefix(LINE)))
    role = "" if unit.role in _PLAIN and unit.kept else unit.role.replace("_", " ")
    if unit.kept:
        return _Cells(Text("┃", "good"), place, line(role, "good"), line(unit.text), "")
    reason = taken.get(unit.text) or unit.rule
    return _Cells(Text("·", "quiet"), place, line(role, "label"), line(unit.text, "quiet"), reason)


def _several(row: Row, *, lines: bool) -> _Cells:
    """A run: where it stands, what it is, how it begins, and the reason that most of it was dropped for."""
    first, last = row[0].where.removeprefix(LINE), row[-1].where.removeprefix(LINE)
    (role, _), *other_roles = Counter(unit.role.replace("_", " ") for unit in row).most_common()
    (rule, _), *other_rules = Counter(unit.rule for unit in row).most_common()
    sample = " / ".join(unit.text[:LONGEST_SAMPLE] for unit in row[:LONGEST_SAMPLE])[:LONGEST_SAMPLE]
    number = count(len(row), "line" if lines else "block")
    return _Cells(
        Text("⋮", "quiet"),
        line(f"{first}-{last}" if lines else ""),
        line(f"{role} +{len(other_roles)}" if other_roles else role, "quiet"),
        Text.assemble((f"… {number}: ", "label"), line(sample, "quiet")),
        f"{rule} +{len(other_rules)}" if other_rules else rule,
    )
