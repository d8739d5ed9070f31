"""Takes hostile pages through a function's handler as Lambda would, each in a process of its own, and measures it.

    python -m tests.hostile.inside parse|enrich FOLDER NAME…

Prints a line of JSON for each page: what it came to, the most memory that the process took, and the seconds. What the
parse function sends lies in the folder afterwards, for the enrich function. The clients of AWS are stand-ins.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.hostile.pages import ARTICLE, OTHER_ARTICLE, PAGES, STORY_SENTENCE, html

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "PARSE_QUEUE_URL": "https://queue.example/parse",
    "ENRICH_QUEUE_URL": "https://queue.example/enrich",
    "OVERFLOW_BUCKET": "overflow",
    "TABLE_NAME": "articles",
    "MAX_RECEIVES": "5",
    "MAX_UPLOAD_BYTES": "10000000",
    "MAX_UNPACKED_BYTES": "50000000",
    "TOMBSTONE_DAYS": "90",
    "POWERTOOLS_METRICS_NAMESPACE": "Dateline",
    "POWERTOOLS_SERVICE_NAME": "hostile",
}
CONTEXT: Any = SimpleNamespace(
    function_name="hostile",
    memory_limit_in_mb=1024,
    invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:hostile",
    aws_request_id="request",
    get_remaining_time_in_millis=lambda: 120_000,
)
ORDINARY = "an ordinary page"


class Bucket:
    """S3: pages are made when they are asked for, the overflow bucket is the folder."""

    exceptions = SimpleNamespace(NoSuchKey=KeyError)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_object(self, *, Bucket: str, Key: str, **_: object) -> dict[str, Any]:  # noqa: N803 - boto3's names
        data = made(Key) if Bucket == "inbox" else (self._folder / Key.replace("/", "-")).read_bytes()
        return {
            "Body": io.BytesIO(data),
            "ContentLength": len(data),
            "ETag": '"e"',
            "LastModified": datetime(2026, 3, 2, tzinfo=UTC),
        }

    def put_object(self, *, Key: str, Body: bytes, **_: object) -> dict[str, Any]:  # noqa: N803
        (self._folder / Key.replace("/", "-")).write_bytes(Body)
        return {}


class Queue:
    """SQS: what is sent lies in the folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = folder / f"{file_name(name)}.json"

    def send_message_batch(self, *, Entries: list[dict[str, Any]], **_: object) -> dict[str, Any]:  # noqa: N803
        for entry in Entries:
            body = entry["MessageBody"].encode()
            assert len(body) <= 1_048_576
            self._file.write_bytes(body)
        return {}


class Table:
    """DynamoDB: the row that was put."""

    exceptions = SimpleNamespace(ConditionalCheckFailedException=KeyError)

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def put_item(self, *, Item: dict[str, Any], **_: object) -> dict[str, Any]:  # noqa: N803
        written = json.dumps(Item, ensure_ascii=False, default=lambda value: base64.b64encode(value).decode())
        assert len(written.encode()) < 800_000  # of an item of 400 KB, its bytes in base64
        if "kind" in Item:
            self.rows.append(Item)
        return {}

    def get_item(self, **_: object) -> dict[str, Any]:
        return {}  # no takedown blocks anything


def file_name(name: str) -> str:
    """A page's name as that of a file."""
    return re.sub(r"\W+", "-", name)


def made(name: str) -> bytes:
    """The bytes of a page."""
    return html("") if name == ORDINARY else PAGES[name].make()


def parsed(folder: Path, name: str) -> str:
    """What a page comes to in the parse function."""
    import parse  # noqa: PLC0415 - the process of one function loads no other
    from dateline.messages import ParsedArticle, decode  # noqa: PLC0415

    vars(parse)["client"] = {"s3": Bucket(folder), "sqs": Queue(folder, name)}.__getitem__
    record = {
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "eventTime": "2026-03-02T10:00:00.000Z",
        "s3": {
            "bucket": {"name": "inbox"},
            "object": {"key": name.replace(" ", "+"), "sequencer": "0055AED6DCD90281E5"},
        },
    }
    answer = parse.handler(batch(json.dumps({"Records": [record]})), CONTEXT)
    assert answer == {"batchItemFailures": []}
    body = (folder / f"{file_name(name)}.json").read_text("utf-8")
    message = decode(body, lambda bucket, key: Bucket(folder).get_object(Bucket=bucket, Key=key)["Body"].read())
    if not isinstance(message, ParsedArticle):
        return str(getattr(message, "reason", "removal"))
    told = any(STORY_SENTENCE in block.text for block in message.article.blocks)
    return ARTICLE if told else OTHER_ARTICLE


def enriched(folder: Path, name: str) -> str:
    """What a page comes to in the enrich function."""
    import enrich  # noqa: PLC0415 - the same

    table = Table()
    vars(enrich)["client"] = {"s3": Bucket(folder), "dynamodb": table}.__getitem__
    enrich.table.cache_clear()
    body = (folder / f"{file_name(name)}.json").read_text("utf-8")
    answer = enrich.handler(batch(body), CONTEXT)
    assert answer == {"batchItemFailures": []}
    (row,) = table.rows
    return str(row["kind"]["S"]) if row["kind"]["S"] != "rejection" else str(row["reason"]["S"])


def batch(body: str) -> dict[str, Any]:
    """A batch of one queue message."""
    attributes = {"ApproximateReceiveCount": "1"}
    return {"Records": [{"messageId": "m", "eventSource": "aws:sqs", "body": body, "attributes": attributes}]}


FUNCTIONS: dict[str, Callable[[Path, str], str]] = {"parse": parsed, "enrich": enriched}


def measured(take: Callable[[Path, str], str], folder: Path, name: str) -> dict[str, Any]:
    """A page taken by a process that is forked off this one: what it came to, or what was raised."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        began = time.monotonic()
        try:
            outcome = take(folder, name)
        except BaseException:  # noqa: BLE001 - told to the parent, whatever it is
            outcome = traceback.format_exc()
        told = {
            "name": name,
            "outcome": outcome,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "seconds": round(time.monotonic() - began, 2),
        }
        with os.fdopen(write, "w") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        measures: dict[str, Any] = json.loads(pipe.read() or json.dumps({"name": name, "outcome": "the process died"}))
    os.waitpid(child, 0)
    return measures


@contextlib.contextmanager
def _quiet() -> Iterator[Any]:
    """Standard output is for the lines of JSON: what the functions log goes nowhere."""
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        yield sys.__stdout__


def main(function: str, folder: Path, names: list[str]) -> None:
    """Take each page, in a process that an ordinary page has gone through before."""
    os.environ.update(ENVIRONMENT)
    with _quiet() as out:
        if function == "enrich":
            measured(parsed, folder, ORDINARY)
        FUNCTIONS[function](folder, ORDINARY)
        for name in names:
            print(json.dumps(measured(FUNCTIONS[function], folder, name)), file=out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
