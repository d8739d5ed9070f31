"""Copies of one text are one cluster: whatever the order in which they come, are told again, are replaced and go."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import enrich
from dateline.article import Article, Block, Dateline, Publisher
from dateline.likeness import SLOTS, WORD_RANKS, WORD_SLOTS
from dateline.record import Record
from dateline.store import copies as store_copies
from dateline.store.items import record_item, told_by
from dateline.store.prints import Print, print_of
from dateline.store.table import ArticleTable
from tests.unit.store.conftest import Stack, record, upload
from tests.unit.stories import FERRY, ORCHARD

FURNITURE = "Read more stories of the coast every morning, straight into your post box, with our free letter.\n\n"
TEXTS = {
    "whole": FERRY,
    "cut": FERRY[: len(FERRY) // 2],
    "wrapped": FURNITURE + FERRY + FURNITURE,
    "edited": FERRY.replace("several hundred people", "a crowd").replace("the smaller town", "the east bank"),
    "other": ORCHARD,
    "other, cut": ORCHARD[: len(ORCHARD) * 2 // 3],
    "short": "The pier is closed.",
}
FERRIES = {"whole", "cut", "wrapped", "edited"}

Write = Callable[[ArticleTable], Any]


def told(text: str, number: int = 1, key: str = "page.html", day: int = 4, **fields: Any) -> Record:
    """A record of one of `TEXTS`, enriched; its id is that of its key, its day one of May."""
    article = Article(
        article_id=fields.pop("article_id", f"{sum(key.encode()):032x}"),
        publisher=Publisher(None, f"{key.partition('.')[0]}.example"),
        headline=f"Headline {number}",
        published_at=f"2024-05-{day:02d}T10:00:00Z",
        published_precision="minute",
        blocks=(Block("paragraph", TEXTS[text]),),
        upload=upload(number, key),
    )
    return enrich(dataclasses.replace(article, **fields))


def ids(table: ArticleTable, record: Record) -> set[str]:
    return {copy.article.article_id for copy in table.cluster_of(record).copies}


@pytest.fixture
def ferries(stack: Stack) -> dict[str, Record]:
    """Four copies of one story, a day apart, and another story with its copy."""
    found = {name: told(name, key=f"{name}.html", day=4 + number) for number, name in enumerate(TEXTS)}
    for one in found.values():
        stack.table.put_record(one)
    return found


class TestCluster:
    @pytest.mark.parametrize("name", sorted(FERRIES))
    def test_it_is_the_same_from_whichever_copy_it_is_asked_for(
        self, stack: Stack, ferries: dict[str, Record], name: str
    ) -> None:
        found = stack.table.cluster_of(ferries[name])
        assert {copy.article.article_id for copy in found.copies} == {ferries[one].article_id for one in FERRIES}
        assert found.cluster_id == ferries["whole"].article_id
        assert found.complete

    def test_other_stories_are_others(self, stack: Stack, ferries: dict[str, Record]) -> None:
        assert ids(stack.table, ferries["other"]) == {ferries["other"].article_id, ferries["other, cut"].article_id}
        assert ids(stack.table, ferries["short"]) == {ferries["short"].article_id}

    def test_what_a_copy_kept_and_took_is_told(self, stack: Stack, ferries: dict[str, Record]) -> None:
        copies = {copy.article.article_id: copy for copy in stack.table.cluster_of(ferries["cut"]).copies}
        whole, cut, wrapped = (copies[ferries[name].article_id] for name in ("whole", "cut", "wrapped"))
        assert (whole.kept, whole.taken) == (1.0, 1.0)
        assert 0.35 < cut.kept < 0.65
        assert cut.taken > 0.85
        assert wrapped.kept > 0.85 > wrapped.taken

    def test_the_first_is_the_one_published_first_whatever_its_upload(self, stack: Stack) -> None:
        late = told("whole", 1, "late.html", day=6)
        early = told("cut", 2, "early.html", day=5)
        stack.table.put_record(late)
        stack.table.put_record(early)
        assert stack.table.cluster_of(late).first.upload.key == "early.html"

    def test_a_page_that_tells_the_day_only_does_not_claim_to_be_first_on_it(self, stack: Stack) -> None:
        day = told("whole", 1, "day.html", published_at="2024-05-04", published_precision="day")
        minute = told("cut", 2, "minute.html", day=4)
        stack.table.put_record(day)
        stack.table.put_record(minute)
        assert stack.table.cluster_of(day).cluster_id == minute.article_id

    def test_the_agency_is_the_one_that_most_copies_credit(self, stack: Stack) -> None:
        pages = [
            told("whole", 1, "a.html", day=4, agencies=("Harbour Press",)),
            told(
                "whole", 2, "b.html", day=5, dateline=Dateline("PIER (Coastwire)", ("Pier",), "Coastwire", mark=" - ")
            ),
            told("cut", 3, "c.html", day=6, agencies=("Coastwire",)),
        ]
        for page in pages:
            stack.table.put_record(page)
        found = stack.table.cluster_of(pages[0])
        assert found.agency == "Coastwire"
        assert [copy.agencies for copy in found.copies] == [("Harbour Press",), ("Coastwire",), ("Coastwire",)]

    def test_copies_months_apart_are_none(self, stack: Stack) -> None:
        one, other = told("whole", 1, "a.html"), told("whole", 2, "b.html", published_at="2024-08-04T10:00:00Z")
        stack.table.put_record(one)
        stack.table.put_record(other)
        assert ids(stack.table, one) == {one.article_id}

    @pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"])
    def test_the_ends_of_the_calendar_have_copies_too(self, stack: Stack, moment: str) -> None:
        pages = [told("whole", number, f"{number}.html", published_at=moment) for number in (1, 2)]
        for page in pages:
            stack.table.put_record(page)
        assert len(ids(stack.table, pages[0])) == 2

    def test_several_keys_with_one_article_count_once(self, stack: Stack) -> None:
        same = [told("whole", number, f"{number}.html", article_id="a" * 32) for number in (1, 2)]
        copy = told("cut", 3, "copy.html", day=5)
        for page in (*same, copy):
            stack.table.put_record(page)
        found = stack.table.cluster_of(copy)
        assert [one.article.upload.key for one in found.copies] == ["2.html", "copy.html"]

    def test_an_article_that_the_table_does_not_have_stands_alone(self, stack: Stack) -> None:
        assert ids(stack.table, told("whole")) == {told("whole").article_id}

    def test_an_index_that_lags_behind_tells_nothing_that_the_rows_do_not(self, new_stack: Callable[[], Stack]) -> None:
        stack, before = new_stack(), new_stack()
        one, gone, replaced = (told("whole", 1, key) for key in ("a.html", "b.html", "c.html"))
        for page in (one, gone, replaced):
            before.table.put_record(page)
            stack.table.put_record(page)
        stack.table.put_removal(upload(2, "b.html"), "2024-05-06T08:00:00Z")
        stack.table.put_record(told("other", 2, "c.html"))
        assert ids(stack.lagging(before), one) == {one.article_id}

    def test_a_word_that_too_many_share_is_looked_at_only_so_far_and_that_is_said(
        self, stack: Stack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store_copies, "_PAGE", 2)
        monkeypatch.setattr(store_copies, "MOST_ENTRIES", 2)
        pages = [told("whole", number, f"{number}.html") for number in range(1, 6)]
        for page in pages:
            stack.table.put_record(page)
        assert not stack.table.cluster_of(pages[0]).complete


class TestClusterId:
    def test_it_is_told_with_an_article_and_with_a_row(self, stack: Stack, ferries: dict[str, Record]) -> None:
        first = ferries["whole"].article_id
        copy = stack.table.get(ferries["cut"].article_id)
        row = stack.table.row_of("inbox", "wrapped.html")
        assert copy == dataclasses.replace(ferries["cut"], cluster_id=first)
        assert row == dataclasses.replace(ferries["wrapped"], cluster_id=first)

    def test_an_article_without_copies_is_the_first_of_its_own(self, stack: Stack) -> None:
        stack.table.put_record(told("whole"))
        found = stack.table.get(told("whole").article_id)
        assert found is not None
        assert found.cluster_id == found.article_id

    def test_a_text_too_short_to_tell_has_none(self, stack: Stack, ferries: dict[str, Record]) -> None:
        assert stack.table.get(ferries["short"].article_id) == ferries["short"]

    def test_it_is_never_stored(self, stack: Stack, ferries: dict[str, Record]) -> None:
        found = stack.table.row_of("inbox", "cut.html")
        assert isinstance(found, Record)
        stack.table.put_record(dataclasses.replace(found, upload=upload(2, "cut.html")))
        stack.table.put_removal(upload(2, "whole.html"), "2024-05-06T08:00:00Z")
        again = stack.table.get(ferries["cut"].article_id)
        assert again is not None
        assert again.cluster_id == again.article_id


def put(text: str, number: int, key: str) -> Write:
    return lambda table: table.put_record(told(text, number, key, day=4 + ord(key[0]) % 7))


def removal(number: int, key: str) -> Write:
    return lambda table: table.put_removal(upload(number, key), "2024-05-06T08:00:00Z")


writes = st.builds(
    lambda text, number, key: removal(number, key) if text is None else put(text, number, key),
    st.sampled_from([None, *TEXTS]),
    st.integers(1, 3),
    st.sampled_from(["a.html", "b.html", "c.html", "d.html"]),
)
histories = st.lists(writes, min_size=3, max_size=7)


class TestOrder:
    """What is uploaded as the nth of its key is the same whenever it comes: the table of a history has one end."""

    HISTORY = (
        put("whole", 1, "a.html"),
        put("cut", 1, "b.html"),
        put("other", 1, "c.html"),
        put("wrapped", 2, "c.html"),
        removal(2, "b.html"),
    )

    def test_every_order_ends_in_the_same_clusters(
        self, new_stack: Callable[[], Stack], enough_of: Callable[[Iterable[Any]], Iterable[Any]]
    ) -> None:
        expected = clusters(new_stack(), self.HISTORY)
        assert list(map(len, expected)) == [2]
        for order in enough_of(itertools.permutations(self.HISTORY)):
            assert clusters(new_stack(), order) == expected

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_replays_and_removals_anywhere_change_nothing(
        self, new_stack: Callable[[], Stack], data: st.DataObject
    ) -> None:
        stack, history = new_stack(), data.draw(histories)
        found = clusters(stack, history)
        assert found == {frozenset(reachable(row, rows(stack))) for row in rows(stack)}
        assert clusters(stack, data.draw(st.permutations(history))) == found  # all of it again


def clusters(stack: Stack, history: Iterable[Write]) -> set[frozenset[str]]:
    for write in history:
        write(stack.process())
    return found_clusters(stack.table)


def found_clusters(table: ArticleTable) -> set[frozenset[str]]:
    """The clusters of all articles; each is the same from every article in it."""
    found = {one.article_id: frozenset(ids(table, one)) for one in table.newest() if one.fingerprint}
    for cluster in found.values():
        assert all(found[member] == cluster for member in cluster)
    return set(found.values())


def rows(stack: Stack) -> list[Print]:
    prints = (print_of(item) for item in stack.items() if item["sk"]["S"] == "row")
    return [one for one in prints if one]


def reachable(start: Print, others: list[Print]) -> set[str]:
    """What the walk should find, worked out from all rows at once."""
    found, waiting = {start.article_id}, [start]
    while waiting:
        one = waiting.pop()
        for other in others:
            if other.article_id not in found and other.is_copy_of(one):
                found.add(other.article_id)
                waiting.append(other)
    return found


class TestCost:
    def test_storing_costs_no_call_more(self, stack: Stack) -> None:
        stack.table.put_record(told("whole", 1))
        stack.calls.clear()
        stack.table.put_record(told("whole", 2))
        assert stack.calls == {"put_item": 1}

    def test_an_article_finds_its_cluster_with_one_batch_of_looks_and_one_of_rows(self, stack: Stack) -> None:
        for number in range(1, 8):
            stack.table.put_record(told("whole", number, f"{number}.html"))
        one = told("whole", 1, "1.html")
        stack.calls.clear()
        stack.table.cluster_of(one)
        assert stack.calls["batch_get_item"] == 1
        tellers = 7
        assert stack.calls["query"] <= WORD_SLOTS * WORD_RANKS + tellers
        assert not any("put" in call or "write" in call for call in stack.calls)

    def test_an_index_entry_stays_below_a_write_unit(self) -> None:
        item, _ = record_item(told("whole", key="a/rather/long/key/of/an/inbox/" + "page" * 20 + ".html"))
        words = {name: value for name, value in item.items() if name in {"copy0", "copy1", "copy2"}}
        assert len(words) == WORD_SLOTS
        entry = sum(len(str(item[name])) for name in ("pk", "sk", "published_order", "fingerprint")) + 64
        assert entry < 1024


class TestPrint:
    @pytest.mark.parametrize(
        "fields",
        [
            {"fingerprint": "00" * SLOTS, "telling_words": ("a",) * WORD_SLOTS * WORD_RANKS},
            {"fingerprint": "ff" * SLOTS, "telling_words": ("",) * WORD_SLOTS * WORD_RANKS},
            {"fingerprint": "FF" * SLOTS, "telling_words": ("a",) * WORD_SLOTS * WORD_RANKS},
            {"fingerprint": "ff" * SLOTS, "telling_words": ("a b",) * WORD_SLOTS * WORD_RANKS},
            {"fingerprint": "ff" * SLOTS, "telling_words": ("w" * 3_000,) * WORD_SLOTS * WORD_RANKS},
            {"fingerprint": "ff" * SLOTS, "telling_words": ("a",) * WORD_SLOTS},
            {"fingerprint": "ff" * SLOTS},
            {"telling_words": ("a",) * WORD_SLOTS * WORD_RANKS},
        ],
    )
    def test_it_comes_back_as_it_was(self, fields: dict[str, Any]) -> None:
        whole = record(**fields)
        item, _ = record_item(whole)
        assert told_by(item, lambda key: key.encode()) == whole
