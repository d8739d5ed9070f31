"""The local cloud as a server: any AWS client comes in by its door, a folder is mirrored, and it stops when told."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.local.cloud import ROOT, LocalCloud
from infra.local.sam import reached_from_container
from infra.local.server import FileChange, seed, serve, write_sam_env

from .stacks import ECHO, write_stack

PATIENCE_SECONDS = 20.0
NOTING = """
    import json
    def handler(event, context):
        for record in event["Records"]:
            detail = json.loads(record["body"])["detail"]
            print(detail["reason"], detail["object"]["key"])
"""


@pytest.fixture
def noting(tmp_path: Path) -> Iterator[LocalCloud]:
    """A cloud with a door, whose function notes what it is told of."""
    with LocalCloud.embedded(template=write_stack(tmp_path, NOTING), port=0) as cloud:
        yield cloud


@contextmanager
def served(cloud: LocalCloud, **options: Any) -> Iterator[None]:
    stop = threading.Event()
    failures: list[Exception] = []

    def work() -> None:
        try:
            serve(cloud, stop=stop, **options)
        except Exception as failure:  # noqa: BLE001 - raised again below
            failures.append(failure)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def client_outside(cloud: LocalCloud, service: str) -> Iterator[Any]:
    make: Any = boto3.client
    client = make(
        service,
        endpoint_url=cloud.endpoint_url,
        region_name=cloud.region,
        aws_access_key_id="any",
        aws_secret_access_key="any",  # noqa: S106 - any will do
    )
    try:
        yield client
    finally:
        client.close()


def eventually(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not found():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def noted(cloud: LocalCloud) -> list[str]:
    return [line.text for line in cloud.logs()]


def test_an_upload_from_outside_is_processed_at_once(noting: LocalCloud) -> None:
    with served(noting), client_outside(noting, "s3") as s3:
        s3.put_object(Bucket=noting.inbox_bucket, Key="a+b c%/日本語.html", Body=b"page" * 100_000)
        eventually(lambda: noted(noting) == ["PutObject a+b c%/日本語.html"])
        assert s3.get_object(Bucket=noting.inbox_bucket, Key="a+b c%/日本語.html")["ContentLength"] == 400_000
        s3.delete_object(Bucket=noting.inbox_bucket, Key="a+b c%/日本語.html")
        eventually(lambda: len(noted(noting)) == 2)


def test_an_upload_in_parts_from_outside_is_told_once(noting: LocalCloud) -> None:
    with served(noting), client_outside(noting, "s3") as s3:
        name = {"Bucket": noting.inbox_bucket, "Key": "large"}
        upload = s3.create_multipart_upload(**name)["UploadId"]
        part = s3.upload_part(**name, UploadId=upload, PartNumber=1, Body=b"page" * 1_000_000)
        parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
        s3.complete_multipart_upload(**name, UploadId=upload, MultipartUpload=parts)
        s3.put_object(Bucket=noting.inbox_bucket, Key="last", Body=b"")
        eventually(lambda: noted(noting) == ["CompleteMultipartUpload large", "PutObject last"])


@pytest.mark.parametrize(
    "headers", [{"Transfer-Encoding": "chunked"}, {"Content-Type": "application/x-www-form-urlencoded"}]
)
def test_an_upload_without_any_library_arrives_whole(noting: LocalCloud, headers: dict[str, str]) -> None:
    port = int(str(noting.endpoint_url).rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port)
    with closing(connection):
        body = iter([b"a=page", b" in parts"]) if "Transfer-Encoding" in headers else b"a=page in parts"
        connection.request("PUT", f"/{noting.inbox_bucket}/page", body, headers, encode_chunked=True)
        assert connection.getresponse().status == 200
    found = noting.client("s3").get_object(Bucket=noting.inbox_bucket, Key="page")
    assert found["Body"].read() == b"a=page in parts"


def test_many_clients_at_once_lose_no_update(noting: LocalCloud) -> None:
    noting.client("dynamodb").create_table(
        TableName="counters",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )

    def count() -> None:
        with client_outside(noting, "dynamodb") as dynamodb:
            for _ in range(25):
                dynamodb.update_item(
                    TableName="counters",
                    Key={"pk": {"S": "one"}},
                    UpdateExpression="ADD hits :one",
                    ExpressionAttributeValues={":one": {"N": "1"}},
                )

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    item = noting.client("dynamodb").get_item(TableName="counters", Key={"pk": {"S": "one"}})["Item"]
    assert item["hits"] == {"N": "100"}


def test_whoever_waits_for_messages_keeps_nobody_out(noting: LocalCloud) -> None:
    answers: list[Any] = []
    queue = {"QueueUrl": noting.resources["WorkDeadLetterQueue"].ref}

    def wait() -> None:
        with client_outside(noting, "sqs") as sqs:
            answers.append(sqs.receive_message(**queue, WaitTimeSeconds=20).get("Messages"))

    thread = threading.Thread(target=wait)
    thread.start()
    with client_outside(noting, "sqs") as sqs:
        assert sqs.get_queue_url(QueueName=queue["QueueUrl"].rpartition("/")[2])["QueueUrl"] == queue["QueueUrl"]
        sqs.send_message(**queue, MessageBody="here")
    thread.join()
    assert answers[0][0]["Body"] == "here"


def test_what_fails_comes_again_until_it_is_a_dead_letter(tmp_path: Path) -> None:
    template = write_stack(tmp_path, "def handler(event, context): raise ValueError('never')")
    with LocalCloud.embedded(template=template, port=0, parameters={"MaxReceives": "2"}) as cloud, served(cloud):
        cloud.upload("page", b"page")
        eventually(lambda: len(cloud.dead_letters()) == 1)
        assert cloud.dead_letters()[0].error == "ValueError: never"


def test_a_folder_is_mirrored(noting: LocalCloud, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "there before.html").write_text("page")
    (folder / ".hidden").write_text("not a page")
    changes: list[FileChange] = []
    with served(noting, watch=folder, on_file=changes.append):
        eventually(lambda: changes == [FileChange("deep/there before.html")])
        (folder / "new.txt").write_text("page")
        eventually(lambda: FileChange("new.txt") in changes)
        (folder / "new.txt").write_text("another page")
        eventually(lambda: changes.count(FileChange("new.txt")) == 2)
        (folder / "new.txt").rename(folder / "renamed.txt")
        eventually(lambda: {FileChange("new.txt", removed=True), FileChange("renamed.txt")} <= set(changes))
        eventually(lambda: len(noted(noting)) == 5)
    assert sorted(noted(noting)) == [
        "DeleteObject new.txt",
        "PutObject deep/there before.html",
        "PutObject new.txt",
        "PutObject new.txt",
        "PutObject renamed.txt",
    ]


def test_a_file_is_not_taken_while_it_is_being_written(noting: LocalCloud, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    with served(noting, watch=folder):
        with (folder / "slow.html").open("wb", buffering=0) as file:
            for _ in range(10):
                file.write(b"a part of the page ")
                time.sleep(0.1)
        eventually(lambda: len(noted(noting)) == 1)
    stored = noting.client("s3").get_object(Bucket=noting.inbox_bucket, Key="slow.html")["Body"].read()
    assert stored == b"a part of the page " * 10


def test_a_name_that_cannot_be_a_key_is_told_and_the_rest_goes_on(noting: LocalCloud, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("page")
    (folder / "fine.txt").write_text("page")
    changes: list[FileChange] = []
    with served(noting, watch=folder, on_file=changes.append):
        eventually(lambda: len(changes) == 2)
    (problem,) = (change for change in changes if change.problem)
    assert "caf" in problem.key
    assert "UTF-8" in str(problem.problem)
    assert FileChange("fine.txt") in changes


def test_a_name_that_cannot_be_a_key_may_come_and_go_while_the_folder_is_watched(
    noting: LocalCloud, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "before.txt").write_text("page")
    changes: list[FileChange] = []
    with served(noting, watch=folder, on_file=changes.append):
        eventually(lambda: changes == [FileChange("before.txt")])
        odd = folder / os.fsdecode(b"caf\xe9.txt")
        odd.write_text("page")
        (folder / "with it.txt").write_text("page")
        eventually(lambda: FileChange("with it.txt") in changes and any(change.problem for change in changes))
        odd.unlink()
        (folder / "with it.txt").unlink()
        eventually(lambda: FileChange("with it.txt", removed=True) in changes)
        (folder / "after.txt").write_text("page")
        eventually(lambda: FileChange("after.txt") in changes)
    assert changes.count(FileChange("before.txt")) == 1


def test_a_link_that_leads_out_of_the_folder_is_told_and_not_followed(noting: LocalCloud, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("page")
    (folder / "fine.txt").write_text("page")
    (folder / "inside.txt").symlink_to(folder / "fine.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(tmp_path)
    (folder / "circle").symlink_to(folder / "circle")
    changes: list[FileChange] = []
    with served(noting, watch=folder, on_file=changes.append):
        eventually(lambda: len(changes) == 4)
        (folder / "later").symlink_to(tmp_path)
        eventually(lambda: len(changes) == 5)
    assert {change.key for change in changes if change.problem} == {"outside.txt", "loop", "later"}
    assert sorted(noted(noting)) == ["PutObject fine.txt", "PutObject inside.txt"]


def test_what_breaks_the_driver_ends_the_server_with_its_error(noting: LocalCloud) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("no more paper")

    noting.upload("page", b"page")
    with pytest.raises(RuntimeError, match="no more paper"):
        serve(noting, on_batch=broken)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_signals_are_as_before(noting: LocalCloud, name: signal.Signals) -> None:
    before = signal.getsignal(name)

    def interrupt() -> None:
        eventually(lambda: signal.getsignal(name) is not before)
        os.kill(os.getpid(), name)

    thread = threading.Thread(target=interrupt)
    thread.start()
    serve(noting)
    thread.join()
    assert signal.getsignal(name) is before


def test_a_port_that_is_taken_is_an_error(tmp_path: Path) -> None:
    template = write_stack(tmp_path, ECHO)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(OSError, match="in use"), LocalCloud.embedded(template=template, port=port):
            pass


def test_containers_of_sam_local_get_the_real_names_and_their_own_way_in(tmp_path: Path) -> None:
    with LocalCloud.embedded(port=0) as cloud:
        write_sam_env(cloud, tmp_path / "new" / "env.json")
        variables = json.loads((tmp_path / "new" / "env.json").read_text())
        port = str(cloud.endpoint_url).rpartition(":")[2]
        endpoint = f"http://host.docker.internal:{port}"
        assert set(variables) == {"ParseFunction", "EnrichFunction"}
        assert variables["EnrichFunction"]["TABLE_NAME"] == cloud.table_name
        assert variables["ParseFunction"]["OVERFLOW_BUCKET"] == cloud.overflow_bucket
        assert all(one["AWS_ENDPOINT_URL"] == endpoint for one in variables.values())
        name = cloud.resources["EnrichQueue"].name
        assert variables["ParseFunction"]["ENRICH_QUEUE_URL"] == f"{endpoint}/123456789012/{name}"


@pytest.mark.parametrize(
    ("endpoint", "in_container"),
    [
        ("http://127.0.0.1:4566", "http://host.docker.internal:4566"),
        ("http://localhost:4566", "http://host.docker.internal:4566"),
        ("http://[::1]:4566", "http://host.docker.internal:4566"),
        ("http://172.17.0.1:4566", "http://172.17.0.1:4566"),
        ("http://[fd00::1]:4566", "http://[fd00::1]:4566"),
        ("http://laptop.lan:4566", "http://laptop.lan:4566"),
    ],
)
def test_a_container_is_sent_to_this_machine_and_not_to_itself(endpoint: str, in_container: str) -> None:
    assert reached_from_container(endpoint) == in_container


def test_the_objects_that_recorded_events_name_are_there_in_the_version_that_they_name(tmp_path: Path) -> None:
    (tmp_path / "sample.txt").write_text("any page")
    (tmp_path / "second.txt").write_text("its own page")
    events = ROOT / "tests" / "events"
    with LocalCloud.embedded() as cloud:
        keys = seed(cloud, events=events, pages=tmp_path)
        assert {"incoming/sample.txt", "incoming/日本語 page.html"} <= set(keys)
        s3 = cloud.client("s3")
        told = json.loads((events / "eventbridge.json").read_text())["detail"]
        found = s3.get_object(Bucket=told["bucket"]["name"], Key=told["object"]["key"])
        assert found["VersionId"] == told["object"]["version-id"]
        assert found["Body"].read() == b"any page"
        second = s3.get_object(Bucket=told["bucket"]["name"], Key="incoming/second.txt")
        assert second["Body"].read() == b"its own page"
