"""The dates that a page prints for its readers, with what is written beside them and how far from the headline.

The lines around the headline are walked outwards from it, so that a page of any length costs the same. Only a page
that tells nothing there is read whole.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.dates.labels import label_of
from dateline.reading.html.page import Page, path_of
from dateline.reading.html.page.lines import lines_from, lines_in
from dateline.reading.html.times.date_order import Calendar
from dateline.reading.html.times.dated_lines import (
    FIRST_PAGES,
    HEAD_REACH,
    LONGEST_LINE,
    PrintedDate,
    dates_of,
    is_of_other_things,
    is_page_clock,
    is_set_off,
)
from dateline.reading.html.times.headline_place import headline_node, words_of
from dateline.reading.html.times.teasers import is_of_a_teaser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.html.page.lines import PageLine

MOST_LINES = 1_000
LINES_NEAR = 10
LINES_AFTER = 25
LINES_BEFORE = 5
LONG_LINES = 3
LONGEST_SENTENCE = 600
REACH = 60
NEAR = 5
_NAMED_AFTER_FACTS = re.compile(r"meta|foot|info|byline", re.IGNORECASE)


class Surroundings:
    """The dates around a page's headline. The walk goes no further than it is asked to: mostly the first date does."""

    def __init__(self, page: Page) -> None:
        heading = page.once(headline_node)
        walk = _Walk(heading, page.once(Calendar)) if heading else None
        self._near: list[PrintedDate] = []
        self._far: list[PrintedDate] = []
        # What goes on with the walk does not hold these surroundings: a circle would keep the page in memory.
        self._walking_near = walk.near() if walk else iter(())
        self._walking_far = walk.far() if walk else iter(())

    def near(self) -> Iterator[PrintedDate]:
        """Those in the first lines behind it, in their order."""
        yield from self._near
        for printed in self._walking_near:
            self._near.append(printed)
            yield printed

    def all(self) -> Iterator[PrintedDate]:
        """In the order of the lines, those behind it first."""
        yield from self.near()
        yield from self._far
        for printed in self._walking_far:
            self._far.append(printed)
            yield printed


class _Walk:
    """The lines around a heading, as far as they have been walked."""

    def __init__(self, heading: LexborNode, calendar: Calendar) -> None:
        self._behind = lines_from(heading, forward=True)
        self._before = lines_from(heading, forward=False)
        self._calendar = calendar
        self._above = ""
        self._long_lines = 0

    def near(self) -> Iterator[PrintedDate]:
        for distance, line in enumerate(islice(self._behind, LINES_NEAR), 1):
            yield from self._met(line, distance)

    def far(self) -> Iterator[PrintedDate]:
        for distance, line in enumerate(islice(self._behind, LINES_AFTER - LINES_NEAR), LINES_NEAR + 1):
            if self._long_lines >= LONG_LINES:
                break
            yield from self._met(line, distance)
        for distance, line in enumerate(islice(self._before, LINES_BEFORE), 1):
            if line.apart is None and not is_page_clock(line.node):
                yield from dates_of(line, self._calendar, -distance, "")

    def _met(self, line: PageLine, distance: int) -> Iterator[PrintedDate]:
        above, self._above = self._above, line.text
        self._long_lines += len(line.text) > LONGEST_LINE
        if line.apart is None or (line.apart == "aside" and distance <= NEAR):
            yield from dates_of(line, self._calendar, distance, above)


def beside_headline(page: Page) -> list[PrintedDate]:
    """The dates in the lines around the headline, the likeliest first; none where the page has no headline."""
    return page.once(_beside_headline)


def _beside_headline(page: Page) -> list[PrintedDate]:
    return sorted(page.once(Surroundings).all(), key=_rank)


def anywhere(page: Page) -> tuple[PrintedDate, ...]:
    """The dates in all lines of the page, those behind the headline first, the nearest of them first."""
    return page.once(_anywhere)


def _rank(printed: PrintedDate) -> tuple[int, int]:
    labelled = {"published": 0, None: 1, "updated": 2}[printed.label]
    return labelled, printed.distance if printed.distance > 0 else -2 * printed.distance


def in_sentences(page: Page) -> Iterator[PrintedDate]:
    """The dates in sentences that tell of publishing, in front of the date or behind it."""
    for line in page.once(_lines_of):
        text = line.text
        for one in page.once(Calendar).dates_in(text)[0] if len(text) <= LONGEST_SENTENCE else ():
            beside = f"{text[max(0, one.start - REACH) : one.start]} | {text[one.end : one.end + REACH]}"
            if label_of(beside) == "published":
                yield PrintedDate(one.moment, one.zone_text, text, line.node, 0, 0.0)


def in_heads(page: Page) -> Iterator[PrintedDate]:
    """The dates in the first words of the page's own lines, however long they are: of a paragraph, where a mark sets
    them off from it."""
    for line in page.once(_lines_of):
        if line.apart is None and not is_page_clock(line.node):
            text = line.text
            for one in page.once(Calendar).dates_in(text[: 2 * HEAD_REACH])[0]:
                led = one.start <= HEAD_REACH and one.moment.value >= FIRST_PAGES
                apart = len(text) <= LONGEST_LINE or is_set_off(text, one) or is_named(line.node, _NAMED_AFTER_FACTS)
                if (
                    led
                    and apart
                    and not (is_of_other_things(text[: one.start]) or is_of_a_teaser(text, line.node, page))
                ):
                    yield PrintedDate(one.moment, one.zone_text, text[:LONGEST_LINE], line.node, 0, 0.0)


def is_named(node: LexborNode, sign: re.Pattern[str]) -> bool:
    """Whether the class or id of an element, or of the one around it, holds a sign."""
    inner = node.parent
    names = [named.attributes.get(name) or "" for named in (node, inner) if named for name in ("class", "id")]
    return sign.search(" ".join(names)) is not None


def _lines_of(page: Page) -> list[PageLine]:
    body = page.tree.body
    return list(islice(lines_in(body), MOST_LINES)) if body else []


def _anywhere(page: Page) -> tuple[PrintedDate, ...]:
    calendar = page.once(Calendar)
    heading = page.once(headline_node)
    headline = heading.text() if heading else ""
    title = words_of(headline)
    behind = 0
    before: list[PrintedDate] = []
    found: list[PrintedDate] = []
    above = ""
    for line in page.once(_lines_of):
        if behind:
            behind += 1
        elif title and len(line.text) <= 2 * len(headline) and words_of(line.text) == title:
            behind = 1
        dated = list(dates_of(line, calendar, behind or -1, above))
        if dated and (behind or not is_page_clock(line.node)):
            (found if behind else before).extend(dated)
        above = line.text
    return *found, *before


def where_of(printed: PrintedDate) -> str:
    """A path to the element that the date stands in."""
    return path_of(printed.node)
