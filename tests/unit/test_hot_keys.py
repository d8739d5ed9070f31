"""No partition of the table or of an index takes more than its limit, at 10,000 articles a second.

Computed from the key functions: which share of all articles goes to one partition key, by how the days and publishers
of 1,463 pages of 896 sites are spread (see `traffic.json`), and when all are of one day and of one publisher.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.article import Article, Publisher, Upload
from dateline.rejection import Reason
from dateline.store.keys import article_keys, rejection_keys, row_pk

if TYPE_CHECKING:
    from collections.abc import Iterable

TRAFFIC = json.loads(Path(__file__).with_name("traffic.json").read_text(encoding="utf-8"))
ARTICLES_A_SECOND = 10_000
WRITE_UNITS_A_SECOND = 1_000
"""Of one partition: Amazon DynamoDB Developer Guide, "Designing partition keys to distribute your workload"."""

SAMPLE = 40_000
# Of so many drawn, the largest of 16 shares that are alike comes out a tenth larger than it is.
LUCK = 1.1


def articles(days: list[int], publishers: list[int]) -> Iterable[Article]:
    """A second's articles, drawn by how many of the measured pages had the same day and the same publisher."""
    chance = random.Random(7)  # noqa: S311 - no secret
    drawn_days = chance.choices(range(len(days)), days, k=SAMPLE)
    drawn_publishers = chance.choices(range(len(publishers)), publishers, k=SAMPLE)
    for day, publisher in zip(drawn_days, drawn_publishers, strict=True):
        yield Article(
            article_id=f"{chance.getrandbits(128):032x}",
            publisher=Publisher(domain=f"publisher-{publisher}.example"),
            published_at=f"2026-{day % 12 + 1:02d}-{day // 12 % 28 + 1:02d}T10:00:00Z",
            upload=upload(chance),
        )


def upload(chance: random.Random) -> Upload:
    key = f"{chance.getrandbits(64):x}.html"
    return Upload(bucket="inbox", key=key, sequencer="0" * 40, uploaded_at="2026-03-02T10:00:00Z")


def busiest(keys: Iterable[str]) -> float:
    """Writes a second of the busiest partition, one for each article that has one of its keys."""
    return Counter(keys).most_common(1)[0][1] / SAMPLE * ARTICLES_A_SECOND


@pytest.mark.parametrize(
    ("days", "publishers"),
    [
        (TRAFFIC["articles_by_day"], TRAFFIC["articles_by_publisher"]),
        ([1], TRAFFIC["articles_by_publisher"]),
        ([1], [1]),
    ],
    ids=["as measured", "all of one day", "all of one day and publisher"],
)
@pytest.mark.parametrize("key", ["article_id", "day", "publisher_shard"])
def test_no_index_of_articles_has_a_hot_partition(days: list[int], publishers: list[int], key: str) -> None:
    assert busiest(article_keys(article)[key] for article in articles(days, publishers)) < WRITE_UNITS_A_SECOND / LUCK


def test_no_row_is_a_hot_partition() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    assert busiest(row_pk("inbox", upload(chance).key or "") for _ in range(SAMPLE)) < 5


@pytest.mark.parametrize("reason", Reason)
def test_ten_thousand_rejections_a_second_for_one_reason_make_no_hot_partition(reason: Reason) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    shards = (rejection_keys(upload(chance), reason)["reason_shard"] for _ in range(SAMPLE))
    assert busiest(shards) < WRITE_UNITS_A_SECOND / LUCK


def test_the_words_by_which_copies_are_found_are_not_those_that_all_stories_have() -> None:
    # Of each slot the word that most of 636 stories share, and its share of them.
    for share in TRAFFIC["most_common_telling_word"]:
        assert share * ARTICLES_A_SECOND < WRITE_UNITS_A_SECOND
