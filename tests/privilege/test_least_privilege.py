"""Every permission of the functions' roles is needed: a walk through all that they do uses each, and no other."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import dateline.store
from dateline import parse
from dateline.store import Inbox, InboxObject
from dateline.store.audit import Audit
from dateline.store.takedown import Takedowns
from infra.local.cloud import LocalCloud
from infra.local.guard import Refusal
from tests.pipeline.stories import story
from tests.pipeline.test_promise import deliver, table_of, waiting_events
from tests.privilege.comparison import REGION, VARIANTS, allowed, differences, table
from tests.unit.remote_answers import conversed, entity, stubbed

if TYPE_CHECKING:
    import pytest

    from dateline import Upload
    from infra.local.permissions import Grant

HEADLINE = "Pier in Oslo closed"


def long_story() -> bytes:
    """A page whose article fits neither into a message nor into an item."""
    words = [f"{zlib.crc32(str(number).encode()):x}" for number in range(400_000)]
    paragraphs = "".join(f"<p>{' '.join(words[start : start + 50])}.</p>" for start in range(0, len(words), 50))
    return story("Long read", address="https://news.example/long").replace(
        b"</article>", paragraphs.encode() + b"</article>"
    )


def walk(cloud: LocalCloud) -> None:
    """A page, told again, killed; one too large for a message and an item, removed, taken down, back again."""
    cloud.upload("page.html", story("Ferry resumes"))
    cloud.upload("long.html", long_story())
    events = waiting_events(cloud)
    deliver(cloud, *events, *events)
    cloud.remove("long.html")
    cloud.upload("again.html", long_story())
    cloud.run_until_idle()
    cloud.upload("page.html", story("KILL: Ferry resumes"))
    take_down(cloud, "again.html")
    cloud.upload("elsewhere.html", long_story())
    backfill = {"bucket": cloud.inbox_bucket, "keys": ["page.html"], "id": "again", "time": "2026-03-02T10:00:00Z"}
    deliver(cloud, json.dumps({"backfill": backfill}))
    with unreadable_once("page.html"):
        deliver(cloud, json.dumps({"backfill": {**backfill, "keys": ["page.html", "again.html", "elsewhere.html"]}}))
    assert cloud.dead_letters() == ()


@contextmanager
def unreadable_once(key: str) -> Iterator[None]:
    """The key cannot be read at the first try, whoever tries."""
    read, tries = Inbox.read, count()

    def torn(inbox: Inbox, upload: Upload, max_bytes: int) -> InboxObject | None:
        if upload.key == key and not next(tries):
            raise ConnectionError("the line broke")
        return read(inbox, upload, max_bytes)

    with patch.object(Inbox, "read", torn):
        yield


def take_down(cloud: LocalCloud, key: str) -> None:
    takedowns = Takedowns(cloud.client("dynamodb"), cloud.client("s3"), table_of(cloud), lambda _: None)
    target = takedowns.of_key(cloud.inbox_bucket, key)
    assert target is not None
    takedowns.take_down([target], Audit("takedown", "a test", "a walk", ()), uploads=False)


def ask_comprehend(cloud: LocalCloud, clients: dict[str, Any]) -> None:
    with stubbed("comprehend") as (client, stubber):
        clients["comprehend"] = client
        body = parse(story(HEADLINE)).body
        found, about = entity(body, "Oslo", "LOCATION"), {"Text": body, "LanguageCode": "en"}
        stubber.add_response("detect_dominant_language", {"Languages": [{"LanguageCode": "en", "Score": 0.99}]})
        stubber.add_response("detect_entities", {"Entities": [found]}, about)
        stubber.add_response("detect_key_phrases", {"KeyPhrases": [entity(body, "Oslo")]}, about)
        cloud.upload("page.html", story(HEADLINE))
        cloud.run_until_idle()


def ask_bedrock(cloud: LocalCloud, clients: dict[str, Any]) -> None:
    with stubbed("bedrock-runtime") as (client, stubber):
        clients["bedrock-runtime"] = client
        stubber.add_response("converse", conversed({"entities": []}))
        cloud.upload("page.html", story(HEADLINE))
        cloud.run_until_idle()


WALKS: dict[str, Callable[[LocalCloud, dict[str, Any]], None]] = {
    "as it is": lambda cloud, _: walk(cloud),
    "comprehend": ask_comprehend,
    "a model": ask_bedrock,
    "a profile": ask_bedrock,
}


def test_the_functions_do_all_that_they_may_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this fails for a new permission, add what needs it to the walk."""
    clients: dict[str, Any] = {}
    monkeypatch.setattr(dateline.store, "impatient_client", lambda name, _: clients[name])
    used: set[Grant] = set()
    refused: list[Refusal] = []
    for variant, parameters in VARIANTS.items():
        with LocalCloud.embedded(region=REGION, parameters=parameters) as cloud:
            WALKS[variant](cloud, clients)
            used.update(cloud.guard.used)
            refused += cloud.guard.refused
    assert not differences(used, refused), "\n" + differences(used, refused)


def test_what_is_not_used_and_what_is_refused_is_told() -> None:
    granted = allowed()
    idle = next(one for one in granted if one.sid == "ReadUploads")
    told = differences(granted - {idle}, [Refusal("ParseFunction", "s3:PutObject", "arn:aws:s3:::elsewhere/a")])
    assert "allowed and never used: ParseRole ReadUploads: s3:GetObject on InboxBucket/*" in told
    assert "refused to ParseFunction: s3:PutObject on arn:aws:s3:::elsewhere/a" in told
    assert table(granted, granted - {idle}).count("NEVER") == 1
    assert not differences(granted, [])
