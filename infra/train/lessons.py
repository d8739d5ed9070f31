"""The dumps that line weights are learnt from, each line with whether the story has it.

Two kinds of page: dumps whose story people or a publisher's own parser told, and HTML pages flattened to dumps, whose
story the library's own reader of HTML tells; the latter count less, and only where it meets all that is known of them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import dateline
from dateline.reading.dump.lines import lines_of
from dateline.reading.dump.story.shape import shapes_of
from infra.train.alignment import aligned
from infra.train.flattened import FLATTENED, flattened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dateline.reading.dump.lines import Line
    from dateline.reading.dump.story.shape import Shape

FOLDS = 5
"""Parts of the publishers, of which each is left out of the lessons once, to be tried on."""

TOLD_BY_THE_READER = 0.4
FEWEST_BLOCKS, SHORTEST_STORY = 3, 600
FEWEST_LINES = 2
VARIED = 1.0
SHORT, AROUND = 3, 6
"""A short page has so many lines of the story, and so many before and after it."""

BASE, WIDEST, FULL = 0.6, 300, 150
"""A line counts more the wider it is, as words are what is lost."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One dump: publisher, lines, shapes; for each shape whether it is the story's, and how much it counts."""

    publisher: str
    sure: bool
    lines: Sequence[Line]
    shapes: Sequence[Shape]
    labels: Sequence[bool]
    counts: Sequence[float]


def number_of(publisher: str) -> int:
    """A number that stays the same for a publisher."""
    return int.from_bytes(hashlib.sha256(publisher.encode()).digest()[:4])


def lessons(folder: Path) -> Iterator[Lesson]:
    """The lessons of a folder, in the order of its records."""
    for row in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        record: dict[str, Any] = json.loads(row)
        data = gzip.decompress((folder / record["page"]).read_bytes())
        if record["content_type"].startswith("text/plain"):
            stories = [record["body"], *(record["body_alts"] or ())]
            found = _lesson(record, data.decode(), stories, 1.0)
        elif record["dataset"] in FLATTENED:
            found = _told_by_the_reader(record, data)
        else:
            continue
        if found:
            yield found
        if found and found.sure:
            yield from _variants(found)


def _told_by_the_reader(record: dict[str, Any], data: bytes) -> Lesson | None:
    try:
        article = dateline.parse(data, url=record["url"], content_type=record["content_type"])
    except dateline.Rejection:
        return None
    said = " ".join(article.body.split())
    missed = [text for text in record["with"] or () if " ".join(text.split()) not in said]
    extra = [text for text in record["without"] or () if " ".join(text.split()) in said]
    if missed or extra or len(article.blocks) < FEWEST_BLOCKS or len(said) < SHORTEST_STORY:
        return None
    odds = hashlib.sha256(record["id"].encode()).digest()[0]
    dump = flattened(data, record["charset_meta"], spaced=odds % 3 > 0)
    return _lesson(record, dump, [article.body], TOLD_BY_THE_READER)


def _lesson(record: dict[str, Any], dump: str, stories: Sequence[str], worth: float) -> Lesson | None:
    return _labelled(record["publisher"] or record["id"], lines_of(dump), stories, worth)


def _variants(lesson: Lesson) -> Iterator[Lesson]:
    """The dump as a short page, as the bare story, and without blank lines; all of them count less."""
    told = [shape.line for shape, label in zip(lesson.shapes, lesson.labels, strict=True) if label]
    lines, first, last = lesson.lines, told[0], told[-1]
    cut = told[min(SHORT, len(told)) - 1]
    yield _varied(lesson, [*range(max(0, first - AROUND), cut + 1), *range(last + 1, min(len(lines), last + AROUND))])
    yield _varied(lesson, [*range(first, cut + 1)])
    yield _varied(lesson, [*range(len(lines))], gaps=False)


def _varied(lesson: Lesson, chosen: Sequence[int], *, gaps: bool = True) -> Lesson:
    known = {
        shape.line: (label, count)
        for shape, label, count in zip(lesson.shapes, lesson.labels, lesson.counts, strict=True)
    }
    lines = [lesson.lines[index] if gaps else lesson.lines[index]._replace(gap=False) for index in chosen]
    shapes = shapes_of(lines, whole=True)
    facts = [known.get(chosen[shape.line], (False, 0.0)) for shape in shapes]
    return Lesson(
        lesson.publisher,
        False,
        lines,
        shapes,
        [label for label, _ in facts],
        [count * VARIED for _, count in facts],
    )


def _labelled(publisher: str, lines: Sequence[Line], stories: Sequence[str], worth: float) -> Lesson | None:
    found = [aligned([line.text for line in lines], story) for story in stories]
    always, ever = set.intersection(*found), set.union(*found)
    if len(always) < FEWEST_LINES:
        return None
    shapes = shapes_of(lines, whole=True)
    # A line that one telling of the story has and another has not, as a standfirst, teaches nothing.
    counts = [
        0.0
        if (shape.line in ever) != (shape.line in always)
        else worth * (BASE + min(lines[shape.line].width, WIDEST) / FULL)
        for shape in shapes
    ]
    labels = [shape.line in always for shape in shapes]
    return Lesson(publisher, worth == 1.0, lines, shapes, labels, counts)
