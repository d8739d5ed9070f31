"""A page that has been read leaves nothing behind: its trees are freed at once, not when garbage is next collected."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import dateline
from dateline.reading.html.soup.beautifulsoup import NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("html_*.html"))


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _trees() -> int:
    return sum(isinstance(found, LexborHTMLParser | LexborNode | Tag | NavigableString) for found in gc.get_objects())


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_trees_are_freed_as_soon_as_the_page_is_read(path: Path) -> None:
    before = _trees()
    with suppress(dateline.Rejection):
        dateline.parse(path.read_bytes())
    assert _trees() == before
