"""When a page was saved, as the tools and archives that save pages write it into them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.dates import Moment, parse_machine
from dateline.reading.html.fields.trust import Found, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.html.page import Page

MOST_NODES = 40
_CAPTURE = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(?:https?:|www\.)")
_SAVED = (
    re.compile(r"saved date: (\w{3} \w{3} \d\d? \d{4} [\d:]{8} GMT[+-]\d{4})"),  # SingleFile
    re.compile(r"by HTTrack [^\n]{1,80}\], (\w{3}, \d\d? \w{3} \d{4} [\d:]{8} GMT)"),
)
_ARCHIVED = re.compile(r"FILE ARCHIVED ON ([\d:]{8}) (\w{3} \d\d?, \d{4})")


def _in_archive_address(page: Page) -> Iterator[Found[Moment]]:
    """RFC 7089 leaves the address of a capture open; web archives put its time into it, in UTC."""
    for address in (page.url, *page.canonical, *(value for _, value in page.meta(("og:url",)))):
        found = _CAPTURE.search(address or "")
        if found and (moment := parse_machine(found[1] + "Z")):
            yield Found(moment, found[1], address or "")


def _memento(page: Page) -> Iterator[Found[Moment]]:
    for name, content in page.meta(("memento-datetime",)):
        if moment := parse_machine(content):
            yield Found(moment, content, f"meta[{name}]")


def _in_comments(page: Page) -> Iterator[Found[Moment]]:
    for comment in _outer_comments(page):
        for pattern in _SAVED:
            if (found := pattern.search(comment)) and (moment := parse_machine(found[1])):
                yield Found(moment, found[1], "comment")
        if (found := _ARCHIVED.search(comment)) and (moment := parse_machine(f"{found[2]} {found[1]} GMT")):
            yield Found(moment, found[0], "comment")


def _outer_comments(page: Page) -> Iterator[str]:
    """The comments around the root element, and the first and the last in it and in the body."""
    root, body = page.tree.root, page.tree.body
    for node in (root, body):
        if node is not None:
            for first, forward in ((node.child, True), (node.last_child, False), (node.prev, False), (node.next, True)):
                for other in islice(_along(first, forward=forward), MOST_NODES):
                    if other.is_comment_node:
                        yield (other.comment_content or "")[:2_000]


def _along(node: LexborNode | None, *, forward: bool) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next if forward else node.prev


RETRIEVED: tuple[Source[Moment], ...] = (
    Source("Memento-Datetime", _memento, "RFC 7089: when a web archive took the page."),
    Source("address of a web archive", _in_archive_address, "Archives put the time of a capture into its address."),
    Source(
        "comment of the tool that saved the page",
        _in_comments,
        "Browser extensions, mirroring programs and archives sign the pages that they save, with the time.",
    ),
)
