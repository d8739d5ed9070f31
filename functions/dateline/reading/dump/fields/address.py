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
SHARE_SPELT = 0.75
SHORTEST_WORD = 3

_LABELLED = re.compile(
    r"(?:url(?: source)?|warc-target-uri|permalink)\s*[:=]\s*(?P<address>https?://\S+)", re.IGNORECASE
)
_PRINTED = re.compile(r"https?://[^\s<>\"'()]+", re.IGNORECASE)


def _labelled(page: Page) -> Iterator[tuple[str, int]]:
    for index, line in enumerate(page.lines[:HEADER_LINES]):
        if "://" in line.text and (told := _LABELLED.fullmatch(line.text)) and _tells_a_page(told["address"]):
            yield told["address"], index


def _on_top(page: Page) -> Iterator[tuple[str, int]]:
    """The first line of the dump, where it is an address whose last step is made of several words."""
    text = page.lines[0].text
    if _PRINTED.fullmatch(text) and sum(map(_counts, _words_of(text))) >= FEWEST_SPELT:
        yield text, 0


def _spelt(page: Page) -> Iterator[tuple[str, int]]:
    """An address whose last step is made of words that the headline or the story's opening say; two tell nothing."""
    found: dict[str | None, tuple[str, int]] = {}
    said: set[str] | None = None
    for index, line in enumerate(page.lines):
        if "://" not in line.text or page.start <= index < page.end:
            continue
        said = _said(page) if said is None else said
        for address in _PRINTED.findall(line.text):
            spelt = {word for word in _words_of(address) if _counts(word)}
            if len(spelt & said) >= max(FEWEST_SPELT, SHARE_SPELT * len(spelt)):
                found.setdefault(canonical_address(address), (address, index))
    if len(found) == 1:
        yield from found.values()


def _said(page: Page) -> set[str]:
    told = [] if page.headline is None else [page.lines[page.headline]]
    told += page.lines[page.start : min(page.start + OPENING_LINES, page.end)]
    return {word for line in told for word in words(line.text)}


def _words_of(address: str) -> list[str]:
    return words(unquote(_last_step(address)).replace("_", " "))


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and not word.isdigit()


def _tells_a_page(address: str) -> bool:
    return bool(_last_step(address)) and canonical_address(address) is not None


def _last_step(address: str) -> str:
    """What the path of an address ends with, percent escapes and all."""
    path = (canonical_address(address) or "").partition("://")[2].partition("?")[0]
    return path.rstrip("/").rpartition("/")[2] if "/" in path.rstrip("/") else ""


ADDRESS: tuple[Source[str], ...] = (
    Source("address in a header", "Tools that dump pages put the address on top: “URL Source: …”.", "high", _labelled),
    Source("address on the first line", "Browsers print a page's address above it.", "medium", _on_top),
    Source("address that spells the headline", "Share boxes and footers print the page's own address.", "high", _spelt),
)
