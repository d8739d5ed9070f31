"""How a card shows what enrichment found: the names in the story, and tables of who, where, when and who said what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.terminal import clean, line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.article import Article, Block
    from dateline.findings import Place
    from dateline.record import Record

KINDS = ("person", "organisation", "place")
"""Of names, each a style of the terminal's theme."""

LONGEST_QUOTE = 120
_SPACE = re.compile(r"\s+")

Span = tuple[int, int, str]
"""From, up to but without, and the style."""


def legend() -> Text:
    """The kinds of names in their colours, for people who see colours."""
    return Text.assemble(*((f"  {kind}", kind) for kind in KINDS))


def names_in(record: Record) -> list[Span]:
    """Where the names stand in the body, in order, none in another."""
    found = sorted(
        (mention.start, -mention.end, entity.kind) for entity in record.entities for mention in entity.mentions
    )
    spans: list[Span] = []
    for start, end, kind in found:
        if not spans or start >= spans[-1][1]:
            spans.append((start, -end, kind))
    return spans


def starts_of(article: Article) -> dict[int, int]:
    """Where in the body each block begins that is told there, by its place among the blocks."""
    told = [place for place, block in enumerate(article.blocks) if block.kind != "caption"]
    opening = next((place for place in told if article.blocks[place].kind == "paragraph"), next(iter(told), 0))
    starts: dict[int, int] = {}
    at = 0
    for place in told:
        if article.dateline and place == opening:
            at += len(article.dateline.text + article.dateline.mark)
        starts[place] = at
        at += len(article.blocks[place].text) + len("\n\n")
    return starts


def coloured(block: Block, start: int, names: Sequence[Span], style: str = "") -> Text:
    """The text of a block that begins at `start` of the body, on one line, its names in the colours of their kinds."""
    text, at = Text(style=style), 0
    inside = names[bisect_left(names, start, key=_start) : bisect_left(names, start + len(block.text), key=_start)]
    for first, last, kind in inside:
        text.append(_spaced(block.text[at : first - start]))
        text.append(_spaced(block.text[first - start : last - start]), kind)
        at = last - start
    return text.append(_spaced(block.text[at:]))


def findings(record: Record, most: int) -> Iterator[RenderableType]:
    """What was found, under a label each, at most so many rows of a kind; and why what is empty is empty."""
    yield from _tabled("Names", _names(record), most)
    yield from _tabled("Places", _places(record), most)
    yield from _tabled("Quotes", _quotes(record), most)
    yield from _tabled("Dates", _dates(record), most)
    subjects = [f"{subject.name} ({subject.code})" for subject in record.subjects]
    facts = (("Keyphrases", record.keyphrases), ("Subjects", subjects))
    for label, told in facts:
        if told:
            yield ""
            yield Text.assemble((label, "label"), "  ", line(" · ".join(told)))
    if record.unknown:
        yield ""
        yield Text("Not found", "label")
        yield Padding(_grid([(line(field), line(why, "quiet")) for field, why in record.unknown.items()]), (0, 2))


def _tabled(label: str, rows: Sequence[tuple[Text, ...]], most: int) -> Iterator[RenderableType]:
    if not rows:
        return
    yield ""
    more = f"  the first {most} of {len(rows)}" if len(rows) > most else ""
    yield Text.assemble((label, "label"), (more, "quiet"))
    yield Padding(_grid(rows[:most]), (0, 2))


def _grid(rows: Iterable[tuple[Text, ...]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*row)
    return table


def _names(record: Record) -> list[tuple[Text, ...]]:
    rows: list[tuple[Text, ...]] = []
    for entity in sorted(record.entities, key=lambda entity: -entity.salience):
        called = line(entity.name, entity.kind)
        if entity.title:
            called = Text.assemble(line(entity.title, "quiet"), " ", called)
        also = line(f"also {', '.join(entity.aliases)}" if entity.aliases else "", "quiet")
        rows.append((called, line(entity.kind), line(_times(len(entity.mentions)), "quiet"), also))
    return rows


def _places(record: Record) -> list[tuple[Text, ...]]:
    return [
        (
            line(place.name, "place"),
            line(place.country or ""),
            line(_coordinates(place) or "on no map", "" if place.geonames_id else "quiet"),
            line(_senses(place), "quiet"),
        )
        for place in record.places
    ]


def _coordinates(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    north, east = "N" if place.latitude >= 0 else "S", "E" if place.longitude >= 0 else "W"
    return f"{abs(place.latitude):.2f}° {north} {abs(place.longitude):.2f}° {east}"


def _senses(place: Place) -> str:
    """How often the name stands for what: `3×`, or `2× the place, 1× its government`."""
    senses = Counter(mention.sense for mention in place.mentions)
    if set(senses) == {"place"}:
        return _times(len(place.mentions))
    return ", ".join(f"{_times(number)}{_SENSES[sense]}" for sense, number in senses.most_common())


def _quotes(record: Record) -> list[tuple[Text, ...]]:
    rows: list[tuple[Text, ...]] = []
    for quote in record.quotes:
        speaker = quote.speaker or quote.speaker_text
        text = line(quote.text)
        text.truncate(LONGEST_QUOTE, overflow="ellipsis")
        how = f"{quote.kind}, {_ATTRIBUTIONS[quote.attribution]}"
        rows.append((line(speaker or "nobody named", "person" if speaker else "quiet"), text, line(how, "quiet")))
    return rows


def _dates(record: Record) -> list[tuple[Text, ...]]:
    return [(line(date.text), line(date.value), line(date.precision, "quiet")) for date in record.dates]


def _times(number: int) -> str:
    return f"{number}×"


def _start(span: Span) -> int:
    return span[0]


def _spaced(text: str) -> str:
    return clean(_SPACE.sub(" ", text))


_SENSES = {
    "place": " the place",
    "government": " its government",
    "demonym": " as an adjective",
    "dateline": " the dateline",
}
_ATTRIBUTIONS = {
    "adjacent": "beside the speaker",
    "paragraph": "speaker in the paragraph",
    "carried": "carried on",
    "none": "no speaker",
}
