"""A page that takes too long is a rejection in either function: its batch goes on, and a replay may mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import dateline.enrichment
import dateline.reading
from dateline import Reason, Record
from dateline.store import RejectedRow
from infra.local.cloud import LocalCloud
from tests.pipeline.stories import story
from tests.pipeline.test_backfill import look_again
from tests.pipeline.test_promise import row


@pytest.fixture
def hasty() -> Iterator[LocalCloud]:
    with LocalCloud.embedded(parameters={"PageSeconds": "1"}) as cloud:
        yield cloud


def endless(ordinary: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but for ever where the page says so."""

    def work(given: Any, **more: Any) -> Any:
        while b"Slow" in (given if isinstance(given, bytes) else (given.headline or "").encode()):
            pass
        return ordinary(given, **more)

    return work


def slow_in(function: str, cloud: LocalCloud, patch: pytest.MonkeyPatch) -> None:
    if function == "parse":
        patch.setattr("dateline.intake.parse", endless(dateline.reading.parse))
    else:
        cloud.upload("first.html", story("The handler is imported now"))
        cloud.run_until_idle()
        patch.setattr("EnrichFunction_module.enrich", endless(dateline.enrichment.enrich))


def in_main_thread(work: Callable[[], None]) -> None:
    work()


def in_other_thread(work: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


@pytest.mark.parametrize("run", [in_main_thread, in_other_thread])
@pytest.mark.parametrize("function", ["parse", "enrich"])
def test_what_is_too_slow_is_rejected_its_batch_is_not_and_a_replay_mends_it(
    hasty: LocalCloud, monkeypatch: pytest.MonkeyPatch, function: str, run: Callable[[Callable[[], None]], None]
) -> None:
    with monkeypatch.context() as patch:
        slow_in(function, hasty, patch)
        for number in range(4):
            hasty.upload(f"{number}.html", story(f"{'Slow' if number == 1 else 'Quick'} ferry {number}"))
        run(hasty.run_until_idle)

        slow = row(hasty, "1.html")
        assert isinstance(slow, RejectedRow)
        assert slow.reason is Reason.TOO_SLOW
        assert "not done within 1 seconds" in slow.message
        assert all(isinstance(row(hasty, f"{number}.html"), Record) for number in (0, 2, 3))
        assert not hasty.dead_letters()

    look_again(hasty, "1.html")
    hasty.run_until_idle()
    mended = row(hasty, "1.html")
    assert isinstance(mended, Record)

    with monkeypatch.context() as patch:
        slow_in(function, hasty, patch)
        look_again(hasty, "1.html")
        hasty.run_until_idle()
        assert row(hasty, "1.html") == mended


def test_a_definite_answer_is_never_written_over_by_a_slow_one(
    hasty: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = hasty.upload("a.html", story("Slow ferry"))
    hasty.run_until_idle()
    stored = row(hasty, "a.html")
    assert isinstance(stored, Record)

    monkeypatch.setattr("dateline.intake.parse", endless(dateline.reading.parse))
    hasty.invoke("parse", {"Records": [event_of(upload)]})
    hasty.run_until_idle()
    assert row(hasty, "a.html") == stored


def event_of(upload: Any) -> dict[str, Any]:
    return {
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "eventTime": "2026-03-02T10:00:00.000Z",
        "s3": {
            "bucket": {"name": upload.bucket},
            "object": {"key": upload.key, "versionId": upload.version_id, "sequencer": upload.sequencer},
        },
    }
