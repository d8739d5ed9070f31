"""A diff as one page of HTML that needs nothing else: the fields, then for each the examples side by side.

It has no script, and its policy allows none: what saved pages say stands in it, escaped, and can neither act nor load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from infra.diff.comparing import OUTCOME
from infra.diff.elements import rows_of
from infra.diff.showing import in_short, visible
from infra.diff.telling import left_out, percent, warning, ways

if TYPE_CHECKING:
    from infra.diff.examples import Changed, Counts, Tally
    from infra.diff.wording import Row
    from infra.worddiff import Piece

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_TAGS = {"kept": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
_NOTHING = '<span class="nothing">—</span>'


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: what to compare, when and with which code; and the command that makes the changes."""

    what: str
    when: str
    replay: str


def page(tally: Tally, asked: Asked) -> str:
    """The whole page."""
    fields = tally.ordered()
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>What would change: {tally.changed:,} of {tally.compared:,} records</title>",
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>",
        f'<h1 id="top">What would change</h1><p class="asked">{_shown(asked.what)} · {_shown(asked.when)}</p>',
        *_figures(tally),
        *_notes(tally, asked),
        *(_table(fields, tally.compared) if fields else []),
        *(line for name, counts in fields for line in _section(name, counts, tally.examples(name))),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _figures(tally: Tally) -> Iterator[str]:
    figures = [
        (f"{tally.compared:,}", "records compared"),
        (f"{tally.changed:,}", "would change"),
        (percent(tally.changed, tally.compared), "of them"),
        (f"{tally.skipped.total():,}", "not compared"),
    ]
    yield '<ul class="figures">'
    yield from (f"<li><b>{escape(number)}</b><span>{what}</span></li>" for number, what in figures)
    yield "</ul>"


def _notes(tally: Tally, asked: Asked) -> Iterator[str]:
    yield '<ul class="notes">'
    yield from (f"<li>{escape(note)}</li>" for note in left_out(tally))
    yield from (
        f'<li><span class="key">{_shown(one.key)}</span>: {_shown(one.detail or "")}</li>' for one in tally.complaints
    )
    if tally.changed:
        yield f"<li>To make the changes: <code>{_shown(asked.replay)}</code></li>"
        yield f'<li class="odd">{escape(warning(tally) or "")}</li>'
    yield "</ul>"


def _table(fields: Iterable[tuple[str, Counts]], compared: int) -> Iterator[str]:
    yield '<table><thead><tr><th>Field<th>Records<th>Share<th class="share"><th>Filled<th>Emptied<th>Changed'
    yield "</tr></thead><tbody>"
    for name, counts in fields:
        kinds = counts.kinds
        changed = counts.records if name == OUTCOME else kinds["changed"]
        share = percent(counts.records, compared)
        alarming = ' class="outcome"' if name == OUTCOME else ""
        bar = f'<span class="bar"><i{alarming} style="width:{counts.records / max(compared, 1):.2%}"></i></span>'
        numbers = (f"<td>{number:,}" if number else "<td>" for number in (kinds["filled"], kinds["emptied"], changed))
        link = f'<a href="#{_shown(name)}">{_shown(name)}</a>'
        yield f'<tr><td>{link}<td>{counts.records:,}<td>{escape(share)}<td class="share">{bar}{"".join(numbers)}</tr>'
    yield "</tbody></table>"


def _section(name: str, counts: Counts, examples: Iterable[Changed]) -> Iterator[str]:
    yield f'<section id="{_shown(name)}"><header><h2>{_shown(name)}</h2><span>{_shown(ways(counts))}</span>'
    yield '<a href="#top">all fields</a></header>'
    for record in examples:
        yield from _example(name, record)
    yield "</section>"


def _example(name: str, record: Changed) -> Iterator[str]:
    shown = in_short(rows_of(name, record))
    headline = f'<span class="headline" dir="auto">{_shown(record.headline)}</span>' if record.headline else ""
    key = f'<span class="key" dir="auto">{_shown(record.key)}</span>'
    yield f'<article class="example"><header>{key}{headline}</header>'
    yield '<div class="sides"><div class="side">stands</div><div class="side">would be</div>'
    for number, row in enumerate(shown.rows):
        first = ' class="first"' if number == 0 else ""
        yield f'<div{first} dir="auto">{_side(row, "added")}</div><div{first} dir="auto">{_side(row, "removed")}</div>'
    yield "</div>"
    if shown.more:
        yield f'<div class="more">and at {shown.more:,} more places</div>'
    yield "</article>"


def _side(row: Row, without: str) -> str:
    """One side of a row: all of it but what is `removed` or `added`."""
    pieces = [piece for piece in row if piece.kind != without]
    return "".join(map(_piece, pieces)) or _NOTHING


def _piece(piece: Piece) -> str:
    return _TAGS[piece.kind].format(_shown(piece.text))


def _shown(text: str) -> str:
    return escape(visible(text))
