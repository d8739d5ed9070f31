"""Two pages that carry one story, and one that does not: from the inbox to the cluster that is shown."""

from __future__ import annotations

import itertools
from html import escape
from typing import TYPE_CHECKING

import pytest

from dateline import Record
from infra.cli.copies import copies_view
from infra.cli.terminal import out
from tests.pipeline.test_promise import row, table_of
from tests.unit.stories import FERRY, ORCHARD

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

PARAGRAPHS = [f"{sentence}." for sentence in FERRY.strip(" .\n").replace("\n", " ").split(". ")]
KEPT = 5
PAGES = {
    "first.html": ("https://harbour.example/ferry", "2026-03-02T10:00:00Z", PARAGRAPHS),
    "copy.html": (
        "https://valley.example/boats",
        "2026-03-02T17:30:00Z",
        [*PARAGRAPHS[:KEPT], "What else the valley reads today, and tomorrow."],
    ),
    "other.html": (
        "https://valley.example/apples",
        "2026-03-02T12:00:00Z",
        ORCHARD.strip().replace("\n", " ").split(". "),
    ),
}


def page(key: str) -> bytes:
    address, published, paragraphs = PAGES[key]
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang=en><head><title>{key}</title><link rel="canonical" href="{address}">'
        f'<meta property="article:published_time" content="{published}"></head>'
        f"<body><article><h1>Told by {key}</h1>{body}</article></body></html>"
    ).encode()


def stored(cloud: LocalCloud, key: str) -> Record:
    found = row(cloud, key)
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize("order", [*itertools.permutations(PAGES)], ids=" ".join)
def test_whatever_comes_first_the_copies_are_one_cluster_and_the_other_story_is_not(
    cloud: LocalCloud, order: tuple[str, ...]
) -> None:
    for key in (*order, *order):
        cloud.upload(key, page(key))
    cloud.run_until_idle()

    first, copy, other = (stored(cloud, key) for key in PAGES)
    assert first.cluster_id == copy.cluster_id == first.article_id
    assert other.cluster_id == other.article_id


def test_when_the_first_is_removed_the_copy_is_the_first(cloud: LocalCloud) -> None:
    for key in PAGES:
        cloud.upload(key, page(key))
    cloud.run_until_idle()
    cloud.remove("first.html")
    cloud.run_until_idle()

    copy = stored(cloud, "copy.html")
    assert copy.cluster_id == copy.article_id


def test_the_copies_are_shown_with_what_they_cut_and_added(
    cloud: LocalCloud, capsys: pytest.CaptureFixture[str]
) -> None:
    for key in PAGES:
        cloud.upload(key, page(key))
    cloud.run_until_idle()

    table, copy, other = table_of(cloud), stored(cloud, "copy.html"), stored(cloud, "other.html")
    assert copies_view(table.cluster_of(other, blocks=True), other) is None
    view = copies_view(table.cluster_of(copy, blocks=True), copy)
    assert view is not None
    out().print(view)
    told = capsys.readouterr().out
    first, second = told.index("harbour.example"), told.index("valley.example")
    assert first < second
    assert "first" in told[first:second]
    assert first_of(copy) in told[first:second]
    assert f"−{len(PARAGRAPHS) - KEPT} +1" in told[second:]


def first_of(copy: Record) -> str:
    assert copy.cluster_id is not None
    return copy.cluster_id
