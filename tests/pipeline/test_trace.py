"""`dateline trace`: one id from upload to row, each step with its time, and the step at which a page stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.store import ArticleTable, InboxVersions, OverflowBucket, client
from dateline.store.items import takedown_item
from dateline.store.keys import ROW, row_pk
from infra.cli.steps import Step, dead_letter_steps, log_steps, row_steps, version_steps
from infra.replay.queue import Queue
from tests.pipeline.stories import story

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

    from infra.local.cloud import LocalCloud

KEY = "news/a \u202e+%.html"


def table_of(cloud: LocalCloud) -> ArticleTable:
    overflow = OverflowBucket(cloud.client("s3"), cloud.overflow_bucket)
    return ArticleTable(cloud.client("dynamodb"), cloud.table_name, overflow, 30)


def steps(cloud: LocalCloud, key: str = KEY) -> list[Step]:
    uploads = version_steps(InboxVersions(client("s3")).newest(cloud.inbox_bucket, key))
    since: datetime = min(step.at for step in uploads)
    groups = {"parse": cloud.outputs["ParseLogGroupName"], "enrich": cloud.outputs["EnrichLogGroupName"]}
    sqs = cloud.client("sqs")
    queues = {f"{name}Function": Queue(sqs, cloud.outputs[f"{name}DeadLetterQueueUrl"]) for name in ("Parse", "Enrich")}
    table = table_of(cloud)
    letters = list(dead_letter_steps(queues, key, table.overflow.fetch))
    rows = row_steps(table, cloud.inbox_bucket, key)
    return sorted([*uploads, *log_steps(cloud.client("logs"), groups, key, since), *rows, *letters], key=lambda s: s.at)


def test_an_upload_goes_by_one_id_from_the_event_to_the_row(cloud: LocalCloud) -> None:
    cloud.upload(KEY, story("Followed"))
    cloud.upload("news/another.html", story("Another"))
    cloud.run_until_idle()

    told = steps(cloud)
    assert [step.where for step in told if step.correlation_id is None] == ["inbox"]
    ids = {step.correlation_id for step in told if step.correlation_id}
    assert len(ids) == 1
    assert {step.where for step in told} == {"inbox", "parse", "enrich", "table"}
    assert any(step.what == "upload ended: stored" for step in told)
    assert any("the row tells article" in step.what for step in told)
    assert not any(step.failed for step in told)


def test_each_upload_and_the_removal_of_a_key_have_an_id_of_their_own(cloud: LocalCloud) -> None:
    cloud.upload(KEY, story("First"))
    cloud.run_until_idle()
    cloud.upload(KEY, b"")
    cloud.run_until_idle()
    cloud.remove(KEY)
    cloud.run_until_idle()

    told = steps(cloud)
    assert len({step.correlation_id for step in told if step.correlation_id}) == 3
    assert sum(step.where == "inbox" for step in told) == 3
    assert "removed" in told[-1].what


def test_a_page_that_no_function_can_do_is_found_among_the_dead_letters(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise TimeoutError("the table is down")

    monkeypatch.setattr(ArticleTable, "put_record", broken)
    cloud.upload(KEY, story("Stuck"))
    cloud.run_until_idle()

    told = steps(cloud)
    [letter] = [step for step in told if step.where == "dead letters"]
    assert letter.failed
    assert "dead letters of enrich" in letter.what
    assert letter.correlation_id in {step.correlation_id for step in told if step.where == "parse"}
    assert len(cloud.dead_letters()) == 1
    assert [step for step in steps(cloud) if step.where == "dead letters"] == [letter]  # looking took nothing away


def test_an_article_that_another_key_tells_in_lists_is_told_so(cloud: LocalCloud) -> None:
    for key, headline in ((KEY, "Followed"), ("later.html", "Followed on")):
        cloud.upload(key, story(headline, address="https://news.example/followed"))
        cloud.run_until_idle()
    rows = {key: step.what for key in (KEY, "later.html") for step in steps(cloud, key) if step.where == "table"}
    (listed,) = (record.upload.key for record in table_of(cloud).newest())
    (other,) = set(rows) - {listed}
    assert rows[other].endswith(f", which lists tell as {listed} has it")
    assert "lists" not in rows[str(listed)]


def test_a_takedown_is_told_with_its_time(cloud: LocalCloud) -> None:
    cloud.upload(KEY, story("Followed"))
    cloud.run_until_idle()
    item = takedown_item(row_pk(cloud.inbox_bucket, KEY), None, "2026-05-04T03:02:01Z", None)
    cloud.client("dynamodb").put_item(TableName=cloud.table_name, Item=item)

    (told,) = row_steps(table_of(cloud), cloud.inbox_bucket, KEY)
    assert (told.at.isoformat(), told.where) == ("2026-05-04T03:02:01+00:00", "table")
    assert told.what == "the row tells that the key was taken down"


def test_a_row_without_times_is_told_too(cloud: LocalCloud) -> None:
    cloud.upload(KEY, story("Followed"))
    cloud.run_until_idle()
    pk = row_pk(cloud.inbox_bucket, KEY)
    cloud.client("dynamodb").update_item(
        TableName=cloud.table_name,
        Key={"pk": {"S": pk}, "sk": {"S": ROW}},
        UpdateExpression="REMOVE passage",
    )

    (told,) = row_steps(table_of(cloud), cloud.inbox_bucket, KEY)
    assert told.what.startswith("the row tells article ")
    assert told.what.endswith("; when it was stored is not known")
