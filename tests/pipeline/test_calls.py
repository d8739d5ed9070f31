"""What an article asks of AWS: a call more for each article costs money, and fails here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from infra.cost.profile import BATCH_SIZE, calls_of
from tests.pipeline.stories import story

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud


def test_a_full_batch_of_articles_makes_the_calls_that_are_paid_for(cloud: LocalCloud) -> None:
    upload(cloud, "before")  # the day's calendar is written once for a process, shard by shard
    cloud.calls.clear()

    upload(cloud, "counted")

    for caller, expected in calls_of(BATCH_SIZE).items():
        made = Counter(cloud.calls.of(caller))
        if caller == "driver":  # how it learns that a queue is empty, which Lambda's pollers pay for by the month
            made.pop("sqs.GetQueueAttributes")
            made["sqs.ReceiveMessage"] = min(made["sqs.ReceiveMessage"], expected["sqs.ReceiveMessage"])
        assert made == expected, caller


def upload(cloud: LocalCloud, folder: str) -> None:
    """A batch of stories, the same at each call but for the folder that they lie in."""
    for number in range(BATCH_SIZE):
        cloud.upload(f"{folder}/{number}.html", story(f"Story {number}", address=f"https://news.example/{number}"))
    cloud.run_until_idle()
