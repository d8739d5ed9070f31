"""Whatever the order, the duplicates and the crashes: the table ends as the newest upload of each key says."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.passage import Passage
from dateline.rejection import Reason
from dateline.store import ArticleTable, Outcome
from dateline.store import items as store_items
from dateline.store import table as store_table
from tests.unit.store.conftest import Crash, Stack, record, upload
from tests.unit.store.test_store_items import incompressible

Write = Callable[[ArticleTable], Outcome]
KEY = "page.html"
ID = record().article_id


def small(number: int) -> Write:
    return lambda table: table.put_record(record(number))


def large(number: int) -> Write:
    return lambda table: table.put_record(record(number, text=incompressible(8_000, number)))


def removal(number: int) -> Write:
    return lambda table: table.put_removal(upload(number), "2024-05-06T08:00:00Z")


def rejection(number: int) -> Write:
    return lambda table: table.put_rejection(upload(number), Reason.NO_ARTICLE, "a listing")


@pytest.fixture(autouse=True)
def _small_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items that a few kilobytes fill, so that large articles are quick to make."""
    monkeypatch.setattr(store_items, "MAX_ITEM_BYTES", 4_000)


def newer(number: int, version: int = 2) -> Write:
    """The same upload, read by a later parser."""
    text = incompressible(8_000, 100 * version + number)
    return lambda table: table.put_record(record(number, parser_version=str(version), text=text))


def newer_rejection(number: int, version: int = 2) -> Write:
    return lambda table: table.put_rejection(
        upload(number), Reason.NO_ARTICLE, "a consent wall", parser_version=str(version)
    )


HISTORIES: dict[str, list[Write]] = {
    "all small": [small(1), small(2), removal(3), small(4)],
    "large ones replaced": [large(1), large(2), removal(3), large(4)],
    "ends removed": [large(1), small(2), large(3), removal(4)],
    "ends rejected": [small(1), removal(2), large(3), rejection(4)],
    "read again by newer code": [large(1), newer(1), small(2), newer(2)],
    "refused by newer code, then not": [small(1), newer_rejection(1), newer(1, version=3), newer(1, version=11)],
}


@pytest.mark.parametrize("name", HISTORIES)
def test_every_order_ends_in_the_same_state(
    new_stack: Callable[[], Stack], name: str, enough_of: Callable[[Iterable[Any]], Iterable[Any]]
) -> None:
    history = HISTORIES[name]
    expected = ended(new_stack(), history)
    for order in enough_of(itertools.permutations(history)):
        assert ended(new_stack(), order) == expected
        twice = [write for write in order for _ in range(2)]
        assert ended(new_stack(), [*twice, *order]) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_duplicates_anywhere_change_nothing(new_stack: Callable[[], Stack], data: st.DataObject) -> None:
    history = HISTORIES[data.draw(st.sampled_from(sorted(HISTORIES)))]
    more = data.draw(st.lists(st.sampled_from(range(4)), max_size=8))
    order = data.draw(st.permutations([*range(4), *more]))
    assert ended(new_stack(), [history[place] for place in order]) == ended(new_stack(), history)


BEFORE: dict[str, list[Write]] = {
    "nothing": [],
    "a small article": [small(1)],
    "a large article": [large(1)],
    "a removed article": [large(1), removal(2)],
    "an article of older code": [large(5)],
}
WRITES: dict[str, Write] = {
    "small": small(5),
    "large": large(5),
    "removal": removal(5),
    "rejection": rejection(5),
    "newer": newer(5),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("before", BEFORE)
def test_a_crash_at_any_call_is_mended_by_the_next_delivery(
    new_stack: Callable[[], Stack], before: str, write: str
) -> None:
    expected = ended(new_stack(), [*BEFORE[before], WRITES[write]])
    for stack in crashed_at_each_call(new_stack, BEFORE[before], WRITES[write]):
        found = stack.table.get(ID)
        assert list(stack.table.newest()) == [found] * (found is not None)  # whole, and in its listings
        WRITES[write](stack.process())
        assert stack.state() == expected


@pytest.mark.parametrize("later", [small(6), large(6), removal(6)], ids=["small", "large", "removal"])
@pytest.mark.parametrize("write", WRITES)
def test_a_crash_overtaken_by_a_later_upload_is_mended(
    new_stack: Callable[[], Stack], write: str, later: Write
) -> None:
    expected = ended(new_stack(), [large(1), WRITES[write], later])
    for stack in crashed_at_each_call(new_stack, [large(1)], WRITES[write]):
        later(stack.process())
        WRITES[write](stack.process())
        assert stack.state() == expected


def test_an_object_that_a_later_upload_has_just_put_is_not_swept_away(new_stack: Callable[[], Stack]) -> None:
    stack = new_stack()
    large(1)(stack.table)
    with pytest.raises(Crash):
        large(3)(stack.process(dying_at(2, "before")))  # the object is there, the row is not
    small(1)(stack.process())
    assert len(stack.objects()) == 2
    large(3)(stack.process())
    assert stack.table.get(ID) == record(3, text=incompressible(8_000, 3))
    assert len(stack.objects()) == 1


def test_an_object_that_newer_code_has_just_put_is_not_swept_away(new_stack: Callable[[], Stack]) -> None:
    stack = new_stack()
    large(1)(stack.table)
    with pytest.raises(Crash):
        newer(1)(stack.process(dying_at(2, "before")))  # the object is there, the row is not
    large(1)(stack.process())
    assert len(stack.objects()) == 2
    newer(1)(stack.process())
    assert len(stack.objects()) == 1
    stack.table.row_of("inbox", KEY)


def test_a_row_of_before_there_were_revisions_is_older_than_any(stack: Stack) -> None:
    small(1)(stack.table)
    key = {"pk": {"S": f"upload#inbox/{KEY}"}, "sk": {"S": "row"}}
    stack.dynamodb.update_item(TableName=stack.table_name, Key=key, UpdateExpression="REMOVE revision")
    assert small(1)(stack.table) is Outcome.STORED
    assert small(1)(stack.table) is Outcome.DUPLICATE


def test_a_row_tells_how_it_came_there(stack: Stack) -> None:
    parsed_at = datetime(2026, 3, 2, 10, 0, 0, 123_000, tzinfo=UTC)
    passage = Passage("request 1", parsed_at, parsed_at + timedelta(milliseconds=456))
    stack.table.put_record(record(1), passage)
    assert stack.table.passage_of("inbox", KEY) == passage
    small(2)(stack.table)
    assert stack.table.passage_of("inbox", KEY) is None
    assert stack.table.passage_of("inbox", "other.html") is None


def test_the_same_upload_told_otherwise_is_a_duplicate_and_leaves_nothing(new_stack: Callable[[], Stack]) -> None:
    stack = new_stack()
    small(1)(stack.table)
    kept = stack.state()
    with pytest.raises(Crash):
        large(1)(stack.process(dying_at(2, "before")))  # its object is there now
    assert small(1)(stack.process()) is Outcome.DUPLICATE
    assert stack.state() == kept
    assert large(1)(stack.process()) is Outcome.DUPLICATE
    assert stack.state() == kept


@pytest.mark.parametrize(
    ("before", "write", "outcome"),
    [
        ([], small(1), Outcome.STORED),
        ([small(1)], small(2), Outcome.STORED),
        ([small(1)], small(1), Outcome.DUPLICATE),
        ([small(2)], small(1), Outcome.SUPERSEDED),
        ([rejection(2)], small(1), Outcome.SUPERSEDED),
        ([removal(2)], small(1), Outcome.REMOVED),
        ([removal(2)], removal(1), Outcome.REMOVED),
        ([removal(2)], removal(2), Outcome.DUPLICATE),
        ([small(1)], removal(2), Outcome.REMOVED),
        ([small(3)], removal(2), Outcome.SUPERSEDED),
        ([small(1)], rejection(2), Outcome.REJECTED),
        ([rejection(2)], rejection(2), Outcome.DUPLICATE),
        ([removal(2)], small(3), Outcome.STORED),
        ([small(1)], newer(1), Outcome.STORED),
        ([newer(1)], small(1), Outcome.DUPLICATE),
        ([newer(1)], newer(1), Outcome.DUPLICATE),
        ([newer(1, version=11)], newer(1, version=3), Outcome.DUPLICATE),
        ([small(2)], newer(1), Outcome.SUPERSEDED),
        ([small(1)], newer_rejection(1), Outcome.REJECTED),
        ([rejection(1)], newer(1), Outcome.STORED),
    ],
)
def test_each_write_tells_what_it_came_to(stack: Stack, before: list[Write], write: Write, outcome: Outcome) -> None:
    for earlier in before:
        earlier(stack.table)
    assert write(stack.table) is outcome


@pytest.mark.parametrize("after", [removal(2), rejection(2)], ids=["removal", "rejection"])
def test_an_article_whose_upload_is_gone_is_found_nowhere(stack: Stack, after: Write) -> None:
    large(1)(stack.table)
    after(stack.table)
    assert stack.table.get(ID) is None
    assert list(stack.table.newest()) == []
    assert list(stack.table.by_day("2024-05-04")) == []
    assert list(stack.table.by_publisher("example.org")) == []
    assert stack.objects() == []


def test_storing_an_article_costs_one_write_and_one_more_for_a_new_day(stack: Stack) -> None:
    small(1)(stack.table)
    assert stack.calls == {"put_item": 2}
    stack.calls.clear()
    small(2)(stack.table)
    stack.table.put_rejection(upload(1, "other.html"), Reason.EMPTY, "nothing in it")
    stack.table.put_removal(upload(2, "other.html"), "2024-05-06T08:00:00Z")
    assert stack.calls == {"put_item": 3}


def test_a_process_remembers_so_many_days_and_no_more(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_table, "MOST_DAYS_NOTED", 2)
    days = ["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-01"]
    for number, day in enumerate(days, start=1):
        stack.table.put_record(record(number, published_at=f"{day}T10:00:00Z"))
        assert len(stack.table._days_noted) <= 2
    assert stack.calls == {"put_item": 2 * len(days)}  # the first day was noted again
    assert [found.upload.sequencer for found in stack.table.newest()] == [upload(4).sequencer]


def test_a_large_article_costs_one_object_more_and_a_look_at_what_lies_beside_it(stack: Stack) -> None:
    small(1)(stack.table)
    stack.calls.clear()
    large(2)(stack.table)
    assert stack.calls == {"put_item": 1, "put_object": 1, "get_paginator": 1}


def ended(stack: Stack, writes: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """All that is kept after these writes, each by a process of its own; in the end every row's text is there."""
    for write in writes:
        write(stack.process())
    stack.table.row_of("inbox", KEY)
    return stack.state()


def dying_at(number: int, when: str) -> Callable[[str], None]:
    """For a process that dies before or after its nth call, counted from 0."""
    made = itertools.count(0)

    def die(now: str) -> None:
        if now == when and next(made) == number:
            raise Crash

    return die


def crashed_at_each_call(new_stack: Callable[[], Stack], before: list[Write], write: Write) -> Any:
    """Stacks where the writes before were done, and this one died before or after its first, second, … call."""
    for when in ("before", "after"):
        for number in itertools.count():
            stack = new_stack()
            for earlier in before:
                earlier(stack.process())
            try:
                write(stack.process(dying_at(number, when)))
            except Crash:
                yield stack
            else:
                assert number, "it made no call"
                break
