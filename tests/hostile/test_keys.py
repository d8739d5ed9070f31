"""Hostile keys: in every envelope, through the table, and back in every listing, each is itself and nothing else."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from urllib.parse import quote_plus

import pytest

from dateline import Reason, Record, enrich, parse
from dateline.article import Upload
from dateline.events import uploads_in, uploads_in_body
from dateline.messages import ParsedArticle, decode, encode
from dateline.reading import placed
from dateline.store import RejectedRow
from infra.cli.settled import open_table
from infra.local.cloud import LocalCloud
from tests.hostile.keys import KEYS
from tests.hostile.pages import html
from tests.pipeline.stories import story

BUCKET = "dateline-inbox"


def notification(key: str) -> dict[str, object]:
    return {
        "Records": [
            {
                "eventSource": "aws:s3",
                "eventName": "ObjectCreated:Put",
                "eventTime": "2026-03-02T10:00:00.000Z",
                "s3": {
                    "bucket": {"name": BUCKET},
                    "object": {"key": quote_plus(key), "sequencer": "0055AED6DCD90281E5"},
                },
            }
        ]
    }


def bridged(key: str) -> dict[str, object]:
    return {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "time": "2026-03-02T10:00:00Z",
        "id": "1",
        "detail": {"bucket": {"name": BUCKET}, "object": {"key": key, "sequencer": "0055AED6DCD90281E5"}},
    }


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_the_same_from_every_envelope(name: str) -> None:
    assert len(KEYS[name].encode()) <= 1024
    for event in (notification(KEYS[name]), bridged(KEYS[name])):
        wrapped = {"Type": "Notification", "TopicArn": "arn", "Message": json.dumps(event)}
        for told in (uploads_in(event), uploads_in_body(json.dumps(event)), uploads_in_body(json.dumps(wrapped))):
            assert [one.upload.key for one in told] == [KEYS[name]]


@pytest.fixture(scope="module")
def cloud() -> Iterator[LocalCloud]:
    with LocalCloud.embedded() as deployed:
        yield deployed


def test_pages_under_hostile_keys_are_stored_listed_and_shown(cloud: LocalCloud) -> None:
    for key in KEYS.values():
        cloud.upload(key, story(f"Story of {key}"))
    cloud.run_until_idle()

    table, _ = open_table(cloud)
    assert not cloud.dead_letters()
    for key in KEYS.values():
        row = table.row_of(cloud.inbox_bucket, key)
        assert isinstance(row, Record), key
        assert row.upload.key == key
    assert {record.upload.key for record in table.newest(None)} == set(KEYS.values())

    for key in KEYS.values():
        cloud.remove(key)
    cloud.run_until_idle()
    assert not list(table.newest(None))


@pytest.mark.parametrize("name", KEYS)
def test_the_table_takes_every_key_that_s3_takes(cloud: LocalCloud, name: str) -> None:
    table, _ = open_table(cloud)
    (event,) = uploads_in(notification(KEYS[name]))
    upload = dataclasses.replace(event.upload, bucket=cloud.inbox_bucket, sequencer="F" * 39 + "0")
    article = placed(parse(html(""), key=KEYS[name]), upload)
    message = decode(encode(ParsedArticle(article, "c")), lambda *_: b"")
    assert isinstance(message, ParsedArticle)
    assert message.upload.key == KEYS[name]

    table.put_record(enrich(message.article))
    row = table.row_of(cloud.inbox_bucket, KEYS[name])
    assert isinstance(row, Record)
    assert row.upload.key == KEYS[name]
    assert table.get(row.article_id) == row

    table.put_rejection(dataclasses.replace(upload, sequencer="F" * 39 + "1"), Reason.NO_ARTICLE, "it was replaced")
    assert KEYS[name] in {one.upload.key for one in table.by_reason(Reason.NO_ARTICLE, None)}
    assert isinstance(table.row_of(cloud.inbox_bucket, KEYS[name]), RejectedRow)


def test_keys_that_look_like_one_another_are_not_mixed_up(cloud: LocalCloud) -> None:
    table, _ = open_table(cloud)
    alike = (
        "caf\u00e9.html",
        "cafe\u0301.html",
        "Caf\u00e9.html",
        "caf\u00e9.html ",
        "./caf\u00e9.html",
        "caf%C3%A9.html",
    )
    for key in alike:
        table.put_rejection(Upload(bucket=BUCKET, key=key, sequencer="1" * 40), Reason.NO_ARTICLE, f"this is {key}")
    for key in alike:
        row = table.row_of(BUCKET, key)
        assert isinstance(row, RejectedRow)
        assert row.message == f"this is {key}"
