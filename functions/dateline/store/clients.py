"""The AWS clients: made when first asked for, kept for the life of the process."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Literal, overload

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_events import EventBridgeClient
    from types_boto3_s3 import S3Client
    from types_boto3_sqs import SQSClient

# An answer that has not begun after this long is not coming; the retry goes to another host. All attempts together stay
# below a function's time, so that a failure is told and not cut off.
_CONNECT_SECONDS = 3
_READ_SECONDS = 10
_ATTEMPTS = 4

# As many calls as are made at once: a listing asks all shards.
_CONNECTIONS = 16

_Asked = tuple[str, str | None, str | None, float, int]

_making = threading.Lock()
_clients: dict[_Asked, Any] = {}


@overload
def client(name: Literal["dynamodb"]) -> DynamoDBClient: ...
@overload
def client(name: Literal["events"]) -> EventBridgeClient: ...
@overload
def client(name: Literal["s3"]) -> S3Client: ...
@overload
def client(name: Literal["sqs"]) -> SQSClient: ...
def client(name: str) -> Any:
    """The low-level client of a service, for the region and the endpoint that the environment names now.

    Reads AWS_REGION besides what boto3 reads (AWS_DEFAULT_REGION, AWS_ENDPOINT_URL, credentials, profile).
    """
    return _made(name, _READ_SECONDS, _ATTEMPTS)


def impatient_client(name: str, seconds: float) -> Any:
    """As `client`, but a call is tried once and for so long: for callers who have something to fall back on."""
    return _made(name, seconds, attempts=1)


def forget_clients() -> None:
    """Close the clients made so far: for a process in which the service they reach has gone."""
    with _making:
        for made in _clients.values():
            made.close()
        _clients.clear()


def _made(name: str, seconds: float, attempts: int) -> Any:
    with _making:  # boto3's default session is not to be used by two threads at once
        asked = (name, os.environ.get("AWS_REGION"), os.environ.get("AWS_ENDPOINT_URL"), seconds, attempts)
        if asked not in _clients:
            _clients[asked] = _new_client(*asked)
        return _clients[asked]


def _new_client(name: str, region: str | None, endpoint: str | None, seconds: float, attempts: int) -> Any:
    config = Config(
        connect_timeout=min(_CONNECT_SECONDS, seconds),
        read_timeout=seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
        tcp_keepalive=True,
        max_pool_connections=_CONNECTIONS,
    )
    return boto3.client(name, region_name=region or None, endpoint_url=endpoint or None, config=config)  # type: ignore[call-overload]
