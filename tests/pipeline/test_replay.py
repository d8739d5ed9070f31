"""`dateline replay`: uploads sent through the stack again from every source, and nothing changes that is up to date."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.revision import revision
from infra.cli.main import app
from infra.cli.stack import stack
from infra.local.cloud import LocalCloud
from infra.replay import archive, queue
from tests.pipeline.stories import story

Command = Callable[..., list[dict[str, Any]]]

POISON = '{"source": "a.poet"}'
RED = "bad/\x1b[31mred\x1b[0m \u202e日本.pdf"


@pytest.fixture
def cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCloud]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "120")
    with LocalCloud.embedded(region="eu-central-1", port=0) as deployed:
        yield deployed


@pytest.fixture
def filled(cloud: LocalCloud) -> LocalCloud:
    """A stack that holds articles of two publishers and days, rejections, a removal, and an overwritten page."""
    for number in range(13):
        page = story(
            f"Ferry number {number} sails",
            address=f"https://pier.example/{number}",
            published=f"2026-03-0{number % 2 + 1}",
        )
        cloud.upload(f"pier/{number:02}.html", page)
    cloud.upload("other/a+b c%.html", story("A word from elsewhere", published="2026-03-02"))
    cloud.upload("bad/empty.html", b" ")
    cloud.upload(RED, b"%PDF-1.7\n")
    cloud.upload("gone.html", story("Gone soon"))
    cloud.remove("gone.html")
    cloud.upload("pier/00.html", story("Another wording", address="https://pier.example/0", published="2026-03-01"))
    cloud.run_until_idle()
    assert cloud.dead_letters() == ()
    return cloud


@pytest.fixture
def replay(cloud: LocalCloud) -> Command:
    """Runs the command, checks how it ends, and gives the lines of JSON that it printed."""

    def run(*arguments: str, code: int = 0, given: bytes | None = None) -> list[dict[str, Any]]:
        told = output(cloud, *arguments, "--json", code=code, given=given)[0]
        return [json.loads(line) for line in told.splitlines()]

    return run


def output(cloud: LocalCloud, *arguments: str, code: int = 0, given: bytes | None = None) -> tuple[str, str]:
    assert cloud.endpoint_url
    command = ["replay", *arguments, "--endpoint-url", cloud.endpoint_url]
    result = CliRunner().invoke(app, command, input=given)
    assert result.exit_code == code, (result.output, result.exception)
    return result.stdout, result.stderr


def everything(cloud: LocalCloud, *, but_for: str | None = None) -> str:
    """The table and the overflow bucket, to the byte, but for one attribute where that is named."""
    items = cloud.client("dynamodb").scan(TableName=cloud.table_name)["Items"]
    for item in items:
        item.pop(but_for, None)
    overflow = cloud.client("s3").list_objects_v2(Bucket=cloud.overflow_bucket).get("Contents", [])
    return repr((sorted(map(repr, items)), sorted((one["Key"], one["ETag"]) for one in overflow)))


def waiting(cloud: LocalCloud) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = cloud.client("sqs").get_queue_attributes(QueueUrl=cloud.outputs["ParseQueueUrl"], AttributeNames=names)
    return sum(map(int, answer["Attributes"].values()))


def state(tmp_path: Path) -> list[str]:
    """What is remembered; a lock stays for good, and holds nothing."""
    folder = tmp_path / "state" / "dateline" / "replay"
    kept = sorted(file.suffix for file in folder.iterdir()) if folder.exists() else []
    return [suffix for suffix in kept if suffix != ".lock"]


def event_of(cloud: LocalCloud, key: str, data: bytes) -> str:
    """The event of an upload, taken out of the parse queue."""
    cloud.upload(key, data)
    sqs, url = cloud.client("sqs"), cloud.outputs["ParseQueueUrl"]
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return str(message["Body"])


PAGES = {
    "--all": 16,
    "--prefix pier/": 13,
    "--since 2026-01-01 --prefix bad/": 2,
    "--rejected": 2,
    "--rejected empty": 1,
    "--reason unsupported_type": 1,
    "--day 2026-03-02": 7,
    "--since-day 2026-03-02 --until-day 2026-03-03": 7,
    "--publisher PIER": 13,
    "--parser-version 1": 16,
    "--parser-version 1 --day 2026-03-01": 7,
}
"""What is replayed from the bucket and from the table of `filled`, and how many pages that are."""


def test_pages_are_counted_and_sent_and_change_nothing(filled: LocalCloud, replay: Command, tmp_path: Path) -> None:
    before = everything(filled)
    for given, pages in PAGES.items():
        arguments = given.replace("PIER", "pier.example").split()
        (dry,) = replay(*arguments)
        assert (given, dry["number"], dry["dry_run"]) == (given, pages, True)
        assert waiting(filled) == 0, "a dry run sends nothing"
        planned, *sent, done = replay(*arguments, "--apply", "--rate", "100000")
        assert (planned["number"], planned["dry_run"]) == (pages, False)
        assert sent[-1] == {"event": "sent", "sent": pages, "left": 0}
        assert (done["event"], done["sent"], done["left"]) == ("done", pages, 0)
        assert waiting(filled) == (pages + 9) // 10
        replay(*arguments, "--apply", "--rate", "100000")
        filled.run_until_idle()
        assert everything(filled) == before, given
        assert filled.dead_letters() == ()
        assert state(tmp_path) == []


@pytest.mark.usefixtures("filled")
def test_what_is_asked_of_the_table_is_counted_by_what_people_decide_by(replay: Command) -> None:
    (plan,) = replay("--parser-version", "1")
    assert plan["counts"]["stand as"] == {"stored": 14, "rejected": 2}
    assert plan["counts"]["reason"] == {"empty": 1, "unsupported_type": 1}
    assert plan["counts"]["made by"] == {"parser 1, enricher 2, the code at hand": 16}
    assert {day: number for day, number in plan["counts"]["day"].items() if day.startswith("2026-03")} == {
        "2026-03-01": 7,
        "2026-03-02": 7,
    }
    assert plan["usd"] > 0
    assert plan["seconds"] == pytest.approx(16 / 50)


def test_pages_that_older_code_made_are_found_made_anew_and_found_no_more(filled: LocalCloud, replay: Command) -> None:
    (nothing,) = replay("--parser-version", "older")
    assert nothing["event"] == "nothing"
    before = everything(filled, but_for="passage")
    dynamodb = filled.client("dynamodb")
    for key in ("pier/03.html", "bad/empty.html"):
        row = {"pk": {"S": f"upload#{filled.inbox_bucket}/{key}"}, "sk": {"S": "row"}}
        dynamodb.update_item(
            TableName=filled.table_name,
            Key=row,
            UpdateExpression="SET revision = :old",
            ExpressionAttributeValues={":old": {"S": revision("0", "7")}},
        )
    (plan,) = replay("--parser-version", "older")
    assert plan["counts"]["made by"] == {"parser 0, enricher 7": 2}
    assert [page["key"] for page in plan["first"]] == ["pier/03.html", "bad/empty.html"]
    replay("--parser-version", "older", "--apply")
    filled.run_until_idle()
    assert everything(filled, but_for="passage") == before
    (nothing,) = replay("--parser-version", "older")
    assert nothing["event"] == "nothing"


def test_a_page_whose_event_was_lost_is_found_in_the_bucket(filled: LocalCloud, replay: Command) -> None:
    event_of(filled, "lost.html", story("An event that never came"))
    event_of(filled, "pier/01.html", story("Written anew, and nobody heard", address="https://pier.example/1"))
    replay("--all", "--apply")
    filled.run_until_idle()
    table = everything(filled)
    assert "An event that never came" in table
    assert "Written anew, and nobody heard" in table
    replay("--all", "--apply")
    filled.run_until_idle()
    assert everything(filled) == table


def test_recorded_events_are_sent_as_they_are_and_change_nothing(
    filled: LocalCloud, replay: Command, tmp_path: Path
) -> None:
    first = event_of(filled, "pier/02.html", story("Once more", address="https://pier.example/2"))
    second = event_of(filled, "new.html", story("New"))
    file = tmp_path / "events.jsonl"
    file.write_text(f"{first}\n{second}\n", encoding="utf-8")
    planned, *_, done = replay(str(file), "--apply")
    assert planned["counts"] == {"events": {"created": 2}}
    assert done["sent"] == 2
    filled.run_until_idle()
    table = everything(filled)
    assert "Once more" in table
    planned, *_ = replay("-", "--apply", given=first.encode())
    assert planned["first"] == [{"key": "pier/02.html"}]
    filled.run_until_idle()
    assert everything(filled) == table


def test_an_event_of_another_bucket_is_told(cloud: LocalCloud, replay: Command) -> None:
    (plan,) = replay(str(Path(__file__).parents[1] / "events" / "eventbridge.json"))
    assert plan["counts"]["bucket"] == {"dateline-inbox, which is not the inbox of this stack": 1}
    assert waiting(cloud) == 0


def test_dead_letters_are_told_moved_and_stored_once_their_cause_is_gone(
    filled: LocalCloud, replay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug in the parser")

    sqs = filled.client("sqs")
    with monkeypatch.context() as patched:
        patched.setattr("dateline.intake.parse", broken)
        filled.upload("pier/50.html", story("Unlucky", address="https://pier.example/50"))
        filled.run_until_idle()
    sqs.send_message(QueueUrl=filled.outputs["ParseQueueUrl"], MessageBody=POISON)
    sqs.send_message(QueueUrl=filled.outputs["EnrichQueueUrl"], MessageBody="{}")
    filled.run_until_idle()
    assert len(filled.dead_letters()) == 3

    (dry,) = replay("--dead-letters")
    assert (dry["number"], dry["unit"]) == (3, "letter")
    assert dry["counts"]["queue"] == {"parse": 2, "enrich": 1}
    assert {"key": "pier/50.html", "remark": "the function failed on it; its log says why"} in dry["first"]
    assert any("a.poet" in one.get("remark", "") for one in dry["first"])
    assert len(filled.dead_letters()) == 3, "they are given back"
    (enrich,) = replay("--dead-letters", "enrich")
    assert enrich["number"] == 1

    *_, done = replay("--dead-letters", "parse", "--apply")
    assert (done["event"], done["sent"]) == ("done", 2)
    filled.run_until_idle()
    assert "Unlucky" in everything(filled)
    left = filled.dead_letters()
    assert sorted(letter.queue for letter in left) == ["EnrichDeadLetterQueue", "ParseDeadLetterQueue"]
    assert POISON in [letter.body for letter in left], "what can never be done is there again"

    table = everything(filled)
    replay("--dead-letters", "--apply")
    filled.run_until_idle()
    assert everything(filled) == table
    assert len(filled.dead_letters()) == 2


def test_why_eventbridge_could_not_deliver_an_event_is_told(cloud: LocalCloud, replay: Command) -> None:
    body = event_of(cloud, "a.html", story("Undelivered"))
    cloud.client("sqs").send_message(
        QueueUrl=cloud.outputs["ParseDeadLetterQueueUrl"],
        MessageBody=body,
        MessageAttributes={"ERROR_CODE": {"DataType": "String", "StringValue": "NO_PERMISSIONS"}},
    )
    (dry,) = replay("--dead-letters")
    assert dry["counts"]["why"] == {"EventBridge could not deliver it: NO_PERMISSIONS": 1}
    replay("--dead-letters", "--apply")
    cloud.run_until_idle()
    assert "Undelivered" in everything(cloud)


def test_the_archive_is_replayed_and_changes_nothing(filled: LocalCloud, replay: Command, tmp_path: Path) -> None:
    before = everything(filled)
    (dry,) = replay("--archive", "--since", "2026-01-01")
    assert dry["unit"] == "event"
    assert "The archive holds 19 events" in dry["notes"][0]
    assert waiting(filled) == 0
    for _ in range(2):
        *_, done = replay("--archive", "--all", "--apply")
        assert done["event"] == "done"
        assert waiting(filled) == 19
        filled.run_until_idle()
        assert everything(filled) == before
    assert state(tmp_path) == []


def test_the_archive_brings_back_what_the_table_has_lost(filled: LocalCloud, replay: Command) -> None:
    before = everything(filled, but_for="passage")
    dynamodb = filled.client("dynamodb")
    for item in dynamodb.scan(TableName=filled.table_name)["Items"]:
        if item["pk"]["S"].startswith("upload#"):
            dynamodb.delete_item(TableName=filled.table_name, Key={"pk": item["pk"], "sk": item["sk"]})
    replay("--archive", "--all", "--apply")
    filled.run_until_idle()
    assert "Ferry number 12 sails" in everything(filled)
    assert everything(filled).count("'kind'") == before.count("'kind'")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=lambda sign: sign.name)
def test_a_stopped_replay_goes_on_where_it_was(
    filled: LocalCloud, replay: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals
) -> None:
    """A message a call, and a signal with the first."""
    sends: list[int] = []
    send = queue.Queue.send

    def signalled(self: queue.Queue, bodies: Any) -> queue.Sent:
        sends.append(len(bodies))
        if len(sends) == 1:
            signal.raise_signal(sign)
        return send(self, bodies)

    before = everything(filled)
    with monkeypatch.context() as patched:
        patched.setattr(queue.Queue, "send", signalled)
        *_, stopped = replay("--all", "--apply", "--rate", "10", code=130)
    assert (stopped["event"], stopped["sent"], stopped["left"]) == ("stopped", 10, 6)
    assert state(tmp_path) == [".json", ".messages"]
    told, _ = output(filled, "--all")
    assert "6 of its 16 pages are left" in " ".join(told.split())

    went_on, *_, done = replay("--all", "--apply", "--rate", "100000")
    assert (went_on["event"], went_on["sent"], went_on["left"]) == ("resumed", 10, 6)
    assert (done["event"], done["sent"]) == ("done", 6)
    assert waiting(filled) == 2, "each message once"
    assert state(tmp_path) == []
    filled.run_until_idle()
    assert everything(filled) == before


def test_from_start_begins_anew(filled: LocalCloud, replay: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_: object) -> None:
        raise ConnectionError("the line is dead")

    with monkeypatch.context() as patched:
        patched.setattr(queue.Queue, "send", dead)
        replay("--all", "--apply", code=1)
    went_on, *_ = replay("--all", "--apply", "--from-start", "--rate", "100000")
    assert (went_on["event"], went_on["number"]) == ("planned", 16)
    assert waiting(filled) == 2


def test_a_queue_that_takes_nothing_is_told_and_the_rest_is_kept(
    filled: LocalCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        queue.Queue, "send", lambda _, bodies: queue.Sent({}, dict.fromkeys(range(len(bodies)), "Busy"))
    )
    told, complained = output(filled, "--all", "--apply", code=1)
    assert complained == (
        "dateline: the queue did not take 2 of 2 messages: Busy\n"
        "What was sent is remembered: the same command goes on from there.\n"
    )
    assert "Traceback" not in told
    assert state(tmp_path) == [".json", ".messages"]


def test_waiting_ends_with_empty_queues(filled: LocalCloud, replay: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(queue, "wait_until_empty", worked(filled, queue.wait_until_empty))
    replay("--rejected", "--apply", "--wait")
    assert waiting(filled) == 0


def worked(cloud: LocalCloud, wait: Callable[..., None]) -> Callable[..., None]:
    """Waiting, with the functions at work at the same time."""

    def wait_meanwhile(*arguments: Any) -> None:
        cloud.run_until_idle()
        wait(*arguments)

    return wait_meanwhile


def test_a_plan_is_told_to_people_without_what_a_terminal_would_obey(filled: LocalCloud) -> None:
    told, complained = output(filled, "--prefix", "bad/")
    assert complained == ""
    assert "Replay of pages in the bucket under bad/" in told
    assert "2 pages, in 1 message" in told
    assert "bad/[31mred[0m 日本.pdf" in told
    assert "less than a cent" in told
    assert "This was a dry run, and nothing was sent. To send it:\n  dateline replay --prefix bad/ " in told
    assert told.rstrip().endswith(" --apply")
    assert "\x1b" not in told
    told, _ = output(filled, "--prefix", "bad/", "--apply")
    assert "2 pages sent · " in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--prefix", "nix/"], "there are no pages in the bucket under nix/"),
        (["--rejected", "corrupt"], "there are no pages rejected as corrupt"),
        (["--day", "1999-01-01"], "there are no articles, 1999-01-01"),
        (["--publisher", "nix.example"], "there are no articles of nix.example"),
        (["--dead-letters"], "there are no dead letters"),
        (["--dead-letters", "enrich"], "there are no dead letters of the enrich queue"),
        (["--archive", "--all"], "there are no events in the archive"),
        (["--since", "2026-03-02T10:00", "--until", "2026-03-02T11:00+01:00"], None),
    ],
    ids=str,
)
def test_nothing_to_replay_is_said_and_is_fine(cloud: LocalCloud, arguments: list[str], told: str | None) -> None:
    if told is None:
        output(cloud, *arguments, code=2)
        return
    for apply in ([], ["--apply"]):
        printed, complained = output(cloud, *arguments, *apply)
        assert printed == ""
        assert complained.startswith(f"nothing to replay: {told}")


def test_a_stack_that_was_deployed_before_is_told_to_be_deployed_again(cloud: LocalCloud) -> None:
    cloud.client("sqs").delete_queue(QueueUrl=cloud.outputs["EnrichDeadLetterQueueUrl"])
    _, complained = output(cloud, "--dead-letters", code=1)
    assert complained.startswith("dateline: the stack has no output EnrichDeadLetterQueueUrl\n")
    _, complained = output(cloud, "--all", "--stack", "other", code=1)
    assert complained.startswith("dateline: there is no stack called other at http")


def test_the_local_cloud_names_what_the_template_names(cloud: LocalCloud) -> None:
    """A local cloud has no CloudFormation: what is found by name there is what the outputs say in AWS."""
    with stack(cloud.endpoint_url, None, None) as found:
        named = {name: value.rpartition("/")[2] for name, value in found.outputs.items()}
    assert named == {name: cloud.outputs[name].rpartition("/")[2] for name in named}
    assert {"UploadArchiveArn", "UploadRuleArn", "ParseQueueUrl", "EnrichDeadLetterQueueUrl"} <= set(named)


def test_an_archive_replay_that_is_stopped_is_cancelled(
    filled: LocalCloud, replay: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """moto's replays are over at once: what EventBridge tells of one that takes its time stands in for it."""
    monkeypatch.setattr(archive, "POLL_SECONDS", 0.01)
    told, stopped_once = archive.Archive.told, list[str]()

    def running(self: archive.Archive, name: str) -> archive.Told | None:
        found = told(self, name)
        if not stopped_once:
            stopped_once.append(name)
            signal.raise_signal(signal.SIGINT)
        return archive.Told(name, "RUNNING", None) if found and found.state == "COMPLETED" else found

    with monkeypatch.context() as patched:
        patched.setattr(archive.Archive, "told", running)
        *_, stopped = replay("--archive", "--all", "--apply", code=130)
    assert stopped["event"] == "stopped"
    assert state(tmp_path) == [".json"]
    before = everything(filled)
    *_, done = replay("--archive", "--all", "--apply")
    assert done["event"] == "done"
    filled.run_until_idle()
    assert everything(filled) == before
