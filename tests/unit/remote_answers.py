"""What remote enrichers are given and what they answer, in tests: botocore's own clients with the wire cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from botocore.stub import Stubber

from dateline.remote.port import Allowance

ROOMY = 1.0
"""Dollars: more than any article of a test costs."""


@contextmanager
def stubbed(service: str) -> Iterator[tuple[Any, Stubber]]:
    """A client that answers what the stubber is told, checked against the service's model, and nothing else."""
    client = boto3.client(
        service,  # type: ignore[call-overload]
        region_name="eu-central-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - nobody is asked
        config=Config(retries={"total_max_attempts": 1}),
    )
    with Stubber(client) as stubber:
        yield client, stubber
        stubber.assert_no_pending_responses()


def allowance(usd: float = ROOMY, seconds: float = 5.0, clock: Callable[[], float] = lambda: 0.0) -> Allowance:
    return Allowance(usd, seconds, clock)


def entity(text: str, phrase: str, kind: str | None = None, score: float = 0.99) -> dict[str, Any]:
    """An entity as Comprehend tells it, or without a kind a key phrase, at the phrase's first place in the text."""
    begin = text.index(phrase)
    told = {"Score": score, "Text": phrase, "BeginOffset": begin, "EndOffset": begin + len(phrase)}
    return {**told, "Type": kind} if kind else told


def conversed(filled_in: object, *, reason: str = "tool_use", used: tuple[int, int] = (1_200, 300)) -> dict[str, Any]:
    """Converse's answer in which the model fills the form in."""
    use: Mapping[str, Any] = {"toolUseId": "one", "name": "record_findings", "input": filled_in}
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": "Here it is."}, {"toolUse": use}]}},
        "stopReason": reason,
        "usage": {"inputTokens": used[0], "outputTokens": used[1], "totalTokens": sum(used)},
        "metrics": {"latencyMs": 900},
    }
