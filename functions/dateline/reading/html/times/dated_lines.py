"""The dates in a line of a page, as its text prints and its elements state them, and what is written beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.dates import parse_machine
from dateline.reading.dates.labels import label_of
from dateline.reading.dates.month_names import names_days_only
from dateline.reading.html.page import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.dates import FoundDate, Moment
    from dateline.reading.dates.labels import Label
    from dateline.reading.html.page.lines import Apart, PageLine
    from dateline.reading.html.times.date_order import Calendar

LONGEST_LINE = 200
LEAST_SHARE = 0.25
MOSTLY = 0.5
FIRST_PAGES = "1995"  # what happened earlier may be told in a story, but no page was put out then
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔")
COLONS = (":", "：")  # what follows was said or written on the day
LONGEST_WORDS_ABOVE = 30
LONGEST_NAMED = 160
DIGITS_WITHIN = 24
STEPS_TO_MASTHEAD = 5
HEAD_REACH = 40
PARTS_LINES = "|•·—–-/"
_PART = re.compile(f"[{re.escape(PARTS_LINES)}]")
_DIGIT = re.compile(r"\d")
_NO_TIME_OF_STORY = re.compile(
    r"(?:(?:©|\(c\)|copyright)[^|·•]{0,40}|(?<![:.\d])\d{1,2}\.?\s?(?:[–—-]|bis|to|al|au|до)\s?)$", re.IGNORECASE
)
_STATES_TIME = re.compile(r"datetime|title|content|data-[\w-]*(?:date|time|publish|epoch)[\w-]*")
_UPDATED_NAME = re.compile(r"modified|update", re.IGNORECASE)
_PUBLISHED_NAME = re.compile(r"publi|entry-date|created|posted", re.IGNORECASE)
_HEAD = re.compile(r"(?:[^.!?]{1,40}[,(])?[\s(\[]*")
_HEAD_ENDS = re.compile(r"\s*(?:[)\]/:|–—„“\"«-]|$)")
_MASTHEAD = re.compile(
    r"(?<![a-z_-])(?:site-?)?(?:header|masthead|top-?bar|today|clock|current|weather)(?![a-z])|header-?date",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date beside the headline. `distance` counts lines from it, negative above it.

    `share` is the part of the line that its dates make up; `told` what the element states for machines; `sure` is
    False where the day and the month of a short date could be the other way round; `in_sentence` where it stands
    among the words of one, without a word for publishing.
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
    in_sentence: bool = False

    @property
    def day(self) -> str:
        """The day as printed."""
        return self.moment.value[:10]


class _Stated(NamedTuple):
    """A time in an element's attributes, and what its names say of it."""

    moment: Moment
    label: Label | None


def dates_of(line: PageLine, calendar: Calendar, distance: int, above: str) -> Iterator[PrintedDate]:
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
        if is_of_other_things(before) or (one.moment.value < FIRST_PAGES and not fits):
            continue
        opens = _opens(text, one)
        among_words = label is None and not opens and share < MOSTLY and one.start > 0
        if among_words and text.endswith(COLONS):
            continue
        labelled = label is not None and len(text) <= LONGEST_LINE
        if labelled or opens or share >= LEAST_SHARE or _fills_a_part(line, one):
            in_sentence = among_words and text.endswith(SENTENCE_ENDS)
            as_stated = fits[0].moment if fits else None
            yield PrintedDate(
                one.moment, one.zone_text, text, line.node, distance, share, label, as_stated, sure, line.apart,
                in_sentence,
            )  # fmt: skip


def is_of_other_things(before: str) -> bool:
    """Whether what stands in front of a date makes it a copyright's, or the end of a range."""
    return _NO_TIME_OF_STORY.search(before) is not None


def is_page_clock(node: LexborNode) -> bool:
    """Whether a line above the headline stands where sites show the day on which a page is read."""
    step: LexborNode | None = node
    for _ in range(STEPS_TO_MASTHEAD):
        if step is None or step.tag == "body":
            return False
        attributes = step.attributes
        if _MASTHEAD.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
            return True
        step = step.parent
    return False


def _fills_a_part(line: PageLine, one: FoundDate) -> bool:
    """Whether the date is all that stands in an element of the line, or between two marks that part the line."""
    edges = line.edges
    if one.start in edges and one.end in edges:
        return True
    before, after = line.text[: one.start].rstrip(" ,"), line.text[one.end :].lstrip()
    last = _PART.split(before)[-1]
    return (not last.strip() or names_days_only(last)) and (not after or after[0] in PARTS_LINES)


def _opens(text: str, one: FoundDate) -> bool:
    """Whether a story opens with the date, bare or behind the place that it was filed from."""
    opening = _HEAD.fullmatch(text[: one.start]) if one.start <= HEAD_REACH else None
    return opening is not None and is_set_off(text, one)


def is_set_off(text: str, one: FoundDate) -> bool:
    """Whether a mark or nothing follows a date."""
    return _HEAD_ENDS.match(text, one.end) is not None


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
