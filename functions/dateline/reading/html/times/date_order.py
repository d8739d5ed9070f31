"""How a page writes its dates: in which languages, and whether it means April or March by 03/04/2020.

The order of day and month is told by the page's language or country, by its other dates, or by a machine's telling of
the same day; where nothing tells it, the likelier order is read, and said to be unsure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.reading.countries import country_of_host
from dateline.reading.dates import find_dates
from dateline.reading.dates.month_names import day_comes_first
from dateline.reading.dates.order import day_comes_first_in, in_likelier_order

if TYPE_CHECKING:
    from dateline.reading.dates import FoundDate
    from dateline.reading.html.page import Page

_MONTH_FIRST = frozenset({"US", "PH"})
LONGEST_STATED = 64
_MIXED = frozenset({"CA"})
_HAS_DATE = re.compile(r"\d(?:\d{3}|\d?\s?[./|-]\s?\d\d?\s?[./|-]\s?\d\d|[年년])")
_SHORT_DATE = re.compile(r"\d\d?\s?[/-]\s?\d\d?\s?[/-]\s?\d\d")
_REGION = re.compile("[a-z]{2,3}[-_]([a-z]{2})", re.IGNORECASE)
_MACHINE_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")


def country_of(page: Page) -> str | None:
    """The country, as ISO 3166 has it, of the domain that the page is served from; None for a generic domain."""
    for address in (page.url, *page.canonical, *(value for _, value in page.meta(("og:url",)))):
        try:
            host = urlsplit(address or "").hostname
        except ValueError:
            continue
        if host:
            return country_of_host(host)
    return None


def region_of(tag: str) -> str | None:
    """The country that a language tag like `en-GB` names."""
    found = _REGION.fullmatch(tag)
    return found[1].upper() if found else None


def day_comes_first_on(page: Page) -> bool | None:
    """Whether the page writes the day first, as far as its language and country tell; None where they do not."""
    regions = {region for tag in page.languages if tag[:2].lower() == "en" and (region := region_of(tag))}
    languages = {tag.split("-")[0].lower() for tag in page.languages}
    if (told := day_comes_first(languages)) is not None:
        return told
    country = page.once(country_of)
    places = {country} if country else regions
    if not places or places & _MIXED:
        return None
    return False if places <= _MONTH_FIRST else None if places & _MONTH_FIRST else True


class Calendar:
    """The dates in the texts of one page, read as the page writes them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._languages = {tag.split("-")[0].lower() for tag in page.languages}
        self._day_first = page.once(day_comes_first_on)
        self._told_by_others = False

    def dates_in(self, text: str) -> tuple[list[FoundDate], bool]:
        """The dates in a text, and whether they can be read in no other way."""
        if not _HAS_DATE.search(text):
            return [], True
        found = find_dates(text, languages=self._languages, day_first=self._day_first)
        if found or self._day_first is not None or not _SHORT_DATE.search(text):
            return found, True
        if not self._told_by_others:
            self._told_by_others = True
            body = self._page.tree.body
            self._day_first = day_comes_first_in(body.text()) if body else None
        if self._day_first is not None:
            return find_dates(text, languages=self._languages, day_first=self._day_first), True
        return in_likelier_order(text, self._languages, self._days_stated())

    def _days_stated(self) -> set[str]:
        values = [content for contents in self._page.metas.values() for content in contents]
        values += [text for node in self._page.linked.stories for text in node.values() if isinstance(text, str)]
        return {day for value in values if len(value) < LONGEST_STATED for day in _MACHINE_DAY.findall(value)}
