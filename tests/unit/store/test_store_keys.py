"""The keys: order of text is order of time, nothing is too long for a key, no partition is busier than it may be."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Publisher, Upload
from dateline.rejection import Reason
from dateline.revision import CURRENT, revision
from dateline.store.keys import (
    Place,
    article_keys,
    overflow_key,
    overflow_order,
    place_in,
    rejection_keys,
)
from tests.unit.store.conftest import record, upload

moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14, 14).map(lambda h: timezone(timedelta(hours=h))),
)


@given(moments, moments)
def test_articles_of_a_publisher_sort_by_the_instant_whatever_the_offset(one: datetime, other: datetime) -> None:
    orders = [article_keys(record(published_at=moment.isoformat()))["published_order"] for moment in (one, other)]
    instants = [moment.astimezone(UTC).replace(microsecond=0) for moment in (one, other)]
    assert (orders[0] < orders[1]) == (instants[0] < instants[1])


@pytest.mark.parametrize(
    ("published_at", "day"),
    [
        ("2020-03-02T00:30:00+05:30", "2020-03-02"),  # still the day before in UTC
        ("2020-03-02", "2020-03-02"),
        ("2020-03-02T13:39:00", "2020-03-02"),
        ("0001-01-01T00:00:00+05:30", "0001-01-01"),
        ("9999-12-31T23:59:00-05:30", "9999-12-31"),
        (None, "2024-05-06"),
        ("yesterday", "2024-05-06"),
    ],
)
def test_the_day_is_the_one_that_the_page_states_else_the_uploads(published_at: str | None, day: str) -> None:
    assert article_keys(record(upload=upload(1), published_at=published_at))["day"][:-2] == day


def test_a_page_without_a_known_publisher_is_in_no_publishers_list() -> None:
    for domain in (None, "", "x" * 254):
        assert "publisher_shard" not in article_keys(record(publisher=Publisher("Example", domain)))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=1024).filter(lambda key: len(key.encode()) <= 1024))
def test_every_key_that_s3_allows_fits_into_the_keys_of_the_table(key: str) -> None:
    pk = Place.of(upload(1, key)).pk
    assert len(pk.encode()) <= 2048  # DynamoDB, "Quotas"
    assert place_in(pk) == ("inbox", key)


def test_rows_of_an_article_sort_by_time_of_upload_and_stay_apart() -> None:
    early, late = record(1, "ö" * 512), record(2, "ö" * 512)
    twin = record(1, "ö" * 511 + "xx")
    orders = [article_keys(one)["article_order"] for one in (early, twin, late)]
    assert orders[0] < orders[2]
    assert orders[1] < orders[2]
    assert orders[0] != orders[1]


def test_ten_thousand_articles_a_second_leave_no_partition_too_busy() -> None:
    busiest: Counter[str] = Counter()
    for number in range(10_000):
        keys = article_keys(record(key=f"{number}.html", article_id=f"{number:032x}"))
        busiest.update({keys["day"]: 1, keys["publisher_shard"]: 1})
        busiest.update({rejection_keys(upload(1, f"{number}.html"), Reason.EMPTY)["reason_shard"]: 1})
    assert max(busiest.values()) < 1_000


@pytest.mark.parametrize("name", ["bucket", "key", "sequencer"])
def test_an_upload_without_its_place_is_refused(name: str) -> None:
    incomplete = dataclasses.replace(upload(1), **{name: None})
    with pytest.raises(ValueError, match="needs bucket, key and sequencer"):
        Place.of(incomplete)
    with pytest.raises(ValueError, match="needs bucket, key and sequencer"):
        rejection_keys(Upload(), Reason.EMPTY)


def test_an_overflow_object_is_named_by_its_key_its_place_and_its_content() -> None:
    place = Place.of(upload(7))
    key = overflow_key(place, CURRENT, b"text")
    assert overflow_order(key) == (place.sequencer, CURRENT)
    assert key != overflow_key(place, CURRENT, b"other text")
    assert key != overflow_key(place, revision("9", "9"), b"text")
    assert key != overflow_key(Place.of(upload(7, "other.html")), CURRENT, b"text")


def test_an_overflow_object_of_before_there_were_revisions_comes_first_of_its_upload() -> None:
    assert overflow_order(f"articles/{'a' * 64}/{'1' * 40}-0123456789abcdef") == ("1" * 40, "")
