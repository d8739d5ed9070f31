"""The address that a dump was saved from, where it prints it: in a header of its own, or for readers to share.

An article is known by its address, so a page's other links must never be taken for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dateline.reading.dump.fields.told import Page, Source
from dateline.reading.identity import canonical_address
from dateline.reading.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER_LINES = 10
OPENING_LINES = 3
"""So many of the story's first lines may say what the address spells."""

FEWEST_SPELT = 3
LEAST_OF_HEADLINE = 0.5
"""So much of the headline the page's own address spells: one that spells less is a topic's or a picture's."""

SHORTEST_WORD = 3

_LABELLED = re.compile(
    r"(?:url(?: source)?|warc-target-uri|permalink)\s*[:=]\s*(?P<address>https?://\S+)", re.IGNORECASE
)
_PRINTED = re.compile(r"https?://[^\s<>\"'()\[\]]+", re.IGNORECASE)
_CLOSES = ".,;:!?*’”»"
_PAGE = re.compile(r"\.(?:html?|php|aspx?|shtml)$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:avif|gif|jpe?g|mp[34]|pdf|png|svg|webp)$", re.IGNORECASE)


def _labelled(page: Page) -> Iterator[tuple[str, int]]:
    for index, line in enumerate(page.lines[:HEADER_LINES]):
        if "://" in line.text and (told := _LABELLED.fullmatch(line.text)):
            address = told["address"].rstrip(_CLOSES)
            if _last_step(address):
                yield address, index


def _on_top(page: Page) -> Iterator[tuple[str, int]]:
    """The first line of the dump, where it is an address that says some of what the headline or the opening do."""
    text = page.lines[0].text
    if _PRINTED.fullmatch(text):
        spelt = _spelt_by(text)
        if len(spelt) >= FEWEST_SPELT and 2 * len(spelt & _said(page)) >= len(spelt):
            yield text, 0


def _spelt(page: Page) -> Iterator[tuple[str, int]]:
    """An address whose last step spells much of the headline and nothing that it and the opening do not say; where
    there are two, none."""
    if page.headline is None:
        return
    headline = {word for word in words(page.lines[page.headline].text) if _counts(word)}
    least = max(FEWEST_SPELT, LEAST_OF_HEADLINE * len(headline))
    said: set[str] | None = None
    found: dict[str | None, tuple[str, int]] = {}
    for index, line in enumerate(page.lines):
        if "://" not in line.text or page.start <= index < page.end:
            continue
        for printed in _PRINTED.findall(line.text):
            address = printed.rstrip(_CLOSES)
            spelt = _spelt_by(address)
            if len(spelt & headline) >= least:
                said = _said(page) if said is None else said
                if spelt <= said:
                    found.setdefault(canonical_address(address), (address, index))
    if len(found) == 1:
        yield from found.values()


def _said(page: Page) -> set[str]:
    told = [] if page.headline is None else [page.lines[page.headline]]
    told += page.lines[page.start : min(page.start + OPENING_LINES, page.end)]
    return {word for line in told for word in words(line.text)}


def _spelt_by(address: str) -> set[str]:
    """The words that the last step of an address is made of; none where it is a file, or leads to another address."""
    step = _last_step(address)
    if _FILE.search(step) or address.count("://") > 1:
        return set()
    return {word for word in words(unquote(_PAGE.sub("", step)).replace("_", " ")) if _counts(word)}


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and not any(map(str.isdigit, word))


def _last_step(address: str) -> str:
    """What the path of an address ends with, percent escapes and all."""
    path = (canonical_address(address) or "").partition("://")[2].partition("?")[0]
    return path.rstrip("/").rpartition("/")[2] if "/" in path.rstrip("/") else ""


ADDRESS: tuple[Source[str], ...] = (
    Source("address in a header", "Tools that dump pages put the address on top: “URL Source: …”.", "high", _labelled),
    Source("address on the first line", "Browsers print a page's address above it.", "medium", _on_top),
    Source("address that spells the headline", "Share boxes and footers print the page's own address.", "high", _spelt),
)
