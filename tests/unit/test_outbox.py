"""The outbox: few calls, nothing over SQS's sizes, failures told by their source."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING, Any, cast

from dateline import Article, Block
from dateline.messages import MAX_BATCH_BYTES, ParsedArticle, decode
from dateline.outbox import Outbox

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

    from dateline.store import OverflowBucket


class FakeQueue:
    """Keeps the batches it was sent; refuses the bodies that hold `refused`."""

    def __init__(self, refused: str = "\x00") -> None:
        self.batches: list[list[str]] = []
        self._refused = refused

    def send_message_batch(self, **request: Any) -> dict[str, Any]:
        entries = request["Entries"]
        self.batches.append([entry["MessageBody"] for entry in entries])
        failed = [entry for entry in entries if self._refused in entry["MessageBody"]]
        return {"Failed": [{"Id": entry["Id"], "Code": "InternalError", "Message": "later"} for entry in failed]}


class FakeBucket:
    """Objects in a dictionary."""

    bucket = "overflow"

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put(self, key: str, data: bytes) -> None:
        self.objects[key] = data


def outbox(queue: FakeQueue, bucket: FakeBucket) -> Outbox[str]:
    return Outbox(cast("SQSClient", queue), "https://queue.example/enrich", cast("OverflowBucket", bucket))


def noise(characters: int) -> str:
    """Text that does not pack: digits of so much chance that a character costs half a byte, in base64 two thirds."""
    return f"{random.Random(characters).getrandbits(4 * characters):0{characters}x}"  # noqa: S311 - repeatable


def message(text: str) -> ParsedArticle:
    return ParsedArticle(Article(article_id="1", blocks=(Block("paragraph", text),)), "c-1")


def test_ten_messages_go_in_one_call() -> None:
    queue = FakeQueue()
    box = outbox(queue, FakeBucket())
    for number in range(21):
        box.add(message(str(number)), "source")
    assert box.send() == []
    assert [len(batch) for batch in queue.batches] == [10, 10, 1]


def test_a_batch_never_grows_over_what_sqs_takes() -> None:
    queue = FakeQueue()
    box = outbox(queue, FakeBucket())
    for _ in range(4):
        box.add(message(noise(600_000)), "source")
    box.send()
    assert [len(batch) for batch in queue.batches] == [2, 2]
    assert all(sum(map(len, batch)) <= MAX_BATCH_BYTES for batch in queue.batches)


def test_a_message_too_large_is_put_aside_and_comes_back_whole() -> None:
    queue, bucket = FakeQueue(), FakeBucket()
    box = outbox(queue, bucket)
    sent = message("ü" + noise(1_800_000))
    box.add(sent, "source")
    box.send()
    [[body]] = queue.batches
    assert len(body) < 1000
    assert decode(body, lambda _, key: bucket.objects[key]) == sent


def test_a_refused_message_names_its_source_and_the_rest_goes() -> None:
    queue = FakeQueue(refused="c-poison")
    box = outbox(queue, FakeBucket())
    box.add(message("good"), "first")
    box.add(dataclasses.replace(message("bad"), correlation_id="c-poison"), "second")
    [(source, failure)] = box.send()
    assert source == "second"
    assert "InternalError later" in str(failure)


def test_nothing_is_sent_twice() -> None:
    queue = FakeQueue()
    box = outbox(queue, FakeBucket())
    box.add(message("once"), "source")
    box.send()
    box.send()
    assert len(queue.batches) == 1
