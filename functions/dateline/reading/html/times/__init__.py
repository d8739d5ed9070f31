"""When the story was published and modified: the sources of a page's times, in order of trust.

A source that is doubted (see `doubts.py`) stands behind those that are not. To add a source, add a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.times import doubts
from dateline.reading.html.times.machine_dates import (
    MODIFIED_METAS,
    PUBLISHED_METAS,
    in_address,
    in_damaged_json_ld,
    in_markup,
    in_metas,
    in_scripts,
    in_stories,
    in_web_pages,
    in_wording,
    in_writing_scripts,
    other_metas,
)
from dateline.reading.html.times.page_clock import Tellings, is_utc_day, on_page_clock
from dateline.reading.html.times.printed_dates import (
    LINES_NEAR,
    Surroundings,
    anywhere,
    beside_headline,
    in_heads,
    in_sentences,
    is_named,
    where_of,
)
from dateline.reading.html.times.retrieved import RETRIEVED
from dateline.reading.html.times.teasers import is_of_a_teaser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.reading.dates import Moment
    from dateline.reading.html.fields import Fields
    from dateline.reading.html.page import Page
    from dateline.reading.html.times.dated_lines import PrintedDate

_NAMED_AFTER_DATES = re.compile(r"date|datum|fecha|time|publi|posted", re.IGNORECASE)


def _found(printed: PrintedDate) -> Found[Moment]:
    told = printed.told or printed.moment
    return Found(told, printed.text, where_of(printed), None if printed.sure else "low")


def _under_headline(page: Page) -> Iterator[Found[Moment]]:
    return map(_found, doubts.printed_as_published(page))


def _beside_headline(page: Page) -> Iterator[Found[Moment]]:
    return (_found(one) for one in beside_headline(page) if one.label == "published" or _is_near(one))


def _is_near(one: PrintedDate) -> bool:
    return one.label is None and one.distance <= LINES_NEAR and not one.in_sentence


def _updated_beside_headline(page: Page) -> Iterator[Found[Moment]]:
    return (_found(one) for one in page.once(Surroundings).near() if one.label == "updated")


def _labelled_lines(page: Page) -> Iterator[Found[Moment]]:
    return (_found(one) for one in anywhere(page) if one.label == "published")


def _dated_elements(page: Page) -> Iterator[Found[Moment]]:
    return (_found(one) for one in anywhere(page) if _is_plain(one, page) and is_named(one.node, _NAMED_AFTER_DATES))


def _short_lines(page: Page) -> Iterator[Found[Moment]]:
    return (_found(one) for one in anywhere(page) if _is_plain(one, page))


def _in_sentences(page: Page) -> Iterator[Found[Moment]]:
    return map(_found, in_sentences(page))


def _in_heads(page: Page) -> Iterator[Found[Moment]]:
    return map(_found, in_heads(page))


def _is_plain(one: PrintedDate, page: Page) -> bool:
    return one.label is None and one.apart is None and not is_of_a_teaser(one.text, one.node, page)


def _in_asides(page: Page) -> Iterator[Found[Moment]]:
    told = (one for one in anywhere(page) if one.apart == "aside" and one.label != "updated")
    return (_found(one) for one in told if not is_of_a_teaser(one.text, one.node, page))


def _believed(*sources: Source[Moment]) -> Iterator[Source[Moment]]:
    """The sources without what is refused."""

    def part(source: Source[Moment]) -> Source[Moment]:
        def read(page: Page) -> Iterator[Found[Moment]]:
            return (
                found for found in source.read(page) if not any(one.holds(found, page, ()) for one in doubts.REFUSED)
            )

        return replace(source, read=read)

    return map(part, sources)


def _ranked(*sources: Source[Moment], doubted: bool, by: str) -> Iterator[Source[Moment]]:
    """What each source gives that is doubted, or what is not, by the doubts of that name."""
    return (_part(source, sources[rank:], doubted=doubted, by=by) for rank, source in enumerate(sources, 1))


def _part(source: Source[Moment], lower: Sequence[Source[Moment]], *, doubted: bool, by: str) -> Source[Moment]:
    def read(page: Page) -> Iterator[Found[Moment]]:
        signs = getattr(doubts, by)
        return (found for found in source.read(page) if any(one.holds(found, page, lower) for one in signs) == doubted)

    return replace(source, read=read, confidence="medium" if doubted else source.confidence)


_MACHINE_PUBLISHED: tuple[Source[Moment], ...] = (
    Source(
        "JSON-LD datePublished",
        in_stories("datePublished"),
        "Most newsrooms state the time to search engines as schema.org asks for it.",
    ),
    Source(
        "published meta",
        in_metas(PUBLISHED_METAS),
        "OpenGraph, Dublin Core and the habits of analytics services.",
    ),
    Source(
        "datePublished in the markup",
        in_markup("datePublished", "schema:datePublished", "dc:date"),
        "Older templates mark the printed date with schema.org's property, or with Dublin Core's in RDFa.",
    ),
    Source(
        "JSON-LD datePublished of the page",
        in_web_pages("datePublished"),
        "Plugins of content systems state the time for the page instead of the story.",
        "medium",
    ),
)
_MACHINE_MODIFIED: tuple[Source[Moment], ...] = (
    Source("JSON-LD dateModified", in_stories("dateModified"), "As datePublished."),
    Source("modified meta", in_metas(MODIFIED_METAS), "OpenGraph and Dublin Core."),
    Source(
        "dateModified in the markup",
        in_markup("dateModified", "schema:dateModified"),
        "As datePublished.",
        "high",
    ),
    Source("JSON-LD dateModified of the page", in_web_pages("dateModified"), "As datePublished.", "medium"),
)
MODIFIED: tuple[Source[Moment], ...] = tuple(
    _believed(
        *_ranked(*_MACHINE_MODIFIED, doubted=False, by="DOUBTED_MODIFIED"),
        *_ranked(*_MACHINE_MODIFIED, doubted=True, by="DOUBTED_MODIFIED"),
        Source(
            "date beside the headline, updated",
            _updated_beside_headline,
            "Lines that say in words when the story was changed.",
            "medium",
        ),
    )
)


def _last_change(page: Page) -> Iterator[Found[Moment]]:
    for source in MODIFIED:
        yield from source.read(page)
    yield from (_found(one) for one in anywhere(page) if one.label == "updated")


PUBLISHED: tuple[Source[Moment], ...] = tuple(
    _believed(
        *_ranked(*_MACHINE_PUBLISHED, doubted=False, by="DOUBTED_PUBLISHED"),
        Source(
            "date under the headline",
            _under_headline,
            "What readers are told, on pages without metadata and where a story was put out anew.",
        ),
        Source(
            "damaged JSON-LD",
            in_damaged_json_ld,
            "A comma too many makes a script unreadable, and leaves its dates as they are.",
            "medium",
        ),
        *_ranked(*_MACHINE_PUBLISHED, doubted=True, by="DOUBTED_PUBLISHED"),
        Source(
            "date beside the headline",
            _beside_headline,
            "Dates in a line with other things, above the headline, or where the story opens.",
            "medium",
        ),
        Source("other date meta", other_metas, "Metas of a publisher's own, named after publishing.", "medium"),
        Source("date in the address", in_address, "Many addresses hold the day of the story.", "medium"),
        Source("line that tells of publishing", _labelled_lines, "Blogs close a story with such a line.", "medium"),
        Source("date in a script", in_scripts, "Pages that are put together from data in scripts.", "medium"),
        Source("last change of the page", _last_change, "Where a page tells of its changes only.", "low"),
        Source("element named after dates", _dated_elements, "The same without time elements.", "low"),
        Source("short line with a date", _short_lines, "The same without names that tell.", "low"),
        Source("date in an aside", _in_asides, "Some pages set the facts of the story beside it.", "low"),
        Source(
            "sentence that tells of publishing",
            _in_sentences,
            "Blogs close a story with a sentence on when, by whom and in which category it was put out.",
            "low",
        ),
        Source("script that writes a date", in_writing_scripts, "Old pages print the date by a script.", "low"),
        Source(
            "date in the first words of a line",
            _in_heads,
            "`Press release of 17 May 2024 | Berlin –`, and notes under a story that no label opens.",
            "low",
        ),
        Source("date in the title or description", in_wording, "Programmes and reports name their day there.", "low"),
    )
)


@dataclass(frozen=True, slots=True)
class Times:
    """The three times of a page."""

    published: Moment | None
    modified: Moment | None
    retrieved: Moment | None


def told_times(fields: Fields) -> Times:
    """When the story was published and modified, by the page's own clock, and when the page was saved."""
    page = fields.page
    retrieved = fields.settled("retrieved_at", RETRIEVED)
    if retrieved and not (page.not_after and page.not_after < retrieved.value):
        page.not_after = retrieved.value
    published = fields.settled("published_at", PUBLISHED)
    if published:
        published = on_page_clock(published, page, Tellings(_MACHINE_PUBLISHED, _MACHINE_MODIFIED))
    modified = fields.settled("modified_at", MODIFIED)
    if modified and not (published and is_utc_day(modified, published)):
        modified = on_page_clock(modified, page, Tellings(_MACHINE_MODIFIED, _MACHINE_PUBLISHED, updated=True))
    return Times(published, modified, retrieved)
