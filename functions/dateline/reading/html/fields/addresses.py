"""Where an HTML page tells its address, and whose domain it is published under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, tidy
from dateline.reading.html.page.jsonld import JSON_LD
from dateline.reading.identity import canonical_address, registrable_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

# What joining to another address leaves as it is.
_WHOLE = re.compile(r"https?://[A-Za-z0-9.:-]+/[^\s?#;\[\]]*(?:\?[^\s#]+)?")
_FOLDER = re.compile(r"/[^\W\d_]+(?:[-_][^\W\d_]+)?/$")
_HOME = re.compile(r"https?://[^/]+/?")


def joined(stated: str, page: Page) -> str:
    """The address that a page means by a whole one or a part of one. Raises ValueError where that is none."""
    return stated if _WHOLE.fullmatch(stated) else urljoin(page.url or "", stated)


def _address(stated: str, page: Page, where: str) -> Iterator[Found[str]]:
    """An address of the story. A home page's address is a slip of the template, and so is one that stands above the
    address that the page was saved from, as a listing's does."""
    try:
        address = canonical_address(joined(stated, page))
    except ValueError:
        return
    if address and not _HOME.fullmatch(address) and not _is_above(address, page.url):
        yield Found(address, stated, where)


def _is_above(address: str, given: str | None) -> bool:
    """Whether the address is of a folder in which the page lies: its last step is a word or two, without a number."""
    if given is None or "?" in address:
        return False
    folder = address.split("://", 1)[-1].rstrip("/") + "/"
    below = given.split("://", 1)[-1].partition("?")[0].partition("#")[0]
    return below.startswith(folder) and len(below) > len(folder) + 1 and _FOLDER.search(folder) is not None


def _canonical_link(page: Page) -> Iterator[Found[str]]:
    for address in page.canonical:
        yield from _address(address, page, "link[rel=canonical]")


def _open_graph_url(page: Page) -> Iterator[Found[str]]:
    for name, address in page.meta(("og:url", "twitter:url")):
        yield from _address(address, page, f"meta[{name}]")


def _story_url(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        for value in (story.get("mainEntityOfPage"), story.get("url"), story.get("@id")):
            stated = value.get("@id") if isinstance(value, dict) else value
            if isinstance(stated, str) and stated.startswith("http"):
                yield from _address(tidy(stated), page, JSON_LD)


def _given_url(page: Page) -> Iterator[Found[str]]:
    if page.url and (address := canonical_address(page.url)):
        yield Found(address, page.url, "upload")


URL = (
    Source(
        "canonical link",
        _canonical_link,
        "the address by which search engines are asked to know the page, without AMP, print and tracking variants",
    ),
    Source("OpenGraph url", _open_graph_url, "the address by which shared links are counted"),
    Source("JSON-LD url", _story_url, "the address that the story's own node gives"),
    Source("address of the upload", _given_url, "what the page was saved from, where the page tells no address"),
)


def publisher_domain(page: Page, address: str | None) -> str | None:
    """The domain of who put the page out.

    The canonical address of a story taken over from elsewhere is at its first publisher's; what the page was saved
    from, or shares itself as, is not. An address of a feed's redirector is confirmed by nothing on the page.
    """
    shared = [registrable_domain(tidy(url)) for _, url in page.meta(("og:url",)) if "://" in url]
    canonical = registrable_domain(address) if address else None
    given = registrable_domain(page.url) if page.url else None
    stated = {*shared, canonical} - {None}
    if given and (given in stated or not stated):
        return given
    return next((domain for domain in shared if domain), canonical)
