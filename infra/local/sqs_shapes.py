"""The shapes in which Lambda hands queue messages to a function and reads its answer.

Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS" and "Implementing partial batch responses".
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any


def record(message: Mapping[str, Any], queue_arn: str) -> dict[str, Any]:
    """One record of a function's event, from one message as ReceiveMessage gives it."""
    attributes = message.get("MessageAttributes", {})
    made = {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": dict(message["Attributes"]),
        "messageAttributes": {name: _attribute(value) for name, value in attributes.items()},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": queue_arn.split(":")[3],
    }
    if "MD5OfMessageAttributes" in message:
        made["md5OfMessageAttributes"] = message["MD5OfMessageAttributes"]
    return made


def failed_ids(payload: Any, sent: Sequence[str]) -> frozenset[str]:
    """The ids among `sent` that a function reporting partial failures wants to see again.

    None or an empty object, and no list or an empty one, mean success. What cannot be understood means that all
    failed: another shape, an item without an id, an id that was not sent.
    """
    everything = frozenset(sent)
    if payload is None or payload == {}:
        return frozenset()
    if not isinstance(payload, Mapping):
        return everything
    failures = payload.get("batchItemFailures")
    if failures is None or failures == []:
        return frozenset()
    if not isinstance(failures, list):
        return everything
    ids = [failure.get("itemIdentifier") if isinstance(failure, Mapping) else None for failure in failures]
    return frozenset(name for name in sent if name in ids) if all(name in sent for name in ids) else everything


def _attribute(value: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"stringListValues": [], "binaryListValues": [], "dataType": value["DataType"]}
    if "StringValue" in value:
        made["stringValue"] = value["StringValue"]
    if "BinaryValue" in value:
        made["binaryValue"] = base64.b64encode(value["BinaryValue"]).decode()
    return made
