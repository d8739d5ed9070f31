"""What stands between a call and its answer: the faults of one invocation, by the number of the call."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ReadTimeoutError
from moto.core.botocore_stubber import MockRawResponse

from tests.faults.steps import Fault, Kind

Send = Callable[[Any], Any]

# What each service says when it throttles (S3 in XML, the others in JSON), all of which botocore tries again.
_THROTTLED: Final = {
    "s3": (503, "SlowDown"),
    "dynamodb": (400, "ProvisionedThroughputExceededException"),
    "sqs": (400, "RequestThrottled"),
}
_FAILED: Final = {"s3": (500, "InternalError"), "dynamodb": (500, "InternalServerError"), "sqs": (500, "InternalError")}

BATCH: Final = "sqs.SendMessageBatch"
BATCH_BYTES: Final = 4_500
"""What the queue takes in one call, here."""


class Crashed(BaseException):
    """The process died. Nothing that it still would have done happens."""


class Faults:
    """The faults of one invocation. `dead` once it has crashed, `hurried` once it has hardly any time left.

    `calls` are the operations that it called, in their order; `told_sent` how many messages it was told were sent.
    """

    def __init__(self, faults: Sequence[Fault], pause: Callable[[], None]) -> None:
        self.calls: list[str] = []
        self.dead = False
        self.hurried = False
        self.told_sent = 0
        self._faults = faults
        self._pause = pause

    def between(self, operation: str, request: Any, send: Send) -> Any:
        """The answer to a request of this invocation, or what befalls it."""
        self.die_if_dead()
        number = len(self.calls)
        self.calls.append(operation)
        kinds = [fault.kind for fault in self._faults if fault.call <= number < fault.call + fault.times]
        if Kind.PAUSED in kinds:
            self._pause()
            self.die_if_dead()
        self.hurried = self.hurried or Kind.HURRIED in kinds
        if operation == BATCH:
            send = _with(_within_limit, operation, send)
        for kind in kinds:
            befall = _BEFALLS.get(kind)
            if befall:
                send = _with(befall, operation, send)
        try:
            answered = send(request)
        except Crashed:
            self.dead = True
            raise
        if operation == BATCH and answered.status_code == 200:
            self.told_sent += len(json.loads(answered.content)["Successful"])
        return answered

    def die_if_dead(self) -> None:
        """Raises Crashed in what still runs of a process that has died."""
        if self.dead:
            raise Crashed


def answer(request: Any, body: str, status: int = 200) -> AWSResponse:
    """An answer that the service did not give."""
    return AWSResponse(request.url, status, HTTPHeaders(), MockRawResponse(body))


def _with(befall: Callable[[str, Any, Send], Any], operation: str, send: Send) -> Send:
    return lambda request: befall(operation, request, send)


def _within_limit(operation: str, request: Any, send: Send) -> Any:
    """A batch that is too large is refused as a whole."""
    size = sum(len(entry["MessageBody"].encode()) for entry in json.loads(request.body)["Entries"])
    return _error(request, operation, 400, "BatchRequestTooLong") if size > BATCH_BYTES else send(request)


def _crash_before(_operation: str, _request: Any, _send: Send) -> Any:
    raise Crashed


def _crash_after(_operation: str, request: Any, send: Send) -> Any:
    send(request)
    raise Crashed


def _throttled(operation: str, request: Any, _send: Send) -> Any:
    return _error(request, operation, *_THROTTLED[_service(operation)])


def _failed(operation: str, request: Any, _send: Send) -> Any:
    return _error(request, operation, *_FAILED[_service(operation)])


def _lost_before(_operation: str, request: Any, _send: Send) -> Any:
    raise ReadTimeoutError(endpoint_url=request.url)


def _lost_after(_operation: str, request: Any, send: Send) -> Any:
    send(request)
    raise ReadTimeoutError(endpoint_url=request.url)


def _cut(operation: str, request: Any, send: Send) -> Any:
    answered = send(request)
    if operation != "s3.GetObject" or answered.status_code != 200:
        return answered
    return AWSResponse(request.url, 200, answered.headers, MockRawResponse(answered.raw.read()[:-1]))


def _partly(operation: str, request: Any, send: Send) -> Any:
    """Every other entry of a batch is refused, or kept back."""
    if operation == "dynamodb.BatchGetItem":
        return _kept_back(request, send)
    if operation != BATCH:
        return send(request)
    batch = json.loads(request.body)
    refused, taken = batch["Entries"][::2], batch["Entries"][1::2]
    told: dict[str, Any] = {"Successful": []}
    if taken:
        request.body = json.dumps({**batch, "Entries": taken}).encode()
        told = json.loads(send(request).content)
    told["Failed"] = [
        {"Id": entry["Id"], "SenderFault": False, "Code": "InternalError", "Message": "try again"} for entry in refused
    ]
    return answer(request, json.dumps(told))


def _kept_back(request: Any, send: Send) -> Any:
    """Every other key is left unread, as a throttled partition does."""
    asked = json.loads(request.body)
    ((table, wanted),) = asked["RequestItems"].items()
    kept_back, read = wanted["Keys"][::2], wanted["Keys"][1::2]
    told: dict[str, Any] = {"Responses": {table: []}}
    if read:
        request.body = json.dumps({"RequestItems": {table: {**wanted, "Keys": read}}}).encode()
        told = json.loads(send(request).content)
    told["UnprocessedKeys"] = {table: {**wanted, "Keys": kept_back}}
    return answer(request, json.dumps(told))


_BEFALLS: Final[dict[Kind, Callable[[str, Any, Send], Any]]] = {
    Kind.CRASH_BEFORE: _crash_before,
    Kind.CRASH_AFTER: _crash_after,
    Kind.THROTTLED: _throttled,
    Kind.FAILED: _failed,
    Kind.LOST_BEFORE: _lost_before,
    Kind.LOST_AFTER: _lost_after,
    Kind.CUT: _cut,
    Kind.PARTLY: _partly,
}


def _service(operation: str) -> str:
    return operation.partition(".")[0]


def _error(request: Any, operation: str, status: int, code: str) -> AWSResponse:
    if _service(operation) == "s3":
        body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>try again</Message></Error>"
    else:
        body = json.dumps({"__type": f"com.amazonaws#{code}", "message": "try again"})
    return answer(request, body, status)
