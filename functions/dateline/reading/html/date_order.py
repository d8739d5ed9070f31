"""Whether a page means April or March by 03/04/2020: told by its country, its language, or its other dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.reading.countries import country_of_host
from dateline.reading.dates.month_names import day_comes_first

if TYPE_CHECKING:
    from dateline.reading.html.page import Page

_MONTH_FIRST = frozenset({"US", "PH"})
_MIXED = frozenset({"CA"})
# It opens with what it looks for, and looks back from there: of a long text, four times as fast.
_SLASHED = re.compile(r"([0-9](?<![\d/.].)[0-9]?)([/.-])(\d{1,2})\2(?:20\d{2})(?![\d/])")


def country_of(page: Page) -> str | None:
    """The country, as ISO 3166 has it, of the domain that the page is served from; None for a generic domain."""
    for address in (page.url, *page.links.get("canonical", ()), *(value for _, value in page.meta(("og:url",)))):
        try:
            host = urlsplit(address or "").hostname
        except ValueError:
            continue
        if host:
            return country_of_host(host)
    return None


def day_comes_first_on(page: Page) -> bool | None:
    """Whether the page writes the day first, as far as its language and country tell; None where they do not."""
    regions = {tag[3:].upper() for tag in page.languages if len(tag) == 5 and tag[:2].lower() == "en"}
    languages = {tag.split("-")[0].lower() for tag in page.languages}
    if (told := day_comes_first(languages)) is not None:
        return told
    country = country_of(page)
    places = {country} if country else regions
    if not places or places & _MIXED:
        return None
    return False if places <= _MONTH_FIRST else None if places & _MONTH_FIRST else True


def day_comes_first_in(text: str) -> bool | None:
    """Whether the short dates in a text that read one way only put the day first; None where there are none."""
    firsts = {int(first) > 12 for first, _, second in _SLASHED.findall(text) if (int(first) > 12) != (int(second) > 12)}
    return firsts.pop() if len(firsts) == 1 else None
