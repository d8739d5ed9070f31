"""Who withdrew what, as the table tells it: the rows of notices, the index that only they are in, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dateline.enrichment import enrich
from dateline.store.keys import months_around
from dateline.store.rows import MAX_KEYS
from dateline.withdrawal import Withdrawal
from tests.unit.store.conftest import record, upload
from tests.unit.stories import FERRY, ORCHARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.article import Status
    from dateline.record import Record
    from tests.unit.store.conftest import Stack

KILL = Withdrawal(f"{'a' * 31}1", "Example", "Bridge opened, wording 2", "kill", "2024-05-04T10:00:00+02:00")


def told(text: str, number: int = 1, key: str = "page.html", name: str = "a", **fields: Any) -> Record:
    """An enriched record of the story `name`."""
    return enrich(record(number, key, text, article_id=f"{name * 31}1", **fields))


ORIGINAL = told(FERRY)
COPY = told(" ".join(FERRY.split()[:120]), key="copy.html", name="b", published_at="2024-05-06T10:00:00Z")
OTHER = told(ORCHARD, key="other.html", name="c")


def killed(status: Status = "kill", text: str = "Please kill it.", **fields: Any) -> Record:
    return told(text, 2, status=status, **fields)


def marks(stack: Stack, *records: Record) -> list[Withdrawal | None]:
    notices = stack.table.notices()
    return [notices.withdrawing(one) for one in records]


def test_what_it_said_before_finds_the_copies_of_it(stack: Stack) -> None:
    stack.table.put_record(killed(), earlier=[ORIGINAL])
    assert marks(stack, ORIGINAL, COPY, OTHER) == [KILL, KILL, None]


def test_what_another_key_says_of_the_article_was_withdrawn_too(stack: Stack) -> None:
    stack.table.put_record(ORIGINAL)
    stack.table.put_record(killed(key="kill.html"))
    assert marks(stack, COPY, OTHER) == [KILL, None]


def test_the_article_is_marked_where_another_key_tells_it_however_short_it_is(stack: Stack) -> None:
    stack.table.put_record(killed(key="kill.html"))
    short = told("The bridge was opened.", 3)
    assert short.fingerprint is None
    assert marks(stack, short, replace(short, article_id="d" * 32)) == [KILL, None]


def test_a_notice_that_keeps_its_text_needs_nothing_else(stack: Stack) -> None:
    stack.table.put_record(killed("withdrawn", FERRY))
    (mark,) = marks(stack, COPY)
    assert mark == replace(KILL, status="withdrawn")


@pytest.mark.parametrize("status", ["corrected", "update", "refile", "embargoed", None])
def test_no_other_status_withdraws(stack: Stack, status: Status | None) -> None:
    stack.table.put_record(told(FERRY, 2, status=status), earlier=[ORIGINAL])
    assert marks(stack, COPY) == [None]
    assert "notice" not in stack.items()[-1]


def test_a_notice_that_is_dated_later_is_found_by_what_it_said_first(stack: Stack) -> None:
    stack.table.put_record(killed(published_at="2025-11-20T10:00:00Z"), earlier=[ORIGINAL])
    assert marks(stack, COPY) == [replace(KILL, at="2025-11-20T10:00:00Z")]


def test_copies_months_apart_are_none(stack: Stack) -> None:
    stack.table.put_record(killed(), earlier=[ORIGINAL])
    assert marks(stack, replace(COPY, published_at="2024-05-30T10:00:00Z")) == [None]


def test_the_gravest_is_told_and_of_those_the_earliest(stack: Stack) -> None:
    notices = [("withdrawn", "2024-05-01"), ("kill", "2024-05-03"), ("kill", "2024-05-02")]
    for number, (status, day) in enumerate(notices):
        at = {"key": f"{number}.html", "name": "def"[number], "modified_at": day}
        stack.table.put_record(killed(status, FERRY, **at))  # type: ignore[arg-type]
    (mark,) = marks(stack, COPY)
    assert mark
    assert (mark.status, mark.at) == ("kill", "2024-05-02")


def test_an_index_that_lags_behind_marks_nothing(new_stack: Callable[[], Stack]) -> None:
    before, now = new_stack(), new_stack()
    before.table.put_record(killed(), earlier=[ORIGINAL])
    now.table.put_record(told(FERRY, 3))
    assert now.lagging(before).notices().withdrawing(COPY) is None
    now.table.put_record(replace(OTHER, upload=upload(4)))
    assert now.lagging(before).notices().withdrawing(COPY) is None


def test_a_row_that_is_a_notice_of_another_article_by_now_does_not_confirm(new_stack: Callable[[], Stack]) -> None:
    before, now = new_stack(), new_stack()
    before.table.put_record(killed(), earlier=[ORIGINAL])
    now.table.put_record(told(ORCHARD, 3, name="c", status="kill"))
    assert now.lagging(before).notices().withdrawing(COPY) is None


def test_a_month_is_asked_for_once_and_a_listing_without_notices_reads_no_rows(stack: Stack) -> None:
    for one in (ORIGINAL, COPY, OTHER):
        stack.table.put_record(one)
    stack.calls.clear()
    assert marks(stack, ORIGINAL, COPY, OTHER, ORIGINAL) == [None] * 4
    assert stack.calls == {"query": len(months_around("2024-05-04T08:00:00Z#a#b", 45))}


def test_a_notice_is_read_once(stack: Stack) -> None:
    stack.table.put_record(killed(), earlier=[ORIGINAL])
    stack.calls.clear()
    assert marks(stack, *[COPY] * 5) == [KILL] * 5
    assert stack.calls == {"query": 4 + 1, "get_item": 1}


def test_more_other_rows_than_one_answer_holds(stack: Stack) -> None:
    stack.table.put_record(killed(key="kill.html"))
    for number in range(MAX_KEYS + 1):
        stack.table.put_record(record(1, f"{number}.html"))
    stack.table.put_record(told(FERRY, key="last.html"))
    assert marks(stack, COPY) == [KILL]


@pytest.mark.parametrize(
    ("published", "days", "months"),
    [
        ("2024-05-04T08:00:00Z", 3, ["2024-05"]),
        ("2024-05-04T08:00:00Z", 4, ["2024-04", "2024-05"]),
        ("2023-12-31T23:00:00Z", 14, ["2023-12", "2024-01"]),
        ("0001-01-01T00:00:00Z", 40, ["0001-01", "0001-02"]),
        ("9999-12-31T00:00:00Z", 1, ["9999-12"]),
    ],
)
def test_the_months_around_a_day(published: str, days: int, months: list[str]) -> None:
    assert months_around(f"{published}#id#key", days) == months
