"""What speaks against a time that a page states: signs by which it is refused, or stands behind others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.dates.latest import lies_after
from dateline.reading.html.times.page_clock import may_be_same_instant
from dateline.reading.html.times.printed_dates import LINES_NEAR, NEAR, Surroundings, beside_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.reading.dates import Moment
    from dateline.reading.html.fields.trust import Found, Source
    from dateline.reading.html.page import Page
    from dateline.reading.html.times.dated_lines import PrintedDate

FULLEST = 2
PLAIN_SHARE = 0.5
LABELLED_SHARE = 0.3
EPOCH = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sign that a time is not when the story was published, and what it is there for."""

    name: str
    why: str
    holds: Callable[[Found[Moment], Page, Sequence[Source[Moment]]], bool]


def _lies_ahead(found: Found[Moment], page: Page, others: Sequence[Source[Moment]]) -> bool:
    del others
    return lies_after(found.value, page.not_after)


def _is_none(found: Found[Moment], page: Page, others: Sequence[Source[Moment]]) -> bool:
    del page, others
    return found.value.value[:10] == EPOCH


REFUSED = (
    Doubt("after the page was saved", "Clocks of events, typing errors and embargoes lie in the future.", _lies_ahead),
    Doubt("the first day of 1970", "Systems write its first second, by any clock, where they know no time.", _is_none),
)


def _told_fuller(found: Found[Moment], page: Page, others: Sequence[Source[Moment]]) -> bool:
    """Whether what another source gives first is of the same day and states more."""
    own = fullness(found.value)
    if own == FULLEST:
        return False
    firsts = (next(iter(source.read(page)), None) for source in others)
    return any(
        first and first.value.value[:10] == found.value.value[:10] and fullness(first.value) > own for first in firsts
    )


def fullness(moment: Moment) -> int:
    """How much a moment states: the day, the time of day, and the offset that makes it an instant."""
    return (moment.precision != "day") + moment.has_offset


def printed_as_published(page: Page) -> list[PrintedDate]:
    """The dates under the headline that readers take for the story's: plain or with a word for publishing."""
    return [one for one in beside_headline(page) if _is_plainly_printed(one, page)]


def _is_plainly_printed(one: PrintedDate, page: Page) -> bool:
    if not one.sure or one.label == "updated" or lies_after(one.moment, page.not_after):
        return False
    plain = one.share >= PLAIN_SHARE and 0 < one.distance <= NEAR
    labelled = one.label == "published" and one.share >= LABELLED_SHARE and 0 < one.distance <= LINES_NEAR
    return plain or labelled


def _printed_otherwise(found: Found[Moment], page: Page, others: Sequence[Source[Moment]]) -> bool:
    del others
    surroundings = page.once(Surroundings)
    otherwise = False
    for one in surroundings.near():
        if _speaks_for(one, found.value, page):
            return False
        otherwise = otherwise or _is_plainly_printed(one, page)
    return otherwise and not any(_speaks_for(one, found.value, page) for one in surroundings.all())


def _speaks_for(one: PrintedDate, moment: Moment, page: Page) -> bool:
    """Whether a printed date is of the moment's day, may be read so, or is the same instant by another clock."""
    day = moment.value[:10]
    told = one.told is not None and one.told.value[:10] == day
    return one.day == day or told or not one.sure or may_be_same_instant(moment, one, page)


DOUBTED_MODIFIED = (
    Doubt(
        "told more fully elsewhere",
        "An offset that cannot be, or a bare day, says nothing against the time that the page states elsewhere.",
        _told_fuller,
    ),
)
DOUBTED_PUBLISHED = (
    *DOUBTED_MODIFIED,
    Doubt(
        "another day is printed",
        "Where a story is put out again its page prints the new day, and its metadata often keep an older one.",
        _printed_otherwise,
    ),
)
