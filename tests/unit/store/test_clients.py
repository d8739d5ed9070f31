"""The AWS clients: how long they wait, and how often they try."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.store import client, impatient_client


@pytest.fixture(autouse=True)
def region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "ap-southeast-4")  # of no other test: clients made here reach for the real AWS


def test_a_caller_with_something_to_fall_back_on_is_not_kept_waiting() -> None:
    config: Any = impatient_client("comprehend", 2.5).meta.config

    assert (config.read_timeout, config.connect_timeout) == (2.5, 2.5)
    assert config.retries["total_max_attempts"] == 1


def test_a_client_is_made_once_and_one_for_each_patience() -> None:
    assert impatient_client("comprehend", 2.5) is impatient_client("comprehend", 2.5)
    assert impatient_client("comprehend", 2.5) is not impatient_client("comprehend", 5.0)
    assert client("sqs") is client("sqs")
    config: Any = client("sqs").meta.config
    assert config.retries["total_max_attempts"] > 1
