"""The dates that a page prints for its readers, with what is written beside them and how far from the headline.

The lines around the headline are walked outwards from it, so that a page of any length costs the same. Only a page
that tells nothing there is read whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.dates import parse_machine
from dateline.reading.dates.labels import label_of
from dateline.reading.html.date_order import Calendar
from dateline.reading.html.headings import headings
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.page_lines import lines_from, lines_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.dates import FoundDate, Moment
    from dateline.reading.dates.labels import Label
    from dateline.reading.html.page_lines import Apart, PageLine

MOST_LINES = 1_000
LINES_NEAR = 10
LINES_AFTER = 25
LINES_BEFORE = 5
LONGEST_LINE = 200
LONG_LINES = 3
LEAST_SHARE = 0.25
LONGEST_WORDS_ABOVE = 30
MOST_HEADINGS = 30
LONGEST_NAMED = 160
DIGITS_WITHIN = 24
LONGEST_SENTENCE = 600
REACH = 60
HEAD_REACH = 40
NEAR = 5
PARTS_LINES = "|•·—–-/"
LIKE_TITLE = 0.4
FAINTLY_LIKE_TITLE = 0.15
_DIGIT = re.compile(r"\d")
_NO_TIME_OF_STORY = re.compile(
    r"(?:(?:©|\(c\)|copyright)[^|·•]{0,40}|(?<![:.\d])\d{1,2}\.?\s?(?:[–—-]|bis|to|al|au|до)\s?)$", re.IGNORECASE
)
"""What stands in front of a date that is a copyright's, or the end of a range."""
_STATES_TIME = re.compile(r"datetime|title|content|data-[\w-]*(?:date|time|publish|epoch)[\w-]*")
_UPDATED_NAME = re.compile(r"modified|update", re.IGNORECASE)
_PUBLISHED_NAME = re.compile(r"publi|entry-date|created|posted", re.IGNORECASE)
_HEAD = re.compile(r"(?:[^.!?]{1,40}[,(])?[\s(\[]*")
_HEAD_ENDS = re.compile(r"\s*(?:[)\]/:|–—„“\"«-]|$)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date beside the headline. `distance` counts lines from it, negative above it.

    `share` is the part of the line that its dates make up; `told` what the element states for machines; `sure` is
    False where the day and the month of a short date could be the other way round.
    """

    moment: Moment
    zone: str
    text: str
    node: LexborNode
    distance: int
    share: float
    label: Label | None = None
    told: Moment | None = None
    sure: bool = True
    apart: Apart | None = None

    @property
    def day(self) -> str:
        """The day as printed."""
        return self.moment.value[:10]


class _Stated(NamedTuple):
    """A time in an element's attributes, and what its names say of it."""

    moment: Moment
    label: Label | None


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
            if line.apart is None:
                yield from _dates_of(line, self._calendar, -distance, "")

    def _met(self, line: PageLine, distance: int) -> Iterator[PrintedDate]:
        above, self._above = self._above, line.text
        self._long_lines += len(line.text) > LONGEST_LINE
        if line.apart is None or (line.apart == "aside" and distance <= NEAR):
            yield from _dates_of(line, self._calendar, distance, above)


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


def headline_node(page: Page) -> LexborNode | None:
    """The heading that is worded most like the page's title, else its first h1."""
    titles = [_words(text) for text in (page.title, *(title for _, title in page.meta(("og:title",))))]
    best: LexborNode | None = None
    likest = 0.0
    for tag in ("h1", "h2", "h3"):
        for node in _nodes(page, tag):
            own = _words(node.text())
            likeness = max((len(own & title) / len(own | title) for title in titles if title), default=0.0)
            if own and (best is None or likeness > likest):
                likest, best = likeness, node
        if likest > LIKE_TITLE:
            break
    if best and (likest > FAINTLY_LIKE_TITLE or best.tag == "h1"):
        return best
    return page.tree.css_first("h1")


def _nodes(page: Page, tag: str) -> list[LexborNode]:
    if tag == "h3":
        return page.tree.css(tag)[:MOST_HEADINGS]
    return [heading.node for heading in headings(page, tag)]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _dates_of(line: PageLine, calendar: Calendar, distance: int, above: str) -> Iterator[PrintedDate]:
    """The dates of a line, as it prints them and as its elements state them."""
    text = line.text
    stated = [told for node in line.elements if (told := _stated_by(node))]
    found, sure = calendar.dates_in(text[: 2 * LONGEST_LINE])
    if not found:
        for told in stated:
            yield PrintedDate(
                told.moment, "", text, line.node, distance, 0.0, told.label, told.moment, apart=line.apart
            )
        return
    share = sum(one.end - one.start for one in found) / len(text)
    over = label_of(above) if len(above) <= LONGEST_WORDS_ABOVE else None
    at = 0
    for one in found:
        before = text[at : one.start]
        at = one.end
        fits = [told for told in stated if told.moment.value[:10] == one.moment.value[:10]]
        label = label_of(before if len(text) <= LONGEST_NAMED else before[-LONGEST_WORDS_ABOVE:]) or (
            over if not before.strip(" :|-–") else None
        )
        label = label or next((told.label for told in fits), None)
        if _NO_TIME_OF_STORY.search(before):
            continue
        labelled = label is not None and len(text) <= LONGEST_LINE
        if share >= LEAST_SHARE or labelled or _fills_a_part(line, one) or _opens(text, one):
            as_stated = fits[0].moment if fits else None
            yield PrintedDate(
                one.moment, one.zone_text, text, line.node, distance, share, label, as_stated, sure, line.apart
            )


def _fills_a_part(line: PageLine, one: FoundDate) -> bool:
    """Whether the date is all that stands in an element of the line, or between two marks that part the line."""
    if one.start in line.edges and one.end in line.edges:
        return True
    before, after = line.text[: one.start].rstrip(), line.text[one.end :].lstrip()
    return (not before or before[-1] in PARTS_LINES) and (not after or after[0] in PARTS_LINES)


def _opens(text: str, one: FoundDate) -> bool:
    """Whether a story opens with the date, bare or behind the place that it was filed from."""
    opening = _HEAD.fullmatch(text[: one.start]) if one.start <= HEAD_REACH else None
    return opening is not None and _HEAD_ENDS.match(text, one.end) is not None


def _stated_by(node: LexborNode) -> _Stated | None:
    attributes = node.attributes
    for name, value in attributes.items():
        if not value or not _states_time(name) or not _DIGIT.search(value, 0, DIGITS_WITHIN):
            continue
        moment = parse_machine(tidy(value))
        if moment and (name != "title" or moment.precision != "day"):
            names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''} {name}"
            published = _PUBLISHED_NAME.search(names)
            label: Label | None = "published" if published else "updated" if _UPDATED_NAME.search(names) else None
            return _Stated(moment, label)
    return None


@lru_cache(maxsize=1024)
def _states_time(attribute: str) -> bool:
    return _STATES_TIME.fullmatch(attribute) is not None


def in_sentences(page: Page) -> Iterator[PrintedDate]:
    """The dates in sentences that tell of publishing, in front of the date or behind it."""
    for line in page.once(_lines_of):
        text = line.text
        for one in page.once(Calendar).dates_in(text)[0] if len(text) <= LONGEST_SENTENCE else ():
            beside = f"{text[max(0, one.start - REACH) : one.start]} | {text[one.end : one.end + REACH]}"
            if label_of(beside) == "published":
                yield PrintedDate(one.moment, one.zone_text, text, line.node, 0, 0.0)


def _lines_of(page: Page) -> list[PageLine]:
    body = page.tree.body
    return list(islice(lines_in(body), MOST_LINES)) if body else []


def _anywhere(page: Page) -> tuple[PrintedDate, ...]:
    calendar = page.once(Calendar)
    heading = page.once(headline_node)
    title = _words(heading.text()) if heading else None
    behind = 0
    before: list[PrintedDate] = []
    found: list[PrintedDate] = []
    above = ""
    for line in page.once(_lines_of):
        if title and not behind and _words(line.text) == title:
            behind = 1
        elif behind:
            behind += 1
        (found if behind else before).extend(_dates_of(line, calendar, behind or -1, above))
        above = line.text
    return *found, *before


def where_of(printed: PrintedDate) -> str:
    """A path to the element that the date stands in."""
    return path_of(printed.node)
