"""A little of what `make load` sends: every upload ends, and ends once. Times and memory are not judged here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.messages import MAX_MESSAGE_BYTES
from infra.load.load import QUEUES, Load, opened, send
from infra.load.pages import made

if TYPE_CHECKING:
    import pytest

PAGES = 250


def test_every_page_of_a_load_ends_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra.load.load._DISCARD_EVERY", 100)
    progress: list[int] = []
    seen: Counter[str] = Counter()

    def look(load: Load) -> None:
        progress.append(load.pages)
        seen.update(load.in_flight)

    pages = list(made(PAGES))
    fates = Counter(page.fate for page in pages)
    with opened() as (cloud, engine):
        load = send(cloud, engine, pages, look)
        assert cloud.dead_letters() == ()

    assert progress == list(range(50, PAGES + 1, 50))
    assert all(seen[queue] for queue in QUEUES)
    assert load.adds_up
    assert load.events == PAGES + fates["removed"] + fates["replaced"]
    assert load.outcomes["Removed"] == 2 * fates["removed"]
    assert load.outcomes["Superseded"] == fates["replaced"]
    assert load.outcomes["Stored"] > PAGES // 2
    assert load.outcomes["Rejected"]
    assert set(engine.resident) == {"parse", "enrich"}
    assert {stage for _, stage in engine.seconds} == {"waiting", "read", "parse", "send", "decode", "enrich", "put"}


def test_the_pages_are_all_different_and_the_same_each_time() -> None:
    pages = list(made(PAGES))
    assert pages == list(made(PAGES))
    assert pages != list(made(PAGES, seed=2))
    assert len({page.key for page in pages}) == PAGES
    articles = [page.data for page in pages if len(page.data) > 1_000]
    assert len(set(articles)) == len(articles) > PAGES // 2


def test_some_pages_are_too_large_for_a_message() -> None:
    assert max(len(page.data) for page in made(500)) > MAX_MESSAGE_BYTES
