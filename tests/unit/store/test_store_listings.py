"""What readers see: newest first, each article once, no more fetched than is looked at."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dateline.article import Publisher
from dateline.rejection import Reason
from dateline.store import Outcome, OverflowMissing, RejectedRow, RemovedRow
from tests.unit.store.conftest import Stack, record, sequencer, upload
from tests.unit.store.test_store_items import incompressible

START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def story(number: int, **fields: Any) -> Any:
    """An article of its own, published an hour after the one before."""
    published = (START + timedelta(hours=number)).isoformat()
    plain = {"article_id": f"{number:032x}", "published_at": published, "headline": f"Story {number}"}
    return record(1, f"{number}.html", **{**plain, **fields})


def headlines(found: Any) -> list[str | None]:
    return [one.headline if hasattr(one, "headline") else one.upload.key for one in found]


def numbered(numbers: Any) -> list[str]:
    return [f"Story {number}" for number in numbers]


def test_any_day_newest_first(stack: Stack) -> None:
    for number in [5, 0, 60, 30, 31, 2]:
        stack.table.put_record(story(number))
    assert headlines(stack.table.newest()) == numbered([60, 31, 30, 5, 2, 0])
    assert headlines(stack.table.newest(2)) == numbered([60, 31])
    assert headlines(stack.table.newest(since="2024-01-02", until="2024-01-02")) == numbered([31, 30])
    assert headlines(stack.table.newest(0)) == []


def test_by_day_as_the_page_states_it(stack: Stack) -> None:
    stack.table.put_record(story(1, published_at="2024-01-02T00:30:00+05:30"))
    stack.table.put_record(story(2, published_at="2024-01-02"))
    stack.table.put_record(story(3, published_at="2024-01-01T23:30:00-08:00"))
    stack.table.put_record(story(4, published_at=None))
    assert headlines(stack.table.by_day("2024-01-02")) == numbered([2, 1])
    assert headlines(stack.table.by_day("2024-01-01")) == numbered([3])
    assert headlines(stack.table.by_day("2024-05-06")) == numbered([4])
    assert headlines(stack.table.newest()) == numbered([4, 2, 1, 3])


def test_by_publisher_newest_first(stack: Stack) -> None:
    for number in range(6):
        domain = "Example.org" if number % 2 else "other.example"
        stack.table.put_record(story(number, publisher=Publisher(None, domain)))
    assert headlines(stack.table.by_publisher("example.org")) == numbered([5, 3, 1])
    assert headlines(stack.table.by_publisher("example.ORG", 2)) == numbered([5, 3])
    assert headlines(stack.table.by_publisher("nobody.example")) == []


def test_by_publisher_between_days_that_the_pages_state(stack: Stack) -> None:
    stack.table.put_record(story(1, published_at="2024-01-02T00:30:00+05:30"))
    stack.table.put_record(story(2, published_at="2024-01-02T23:30:00-11:00"))
    stack.table.put_record(story(3, published_at="2024-01-03T00:30:00+05:30"))
    found = stack.table.by_publisher("example.org", since="2024-01-02", until="2024-01-02")
    assert headlines(found) == numbered([2, 1])
    assert headlines(stack.table.by_publisher("example.org", until="9999-12-31")) == numbered([2, 3, 1])


def test_rejections_by_reason_and_for_any(stack: Stack) -> None:
    for number, reason in enumerate([Reason.EMPTY, Reason.NO_ARTICLE, Reason.EMPTY, Reason.CORRUPT]):
        stack.table.put_rejection(upload(number, f"{number}.html"), reason, f"message {number}")
    assert headlines(stack.table.by_reason(Reason.EMPTY)) == ["2.html", "0.html"]
    assert headlines(stack.table.by_reason()) == ["3.html", "2.html", "1.html", "0.html"]
    assert headlines(stack.table.by_reason(limit=1)) == ["3.html"]
    assert headlines(stack.table.by_reason(since="2024-05-07")) == []
    assert next(stack.table.by_reason(Reason.CORRUPT)) == RejectedRow(upload(3, "3.html"), Reason.CORRUPT, "message 3")


def test_a_rejection_of_an_upload_without_a_time_is_listed_last(stack: Stack) -> None:
    stack.table.put_rejection(upload(1, "a.html"), Reason.EMPTY, "nothing in it")
    timeless = record(upload=upload(1, "b.html")).upload
    stack.table.put_rejection(type(timeless)("inbox", "b.html", sequencer=sequencer(1)), Reason.EMPTY, "nothing in it")
    assert headlines(stack.table.by_reason()) == ["a.html", "b.html"]


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", ""])
def test_a_day_that_is_none_is_refused_at_once(stack: Stack, day: str) -> None:
    for ask in (
        stack.table.by_day,
        lambda day: stack.table.newest(since=day),
        lambda day: stack.table.by_reason(until=day),
    ):
        with pytest.raises(ValueError, match=r"Invalid isoformat|month must be"):
            ask(day)


def test_listings_page_through_all_there_is(stack: Stack) -> None:
    for number in range(330):
        stack.table.put_rejection(upload(number % 60, f"{number}.html"), Reason.EMPTY, "nothing in it")
    assert len(set(headlines(stack.table.by_reason(Reason.EMPTY)))) == 330
    assert len(set(headlines(stack.table.by_reason(Reason.EMPTY, 130)))) == 130


def test_an_article_under_very_many_keys_is_looked_up_once(stack: Stack) -> None:
    for number in range(60):
        stack.table.put_record(record(number, f"{number}.html", text=""))
    stack.calls.clear()
    assert headlines(stack.table.by_day("2024-05-04")) == ["Bridge opened, wording 59"]
    assert stack.calls["query"] <= 16 + 2 + 1


def test_a_short_listing_of_a_full_table_is_cheap(stack: Stack) -> None:
    for number in range(300):
        stack.table.put_record(story(number, text=""))
    stack.calls.clear()
    assert headlines(stack.table.newest(20)) == numbered(range(299, 279, -1))
    assert stack.calls["batch_get_item"] == 1
    assert stack.calls["get_item"] == 0
    # 16 shards' calendars, the days that they begin with, the few that follow, and one for each article.
    assert stack.calls["query"] <= 16 + 16 + 16 + 20
    assert set(stack.calls) == {"query", "batch_get_item"}


def test_a_listing_fetches_only_what_is_looked_at(stack: Stack) -> None:
    for number in range(60):
        stack.table.put_record(story(number, text=""))
    stack.calls.clear()
    listing = stack.table.by_publisher("example.org")
    assert not stack.calls
    assert headlines(itertools.islice(listing, 3)) == numbered([59, 58, 57])
    assert stack.calls == {"query": 16 + 3, "batch_get_item": 1}


def test_an_article_under_two_keys_is_told_once_by_the_later_upload(stack: Stack) -> None:
    stack.table.put_record(record(1, "a.html", published_at="2024-01-02", headline="earlier"))
    stack.table.put_record(record(2, "b.html", published_at="2024-01-01", headline="later"))
    listings = [stack.table.newest(), stack.table.by_publisher("example.org")]
    assert [headlines(listing) for listing in listings] == [["later"], ["later"]]
    assert headlines(stack.table.by_day("2024-01-02")) == []
    found = stack.table.get(record().article_id)
    assert found is not None
    assert found.headline == "later"

    stack.table.put_removal(upload(3, "b.html"), "2024-05-06T08:00:00Z")
    assert headlines(stack.table.newest()) == ["earlier"]
    assert stack.table.get(record().article_id) == stack.table.row_of("inbox", "a.html")

    stack.table.put_removal(upload(4, "a.html"), "2024-05-06T08:00:00Z")
    assert headlines(stack.table.newest()) == []
    assert stack.table.get(record().article_id) is None


def test_a_key_whose_article_changes_leaves_the_old_one_behind(stack: Stack) -> None:
    stack.table.put_record(record(1, article_id="1" * 32, published_at="2024-01-01"))
    stack.table.put_record(record(2, article_id="2" * 32, published_at="2024-01-02"))
    assert stack.table.get("1" * 32) is None
    assert [found.article_id for found in stack.table.newest()] == ["2" * 32]
    assert list(stack.table.by_day("2024-01-01")) == []


def test_an_index_that_lags_shows_nothing_that_the_row_no_longer_says(new_stack: Callable[[], Stack]) -> None:
    behind, stack = new_stack(), new_stack()
    for one in (behind, stack):
        one.table.put_record(record(1, "moved.html", published_at="2024-01-01"))
        one.table.put_record(record(1, "other.html", article_id="b" * 32, published_at="2024-01-01"))
        one.table.put_record(record(1, "gone.html", article_id="c" * 32, published_at="2024-01-01"))
        one.table.put_rejection(upload(1, "mended.html"), Reason.EMPTY, "nothing in it")
    stack.table.put_record(record(2, "moved.html", published_at="2024-01-02"))
    stack.table.put_record(record(2, "other.html", article_id="d" * 32, published_at="2024-01-02"))
    stack.table.put_removal(upload(2, "gone.html"), "2024-05-06T08:00:00Z")
    stack.table.put_record(record(2, "mended.html", article_id="e" * 32))

    lagging = stack.lagging(behind)
    assert list(lagging.by_day("2024-01-01")) == []
    assert list(lagging.newest()) == []
    assert list(lagging.by_publisher("example.org")) == []
    assert list(lagging.by_reason()) == []
    assert lagging.get(record().article_id) == record(2, "moved.html", published_at="2024-01-02")
    assert lagging.get("b" * 32) is None
    assert lagging.get("c" * 32) is None


def test_an_index_that_lags_does_not_hide_how_an_upload_ended(new_stack: Callable[[], Stack]) -> None:
    behind, stack = new_stack(), new_stack()
    stack.table.put_record(record(1))
    assert stack.lagging(behind).outcome_of("inbox", "page.html", sequencer(1)) is Outcome.STORED


def test_how_each_upload_ended(stack: Stack) -> None:
    table = stack.table

    def outcome(key: str, number: int) -> Outcome | None:
        return table.outcome_of("inbox", key, sequencer(number))

    assert outcome("a.html", 1) is None
    table.put_record(record(2, "a.html"))
    assert outcome("a.html", 1) is Outcome.SUPERSEDED
    assert outcome("a.html", 2) is Outcome.STORED
    assert outcome("a.html", 3) is None

    table.put_record(record(5, "same.html"))
    assert outcome("a.html", 2) is Outcome.DUPLICATE
    assert outcome("same.html", 5) is Outcome.STORED
    table.put_record(record(6, "changed.html", text="The bridge was closed again."))
    assert outcome("a.html", 2) is Outcome.SUPERSEDED
    assert outcome("changed.html", 6) is Outcome.STORED

    table.put_removal(upload(7, "changed.html"), "2024-05-06T08:00:00Z")
    assert [outcome("changed.html", number) for number in (6, 7)] == [Outcome.REMOVED, Outcome.REMOVED]
    assert outcome("same.html", 5) is Outcome.STORED
    table.put_rejection(upload(8, "same.html"), Reason.EMPTY, "nothing in it")
    assert [outcome("same.html", number) for number in (5, 8)] == [Outcome.SUPERSEDED, Outcome.REJECTED]
    assert outcome("a.html", 2) is Outcome.STORED


def test_what_is_known_of_a_key(stack: Stack) -> None:
    assert stack.table.row_of("inbox", "page.html") is None
    stack.table.put_rejection(upload(1), Reason.EMPTY, "nothing in it")
    assert stack.table.row_of("inbox", "page.html") == RejectedRow(upload(1), Reason.EMPTY, "nothing in it")
    stack.table.put_removal(upload(2), "2024-05-06T08:00:00Z")
    assert isinstance(stack.table.row_of("inbox", "page.html"), RemovedRow)
    stack.table.put_record(record(3))
    assert stack.table.row_of("inbox", "page.html") == record(3)


@pytest.mark.parametrize(
    "key", ["a+b c%.html", "日本語 page.html", "../..//x", "a#b", 'line\nbreak"quote', "\u202egnp.html"]
)
def test_any_key_is_kept_as_it_is(stack: Stack, key: str) -> None:
    stack.table.put_record(record(1, key))
    assert stack.table.row_of("inbox", key) == record(1, key)
    assert stack.table.get(record().article_id) == record(1, key)
    assert list(stack.table.newest()) == [record(1, key)]


def test_text_that_is_lost_is_told_and_not_passed_over(stack: Stack) -> None:
    stack.table.put_record(record(text=incompressible(600_000)))
    (key,) = stack.objects()
    stack.s3.delete_object(Bucket=stack.bucket, Key=key)
    with pytest.raises(OverflowMissing, match="is not there") as lost:
        stack.table.get(record().article_id)
    assert lost.value.key == key
    with pytest.raises(OverflowMissing):
        list(stack.table.newest())


def test_a_reader_who_is_overtaken_reads_the_newer_text(stack: Stack) -> None:
    stack.table.put_record(record(1, text=incompressible(600_000, 1)))
    newer = record(2, text=incompressible(600_000, 2))

    def replace_once(when: str, done: list[str] = []) -> None:  # noqa: B006 - remembers that it was done
        if when == "before" and stack.calls["get_object"] == 1 and not done:
            done.append("replaced")
            stack.process().put_record(newer)

    stack.calls.clear()
    assert stack.process(replace_once).get(newer.article_id) == newer
