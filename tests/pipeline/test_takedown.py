"""Whatever is on its way when an article is taken down, and whatever comes later, it stays away; lifted, it returns."""

from __future__ import annotations

import base64
import itertools
import json
import os
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from dateline import Record, outbox
from dateline.store import ArticleTable, Outcome, TakenDownRow, items, story
from dateline.store import takedown as store_takedown
from infra.cli import takedown as cli_takedown
from infra.cli.main import app
from infra.local.cloud import LocalCloud
from tests.pipeline.stories import story as page
from tests.pipeline.test_promise import deliver, ended_as, row, table_of, waiting_events

if TYPE_CHECKING:
    from dateline.article import Article

WORD = "Quetzalcoatlus"
ADDRESS = "https://news.example/found"
PAGE = page(f"{WORD} found", address=ADDRESS)
WORDS = [f"w{number * 2654435761 % 2**32:x}" for number in range(2_000)]
LARGE = PAGE.replace(
    b"</article>",
    "".join(f"<p>{WORD} {' '.join(WORDS[start : start + 50])}.</p>" for start in range(0, 2_000, 50)).encode()
    + b"</article>",
)
OTHER = page("Orchard blooms", address="https://news.example/orchard")


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCloud]:
    monkeypatch.setattr(store_takedown, "LOOK_SECONDS", 0)
    monkeypatch.setattr(cli_takedown, "LIFT_SECONDS", 0)
    with LocalCloud.embedded(region="eu-central-1", port=0) as deployed:
        settings = {"AWS_ENDPOINT_URL": deployed.endpoint_url or "", "AWS_REGION": "eu-central-1", "NO_COLOR": "1"}
        with patch.dict(os.environ, settings):  # the command adds more, and takes nothing away
            yield deployed


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages and items that a longer page fills."""
    monkeypatch.setattr(outbox, "MAX_MESSAGE_BYTES", 1_000)
    monkeypatch.setattr(items, "MAX_ITEM_BYTES", 3_000)
    monkeypatch.setattr(items, "_NOTE_BYTES", 300)


def takedown(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["takedown", *arguments])
    assert result.exit_code == code, result.output
    return result.output


def apply(what: str, *options: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(takedown(what, *options, "--apply", "--because", "case 7", "--json"))
    return told


def id_of(cloud: LocalCloud, key: str) -> str:
    found = row(cloud, key)
    assert isinstance(found, Record)
    return found.article_id


def everything(cloud: LocalCloud) -> Iterator[str]:
    """All that the stack holds, as text: rows, and every version of every object."""
    for item in cloud.client("dynamodb").scan(TableName=cloud.table_name)["Items"]:
        if "story" in item:
            yield json.dumps(story.unpack(item["story"]["B"]))
        yield str(item)
    s3 = cloud.client("s3")
    for bucket in (cloud.inbox_bucket, cloud.overflow_bucket):
        for one in s3.list_object_versions(Bucket=bucket).get("Versions", []):
            data = s3.get_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])["Body"].read()
            if one["Key"].startswith("articles/"):
                yield json.dumps(story.unpack(data))
            elif one["Key"].startswith("messages/"):
                yield zlib.decompress(base64.b64decode(json.loads(data)["article"])).decode()
            yield data.decode(errors="replace")


def holding(cloud: LocalCloud, word: str = WORD) -> int:
    return sum(word in told for told in everything(cloud))


def waiting_parsed(cloud: LocalCloud, key: str, data: bytes) -> Callable[[], None]:
    """A page that was parsed, its message taken out of the enrich queue; to be put back into it."""
    cloud.upload(key, data)
    [event] = waiting_events(cloud)
    sqs, queue = cloud.client("sqs"), cloud.outputs["EnrichQueueUrl"]
    cloud.invoke("parse", {"Records": [sqs_record(event)]})
    [message] = sqs.receive_message(QueueUrl=queue)["Messages"]
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])

    def go_on() -> None:
        sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
        cloud.run_until_idle()

    return go_on


def sqs_record(body: str) -> dict[str, Any]:
    return {"messageId": "1", "receiptHandle": "1", "eventSource": "aws:sqs", "body": body, "attributes": {}}


def test_a_late_event_and_a_new_upload_do_not_bring_it_back(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    [event] = waiting_events(cloud)
    deliver(cloud, event)
    apply(id_of(cloud, "a.html"))

    deliver(cloud, event, event)
    again = cloud.upload("a.html", PAGE + b"\n")
    cloud.upload("a.html", OTHER)
    cloud.run_until_idle()

    assert isinstance(row(cloud, "a.html"), TakenDownRow)
    assert ended_as(cloud, again) is Outcome.REMOVED
    assert list(table_of(cloud).newest()) == []
    assert cloud.dead_letters() == ()


def test_removing_a_page_and_uploading_it_again_does_not_bring_it_back(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    cloud.run_until_idle()
    apply("a.html")
    cloud.remove("a.html")
    cloud.upload("a.html", PAGE)
    cloud.run_until_idle()
    assert isinstance(row(cloud, "a.html"), TakenDownRow)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("data", [PAGE, LARGE], ids=["small", "large"])
def test_another_key_with_the_same_address_does_not_bring_it_back(cloud: LocalCloud, data: bytes) -> None:
    cloud.upload("a.html", data)
    cloud.run_until_idle()
    in_flight = waiting_parsed(cloud, "in flight.html", data)
    article_id = id_of(cloud, "a.html")
    apply(article_id, "--uploads")

    in_flight()
    late = cloud.upload("later.html", data)
    other = cloud.upload("other.html", OTHER)
    cloud.run_until_idle()

    assert ended_as(cloud, late) is Outcome.REMOVED
    assert ended_as(cloud, other) is Outcome.STORED
    assert isinstance(row(cloud, "in flight.html"), TakenDownRow)
    assert table_of(cloud).get(article_id) is None
    assert cloud.dead_letters() == ()
    assert holding(cloud) == 2, "the two uploads that came later, and nothing made of them"
    apply(article_id, "--uploads")
    assert holding(cloud) == 0


def test_all_keys_of_an_article_are_taken_down(cloud: LocalCloud) -> None:
    for key in ("a.html", "b.html", "c.html"):
        cloud.upload(key, PAGE)
    cloud.upload("d.html", OTHER)
    cloud.run_until_idle()

    told = apply("b.html", "--uploads")

    assert sorted(key["key"] for key in told["keys"]) == ["a.html", "b.html", "c.html"]
    assert holding(cloud) == 0
    assert [one.headline for one in table_of(cloud).newest()] == ["Orchard blooms"]
    cloud.run_until_idle()  # what S3 tells of the versions that were deleted
    assert cloud.dead_letters() == ()
    assert isinstance(row(cloud, "a.html"), TakenDownRow)


@pytest.mark.usefixtures("_small")
def test_nothing_of_an_article_is_left_in_any_version(cloud: LocalCloud) -> None:
    for key in ("a.html", "a.html.bak", "a.htm", "a.html/b"):
        cloud.upload(key, LARGE if key == "a.html" else OTHER)
    cloud.run_until_idle()
    cloud.upload("a.html", LARGE.replace(b"part 1", b"part one"))
    cloud.run_until_idle()
    cloud.remove("a.html")
    cloud.run_until_idle()
    cloud.upload("a.html", LARGE)
    cloud.run_until_idle()
    aside = cloud.client("s3").list_object_versions(Bucket=cloud.overflow_bucket)["Versions"]
    assert {one["Key"].partition("/")[0] for one in aside} == {"articles", "messages"}
    assert holding(cloud) >= 8, "uploads, messages put aside, parts of items, and what was made of them"
    others = holding(cloud, "Orchard")

    told = apply("a.html", "--uploads")

    assert holding(cloud) == 0
    assert holding(cloud, "Orchard") == others
    assert told["removed"]["uploads"] == 4
    assert told["removed"]["aside"] >= 4
    assert len(list(table_of(cloud).newest())) == 1
    cloud.run_until_idle()
    assert holding(cloud) == 0


@pytest.mark.usefixtures("_small")
def test_a_message_that_was_put_aside_and_erased_ends_as_removed(cloud: LocalCloud) -> None:
    cloud.upload("a.html", LARGE)
    cloud.run_until_idle()
    in_flight = waiting_parsed(cloud, "a.html", LARGE)
    apply("a.html", "--uploads")
    assert holding(cloud) == 0

    in_flight()

    assert cloud.dead_letters() == ()
    assert any('"outcome":"removed"' in one.text for one in cloud.logs("enrich"))


@pytest.mark.usefixtures("_small")
def test_a_message_that_was_lost_otherwise_is_a_dead_letter(cloud: LocalCloud) -> None:
    in_flight = waiting_parsed(cloud, "a.html", LARGE)
    s3 = cloud.client("s3")
    for one in s3.list_objects_v2(Bucket=cloud.overflow_bucket)["Contents"]:
        s3.delete_object(Bucket=cloud.overflow_bucket, Key=one["Key"])

    in_flight()

    [letter] = cloud.dead_letters()
    assert letter.queue == "EnrichDeadLetterQueue"


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("data", [PAGE, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("key", ["a.html", "b.html"], ids=["the same key", "another key"])
def test_a_takedown_between_a_write_and_the_look_is_seen(
    cloud: LocalCloud, key: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud.upload("a.html", PAGE)
    cloud.run_until_idle()
    article_id, looked = id_of(cloud, "a.html"), ArticleTable.withhold

    def in_between(table: ArticleTable, articles: Any) -> list[Article]:
        with ThreadPoolExecutor(1) as thread:  # another caller than the function
            thread.submit(apply, article_id).result()
        return looked(table, articles)

    monkeypatch.setattr(ArticleTable, "withhold", in_between)
    cloud.upload(key, data)
    cloud.run_until_idle()

    assert table_of(cloud).get(article_id) is None
    assert isinstance(row(cloud, key), TakenDownRow)
    assert not list(cloud.client("s3").list_objects_v2(Bucket=cloud.overflow_bucket).get("Contents", []))
    assert cloud.dead_letters() == ()


def test_a_writer_that_dies_before_it_looks_is_made_up_for(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    cloud.upload("a.html", PAGE)
    cloud.run_until_idle()
    article_id, looked = id_of(cloud, "a.html"), ArticleTable.withhold
    apply(article_id)
    deaths = iter([True, True])

    def dying(table: ArticleTable, articles: Any) -> list[Article]:
        if next(deaths, False):
            assert table.passage_of(cloud.inbox_bucket, "b.html") is not None, "it was written"
            raise ConnectionError
        return looked(table, articles)

    monkeypatch.setattr(ArticleTable, "withhold", dying)
    cloud.upload("b.html", PAGE)
    cloud.upload("c.html", b"")
    cloud.run_until_idle()

    assert table_of(cloud).get(article_id) is None
    assert isinstance(row(cloud, "b.html"), TakenDownRow)
    assert cloud.dead_letters() == ()
    told = [json.loads(one.text) for one in cloud.logs("enrich") if '"upload ended"' in one.text]
    assert sorted((one["key"], one["outcome"]) for one in told) == [
        ("a.html", "stored"),
        ("b.html", "removed"),
        ("c.html", "rejected"),
    ]


def test_a_replay_of_the_archive_does_not_bring_it_back(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    cloud.upload("b.html", OTHER)
    cloud.run_until_idle()
    apply("a.html")
    events = cloud.client("events")
    [archive] = events.list_archives()["Archives"]
    source = events.describe_archive(ArchiveName=archive["ArchiveName"])
    events.start_replay(
        ReplayName="again",
        EventSourceArn=source["ArchiveArn"],
        EventStartTime=datetime.now(UTC) - timedelta(days=1),
        EventEndTime=datetime.now(UTC) + timedelta(days=1),
        Destination={"Arn": source["EventSourceArn"]},
    )
    sent = len(waiting := waiting_events(cloud))
    deliver(cloud, *waiting)

    assert sent == 2
    assert isinstance(row(cloud, "a.html"), TakenDownRow)
    assert isinstance(row(cloud, "b.html"), Record)
    assert cloud.dead_letters() == ()


def test_a_backfill_reads_nothing_that_is_taken_down(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    cloud.upload("b.html", OTHER)
    cloud.run_until_idle()
    apply("a.html")
    cloud.calls.clear()

    told = {"bucket": cloud.inbox_bucket, "keys": ["a.html", "b.html"], "id": "again", "time": "2026-03-02T10:00:00Z"}
    deliver(cloud, json.dumps({"backfill": told}))

    assert cloud.calls.of("ParseFunction")["s3.GetObject"] == 1
    assert isinstance(row(cloud, "a.html"), TakenDownRow)
    assert cloud.dead_letters() == ()


def test_a_takedown_is_tried_before_it_is_done_and_done_once(cloud: LocalCloud) -> None:
    cloud.upload("a \u202ea.html", PAGE)
    cloud.upload("b.html", PAGE)
    cloud.run_until_idle()
    article_id = id_of(cloud, "b.html")
    before = sorted(everything(cloud))

    dry = takedown(article_id)
    assert sorted(everything(cloud)) == before
    assert f"{WORD} found" in dry
    assert "1 article, 2 rows" in dry
    assert f"\n  dateline takedown {article_id} --endpoint-url {cloud.endpoint_url} " in dry
    assert dry.endswith(" --apply --because '…'\n")
    assert "\u202e" not in dry
    plan = json.loads(takedown(article_id, "--json"))
    assert [key["kind"] for key in plan["targets"][0]["keys"]] == ["article", "article"]
    assert len(plan["targets"][0]["uploads"]) == 2

    done = takedown(article_id, "--apply", "--because", "case 7", "--by", "an editor")
    assert "2 rows" in done
    assert "b.html" in done
    assert "an editor" in done
    after = sorted(everything(cloud))
    assert "taken down already" in takedown(article_id, "--apply", "--because", "case 7")
    assert sorted(everything(cloud)) == after

    [audit] = [json.loads(line) for line in takedown("--list", "--json").splitlines()]
    assert (audit["by"], audit["because"], audit["article_ids"]) == ("an editor", "case 7", [article_id])
    assert "case 7" in takedown("--list")
    for command, what in itertools.product(("show", "history"), (article_id, "b.html")):
        shown = CliRunner().invoke(app, [command, what])
        assert WORD not in shown.output
        assert shown.exit_code == 1
        assert audit["takedown_id"] in " ".join(shown.output.split())


def test_the_identity_stands_in_the_audit(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    cloud.run_until_idle()
    assert apply("a.html")["by"].startswith("arn:aws:")


def test_all_articles_that_name_a_person(cloud: LocalCloud) -> None:
    for number in range(3):
        cloud.upload(f"{number}.html", page(f"Story {number}", address=f"https://news.example/{number}"))
    cloud.upload("other.html", page("Story", published="2026-04-01").replace(b"Nirmala Ranasinghe", b"Ann Lee"))
    cloud.run_until_idle()

    dry = takedown("--person", "nirmala ranasinghe")
    assert [f"Story {number}" in dry for number in range(3)] == [True] * 3
    assert "3 articles, 3 rows" in dry
    takedown("--person", "Ranasinghe", code=1)
    takedown("--person", "Nirmala Ranasinghe", "--since", "2026-03-03", code=1)
    told = json.loads(
        takedown("--person", "Nirmala Ranasinghe", "--uploads", "--apply", "--because", "case 8", "--json")
    )

    assert len(told["article_ids"]) == 3
    assert len(list(table_of(cloud).newest())) == 1
    assert holding(cloud, "Nirmala") == holding(cloud, "Ranasinghe") == 0
    [audit] = [json.loads(line) for line in takedown("--list", "--json").splitlines()]
    assert audit["options"] == ["--person", "--uploads"]


def test_what_is_lifted_comes_back_from_the_inbox(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    cloud.upload("b.html", PAGE)
    cloud.run_until_idle()
    article_id = id_of(cloud, "a.html")
    apply("a.html")
    cloud.upload("a.html", PAGE.replace(b"found</h1>", b"found again</h1>"))
    cloud.upload("c.html", PAGE)
    cloud.run_until_idle()

    assert "a.html" in takedown(article_id, "--lift")
    assert table_of(cloud).get(article_id) is None
    told = apply(article_id, "--lift")
    cloud.run_until_idle()

    assert sorted(key["key"] for key in told["keys"]) == ["a.html", "b.html", "c.html"]
    assert {id_of(cloud, key) for key in ("a.html", "b.html", "c.html")} == {article_id}
    found = row(cloud, "a.html")
    assert isinstance(found, Record)
    assert found.headline == f"{WORD} found again"
    later = cloud.upload("d.html", PAGE)
    cloud.run_until_idle()
    assert ended_as(cloud, later) is not Outcome.REMOVED
    takedown(article_id, "--lift", code=1)
    assert [json.loads(line)["action"] for line in takedown("--list", "--json").splitlines()] == ["lift", "takedown"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.html", "--person", "Ann Lee"),
        ("a.html", "--list"),
        ("a.html", "--since", "2026-03-02"),
        ("--person", "Ann Lee", "--since", "soon"),
        ("--person", "!"),
        ("--person", "Ann Lee", "--lift"),
        ("a.html", "--lift", "--uploads"),
        ("a.html", "--apply"),
        ("a.html", "--apply", "--because", " "),
    ],
    ids=" ".join,
)
def test_what_is_asked_wrongly_is_refused(cloud: LocalCloud, arguments: tuple[str, ...]) -> None:
    assert cloud.endpoint_url
    takedown(*arguments, code=2)


def test_what_is_not_there_is_told(cloud: LocalCloud) -> None:
    cloud.upload("a.html", PAGE)
    cloud.run_until_idle()
    takedown("nothing.html", code=1)
    takedown("f" * 32, code=1)
    takedown("a.html", "--lift", code=1)
    takedown("--person", "Nobody Known", code=1)
    assert "nothing was taken down" in takedown("--list")
