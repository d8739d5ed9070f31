"""How an explanation shows the fields: each value, how far it is believed and where it was read, then the losers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from infra.cli.card import FACTS, count
from infra.cli.terminal import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.article import Article
    from dateline.reading.trace import Candidate, Explanation

LONGEST_VALUE = 160  # columns of a candidate's value
MOST_LOSERS = 4  # of a field
LINKED = "ld+json"  # a place that the source's name tells already
MOST_SOURCES = 4  # of a value
MOST_PLACES = 2  # of one source's value
_ORDER = (
    "headline", "standfirst", "bylines", "dateline", "published_at", "modified_at", "retrieved_at", "publisher", "url",
    "language", "section", "breadcrumbs", "genre", "status", "paywalled", "keywords", "agencies", "images", "blocks",
)  # fmt: skip
TIMES = frozenset({"published_at", "modified_at", "retrieved_at"})  # stored in one form, however a page writes them
_TRUST = {"high": "good", "medium": "odd", "low": "bad"}


def fields_table(explanation: Explanation) -> Table:
    """All fields that were read, in the order in which people ask for them."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="label")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for field in _told(explanation):
        for row in _rows(explanation, field):
            table.add_row(*row)
    return table


def last_step(where: str) -> str:
    """The last step of a path, which says the most; the place of a line as it is."""
    return where.rsplit(" > ", 1)[-1]


def _told(explanation: Explanation) -> list[str]:
    evidence = explanation.article.evidence if explanation.article else {}
    place = {field: number for number, field in enumerate(_ORDER)}
    return sorted(dict.fromkeys((*explanation.candidates, *evidence)), key=lambda field: place.get(field, len(place)))


def _rows(explanation: Explanation, field: str) -> Iterator[tuple[Text, Text, Text]]:
    article = explanation.article
    candidates = explanation.candidates.get(field)
    trust = article.confidence.get(field, "") if article else ""
    if not candidates:
        source = article.evidence.get(field, "") if article else ""
        yield line(field), Text("✓", "good"), _value(_stored(article, field), "", trust, (source,))
        return
    sources = _by_value(candidates)
    for place, (value, told_by) in enumerate(sources.items()):
        if place > MOST_LOSERS:
            yield Text(), Text(), Text(f"… and {count(len(sources) - place, 'other')}; --json tells them", "quiet")
            return
        if place == 0:
            taken, written = _taken(article, field, value)
            yield line(field), Text("✓", "good"), _value(taken, "", trust, (*written, *told_by))
        else:
            yield Text(), Text("×", "quiet"), _value(value, "lost", "", told_by)


def _stored(article: Article | None, field: str) -> str:
    """What the article has in the field, in words."""
    if article is None:
        return ""
    told = next((value(article) for _, name, value in FACTS if name == field), getattr(article, field, None))
    return told if isinstance(told, str) else ""


def _taken(article: Article | None, field: str, value: str) -> tuple[str, tuple[str, ...]]:
    """What was made of the winning value, and how the page writes it where that is something else."""
    stored = getattr(article, field, None) if field in TIMES else None
    return (stored, (f"“{value}”",)) if stored and stored != value else (value, ())


def _by_value(candidates: Iterable[Candidate]) -> dict[str, list[str]]:
    """What told each value: a source is named once, with the places where it read the value."""
    places: dict[str, dict[str, list[str]]] = {}
    for one in candidates:
        where = last_step(one.where)
        known = places.setdefault(one.value, {}).setdefault(one.source, [])
        if where and where not in known and where not in one.source and LINKED not in where:
            known.append(where)
    return {value: _sources(by) for value, by in places.items()}


def _sources(by: dict[str, list[str]]) -> list[str]:
    told = [_source(name, where) for name, where in by.items()]
    return told if len(told) <= MOST_SOURCES else [*told[: MOST_SOURCES - 1], f"{len(told) - MOST_SOURCES + 1} more"]


def _source(name: str, places: list[str]) -> str:
    shown = [*places[:MOST_PLACES], *(["…"] if len(places) > MOST_PLACES else [])]
    return f"{name} ({', '.join(shown)})" if shown else name


def _value(value: str, style: str, trust: str, sources: Iterable[str]) -> Text:
    shown = line(value, style)
    shown.truncate(LONGEST_VALUE, overflow="ellipsis")
    told = "; ".join(source for source in sources if source)
    return Text.assemble(
        shown,
        (f"  {trust}", _TRUST.get(trust, "quiet")) if trust in _TRUST else "",
        "  ",
        line(f"← {told}", "quiet") if told else "",
    )
