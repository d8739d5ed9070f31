"""Eight processes write the same and neighbouring articles at once: nothing is lost, and nothing is told twice.

Uploads of the same keys in two revisions, of keys that begin alike, of one article under two keys, removals among them.
"""

from __future__ import annotations

import multiprocessing
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from dateline.codec import to_mapping
from dateline.rejection import Reason
from dateline.store import ArticleTable, Outcome
from dateline.store import items as store_items
from infra.local.account import Account
from infra.local.door import Door
from tests.unit.store.conftest import INBOX, Stack, record, upload
from tests.unit.store.test_store_items import incompressible
from tests.unit.store.writing import SMALL_ITEM_BYTES, Place, Write, begin, write_all

PROCESSES = 8
UPLOADS = 6

# Neighbours: one page's key begins with another's. Two keys tell one article.
ARTICLES = {
    "page": f"{'a' * 31}1",
    "page.html": f"{'a' * 31}2",
    "page.html.gz": f"{'a' * 31}3",
    "page/1.html": f"{'a' * 31}4",
    "copies/1.html": f"{'a' * 31}4",
    "removed.html": f"{'a' * 31}5",
}


@pytest.fixture
def s3_url(stack: Stack) -> Iterator[str]:  # noqa: ARG001 - moto stands while it does
    """Where other processes reach the buckets of this one, one request at a time."""
    with Door(Account("us-east-1"), "127.0.0.1", 0).opened() as url:
        yield url


@pytest.mark.parametrize("database", ["server"], indirect=True)  # moto's tables are of one process
def test_eight_processes_leave_what_one_leaves(
    new_stack: Callable[[], Stack], s3_url: str, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, in_order = new_stack(), new_stack()
    chance = random.Random(1)  # noqa: S311 - what is wanted is the same each time
    writes = [write for key in ARTICLES for write in history(key, chance)]

    told = written_at_once(Place(stack.table_name, database, stack.bucket, s3_url), writes, chance)
    monkeypatch.setattr(store_items, "MAX_ITEM_BYTES", SMALL_ITEM_BYTES)
    for write in writes:
        write.to(in_order.table)

    assert stack.state() == in_order.state()
    assert answers(stack.table) == answers(in_order.table)
    for key in ARTICLES:
        check_the_outcomes(key, [write for write in writes if write.upload.key == key], told)


def history(key: str, chance: random.Random) -> list[Write]:
    """A key's uploads in their order, read by two parsers; one is a removal, one a rejection."""
    kinds = ["small", "small", "large", "large", "rejection"]
    chance.shuffle(kinds)
    kinds.insert(len(kinds) if key == "removed.html" else chance.randrange(UPLOADS), "removal")
    return [
        one_of(kind, key, number, version)
        for number, kind in enumerate(kinds, start=1)
        for version in (("1",) if kind == "removal" else ("1", "2"))
    ]


def one_of(kind: str, key: str, number: int, version: str) -> Write:
    place = upload(number, key)
    if kind == "removal":
        return Write(place, "2024-05-06T08:00:00Z", version)
    if kind == "rejection":
        return Write(place, Reason.NO_ARTICLE, version)
    text = incompressible(8_000, number) if kind == "large" else "The bridge was opened."
    fields = {"article_id": ARTICLES[key], "url": f"https://example.org/{key}", "parser_version": version}
    return Write(place, to_mapping(record(number, key, f"{text} {version}", **fields)), version)


def written_at_once(place: Place, writes: list[Write], chance: random.Random) -> list[tuple[Write, Outcome]]:
    """What every write came to in every process. Each makes all of them, in an order of its own."""
    orders = [chance.sample(writes, len(writes)) for _ in range(PROCESSES)]
    spawned = multiprocessing.get_context("spawn")
    start = spawned.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, spawned, initializer=begin, initargs=(start,)) as pool:
        outcomes = list(pool.map(write_all, [place] * PROCESSES, orders))
    return [told for order, came_to in zip(orders, outcomes, strict=True) for told in zip(order, came_to, strict=True)]


def check_the_outcomes(key: str, writes: list[Write], told: list[tuple[Write, Outcome]]) -> None:
    """Of each write one took effect, or what is newer had come before it; never two. Others came too late."""
    for write in writes:
        of_upload = [(other, outcome) for other, outcome in told if other.upload == write.upload]
        of_write = Counter(outcome for other, outcome in of_upload if other == write)
        took_effect = of_write[write.outcome]  # of a removal too: it is its key's only one, so none overtook it
        assert of_write.total() == PROCESSES
        assert took_effect <= 1
        if of_write[Outcome.DUPLICATE]:
            assert any(outcome is other.outcome for other, outcome in of_upload)
        if write is writes[-1]:
            assert of_write == {write.outcome: 1, Outcome.DUPLICATE: PROCESSES - 1}, key


def answers(table: ArticleTable) -> list[object]:
    """What a reader is told of all this."""
    return [
        list(table.newest()),
        list(table.by_publisher("example.org")),
        *(list(table.by_reason(reason)) for reason in Reason),
        *(table.get(article_id) for article_id in sorted(set(ARTICLES.values()))),
        *(table.row_of(INBOX, key) for key in ARTICLES),
        *(
            table.outcome_of(INBOX, key, upload(n, key).sequencer or "")
            for key in ARTICLES
            for n in range(1, UPLOADS + 1)
        ),
    ]
