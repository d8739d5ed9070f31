"""The card: one article or record as a person reads it, and where on the page each field was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.record import Record
from infra.cli.findings import coloured, findings, legend, names_in, starts_of
from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.article import Article, Block

WIDTH = 104  # columns; longer lines are hard to read
MOST_FINDINGS = 12  # rows of one kind
FEW_FINDINGS = 5  # where the story is cut, too
_INDENT = {"heading": "", "quote": "  “ ", "list_item": "  • ", "table_row": "  | ", "caption": "  ▫ "}

Value = Callable[["Article"], str | None]


def article_card(article: Article, *, blocks: int | None = None) -> RenderableType:
    """Everything about `article`, its story cut to the first `blocks` where that is given."""
    parts: list[RenderableType] = [line(article.headline or "(no headline)", "headline")]
    if article.standfirst:
        parts.append(line(article.standfirst, "standfirst"))
    parts += ["", _facts(article)]
    summary = getattr(article, "summary", None)
    if summary:
        parts += ["", Text("Summary", "label"), Padding(line(summary), (0, 2))]
    parts += ["", *_story(article, blocks)]
    if isinstance(article, Record):
        parts += findings(article, MOST_FINDINGS if blocks is None else FEW_FINDINGS)
    if article.warnings:
        parts += ["", *(Text.assemble(("Note  ", "odd"), line(warning)) for warning in article.warnings)]
    if article.evidence:
        parts += ["", Text("Read from", "label"), Padding(_pairs(_sources(article), "quiet"), (0, 2))]
    return Constrain(Group(*parts), WIDTH)


def _sources(article: Article) -> list[tuple[str, str]]:
    """Where each field was read, in the order in which an article has its fields."""
    order = {field.name: number for number, field in enumerate(fields(article))}
    return sorted(article.evidence.items(), key=lambda source: order.get(source[0], len(order)))


def _facts(article: Article) -> Table:
    found = ((label, value(article)) for label, _, value in FACTS)
    return _pairs(((label, value) for label, value in found if value), "label")


def _pairs(pairs: Iterable[tuple[str, str]], style: str) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(style=style, no_wrap=True)
    table.add_column(style=style if style == "quiet" else "", overflow="fold")
    for label, value in pairs:
        table.add_row(line(label), line(value))
    return table


def _story(article: Article, most: int | None) -> Iterator[RenderableType]:
    names = names_in(article) if isinstance(article, Record) else []
    starts = starts_of(article)
    story = [article.blocks[place] for place in starts]
    yield Text.assemble(("Story", "label"), "  ", (_made_of(story), "quiet"), legend() if names else "")
    shown = list(zip(story, starts.values(), strict=True))[:most]
    for number, (block, start) in enumerate(shown):
        text = coloured(block, start, names, "headline" if block.kind == "heading" else "")
        yield Padding(Text.assemble(_INDENT.get(block.kind, ""), text), (0 if number == 0 else 1, 2, 0, 2))
    if len(shown) < len(story):
        yield Padding(Text(f"… and {_made_of(story[len(shown) :])} more", "quiet"), (1, 2, 0, 2))


def _made_of(blocks: list[Block]) -> str:
    kinds = Counter(block.kind.replace("_", " ") for block in blocks)
    return ", ".join(count(number, kind) for kind, number in kinds.items()) or "no text"


def count(number: int, noun: str) -> str:
    """`number` with its noun: `1 page`, `1,200 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def moment(value: str | None) -> str | None:
    """An ISO 8601 time as people write it, at its own precision: `2 March 2020, 13:39 +05:30`."""
    if not value:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return value
    day = f"{time.day} {time:%B %Y}"
    if len(value) <= len("2020-03-02"):
        return day
    clock = f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
    offset = time.isoformat(timespec="seconds")[len("2020-03-02T13:39:00") :]
    offset = {"": "(zone unknown)", "+00:00": "UTC"}.get(offset, offset)
    return f"{day}, {clock} {offset}"


def _bylines(article: Article) -> str:
    return "; ".join(
        " ".join(
            part
            for part in (
                byline.name,
                byline.handle,
                byline.role and f"({byline.role})",
                byline.kind != "person" and f"[{byline.kind}]",
            )
            if part
        )
        for byline in article.bylines
    )


def _publisher(article: Article) -> str:
    name, domain = article.publisher.name, article.publisher.domain
    return f"{name} ({domain})" if name and domain else name or domain or ""


def _images(article: Article) -> str:
    described = (
        " · ".join(part for part in (image.caption, image.credit and f"credit: {image.credit}", image.url) if part)
        for image in article.images
    )
    return "; ".join(text for text in described if text)


def _length(article: Article) -> str | None:
    words = getattr(article, "word_count", None)
    return words and f"{count(words, 'word')}, {count(article.reading_minutes, 'minute')} to read"  # type: ignore[attr-defined]


def _upload(article: Article) -> str:
    upload = article.upload
    size = upload.size is not None and count(upload.size, "byte")
    return " · ".join(part for part in (upload.key, upload.media_type, upload.charset, size) if part)


def _dateline(article: Article) -> str | None:
    dateline = article.dateline
    if dateline is None:
        return None
    told_apart = [*dateline.places, *([dateline.agency] if dateline.agency else [])]
    return f"{dateline.text}  ({' · '.join(told_apart)})" if told_apart else dateline.text


# What a card calls the field, its name in an Article or Record, and its value in words.
FACTS: tuple[tuple[str, str, Value], ...] = (
    ("Byline", "bylines", _bylines),
    ("Dateline", "dateline", _dateline),
    ("Published", "published_at", lambda article: moment(article.published_at)),
    ("Modified", "modified_at", lambda article: moment(article.modified_at)),
    ("Page saved", "retrieved_at", lambda article: moment(article.retrieved_at)),
    ("Publisher", "publisher", _publisher),
    ("Address", "url", lambda article: article.url),
    ("Language", "language", lambda article: article.language),
    ("Section", "section", lambda article: " › ".join(article.breadcrumbs) or article.section),
    ("Genre", "genre", lambda article: article.genre),
    ("Status", "status", lambda article: article.status),
    ("Agencies", "agencies", lambda article: ", ".join(article.agencies)),
    ("Keywords", "keywords", lambda article: ", ".join(article.keywords)),
    ("Pictures", "images", _images),
    ("Paywall", "paywalled", lambda article: "yes" if article.paywalled else None),
    ("Length", "word_count", _length),
    ("Upload", "upload", _upload),
    ("Article id", "article_id", lambda article: article.article_id),
)
