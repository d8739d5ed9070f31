"""The AWS account in this process's memory: moto, with every call counted and made one at a time.

moto loses updates when threads write at once, so one lock goes around each request, whichever door it comes through.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeAlias
from unittest.mock import patch

import boto3
from botocore.config import Config
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber
from moto.utilities.utils import get_partition

from infra.local.calls import Calls, current_caller
from infra.local.s3_events import S3Events
from infra.local.s3_listing import encoded_listings
from infra.local.template import ACCOUNT

_one_at_a_time = threading.Lock()
_ONE_TRY: dict[str, Any] = {"retries": {"total_max_attempts": 1}}


Between: TypeAlias = Callable[[str, Any, Callable[[Any], Any]], Any]
"""Stands between a request and its answer: it is given the operation (`s3.GetObject`), the request, and what sends it.

What it gives back is the answer, and what it raises is what the connection came to.
"""


class AlreadyOpenError(RuntimeError):
    """A second account was opened: moto's state is the process's, so there is one at a time."""


class Account:
    """An empty account while `opened()` is entered.

    `lock` is held during every request but for one that may wait for messages. `touched` is set by every request
    that is not the driver's: there may be something to do. `between`, when set, stands between each request and its
    answer.
    """

    def __init__(self, region: str) -> None:
        self.region = region
        self.partition = get_partition(region)
        self.id = ACCOUNT
        self.lock = threading.RLock()
        self.touched = threading.Event()
        self.calls = Calls()
        self.s3_events = S3Events()
        self.between: Between | None = None
        self._clients: dict[str, Any] = {}

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Until the end of the block every boto3 client of this process reaches this account, and nothing real."""
        if not _one_at_a_time.acquire(blocking=False):
            raise AlreadyOpenError("another local cloud is open in this process; leave it first")
        with ExitStack() as stack:
            stack.callback(_one_at_a_time.release)
            stack.enter_context(patch.dict(os.environ, _without_aws_settings() | self.environment(), clear=True))
            stack.enter_context(mock_aws())
            stack.enter_context(patch.object(BotocoreStubber, "__call__", self._called(BotocoreStubber.__call__)))
            stack.enter_context(self.s3_events.sent())
            stack.enter_context(encoded_listings())
            stack.callback(self._forget_clients)
            yield

    def environment(self) -> dict[str, str]:
        """The settings with which an AWS client reaches this account, but for the endpoint."""
        return {
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_REGION": self.region,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str) -> Any:
        """The boto3 client of a service, made once."""
        with self.lock:
            if service not in self._clients:
                self._clients[service] = _session(self.region).client(service, config=Config(**_ONE_TRY))
            return self._clients[service]

    def _called(self, answer: Any) -> Any:
        def answer_counted(stubber: BotocoreStubber, event_name: str, request: Any, **kwargs: Any) -> Any:
            operation = event_name.removeprefix("before-send.")
            self.calls.count(operation)
            if current_caller() != "driver":
                self.touched.set()

            def send(sent: Any) -> Any:
                if operation == "sqs.ReceiveMessage":
                    return answer(stubber, event_name, sent, **kwargs)
                with self.lock:
                    return answer(stubber, event_name, sent, **kwargs)

            return self.between(operation, request, send) if self.between else send(request)

        return answer_counted

    def _forget_clients(self) -> None:
        for client in self._clients.values():
            client.close()
        self._clients.clear()


@functools.cache
def _session(region: str) -> Any:
    """One for the process: what a session reads from botocore's files takes a while."""
    return boto3.session.Session(region_name=region)


def _without_aws_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
