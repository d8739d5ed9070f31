"""Keys that are looked at again: what lies in the bucket ends in the table, and what is up to date stays as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dateline import Record
from dateline.store import RejectedRow, RemovedRow, items
from tests.pipeline.stories import story
from tests.pipeline.test_promise import row, waiting_events

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud


def look_again(cloud: LocalCloud, *keys: str, **more: Any) -> None:
    told = {"bucket": cloud.inbox_bucket, "keys": list(keys), "id": "again-1", "time": "2026-03-02T10:00:00Z", **more}
    cloud.client("sqs").send_message(
        QueueUrl=cloud.outputs["ParseQueueUrl"], MessageBody=json.dumps({"backfill": told})
    )
    cloud.run_until_idle()


def everything(cloud: LocalCloud) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cloud.client("dynamodb").scan(TableName=cloud.table_name)["Items"]
    return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))


def headline(cloud: LocalCloud, key: str) -> str | None:
    found = row(cloud, key)
    assert isinstance(found, Record)
    return found.headline


def test_pages_whose_events_were_lost_are_found(cloud: LocalCloud) -> None:
    keys = [f"{number} +%.html" for number in range(25)]
    for key in keys:
        cloud.upload(key, story(f"Story {key}"))
    cloud.upload("bad.html", b"")
    waiting_events(cloud)

    look_again(cloud, *keys, "bad.html", "never there.html")

    assert [headline(cloud, key) for key in keys] == [f"Story {key}" for key in keys]
    assert isinstance(row(cloud, "bad.html"), RejectedRow)
    assert row(cloud, "never there.html") is None
    assert cloud.dead_letters() == ()


def test_a_later_wording_whose_event_was_lost_takes_its_place(cloud: LocalCloud) -> None:
    cloud.upload("a.html", story("First"))
    cloud.run_until_idle()
    cloud.upload("a.html", story("Second"))
    late = waiting_events(cloud)

    look_again(cloud, "a.html")
    assert headline(cloud, "a.html") == "Second"

    for body in late:
        cloud.client("sqs").send_message(QueueUrl=cloud.outputs["ParseQueueUrl"], MessageBody=body)
    cloud.upload("a.html", story("Third"))
    cloud.run_until_idle()
    assert headline(cloud, "a.html") == "Third"


def test_what_is_up_to_date_is_not_touched(cloud: LocalCloud) -> None:
    cloud.upload("a.html", story("Stays"))
    cloud.upload("bad.html", b"")
    cloud.upload("gone.html", story("Gone"))
    cloud.run_until_idle()
    cloud.remove("gone.html")
    cloud.run_until_idle()
    before = everything(cloud)
    cloud.calls.clear()

    look_again(cloud, "a.html", "bad.html", "gone.html", "a.html")

    assert everything(cloud) == before
    assert not cloud.calls.of("EnrichFunction")


def test_a_removal_whose_event_was_lost_is_made_up_for(cloud: LocalCloud) -> None:
    cloud.upload("a.html", story("Gone"))
    cloud.run_until_idle()
    cloud.remove("a.html")
    waiting_events(cloud)

    look_again(cloud, "a.html")

    assert isinstance(row(cloud, "a.html"), RemovedRow)


def test_newer_code_reads_again_what_older_code_stored(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(items, "revision", lambda *_: "0000.0001")
        cloud.upload("a.html", story("Read twice"))
        cloud.run_until_idle()
    [before] = [item for item in everything(cloud) if item["sk"]["S"] == "row"]

    look_again(cloud, "a.html")

    [after] = [item for item in everything(cloud) if item["sk"]["S"] == "row"]
    assert after["sequencer"] == before["sequencer"]
    assert after["revision"]["S"] > before["revision"]["S"]
    found = cloud.client("dynamodb").scan(TableName=cloud.table_name)["Items"]
    assert len(found) == 2  # the article and its day


def test_keys_as_an_inventory_writes_them(cloud: LocalCloud) -> None:
    cloud.upload("a+b ü.html", story("Listed"))
    waiting_events(cloud)
    look_again(cloud, "a%2Bb+%C3%BC.html", encoded=True)
    assert headline(cloud, "a+b ü.html") == "Listed"


@pytest.mark.parametrize(
    "change",
    [
        {"keys": "a.html"},
        {"keys": [1]},
        {"keys": [""]},
        {"time": "soon"},
        {"id": None},
        {"bucket": 7},
        {"encoded": 1},
    ],
    ids=str,
)
def test_a_backfill_message_that_cannot_be_understood_is_a_dead_letter(
    cloud: LocalCloud, change: dict[str, Any]
) -> None:
    look_again(cloud, "a.html", **change)
    [letter] = cloud.dead_letters()
    assert letter.queue == "ParseDeadLetterQueue"
