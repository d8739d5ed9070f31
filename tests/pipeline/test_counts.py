"""What was received is the sum of how it ended, by the metrics that the functions report."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from dateline.store import ArticleTable, Inbox, InboxObject
from tests.pipeline.stories import story
from tests.pipeline.test_promise import deliver, waiting_events

if TYPE_CHECKING:
    import pytest

    from dateline import Upload
    from infra.local.cloud import LocalCloud

ENDS = ("Stored", "Rejected", "Superseded", "Duplicate", "Removed", "DeadLettered")


def reported(cloud: LocalCloud) -> Counter[str]:
    """The sums of all metrics that the functions wrote."""
    sums: Counter[str] = Counter()
    for line in cloud.logs():
        told = json.loads(line.text) if line.text.startswith("{") else {}
        for directive in told.get("_aws", {}).get("CloudWatchMetrics", ()):
            for metric in directive["Metrics"]:
                sums[metric["Name"]] += sum(told[metric["Name"]])
    return sums


def test_received_is_the_sum_of_all_outcomes(cloud: LocalCloud) -> None:
    for number in range(12):
        cloud.upload(f"{number}.html", story(f"Story {number}"))
    cloud.upload("bad.html", b"")
    cloud.upload("0.html", story("Later wording"))
    cloud.remove("1.html")
    events = waiting_events(cloud)
    deliver(cloud, *events, events[2], '{"source": "a.poet"}')

    sums = reported(cloud)
    assert sums["UploadsReceived"] == len(events) + 2
    assert sums["UploadsReceived"] == sum(sums[f"Uploads{end}"] for end in ENDS)
    assert sums["UploadsRejected"] == sums["UploadsDeadLettered"] == 1
    assert sums["UploadsSuperseded"] == 1
    assert sums["MessagesRetried"] == 4


def test_an_upload_that_is_tried_again_is_counted_once(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: Counter[str] = Counter()
    put = ArticleTable.put_record

    def throttled(table: ArticleTable, *args: object, **more: object) -> object:
        tries["put"] += 1
        if tries["put"] < 3:
            raise TimeoutError("the table is slow today")
        return put(table, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleTable, "put_record", throttled)
    cloud.upload("a.html", story("Once"))
    cloud.run_until_idle()

    sums = reported(cloud)
    assert (sums["UploadsReceived"], sums["UploadsStored"], sums["MessagesRetried"]) == (1, 1, 2)


def test_what_cannot_be_stored_is_counted_as_a_dead_letter(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise TimeoutError("the table is down")

    monkeypatch.setattr(ArticleTable, "put_record", broken)
    cloud.upload("a.html", story("Never"))
    cloud.run_until_idle()

    assert len(cloud.dead_letters()) == 1
    sums = reported(cloud)
    assert (sums["UploadsReceived"], sums["UploadsDeadLettered"]) == (1, 1)


def test_of_a_backfill_only_the_page_that_cannot_be_read_is_a_dead_letter(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        cloud.upload(f"{number}.html", story(f"Story {number}"))
    waiting_events(cloud)
    read = Inbox.read

    def frozen(inbox: Inbox, upload: Upload, max_bytes: int) -> InboxObject | None:
        if upload.key == "3.html":
            raise PermissionError("its key is not this account's")
        return read(inbox, upload, max_bytes)

    monkeypatch.setattr(Inbox, "read", frozen)
    keys = [f"{number}.html" for number in range(12)]
    told = {"bucket": cloud.inbox_bucket, "keys": keys, "id": "again", "time": "2026-03-02T10:00:00Z"}
    deliver(cloud, json.dumps({"backfill": told}))

    [letter] = cloud.dead_letters()
    assert json.loads(letter.body)["backfill"]["keys"] == ["3.html"]
    sums = reported(cloud)
    assert (sums["UploadsReceived"], sums["UploadsStored"], sums["UploadsDeadLettered"]) == (12, 11, 1)
