"""What changed from one wording of an article to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.history.alignment import aligned, matched
from infra.history.numbers import NumberChange, numbers_changed
from infra.history.wording import Paragraph, Wording, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.record import Record


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the article, as it was and as it is, in words; "" where it was or is not told."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph that went (`new` is None), came (`old` is None) or was changed, and its place among the blocks.

    With `moved` it stands between other paragraphs than before, changed or not.
    """

    old_at: int | None
    new_at: int | None
    old: Paragraph | None
    new: Paragraph | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, and who said it; None where nobody is named."""

    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that went, came, or was changed: its words, or who is said to have said them."""

    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class Changes:
    """From one wording to the next. What is not in it is as it was."""

    fields: tuple[FieldChange, ...]
    paragraphs: tuple[ParagraphChange, ...]
    quotes: tuple[QuoteChange, ...]
    numbers: tuple[NumberChange, ...]


def changes(old: Record, new: Record) -> Changes:
    """What changed from the one record to the other."""
    before, after = Wording.of(old), Wording.of(new)
    paragraphs = tuple(_paragraphs(before.paragraphs, after.paragraphs))
    texts = [(before.headline, after.headline), (before.standfirst, after.standfirst)]
    texts += [(change.old.text, change.new.text) for change in paragraphs if change.old and change.new]
    numbers = dict.fromkeys(number for pair in texts for number in numbers_changed(*pair))
    return Changes(tuple(_fields(old, new)), paragraphs, tuple(_quotes(old, new)), tuple(numbers))


def _fields(old: Record, new: Record) -> Iterator[FieldChange]:
    before, after = Wording.of(old), Wording.of(new)
    told = (
        ("headline", before.headline, after.headline),
        ("standfirst", before.standfirst, after.standfirst),
        ("bylines", before.bylines, after.bylines),
        ("dateline", before.dateline, after.dateline),
        ("status", before.status, after.status),
        ("published_at", old.published_at, new.published_at),
        ("modified_at", old.modified_at, new.modified_at),
    )
    return (FieldChange(field, was or "", became or "") for field, was, became in told if was != became)


def _paragraphs(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[ParagraphChange]:
    steps = aligned([one.text for one in old], [one.text for one in new])
    gone = {step.old: old[step.old].text for step in steps if step.old is not None and step.new is None}
    come = {step.new: new[step.new].text for step in steps if step.new is not None and step.old is None}
    moved = dict(matched(gone, come))
    arrived = set(moved.values())
    for old_at, new_at in ((step.old, step.new) for step in steps):
        if old_at is None and new_at in arrived:
            continue
        there = moved.get(old_at, new_at) if old_at is not None else new_at
        was = None if old_at is None else old[old_at]
        became = None if there is None else new[there]
        if was != became or there != new_at:
            yield ParagraphChange(old_at, there, was, became, moved=there != new_at)


def _quotes(old: Record, new: Record) -> Iterator[QuoteChange]:
    before, after = _said(old), _said(new)
    gone = [quote for quote in before if quote not in set(after)]
    come = [quote for quote in after if quote not in set(before)]
    for step in aligned([quote.text for quote in gone], [quote.text for quote in come]):
        yield QuoteChange(
            None if step.old is None else gone[step.old],
            None if step.new is None else come[step.new],
        )


def _said(record: Record) -> list[Said]:
    """Who said what, each once, in the order of the text."""
    return list(dict.fromkeys(Said(spaced(quote.text).rstrip(","), quote.speaker) for quote in record.quotes))
