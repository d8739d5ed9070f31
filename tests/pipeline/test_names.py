"""From a page in the bucket to a search for the names in it, through the index that the template makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.store import ArticleReader, Name, OverflowBucket
from infra.local.cloud import LocalCloud

if TYPE_CHECKING:
    from collections.abc import Iterator

ABOUT_FERRY = [
    "Harbour Minister Nirmala Ranasinghe said on Monday that the ferry would sail again from Jaffna in October.",
    "Ranasinghe told reporters in Colombo that the pier had been looked at twice since the storm, and found sound.",
    "The ferry had last sailed to India in May, before the cyclone tore away the landing stage and two of the lamps.",
    "Traders had warned that another season without it would push them back to freight that few of them can afford.",
]
ABOUT_MARKET = [
    "Mayor Tomas Lindqvist opened the covered market in Gothenburg on Tuesday, after two years of work on its roof.",
    "Lindqvist told the stallholders that rents would stay as they are until the end of the year, if not for longer.",
    "Most of the old stalls have come back, among them the two that sell fish from boats which land across the street.",
    "The roof had been closed since a storm in which nobody was hurt, though a part of it came down at night.",
]


def page(headline: str, published: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title>"
        f'<meta property="article:published_time" content="{published}T10:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    ).encode()


@pytest.fixture(scope="module")
def reader() -> Iterator[ArticleReader]:
    """Of a table with three articles."""
    with LocalCloud.embedded(region="eu-central-1") as cloud:
        cloud.upload("ferry-1.html", page("Ferry to sail in October", "2026-03-02", ABOUT_FERRY))
        cloud.upload("ferry-2.html", page("Ferry sails again", "2026-03-04", ABOUT_FERRY))
        cloud.upload("market.html", page("Market reopens in spring", "2026-03-03", ABOUT_MARKET))
        cloud.run_until_idle()
        overflow = OverflowBucket(cloud.client("s3"), cloud.overflow_bucket)
        yield ArticleReader(cloud.client("dynamodb"), cloud.table_name, overflow)


RANASINGHE, LINDQVIST = Name("person", "Ranasinghe"), Name("person", "Lindqvist")


@pytest.mark.parametrize(
    ("names", "days", "headlines"),
    [
        ([RANASINGHE], {}, ["Ferry sails again", "Ferry to sail in October"]),
        ([Name("person", "nirmala ranasinghe")], {"until": "2026-03-03"}, ["Ferry to sail in October"]),
        ([RANASINGHE], {"since": "2026-03-03", "until": "2026-03-03"}, []),
        ([RANASINGHE, LINDQVIST], {}, []),
        ([LINDQVIST, Name("place", "GOTHENBURG")], {}, ["Market reopens in spring"]),
        ([Name("organisation", "Ranasinghe")], {}, []),
        ([Name("person", "Rana")], {}, []),
    ],
)
def test_articles_are_found_by_the_names_in_them(
    reader: ArticleReader, names: list[Name], days: dict[str, Any], headlines: list[str]
) -> None:
    assert [record.headline for record in reader.by_name(names, **days)] == headlines
