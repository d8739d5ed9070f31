"""Whether a text is the name of the page's own site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.identity import registrable_domain
from dateline.reading.wording import wording, words

if TYPE_CHECKING:
    from dateline.reading.html.page import Page

SHORTEST = 3
SHORT = 4
LONG = 8
MOST_WORDS = 2
_HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)", re.IGNORECASE)


class Site:
    """The names of a page's site: those that its metas and JSON-LD give, and the one in its address."""

    def __init__(self, page: Page) -> None:
        names = [words(name) for name in page.site_names]
        self._names = {" ".join(told) for name in names for told in (name, _bare(name))}
        host = _host(page)
        registrable = registrable_domain(f"https://{host}") or host
        name, _, suffix = registrable.partition(".")
        label = host.removesuffix(f".{suffix}")
        self._domain = name.replace("-", "")
        self._address = "".join(words(registrable))
        self._labels = {label, *label.split("."), *label.split("-"), label.replace("-", "")}

    def is_named(self, text: str) -> bool:
        """Whether the text is a name of the site: one that the page gives it, most of its domain, or what holds it.

        A short domain is a name only as a word of its own (`BBC News`): its letters stand in others by chance.
        """
        own = wording(text)
        squeezed, told, domain = own.replace(" ", ""), own.split(), self._domain
        if own in self._names or squeezed in self._labels or squeezed == self._address:
            return True
        if len(squeezed) < SHORTEST or not domain:
            return False
        if len(domain) <= SHORT:
            return len(told) <= MOST_WORDS and domain in told
        if len(squeezed) <= len(domain):
            return squeezed in domain and 2 * len(squeezed) >= len(domain)
        return domain in squeezed and (len(domain) >= LONG or 2 * len(domain) >= len(squeezed))

    def is_whole(self, name: str) -> bool:
        """Whether the name is the site's, or its address without the suffix; an article in front does not count."""
        own = words(name)
        return any(" ".join(told) in self._names or "".join(told) in self._labels for told in (own, _bare(own)))

    def owns(self, name: str) -> bool:
        """Whether the name is the site's, or one of a part of it: `Ferry News Online` at ferry.example."""
        own = words(name)
        opens = len(own) > 1 and len(own[0]) >= SHORTEST and own[0] in self._labels
        return opens or self.is_whole(name)


def _bare(name: list[str]) -> list[str]:
    """The words of a name without an article in front."""
    return name[1:] if len(name) > 1 and len(name[0]) <= SHORTEST else name


def _host(page: Page) -> str:
    addresses = [page.url or "", *page.canonical, *(value for _, value in page.meta(("og:url",)))]
    return next((found[1].lower() for address in addresses if (found := _HOST.match(address))), "")
